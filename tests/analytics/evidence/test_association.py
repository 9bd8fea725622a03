"""Two weekly series: what moves with what, by how much chance alone would, and what may be said of it."""

from __future__ import annotations

import math
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from roidesk.analytics.evidence import Known, Verdict, lagged_association, sales_may_lead
from roidesk.domain.errors import Cancelled

OUTSIDE = st.one_of(st.none(), st.floats(), st.fractions(), st.integers(-(10**400), 10**400))


def noise(weeks, seed=1):
    return np.random.default_rng(seed).standard_normal(weeks)


def led(weeks=60, seed=2, lag=2, share=0.9):
    """Effort at random, and what it brings some weeks later."""
    chance = np.random.default_rng(seed)
    effort = 100 + 20 * chance.standard_normal(weeks + lag)
    came = share * effort[:weeks] + 10 * chance.standard_normal(weeks)
    return [float(each) for each in effort[lag:]], [float(each) for each in came]


def followed(weeks=60, seed=3):
    """Sales that hang together from week to week, and effort set by last week's sales: Lydia Pinkham's way."""
    chance = np.random.default_rng(seed)
    sales = [1800.0]
    for _ in range(weeks):
        sales.append(1800 + 0.9 * (sales[-1] - 1800) + 150 * chance.standard_normal())
    effort = [0.5 * before + 30 * chance.standard_normal() for before in sales[:-1]]
    return effort, sales[1:]


def test_correlations_by_hand():
    # x moves 1, -1, 0 about its mean, y -1, 1, 0: Σ = -2 of 2; one week later (x1, x2 with y2, y3): 1·1 + -1·0 = 1.
    found = lagged_association([3, 1, 2], [4, 6, 5], 1)
    assert found.lags[0] == pytest.approx(-1)
    assert found.lags[1] is None
    assert found.statistic == pytest.approx(-1)
    found = lagged_association([3, 1, 2, 2], [4, 6, 5, 5], 1)
    assert found.lags == pytest.approx((-1.0, 0.5))
    assert found.reverse == pytest.approx((0.5,))
    assert (found.statistic, found.best_lag) == (pytest.approx(0.5), 1)
    # changes -2, 1, 0 and 2, -1, 0: about their means -5/3, 4/3, 1/3 and the opposite.
    assert found.differences.lags[0] == pytest.approx(-1)


def test_what_effort_brings_two_weeks_later_is_found_there():
    effort, came = led()
    found = lagged_association(effort, came, 5, Known(months=[1 + week // 5 for week in range(60)]))
    assert found.best_lag == found.detrended.best_lag == 2
    assert found.p == found.detrended.p == 1 / 2000
    assert found.verdict is Verdict.STRONG
    assert (found.flags, found.reason) == ((), None)
    # Shifts by a week or two nearly repeat it, so that the coarse p cannot say as much.
    assert found.p_shift_min == 1 / 60
    assert 1 / 60 <= found.p_shift <= 6 / 60


def test_the_same_under_a_year_is_never_strong():
    effort, came = led(51)
    found = lagged_association(effort, came, 5)
    assert found.p == 1 / 2000
    assert found.verdict is Verdict.PROBABLE
    assert found.flags == ("low_power",)


def test_effort_that_follows_sales_is_told():
    found = lagged_association(*followed(), 2)
    assert found.reverse[0] > found.lags[1]
    assert found.flags == ("effort_may_follow_sales",)
    assert found.p <= 0.05
    assert found.verdict is Verdict.PROBABLE


def test_what_comes_first_shows_when_the_trend_is_out():
    # Effort rises, and with it so does every correlation one way; what is left of it follows sales.
    effort, sales = followed(30, 8)
    rising = [each + 100 * week for week, each in enumerate(effort[:19])]
    came = [each - 40 * week for week, each in enumerate(sales[:19])]
    found = lagged_association(rising, came, 2)
    assert not sales_may_lead(found.lags, found.reverse)
    assert sales_may_lead(found.detrended.lags, found.detrended.reverse)
    assert "effort_may_follow_sales" in found.flags


def test_two_rising_lines_are_no_association():
    weeks = 40
    effort = [week + each for week, each in enumerate(noise(weeks, 4))]
    came = [week + each for week, each in enumerate(noise(weeks, 5))]
    found = lagged_association(effort, came, 3)
    assert found.statistic > 0.9
    assert found.detrended.statistic < 0.5
    assert found.verdict in {Verdict.NO_SIGN, Verdict.HINT}


def test_the_season_is_taken_out_from_104_weeks_on():
    months = [1 + week % 52 // 5 for week in range(104)]
    effort = [10 * month + each for month, each in zip(months, noise(104, 6), strict=True)]
    came = [10 * month + each for month, each in zip(months, noise(104, 7), strict=True)]
    plain = lagged_association(effort, came, 1)
    seasonal = lagged_association(effort, came, 1, Known(months=months))
    assert plain.detrended.statistic > 0.9
    assert abs(seasonal.detrended.lags[0]) < 0.3
    shorter = lagged_association(effort[:103], came[:103], 1, Known(months=months[:103]))
    assert shorter.detrended.statistic > 0.9


@pytest.mark.parametrize(
    ("effort", "came", "known", "reason"),
    [
        ([], [], Known(), "nothing_recorded"),
        (range(19), range(19), Known(), "too_few_weeks"),
        (range(20), [0.25] * 20, Known(), "too_few_conversions"),
        (range(20), range(20), Known(conversions=9), "too_few_conversions"),
        ([5] * 20, range(20), Known(), "nothing_varies"),
        (range(20), [5] * 20, Known(), "nothing_varies"),
        (range(20), range(20), Known(), "nothing_varies"),
        ([*range(19), None], range(20), Known(), "values_missing"),
        (range(20), [*range(19), math.nan], Known(), "values_missing"),
        ([*range(19), 10**400], range(20), Known(), "values_missing"),
    ],
)
def test_why_there_is_no_p(effort, came, known, reason):
    found = lagged_association(list(effort), list(came), 3, known)
    assert found.reason == reason
    assert (found.p, found.p_shift, found.detrended.p, found.weaker_p) == (None, None, None, None)
    assert found.verdict is Verdict.TOO_LITTLE_DATA
    assert len(found.lags) == 4
    assert len(found.reverse) == 3


def test_under_20_weeks_it_is_described_only():
    effort, came = led(19)
    found = lagged_association(effort, came, 3)
    assert found.statistic is not None
    assert (found.p, found.p_shift, found.reason) == (None, None, "too_few_weeks")
    assert lagged_association(*led(20), 3).p is not None


def test_what_else_is_known_changes_the_verdict():
    found = lagged_association(*led(), 5)
    weaker = found.judged(more_flags=["simpson", "simpson"])
    assert (weaker.verdict, weaker.flags) == (Verdict.PROBABLE, ("simpson",))
    assert weaker.judged(tested=True).verdict is Verdict.TESTED


def test_as_json():
    found = lagged_association(*led(), 2).as_json()
    assert list(found) == (
        "weeks lags reverse statistic best_lag p p_shift p_shift_min reason detrended differences verdict flags".split()
    )
    assert len(found["lags"]) == 3
    assert list(found["detrended"]) == ["lags", "reverse", "statistic", "best_lag", "p"]
    assert (type(found["verdict"]), found["verdict"]) == (str, "strong")


def test_progress_and_stopping():
    told = []
    lagged_association(*led(), 2, progress=lambda *done: told.append(done))
    assert told == [(500, 1999), (1000, 1999), (1500, 1999), (1999, 1999)]

    def stop(done, whole):
        raise Cancelled

    with pytest.raises(Cancelled):
        lagged_association(*led(), 2, progress=stop)


@pytest.mark.parametrize(("effort", "came", "lag"), [([1, 2], [1], 1), ([1], [1], -1)])
def test_series_have_to_fit(effort, came, lag):
    with pytest.raises(ValueError, match="the same weeks"):
        lagged_association(effort, came, lag)


def test_neither_unit_nor_exactness_matters():
    effort, came = led(30)
    found = lagged_association(effort, came, 3)
    exact = [Fraction(each) * 10**300 for each in effort]
    assert lagged_association(exact, came, 3).lags == pytest.approx(found.lags)


@given(st.lists(st.tuples(OUTSIDE, OUTSIDE), max_size=24), st.integers(0, 30))
def test_nothing_from_outside_breaks_it(pairs, lag):
    found = lagged_association([x for x, _ in pairs], [y for _, y in pairs], lag)
    numbers = [*found.lags, *found.reverse, *found.detrended.lags, *found.differences.lags, found.p, found.p_shift]
    assert all(each is None or (math.isfinite(each) and -1 <= each <= 1) for each in numbers)
    assert (found.reason is None) == (found.p is not None)


@given(st.integers(0, 10**6))
def test_p_is_a_share_of_what_was_tried(seed):
    chance = np.random.default_rng(seed)
    found = lagged_association(chance.poisson(2, 24).tolist(), chance.poisson(3, 24).tolist(), 3)
    if found.p is not None:
        assert found.p * 2000 == pytest.approx(round(found.p * 2000))
        assert found.p_shift * 24 == pytest.approx(round(found.p_shift * 24))
        assert found.weaker_p == max(found.p, found.detrended.p)
