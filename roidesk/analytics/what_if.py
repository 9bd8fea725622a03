"""What if hours went to another channel: a sum that says what it assumes, never a forecast (analytics.md, item C9).

It takes for granted that an hour moved brings what an hour on that channel brought on average. The next hour may bring
less, and credit is bookkeeping: so nothing is said beyond what was tried, and the range is only that of the averages.
Hours cost the same wherever they are spent, as the same people spend them; platforms cost what they cost.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from roidesk.analytics import gates
from roidesk.analytics.query import heading
from roidesk.analytics.returns.lines import Amounts
from roidesk.analytics.sums.tally import Tally, total
from roidesk.domain.figure import Figure
from roidesk.domain.instants import HOUR, Period

CAUTIONS = ("average_not_next_hour", "credit_is_bookkeeping")
"""What is said beside every answer."""
OUTSIDE_TRIED, SHARES_DIFFER = "outside_tried", "contact_shares_differ"
_Of = Callable[[Tally], Fraction]


@dataclass(frozen=True, slots=True)
class Side:
    """A channel that hours are taken from or given to: its hours a week, the fewest and most it had, and after.

    `sales_per_hour`, `purchases_per_hour`: what the model credits it with.
    """

    key: str
    hours: Figure
    least: Figure
    most: Figure
    then: Figure
    sales_per_hour: Figure
    purchases_per_hour: Figure
    contact_share: Figure

    @property
    def tried(self) -> bool:
        """Whether there was a week with as many hours as it would have, and one with as few."""
        return (self.least.value or 0) <= (self.then.value or 0) <= (self.most.value or 0)

    def as_json(self) -> dict[str, object]:
        """Return the channel as JSON."""
        return {
            "key": self.key,
            "hours_a_week": self.hours.as_json(),
            "least": self.least.as_json(),
            "most": self.most.as_json(),
            "then": self.then.as_json(),
            "sales_per_hour": self.sales_per_hour.as_json(),
            "purchases_per_hour": self.purchases_per_hour.as_json(),
            "contact_share": self.contact_share.as_json(),
        }


@dataclass(frozen=True, slots=True)
class WhatIf:
    """What would have been different a week, had hours gone from one channel to another.

    `remains_change`: of sales after margin. `flags`: that it was never tried, that contacts are known too unevenly.
    """

    hours: Figure
    source: Side
    target: Side
    sales_change: Figure
    purchases_change: Figure
    remains_change: Figure
    return_ratio: Figure
    return_ratio_then: Figure
    flags: tuple[str, ...]

    def as_json(self) -> dict[str, object]:
        """Return the answer as JSON."""
        return {
            "hours": self.hours.as_json(),
            "from": self.source.as_json(),
            "to": self.target.as_json(),
            "sales_change": self.sales_change.as_json(),
            "purchases_change": self.purchases_change.as_json(),
            "remains_change": self.remains_change.as_json(),
            "return_ratio": self.return_ratio.as_json(),
            "return_ratio_then": self.return_ratio_then.as_json(),
            "flags": list(self.flags),
            "cautions": list(CAUTIONS),
        }


@dataclass(frozen=True, slots=True)
class Asked:
    """An answer with the weeks and the terms it is of."""

    period: Period
    zone: str
    as_of: int
    currency: str
    model: str
    window_days: int
    weeks: int
    answer: WhatIf

    def as_json(self) -> dict[str, object]:
        """Return the answer as JSON."""
        return {
            "period": heading(self.period, self.zone, self.as_of),
            "currency": self.currency,
            "model": self.model,
            "window_days": self.window_days,
            "weeks": Figure(self.weeks, "count").as_json(),
        } | self.answer.as_json()


@dataclass(frozen=True, slots=True)
class Channel:
    """A channel by name, whole week by whole week."""

    key: str
    weeks: Sequence[Tally]


def what_if(hours: Fraction, source: Channel, target: Channel, totals: Sequence[Tally], currency: str) -> WhatIf:
    """Return what would have been different had `hours` a week gone from one channel to another.

    All are given over the same whole weeks, `totals` with every channel.
    """
    found = _Weekly(source, target, currency)
    taken, given = _side(source, -hours, currency), _side(target, hours, currency)
    flags = [] if taken.tried and given.tried else [OUTSIDE_TRIED]
    shares = taken.contact_share.value, given.contact_share.value
    if shares[0] is not None and shares[1] is not None and not gates.may_compare(shares[0], shares[1]):
        flags.append(SHARES_DIFFER)
    withheld = SHARES_DIFFER if SHARES_DIFFER in flags else None
    sales = found.change(hours, lambda week: week.booked, currency, withheld)
    now = Amounts(total(totals), currency).return_ratio
    return WhatIf(
        hours=Figure(hours, "h"),
        source=taken,
        target=given,
        sales_change=_known(sales, found.sales_unknown, "rate_missing"),
        purchases_change=found.change(hours, lambda week: week.purchases, "count", withheld),
        remains_change=_known(
            found.change(hours, lambda week: week.remains, currency, withheld),
            found.sales_unknown or found.margin_unknown,
            "rate_missing" if found.sales_unknown else "margin_unknown",
        ),
        return_ratio=now,
        return_ratio_then=_then(now, sales, totals, found.sales_unknown),
        flags=tuple(flags),
    )


def _known(figure: Figure, unknown: bool, reason: str) -> Figure:  # noqa: FBT001 - read where it is called
    return Figure(None, figure.unit, figure.n, reason=reason) if unknown else figure


def _then(now: Figure, change: Figure, totals: Sequence[Tally], unknown: bool) -> Figure:  # noqa: FBT001
    """Return the ratio of all channels with the change of every week in it; without a range of its own."""
    if now.value is None:
        return now
    if change.value is None or unknown:
        return Figure(None, "ratio", now.n, reason="rate_missing" if unknown else change.reason)
    cost = total(totals).cost
    return replace(now, value=now.value + Fraction(change.value) * len(totals) / cost, low=None, high=None)


def _side(channel: Channel, more: Fraction, currency: str) -> Side:
    whole = total(channel.weeks)
    spent = [Fraction(week.counted) / HOUR for week in channel.weeks]
    mean = sum(spent, Fraction(0)) / len(spent)
    return Side(
        key=channel.key,
        hours=Figure(mean, "h"),
        least=Figure(min(spent), "h"),
        most=Figure(max(spent), "h"),
        then=Figure(mean + more, "h"),
        sales_per_hour=Amounts(whole, currency).revenue_per_hour(),
        purchases_per_hour=_per_hour(whole),
        contact_share=Figure(Fraction(whole.known) / whole.counted, "share")
        if whole.counted
        else Figure(None, "share", reason="no_time"),
    )


def _per_hour(whole: Tally) -> Figure:
    if not whole.counted:
        return Figure(None, "per_h", whole.sales, reason="no_time")
    reason = gates.reason(whole.sales, gates.ENOUGH_CLUSTERS)
    return Figure(whole.purchases * HOUR / whole.counted, "per_h", whole.sales, reason=reason)


@dataclass(frozen=True, slots=True)
class _Weekly:
    """Two channels week by week."""

    source: Channel
    target: Channel
    currency: str

    @property
    def sales_unknown(self) -> bool:
        return any(week.booked_unknown for side in (self.source, self.target) for week in side.weeks)

    @property
    def margin_unknown(self) -> bool:
        return any(week.margin_unknown for side in (self.source, self.target) for week in side.weeks)

    def change(self, hours: Fraction, of: _Of, unit: str, withheld: str | None) -> Figure:
        """Return by how much more a week brings when hours go from one to the other, with its likely range.

        It is credit by a model on both sides, so it takes 30 purchases on each to have one (analytics.md 4.6).
        """
        sides = [(_hours(side), [of(week) for week in side.weeks]) for side in (self.target, self.source)]
        if not all(sum(spent) for spent, _ in sides):
            return Figure(None, unit, 0, reason="no_time")
        (gained_in, gained), (lost_in, lost) = sides
        rate = sum(gained, Fraction(0)) / sum(gained_in) - sum(lost, Fraction(0)) / sum(lost_in)
        n = min(total(side.weeks).sales for side in (self.source, self.target))
        figure = Figure(rate * hours, unit, n, reason=withheld or self._gate(n))
        if figure.reason is not None:
            return figure
        from roidesk.analytics.intervals import weekly_difference

        found = weekly_difference((gained, gained_in), (lost, lost_in))
        return figure.ranged(found.low * float(hours), found.high * float(hours))

    def _gate(self, n: int) -> str | None:
        clusters = min(sum(1 for spent in _hours(side) if spent) for side in (self.source, self.target))
        if n < gates.ENOUGH_FOR_CREDIT_RANGES:
            return "too_few_conversions"
        return "too_few_clusters" if clusters < gates.ENOUGH_CLUSTERS else None


def _hours(side: Channel) -> list[Fraction]:
    return [Fraction(week.counted) / HOUR for week in side.weeks]
