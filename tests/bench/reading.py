"""Reading a week, taking in 10,000 rows, and what the window holds in memory."""

from __future__ import annotations

import csv
import sqlite3
import tempfile
from datetime import UTC, date, datetime, timedelta
from itertools import count
from pathlib import Path

from roidesk.analytics.query import Query
from roidesk.analytics.sums.dimensions import named
from roidesk.bootstrap import open_desk
from roidesk.domain.instants import Period
from roidesk.services.desk import Desk
from tests.bench.history import CHANNELS, SIZES, ZONE, copy_of_store, sizes_there, store_of, why_not
from tests.bench.measure import Comparison, in_turns, report_of, timed
from tests.bench.paging import paging
from tests.bench.programs.raw_log import RawLog
from tests.bench.window import memory

ROWS = 10_000
MILLION = 1_000_000
_WEEK = (
    "select week, kind_id, level, known, sum(interactions), sum(us), sum(counted_us), sum(paid), sum(personal) "
    "from rollup_week where week = ? group by week, kind_id, level, known"
)
_YEAR = (
    "select week, kind_id, level, known, sum(interactions), sum(us), sum(counted_us), sum(paid), sum(personal) "
    "from rollup_week where week between ? and ? group by week, kind_id, level, known"
)
_ROWS = (
    "select week, person_id, kind_id, level, brand_id, known, interactions, us, counted_us, paid, personal "
    "from rollup_week where week between ? and ?"
)


def reading_and_memory(until: date) -> list[Comparison]:
    """Everything of bench f."""
    return [*_a_week(until), *_a_year(until), *paging(until), _import(until), *_held(until), memory(until)]


def _a_week(until: date) -> list[Comparison]:
    """The last week and the last 52 by channel and level, beside the same roll-up read by sqlite3 alone."""
    path = store_of(MILLION, until)
    desk, raw = open_desk(path, read_only=True), sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    week, year = Period(until - timedelta(days=6), until), Period(until - timedelta(days=363), until)
    names = [str(each) for each in year.weeks()]
    read = desk.context.read()
    ours, floor = in_turns(
        timed(lambda: read.effort_by_week(week)),
        timed(lambda: raw.execute(_WEEK, (names[-1],)).fetchall()),
        rounds=200,
    )
    of_year, floor_of_year = in_turns(
        timed(lambda: read.effort_by_week(year)),
        timed(lambda: raw.execute(_YEAR, (names[0], names[-1])).fetchall()),
        rounds=30,
    )
    whole, floor_again = in_turns(
        timed(lambda: _report(desk, week)),
        timed(lambda: raw.execute(_WEEK, (names[-1],)).fetchall()),
        rounds=5,
    )
    raw.close()
    desk.close()
    beside = "sqlite3, the same roll-up"
    return [
        Comparison("last week by channel and level", beside, ours, floor, 3),
        Comparison("52 weeks by channel and level", beside, of_year, floor_of_year, 2),
        Comparison("figures of last week, worked out anew", beside, whole, floor_again),
    ]


def _a_year(until: date) -> list[Comparison]:
    """What a year took, in all and by one dimension, beside sqlite3 reading the rows of the roll-up it is made of."""
    path = store_of(MILLION, until)
    desk, raw = open_desk(path, read_only=True), sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    year = Period(until - timedelta(days=363), until)
    weeks = [str(each) for each in year.weeks()]
    floor = timed(lambda: raw.execute(_ROWS, (weeks[0], weeks[-1])).fetchall())
    found = []
    for name in ("channel", "personalness", "person"):
        ours, beside = in_turns(timed(lambda name=name: _effort(desk, year, name)), floor, rounds=30)  # type: ignore[misc]
        what = f"a year in all and by {name}, worked out anew"
        found.append(Comparison(what, "sqlite3, the same rows", ours, beside, 3))
    anew, again, beside = in_turns(
        timed(lambda: _year_report(desk, year, anew=True)), timed(lambda: _year_report(desk, year)), floor, rounds=5
    )
    raw.close()
    desk.close()
    return [
        *found,
        Comparison("figures of a year by channel, every journey read", "sqlite3, rows of time", anew, beside),
        Comparison("figures of a year by channel, nothing new", "sqlite3, rows of time", again, beside),
    ]


def _effort(desk: Desk, period: Period, name: str) -> object:
    desk.figures.forget()
    with desk.figures.asking(Query(period=period, with_ranges=False)) as asked:
        return asked.effort(), asked.effort(named(name))


def _year_report(desk: Desk, period: Period, *, anew: bool = False) -> object:
    if anew:
        desk.figures.forget()
    return desk.figures.report(Query(period=period, by=("channel",), with_ranges=False))


def _held(until: date) -> list[Comparison]:
    """What a process without a window holds after reading, at each size, beside an interpreter with sqlite3."""
    sizes = sizes_there(until)
    works = [lambda size=size: report_of("held.py", store_of(size, until), str(until))["resident"] for size in sizes]
    *ours, floor = in_turns(*works, lambda: report_of("held.py")["resident"], rounds=3)
    held = dict(zip(sizes, ours, strict=True))
    return [
        Comparison(f"memory, no window, {size:,} entries", "an interpreter with sqlite3", held.get(size), floor,
                   unit="MiB", why=why_not(size, until))
        for size in SIZES
    ]  # fmt: skip


def _report(desk: Desk, period: Period) -> object:
    desk.figures.forget()
    return desk.figures.report(Query(period=period, by=("channel", "personalness")))


def _import(until: date) -> Comparison:
    """Ten thousand rows of a table file into a store of a thousand, beside sqlite3 writing as many."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        numbers = count()
        ours, floor = in_turns(
            lambda: _import_once(until, folder / f"ours{next(numbers)}"),
            lambda: _raw_once(until, folder / f"raw{next(numbers)}"),
            rounds=3,
        )
    return Comparison(f"import of {ROWS:,} rows", "sqlite3, as many rows in one go", ours, floor)


def _import_once(until: date, folder: Path) -> float:
    folder.mkdir()
    table = folder / "interactions.csv"
    first = datetime(2019, 1, 1, tzinfo=UTC)
    with table.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["start", "minutes", "zone", "person", "channel", "contact", "note"])
        for n in range(ROWS):
            start = (first + timedelta(minutes=20 * n)).isoformat()
            rows.writerow([start, 1 + n % 15, ZONE, "Ann", CHANNELS[n % 8], f"Contact {n % 20}", f"row {n}"])
    desk = open_desk(copy_of_store(1_000, until, folder))
    passed = timed(lambda: desk.exchange.import_paths([table]))()
    desk.close()
    return passed


def _raw_once(until: date, folder: Path) -> float:
    folder.mkdir()
    raw = RawLog(str(copy_of_store(1_000, until, folder)))
    passed = timed(lambda: raw.log_many(range(1_546_300_800_000_000, 1_546_300_800_000_000 + ROWS, 1)))()
    raw.close()
    return passed
