"""What the same goal took offline, beside what it takes online (analytics.md 5.5)."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from roidesk.analytics import gates
from roidesk.analytics.intervals import poisson_interval
from roidesk.domain.figure import Figure
from roidesk.domain.instants import Period

_TAIL = 0.025
NOT_SAME = "not_same_goal"


@dataclass(frozen=True, slots=True)
class Effort:
    """What was spent on some conversions of one kind, and what they brought.

    `conversions`: the credit for them (a fraction where a filter keeps only some of the touches before them); `cases`:
    how many there are. Money in major units of the report's currency. `cost_unknown`, `booked_unknown`: some of it
    could not be told (a rate is missing); `booked` None: nobody wrote down what it brought.
    """

    conversions: Fraction
    cases: int
    minutes: Fraction
    cost: Fraction
    booked: Fraction | None
    cost_unknown: bool = False
    booked_unknown: bool = False


@dataclass(frozen=True, slots=True)
class Side:
    """One side of the comparison, as figures."""

    conversions: Figure
    minutes: Figure
    cost: Figure
    booked: Figure
    cost_per_purchase: Figure
    minutes_per_purchase: Figure
    return_ratio: Figure

    def as_json(self) -> dict[str, object]:
        """Return each figure under its name."""
        return {
            "conversions": self.conversions.as_json(),
            "minutes": self.minutes.as_json(),
            "cost": self.cost.as_json(),
            "booked": self.booked.as_json(),
            "cost_per_purchase": self.cost_per_purchase.as_json(),
            "minutes_per_purchase": self.minutes_per_purchase.as_json(),
            "return_ratio": self.return_ratio.as_json(),
        }


@dataclass(frozen=True, slots=True)
class About:
    """Which baseline: its id and name, the kind of conversion it was about, its days."""

    id: str
    name: str
    kind: str
    period: Period


@dataclass(frozen=True, slots=True)
class BaselineResult:
    """A baseline beside the online work of a period.

    `same_goal`: whether online work brought conversions of the baseline's kind at all; without it nothing is compared.
    `rule_met`: whether a conversion takes less time online than offline (None: the gates leave it open).
    """

    about: About
    offline: Side
    online: Side
    ratio_vs_offline: Figure
    time_advantage: Figure
    cost_advantage: Figure
    same_goal: bool
    rule_met: bool | None

    def as_json(self) -> dict[str, object]:
        """Return the baseline as contract.md 3.3 writes it; its own figures stand beside those `online`."""
        return {
            "id": self.about.id,
            "name": self.about.name,
            "kind": self.about.kind,
            "from": self.about.period.first.isoformat(),
            "to": self.about.period.last.isoformat(),
            **self.offline.as_json(),
            "online": self.online.as_json(),
            "ratio_vs_offline": self.ratio_vs_offline.as_json(),
            "time_advantage": self.time_advantage.as_json(),
            "cost_advantage": self.cost_advantage.as_json(),
            "same_goal": self.same_goal,
            "rule_met": self.rule_met,
        }


def side(effort: Effort, currency: str, *, always_ranged: bool) -> Side:
    """Return one side as figures; `always_ranged`: with its Poisson range however few conversions there are."""
    count = effort.cases
    why = "rate_missing" if effort.cost_unknown else None
    cost = None if effort.cost_unknown and not effort.cost else effort.cost
    booked = None if effort.booked is None or (effort.booked_unknown and not effort.booked) else effort.booked
    no_booked = "revenue_unknown" if effort.booked is None else "rate_missing" if effort.booked_unknown else None
    return Side(
        conversions=Figure(effort.conversions, "count", count),
        minutes=Figure(effort.minutes, "min", count),
        cost=Figure(cost, currency, count, reason=why),
        booked=Figure(booked, currency, count, reason=no_booked),
        cost_per_purchase=_each(effort, cost, currency, why, always_ranged=always_ranged),
        minutes_per_purchase=_each(effort, effort.minutes, "min", None, always_ranged=always_ranged),
        return_ratio=_ratio(effort, booked, no_booked),
    )


def _each(effort: Effort, spent: Fraction | None, unit: str, why: str | None, *, always_ranged: bool) -> Figure:
    """Return what each conversion took, with the exact Poisson range of their number."""
    if not effort.conversions:
        return Figure(None, unit, 0, reason="no_purchase")
    if spent is None:
        return Figure(None, unit, effort.cases, reason=why)
    withheld = None if always_ranged else gates.reason(effort.cases, gates.ENOUGH_CLUSTERS)
    figure = Figure(spent / effort.conversions, unit, effort.cases, reason=why or withheld)
    if figure.reason:
        return figure
    each = float(spent / effort.conversions) * effort.cases
    fewest, most = poisson_interval(effort.cases)
    return figure.ranged(each / most, each / fewest)


def _ratio(effort: Effort, booked: Fraction | None, no_booked: str | None) -> Figure:
    if booked is None:
        return Figure(None, "ratio", effort.cases, reason=no_booked)
    if effort.cost <= 0 or (effort.cost_unknown and effort.booked_unknown):
        none = "rate_missing" if effort.cost_unknown else "no_cost" if booked or effort.cost else "nothing_recorded"
        return Figure(None, "ratio", effort.cases, reason=none)
    doubt = "rate_missing" if effort.cost_unknown or effort.booked_unknown else None
    doubt = doubt or ("refunds_exceed_sales" if booked < 0 else None)
    withheld = gates.reason(effort.cases, gates.ENOUGH_CLUSTERS)
    return Figure(
        booked / effort.cost,
        "ratio",
        effort.cases,
        reason=doubt or withheld,
        at_most=effort.cost_unknown,
    )


def compared(about: About, offline: Effort, online: Effort, currency: str) -> BaselineResult:
    """Return a baseline beside online work of the same kind of conversion.

    All online time and cost are held against that kind, also what was spent on something else: if it wins so, it wins.
    """
    before, now = side(offline, currency, always_ranged=True), side(online, currency, always_ranged=False)
    same = online.conversions > 0
    time = _advantage(before.minutes_per_purchase, now.minutes_per_purchase, offline, online, same=same)
    return BaselineResult(
        about=about,
        offline=before,
        online=now,
        ratio_vs_offline=_beside(now.return_ratio, before.return_ratio, online.cases, same=same),
        time_advantage=time,
        cost_advantage=_advantage(before.cost_per_purchase, now.cost_per_purchase, offline, online, same=same),
        same_goal=same,
        rule_met=None if time.value is None or time.reason else time.value > 1,
    )


def _advantage(before: Figure, now: Figure, offline: Effort, online: Effort, *, same: bool) -> Figure:
    """Return how many times as much a conversion took offline, with the range that chance in both counts allows."""
    figure = _beside(before, now, online.cases, same=same)
    if figure.value is None or figure.reason:
        return figure
    low, high = rates_interval(online.cases, offline.cases)
    # The counts vary, the time and money spent do not: scale the range of the counts' ratio.
    scale = float(figure.value) * offline.cases / online.cases
    return figure.ranged(low * scale, high * scale)


def _beside(above: Figure, below: Figure, cases: int, *, same: bool) -> Figure:
    """Return one figure for 1 of another; the gate is that of the online `cases`."""
    if not same:
        return Figure(None, "ratio", cases, reason=NOT_SAME)
    if above.value is None or below.value is None:
        return Figure(None, "ratio", cases, reason=above.reason or below.reason)
    if not below.value:
        return Figure(None, "ratio", cases, reason="no_cost")
    doubts = [each.reason for each in (above, below) if each.reason]
    doubts.sort(key=gates.withholds_verdict)
    return Figure(Fraction(above.value) / Fraction(below.value), "ratio", cases, reason=doubts[0] if doubts else None)


def rates_interval(above: int, below: int) -> tuple[float, float]:
    """Return the exact 95 % range of the ratio of the means behind two counts, both above 0.

    Given their sum, the first count is binomial: Clopper and Pearson's interval of its share, as odds.
    SOURCE: Przyborowski and Wilenski (1940), Biometrika 31.
    """
    from scipy import special

    low = float(special.betaincinv(above, below + 1, _TAIL))
    high = float(special.betaincinv(above + 1, below, 1 - _TAIL))
    return low / (1 - low), high / (1 - high)
