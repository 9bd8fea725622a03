"""Until when something may be put off: a few times that people mean, by the clock where they are. Pure."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from enum import StrEnum
from typing import NamedTuple

from roidesk.domain.instants import HOUR, from_local, local

_AFTERNOON, _MORNING = time(14), time(9)
_MONDAY, _WEEK = 0, 7


class Later(StrEnum):
    """What is meant."""

    HOUR = "hour"
    AFTERNOON = "afternoon"
    TOMORROW = "tomorrow"
    MONDAY = "monday"


class Until(NamedTuple):
    """A time to put something off to."""

    later: Later
    us: int


def times(now: int, zone: str) -> tuple[Until, ...]:
    """Return times to put something off to, in their order; no two are the same."""
    here = local(now, zone)
    today = here.date()
    found = [Until(Later.HOUR, now + HOUR)]
    if here.time() < time(12):
        found.append(Until(Later.AFTERNOON, from_local(datetime.combine(today, _AFTERNOON), zone)))
    tomorrow = today + timedelta(days=1)
    found.append(Until(Later.TOMORROW, from_local(datetime.combine(tomorrow, _MORNING), zone)))
    monday = today + timedelta(days=(_MONDAY - today.weekday()) % _WEEK or _WEEK)
    if monday != tomorrow:
        found.append(Until(Later.MONDAY, from_local(datetime.combine(monday, _MORNING), zone)))
    return tuple(sorted(found, key=lambda each: each.us))
