"""The ledger of a million interactions: every step of scrolling, jumps, filters, each beside a pair of frames."""

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
    store, found = store_of(ENTRIES, until), []
    frames = Sample((FRAMES_MS,))
    with screens() as present:
        for name, environment in present:
            given = report_of("long_ledger.py", store, environment=environment)
            rows = f"{given['rows']:,} rows, {name}"
            for key, said in _SAID.items():
                slowest = Sample((given[f"{key}_p95"],))
                found += [
                    Comparison(f"{said}, slowest in 20, {rows}", "two frames", slowest, frames, 1),
                    Comparison(f"{said}, its rows there", "two frames", Sample((given[f"{key}_there"],)), frames),
                ]
            shown, counted = Sample(tuple(given["filter_shown"])), Sample(tuple(given["filter_counted"]))
            found += [
                Comparison(f"a filter, the window still, slowest in 20, {name}", "two frames",
                           Sample((given["filter_still"],)), frames, 1),
                Comparison(f"a filter, its first rows shown, {name}", "two frames", shown, frames),
                Comparison(f"a filter, counted to the end, {name}", "two frames", counted, frames),
            ]  # fmt: skip
    return found
