"""What the same goal took offline, beside the online work of a period."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from roidesk.analytics.goals.baselines import About, BaselineResult, Effort, compared
from roidesk.analytics.pages.values import Missing
from roidesk.analytics.query import Query, heading
from roidesk.analytics.sums.cost import Exchange
from roidesk.analytics.sums.dimensions import named
from roidesk.analytics.sums.tally import Tally
from roidesk.domain.instants import MINUTE, Period
from roidesk.domain.model import Baseline
from roidesk.services.figures import Figures

if TYPE_CHECKING:
    from roidesk.services.figure_view import View


@dataclass(frozen=True, slots=True)
class BaselinesReport:
    """Every baseline beside the online work of one period. `missing`: what is not known of online cost and sales."""

    period: Period
    zone: str
    as_of: int
    currency: str
    baselines: tuple[BaselineResult, ...]
    missing: tuple[Missing, ...] = ()

    def as_json(self) -> dict[str, object]:
        """Return the comparison as contract.md 3.3 writes it."""
        return {
            "period": heading(self.period, self.zone, self.as_of),
            "currency": self.currency,
            "baselines": [each.as_json() for each in self.baselines],
        }


class Baselines:
    """The offline comparison. Reads only."""

    def __init__(self, figures: Figures) -> None:
        self._figures = figures

    def report(self, query: Query) -> BaselinesReport:
        """Return each baseline beside online work of the same kind of conversion."""
        with self._figures.asking(query) as asked:
            exchange = asked.scope.terms.exchange
            found = asked.read.all(Baseline)
            by_kind = asked.sheet(named("conversion_kind")).rows if found else {}
            rows = tuple(
                compared(
                    About(str(each.id), each.name, each.kind, Period(each.first_day, each.last_day)),
                    _offline(each, exchange),
                    _online(asked, by_kind.get((each.kind,), Tally())),
                    exchange.currency,
                )
                for each in found
            )
            return BaselinesReport(
                asked.period, asked.scope.zone, asked.scope.as_of, exchange.currency, rows, asked.missing()
            )


def _offline(each: Baseline, exchange: Exchange) -> Effort:
    """Return what a baseline took, in the report's currency at the rate of its first day."""
    cost = exchange.major(each.cost_minor, each.currency, each.first_day)
    minor = each.revenue_minor
    revenue = None if minor is None else exchange.major(minor, each.currency, each.first_day)
    return Effort(
        conversions=Fraction(each.conversions),
        cases=each.conversions,
        minutes=Fraction(each.minutes),
        cost=cost or Fraction(0),
        booked=Fraction(0) if minor is not None and revenue is None else revenue,
        cost_unknown=cost is None,
        booked_unknown=minor is not None and revenue is None,
    )


def _online(asked: View, of_kind: Tally) -> Effort:
    """Return what the period's work took altogether, and what conversions of one kind brought."""
    everything = asked.sheet().total
    booked = of_kind.sales or of_kind.booked or of_kind.booked_unknown
    return Effort(
        conversions=of_kind.conversions,
        cases=of_kind.events,
        minutes=Fraction(everything.counted) / MINUTE,
        cost=everything.cost,
        booked=of_kind.booked if booked or not of_kind.events else None,
        cost_unknown=everything.cost_unknown,
        booked_unknown=bool(of_kind.booked_unknown),
    )
