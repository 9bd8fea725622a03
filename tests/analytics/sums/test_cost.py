from datetime import date
from fractions import Fraction

import pytest

from roidesk.analytics.sums.cost import Exchange, Use, Wages, shares, slices, stretches
from roidesk.analytics.sums.dimensions import Special
from roidesk.domain.instants import Period, Week
from roidesk.domain.model import Allocation, Cost, CostKind, FxRate, Rate
from tests.analytics.worked_example import key

JUNE = Period(date(2026, 6, 1), date(2026, 6, 30))
EUROS = Exchange((), "EUR")


def fx(day, rate, source="USD", target="EUR"):
    return FxRate(id=key(f"{day} {source} {target}"), day=day, source=source, target=target, rate=rate)


def cost(minor=6_000, first=JUNE.first, last=JUNE.last, **fields):
    given = {"kind": CostKind.SUBSCRIPTION, "currency": "EUR"} | fields
    return Cost(id=key("cost"), name="cost", amount_minor=minor, first_day=first, last_day=last, **given)


def rate(day, minor, currency="EUR"):
    return Rate(id=key(f"{day}"), person_id=key("Ann"), from_day=day, hourly_minor=minor, currency=currency)


def test_the_last_known_rate_of_exchange_counts():
    exchange = Exchange([fx(date(2026, 6, 5), "0.80"), fx(date(2026, 6, 1), "0.90"), fx(JUNE.last, "9", "DKK")], "EUR")
    days = {1: "0.90", 4: "0.90", 5: "0.80", 12: "0.80"}
    assert {day: exchange.rate("USD", date(2026, 6, day)) for day in days} == {
        day: Fraction(text) for day, text in days.items()
    }
    assert exchange.rate("USD", date(2026, 6, 13)) is None
    assert exchange.rate("USD", date(2026, 5, 31)) is None
    assert exchange.rate("SEK", date(2026, 6, 5)) is None
    assert exchange.rate("EUR", date(1999, 1, 1)) == 1


def test_rates_into_another_currency_do_not_count():
    assert Exchange([fx(JUNE.first, "7.46", "EUR", "DKK")], "EUR").rate("DKK", JUNE.first) is None


@pytest.mark.parametrize(
    ("currency", "minor", "major"), [("EUR", 150, "3/2"), ("JPY", 150, "150"), ("TND", 150, "3/20")]
)
def test_minor_units_have_as_many_decimals_as_their_currency(currency, minor, major):
    exchange = Exchange([fx(JUNE.first, "1", "JPY"), fx(JUNE.first, "1", "TND")], "EUR")
    assert exchange.major(minor, currency, JUNE.first) == Fraction(major)


def test_nothing_is_nothing_at_any_rate():
    assert EUROS.major(0, "USD", JUNE.first) == 0
    assert EUROS.major(1, "USD", JUNE.first) is None


def test_the_hourly_cost_is_that_of_the_latest_rate_begun():
    wages = Wages([rate(date(2026, 6, 8), 3600), rate(date(2026, 1, 1), 3000)], EUROS)
    assert wages.hourly(key("Ann"), date(2026, 6, 7)) == 30
    assert wages.hourly(key("Ann"), date(2026, 6, 7)) == 30, "asked again"
    assert wages.hourly(key("Ann"), date(2026, 6, 8)) == 36
    assert wages.hourly(key("Ann"), date(2025, 12, 31)) is None
    assert wages.hourly(key("Bob"), date(2026, 6, 8)) is None
    assert wages.missing(key("Bob"), date(2026, 6, 8)) == ("rate", key("Bob"))


def test_an_hourly_cost_in_another_currency_is_converted_on_the_day_of_the_work():
    wages = Wages([rate(date(2026, 1, 1), 3000, "USD")], Exchange([fx(date(2026, 6, 1), "0.90")], "EUR"))
    assert wages.hourly(key("Ann"), date(2026, 6, 8)) == 27
    assert wages.hourly(key("Ann"), date(2026, 6, 9)) is None
    assert wages.missing(key("Ann"), date(2026, 6, 9)) == ("fx", "USD")


@pytest.mark.parametrize(
    ("rates", "steady"),
    [
        ([], True),
        ([rate(date(2026, 6, 8), 1)], True),
        ([rate(date(2026, 6, 9), 1)], False),
        ([rate(date(2026, 6, 14), 1)], False),
        ([rate(date(2026, 6, 15), 1)], True),
        ([rate(date(2026, 1, 1), 1, "USD")], False),
    ],
)
def test_whether_a_week_has_one_price(rates, steady):
    assert Wages(rates, EUROS).steady(Week(2026, 24).period) is steady


def test_stretches_lie_in_one_week_and_one_month():
    found = list(stretches(Period(date(2026, 5, 27), date(2026, 6, 9))))
    assert [(each.first.day, each.last.day) for each in found] == [(27, 31), (1, 7), (8, 9)]
    assert [each.length for each in stretches(JUNE, daily=True)] == [1] * 30
    whole = list(stretches(Period(date(2025, 12, 1), date(2028, 3, 1))))
    assert sum(each.length for each in whole) == (date(2028, 3, 1) - date(2025, 12, 1)).days + 1


def test_a_cost_falls_evenly_on_its_own_days():
    found = slices([cost(channel_id=key("email"))], Period(date(2026, 6, 29), date(2026, 7, 5)), EUROS, {})
    assert [(each.channel, each.amount) for each in found] == [(key("email"), 4)]
    assert slices([cost()], Period(date(2026, 7, 1), date(2026, 7, 5)), EUROS, {}) == []


def test_a_cost_without_a_rate_of_exchange_has_no_amount():
    (found,) = slices([cost(currency="USD")], Period(JUNE.first, JUNE.first), EUROS, {})
    assert found.amount is None


def test_how_a_cost_is_spread():
    email, video = key("email"), key("video")
    assert shares(cost(), None) == {Special.SHARED: 1}
    assert shares(cost(channel_id=email), None) == {email: 1}
    fixed = cost(allocation=Allocation.FIXED, shares=(f"{email}:250000", f"{video}:750000"))
    assert shares(fixed, None) == {email: Fraction(1, 4), video: Fraction(3, 4)}
    use = Use({email: 30, video: 10}, {email: 1, video: 3})
    assert shares(cost(allocation=Allocation.MINUTES), use)[email] == Fraction(3, 4)
    assert shares(cost(allocation=Allocation.CONTACTS), use)[email] == Fraction(1, 4)
    assert shares(cost(allocation=Allocation.MINUTES), Use({email: 0}, {})) == {Special.SHARED: 1}
    assert shares(cost(allocation=Allocation.CONTACTS), None) == {Special.SHARED: 1}
