"""Likely ranges, put on figures where the gates allow them. A cluster is a week of the period with something in it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from fractions import Fraction
from functools import lru_cache

from roidesk.analytics import gates
from roidesk.analytics.gates import Gate
from roidesk.analytics.intervals import poisson_interval, ratio_interval, without_one
from roidesk.analytics.pages import Shown
from roidesk.analytics.returns import Line
from roidesk.analytics.tally import Tally
from roidesk.domain.figure import Figure, Number
from roidesk.domain.instants import HOUR, MINUTE

Of = Callable[[Tally], Fraction]
_FROM_COST: dict[str, tuple[Of, int]] = {
    "return_ratio": (lambda week: week.booked, 0),
    "net_romi": (lambda week: week.booked, -1),
    "margin_roi": (lambda week: week.remains, -1),
    "return_incl_expected": (lambda week: week.booked + week.expected, 0),
}


def clusters(weeks: Sequence[Tally]) -> int:
    """Return how many of a row's weeks have a cost or a sale."""
    return sum(1 for week in weeks if week.cost or week.booked or week.sales)


def ranged(line: Line, tally: Tally, weeks: Sequence[Tally], *, with_ranges: bool) -> Line:
    """Return the line of a tally whose figures carry their likely range, or the gate that withholds it.

    `weeks`: the tally week by week.
    """
    have = clusters(weeks)
    changed = {
        name: _gated(figure, have)
        for name in (*_FROM_COST, "cost_per_purchase", "cost_per_conversion", "minutes_per_purchase",
                     "purchases_per_hour", "revenue_per_hour")
        if (figure := getattr(line, name)).value is not None
    }  # fmt: skip
    if with_ranges:
        spread = _Spread(weeks)
        changed = {
            name: figure.ranged(*spread.of(name, tally)) if figure.reason is None else figure
            for name, figure in changed.items()
        }
    return replace(line, **changed)


def _gated(figure: Figure, have: int) -> Figure:
    return figure if figure.reason else replace(figure, reason=gates.reason(figure.n or 0, have))


def ranged_ratio(figure: Figure, weeks: Sequence[Tally], *, with_ranges: bool) -> Figure:
    """Return a return ratio with its likely range, or the gate that withholds it, without the rest of its line."""
    gated = figure if figure.value is None else _gated(figure, clusters(weeks))
    if gated.value is None or gated.reason or not with_ranges:
        return gated
    return gated.ranged(*_Spread(weeks).of("return_ratio", Tally()))


class _Spread:
    """The ranges of one row."""

    def __init__(self, weeks: Sequence[Tally]) -> None:
        self._weeks = [week for week in weeks if week.cost or week.booked or week.counted]

    def of(self, name: str, tally: Tally) -> tuple[float, float]:
        if name in _FROM_COST:
            above, shift = _FROM_COST[name]
            low, high = _bootstrap(tuple(above(week) for week in self._weeks), tuple(week.cost for week in self._weeks))
            return low + shift, high + shift
        if name == "revenue_per_hour":
            time = tuple(Fraction(week.counted) / HOUR for week in self._weeks)
            return _bootstrap(tuple(week.booked for week in self._weeks), time)
        return _counted(name, tally)


@lru_cache(maxsize=512)
def _bootstrap(above: tuple[Fraction, ...], below: tuple[Fraction, ...]) -> tuple[float, float]:
    """Return a likely range; those drawn before are remembered, since most rows stay as they were after a write."""
    return ratio_interval(above, below)


def _counted(name: str, tally: Tally) -> tuple[float, float]:
    """Return the range of a figure over a count of conversions: exact Poisson, scaled where credit is in fractions."""
    count, cases = (
        (tally.conversions, tally.events) if name == "cost_per_conversion" else (tally.purchases, tally.sales)
    )
    fewest, most = (float(count) / cases * bound for bound in poisson_interval(cases))
    if name == "purchases_per_hour":
        hours = float(Fraction(tally.counted) / HOUR)
        return fewest / hours, most / hours
    spent = float(Fraction(tally.counted) / MINUTE) if name == "minutes_per_purchase" else float(tally.cost)
    return spent / most, spent / fewest


def shown(figure: Figure, weeks: Sequence[Tally], above: Of, below: Of, change: Number | None = None) -> Shown:
    """Return a figure above / below with its gate and, where only that may be shown, its leave-one-out range."""
    may = gates.gate(figure.n or 0, clusters(weeks))
    if may is not Gate.HOLLOW or figure.value is None:
        return Shown(figure, may, None, change)
    kept = [week for week in weeks if above(week) or below(week)]
    return Shown(figure, may, without_one([above(week) for week in kept], [below(week) for week in kept]), change)
