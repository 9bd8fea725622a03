"""Stores of every released schema, as SQL: each opens, is brought up to date, and keeps all that it held."""

import sqlite3
from pathlib import Path
from uuid import UUID

import psycopg
import pytest
from alembic import command

from roidesk.domain.model import Conversion, Interaction, Timer
from roidesk.store import migrations
from roidesk.store.check import check
from roidesk.store.format import VERSION
from roidesk.store.migrate import alchemy, configuration, differences
from roidesk.store.opening import open_store
from roidesk.store.postgres import PostgreSQL

RELEASES = sorted((Path(__file__).parent / "releases").glob("*.sql"))


@pytest.fixture(params=RELEASES, ids=lambda each: each.stem)
def released(engine, request, tmp_path):
    """A store as a released roidesk left it; on a server the same rows in the tables of that release."""
    path = tmp_path / "roidesk.db"
    connection = sqlite3.connect(path)
    connection.executescript(request.param.read_text(encoding="utf-8"))
    if engine == "sqlite":
        connection.close()
        yield path
        return
    server = request.getfixturevalue("server")
    database = server.bare_database()
    url = server.url(database)
    _make(url, request.param.stem)
    _fill(url, connection)
    connection.close()
    yield url
    server.drop(database)


def _make(url, step):
    """Make the tables as they were after a step."""
    with alchemy(PostgreSQL(url)).begin() as connection:
        config = configuration()
        config.attributes["connection"] = connection
        command.upgrade(config, step)


def _fill(url, source):
    """Write every row of a store in a file into the tables of one on a server."""
    values = {"uuid": lambda raw: UUID(bytes=raw), "boolean": bool}
    with psycopg.connect(url) as connection:
        connection.execute("set session_replication_role = replica")
        for (table,) in source.execute("select name from sqlite_schema where type = 'table'").fetchall():
            if table == "alembic_version":
                continue
            rows = source.execute(f"select * from {table}")  # noqa: S608
            names = [column[0] for column in rows.description]
            kinds = dict(
                connection.execute(
                    "select attname, format_type(atttypid, atttypmod) from pg_attribute "
                    "where attrelid = %s::regclass and attnum > 0",
                    [table],
                ).fetchall()
            )
            made = [values.get(kinds[name], lambda value: value) for name in names]
            marks = ", ".join(["%s"] * len(names))
            insert = f"insert into {table} ({', '.join(names)}) values ({marks})"  # noqa: S608
            for row in rows.fetchall():
                found = [None if value is None else make(value) for make, value in zip(made, row, strict=True)]
                connection.execute(insert, found)


def test_there_is_one_for_each_schema_before_this_one():
    assert [int(each.stem) for each in RELEASES] == list(range(1, VERSION))


def test_it_is_brought_up_to_date_and_nothing_is_wrong_with_it(released):
    with open_store(released) as opened:
        assert check(opened, deep=True) == []
        assert differences(opened.engine) == []
        reader = opened.reader()
        assert [each.note for each in reader.all(Interaction)] == ["about bikes", "longer than I thought", None]
        assert [each.amount_minor for each in reader.all(Conversion)] == [24000]
        assert [len(each.topics) for each in reader.all(Timer)] == [1]
        assert len(reader.actions(100)) == 10


def test_every_step_is_spelled_for_both_databases():
    steps = Path(migrations.__file__).parent / "versions"
    for step in steps.glob("*.py"):
        assert {each.suffixes[0] for each in steps.glob(f"{step.stem}.*.sql")} == {".sqlite", ".postgresql"}
