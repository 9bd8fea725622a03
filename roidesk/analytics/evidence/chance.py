"""What chance alone does: the best of all lags when effort has nothing to do with what came (analytics.md 4.2).

Two nulls. The circular shift moves the weeks of effort on by 0 to n-1: it keeps everything else of the series, but a
shift by a week nearly repeats it, so its p is coarse. The finer null keeps trend and autocorrelation: the series is
taken apart into a trend, an autocorrelation of one week (AR(1)) and innovations, the innovations are put in another
order, and the parts together again. Without any autocorrelation that is the plain permutation test.

Chosen among four by simulation (docs/figures.md, "False alarms"): with the trend taken out, 5 in 100 are 4.5 to 5.8
from 20 weeks on, whether weeks hang together, rise, or hold few purchases. The others raise up to 13.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from roidesk.analytics.evidence.correlation import SAME, best
from roidesk.analytics.evidence.series import trend_and_season, varies, without
from roidesk.analytics.resampling import SEED
from roidesk.domain.progress import Progress

if TYPE_CHECKING:
    import numpy as np

ORDERS = 1_999
"""How many other orders are tried: with the one that was, p is a whole number of 2,000ths."""
_BATCH = 500
_MOST_AUTOCORRELATED = 0.95
_TREND_TERMS = 2


def shifted_p(effort: np.ndarray, outcome: np.ndarray, max_lag: int) -> float:
    """Return the share of circular shifts of effort (the one by nothing included) whose best lag does as well."""
    import numpy as np

    shifts = np.stack([np.roll(effort, by) for by in range(len(effort))])
    reached = best(shifts, outcome, max_lag)
    return float((reached >= reached[0] - SAME).mean())


def autocorrelation(rest: np.ndarray) -> float:
    """Return the correlation of a detrended series with itself a week later, its bias in short series taken off.

    The bias is -(2 + 4 φ)/n where level and trend were estimated. SOURCE: Kendall, Biometrika 41 (1954); Orcutt,
    Winokur, Econometrica 37 (1969).
    """
    n = len(rest)
    raw = float(rest[1:] @ rest[:-1]) / float(rest @ rest)
    corrected = (n * raw + _TREND_TERMS) / (n - 2 * _TREND_TERMS)
    return max(-_MOST_AUTOCORRELATED, min(_MOST_AUTOCORRELATED, corrected))


def reordered(
    effort: np.ndarray, *, orders: int = ORDERS, seed: int = SEED, progress: Progress | None = None
) -> Iterator[np.ndarray]:
    """Yield batches of other series with the trend and the autocorrelation of this one, a row each.

    A series that is all trend has no innovations: it is its own only order.
    """
    import numpy as np

    n = len(effort)
    rest = without(effort, trend_and_season(n))
    trend = effort - rest
    loose = varies(rest, effort)
    phi = autocorrelation(rest) if loose else 0.0
    start = (1 - phi * phi) ** 0.5
    innovations = np.concatenate([[rest[0] * start], rest[1:] - phi * rest[:-1]])
    chance = np.random.default_rng(seed)
    for done in range(0, orders, _BATCH):
        rows = min(_BATCH, orders - done)
        series = chance.permuted(np.tile(innovations, (rows, 1)), axis=1)
        series[:, 0] /= start
        for week in range(1, n):
            series[:, week] += phi * series[:, week - 1]
        yield trend + series if loose else np.tile(effort, (rows, 1))
        if progress is not None:
            progress(done + rows, orders)
