"""The languages there are and the zones of the world, as a person finds them in a list."""

from __future__ import annotations

from roidesk.i18n import LANGUAGES, _


def named() -> list[tuple[str, str]]:
    """Return every language as code and its own name, that of the system first ("": as the system)."""
    from babel import Locale

    own = [(code, (Locale.parse(code).get_display_name(code) or code).capitalize()) for code in LANGUAGES]
    return [("", _("As the system")), *own]


def zones() -> list[tuple[str, str]]:
    """Return every time zone that is a place, by its name and as it is read ("Europe, Amsterdam")."""
    from zoneinfo import available_timezones

    places = sorted(each for each in available_timezones() if "/" in each and not each.startswith(("Etc/", "posix")))
    return [("UTC", "UTC"), *((each, each.replace("/", ", ").replace("_", " ")) for each in places)]
