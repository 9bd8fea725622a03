"""Likely ranges, put on figures where the gates allow them. A cluster is a week of the period with something in it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import NamedTuple

from roidesk.analytics import gates
from roidesk.analytics.gates import Gate
from roidesk.analytics.intervals import Interval, weekly_interval, without_one
from roidesk.analytics.pages.values import Shown
from roidesk.analytics.returns.lines import Line
from roidesk.analytics.sums.tally import Exact, Tally
from roidesk.domain.figure import Figure, Number
from roidesk.domain.instants import HOUR

Of = Callable[[Tally], Exact]


class _Over(NamedTuple):
    """What a figure is worked out from, week by week: above / below + shift."""

    above: Of
    below: Of
    shift: int = 0


def _hours(week: Tally) -> Fraction:
    return Fraction(week.counted) / HOUR


_OVER: dict[str, _Over] = {
    "return_ratio": _Over(lambda week: week.booked, lambda week: week.cost),
    "net_romi": _Over(lambda week: week.booked, lambda week: week.cost, -1),
    "margin_roi": _Over(lambda week: week.remains, lambda week: week.cost, -1),
    "return_incl_expected": _Over(lambda week: week.booked + week.expected, lambda week: week.cost),
    "cost_per_purchase": _Over(lambda week: week.cost, lambda week: week.purchases),
    "cost_per_conversion": _Over(lambda week: week.cost, lambda week: week.conversions),
    "minutes_per_purchase": _Over(lambda week: _hours(week) * 60, lambda week: week.purchases),
    "purchases_per_hour": _Over(lambda week: week.purchases, _hours),
    "revenue_per_hour": _Over(lambda week: week.booked, _hours),
    "average_sale": _Over(lambda week: week.booked, lambda week: week.purchases),
    "average_sale_involved": _Over(lambda week: week.touched_booked, lambda week: week.touched_purchases),
    "average_sale_others": _Over(
        lambda week: week.booked - week.touched_booked, lambda week: week.purchases - week.touched_purchases
    ),
}
"""The figures that carry a likely range."""


def clusters(weeks: Sequence[Tally]) -> int:
    """Return how many of a row's weeks have a cost or a sale."""
    return sum(map(_something, weeks))


def _something(week: Tally) -> bool:
    return bool(week.cost or week.booked or week.sales)


def ranged(line: Line, weeks: Sequence[Tally], *, with_ranges: bool) -> Line:
    """Return a line whose figures carry their likely range, or the gate that withholds it.

    `weeks`: what the line was worked out from, week by week, in order.
    """
    have = clusters(weeks)
    changed = {name: _gated(figure, have) for name in _OVER if (figure := getattr(line, name)).value is not None}
    if with_ranges:
        changed = {
            name: figure.ranged(*_range(name, weeks)) if figure.reason is None else figure
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
    return gated.ranged(*_range("return_ratio", weeks))


def _range(name: str, weeks: Sequence[Tally]) -> Interval:
    """Return the likely range of a figure over the weeks that have something in them."""
    over = _OVER[name]
    kept = [week for week in weeks if week.counted or _something(week)]
    low, high = weekly_interval([over.above(week) for week in kept], [over.below(week) for week in kept])
    return low + over.shift, high + over.shift


def shown(figure: Figure, weeks: Sequence[Tally], above: Of, below: Of, change: Number | None = None) -> Shown:
    """Return a figure above / below with its gate and, where only that may be shown, its leave-one-out range."""
    may = gates.gate(figure.n or 0, clusters(weeks))
    if may is not Gate.HOLLOW or figure.value is None:
        return Shown(figure, may, None, change)
    kept = [week for week in weeks if above(week) or below(week)]
    return Shown(figure, may, without_one([above(week) for week in kept], [below(week) for week in kept]), change)
