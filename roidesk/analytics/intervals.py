"""How far a figure may be off (analytics.md 4.4): likely ranges are 95 % intervals. scipy is loaded when used.

Three kinds: of a count (`poisson_interval`, `rate_interval`), of a share (`wilson_interval`), and of a ratio of sums
Σ returns / Σ costs over clusters. Weeks follow each other and are alike for a while, so theirs is `weekly_interval`;
contacts have no order, so theirs is `ratio_interval`. `linearised`, `fieller`, `jackknife_error` and `leave_one_out`
are its companions: no chance is drawn in them, so that a reader can redo them by hand.

`ratio_interval`, `poisson_interval` and `wilson_interval` are part of the contract (contract.md 4).
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

from roidesk.analytics.resampling import bca
from roidesk.domain.figure import Number
from roidesk.domain.progress import Progress

_TAIL = 0.025
_FEWEST = 2
_MOST_TOGETHER = 0.8
"""The most that weeks are taken to hang together: a trend says little about how far chance goes."""
_AS_LARGE = 1 - 1e-9
"""Where all came in one of n equal weeks, a ratio and its error are the same but for rounding."""

Interval = tuple[float, float]


class Estimate(NamedTuple):
    """A ratio, its standard error, and the 95 % interval that follows from both."""

    value: float
    error: float
    low: float
    high: float


# ---------------------------------------------------------------- ratios over clusters


def ratio_interval(returns: Sequence[Number], costs: Sequence[Number], *, progress: Progress | None = None) -> Interval:
    """Return the likely range of Σ returns / Σ costs over clusters without an order (contacts): BCa, 10,000 draws.

    One entry a cluster, in pairs. Of weeks ask `weekly_interval`. `progress` is told of the draws and may raise
    `Cancelled`. `ValueError`: under two clusters, amounts that are not finite, or costs that do not exceed 0.
    SOURCE: analytics.md 4.4; Efron, "Better bootstrap confidence intervals", JASA 82 (1987).
    """
    above, below = _pairs(returns, costs)
    return bca(above, below, progress=progress)


def weekly_interval(returns: Sequence[Number], costs: Sequence[Number]) -> Interval:
    """Return the likely range of Σ returns / Σ costs over weeks in their order, which may be alike for a while.

    The error is the linearised one, times √(1 + 4 r) where what is left of a week and of the next hang together with a
    correlation r above 0 (`_weekly_error`); the quantile is Student's, n − 1 degrees of freedom; the range goes down
    and up by one factor (logarithmic scale). docs/figures.md tells what it covers. `ValueError` as `ratio_interval`.
    SOURCE: analytics.md 4.4; chosen by simulation (tests/simulations/coverage.py).
    """
    above, below = _pairs(returns, costs)
    value, moved = _influence(above, below)
    return _around(value, _weekly_error(moved), len(moved) - 1)


def weekly_difference(
    first: tuple[Sequence[Number], Sequence[Number]], second: tuple[Sequence[Number], Sequence[Number]]
) -> Estimate:
    """Return by how much one ratio of sums over weeks exceeds another over the same weeks; they may hang together.

    Each is given as its returns and its costs by week. As `weekly_interval`, but not on the logarithmic scale.
    """
    (value, ours), (other, theirs) = (_influence(*_pairs(*each)) for each in (first, second))
    moved = [mine - their for mine, their in zip(ours, theirs, strict=True)]
    error = _weekly_error(moved)
    half = _student(len(moved) - 1) * error
    return Estimate(value - other, error, value - other - half, value - other + half)


def _influence(above: Sequence[float], below: Sequence[float]) -> tuple[float, list[float]]:
    """Return a ratio, and how far each cluster moves it: (R − θ C) / Σ C."""
    whole = math.fsum(below)
    value = math.fsum(above) / whole
    return value, [(mine - value * cost) / whole for mine, cost in zip(above, below, strict=True)]


def _error(moved: Sequence[float]) -> float:
    """Return the linearised standard error: √(n / (n − 1) · Σ (R − θ C)²) / Σ C."""
    n = len(moved)
    return math.sqrt(n / (n - 1) * math.fsum(each * each for each in moved))


def _weekly_error(moved: Sequence[float]) -> float:
    """Return the standard error of weeks in their order, larger than the linearised one where they hang together.

    r is the correlation of each week with the next, r₁ = Σ e(t) e(t − 1) / Σ e(t)², plus (1 + 4 r₁) / n, by which it
    comes out too low in short series; below 0 it is 0, above 0.8 it is 0.8. As if what weeks have in common halved from
    one to the next, the variance is 1 + 2 (r + r / 2 + r / 4 + …) = 1 + 4 r times that of weeks that do not.
    """
    squares = math.fsum(each * each for each in moved)
    if not squares:
        return 0.0
    found = math.fsum(one * other for one, other in itertools.pairwise(moved)) / squares
    together = min(max(found + (1 + 4 * found) / len(moved), 0.0), _MOST_TOGETHER)
    return _error(moved) * math.sqrt(1 + 4 * together)


def _around(value: float, error: float, freedom: int) -> Interval:
    """Return the range around a ratio; where its error is as large as itself (all in one week), not by factors."""
    half = _student(freedom) * error
    if error >= value * _AS_LARGE:
        return value - half, value + half
    stretch = math.exp(half / value)
    return value / stretch, value * stretch


def _student(freedom: float) -> float:
    from scipy import special

    return float(special.stdtrit(freedom, 1 - _TAIL))


def linearised(returns: Sequence[Number], costs: Sequence[Number], *, fixed: Number = 0) -> Estimate:
    """Return Σ returns / (Σ costs + fixed) with its linearised standard error and Student's interval (n − 1).

    `fixed`: a cost that is nobody's (platforms beside contacts), borne by all n clusters alike.
    error = √(n / (n − 1) · Σ (R − θ C)²) / Σ C. `ValueError` as `ratio_interval`.
    SOURCE: analytics.md 4.4; Cochran, "Sampling techniques" (1977), 6.4.
    """
    above, below = _pairs(returns, costs, fixed)
    value, moved = _influence(above, below)
    error = _error(moved)
    half = _student(len(moved) - 1) * error
    return Estimate(value, error, value - half, value + half)


def jackknife_error(returns: Sequence[Number], costs: Sequence[Number], *, fixed: Number = 0) -> float | None:
    """Return the jackknife's standard error of the same ratio; None where leaving one out leaves no cost.

    `ValueError` as `ratio_interval`. SOURCE: analytics.md 4.4; Efron, Tibshirani, "An introduction to the bootstrap".
    """
    n = len(_pairs(returns, costs, fixed)[0])
    left = leave_one_out(returns, costs, fixed=fixed)
    known = [float(each) for each in left if each is not None]
    if len(known) < n:
        return None
    mean = math.fsum(known) / n
    return math.sqrt((n - 1) / n * math.fsum((each - mean) ** 2 for each in known))


def fieller(returns: Sequence[Number], costs: Sequence[Number]) -> Interval | None:
    """Return Fieller's interval of the ratio of means; None: unbounded, as costs are not clearly above 0.

    `ValueError` as `ratio_interval`. SOURCE: analytics.md 4.4; Fieller, JRSS B 16 (1954).
    """
    above, below = _pairs(returns, costs)
    n = len(above)
    mean, cost = math.fsum(above) / n, math.fsum(below) / n
    quantile = _student(n - 1) ** 2 / (n * (n - 1))
    spread = quantile * math.fsum((each - mean) ** 2 for each in above)
    cost_spread = quantile * math.fsum((each - cost) ** 2 for each in below)
    both = quantile * math.fsum(mine * (each - cost) for mine, each in zip(above, below, strict=True))
    a, b, c = cost**2 - cost_spread, mean * cost - both, mean**2 - spread
    if a <= 0:
        return None
    half = math.sqrt(max(b * b - a * c, 0.0))
    return (b - half) / a, (b + half) / a


def leave_one_out(
    returns: Sequence[Number], costs: Sequence[Number], *, fixed: Number = 0
) -> tuple[Fraction | None, ...]:
    """Return Σ returns / (Σ costs + fixed) without each cluster in turn, exact; None where no cost is left.

    `fixed` (platforms beside contacts) stays whole: who is left out takes along only their own. SOURCE: analytics.md
    4.4. `ValueError`: not in pairs, or not finite.
    """
    above, below = _exact(returns), _exact(costs)
    if len(above) != len(below):
        raise ValueError("returns and costs come in pairs")
    everything, all_costs = sum(above), sum(_exact([*costs, fixed]))
    return tuple(
        (everything - mine) / (all_costs - cost) if all_costs > cost else None
        for mine, cost in zip(above, below, strict=True)
    )


def without_one(returns: Sequence[Number], costs: Sequence[Number]) -> tuple[Fraction, Fraction] | None:
    """Return the smallest and largest Σ returns / Σ costs when one cluster is left out; None when there is none."""
    left = [each for each in leave_one_out(returns, costs) if each is not None]
    return (min(left), max(left)) if left else None


def _exact(amounts: Sequence[Number]) -> list[Fraction]:
    if not all(math.isfinite(each) for each in amounts):
        raise ValueError("amounts have to be finite")
    return [Fraction(each) for each in amounts]


def _pairs(returns: Sequence[Number], costs: Sequence[Number], fixed: Number = 0) -> tuple[list[float], list[float]]:
    """Return clusters in floating point, each with its part of a cost that is nobody's."""
    n = len(costs)
    if len(returns) != n or n < _FEWEST:
        raise ValueError("a ratio needs two clusters or more, in pairs")
    if not all(math.isfinite(each) for each in (*returns, *costs, fixed)):
        raise ValueError("amounts have to be finite")
    if sum(costs) + fixed <= 0:
        raise ValueError("a ratio needs costs above 0")
    return [float(each) for each in returns], [float(each + Fraction(fixed) / n) for each in costs]


# ---------------------------------------------------------------- counts and shares


def poisson_interval(k: int) -> Interval:
    """Return the exact (Garwood) 95 % interval of the mean behind a count; for 0 the upper bound is 3.6889.

    `ValueError`: a count that is none. SOURCE: analytics.md 4.4; Garwood, Biometrika 28 (1936).
    """
    from scipy import special

    if not 0 <= k < math.inf:
        raise ValueError("a count is 0 or above, and finite")
    low = float(special.gammaincinv(k, _TAIL)) if k else 0.0
    return low, float(special.gammaincinv(k + 1, 1 - _TAIL))


def none_bound() -> float:
    """Return the mean that would still show nothing once in forty times: Garwood's upper bound of 0, 3.6889."""
    return -math.log(_TAIL)


def rate_interval(k: int) -> Interval:
    """Return the 95 % interval of the mean behind a count under Jeffreys' prior: quantiles of Gamma(k + ½).

    Divide by the hours for conversions an hour. `ValueError`: a count that is none. SOURCE: analytics.md 4.4.
    """
    from scipy import special

    if not 0 <= k < math.inf:
        raise ValueError("a count is 0 or above, and finite")
    return float(special.gammaincinv(k + 0.5, _TAIL)), float(special.gammaincinv(k + 0.5, 1 - _TAIL))


def wilson_interval(k: int, n: int) -> Interval:
    """Return Wilson's 95 % interval of a share of k in n; `ValueError` unless 0 <= k <= n and n > 0."""
    if not 0 <= k <= n < math.inf or n == 0:
        raise ValueError("a share needs cases, and not more hits than cases")
    from scipy import special

    z = float(special.ndtri(1 - _TAIL))
    share = k / n
    scale = 1 + z * z / n
    centre = (share + z * z / (2 * n)) / scale
    half: float = z * (share * (1 - share) / n + z * z / (4 * n * n)) ** 0.5 / scale
    return (0.0 if k == 0 else centre - half), (1.0 if k == n else centre + half)
