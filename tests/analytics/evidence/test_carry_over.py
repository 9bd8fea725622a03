"""How long effort goes on working."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from roidesk.analytics.evidence.carry_over import adstock, half_life, koyck, long_run

SPENT = [100, 0, 0, 50, 0]


def weekly(carry, weeks=80, per_hour=2.0, seed=1):
    """Hours at random, and sales of which a share is carried over from each week to the next."""
    chance = np.random.default_rng(seed)
    hours = 20 + 5 * chance.standard_normal(weeks)
    sales = [per_hour * 20 / (1 - min(carry, 0.9))]
    for each in hours[1:]:
        sales.append(10 + per_hour * each + carry * sales[-1] + 0.5 * chance.standard_normal())
    return [float(each) for each in hours], sales


def test_known_answers():
    # SOURCE: analytics.md 4.3 (run against PyMC-Marketing)
    assert adstock(SPENT, 0.5, weeks=3) == pytest.approx((100, 50, 25, 50, 25))
    assert adstock(SPENT, 0.5, weeks=3, normalised=True) == pytest.approx(
        (57.142857, 28.571429, 14.285714, 28.571429, 14.285714)
    )
    assert adstock(SPENT, 0.5) == pytest.approx((100, 50, 25, 62.5, 31.25))


def test_nothing_is_carried_over():
    assert adstock(SPENT, 0) == tuple(SPENT)
    assert adstock([], 0.5) == ()


@pytest.mark.parametrize("wrong", [{"carry": 1}, {"carry": -0.1}, {"carry": 0.5, "normalised": True}])
def test_shares_that_are_none(wrong):
    with pytest.raises(ValueError, match="carried over"):
        adstock(SPENT, **wrong)


@given(st.lists(st.floats(0, 1e6), min_size=1, max_size=20), st.floats(0, 0.99))
def test_the_recursion(effort, carry):
    so_far = 0.0
    for each, found in zip(effort, adstock(effort, carry), strict=True):
        so_far = each + carry * so_far
        assert found == pytest.approx(so_far)


def test_half_life_and_the_long_run():
    assert half_life(0.5) == pytest.approx(1)
    assert half_life(0.75931) == pytest.approx(math.log(0.5) / math.log(0.75931))
    assert (half_life(0), half_life(1), half_life(-0.1)) == (None, None, None)
    # SOURCE: analytics.md 4.7, Lydia Pinkham
    assert long_run(0.32876, 0.75931) == pytest.approx(1.36589, abs=5e-5)
    assert (long_run(1, 1), long_run(1, -0.1), long_run(3, 0)) == (None, None, 3)


def test_koyck_finds_what_made_the_weeks():
    found = koyck(*weekly(0.6), "count")
    assert found.per_hour.unit == found.per_hour_in_the_long_run.unit == "per_h"
    assert found.per_hour.low < 2 < found.per_hour.high
    assert found.carry.low < 0.6 < found.carry.high
    carry = found.carry.value
    assert found.per_hour_in_the_long_run.value == pytest.approx(found.per_hour.value / (1 - carry))
    assert found.mean_lag_weeks.value == pytest.approx(carry / (1 - carry))
    assert found.half_life_weeks.value == pytest.approx(math.log(0.5) / math.log(carry))
    assert found.ninety_percent_weeks.value == pytest.approx(math.log(0.1) / math.log(carry))
    assert 1.5 < found.durbin_watson.value < 2.5
    assert found.carry.n == 79


def test_money_stays_money():
    assert koyck(*weekly(0.6), "DKK").per_hour.unit == "DKK"


@pytest.mark.parametrize(("carry", "reason"), [(-0.4, "no_carry_over"), (1.02, "never_fades")])
def test_what_does_not_fade_has_no_half_life(carry, reason):
    found = koyck(*weekly(carry), "count")
    assert found.carry.value is not None
    for each in (found.per_hour_in_the_long_run, found.mean_lag_weeks, found.half_life_weeks):
        assert (each.value, each.reason) == (None, reason)


@pytest.mark.parametrize(
    ("hours", "outcome", "reason"),
    [
        ([], [], "too_few_weeks"),
        (*[[*range(51)]] * 2, "too_few_weeks"),
        ([*range(51), None], [*range(52)], "values_missing"),
        ([*range(52)], [*range(51), None], "values_missing"),
        ([7] * 52, [*range(52)], "nothing_varies"),
        ([*range(52)], [7] * 52, "nothing_varies"),
    ],
)
def test_only_offered_where_it_can_be_told(hours, outcome, reason):
    found = koyck(hours, outcome, "EUR").as_json()
    assert {each["reason"] for each in found.values()} == {reason}
    assert {each["value"] for each in found.values()} == {None}


def test_an_exact_fit_leaves_nothing():
    sales = [1.0]
    for week in range(59):
        sales.append(0.5 * sales[-1] + (week % 3))
    found = koyck([0, *(week % 3 for week in range(59))], sales, "EUR")
    assert found.carry.value == pytest.approx(0.5)
    assert found.durbin_watson.value is None or found.durbin_watson.value >= 0
