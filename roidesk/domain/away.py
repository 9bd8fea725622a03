"""Being away from the machine while a timer runs: when somebody was, and what of it counts. Pure.

A person is at the machine when a key or the mouse moves. Whether none of it means anything is up to what they do: on
the telephone nobody types, so that calls are never idle.
"""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from roidesk.domain.instants import MINUTE, Boot, Span
from roidesk.domain.model import AwayCause, ChannelKind, Timer
from roidesk.domain.timer import Gap, gaps

AT_WORK = MINUTE
"""Whoever moved a key or the mouse within this is at the machine."""
_UNWATCHED = 2 * MINUTE
"""Who looked longer ago than this while the machine was awake cannot say what happened since."""
_ONE = MINUTE
"""Stretches with less than this between them are one: a machine that slept soon after nobody was there."""


class Absence(NamedTuple):
    """A stretch in which nobody was at the machine: instants of the wall clock, and how that was seen."""

    start: int
    end: int
    cause: AwayCause

    @property
    def us(self) -> int:
        """Its length in microseconds."""
        return self.end - self.start


class Presence(NamedTuple):
    """What is known of the person at the machine: when that was seen, and when they last moved something.

    `away_us`: since when the screen is locked, or since the last input before it was, if nobody had been there by then;
    None: it is not locked.
    """

    seen_us: int
    awake_us: int
    input_us: int
    away_us: int | None = None
    cause: AwayCause = AwayCause.IDLE


def present(now: int, boot: Boot) -> Presence:
    """Return what is known at first: somebody is there, or the program would not have been started."""
    return Presence(now, boot.awake_us, now)


def seen(
    before: Presence, now: int, boot: Boot, idle_us: int | None, *, locked: bool
) -> tuple[Presence, Absence | None]:
    """Return what is known after a look, and who was away until now, if somebody has just come back.

    `idle_us`: how long ago the last key or mouse was, None where the machine does not tell. Nobody who moves the mouse
    of a locked screen is back.
    """
    unwatched = boot.awake_us - before.awake_us > _UNWATCHED if boot.awake_us else now - before.seen_us > _UNWATCHED
    known = now if unwatched else before.input_us
    moved = now if idle_us is None else max(now - idle_us, known)
    if locked:
        away, cause = before.away_us, before.cause
        if away is None:
            idle = now - known > AT_WORK and idle_us is not None
            away, cause = (known, AwayCause.IDLE) if idle else (now, AwayCause.LOCKED)
        return Presence(now, boot.awake_us, moved, away, cause), None
    after = Presence(now, boot.awake_us, moved)
    if before.away_us is not None:
        return after, Absence(before.away_us, now, before.cause)
    if idle_us is None or moved - known <= AT_WORK:
        return after, None
    return after, Absence(known, moved, AwayCause.IDLE)


def patience_us(timer: Timer, kind: ChannelKind) -> int | None:
    """Return how long nobody may move anything before they are away; None: what is timed is never idle."""
    minutes = kind.idle_minutes if timer.idle_minutes is None else timer.idle_minutes
    return minutes * MINUTE or None


def concerns(absence: Absence, timer: Timer, kind: ChannelKind) -> bool:
    """Return whether an absence is to be left out of a timer until somebody says otherwise."""
    patience = patience_us(timer, kind)
    if patience is None or timer.paused_us is not None or absence.end - timer.step_us <= timer.start_us:
        return False
    return absence.us >= (AT_WORK if absence.cause is AwayCause.LOCKED else patience)


def without(timer: Timer, absence: Absence) -> Timer:
    """Return a timer that does not count an absence; one with the gaps it touches, by the cause of the first."""
    start, end = max(absence.start - timer.step_us, timer.start_us), absence.end - timer.step_us
    if end <= start:
        return timer
    found = Gap(start, end, absence.cause)
    apart = []
    for each in gaps(timer):
        if each.start - found.end < _ONE and found.start - each.end < _ONE:
            cause = min(each, found).cause
            found = Gap(min(each.start, found.start), max(each.end, found.end), cause)
        else:
            apart.append(each)
    return replace(timer, gaps=tuple(str(each) for each in sorted((*apart, found))))


def counting(timer: Timer, span: Span) -> Timer:
    """Return a timer that counts a stretch again: on the timer's own clock, as its gaps are."""
    left = []
    for each in gaps(timer):
        if each.start < min(each.end, span.start):
            left.append(each._replace(end=min(each.end, span.start)))
        if max(each.start, span.end) < each.end:
            left.append(each._replace(start=max(each.start, span.end)))
    return replace(timer, gaps=tuple(map(str, left)))


def began_at(timer: Timer, start_us: int) -> Timer:
    """Return a timer that began at an instant of the wall clock, as its person says: its own clock agrees with it."""
    step = timer.step_us
    moved = [each._replace(start=max(each.start + step, start_us), end=each.end + step) for each in gaps(timer)]
    kept = tuple(str(each) for each in moved if each.us > 0)
    return replace(timer, start_us=start_us, step_us=0, gaps=kept)
