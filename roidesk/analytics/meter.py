"""What a conversation that goes on costs so far, and how long those took from which something came. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from roidesk.analytics import gates
from roidesk.analytics.replies.durations import percentile
from roidesk.analytics.sums.cost import PAID_HOUR, Wages
from roidesk.domain.effort import pieces
from roidesk.domain.model import Interaction

_QUARTERS = (Fraction(1, 4), Fraction(1, 2), Fraction(3, 4))


class Spread(NamedTuple):
    """How long similar conversations took: half of them from `low_us` to `high_us`; `n` of them were looked at."""

    low_us: int
    middle_us: int
    high_us: int
    n: int


class Spent(NamedTuple):
    """What a timer took so far: its length, what of that counts beside others at the same time, and its cost.

    `cost` is exact, in major units; None where a rate is missing. `per_us`: what each microsecond adds at present.
    """

    us: int
    counted_us: int
    cost: Fraction | None
    per_us: Fraction | None


def spread(lengths: Iterable[int]) -> Spread | None:
    """Return the quartiles of lengths (microseconds); None: too few of them to say anything."""
    ordered = sorted(lengths)
    if gates.too_few(len(ordered), "conversations") is not None:
        return None
    low, middle, high = (round(percentile(ordered, share)) for share in _QUARTERS)
    return Spread(low, middle, high, len(ordered))


def spent(
    stretches: Sequence[Interaction], beside: Iterable[Interaction], wages: Wages, today: date, *, full: bool
) -> Spent:
    """Return what a timer took so far: `stretches` are what it would be filed as now.

    `beside` is what the same person had open meanwhile. `full`: time beside others counts for each in full.
    """
    own = {each.id for each in stretches}
    mine = [each for each in pieces((*stretches, *beside)) if each.interaction.id in own]
    us = sum(each.us for each in mine)
    counted = us if full else sum(each.counted_us for each in mine)
    cost: Fraction | None = Fraction(0)
    for each in mine:
        hourly = wages.hourly(each.interaction.person_id, each.day)
        paid = (each.us if full else each.counted_us) * each.interaction.overtime_milli
        cost = None if hourly is None or cost is None else cost + hourly * paid / PAID_HOUR
    return Spent(us, counted, cost, _per_us(stretches[-1], wages, today))


def _per_us(running: Interaction, wages: Wages, today: date) -> Fraction | None:
    hourly = wages.hourly(running.person_id, today)
    return None if hourly is None else hourly * running.overtime_milli / PAID_HOUR
