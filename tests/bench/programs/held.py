"""What a process holds that has read pages, the last week and its figures from a store (Linux).

`held.py STORE UNTIL` prints the MiB held; `held.py` alone those of an interpreter with sqlite3.
"""

import json
import sqlite3
import sys
from datetime import date, timedelta
from pathlib import Path

from tests.bench.memory import resident


def work(path: Path, until: date) -> None:
    """Page through a store and sum up its last week."""
    from roidesk.analytics.query import Query
    from roidesk.bootstrap import open_desk
    from roidesk.domain.instants import Period

    desk = open_desk(path, read_only=True)
    before = None
    for _ in range(20):
        rows = desk.tracking.page(before=before)
        before = (rows[-1].interaction.start_us, rows[-1].interaction.id) if rows else before
    week = Period(until - timedelta(days=6), until)
    desk.figures.report(Query(period=week, by=("channel", "personalness")))
    print(json.dumps({"resident": resident()}))
    desk.close()


if len(sys.argv) > 1:
    work(Path(sys.argv[1]), date.fromisoformat(sys.argv[2]))
else:
    sqlite3.connect(":memory:").execute("select 1").fetchone()
    print(json.dumps({"resident": resident()}))
