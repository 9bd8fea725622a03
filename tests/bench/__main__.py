"""Measure speed and memory, each figure beside a floor or a peer measured in the same run (docs/performance.md).

    python -m tests.bench [--only LETTERS] [--large]

a first paint · b charts up after the start · c log one through the service · d from logging to charts repainted ·
e `roidesk log` as a process · f a week, pages, importing 10,000 rows, memory · g beside time trackers of others ·
h a day in the window, key by key: how long it ever stood still, and its memory · k from a key in the
entry line to its chips, with 20,000 contacts · l scrolling and filtering a ledger of a million rows ·
m every model of attribution over 100,000 journeys · n what Ctrl+K and a contact's page ask a million rows ·
q from the key that raises the quick entry to its first paint

--large makes the store of ten million entries first, which takes ten minutes and 9 GB of the temporary folder, and as
much again while c runs. Where it lies ready, c and f measure it without being asked.
"""

from __future__ import annotations

import argparse
import os
import platform
import sqlite3
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from importlib.metadata import version

from tests.bench import (
    finding,
    logging_one,
    long_ledger,
    models,
    others,
    quick_entry,
    reading,
    scripted_days,
    typing_lines,
    window,
)
from tests.bench.history import SIZES, last_sunday, store_of
from tests.bench.measure import Comparison, table

BENCHES: dict[str, Callable[..., list[Comparison]]] = {
    "a": window.first_paint,
    "b": window.charts_up,
    "c": logging_one.through_the_service,
    "d": window.repainted,
    "e": logging_one.as_a_process,
    "f": reading.reading_and_memory,
    "g": others.beside_others,
    "h": scripted_days.days,
    "k": typing_lines.keystrokes,
    "l": long_ledger.scrolling,
    "m": models.models,
    "n": finding.finding,
    "q": quick_entry.raised,
}


def _machine() -> str:
    """Return on what the figures were measured."""
    libraries = " · ".join(f"{name} {version(name)}" for name in ("PySide6-Essentials", "pyqtgraph", "numpy"))
    load = f", load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    return (
        f"{datetime.now(UTC):%F %H:%M} UTC · {platform.system()} {platform.machine()}, {os.cpu_count()} cores{load}"
        "\n"
        f"CPython {platform.python_version()} · SQLite {sqlite3.sqlite_version} · {libraries}"
    )


def main() -> int:
    """Run the benches asked for and print their table; 1 when one of them could not be run."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__, formatter_class=_Plain)
    parser.add_argument("--only", default="".join(BENCHES), metavar="LETTERS", help="which benches, such as ac")
    parser.add_argument("--large", action="store_true", help="make the store of ten million entries first")
    asked = parser.parse_args()
    letters = asked.only
    if unknown := set(letters) - set(BENCHES):
        parser.error(f"no bench {', '.join(sorted(unknown))}")
    until = last_sunday(datetime.now(UTC).date())
    if asked.large:
        store_of(SIZES[-1], until)
    print(_machine(), flush=True)
    found: list[Comparison] = []
    for letter in letters:
        started = time.monotonic()
        found += BENCHES[letter](until)
        print(f"{letter}: {time.monotonic() - started:.0f} s", file=sys.stderr)
    print("\nmedians, the least in brackets; a ratio is ours by what stands beside it\n")
    print(table(found))
    return 0


class _Plain(argparse.RawDescriptionHelpFormatter):
    """Keeps the description's lines."""


if __name__ == "__main__":
    sys.exit(main())
