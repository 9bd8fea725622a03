"""How often a link that is there is called probable, beside what `roidesk evidence` says beforehand.

The worlds of analytics.md 4.6: effort AR(.5) with a spread of .17, purchases a week later, all of them or two in five
of them because of the effort; lags 0 to 5.
"""

from __future__ import annotations

import numpy as np

from roidesk.analytics.evidence import lagged_association
from roidesk.analytics.evidence.power import Weekly
from tests.simulations.nulls import LAGS, SEED, WEEKS, linked

WORLDS, MANY_WORLDS = 40, 400
SPREAD = 0.17
SOME = 0.4


def simulate(*, long: bool) -> str:
    """Return how many in 100 worlds show the link at p <= .05, and how many the formula expects."""
    worlds = MANY_WORLDS if long else WORLDS
    lines = [f"{worlds} worlds each; in 100: seen (expected)", "", "weeks" + "".join(f"{each:>22}" for each in _NAMES)]
    for weeks in WEEKS:
        cells = [_cell(weeks, per_week, share, worlds) for per_week, share in _NAMES.values()]
        lines.append(f"{weeks:>5}" + "".join(f"{cell:>22}" for cell in cells))
    return "\n".join(lines)


def _cell(weeks: int, per_week: float, share: float, worlds: int) -> str:
    chance = np.random.default_rng(SEED)
    found = [lagged_association(*linked(weeks, chance, per_week, share), LAGS) for _ in range(worlds)]
    seen = sum(each.weaker_p is not None and each.weaker_p <= 0.05 for each in found) / worlds
    return f"{100 * seen:.0f} ({100 * Weekly(per_week, SPREAD, LAGS + 1).seen(weeks, share):.0f})"


_NAMES = {
    "4 a week, all": (4.0, 1.0),
    "4 a week, 40 %": (4.0, SOME),
    "20 a week, all": (20.0, 1.0),
    "20 a week, 40 %": (20.0, SOME),
}
