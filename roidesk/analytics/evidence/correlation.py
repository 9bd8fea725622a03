"""Correlations of effort with what came so many weeks later (analytics.md 4.2)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np

FEWEST_PAIRS = 3
"""How many pairs of weeks a correlation takes at least."""
SAME = 1e-12
"""Within what two statistics are the same: the rounding of their arithmetic."""


def correlations(efforts: np.ndarray, outcome: np.ndarray, max_lag: int) -> np.ndarray:
    """Return r_k = corr(x[t-k], y[t]) for k = 0 to `max_lag`, one row for each effort series (rows: series by week).

    The usual sample cross-correlation: every lag is divided by the spread of the whole series, so that a gap of many
    weeks, of which there are fewer pairs, is not favoured. Series have to vary. SOURCE: Box, Jenkins (1976), 11.1; this
    gives the cross-correlations of Lydia Pinkham in analytics.md 4.7.
    """
    import numpy as np

    n = len(outcome)
    moved = efforts - efforts.mean(axis=1, keepdims=True)
    came = outcome - outcome.mean()
    size = np.sqrt((moved * moved).sum(axis=1) * (came @ came))
    found: np.ndarray = np.stack([moved[:, : n - k] @ came[k:] for k in range(max_lag + 1)], axis=1) / size[:, None]
    return found


def best(efforts: np.ndarray, outcome: np.ndarray, max_lag: int) -> np.ndarray:
    """Return the largest correlation over the lags of each effort series: one test for all lags, no lag shopping."""
    largest: np.ndarray = correlations(efforts, outcome, max_lag).max(axis=1)
    return largest


def at_lags(effort: np.ndarray, outcome: np.ndarray, max_lag: int) -> tuple[float | None, ...]:
    """Return the correlations of one series; None from the lag on that leaves too few pairs."""
    reach = min(max_lag, len(outcome) - FEWEST_PAIRS)
    if reach < 0:
        return (None,) * (max_lag + 1)
    found = correlations(effort[None, :], outcome, reach)[0]
    # Rounding may take a perfect correlation a hair beyond 1.
    return (*(max(-1.0, min(1.0, float(each))) for each in found), *(None,) * (max_lag - reach))


def greatest(values: Sequence[float | None]) -> float | None:
    """Return the largest of those that are known."""
    return max((each for each in values if each is not None), default=None)
