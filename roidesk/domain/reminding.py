"""When a reminder is due: only where it was asked for, within working hours, and never twice within an hour. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple
from uuid import UUID

from roidesk.domain.instants import HOUR, MINUTE, local, midnight

NEAR = Fraction(1, 4)
"""A message is near its goal when less than this part of the time for an answer is left."""
SILENT = 2 * HOUR
"""So long without an entry within working hours is worth a word."""
APART = HOUR


class About(StrEnum):
    """What a reminder is about."""

    WAITING = "waiting"
    SILENCE = "silence"


class Wishes(NamedTuple):
    """What a person asked to be reminded of, and when: weekdays (0 Monday) and minutes after midnight."""

    waiting: bool
    silence: bool
    days: frozenset[int]
    start: int
    end: int

    @property
    def any(self) -> bool:
        """Whether anything was asked for."""
        return self.waiting or self.silence


class Message(NamedTuple):
    """A message that waits: how much time is left to answer it, of how much."""

    id: UUID
    left_us: int
    goal_us: int

    @property
    def near(self) -> bool:
        """Whether its goal is near and not yet missed."""
        return 0 <= self.left_us < self.goal_us * NEAR


class Said(NamedTuple):
    """What was reminded of so far: the messages, and until when nothing more is to be said."""

    messages: frozenset[UUID] = frozenset()
    quiet_until: int = 0

    def after(self, reminder: Reminder, now: int) -> Said:
        """Return it with one reminder more."""
        told = self.messages if reminder.message is None else self.messages | {reminder.message}
        return Said(told, now + APART)

    def hushed(self, now: int) -> Said:
        """Return it with an hour of quiet."""
        return self._replace(quiet_until=max(self.quiet_until, now + APART))


class Reminder(NamedTuple):
    """What to say now. `since_us`: since when nothing was logged."""

    about: About
    message: UUID | None = None
    since_us: int = 0


class Facts(NamedTuple):
    """How things are at an instant and where: who waits, and when time was logged last.

    `last_us` is now where a timer runs, and None where nothing was ever logged.
    """

    now: int
    zone: str
    messages: Sequence[Message] = ()
    last_us: int | None = None


def at_work(wishes: Wishes, now: int, zone: str) -> int | None:
    """Return when today's working hours began, None outside of them."""
    moment = local(now, zone)
    begun = midnight(moment.date(), zone) + wishes.start * MINUTE
    minutes = moment.hour * 60 + moment.minute
    return begun if moment.weekday() in wishes.days and wishes.start <= minutes < wishes.end else None


def due(wishes: Wishes, said: Said, facts: Facts) -> Reminder | None:
    """Return what to remind of now: the most pressing message, else that nothing was logged for long."""
    now, zone, messages, last_us = facts
    begun = at_work(wishes, now, zone)
    if begun is None or now < said.quiet_until:
        return None
    near = [each for each in messages if each.near and each.id not in said.messages] if wishes.waiting else []
    if near:
        return Reminder(About.WAITING, min(near, key=lambda each: each.left_us).id)
    since = begun if last_us is None else max(begun, last_us)
    if wishes.silence and now - since >= SILENT:
        return Reminder(About.SILENCE, since_us=since)
    return None
