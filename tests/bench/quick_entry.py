"""From the key that raises the quick entry to its first paint, over a store that is well filled."""

from __future__ import annotations

import tempfile
from datetime import date
from pathlib import Path

from tests.bench.history import copy_of_store
from tests.bench.measure import Comparison, Sample, report_of
from tests.bench.window import screens

ENTRIES = 100_000
TENTH_MS = 100


def raised(until: date) -> list[Comparison]:
    """Return the times from the key to the painted pop-up beside a tenth of a second: the median, and the slowest."""
    found = []
    tenth = Sample((TENTH_MS,))
    with tempfile.TemporaryDirectory() as folder:
        store = copy_of_store(ENTRIES, until, Path(folder))
        with screens() as present:
            for name, environment in present:
                given = report_of("quick_entry.py", store, environment=environment)
                for key, what in (("raised", "quick entry from where its key is told"), ("key", "from the key itself")):
                    if given[key]:
                        took = Sample(tuple(given[key]))
                        slowest = Sample((max(given[key]),))
                        found += [
                            Comparison(f"{what}, {ENTRIES:,} entries, {name}", "a tenth of a second", took, tenth, 1),
                            Comparison(
                                f"the slowest of {len(given[key])}, {name}", "a tenth of a second", slowest, tenth, 1
                            ),
                        ]
    return found
