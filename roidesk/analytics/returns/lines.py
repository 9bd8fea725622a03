"""From sums to figures: what it took, what it brought, and both against each other (analytics.md 5.4 to 5.6)."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from fractions import Fraction

from roidesk.analytics import gates
from roidesk.analytics.intervals import none_bound
from roidesk.analytics.sums.tally import Tally
from roidesk.domain.figure import Figure
from roidesk.domain.instants import HOUR, MINUTE

PERCENT = 100


@dataclass(frozen=True, slots=True)
class Line:
    """The figures of the totals or of one row, by the names of contract.md 3.1. Ratios are of sums, never means."""

    interactions: Figure
    minutes: Figure
    labour: Figure
    platform: Figure
    cost: Figure
    conversions: Figure
    purchases: Figure
    booked: Figure
    expected: Figure
    return_ratio: Figure
    net_romi: Figure
    margin_roi: Figure
    return_incl_expected: Figure
    cost_per_purchase: Figure
    cost_per_conversion: Figure
    minutes_per_purchase: Figure
    purchases_per_hour: Figure
    revenue_per_hour: Figure
    labour_per_hour: Figure
    personalness: Figure
    personal_minutes: Figure
    contact_share: Figure
    remains: Figure
    profit: Figure
    average_sale: Figure
    average_sale_involved: Figure
    average_sale_others: Figure
    new_customers: Figure
    led_to_nothing_share: Figure
    purchases_bound: Figure

    def as_json(self) -> dict[str, object]:
        """Return each figure under its name."""
        return {each.name: getattr(self, each.name).as_json() for each in fields(self)}


def line_of(tally: Tally, currency: str, led: Tally | None = None) -> Line:
    """Return the figures of some sums, without ranges; `reason` names the gate of those that would have one.

    `led`: the time that led to something; without it `led_to_nothing_share` is not known.
    """
    amounts = Amounts(tally, currency)
    return Line(
        interactions=_exact(tally.interactions, "count"),
        minutes=_exact(Fraction(tally.counted) / MINUTE, "min", int(tally.interactions)),
        labour=amounts.labour,
        platform=amounts.platform,
        cost=amounts.cost,
        conversions=_exact(tally.conversions, "count", tally.events),
        purchases=purchases(tally),
        booked=amounts.booked,
        expected=amounts.expected,
        return_ratio=amounts.return_ratio,
        net_romi=amounts.ratio(tally.booked, less_cost=True),
        margin_roi=amounts.margin_roi(),
        return_incl_expected=amounts.return_incl_expected(),
        cost_per_purchase=amounts.cost_per(tally.purchases, tally.sales, "no_purchase"),
        cost_per_conversion=amounts.cost_per(tally.conversions, tally.events, "no_conversion"),
        minutes_per_purchase=_minutes_per_purchase(tally),
        purchases_per_hour=_per_hour(tally, tally.purchases, "per_h"),
        revenue_per_hour=amounts.revenue_per_hour(),
        labour_per_hour=amounts.labour_per_hour(),
        personalness=_over(tally.personal, tally.counted, "score", PERCENT),
        personal_minutes=_exact(Fraction(tally.personal) / (MINUTE * PERCENT * PERCENT), "min"),
        contact_share=_over(tally.known, tally.counted, "share", 1),
        remains=amounts.remains(),
        profit=amounts.remains(less_cost=True),
        average_sale=amounts.average(tally.booked, tally.purchases, tally.sales),
        average_sale_involved=amounts.average(tally.touched_booked, tally.touched_purchases, tally.touched_sales),
        average_sale_others=amounts.average(
            tally.booked - tally.touched_booked,
            tally.purchases - tally.touched_purchases,
            tally.sales - tally.touched_sales,
        ),
        new_customers=_new_customers(tally),
        led_to_nothing_share=_led_to_nothing(tally, led),
        purchases_bound=_purchases_bound(tally),
    )


def touched_share(tally: Tally) -> Figure:
    """Return the share of all time (whole, not shared) that lies before a conversion in its window."""
    return _over(tally.led_to_sale + tally.led_to_other, tally.us, "share", 1)


def _led_to_nothing(tally: Tally, led: Tally | None) -> Figure:
    """Return the share of time with a known contact that did not come before a conversion.

    Time shared between parallel interactions is told apart in proportion.
    """
    if led is None:
        return Figure(None, "share", reason="not_asked")
    if not tally.counted:
        return Figure(None, "share", reason="no_time")
    fruitful = (led.led_to_sale + led.led_to_other) * Fraction(tally.counted) / Fraction(tally.us)
    return _over(max(tally.known - fruitful, Fraction(0)), tally.counted, "share", 1)


def _new_customers(tally: Tally) -> Figure:
    """Return the purchases that were somebody's first; where it was not said of all of them, at least so many."""
    unknown = tally.new_unknown
    value = None if unknown and unknown == tally.sales else tally.new_customers
    return Figure(value, "count", tally.sales - unknown, reason="not_said" if unknown else None)


def _purchases_bound(tally: Tally) -> Figure:
    """Return how many purchases the same effort may bring on average although it brought none (Garwood)."""
    if tally.sales:
        return Figure(None, "count", tally.sales, reason="purchases_seen")
    return Figure(none_bound(), "count", 0)


def hours(tally: Tally) -> Figure:
    """Return the counted time in hours."""
    return _exact(Fraction(tally.counted) / HOUR, "h", int(tally.interactions))


def purchases(tally: Tally) -> Figure:
    """Return the booked conversions."""
    return _exact(tally.purchases, "count", tally.sales)


def others(tally: Tally) -> Figure:
    """Return the conversions that are not booked ones."""
    return _exact(tally.conversions - tally.purchases, "count", tally.events - tally.sales)


def _exact(value: Fraction | int, unit: str, n: int | None = None) -> Figure:
    return Figure(Fraction(value), unit, n)


def _over(above: Fraction | int, below: Fraction | int, unit: str, scale: int) -> Figure:
    if not below:
        return Figure(None, unit, reason="no_time")
    return Figure(Fraction(above) / Fraction(below) / scale, unit)


def _per_hour(tally: Tally, amount: Fraction, unit: str) -> Figure:
    if not tally.counted:
        return Figure(None, unit, tally.sales, reason="no_time")
    return Figure(amount * HOUR / tally.counted, unit, tally.sales, reason=_withheld(tally.sales))


def _minutes_per_purchase(tally: Tally) -> Figure:
    if not tally.purchases:
        return Figure(None, "min", 0, reason="no_purchase")
    return Figure(Fraction(tally.counted) / MINUTE / tally.purchases, "min", tally.sales, reason=_withheld(tally.sales))


def _withheld(cases: int) -> str | None:
    """Return the gate of the number of conversions; that of the clusters is known where ranges are worked out."""
    return gates.reason(cases, gates.ENOUGH_CLUSTERS)


@dataclass(frozen=True, slots=True)
class Amounts:
    """The figures of money of one tally, under the zero rules (analytics.md 5.6); each is worked out when asked."""

    tally: Tally
    currency: str

    @property
    def labour(self) -> Figure:
        """What the time cost."""
        unknown = bool(self.tally.unpriced)
        return self._known_part(self.tally.labour, none_known=unknown and not self.tally.labour, some_unknown=unknown)

    @property
    def platform(self) -> Figure:
        """What platforms cost."""
        unknown = bool(self.tally.platform_unknown)
        known = self.tally.platform
        return self._known_part(known, none_known=unknown and not known, some_unknown=unknown)

    @property
    def cost(self) -> Figure:
        """Labour and platforms."""
        unknown = self.tally.cost_unknown
        return self._known_part(self.tally.cost, none_known=unknown and not self.tally.cost, some_unknown=unknown)

    @property
    def booked(self) -> Figure:
        """Booked sales, less refunds."""
        unknown = bool(self.tally.booked_unknown)
        figure = self._known_part(self.tally.booked, none_known=unknown and not self.tally.booked, some_unknown=unknown)
        return replace(figure, n=self.tally.sales)

    @property
    def expected(self) -> Figure:
        """What is expected of conversions that are not booked."""
        unknown, known = bool(self.tally.expected_unknown), self.tally.expected
        figure = self._known_part(known, none_known=unknown and not known, some_unknown=unknown)
        return replace(figure, n=self.tally.events - self.tally.sales)

    def _known_part(self, known: Fraction, *, none_known: bool, some_unknown: bool) -> Figure:
        return Figure(None if none_known else known, self.currency, reason="rate_missing" if some_unknown else None)

    def ratio(self, returned: Fraction, *, less_cost: bool = False, unknown: bool = False) -> Figure:
        """Return what came back for 1 of cost (less that 1), or why arithmetic gives none.

        `unknown`: what came back is not all known, besides booked sales.
        """
        tally, unknown = self.tally, unknown or bool(self.tally.booked_unknown)
        if tally.cost <= 0 or (unknown and (tally.cost_unknown or not returned)):
            return Figure(None, "ratio", tally.sales, reason=self._no_ratio(returned, unknown=unknown))
        value = returned / tally.cost - int(less_cost)
        return Figure(
            value,
            "ratio",
            tally.sales,
            reason="rate_missing" if unknown else self._doubt() or _withheld(tally.sales),
            at_most=tally.cost_unknown,
        )

    def _no_ratio(self, returned: Fraction, *, unknown: bool) -> str:
        if self.tally.cost_unknown or self.tally.cost > 0:
            return "rate_missing"
        return "no_cost" if returned or self.tally.cost or unknown else "nothing_recorded"

    def _doubt(self) -> str | None:
        """Return what has to be said of a ratio before its gate: some cost is not known, or refunds exceed sales."""
        if self.tally.cost_unknown:
            return "rate_missing"
        return "refunds_exceed_sales" if self.tally.booked < 0 else None

    @property
    def return_ratio(self) -> Figure:
        """Sales for 1 of cost."""
        return self.ratio(self.tally.booked)

    def remains(self, *, less_cost: bool = False) -> Figure:
        """Return what remains of sales after margin, or what of that exceeds the cost (below 0: what is short)."""
        tally = self.tally
        unknown, cost_unknown = bool(tally.booked_unknown), less_cost and tally.cost_unknown
        if tally.margin_unknown:
            return Figure(None, self.currency, tally.sales, reason="margin_unknown")
        if unknown and (cost_unknown or not tally.remains):
            return Figure(None, self.currency, tally.sales, reason="rate_missing")
        value = tally.remains - (tally.cost if less_cost else 0)
        reason = "rate_missing" if unknown or cost_unknown else None
        return Figure(value, self.currency, tally.sales, reason=reason, at_most=cost_unknown)

    def average(self, booked: Fraction, purchases: Fraction, cases: int) -> Figure:
        """Return the average amount of some purchases, refunds taken off."""
        if not purchases:
            return Figure(None, self.currency, 0, reason="no_purchase")
        if self.tally.booked_unknown:
            return Figure(None, self.currency, cases, reason="rate_missing")
        return Figure(booked / purchases, self.currency, cases, reason=_withheld(cases))

    def margin_roi(self) -> Figure:
        """Return what remains of sales beyond cost, for 1 of cost."""
        if self.tally.margin_unknown:
            return Figure(None, "ratio", self.tally.sales, reason="margin_unknown")
        return self.ratio(self.tally.remains, less_cost=True)

    def return_incl_expected(self) -> Figure:
        """Return sales and what is expected for 1 of cost."""
        return self.ratio(self.tally.booked + self.tally.expected, unknown=bool(self.tally.expected_unknown))

    def cost_per(self, count: Fraction, cases: int, none: str) -> Figure:
        """Return the cost of each of a number of conversions; `none` says why there is none."""
        if not count:
            return Figure(None, self.currency, 0, reason=none)
        if self.tally.cost_unknown and not self.tally.cost:
            return Figure(None, self.currency, cases, reason="rate_missing")
        reason = "rate_missing" if self.tally.cost_unknown else _withheld(cases)
        return Figure(self.tally.cost / count, self.currency, cases, reason=reason)

    def revenue_per_hour(self) -> Figure:
        """Return sales for each hour."""
        figure = _per_hour(self.tally, self.tally.booked, self.currency)
        if not self.tally.booked_unknown or figure.value is None:
            return figure
        return replace(figure, value=figure.value or None, reason="rate_missing")

    def labour_per_hour(self) -> Figure:
        """Return what an hour cost."""
        if not self.tally.counted:
            return Figure(None, self.currency, reason="no_time")
        if self.tally.unpriced and not self.tally.labour:
            return Figure(None, self.currency, reason="rate_missing")
        reason = "rate_missing" if self.tally.unpriced else None
        return Figure(self.tally.labour * HOUR / self.tally.counted, self.currency, reason=reason)
