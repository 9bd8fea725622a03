"""Stores to harm: made by roidesk itself, and looked at afterwards with its own checks and beside them."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterable, Sequence
from pathlib import Path

from roidesk.bootstrap import open_desk
from roidesk.domain.errors import UserError
from roidesk.i18n.sentences import explain
from roidesk.store.check import check
from roidesk.store.opening import open_store

NAME = "roidesk.db"
BESIDE = ("", "-wal", "-head")
"""What makes up a store on the disk; `-shm` is made anew by SQLite."""
Dump = dict[str, list[tuple[object, ...]]]


def made(folder: Path, entries: int = 20) -> Path:
    """Return a store in `folder` with an owner, channels and so many interactions, made through the services."""
    path = folder / NAME
    if path.exists():
        return path
    desk = open_desk(path)
    desk.care.set_up(name="Ann", values={"currency": "EUR", "margin": "0.4", "zone": "Europe/Amsterdam"})
    for number in range(entries):
        desk.tracking.log(line(number))
    desk.close()
    return path


def line(number: int) -> str:
    """Return a quick line: four minutes that begin at a time of their own."""
    day, minute = divmod(number * 5, 23 * 60)
    when = f"4m at {minute // 60}:{minute % 60:02} 2026-03-{day % 28 + 1:02}"
    return f"tweet reply @contact{number % 7} #topic{number % 3} {when}"


def copied(store: Path, folder: Path) -> Path:
    """Return a copy of a store, with what lies beside it."""
    folder.mkdir(parents=True, exist_ok=True)
    for end in BESIDE:
        source = store.with_name(store.name + end)
        if source.exists():
            shutil.copyfile(source, folder / source.name)
            (folder / source.name).chmod(0o600)
    return folder / store.name


def dump(path: Path) -> tuple[int, Dump]:
    """Return the version of the schema and every row of every table, as SQLite alone reads them."""
    connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
    try:
        tables = [name for (name,) in connection.execute("select name from sqlite_schema where type = 'table'")]
        tables.sort(key=repr)
        rows = {name: sorted(connection.execute(f'select * from "{name}"'), key=repr) for name in tables}
        (version,) = connection.execute("pragma user_version").fetchone()
        return version, rows
    finally:
        connection.close()


def problems(path: Path, acknowledged: Sequence[tuple[int, str]] = (), *, log: bool = True) -> list[str]:
    """Return what is wrong with a store that was just harmed: it has to open, be whole, and take one more entry.

    `acknowledged`: the links of the change log (number, hash in hex) that had been reported as saved. `log`: try to
    write one more entry.
    """
    try:
        with open_store(path, create=False) as store:
            found = [f"{each.code} {each.where} {each.said}" for each in check(store, deep=True)]
            if missing := getattr(store, "missing", 0):
                found.append(f"the head record says that {missing} changes are missing")
        found += _lost(path, acknowledged) + _half(path)
        if log:
            desk = open_desk(path, create=False)
            try:
                desk.tracking.log("tweet 1m")
            finally:
                desk.close()
    except UserError as error:
        return [explain(error)]
    except Exception as error:  # noqa: BLE001 - whatever it is, it is what was looked for
        return [f"{type(error).__name__}: {error}"]
    return found


def _lost(path: Path, acknowledged: Iterable[tuple[int, str]]) -> list[str]:
    with _reading(path) as connection:
        there = {seq: bytes(link).hex() for seq, link in connection.execute("select seq, hash from change")}
    return [f"change {seq} was acknowledged and is lost" for seq, link in acknowledged if there.get(seq) != link]


def _half(path: Path) -> list[str]:
    """Return the actions that are half there: each "log" writes one interaction, and each interaction is logged."""
    with _reading(path) as connection:
        halves = connection.execute(
            "select number, (select count(*) from change where action = number and kind = 'interaction' "
            "and op = 'add') from action where label = 'log' and device <> ''"
        ).fetchall()
        (entries,) = connection.execute("select count(*) from interaction").fetchone()
        (logged,) = connection.execute(
            "select count(distinct entry_id) from change where kind = 'interaction'"
        ).fetchone()
    found = [f"action {number} wrote {count} interactions" for number, count in halves if count != 1]
    return found if entries == logged else [*found, f"{entries} interactions, {logged} in the log"]


class _reading:  # noqa: N801 - used like a function
    """A connection for reading beside roidesk's own, closed at the end."""

    def __init__(self, path: Path) -> None:
        self._connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)

    def __enter__(self) -> sqlite3.Connection:
        return self._connection

    def __exit__(self, *_: object) -> None:
        self._connection.close()
