"""The subjects of Settings: what each is called and where it is made; known before any of them is loaded."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import NamedTuple

from roidesk.desktop.actions import Action
from roidesk.i18n import _


class Subject(NamedTuple):
    """One line of the list: its key, name and icon, and where its class is."""

    key: str
    name: str
    icon: str
    module: str
    made: str


def subjects() -> tuple[Subject, ...]:
    """Return the subjects in their order."""
    return (
        Subject("channels", _("Channels"), "radio", "channels", "ChannelsSection"),
        Subject("rates", _("Rates and costs"), "coins", "tables", "RatesSection"),
        Subject("outcomes", _("Conversions and goals"), "target", "tables", "OutcomesSection"),
        Subject("people", _("People and team"), "users", "tables", "PeopleSection"),
        Subject("storage", _("Storage and backup"), "database", "storage", "StorageSection"),
        Subject("keys", _("Keys"), "keyboard", "keys", "KeysSection"),
        Subject("reminders", _("Reminders and idle"), "bell", "tables", "RemindersSection"),
        Subject("appearance", _("Appearance"), "sun", "forms", "AppearanceSection"),
        Subject("language", _("Language and formats"), "languages", "forms", "LanguageSection"),
        Subject("privacy", _("Privacy"), "shield-check", "privacy", "PrivacySection"),
    )


def subject_actions(show: Callable[[str], object]) -> tuple[Action, ...]:
    """Return how each subject is gone to, so that Ctrl+K finds it."""
    return tuple(
        Action(
            f"settings_{each.key}",
            _("Settings: {subject}").format(subject=each.name),
            (),
            partial(show, each.key),
            icon=each.icon,
            also=partial(_settings_of, each.key),
        )
        for each in subjects()
    )


def _settings_of(subject: str) -> tuple[str, ...]:
    """Return the names of a subject's settings and of what can be chosen there: "dark", "margin", "time zone"."""
    from roidesk.i18n import setting_words
    from roidesk.settings.asked import asked

    every = asked(subject)
    choices = (setting_words.choice(each.key, code) for each in every for code in each.choices)
    return (*(setting_words.said(each.key).name for each in every), *choices)
