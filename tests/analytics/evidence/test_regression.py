"""Least squares: known answers, errors that allow for weeks hanging together, and what is not determined."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from roidesk.analytics.evidence import durbin_watson, newey_west_lags, ols


def test_by_hand():
    # y on x = 0, 1, 2, 3: slope 8/5, level 1.1; residuals -.1, .3, -.3, .1, their squares .2; se² = .1/5 of the slope.
    fit = ols([1, 3, 4, 6], [[0, 1, 2, 3]])
    assert fit.coefficients == pytest.approx((1.1, 1.6))
    assert fit.errors == pytest.approx(((0.1 * (1 / 4 + 1.5**2 / 5)) ** 0.5, 0.02**0.5))
    assert fit.t == pytest.approx((1.1 / fit.errors[0], 1.6 / fit.errors[1]))
    assert fit.rse == pytest.approx(0.1**0.5)
    assert fit.r_squared == pytest.approx(12.8 / 13)
    assert fit.f == pytest.approx(128)
    assert fit.durbin_watson == pytest.approx((0.16 + 0.36 + 0.16) / 0.2)
    assert fit.low[1] == pytest.approx(1.6 - 4.30265273 * 0.02**0.5)
    assert fit.high[1] == pytest.approx(1.6 + 4.30265273 * 0.02**0.5)
    # With one column, F is t squared and the p is the same.
    assert fit.t[1] ** 2 == pytest.approx(128)
    assert fit.p[1] == pytest.approx(0.0077221, abs=5e-8)


def test_newey_west_by_hand():
    # Residuals -.1 .3 -.3 .1 against a level only: S = .2 + 2·½·(-.03 -.09 -.03) = .05, divided by n² = 16.
    fit = ols([-0.1, 0.3, -0.3, 0.1], [], newey_west=1)
    assert fit.coefficients == pytest.approx((0,), abs=1e-15)
    assert fit.errors == pytest.approx(((0.05 / 16) ** 0.5,))
    assert fit.f is None
    # Of no lags it is White's; more lags than weeks are as many as there are.
    assert ols([-0.1, 0.3, -0.3, 0.1], [], newey_west=0).errors == pytest.approx(((0.2 / 16) ** 0.5,))
    assert ols([-0.1, 0.3, -0.3, 0.1], [], newey_west=9).errors[0] >= 0


def test_how_many_lags():
    assert [newey_west_lags(n) for n in (20, 52, 100, 260)] == [2, 3, 4, 4]


def test_durbin_watson_of_nothing():
    assert durbin_watson([0.0, 0.0]) is None
    assert durbin_watson([1.0, -1.0]) == 2.0


def test_an_exact_fit_has_no_t():
    fit = ols([2, 2, 4, 4], [[0, 0, 1, 1]])
    assert fit.coefficients == pytest.approx((2, 2))
    assert fit.r_squared == pytest.approx(1)


@pytest.mark.parametrize(
    ("outcome", "columns"),
    [
        ([1, 2], [[1, 3]]),
        ([], []),
        ([5, 5, 5, 5], [[1, 2, 3, 5]]),
        ([1, 2, 3, 5], [[2, 2, 2, 2]]),
        ([1, 2, 3, 5], [[0, 0, 0, 0]]),
        ([1, 2, 3, 5, 8], [[1, 2, 3, 5, 9], [2, 4, 6, 10, 18]]),
        ([1, 2, math.nan, 5], [[1, 2, 3, 5]]),
        ([1, 2, 3, 5], [[1, 2, math.inf, 5]]),
    ],
)
def test_not_determined(outcome, columns):
    assert ols(outcome, columns) is None


@given(st.lists(st.tuples(*[st.floats(allow_nan=False, allow_infinity=False)] * 2), min_size=3, max_size=8))
def test_numbers_of_any_size(rows):
    fit = ols([y for y, _ in rows], [[x for _, x in rows]], newey_west=1)
    if fit is not None:
        told = (*fit.coefficients, *fit.errors, *fit.low, *fit.high, fit.r_squared, fit.rse)
        assert all(map(math.isfinite, told))


def test_a_slope_beyond_all_numbers():
    assert ols([0, 1e300, 3e300, 2e300], [[0, 1e-300, 2e-300, 4e-300]]) is None
    assert ols([0, 1e-200, 3e-200, 2e-200], [[0, 1, 2, 4]]).r_squared == pytest.approx(20.25 / 43.75)


@given(st.lists(st.tuples(*[st.integers(-100, 100)] * 3), min_size=6, max_size=20))
def test_the_same_as_numpy(rows):
    y, a, b = (np.array(each) for each in zip(*rows, strict=True))
    fit = ols(list(y), [list(a), list(b)])
    if fit is not None:
        x = np.column_stack([np.ones(len(y)), a, b])
        assert x @ np.array(fit.coefficients) == pytest.approx(x @ np.linalg.lstsq(x, y)[0], abs=1e-5)
        assert all(map(math.isfinite, (*fit.errors, fit.r_squared, fit.rse)))
