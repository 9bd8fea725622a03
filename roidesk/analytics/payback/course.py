"""When what came back has covered what was spent (analytics.md 5.7)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from roidesk.domain.instants import Period


@dataclass(frozen=True, slots=True)
class Payback:
    """Net at the end of each day (money, exact), and what follows from it.

    `break_even`: the first day from which net stays at 0 or above up to the last; `first_crossing`: the first such day
    at all. Both count from the first day on which anything was spent or came in. `exposure` is the lowest net.
    """

    series: tuple[tuple[date, Fraction], ...]
    break_even: date | None
    first_crossing: date | None
    exposure: Fraction
    exposure_day: date | None

    @property
    def net(self) -> Fraction:
        """Net at the end of the last day."""
        return self.series[-1][1] if self.series else Fraction(0)


def payback(period: Period, returned: Mapping[date, Fraction], spent: Mapping[date, Fraction]) -> Payback:
    """Return the pay-back of money by day, in and out; give sales after margin for what really remains."""
    series, net = [], Fraction(0)
    for day in period.days():
        net += returned.get(day, Fraction(0)) - spent.get(day, Fraction(0))
        series.append((day, net))
    first = _first_day(returned, spent)
    begun = [(day, each) for day, each in series if first is not None and day >= first]
    lowest = min(begun, key=lambda point: point[1], default=None)
    return Payback(
        tuple(series),
        _stays_from(begun),
        next((day for day, each in begun if each >= 0), None),
        min(lowest[1], Fraction(0)) if lowest else Fraction(0),
        lowest[0] if lowest and lowest[1] < 0 else None,
    )


def _first_day(*amounts: Mapping[date, Fraction]) -> date | None:
    return min((day for each in amounts for day, amount in each.items() if amount), default=None)


def _stays_from(points: list[tuple[date, Fraction]]) -> date | None:
    found = None
    for day, net in reversed(points):
        if net < 0:
            break
        found = day
    return found
