"""Counting what a store holds, to tell whether a copy or a migration kept all of it. SQLite only."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping

MAIN = ("interaction", "conversion", "cost", "inbound", "contact", "timer")
"""Tables whose rows somebody entered one by one: what a person would miss."""
_MILLION = 1_000_000
_OURS = "select name from sqlite_schema where type = 'table' and name not like 'sqlite_%' order by name"
_SUMMED = ("us", "minor", "milli", "ppm")


def rows(connection: sqlite3.Connection) -> Mapping[str, int]:
    """Return how many rows each table has."""
    return {table: _one(connection, f'select count(*) from "{table}"') for table in _tables(connection)}


def live(connection: sqlite3.Connection) -> Mapping[str, int]:
    """Return how many entries each of the tables `MAIN` has outside the trash."""
    here = set(_tables(connection))
    return {
        table: _one(connection, f'select count(*) from "{table}" where deleted_us is null')
        for table in MAIN
        if table in here
    }


def sums(connection: sqlite3.Connection) -> Mapping[str, int]:
    """Return the exact sum of each column of lengths, instants and amounts, by "table.column".

    Summed as millions and the rest: a thousand instants in microseconds are more than SQLite adds up.
    """
    found = {}
    for table in _tables(connection):
        for _, column, kind, *_ in connection.execute(f'pragma table_info("{table}")').fetchall():
            if kind.upper() == "INTEGER" and column.rsplit("_", 1)[-1] in _SUMMED:
                millions, rest = connection.execute(
                    f'select coalesce(sum("{column}" / {_MILLION}), 0), coalesce(sum("{column}" % {_MILLION}), 0) '
                    f'from "{table}"'
                ).fetchone()
                found[f"{table}.{column}"] = millions * _MILLION + rest
    return found


def _tables(connection: sqlite3.Connection) -> list[str]:
    return [name for (name,) in connection.execute(_OURS).fetchall()]


def _one(connection: sqlite3.Connection, query: str) -> int:
    (found,) = connection.execute(query).fetchone()
    return int(found)
