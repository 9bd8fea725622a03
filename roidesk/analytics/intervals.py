"""How far a figure may be off (analytics.md 4.4): likely ranges are 95 % intervals. scipy is loaded when used.

`ratio_interval`, `poisson_interval` and `wilson_interval` are part of the contract (contract.md 4).
"""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

from roidesk.domain.figure import Number

if TYPE_CHECKING:
    import numpy as np

DRAWS = 10_000
SEED = 20_260_601
"""Fixed, so that the same entries give the same range; stored with every report."""
_TAIL = 0.025
_FEWEST = 2

Interval = tuple[float, float]


def ratio_interval(returns: Sequence[Number], costs: Sequence[Number]) -> Interval:
    """Return the likely range of Σ returns / Σ costs over clusters (weeks or contacts): BCa bootstrap, 10,000 draws.

    One entry a cluster, in pairs. `ValueError` under two clusters, or where costs do not add up to more than 0.
    """
    if len(returns) != len(costs) or len(costs) < _FEWEST or sum(costs) <= 0:
        raise ValueError("a ratio needs two clusters or more, in pairs, and costs above 0")
    import numpy as np
    from scipy import stats

    pairs = np.array(returns, dtype=float), np.array(costs, dtype=float)
    with warnings.catch_warnings(), np.errstate(divide="ignore", invalid="ignore"):
        # Clusters that are all alike leave nothing to resample; the range is then a point.
        warnings.simplefilter("ignore", stats.DegenerateDataWarning)
        found = stats.bootstrap(
            pairs,
            _ratio,
            paired=True,
            vectorized=True,
            n_resamples=DRAWS,
            method="BCa",
            rng=np.random.default_rng(SEED),
        ).confidence_interval
    if np.isnan(found.low) or np.isnan(found.high):
        point = float(sum(returns) / sum(costs))
        return point, point
    return float(found.low), float(found.high)


def _ratio(returns: np.ndarray, costs: np.ndarray, axis: int = -1) -> np.ndarray:
    quotient: np.ndarray = returns.sum(axis=axis) / costs.sum(axis=axis)
    return quotient


def without_one(returns: Sequence[Number], costs: Sequence[Number]) -> tuple[Number, Number] | None:
    """Return the smallest and largest Σ returns / Σ costs when one cluster is left out; None when there is none.

    Exact for exact entries. Leaving out the only cluster with a cost leaves nothing to divide by and is passed over.
    """
    everything, all_costs = sum(returns), sum(costs)
    left = [
        _divided(everything - mine, all_costs - cost)
        for mine, cost in zip(returns, costs, strict=True)
        if all_costs - cost > 0
    ]
    return (min(left), max(left)) if left else None


def _divided(above: Number, below: Number) -> Number:
    return above / below if isinstance(above, float) or isinstance(below, float) else Fraction(above) / Fraction(below)


def poisson_interval(k: int) -> Interval:
    """Return the exact (Garwood) 95 % interval of the mean behind a count; for 0 the upper bound is 3.6889."""
    from scipy import special

    if k < 0:
        raise ValueError("a count is not below 0")
    low = float(special.gammaincinv(k, _TAIL)) if k else 0.0
    return low, float(special.gammaincinv(k + 1, 1 - _TAIL))


def wilson_interval(k: int, n: int) -> Interval:
    """Return Wilson's 95 % interval of a share of k in n; `ValueError` unless 0 <= k <= n and n > 0."""
    if not 0 <= k <= n or n == 0:
        raise ValueError("a share needs cases, and not more hits than cases")
    from scipy import special

    z = float(special.ndtri(1 - _TAIL))
    share = k / n
    scale = 1 + z * z / n
    centre = (share + z * z / (2 * n)) / scale
    half: float = z * (share * (1 - share) / n + z * z / (4 * n * n)) ** 0.5 / scale
    return (0.0 if k == 0 else centre - half), (1.0 if k == n else centre + half)
