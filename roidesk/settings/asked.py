"""Every setting a person is asked about, declared once: where it stands in Settings, and what kind of answer it takes.

A form is made of these, so that a new setting is one line here and its words in `roidesk.i18n.setting_words`.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from roidesk.settings.desk import APPEARANCES, DAYS, MOTIONS
from roidesk.settings.store import LONGEST_WINDOW, MODELS


class Answer(StrEnum):
    """What kind of answer a setting takes, and so which field it is asked with."""

    FLAG = "flag"
    CHOICE = "choice"
    SEVERAL = "several"
    WHOLE = "whole"
    SHARE = "share"
    CLOCK = "clock"
    KEYS = "keys"
    CURRENCY = "currency"
    ZONE = "zone"
    LANGUAGE = "language"
    PERSON = "person"


class Kept(StrEnum):
    """Where a setting is kept: in the store, for everybody who opens it, or for this desk alone."""

    STORE = "store"
    DESK = "desk"


@dataclass(frozen=True, slots=True)
class Asked:
    """A setting as it is asked. `subject`: the part of Settings it stands in; `group`: what it stands together with.

    `choices`: what may be chosen, as kept; `least`, `most` and `step` bound a number. `given`: the name of another
    setting without which this one means nothing. `later`: it counts from the next start.
    """

    key: str
    kept: Kept
    subject: str
    group: str
    answer: Answer
    choices: tuple[str, ...] = ()
    least: int = 0
    most: int = 0
    step: int = 1
    given: str = ""
    later: bool = False


_STORE, _DESK = Kept.STORE, Kept.DESK
ASKED: tuple[Asked, ...] = (
    Asked("margin", _STORE, "outcomes", "counting", Answer.SHARE),
    Asked("model", _STORE, "outcomes", "counting", Answer.CHOICE, choices=MODELS),
    Asked("window_days", _STORE, "outcomes", "counting", Answer.WHOLE, least=1, most=LONGEST_WINDOW),
    Asked("overlap", _STORE, "outcomes", "counting", Answer.CHOICE, choices=("overlapping", "reset")),
    Asked("parallel", _STORE, "outcomes", "counting", Answer.CHOICE, choices=("split", "full")),
    Asked("ask_on_stop", _DESK, "outcomes", "asking", Answer.FLAG),
    Asked("person_id", _STORE, "people", "desk", Answer.PERSON),
    Asked("team", _STORE, "people", "desk", Answer.FLAG),
    Asked("hotkey", _DESK, "keys", "keys", Answer.KEYS),
    Asked("letters", _DESK, "keys", "keys", Answer.FLAG),
    Asked("watch_idle", _DESK, "reminders", "idle", Answer.FLAG),
    Asked("leave_out_under", _DESK, "reminders", "idle", Answer.WHOLE, most=240, given="watch_idle"),
    Asked("remind_waiting", _DESK, "reminders", "reminders", Answer.FLAG),
    Asked("sla_minutes", _STORE, "reminders", "reminders", Answer.WHOLE, least=1, most=100_000),
    Asked("remind_hours", _DESK, "reminders", "reminders", Answer.FLAG),
    Asked("remind_days", _DESK, "reminders", "reminders", Answer.SEVERAL, choices=DAYS),
    Asked("remind_from", _DESK, "reminders", "reminders", Answer.CLOCK),
    Asked("remind_until", _DESK, "reminders", "reminders", Answer.CLOCK),
    Asked("appearance", _DESK, "appearance", "looks", Answer.CHOICE, choices=APPEARANCES),
    Asked("text_percent", _DESK, "appearance", "looks", Answer.WHOLE, least=100, most=200, step=10),
    Asked("motion", _DESK, "appearance", "looks", Answer.CHOICE, choices=MOTIONS),
    Asked("tray", _DESK, "appearance", "tray", Answer.FLAG),
    Asked("close_to_tray", _DESK, "appearance", "tray", Answer.FLAG, given="tray"),
    Asked("language", _DESK, "language", "language", Answer.LANGUAGE, later=True),
    Asked("currency", _STORE, "language", "formats", Answer.CURRENCY),
    Asked("zone", _STORE, "language", "formats", Answer.ZONE),
)
"""In the order in which they are asked. The weights of personalness have a dialog of their own, keys a table."""
NOT_ASKED = frozenset({"weights", "other_weights", "keys"})
"""Settings that are no field of a form."""


def asked(subject: str) -> tuple[Asked, ...]:
    """Return the settings of a subject, in their order."""
    return tuple(each for each in ASKED if each.subject == subject)
