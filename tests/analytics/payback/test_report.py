from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

import pytest

from roidesk.analytics.pages.values import Missing, PaidBackState
from roidesk.analytics.payback.cohorts import Cohorts
from roidesk.analytics.payback.forecast import NOT_AT_THIS_PACE, NOT_BELOW_ZERO
from roidesk.analytics.payback.report import Basis, PaybackFacts, basis_of, payback_report
from roidesk.analytics.sums.tally import Tally
from roidesk.domain.instants import Period

FIRST = date(2026, 6, 1)
HALF = Fraction(1, 2)


def day(number):
    return FIRST + timedelta(days=number - 1)


def spent(amount):
    return Tally(labour=Fraction(amount))


def sold(amount, margin=HALF, sales=1):
    tally = Tally(booked=Fraction(amount), sales=sales, purchases=Fraction(sales), events=sales)
    if margin is None:
        tally.margin_unknown = 1
    else:
        tally.remains = amount * margin
    return tally


def facts(days, **given):
    last = given.pop("last", 14)
    base = PaybackFacts(
        period=Period(day(1), day(14)),
        zone="Europe/Amsterdam",
        as_of=1_781_474_400_000_000,
        last_day=day(last),
        currency="EUR",
        model="time_decay",
        window_days=30,
        margin=HALF,
        days={day(number): tally for number, tally in days.items()},
        one_offs=None,
        cohorts=Cohorts(),
    )
    return replace(base, **given)


def report(days, **given):
    return payback_report(facts(days, **given))


def test_paid_back_after_margin():
    found = report({1: spent(100), 5: sold(300, sales=5)})
    assert (found.basis, found.state, found.reason) == (Basis.MARGIN, PaidBackState.PAID_BACK, None)
    assert (found.course.break_even, found.course.exposure_day) == (day(5), day(1))
    assert (found.net.value, found.exposure.value) == (50, -100)
    assert (found.forecast.reason, found.forecast.pace) == (NOT_BELOW_ZERO, Fraction(50, 14))


def test_sales_alone_claim_nothing():
    found = report({1: spent(100), 5: sold(300, None, sales=5)}, margin=None)
    assert (found.basis, found.state, found.reason) == (Basis.SALES, PaidBackState.MARGIN_UNKNOWN, "margin_unknown")
    assert found.net.value == 200
    assert found.course.break_even == day(5)


def test_one_sale_of_unknown_margin_makes_the_basis_sales():
    assert report({1: sold(10), 2: sold(10, None)}).basis is Basis.SALES


@pytest.mark.parametrize(("margin", "basis"), [(HALF, Basis.MARGIN), (None, Basis.SALES)])
def test_where_nothing_was_sold_the_margin_of_the_store_decides(margin, basis):
    assert basis_of(spent(10), margin) is basis


def test_a_refund_alone_counts_as_something_sold():
    assert basis_of(sold(-5, None, sales=0), HALF) is Basis.SALES


def test_not_yet():
    found = report({1: spent(100), 14: sold(100, sales=5)})
    assert (found.state, found.net.value, found.reason) == (PaidBackState.NOT_YET, -50, NOT_AT_THIS_PACE)


@pytest.mark.parametrize(("short", "state"), [(0, "paid_back"), (Fraction(1, 100), "not_yet")])
def test_to_the_cent(short, state):
    found = report({1: spent(HALF + short), 5: sold(1, sales=5)})
    assert (found.state.value, found.net.value) == (state, -short)


def test_under_five_purchases_there_is_no_verdict_but_arithmetic():
    found = report({1: spent(100), 5: sold(300, sales=4)})
    assert (found.state, found.reason) == (PaidBackState.TOO_LITTLE, "too_few_conversions")
    assert found.course.break_even == day(5)


def test_missing_rates_leave_at_most_a_net():
    days = {1: spent(100), 2: Tally(unpriced=60), 5: sold(300, sales=5)}
    found = report(days, missing=(Missing("rate", "Ann", day(2)),))
    assert (found.state, found.reason) == (PaidBackState.RATE_MISSING, "rate_missing")
    assert (found.net.value, found.net.at_most, found.net.reason) == (50, True, "rate_missing")
    assert (found.course.break_even, found.course.first_crossing, found.forecast.day) == (None, None, None)
    assert found.as_json()["missing_rates"] == [{"what": "rate", "name": "Ann", "day": "2026-06-02"}]


def test_missing_rates_of_sales_leave_no_net():
    found = report({1: spent(100), 5: Tally(booked_unknown=1, sales=1)})
    assert (found.net.value, found.exposure.value, found.net.reason) == (None, None, "rate_missing")
    assert found.state is PaidBackState.RATE_MISSING


def test_nothing_recorded():
    found = report({})
    assert (found.state, found.reason) == (PaidBackState.NO_COST, "nothing_recorded")
    assert (found.net.value, found.course.break_even) == (0, None)
    assert len(found.course.series) == 14


def test_no_cost():
    found = report({3: sold(10, sales=5)})
    assert (found.state, found.reason) == (PaidBackState.NO_COST, "no_cost")


def test_refunds_beyond_sales():
    found = report({1: spent(10), 2: sold(100, sales=5), 3: sold(-200, sales=0)})
    assert (found.state, found.net.value) == (PaidBackState.NOT_YET, -60)


def test_the_series_ends_with_the_last_day_known():
    assert len(report({1: spent(10)}, last=4).course.series) == 4
    # An entry east of the store's zone lies on a day that has not begun there.
    assert len(report({5: spent(10)}, last=4).course.series) == 5
    assert report({1: spent(10)}, last=30).course.series[-1][0] == day(14)


def test_a_period_that_has_just_begun():
    assert [net for _, net in report({1: spent(10)}, last=1).course.series] == [-10]


def test_a_period_that_lies_ahead():
    found = report({}, last=-3)
    assert (found.course.series, found.net.value, found.reason) == ((), 0, "nothing_recorded")
    assert found.exposure.value == 0


def test_the_pace_counts_from_the_first_day_something_happened():
    found = report({13: spent(10), 14: sold(12, sales=5)})
    assert (found.forecast.pace, found.forecast.days) == (-2, 2)


def test_what_was_paid_once_is_left_out_of_the_pace_on_request():
    days = {1: spent(100), 14: sold(28, sales=5)}
    assert report(days).forecast.reason == NOT_AT_THIS_PACE
    found = report(days, one_offs={day(1): Fraction(100)})
    assert (found.without_one_offs, found.forecast.pace) == (True, 1)
    assert found.net.value == -86
    assert found.forecast.day == day(14) + timedelta(days=86)
    assert found.reason is None


def weekly(margin=HALF, sales=1):
    """Fourteen weeks: 600 paid once on the first day, each week 20 spent and 50 sold."""
    days = {1: spent(600)}
    for week in range(14):
        days[3 + 7 * week] = spent(20 + week % 3)
        days[5 + 7 * week] = sold(50 + week % 5, margin, sales)
    return facts(days, period=Period(day(1), day(98)), last=98, one_offs={day(1): Fraction(600)})


def test_a_forecast_with_its_range():
    found = payback_report(weekly())
    said = found.as_json()
    assert found.forecast.low <= found.forecast.day <= found.forecast.high
    assert said["forecast_date"] == said["forecast"]["date"] == found.forecast.day.isoformat()
    assert (said["forecast"]["never"]["value"], said["forecast"]["reason"]) == (0, None)
    assert found.reason is None


def test_on_sales_alone_a_day_is_worked_out_but_how_likely_it_is_not_said():
    found = payback_report(replace(weekly(None), margin=None))
    assert found.forecast.day is not None
    assert (found.forecast.low, found.forecast.reason) == (None, "margin_unknown")
    assert (found.state, found.reason) == (PaidBackState.MARGIN_UNKNOWN, "margin_unknown")


def test_as_json():
    said = report({1: spent(100), 5: sold(300, sales=5)}).as_json()
    assert said["period"] == {
        "from": "2026-06-01", "to": "2026-06-14", "zone": "Europe/Amsterdam", "as_of": "2026-06-15T00:00:00+02:00"
    }  # fmt: skip
    assert (said["currency"], said["basis"], said["state"]) == ("EUR", "margin", "paid_back")
    assert (said["break_even_date"], said["first_crossing"], said["max_exposure_date"]) == (
        "2026-06-05", "2026-06-05", "2026-06-01"
    )  # fmt: skip
    assert said["max_exposure"]["value"] == -100
    assert said["series"][0] == {"date": "2026-06-01", "net": -100.0}
    assert said["forecast"]["pace"]["unit"] == "EUR"
    assert said["forecast"]["never"]["reason"] == NOT_BELOW_ZERO
    assert "missing_rates" not in said
