"""A day in the window, pressed key by key: it never stands still, and holds at its end what it held in the morning."""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from tests.bench.history import copy_of_store
from tests.bench.measure import Comparison, Sample, report_of
from tests.bench.window import screens

ENTRIES = 100_000
"""Four people for five years."""
MORNING, DAY = 40, 480
"""Minutes of the script: until everything was done at least twice, and eight hours."""
ATTEMPTS = 3
LONGEST_MS = 100
PLANTED_MS = 150
FLAT = 1.05


def standing_still(until: date) -> list[Comparison]:
    """The longest time the window ever stood still in a day, and whether a block that was planted is noticed.

    A machine with other things to do keeps any program waiting now and then: what counts for each thing done is the
    least of three days.
    """
    with screens() as present:
        environment = present[0][1]
        days = [_day(until, MORNING, environment)["stood"] for _ in range(ATTEMPTS)]
        planted = _day(until, MORNING, environment, PLANTED_MS)["stood"]
        at_once = min(_day(until, 0, environment, 0, "--at-once")["stood"]["to Return"] for _ in range(ATTEMPTS))
    least = {name: min(day[name] for day in days) for name in days[0]}
    worst = max(least, key=least.__getitem__)
    sys.stderr.write(f"stood still, ms: {json.dumps({name: round(ms) for name, ms in least.items()})}\n")
    limit, caught = Sample((LONGEST_MS,)), Sample((max(planted.values()),))
    return [
        Comparison(f"longest stand-still of a day, {ENTRIES:,} entries ({worst})", "a tenth of a second",
                   Sample((least[worst],)), limit, 1),
        Comparison(f"a tenth of a second, beside a day with {PLANTED_MS} ms planted", "its longest stand-still",
                   limit, caught, 1),
        Comparison("to Return as soon as the window is there", "a tenth of a second", Sample((at_once,)), limit, 1),
    ]  # fmt: skip


def memory_of_a_day(until: date) -> list[Comparison]:
    """What the window holds after the last of eight hours, beside after the first; thousands of keys lie between."""
    with screens() as present:
        day = _day(until, DAY, present[0][1])
    held: Sequence[float] = day["held"]
    sys.stderr.write(f"MiB by hour, {day['events']:,} keys: {[round(each, 1) for each in held]}\n")
    what = f"memory after eight hours, {day['events']:,} keys"
    return [Comparison(what, "after the first", Sample((held[-1],)), Sample((held[0],)), FLAT, unit="MiB")]


def days(until: date) -> list[Comparison]:
    """Both."""
    return [*standing_still(until), *memory_of_a_day(until)]


def _day(until: date, minutes: int, environment: dict[str, str], planted: int = 0, *more: str) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as folder:
        store = str(copy_of_store(ENTRIES, until, Path(folder)))
        words = [store, str(until), str(minutes), str(planted), *more]
        return report_of("scripted_day.py", *words, environment=environment, longest=600)
