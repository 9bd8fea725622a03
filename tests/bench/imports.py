"""What a process waits for before its first statement (decision record 002): `python -m tests.bench.imports`."""

from __future__ import annotations

import sys

from tests.bench.measure import in_turns, process

STATEMENTS = (
    "pass",
    "import sqlite3",
    "import roidesk.store.opening",
    "import sqlalchemy",
    "import sqlalchemy.orm",
    "import roidesk.store.migrate",
)
ROUNDS = 15


def main() -> None:
    """Print the time of a fresh process for each statement: the median of 15 in turns, the least in brackets."""
    works = [lambda each=each: process([sys.executable, "-c", each]) for each in STATEMENTS]
    for statement, sample in zip(STATEMENTS, in_turns(*works, rounds=ROUNDS), strict=True):
        print(f"{sample!s:>14} ms  {statement}")


if __name__ == "__main__":
    main()
