"""Drawing clusters again and again (analytics.md 4.4): 10,000 times, from a fixed seed. numpy and scipy load when used.

Clusters without an order (contacts) are drawn one by one; weeks, which are alike for a while, in blocks round the end.
"""

from __future__ import annotations

import math
import warnings
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from roidesk.domain.progress import Progress

if TYPE_CHECKING:
    import numpy as np

DRAWS = 10_000
SEED = 20_260_601
"""Fixed, so that the same entries give the same range; stored with every report."""
_BATCH = 1_000
_QUANTILES = (0.025, 0.975)


def bca(
    above: Sequence[float], below: Sequence[float], *, draws: int = DRAWS, progress: Progress | None = None
) -> tuple[float, float]:
    """Return the bias-corrected and accelerated 95 % interval of Σ above / Σ below over clusters drawn in pairs.

    Clusters that are all alike leave nothing to draw: the interval is then a point. Where draws without any cost come
    up, these are left out, and the interval is that of percentiles. SOURCE: Efron, JASA 82 (1987).
    """
    import numpy as np
    from scipy import stats

    done = 0

    def ratio(drawn: np.ndarray, costs: np.ndarray, axis: int = -1) -> np.ndarray:
        nonlocal done
        done = min(done + drawn.size // drawn.shape[axis], draws)
        if progress is not None:
            progress(done, draws)
        quotient: np.ndarray = drawn.sum(axis=axis) / costs.sum(axis=axis)
        return quotient

    with warnings.catch_warnings(), np.errstate(divide="ignore", invalid="ignore"):
        warnings.simplefilter("ignore", stats.DegenerateDataWarning)
        found = stats.bootstrap(
            (np.array(above), np.array(below)),
            ratio,
            paired=True,
            vectorized=True,
            n_resamples=draws,
            batch=_BATCH,
            method="BCa",
            rng=np.random.default_rng(SEED),
        ).confidence_interval
    if not (np.isfinite(found.low) and np.isfinite(found.high)):
        return block_interval(above, below, block=1, progress=progress)
    return float(found.low), float(found.high)


def blocks(
    n: int, *, draws: int = DRAWS, block: int | None = None, progress: Progress | None = None
) -> Iterator[np.ndarray]:
    """Yield batches of draws of n things in order, each row the n places drawn: whole blocks, going round at the end.

    `block`: how many stay together, n^(1/3) rounded unless said. SOURCE: analytics.md 4.4; Politis, Romano (1992).
    """
    import numpy as np

    chance = np.random.default_rng(SEED)
    length = block or block_length(n)
    for first in range(0, draws, _BATCH):
        rows = min(_BATCH, draws - first)
        starts = chance.integers(0, n, (rows, -(-n // length)))
        yield ((starts[:, :, None] + np.arange(length)) % n).reshape(rows, -1)[:, :n]
        if progress is not None:
            progress(first + rows, draws)


def block_length(n: int) -> int:
    """Return how many weeks in a row are drawn together: n^(1/3), rounded. SOURCE: analytics.md 4.4."""
    return max(1, round(math.cbrt(n)))


def block_interval(
    above: Sequence[float], below: Sequence[float], *, block: int | None = None, progress: Progress | None = None
) -> tuple[float, float]:
    """Return the 95 % percentile interval of Σ above / Σ below over weeks drawn in blocks; costs add up to above 0."""
    import numpy as np

    returned, spent = np.array(above, dtype=float), np.array(below, dtype=float)
    ratios = [np.array([returned.sum() / spent.sum()])]
    for drawn in blocks(len(returned), block=block, progress=progress):
        costs = spent[drawn].sum(axis=1)
        ratios.append(returned[drawn].sum(axis=1)[costs > 0] / costs[costs > 0])
    low, high = np.quantile(np.concatenate(ratios), _QUANTILES)
    return float(low), float(high)
