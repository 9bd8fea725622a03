"""Whether and when the money came back, from the sums of each day (analytics.md 5.7)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

from roidesk.analytics import gates
from roidesk.analytics.pages.values import Missing, PaidBackState
from roidesk.analytics.payback.cohorts import Cohorts
from roidesk.analytics.payback.course import Payback, payback
from roidesk.analytics.payback.forecast import NOT_AT_THIS_PACE, Forecast, forecast
from roidesk.analytics.query import heading
from roidesk.analytics.sums.tally import Tally, total
from roidesk.domain.figure import Figure
from roidesk.domain.instants import Period


class Basis(StrEnum):
    """What is set against cost."""

    MARGIN = "margin"
    """What remains of sales after margin."""
    SALES = "sales"
    """Sales themselves, as the margin of some is not known: nothing is claimed about pay-back."""


@dataclass(frozen=True, slots=True)
class PaybackReport:
    """The course of net from the period's first day to its last, or to `as_of` where that is earlier.

    `state` is the verdict; the days in `course` are arithmetic and stand beside it, gated or not. `reason`: why there
    is no verdict, or no day on which it will have paid back.
    """

    period: Period
    zone: str
    as_of: int
    currency: str
    model: str
    window_days: int
    basis: Basis
    course: Payback
    net: Figure
    exposure: Figure
    state: PaidBackState
    sales: int
    forecast: Forecast
    without_one_offs: bool
    cohorts: Cohorts
    reason: str | None
    missing: tuple[Missing, ...] = ()

    def as_json(self) -> dict[str, object]:
        """Return the report as contract.md 3.3 writes it, with its period, terms and cohorts."""
        found: dict[str, object] = {
            "period": heading(self.period, self.zone, self.as_of),
            "currency": self.currency,
            "model": self.model,
            "window_days": self.window_days,
            "basis": self.basis.value,
            "state": self.state.value,
            "break_even_date": _day(self.course.break_even),
            "first_crossing": _day(self.course.first_crossing),
            "max_exposure": self.exposure.as_json(),
            "max_exposure_date": _day(self.course.exposure_day),
            "net": self.net.as_json(),
            "forecast_date": _day(self.forecast.day),
            "forecast": self._forecast_json(),
            "reason": self.reason,
            "series": [{"date": day.isoformat(), "net": float(net)} for day, net in self.course.series],
            "cohorts": self.cohorts.as_json(self.currency),
        }
        if self.missing:
            found["missing_rates"] = [each.as_json() for each in self.missing]
        return found

    def _forecast_json(self) -> dict[str, object]:
        said = self.forecast
        return {
            "date": _day(said.day),
            "low": _day(said.low),
            "high": _day(said.high),
            "never": Figure(said.never, "share", self.sales, reason=said.reason).as_json(),
            "pace": Figure(said.pace, self.currency, said.days, reason=None if said.days else said.reason).as_json(),
            "without_one_offs": self.without_one_offs,
            "reason": said.reason,
        }


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


@dataclass(frozen=True, slots=True)
class PaybackFacts:
    """What a pay-back is worked out from.

    `days`: the sums of each day. `one_offs`: by day, what was paid once (ads, one-offs) and is left out of the pace;
    None: everything counts. `last_day`: the last one that has begun by `as_of`.
    """

    period: Period
    zone: str
    as_of: int
    last_day: date
    currency: str
    model: str
    window_days: int
    margin: Fraction | None
    days: Mapping[date, Tally]
    one_offs: Mapping[date, Fraction] | None
    cohorts: Cohorts
    missing: tuple[Missing, ...] = ()


def basis_of(tally: Tally, margin: Fraction | None) -> Basis:
    """Return what can be set against cost: sales after margin only where the margin of all of them is known.

    `margin`: the store's, which decides where nothing was sold yet.
    """
    sold = bool(tally.booked or tally.sales)
    known = not tally.margin_unknown if sold else margin is not None
    return Basis.MARGIN if known else Basis.SALES


def payback_report(facts: PaybackFacts) -> PaybackReport:
    """Return the course of net, its verdict under the gates, and a forecast where it is below 0."""
    everything = total(facts.days.values())
    basis = basis_of(everything, facts.margin)
    known = not (everything.cost_unknown or everything.booked_unknown)
    last = max((facts.last_day, *facts.days), default=facts.last_day)
    shown = facts.period.clip(Period(facts.period.first, max(last, facts.period.first)))
    begun = shown if shown is not None and last >= facts.period.first else None
    course = _course(begun, facts.days, basis)
    if not known:
        course = Payback(course.series, None, None, course.exposure, course.exposure_day)
    state = _state(everything, basis, course.net)
    ahead = _forecast(facts, begun, course, everything, basis) if known else Forecast(reason="rate_missing")
    doubt = None if known else "rate_missing"
    return PaybackReport(
        period=facts.period,
        zone=facts.zone,
        as_of=facts.as_of,
        currency=facts.currency,
        model=facts.model,
        window_days=facts.window_days,
        basis=basis,
        course=course,
        net=_money(course.net, everything, facts.currency, doubt),
        exposure=_money(course.exposure, everything, facts.currency, doubt),
        state=state,
        sales=everything.sales,
        forecast=ahead,
        without_one_offs=facts.one_offs is not None,
        cohorts=facts.cohorts,
        reason=_reason(state, everything, ahead),
        missing=facts.missing,
    )


def _course(begun: Period | None, days: Mapping[date, Tally], basis: Basis) -> Payback:
    if begun is None:
        return Payback((), None, None, Fraction(0), None)
    return payback(
        begun,
        {day: tally.remains if basis is Basis.MARGIN else tally.booked for day, tally in days.items()},
        {day: tally.cost for day, tally in days.items()},
    )


def _money(value: Fraction, everything: Tally, currency: str, doubt: str | None) -> Figure:
    """Return an amount of net; where a cost is not known it is at most that, where sales are not either it is none."""
    if everything.booked_unknown:
        return Figure(None, currency, everything.sales, reason="rate_missing")
    return Figure(value, currency, everything.sales, reason=doubt, at_most=everything.cost_unknown)


def _state(everything: Tally, basis: Basis, net: Fraction) -> PaidBackState:
    """Return the verdict, in the order of the Return page (`return_page._paid_back`)."""
    if everything.cost_unknown or everything.booked_unknown:
        return PaidBackState.RATE_MISSING
    if everything.cost <= 0:
        return PaidBackState.NO_COST
    if not gates.gate(everything.sales, gates.ENOUGH_CLUSTERS).shows_value:
        return PaidBackState.TOO_LITTLE
    if basis is Basis.SALES:
        return PaidBackState.MARGIN_UNKNOWN
    return PaidBackState.NOT_YET if net < 0 else PaidBackState.PAID_BACK


_WHY = {
    PaidBackState.RATE_MISSING: "rate_missing",
    PaidBackState.TOO_LITTLE: "too_few_conversions",
    PaidBackState.MARGIN_UNKNOWN: "margin_unknown",
}


def _reason(state: PaidBackState, everything: Tally, ahead: Forecast) -> str | None:
    """Return why there is no verdict, or no day on which it will have paid back."""
    if state is PaidBackState.NO_COST:
        return "no_cost" if everything.booked or everything.sales or everything.cost else "nothing_recorded"
    if state is not PaidBackState.RATE_MISSING and ahead.reason == NOT_AT_THIS_PACE:
        return NOT_AT_THIS_PACE
    return _WHY.get(state)


def _forecast(facts: PaybackFacts, begun: Period | None, course: Payback, everything: Tally, basis: Basis) -> Forecast:
    if begun is None or not (everything.cost or everything.booked):
        return Forecast(reason="nothing_recorded")
    nets, before = [], Fraction(0)
    for day, net in course.series:
        once = facts.one_offs.get(day, Fraction(0)) if facts.one_offs else Fraction(0)
        nets.append(net - before + once)
        before = net
    first = next(at for at, (day, _) in enumerate(course.series) if day in facts.days or nets[at])
    ahead = forecast(begun.last, course.net, nets[first:], everything.sales)
    # On sales alone a day can be worked out; how likely it is, is not said of what is not claimed.
    return (
        ahead
        if basis is Basis.MARGIN or ahead.low is None
        else Forecast(ahead.pace, ahead.days, ahead.day, reason="margin_unknown")
    )
