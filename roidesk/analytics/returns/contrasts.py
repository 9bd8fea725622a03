"""Two figures beside each other: sales with and without a touch before them, the last weeks and those before.

What is beside each other here differs in more than one thing. Nothing in it says what caused what.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from roidesk.analytics import gates
from roidesk.analytics.intervals import weekly_difference
from roidesk.analytics.returns.lines import Amounts, Line
from roidesk.analytics.returns.ranges import clusters, ranged_ratio
from roidesk.analytics.sums.tally import Tally, total
from roidesk.domain.figure import Figure


@dataclass(frozen=True, slots=True)
class InvolvedSales:
    """The average sale to contacts somebody had spent time on before it, that of others, and their difference.

    Money. People one talks to at length may be those who would have bought more anyway, so the difference is no effect.
    """

    involved: Figure
    others: Figure
    difference: Figure

    def as_json(self) -> dict[str, object]:
        """Return both and their difference, with the caution that belongs to them."""
        return {
            "involved": self.involved.as_json(),
            "others": self.others.as_json(),
            "difference": self.difference.as_json(),
            "caution": "confounded",
        }


def involved_sales(line: Line, weeks: Sequence[Tally], *, with_ranges: bool) -> InvolvedSales:
    """Return the average sale of both kinds of buyers; `line` has its ranges already. SOURCE: analytics.md 1.2 C28."""
    involved, others = line.average_sale_involved, line.average_sale_others
    if involved.value is None or others.value is None:
        none = involved if involved.value is None else others
        return InvolvedSales(involved, others, Figure(None, none.unit, 0, reason=none.reason))
    n = min(involved.n or 0, others.n or 0)
    difference = Figure(
        Fraction(involved.value) - Fraction(others.value), involved.unit, n, reason=gates.reason(n, clusters(weeks))
    )
    if with_ranges and difference.reason is None:
        found = weekly_difference(
            ([week.touched_booked for week in weeks], [week.touched_purchases for week in weeks]),
            (
                [week.booked - week.touched_booked for week in weeks],
                [week.purchases - week.touched_purchases for week in weeks],
            ),
        )
        difference = difference.ranged(found.low, found.high)
    return InvolvedSales(involved, others, difference)


@dataclass(frozen=True, slots=True)
class LastWeeks:
    """What came back for 1 of cost in the last four whole weeks, in those before, and for what was spent more.

    `marginal` is the change of weekly sales for each 1 by which weekly cost changed.
    """

    recent: Figure
    before: Figure
    marginal: Figure

    def as_json(self) -> dict[str, object]:
        """Return the three ratios."""
        return {
            "recent": self.recent.as_json(),
            "before": self.before.as_json(),
            "marginal": self.marginal.as_json(),
        }


def last_weeks(weeks: Sequence[Tally], currency: str, *, with_ranges: bool) -> LastWeeks:
    """Return the ratios of the last four weeks and of those before; `weeks`: whole ones, in order.

    SOURCE: analytics.md 5.4 ("marginal ratio"). Fewer than four weeks before them: nothing is said.
    """
    recent, before = weeks[-gates.RECENT_WEEKS :], weeks[: -gates.RECENT_WEEKS]
    if len(before) < gates.RECENT_WEEKS:
        nothing = Figure(None, "ratio", reason="too_few_weeks")
        return LastWeeks(nothing, nothing, nothing)
    now, then = (
        ranged_ratio(Amounts(total(part), currency).return_ratio, part, with_ranges=with_ranges)
        for part in (recent, before)
    )
    return LastWeeks(now, then, _marginal(recent, before))


def _marginal(recent: Sequence[Tally], before: Sequence[Tally]) -> Figure:
    now, then = total(recent), total(before)
    n = min(now.sales, then.sales)
    if now.cost_unknown or then.cost_unknown or now.booked_unknown or then.booked_unknown:
        return Figure(None, "ratio", n, reason="rate_missing")
    cost = now.cost / len(recent) - then.cost / len(before)
    if not cost:
        return Figure(None, "ratio", n, reason="cost_unchanged")
    sales = now.booked / len(recent) - then.booked / len(before)
    moved = abs(cost) >= gates.COST_MOVED * then.cost / len(before)
    # Four weeks are fewer clusters than any range needs, so there is always a gate.
    reason = gates.reason(n, len(recent)) if moved else "cost_barely_changed"
    return Figure(sales / cost, "ratio", n, reason=reason)
