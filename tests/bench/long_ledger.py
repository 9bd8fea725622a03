"""The ledger of a million interactions: scrolling, drags, jumps, filters and orders, each beside a pair of frames."""

from __future__ import annotations

from datetime import date

from tests.bench.history import SIZES, store_of
from tests.bench.measure import Comparison, Sample, report_of
from tests.bench.window import screens

ENTRIES = SIZES[2]
FRAMES_MS = 33
"""Two frames: what scrolls later than this is seen to stutter."""
_SAID = {"wheel": "a notch of the wheel", "page": "Page Down", "jump": "a jump anywhere"}


def scrolling(until: date) -> list[Comparison]:
    """Return how long the window took to paint each step, and when the rows that were looked at were there."""
    store = store_of(ENTRIES, until)
    found: list[Comparison] = []
    with screens() as present:
        for name, environment in present:
            given = report_of("long_ledger.py", store, environment=environment)
            rows = f"{given['rows']:,} rows, {name}"
            for key, said in _SAID.items():
                found += [
                    _one(f"{said}, slowest in 20, {rows}", given[f"{key}_p95"]),
                    _one(f"{said}, its rows painted, slowest in 20, {name}", given[f"{key}_there"]),
                    _one(f"{said}, the window still, slowest in 20, {name}", given[f"{key}_still"]),
                ]
            found += [
                _one(f"a drag of the bar, the window still, slowest in 20, {name}", given["drag_still"]),
                _one(f"a filter, its first rows painted, slowest in 20, {name}", given["filter_p95"]),
                _one(f"a filter, the window still, slowest in 20, {name}", given["filter_still"]),
                _told(f"a filter, its first rows painted, {name}", given["filter_shown"]),
                _told(f"a filter, counted to the end, {name}", given["filter_counted"]),
                _told(f"a filter that nothing fits, looking, {name}", given["nothing_looking"]),
                _told(f"a filter that nothing fits, all looked through, {name}", given["nothing_told"]),
                _told(f"put in order of another column, {name}", given["ordered"]),
            ]
    return found


def _one(what: str, ms: float) -> Comparison:
    """Return a figure that has a goal: two frames."""
    return Comparison(what, "two frames", Sample((ms,)), Sample((FRAMES_MS,)), 1)


def _told(what: str, ms: list[float]) -> Comparison:
    """Return figures that are only told."""
    return Comparison(what, "two frames", Sample(tuple(ms)), Sample((FRAMES_MS,)))
