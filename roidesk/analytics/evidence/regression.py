"""Least squares with honest standard errors (analytics.md 4.3). numpy and scipy load when used."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from roidesk.domain.figure import Number

if TYPE_CHECKING:
    import numpy as np

_COLLINEAR = 1e-10


@dataclass(frozen=True, slots=True)
class Fit:
    """A regression with a constant, the constant's coefficient first.

    `errors` are standard errors, `rse` the residual standard error, `f` tests all columns together (None: there are
    none, or nothing is left over). `durbin_watson` near 2: no autocorrelation is left; far below: errors are too small.
    """

    n: int
    coefficients: tuple[float, ...]
    errors: tuple[float, ...]
    t: tuple[float | None, ...]
    p: tuple[float | None, ...]
    low: tuple[float, ...]
    high: tuple[float, ...]
    r_squared: float
    rse: float
    f: float | None
    durbin_watson: float | None


def ols(outcome: Sequence[Number], columns: Sequence[Sequence[Number]], *, newey_west: int | None = None) -> Fit | None:
    """Return the least-squares fit of an outcome on columns and a constant; None where it is not determined.

    `newey_west`: the standard errors allow for that many weeks hanging together (Bartlett's weights); None: the
    classical ones. Not determined: too few cases, columns that follow from each other, an outcome that never varies.
    SOURCE: analytics.md 4.3; Newey, West, Econometrica 55 (1987).
    """
    import numpy as np
    from scipy import stats

    y = np.array(outcome, dtype=float)
    x = np.stack([np.ones(len(y)), *(np.array(column, dtype=float) for column in columns)], axis=1)
    n, k = x.shape
    if n <= k or not (np.isfinite(x).all() and np.isfinite(y).all()) or (y == y[0]).all():
        return None
    # Everything brought to 1 at most, so that neither rank nor rounding hangs on units (Longley).
    unit, sizes = np.abs(y).max(), np.abs(x).max(axis=0)
    if not sizes.all():
        return None
    y, x = y / unit, x / sizes
    about = y - y.mean()
    whole = float(about @ about)
    q, r = np.linalg.qr(x)
    if not whole or np.abs(np.diag(r)).min() < _COLLINEAR:
        return None
    inverse = np.linalg.inv(r)
    slopes = inverse @ (q.T @ y)
    rest = y - x @ slopes
    left = float(rest @ rest)
    bread = inverse @ inverse.T
    covariance = bread * left / (n - k) if newey_west is None else bread @ _meat(x * rest[:, None], newey_west) @ bread
    spread = np.sqrt(np.clip(np.diag(covariance), 0.0, None))
    reach = float(stats.t.ppf(0.975, n - k)) * spread
    t = [float(each / error) if error else None for each, error in zip(slopes, spread, strict=True)]
    with np.errstate(over="ignore"):
        coefficients, errors, low, high = (
            _floats(each * (unit / sizes)) for each in (slopes, spread, slopes - reach, slopes + reach)
        )
    if not np.isfinite([*errors, *low, *high]).all():
        return None
    return Fit(
        n=n,
        coefficients=coefficients,
        errors=errors,
        t=tuple(t),
        p=tuple(None if each is None else float(2 * stats.t.sf(abs(each), n - k)) for each in t),
        low=low,
        high=high,
        r_squared=1 - left / whole,
        rse=float(unit) * (left / (n - k)) ** 0.5,
        f=(whole - left) / (k - 1) / (left / (n - k)) if k > 1 and left else None,
        durbin_watson=durbin_watson(_floats(rest)),
    )


def _floats(values: np.ndarray) -> tuple[float, ...]:
    return tuple(float(each) for each in values)


def _meat(scores: np.ndarray, lags: int) -> np.ndarray:
    """Return the long-run covariance of scores (row: week), summed, with Bartlett's weights."""
    found: np.ndarray = scores.T @ scores
    for lag in range(1, min(lags, len(scores) - 1) + 1):
        across = scores[lag:].T @ scores[:-lag]
        found = found + (1 - lag / (lags + 1)) * (across + across.T)
    return found


def newey_west_lags(n: int) -> int:
    """Return for how many weeks standard errors allow: 4 (n/100)^(2/9), rounded down. SOURCE: analytics.md 4.3."""
    return int(4 * (n / 100) ** (2 / 9))


def durbin_watson(rest: Sequence[float]) -> float | None:
    """Return Σ (e[t] - e[t-1])² / Σ e[t]² of residuals; None where nothing is left over."""
    left = sum(each * each for each in rest)
    if not left:
        return None
    return sum((each - before) ** 2 for before, each in itertools.pairwise(rest)) / left
