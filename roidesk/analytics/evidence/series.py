"""Weekly series made ready: finite, their trend and season taken out (analytics.md 4.2). numpy loads when used."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from roidesk.analytics import gates
from roidesk.domain.figure import Number

if TYPE_CHECKING:
    import numpy as np

_NOTHING = 1e-12
"""What is left of a series that does not vary, as a share of its size: the rounding of its arithmetic."""


def finite(values: Sequence[Number | None]) -> np.ndarray | None:
    """Return a series as floating point numbers, its largest brought to 1; None where one is unknown or not finite.

    Correlations do not hang on the scale, and the squares of no series overflow so.
    """
    import numpy as np

    try:
        found = np.array([float("nan") if each is None else float(each) for each in values])
    except OverflowError:
        return None
    if not np.isfinite(found).all():
        return None
    largest = np.abs(found).max(initial=0.0)
    return found / largest if largest else found


def varies(series: np.ndarray, of: np.ndarray | None = None) -> bool:
    """Return whether a series varies. `of`: what it is left of, where it is the rest after something was taken out."""
    whole = series if of is None else of
    about = series - series.mean() if len(series) else series
    return bool((about @ about) > _NOTHING * max(float(whole @ whole), 1e-300))


def trend_and_season(n: int, months: Sequence[int] | None = None) -> np.ndarray:
    """Return the columns that are taken out of n weeks: level, week index, and months from 104 weeks on.

    `months`: the month (1 to 12) of each week; None: no season is taken out. SOURCE: analytics.md 4.2.
    """
    import numpy as np

    columns = [np.ones(n), np.arange(n) - (n - 1) / 2]
    if months is not None and n >= gates.ENOUGH_WEEKS_FOR_SEASONS:
        present = sorted(set(months))
        columns += [np.array([float(each == month) for each in months]) for month in present[1:]]
    return np.stack(columns, axis=1)


def without(series: np.ndarray, columns: np.ndarray) -> np.ndarray:
    """Return what is left of a series (or of each row of many) after least squares on some columns."""
    import numpy as np

    basis, _ = np.linalg.qr(columns)
    rest: np.ndarray = series - (series @ basis) @ basis.T
    return rest
