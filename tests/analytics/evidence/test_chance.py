"""What chance does: shifts, and other orders with the same trend and autocorrelation."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from roidesk.analytics.evidence.chance import autocorrelation, reordered, shifted_p
from roidesk.analytics.evidence.correlation import at_lags, best, correlations, greatest
from roidesk.analytics.evidence.series import finite, trend_and_season, varies, without


def hanging_together(weeks, phi, seed=1):
    chance = np.random.default_rng(seed)
    found = [chance.standard_normal()]
    for _ in range(weeks - 1):
        found.append(phi * found[-1] + (1 - phi * phi) ** 0.5 * chance.standard_normal())
    return np.array(found)


def test_the_shift_counts_itself_and_what_does_as_well():
    # Of the four shifts of one busy week only the one by nothing meets the one good week.
    assert shifted_p(np.array([1.0, 0, 0, 0]), np.array([1.0, 0, 0, 0]), 0) == 1 / 4
    # Every other week busy: the shift by two does as well.
    assert shifted_p(np.array([1.0, 0, 1, 0]), np.array([1.0, 0, 1, 0]), 0) == 2 / 4


def test_correlations_have_every_lag_over_the_whole_spread():
    effort, outcome = np.array([[1.0, -1, 0, 0], [0, 0, 1, -1]]), np.array([0, 1.0, -1, 0])
    assert correlations(effort, outcome, 2) == pytest.approx(np.array([[-0.5, 1, -0.5], [-0.5, 0, 0]]))
    assert best(effort, outcome, 2) == pytest.approx([1, 0])


def test_lags_without_three_pairs_have_no_correlation():
    series = np.array([1.0, 3, 2, 4])
    assert at_lags(series, series, 3)[2:] == (None, None)
    assert at_lags(series, series, 3)[0] == 1.0
    assert at_lags(np.array([1.0, 2]), np.array([1.0, 2]), 1) == (None, None)
    assert greatest([None, 0.2, -1.0]) == 0.2
    assert greatest([None]) is None


@pytest.mark.parametrize("phi", [-0.5, 0.0, 0.5, 0.8])
def test_autocorrelation_without_its_bias(phi):
    columns = trend_and_season(40)
    found = [autocorrelation(without(hanging_together(40, phi, seed), columns)) for seed in range(200)]
    assert np.mean(found) == pytest.approx(phi, abs=0.05)


def test_autocorrelation_stays_below_one():
    rising = without(np.cumsum(np.cumsum(np.ones(30))), trend_and_season(30))
    assert autocorrelation(rising) == 0.95
    assert autocorrelation(np.array([1.0, -1] * 15)) == -0.95


def test_other_orders_have_the_same_trend_and_autocorrelation():
    effort = hanging_together(104, 0.6) + np.arange(104) / 10
    columns = trend_and_season(104)
    others = np.vstack(list(reordered(effort)))
    assert others.shape == (1999, 104)
    rest = without(others, columns)
    assert (others - rest).std(axis=1) == pytest.approx((effort - without(effort, columns)).std(), rel=0.25)
    similar = [autocorrelation(each) for each in rest]
    assert np.mean(similar) == pytest.approx(autocorrelation(without(effort, columns)), abs=0.05)
    assert len({tuple(each) for each in others}) == 1999


def test_the_order_that_was_gives_the_series_that_was():
    # Five weeks have 120 orders: among so many that were tried is the one that was.
    effort = np.array([3.0, 5, 4, 8, 6])
    others = np.vstack(list(reordered(effort)))
    assert np.isclose(others, effort).all(axis=1).any()


def test_the_same_entries_give_the_same_orders():
    effort = hanging_together(30, 0.3)
    first, again = (np.vstack(list(reordered(effort, orders=9))) for _ in range(2))
    assert (first == again).all()
    assert not (np.vstack(list(reordered(effort, orders=9, seed=2))) == first).all()


def test_what_is_all_trend_has_no_other_order():
    (only,) = reordered(np.arange(30.0), orders=3)
    assert (only == np.arange(30.0)).all()


def test_pure_noise_raises_false_alarms_at_the_stated_rate():
    alarms = 0
    for seed in range(300):
        chance = np.random.default_rng(seed)
        effort, outcome = chance.standard_normal(26), chance.poisson(2, 26).astype(float)
        reached = best(effort[None, :], outcome, 5)[0]
        others = np.vstack(list(reordered(effort, orders=99, seed=seed)))
        alarms += 1 + np.count_nonzero(best(others, outcome, 5) >= reached) <= 5
    # 15 of 300 are to be expected; 5 to 26 are what chance leaves of that 99 times in 100.
    assert 5 <= alarms <= 26


def test_series_made_ready():
    assert finite([2, None]) is None
    assert list(finite([2, -4])) == [0.5, -1]
    assert list(finite([0, 0])) == [0, 0]
    assert list(finite([])) == []
    assert not varies(np.array([]))
    assert not varies(np.array([0.0, 0.0]))
    assert not varies(np.array([1e-9, -1e-9]), np.array([1.0, 1.0]))
    assert varies(np.array([1.0, 2.0]))


def test_seasons_are_columns_from_104_weeks_on():
    months = [1 + week // 9 for week in range(104)]
    assert trend_and_season(104).shape == (104, 2)
    assert trend_and_season(104, months).shape == (104, 2 + 11)
    assert trend_and_season(103, months[:103]).shape == (103, 2)


@given(st.lists(st.floats(-1e6, 1e6), min_size=4, max_size=30))
def test_nothing_is_left_of_trend_and_level(values):
    rest = without(np.array(values), trend_and_season(len(values)))
    size = 1e-9 * max(1.0, *map(abs, values)) * len(values) ** 2
    assert abs(rest.sum()) < size
    assert abs(rest @ np.arange(len(values))) < size
