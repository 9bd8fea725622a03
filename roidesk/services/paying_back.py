"""Whether and when the money came back: the course of net, its forecast, and contacts by month of first touch."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from typing import TYPE_CHECKING
from uuid import UUID

from roidesk.analytics.payback.cohorts import Cohorts, Returned, Spent, cohorts
from roidesk.analytics.payback.report import Basis, PaybackFacts, PaybackReport, basis_of, payback_report
from roidesk.analytics.query import Query
from roidesk.analytics.sums.dimensions import DAY
from roidesk.analytics.sums.outcomes import Outcome
from roidesk.analytics.sums.tally import Tally
from roidesk.domain.instants import DAY as A_DAY
from roidesk.domain.instants import Period, Span, local_day
from roidesk.domain.model import CostKind
from roidesk.services.figure_facts import wherever
from roidesk.services.figures import Figures

if TYPE_CHECKING:
    from roidesk.services.figure_view import View

_DAY, _EVE = timedelta(days=1), timedelta(days=2)
_NEVER = 2**63
_ONCE = frozenset({CostKind.AD_SPEND, CostKind.ONE_OFF})


class PayingBack:
    """The pay-back. Reads only; ask from one thread at a time."""

    def __init__(self, figures: Figures) -> None:
        self._figures = figures

    def report(self, query: Query, *, without_one_offs: bool = False) -> PaybackReport:
        """Return the pay-back of a period; without one, since the first entry.

        `without_one_offs`: ads and other costs that were paid once are left out of the pace of the forecast.
        """
        with self._figures.asking(query) as asked:
            whole = asked if query.period else replace(asked, period=_since_the_first(asked))
            return payback_report(_facts(whole, without_one_offs=without_one_offs))


def _since_the_first(asked: View) -> Period:
    """Return the days from the first entry's to today: the store's day, or a later one that has begun where one is."""
    first, last, as_of = asked.read.first_day(), asked.scope.last_day, asked.scope.as_of
    lately = Span(as_of - A_DAY, as_of + 1)
    starts = [(each.start_us, each.zone) for each in asked.read.interactions(lately) if each.start_us <= as_of]
    starts += [(each.at_us, each.zone) for each in asked.read.conversions(lately)]
    last = max([last, *(local_day(at, zone) for at, zone in starts)])
    return Period(last if first is None else min(first, last), last)


def _facts(asked: View, *, without_one_offs: bool) -> PaybackFacts:
    days = {row[0]: tally for row, tally in asked.sheet(DAY).rows.items() if isinstance(row[0], date)}
    terms = asked.scope.terms
    basis = basis_of(asked.sheet().total, terms.margin)
    return PaybackFacts(
        period=asked.period,
        zone=asked.scope.zone,
        as_of=asked.scope.as_of,
        last_day=asked.scope.last_day,
        currency=terms.exchange.currency,
        model=asked.query.model,
        window_days=asked.query.window_days,
        margin=terms.margin,
        days=days,
        one_offs=_one_offs(asked) if without_one_offs else None,
        cohorts=_cohorts(asked, days, basis),
        missing=asked.missing(),
    )


def _one_offs(asked: View) -> Mapping[date, Fraction]:
    """Return what falls on each day of the costs that were paid once."""
    only = replace(asked, cost_kinds=_ONCE)
    return {row[0]: tally.platform for row, tally in only.sheet(DAY).rows.items() if isinstance(row[0], date)}


def _cohorts(asked: View, days: Mapping[date, Tally], basis: Basis) -> Cohorts:
    begun: dict[UUID, int] = {}
    first: dict[UUID, date] = {}
    spent = []
    for cell in asked.pieces:
        contact = cell.entry.contact_id if cell.entry else None
        spent.append(Spent(cell.key.day, contact, asked.labour(cell)))
        if cell.entry and contact and cell.effort.interactions and cell.entry.start_us < begun.get(contact, _NEVER):
            begun[contact], first[contact] = cell.entry.start_us, cell.key.day
    before = _known_before(asked)
    got = [_returned(each, begun, before, basis) for each in asked.outcomes if each.conversion.booked]
    return cohorts(first, before, spent, got, max((asked.scope.last_day, *days)))


def _known_before(asked: View) -> frozenset[UUID]:
    """Return the contacts that were touched before the period: on a day before its first, each by its own clock."""
    first = asked.period.first
    # On these days some touches are over everywhere else already, or not yet: they are looked at one by one.
    eve = replace(asked, period=Period(first - _EVE, first - _DAY), query=replace(asked.query, where=None))
    recent = {entry.contact_id for entry in eve.interactions if entry.contact_id is not None}
    return frozenset(recent.union(asked.read.first_touches(before=wherever(Period(first, first)).start)))


def _returned(each: Outcome, begun: Mapping[UUID, int], before: frozenset[UUID], basis: Basis) -> Returned:
    sale = each.conversion
    contact = sale.contact_id
    share = sum(each.shares, Fraction(0)) if each.touches else Fraction(1)
    worth = (each.margin or Fraction(0)) if basis is Basis.MARGIN else Fraction(1)
    return Returned(
        day=local_day(sale.at_us, sale.zone),
        contact=contact,
        touched=contact is not None and (contact in before or begun.get(contact, sale.at_us + 1) <= sale.at_us),
        amount=None if each.amount is None else each.amount * share * worth,
        sales=int(not each.refund),
    )
