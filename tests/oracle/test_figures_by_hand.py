"""Every figure of roidesk beside the same figure worked out by hand (`by_hand`) from what roidesk exports."""

from __future__ import annotations

import shutil
import tempfile
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from roidesk.analytics.query import Parallel, Query
from roidesk.analytics.sums.dimensions import DIMENSIONS
from roidesk.domain.instants import Period, instant, utc
from roidesk.services.context import Context
from roidesk.services.exchange import Exchange
from roidesk.services.figures import Figures
from roidesk.store.opening import open_store
from tests.oracle import by_hand
from tests.oracle.exported import Tables
from tests.oracle.random_team import NOW, teams
from tests.oracle.sample import ENDING, NOW_IN_SAMPLE, Clock, recent

TOLERANCE = 1e-9
ADDED_UP = ("interactions minutes labour platform cost conversions purchases booked expected personal_minutes").split()


# ---------------------------------------------------------------- comparing


def asked(query: Query, now: int) -> by_hand.Question:
    return by_hand.Question(
        first=query.period.first,
        last=query.period.last,
        as_of=utc(now if query.as_of is None else query.as_of),
        by=query.by,
        model=query.model,
        window_days=query.window_days,
        parallel=query.parallel.value,
        margin=query.margin,
    )


def compare(figures: Figures, tables: Tables, query: Query, now: int) -> None:
    """Assert that roidesk and the hand come to the same, in every figure of every row, and that rows add up."""
    mine, theirs = by_hand.figures(tables, asked(query, now)), figures.report(query).as_json()
    assert_same("totals", mine.totals, theirs["totals"])
    assert same(mine.touched_minutes_share, theirs["touched_minutes_share"]["value"]), "touched_minutes_share"
    if query.by:
        rows = {key_of(row["key"]): row for row in theirs["rows"]}
        assert len(rows) == len(theirs["rows"]), "a row comes twice"
        nothing = by_hand.worked_out(by_hand.Sums())
        for key in rows.keys() | mine.rows.keys():
            # A row of which nothing is known but that it is there may be left out.
            assert_same(str(key), mine.rows.get(key, nothing), rows.get(key, figures_of(nothing)))
        for name in ADDED_UP:
            parts = [row[name]["value"] or 0 for row in rows.values()]
            assert sum(parts) == pytest.approx(theirs["totals"][name]["value"] or 0, rel=TOLERANCE, abs=TOLERANCE), name


def key_of(key: object) -> by_hand.Key:
    return tuple(None if each is None else str(each) for each in (key if isinstance(key, list) else [key]))


def figures_of(line):
    return {name: {"value": value} for name, value in line.items()}


def assert_same(where: str, mine, theirs) -> None:
    wrong = {
        name: (value if value is None else float(value), theirs[name]["value"])
        for name, value in mine.items()
        if not same(value, theirs[name]["value"])
    }
    assert not wrong, f"{where}: by hand, by roidesk: {wrong}"


def same(mine, theirs) -> bool:
    if mine is None or theirs is None:
        return mine is theirs
    return float(mine) == pytest.approx(theirs, rel=TOLERANCE, abs=TOLERANCE)


# ---------------------------------------------------------------- teams that never were


@contextmanager
def written(team, empty: Path):
    """Give the figures of a store that holds a team, and its exported tables."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "t.db"
        shutil.copy(empty, path)
        store = open_store(path)
        try:
            context = Context(store, Clock(NOW), device="desk")
            with context.unit("put") as unit:
                unit.put_many(team.entries)
            with context.unit("delete") as unit:
                for entry in team.thrown_away:
                    unit.delete(type(entry), [entry.id])
            yield Figures(context), exported(context, Path(folder))
        finally:
            store.close()


def exported(context: Context, folder: Path) -> Tables:
    """Return what a store exports. By way of a zip: each file by itself would be waited for until it is on the disk."""
    Exchange(context).export(folder / "tables.zip")
    shutil.unpack_archive(folder / "tables.zip", folder / "tables")
    return Tables.read(folder / "tables")


@pytest.fixture(scope="module")
def empty(tmp_path_factory):
    path = tmp_path_factory.mktemp("empty") / "t.db"
    open_store(path).close()
    return path


@settings(
    max_examples=60,
    deadline=None,
    # One empty store serves all examples: each writes to a copy.
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(team=teams())
def test_any_small_team_by_hand(empty, team):
    with written(team, empty) as (figures, tables):
        for query in team.queries:
            compare(figures, tables, query, NOW)


# ---------------------------------------------------------------- the sample team


MIDDLE = instant(datetime.fromisoformat("2026-10-28T12:03:20+01:00"))
DAYS = Period(date(2026, 10, 15), date(2026, 10, 29))
"""A whole week and parts of two, over the end of daylight saving."""


def questions():
    """Yield every dimension, some crossed, every model under both ways of parallel time, and an as-of in between."""
    every = Query(period=DAYS, with_ranges=False)
    yield every
    yield from (replace(every, by=(name,)) for name in DIMENSIONS)
    crossed = "channel,week personalness,month person,channel topic,brand conversion_kind,hour kind,contact week,person"
    yield from (replace(every, by=tuple(pair.split(","))) for pair in crossed.split())
    for number, model in enumerate(by_hand.WEIGHTS):
        parallel, window = (tuple(Parallel)[number % 2], (7, 30)[number // 2 % 2])
        yield replace(every, by=("channel",), model=model, parallel=parallel, window_days=window, margin=Fraction(1, 4))
    yield from (replace(every, by=by, as_of=MIDDLE) for by in ((), ("channel",), ("week",), ("contact",)))
    yield replace(every, period=Period(date(2026, 10, 12), date(2026, 10, 25)), by=("person",))
    yield replace(every, period=Period(ENDING, ENDING), by=("channel",))


def named(query: Query) -> str:
    return " ".join([",".join(query.by) or "totals", query.model, query.parallel.value, "as_of" * bool(query.as_of)])


@pytest.mark.parametrize("query", tuple(questions()), ids=named)
def test_the_sample_team_by_hand(sample, query):
    figures, tables = sample
    compare(figures, recent(tables, query.period, query.window_days), query, NOW_IN_SAMPLE)
