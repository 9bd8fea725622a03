from datetime import date
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from roidesk.analytics.payback.forecast import (
    LONGEST_DAYS,
    NOT_AT_THIS_PACE,
    NOT_BELOW_ZERO,
    Forecast,
    _spread,
    crossing_days,
    forecast,
    whole_weeks,
)

LAST = date(2026, 6, 30)


def money(*amounts):
    return [Fraction(each) for each in amounts]


def test_the_worked_example_as_of_4_june():
    nets = money(Fraction(-148, 10), Fraction(-2701, 200), Fraction(-1551, 20), Fraction(-297, 40))
    found = forecast(date(2026, 6, 4), sum(nets), nets, 0)
    assert float(found.pace) == pytest.approx(sum(map(float, nets)) / 4)
    assert (found.day, found.days, found.reason) == (None, 4, NOT_AT_THIS_PACE)


def test_the_pace_is_that_of_the_last_28_days():
    nets = money(*[-100] * 60, *[5] * 28)
    found = forecast(LAST, sum(nets), nets, 3)
    assert (found.pace, found.days) == (5, 28)
    # 5,860 short at 5 a day: 1,172 days.
    assert (found.day - LAST).days == 1172
    assert (found.low, found.high, found.never, found.reason) == (None, None, None, "too_few_conversions")


def test_a_part_of_a_day_is_a_whole_one():
    found = forecast(LAST, Fraction(-11), money(*[5] * 3), 0)
    assert (found.day - LAST).days == 3
    assert (forecast(LAST, Fraction(-10), money(*[5] * 3), 0).day - LAST).days == 2


def test_nothing_has_to_be_foretold_where_net_is_not_below_zero():
    assert forecast(LAST, Fraction(0), money(-1, 1), 20) == Forecast(Fraction(0), 2, reason=NOT_BELOW_ZERO)


def test_nothing_can_be_foretold_of_nothing():
    found = forecast(LAST, Fraction(-1), [], 0)
    assert (found.pace, found.days, found.day, found.reason) == (None, 0, None, "nothing_recorded")


def test_a_hundred_years_ahead_is_the_last_that_is_said():
    assert (forecast(LAST, Fraction(-LONGEST_DAYS), money(1), 0).day - LAST).days == LONGEST_DAYS
    assert forecast(LAST, Fraction(-LONGEST_DAYS - 1), money(1), 0).day is None


def test_few_blocks_spread_the_mean_as_students_t_asks():
    # t of 3 degrees of freedom over the normal quantile, times what a bootstrap of 4 leaves out.
    assert _spread(4) == pytest.approx(3.182446 / 1.959964 * (4 / 3) ** 0.5)
    assert _spread(1.5) == pytest.approx(12.706205 / 1.959964 * 2**0.5)


@pytest.mark.parametrize("pace", [0, -1, Fraction(1, LONGEST_DAYS)])
def test_not_at_this_pace(pace):
    found = forecast(LAST, Fraction(-2), money(*[pace] * 28), 20)
    assert (found.day, found.reason) == (None, NOT_AT_THIS_PACE)


def test_under_thirteen_whole_weeks_there_is_no_range():
    found = forecast(LAST, Fraction(-100), money(*[1] * 90), 20)
    assert (found.low, found.reason) == (None, "too_few_weeks")
    assert forecast(LAST, Fraction(-100), money(*[1] * 91), 20).low is not None


def test_weeks_that_are_all_alike_leave_no_doubt():
    found = forecast(LAST, Fraction(-100), money(*[1] * 100), 20)
    assert found.low == found.high == found.day == date(2026, 10, 8)
    assert found.never == 0


def test_a_range_holds_the_day_and_the_same_weeks_give_the_same():
    nets = money(*([-10, 30, -5, 2, -8, 0, 12, -20, 25, 4, -3, 1, 0, 6] * 7))
    found = forecast(LAST, Fraction(-200), nets, 20)
    assert found.low <= found.day <= found.high
    assert found == forecast(LAST, Fraction(-200), nets, 20)


def test_how_late_it_gets_is_not_said_where_more_than_a_fortieth_never_get_there():
    nets = money(*([-30, 0, 0, 0, 0, 0, 0] * 12 + [400, 0, 0, 0, 0, 0, 0]))
    found = forecast(LAST, Fraction(-100), nets, 20)
    assert found.day is not None
    assert found.low is not None
    assert found.high is None
    assert found.never > 0.025


def test_weeks_end_with_the_last_day_and_go_back_a_year():
    nets = money(*range(380))
    weeks = whole_weeks(nets)
    assert len(weeks) == 52
    assert weeks[-1][-1] == 379
    assert {len(week) for week in weeks} == {7}
    assert len(whole_weeks(money(*range(6)))) == 0


def test_the_day_within_a_week():
    assert crossing_days(Fraction(10), [money(0, 0, 10, -10, 0, 0, 5)] * 8) == (3, 3, 0.0)
    # The third day of the second week: 5 of the first, 5 of the ten that come and go.
    assert crossing_days(Fraction(15), [money(0, 0, 10, -10, 0, 0, 5)] * 8) == (10, 10, 0.0)


def test_the_range_is_as_wide_as_theory_asks():
    # 52 weeks of 70 and 0 by lot: mean 35, standard deviation 35. After T weeks 35 T have come in,
    # give or take 35 times the root of T (the weeks to come) and T * T / 52 (what the past leaves open of the mean).
    # 35 * 50 are missing: T + 1.96 times the root is 50 at T = 35, T - 1.96 times the root is 50 at T = 77.
    lot = np.random.default_rng(1).permutation([70, 0] * 26).tolist()
    low, high, never = crossing_days(Fraction(35 * 50), [money(each, 0, 0, 0, 0, 0, 0) for each in lot])
    assert low == pytest.approx(35 * 7, rel=0.12)
    assert high == pytest.approx(77 * 7, rel=0.12)
    assert never == 0


def test_few_weeks_are_wide():
    weeks = [money(*[each] * 7) for each in (2, 4)]
    low, high, _ = crossing_days(Fraction(70), weeks)
    assert low < 24 < (high or 10**6)


@given(st.lists(st.integers(-50, 80), min_size=91, max_size=150), st.integers(1, 500))
def test_the_ends_are_in_order_and_ahead(nets, short):
    found = forecast(LAST, Fraction(-short), money(*nets), 12)
    if found.low is not None:
        assert found.low > LAST
        assert found.high is None or found.low <= found.high
        assert 0 <= found.never <= 1
    assert (found.day is None) == (found.reason == NOT_AT_THIS_PACE)
