"""Tables of what is done: interactions, the timers still running, and what one repeats."""

from __future__ import annotations

from roidesk.domain.model import Away, AwayAnswer, AwayCause, Doubt, Interaction, Pin, Source, Timer
from roidesk.domain.timer import Gap
from roidesk.importers import cells as c
from roidesk.importers.columns import ZONE, Column, Table
from roidesk.importers.described import (
    MINUTES,
    SECONDS,
    SNAPSHOT,
    WHAT,
    read_interaction,
    read_what,
    show_interaction,
    show_what,
)


def _gaps(text: str, place: c.Place) -> tuple[str, ...]:
    """Read the gaps of a timer: each has to be one, as what they leave out is not counted."""
    return tuple(str(Gap.parse(each)) for each in c.TEXTS.read(text, place))


_GAPS = c.Cell(c.Editor.LIST, _gaps, c.TEXTS.show)

INTERACTIONS = Table(
    "interactions",
    Interaction,
    (
        Column("start", c.TIME, required=True),
        Column("end", c.TIME),
        Column("minutes", MINUTES),
        Column("seconds", SECONDS),
        ZONE,
        Column("person", c.PERSON, "person_id", required=True),
        *WHAT,
        Column("source", c.choice(Source), "source"),
        Column("doubt", c.choice(Doubt), "doubt"),
        *SNAPSHOT,
    ),
    note="note",
    newest_first=True,
    read_rest=read_interaction,
    show_rest=show_interaction,
)

TIMERS = Table(
    "timers",
    Timer,
    (
        Column("start", c.TIME, "start_us", required=True),
        ZONE,
        Column("person", c.PERSON, "person_id", required=True),
        *WHAT,
        *SNAPSHOT,
        Column("seen", c.TIME, "seen_us", required=True),
        Column("boot_id", c.WORD, "boot_id"),
        Column("boot_seconds", SECONDS, "boot_us"),
        Column("awake_seconds", SECONDS, "awake_us"),
        Column("step_microseconds", c.ANY_WHOLE, "step_us"),
        Column("gaps", _GAPS, "gaps"),
        Column("paused", c.TIME, "paused_us"),
        Column("idle_minutes", c.WHOLE, "idle_minutes"),
    ),
    read_rest=read_what,
    show_rest=show_what,
)

AWAY = Table(
    "away",
    Away,
    (
        Column("start", c.TIME, "start_us", required=True),
        Column("end", c.TIME, "end_us", required=True),
        ZONE,
        Column("person", c.PERSON, "person_id", required=True),
        Column("cause", c.choice(AwayCause), "cause", required=True),
        Column("interaction", c.id_of("interactions"), "interaction_id"),
        Column("answer", c.choice(AwayAnswer), "answer"),
    ),
    newest_first=True,
)

PINS = Table(
    "pins",
    Pin,
    (
        Column("position", c.WHOLE, "position", required=True),
        Column("label", c.WORD, "label", required=True),
        Column("minutes", c.WHOLE, "minutes"),
        Column("idle_minutes", c.WHOLE, "idle_minutes"),
        *WHAT,
        *SNAPSHOT,
    ),
    note="note",
    read_rest=read_what,
    show_rest=show_what,
)
