"""The words people read, in their language. English is the source; catalogues lie in ``resources/locale``.

The language is set once, by bootstrap, and is then the same for the whole process: texts are looked up wherever they
are shown, in every thread, so that a context handed through each call would only say the same thing everywhere.
Standard library only: the short commands of the command line speak without Babel.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import TYPE_CHECKING

from roidesk.assets import locale_dir

if TYPE_CHECKING:
    from gettext import NullTranslations

SOURCE_LANGUAGE = "en"
LANGUAGES = ("en", "da", "nl", "de")
"""Languages that are complete, by code."""


class _Speech:
    """What is spoken now: a language tag ("da", "en_US") and its catalogue; the source language needs none."""

    language = SOURCE_LANGUAGE
    catalogue: NullTranslations | None = None


_speech = _Speech()


def use(tag: str) -> None:
    """Speak the language of a tag ("da", "da_DK", "en_US"); English where there is no catalogue of it."""
    language = tag.partition("_")[0]
    if language == SOURCE_LANGUAGE:
        _speech.catalogue, _speech.language = None, tag
        return
    import gettext

    found = gettext.translation("roidesk", locale_dir(), [tag, language], fallback=True)
    known = type(found) is not gettext.NullTranslations
    _speech.catalogue, _speech.language = (found, tag) if known else (None, SOURCE_LANGUAGE)


def current() -> str:
    """Return the tag of the language spoken now."""
    return _speech.language


def wanted(environment: Mapping[str, str] = os.environ) -> str:
    """Return the tag of the language the system asks for, as gettext reads it.

    The first of LC_ALL, LC_MESSAGES and LANG that says anything is the locale; LANGUAGE may name others to prefer, but
    not over the locale "C", which scripts set to get English.
    """
    locale = next((said for name in ("LC_ALL", "LC_MESSAGES", "LANG") if (said := environment.get(name))), "")
    if _tag(locale) in {"", "C", "POSIX"}:
        return SOURCE_LANGUAGE
    return next(filter(None, map(_tag, environment.get("LANGUAGE", "").split(":"))), _tag(locale))


def _tag(locale: str) -> str:
    """Return "da_DK" of "da_DK.UTF-8@euro"."""
    return locale.partition(".")[0].partition("@")[0].replace("-", "_")


def _(message: str) -> str:
    """Return the message in the language spoken."""
    return _speech.catalogue.gettext(message) if message and _speech.catalogue else message


def ngettext(one: str, many: str, count: int) -> str:
    """Return the form of the message that belongs to the count; the caller fills its places."""
    if _speech.catalogue:
        return _speech.catalogue.ngettext(one, many, count)
    return one if count == 1 else many


def pgettext(context: str, message: str) -> str:
    """Return the message as it is said in a context that tells it from the same English words elsewhere."""
    return _speech.catalogue.pgettext(context, message) if _speech.catalogue else message


def N_(message: str) -> str:  # noqa: N802 - the name every gettext tool looks for
    """Mark a message of a table to be translated; it is looked up where it is shown."""
    return message
