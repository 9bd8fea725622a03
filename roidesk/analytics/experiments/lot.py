"""Could the lot alone have done it: a difference between two halves beside every way the lot could have fallen.

The test is exact where there are few enough ways, and otherwise holds it beside 9,999 of them drawn with a fixed seed.
It assumes nothing of the outcomes; that the halves were drawn as the plan says is all it rests on. The likely range are
the differences that the same test would not tell from chance (Rosenbaum, Observational Studies, 2.6), which for a
difference of means is worked out in closed form.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, islice, product
from typing import TYPE_CHECKING

from roidesk.analytics.experiments.plan import DRAWS, EXACT, Halves, assignments
from roidesk.analytics.gates import PROBABLE_P
from roidesk.domain.progress import Progress

if TYPE_CHECKING:
    import numpy as np

SEED = 20_260_601
_CELLS = 4_000_000
_ALIKE = 1 - 1e-12
"""Differences that are equal but for rounding count as equal."""


@dataclass(frozen=True, slots=True)
class Lot:
    """A difference of means (more less less), how often the lot does as much either way, and the likely range.

    `tried`: how many ways it was held beside, its own included; `low`, `high` None: without a bound on that side.
    """

    difference: float
    p: float
    low: float | None
    high: float | None
    tried: int


def lot(outcomes: Sequence[float], more: Sequence[bool], halves: Halves, *, progress: Progress | None = None) -> Lot:
    """Hold the outcomes of units beside every way the lot could have fallen.

    `more`: which units got more, as `plan.drawn` gives it. `ValueError` where a number is not finite or a half is
    empty. `progress(done, whole)` may raise `Cancelled`.
    """
    import numpy as np

    values, got = np.array(outcomes, dtype=float), np.array(more, dtype=bool)
    if len(values) != len(got) or not got.any() or got.all() or not np.isfinite(values).all():
        raise ValueError("an experiment needs a finite outcome of every unit, and units in both halves")
    actual = _contrasts(got[np.newaxis])[0]
    observed = float(actual @ values)
    ways = _ways_to_fall(got, halves)
    whole = ways if ways <= EXACT else DRAWS + 1
    # By how much each way the lot could have fallen differs, were the outcomes those of a lot that did nothing, and
    # which part of a true difference it would show.
    found, shown, done = [], [], 0
    for flags in _ways(got, halves):
        weights = _contrasts(flags)
        found.append(weights @ values)
        shown.append(weights @ got)
        done += len(flags)
        if progress is not None:
            progress(min(done, whole), whole)
    differences, parts = np.concatenate(found), np.concatenate(shown)
    as_much = np.abs(differences) >= abs(observed) * _ALIKE
    return Lot(
        observed,
        float(as_much.mean()),
        _bound(observed, differences, parts, below=True),
        _bound(observed, differences, parts, below=False),
        len(differences),
    )


def _contrasts(flags: np.ndarray) -> np.ndarray:
    """Return rows that, times outcomes, give the mean of the units with more less the mean of the others."""
    with_more = flags.sum(axis=1, keepdims=True)
    weights: np.ndarray = flags / with_more - ~flags / (flags.shape[1] - with_more)
    return weights


def _ways_to_fall(got: np.ndarray, halves: Halves) -> int:
    """Return in how many ways the lot could have fallen; of uneven halves too, where units were left out since."""
    return assignments(halves, len(got)) if halves is Halves.WEEKS else math.comb(len(got), int(got.sum()))


def _ways(got: np.ndarray, halves: Halves) -> Iterator[np.ndarray]:
    """Yield, some at a time, the ways the lot could have fallen (the one it fell among them), units across."""
    import numpy as np

    units = len(got)
    at_once = max(1, _CELLS // units)
    if _ways_to_fall(got, halves) > EXACT:
        yield got[np.newaxis]
        yield from _some(got, halves, at_once)
    elif halves is Halves.WEEKS:
        firsts = product((False, True), repeat=units // 2)
        while batch := list(islice(firsts, at_once)):
            yield _paired(np.array(batch))
    else:
        halves_of_them = combinations(range(units), int(got.sum()))
        while chosen := list(islice(halves_of_them, at_once)):
            flags = np.zeros((len(chosen), units), dtype=bool)
            np.put_along_axis(flags, np.array(chosen), values=True, axis=1)
            yield flags


def _some(got: np.ndarray, halves: Halves, at_once: int) -> Iterator[np.ndarray]:
    import numpy as np

    rng = np.random.default_rng(SEED)
    for start in range(0, DRAWS, at_once):
        count = min(at_once, DRAWS - start)
        if halves is Halves.WEEKS:
            yield _paired(rng.random((count, len(got) // 2)) < 0.5)  # noqa: PLR2004 - heads or tails
        else:
            yield rng.permuted(np.tile(got, (count, 1)), axis=1)


def _paired(firsts: np.ndarray) -> np.ndarray:
    """Return flags of all units, where it is drawn of each pair whether the first of it gets more."""
    import numpy as np

    return np.stack((firsts, ~firsts), axis=2).reshape(len(firsts), -1)


def _bound(observed: float, differences: np.ndarray, parts: np.ndarray, *, below: bool) -> float | None:
    """Return the end of the likely range on one side; None: there is none.

    With a true difference d in every unit that got more, a way k the lot could have fallen shows T_k − d·Z_k and the
    way it fell T − d. Moving d away from T by g, way k shows as much as long as g is at most what is worked out here.
    """
    import numpy as np

    left = differences - observed * parts
    side = parts if below else -parts
    with np.errstate(divide="ignore", invalid="ignore"):
        reach = np.where(left >= 0, left / (1 - side), -left / (1 + side))
    # The way it fell, and its mirror image, show as much at every d: nought divided by nought.
    reach = np.where(np.isclose(np.abs(parts), 1), np.inf, np.abs(reach))
    still = math.floor(PROBABLE_P * len(reach) + 1e-9)
    far = float(np.sort(reach)[::-1][still]) if still < len(reach) else math.inf
    if math.isinf(far):
        return None
    return observed - far if below else observed + far
