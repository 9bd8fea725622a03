"""When a running timer began, put right while it runs."""

from __future__ import annotations

import re
from typing import NamedTuple
from uuid import UUID

from roidesk.domain.away import began_at
from roidesk.domain.changes import Changes
from roidesk.domain.errors import UserError
from roidesk.domain.instants import Span
from roidesk.domain.model import Timer
from roidesk.domain.quickline import read
from roidesk.domain.quickline.shapes import WallTime, wall_time
from roidesk.services.context import Context
from roidesk.services.lines import Lines
from roidesk.services.rows import InteractionRow, interaction_rows

_DIGITS = re.compile(r"\d{3,4}")


class TypedStart(NamedTuple):
    """A typed start as it is understood: the instant, None where it names none, and what the timer would overlap."""

    start_us: int | None
    overlaps: tuple[InteractionRow, ...] = ()


class TimerStarts:
    """Reads and changes the start of a running timer; what it then overlaps is shared with it and never refused."""

    def __init__(self, context: Context, lines: Lines) -> None:
        self._context = context
        self._lines = lines

    def understand(self, timer_id: UUID, text: str) -> TypedStart:
        """Return how a typed start would be taken: "14:05", "-10" (ten minutes ago), "yesterday 23:50"."""
        start, now = self._instant(text), self._context.clock.now()
        store = self._context.read()
        timer = store.get(Timer, timer_id)
        if start is None or timer is None or start >= now:
            return TypedStart(start)
        return TypedStart(start, interaction_rows(store, store.interactions(Span(start, now), person=timer.person_id)))

    def change(self, timer_id: UUID, text: str) -> Changes:
        """Let a timer have begun at a typed time; `UserError` for one that is none or that is still to come."""
        start = self._instant(text)
        if start is None:
            raise UserError("start_unreadable", text=text)
        if start > self._context.clock.now():
            raise UserError("start_ahead", text=text)
        with self._context.unit("edit") as unit:
            timer = unit.read.get(Timer, timer_id)
            if timer is None:
                raise UserError("no_timer")
            if timer.paused_us is not None:
                raise UserError("start_of_paused")
            unit.put(began_at(timer, start))
        return unit.changes

    def _instant(self, text: str) -> int | None:
        if not text.strip():
            return None
        # In the zone that the day is shown in, as the field it is typed into shows it.
        now, zone = self._context.clock.now(), self._context.settings().zone
        draft = read(_as_line(text), now=now, zone=zone, known=self._lines.vocabulary(self._lines.catalogue()))
        return None if draft.problems or draft.note else draft.start_us


def _as_line(text: str) -> str:
    """Return a typed start as a quick line says it: where a start is asked for, "14:05" is a time and no length."""
    *before, last = text.split()
    if _DIGITS.fullmatch(last):
        last = f"{last[:-2]}:{last[-2:]}"
    if not isinstance(wall_time(last), WallTime):
        return text
    return " ".join((*(each for each in before if each.casefold() != "at"), "at", last))
