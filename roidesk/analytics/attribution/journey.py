"""Touches and journeys: what every model of attribution reads (analytics.md 3.1)."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from operator import attrgetter

from roidesk.domain.figure import Number

NONE = "(none)"
"""Takes the conversions that no touch explains."""


@dataclass(frozen=True, slots=True)
class Touch:
    """One interaction before a conversion: `age_days` and `minutes` exact or float, `personalness` 0 to 100."""

    channel: str
    age_days: Number = 0
    minutes: Number = 0
    personalness: Number = 0


@dataclass(frozen=True, slots=True)
class Journey:
    """The touches of one contact in order of time, how many conversions (and nothing) came of them, and their value."""

    touches: tuple[Touch, ...]
    conversions: int
    nulls: int = 0
    value: Number = 0


def checked(journeys: Iterable[Journey]) -> tuple[Journey, ...]:
    """Return journeys as they are; `ValueError` for a count below 0 or a value that is no finite number."""
    found = tuple(journeys)
    if min((*map(attrgetter("conversions"), found), *map(attrgetter("nulls"), found)), default=0) < 0:
        raise ValueError("a journey has no less than 0 conversions, and ends in nothing no less than 0 times")
    if not all(map(math.isfinite, map(attrgetter("value"), found))):
        raise ValueError("the value of a journey has to be a finite number")
    return found
