"""Why the keys of the quick entry are not heard everywhere, in a sentence that says what one can do."""

from __future__ import annotations

from collections.abc import Mapping

from roidesk.i18n import N_, _

_REASONS: Mapping[str, str] = {
    "off": N_("No keys are set; “roidesk quick” and the tray open it."),
    "no_screen": N_("There is no screen on which keys could be heard."),
    "no_portal": N_(
        "This desktop gives programs no keys of their own. In its keyboard settings, put “roidesk quick” on a key."
    ),
    "refused": N_(
        "The desktop did not give the keys. Allow them in its settings, or put “roidesk quick” on a key there."
    ),
    "unreadable": N_("“{text}” cannot be heard everywhere: choose Ctrl, Alt or Meta with one more key, or F1 to F20."),
    "missing": N_("What listens for keys cannot start here. Put “roidesk quick” on a key in the desktop's settings."),
    "lost": N_("The keys are no longer heard: the screen was closed. They are heard again after a restart of roidesk."),
}


def unavailable(reason: str, keys: str = "") -> str:
    """Return why the keys are not heard."""
    return _(_REASONS[reason]).format(text=keys)


def heard(keys: str) -> str:
    """Return that the keys are heard."""
    return _("{keys} opens the quick entry over any program.").format(keys=keys)
