"""Looking for damage. Nothing is changed; what is found is a value with a code, told apart by what it means.

SQLite's own checks find one changed bit in ten. The digests of the change log find them all: `deep` looks at these.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any
from uuid import UUID

from roidesk.domain.catalogue import handle_key
from roidesk.domain.errors import UserError
from roidesk.domain.model import Timer
from roidesk.store import rollups
from roidesk.store.changelog import ACTION_COLUMNS, FIRST_HASH, Link, action_of, digest_of, hash_of
from roidesk.store.connection import FileConnection, damage
from roidesk.store.engine import Connection, Engine
from roidesk.store.format import VERSION
from roidesk.store.head import HeadFile
from roidesk.store.records import E, Record, gone_us, kinds, record_of
from roidesk.store.store import Store

_LISTED = 20
_BEATEN = frozenset("seen_us boot_id boot_us awake_us".split())
"""What the heartbeat of a timer writes past the log."""
ODD = (UnicodeError, ValueError, LookupError, TypeError, AttributeError, ArithmeticError, AssertionError)
"""What else a damaged page shows in: SQLite's own check raised the first 2 times in 1,000, an id of text the last."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is not as it has to be: what (`code`), where, and in what way.

    Codes: `changes_missing` (saved, and not in the file: `said` is how many at least), `database_damaged`,
    `reference_broken`, `rollup_differs`, `log_broken` (a change was altered, moved or removed), `content_missing` and
    `content_differs` (of a change), `entry_differs` (an entry is not as its last change left it), `entry_unlogged`,
    `entry_missing`, `schema_differs`, `week_differs` (a closed week, and the log does not say why). `more`: how many
    like it follow that are not listed.
    """

    code: str
    where: str
    said: str = ""
    more: int = 0


def check(store: Store, *, deep: bool = False) -> list[Finding]:
    """Return what is wrong with a store, reading it as it is at one moment; nothing found: an empty list.

    Always: the head of the log, SQLite's quick check, references, roll-ups against a recount. `deep`: SQLite's full
    check, every digest, the chain, every column of every entry against the change that wrote it last, and the tables
    against the schema.
    """
    record = HeadFile(store.engine.path) if store.engine.path else None
    connection = store.connect()
    found: list[Finding] = []
    try:
        connection.begin("reading")
        for each in _findings(store.engine, connection, deep=deep):
            _keep(found, each)
        missing = record.missing(connection) if record is not None else 0
        if missing:
            found.append(Finding("changes_missing", store.place, str(missing)))
        if deep:
            found += _schema(store)
    except (store.engine.errors, *ODD) as error:
        code = store.engine.code_of(error)
        if code not in {None, "store_damaged"} and not (store.engine.path and code == "store_io"):
            raise UserError(str(code), file=store.place, said=" ".join(str(error).split())) from error
        found.append(Finding("database_damaged", store.place, str(error)))
    except UserError as error:
        if error.code != "row_damaged":
            raise
        found.append(Finding("database_damaged", str(error.facts["table"]), "a row holds what was never written"))
    finally:
        connection.close()
    return found


def _keep(found: list[Finding], each: Finding) -> None:
    """Add a finding, or count it with the last of its kind: one row lost from the chain may break a million others."""
    alike = [at for at, other in enumerate(found) if other.code == each.code]
    if len(alike) < _LISTED:
        found.append(each)
    else:
        found[alike[-1]] = replace(found[alike[-1]], more=found[alike[-1]].more + 1)


def _findings(engine: Engine, connection: Connection, *, deep: bool) -> Iterator[Finding]:
    for code, where, said in engine.damage(connection, deep=deep):
        yield Finding(code, where, said)
    yield from _rollups(connection)
    if deep:
        yield from _chain(connection)
        for kind in kinds().values():
            yield from _entries(connection, record_of(kind))


def of_file(connection: FileConnection, *, deep: bool) -> Iterator[Finding]:
    """Yield what is wrong with a file of any schema up to ours: a copy, or a store before it is brought up to date.

    `deep`: its log as well and, in today's schema, every entry.
    """
    for code, where, said in damage(connection, deep=deep):
        yield Finding(code, where, said)
    if deep:
        yield from _chain(connection)
        if connection.execute("pragma user_version").fetchone() == (VERSION,):
            for kind in kinds().values():
                yield from _entries(connection, record_of(kind))


def _rollups(connection: Connection) -> Iterator[Finding]:
    days = rollups.recount(connection)
    for table, first, right in (
        ("rollup_day", "day", rollups.rows_by_day(days)),
        ("rollup_week", "week", rollups.rows_by_week(days)),
    ):
        wanted = {_plain(key): sums for key, sums in right.items()}
        for row in connection.stream(f"select {first}, {rollups.KEYS}, {rollups.SUMS} from {table}"):
            key, sums = tuple(row[:6]), tuple(row[6:])
            expected = wanted.pop(key, (0, 0, 0, 0, 0))
            if sums != expected:
                yield Finding("rollup_differs", f"{table} {row[0]}", _apart(sums, expected))
        for key, expected in wanted.items():
            if any(expected):
                yield Finding("rollup_differs", f"{table} {key[0]}", _apart((0, 0, 0, 0, 0), expected))


def _plain(values: tuple[Any, ...]) -> tuple[Any, ...]:
    """Return values as rows give them."""
    return tuple(each.bytes if isinstance(each, UUID) else each for each in values)


def _apart(sums: tuple[int, ...], expected: tuple[int, ...]) -> str:
    interactions, us, counted = (right - kept for kept, right in zip(sums[:3], expected[:3], strict=True))
    return f"{interactions} interactions, {us} µs, {counted} µs counted"


def _chain(connection: Connection) -> Iterator[Finding]:
    before, expected = FIRST_HASH, 1
    erased = _erased(connection)
    for seq, op, kind, entry, digest, kept, salt, was, became, *said in connection.stream(
        "select c.seq, c.op, c.kind, c.entry_id, c.digest, c.hash, t.salt, t.before, t.after, "
        f"{ACTION_COLUMNS} from change as c join action as a on a.number = c.action "
        "left join change_content as t on t.seq = c.seq order by c.seq"
    ):
        where = f"change {seq}"
        if seq != expected or kept != hash_of(before, action_of(said), Link(seq, op, kind, entry, digest)):
            yield Finding("log_broken", where)
        if salt is None and became is None:
            if seq >= erased.get(entry, 0):
                yield Finding("content_missing", where)
        elif not (was is None or isinstance(was, str)) or digest_of(salt, was, became) != digest:
            yield Finding("content_differs", where)
        before, expected = kept, seq + 1
    # What wrote nothing is not in the chain. Undo alone may find everything as it was before.
    for (number,) in connection.execute(
        "select number from action where op = 'do' "
        "and not exists (select 1 from change where change.action = action.number)"
    ).fetchall():
        yield Finding("log_broken", f"action {number}")


def _erased(connection: Connection) -> dict[bytes, int]:
    """Return the last change that erased an entry, by the entry: what the changes before it held is gone on purpose."""
    rows = connection.execute(
        "select change.entry_id, max(change.seq) from change join action on action.number = change.action "
        "where action.label = 'erase' and action.op = 'do' group by change.entry_id"
    )
    return dict(rows.fetchall())


def _entries(connection: Connection, record: Record[E]) -> Iterator[Finding]:
    for each, _, logged, as_logged in beside_log(connection, record):
        if logged is None:
            yield Finding("entry_unlogged", f"{record.table} {each}")
        elif not as_logged:
            yield Finding("entry_differs", f"{record.table} {each}")
    for child in record.children:
        for owner in _out_of_order(connection, record.child_table(child)):
            yield Finding("entry_differs", f"{record.table} {UUID(bytes=owner)}")
    for missing in without_row(connection, record):
        yield Finding("entry_missing", f"{record.table} {missing}")


def beside_log(connection: Connection, record: Record[E]) -> Iterator[tuple[UUID, list[Any], str | None, bool]]:
    """Yield each entry of a kind: id, row (of `Record.select`), what the log says of it last, and whether that agrees.

    Nothing may be written to its table or to the log before the last one was taken.
    """
    last = (
        "(select after from change_content where seq = (select seq from change where entry_id = id "
        f"and kind = '{record.table}' order by seq desc limit 1))"
    )
    named = f"{record.table}.folded" if record.named else "null"
    for logged, folded, *row in connection.stream(f"select {last}, {named}, {record.listing} from {record.table}"):
        as_logged = logged is not None and _agrees(record, row, folded, record.parse(logged))
        yield UUID(bytes=row[0]), row, logged, as_logged


def without_row(connection: Connection, record: Record[E]) -> Iterator[UUID]:
    """Yield the entries of a kind that should be there, by the log, and are not."""
    missing = (
        f"select distinct entry_id from change where kind = :kind and entry_id not in (select id from {record.table})"
    )
    for (raw,) in connection.execute(missing, {"kind": record.table}).fetchall():
        if not _may_be_missing(connection, record.table, raw):
            yield UUID(bytes=raw)


def _may_be_missing(connection: Connection, table: str, raw: bytes) -> bool:
    """Whether the last change of an entry says that no row is left of it: the trash was emptied, or it never came."""
    label, after = connection.execute(
        "select a.label, t.after from change as c join action as a on a.number = c.action "
        "left join change_content as t on t.seq = c.seq where c.entry_id = :id and c.kind = :kind "
        "order by c.seq desc limit 1",
        {"id": UUID(bytes=raw), "kind": table},
    ).fetchone()
    return label == "purge" if after is None else gone_us(after) is not None


def _agrees(record: Record[E], row: list[Any], folded: str | None, logged: E) -> bool:
    """Whether every column of a row (of `Record.select`) holds exactly what the log says of the entry."""
    wanted = record.encode(logged)
    passed_over = _BEATEN if isinstance(logged, Timer) else ()
    for column, found in zip(record.columns, row, strict=False):
        value: Any = wanted[column.name]
        if found != (value.bytes if isinstance(value, UUID) else value) and column.name not in passed_over:
            return False
    for child, text in zip(record.children, row[len(record.columns) :], strict=True):
        values = getattr(logged, child.name)
        said = [each.hex.upper() for each in values] if child.type is UUID else list(values)
        if (text != "[]" or said) and json.loads(text) != said:
            return False
    return folded == wanted.get("folded")


def as_beaten(logged: E, entry: E) -> E:
    """Return what the log says of an entry with what the heartbeat of a timer writes past the log."""
    if not isinstance(logged, Timer):
        return logged
    return replace(logged, **{name: getattr(entry, name) for name in _BEATEN})


def _out_of_order(connection: Connection, table: str) -> Iterator[bytes]:
    """Yield owners whose values do not lie at 0, 1, 2, …, or lie there under another word than they are found by."""
    rows = connection.execute(
        f"select owner_id from {table} group by owner_id having min(position) <> 0 or max(position) <> count(*) - 1"
    ).fetchall()
    yield from (owner for (owner,) in rows)
    if table == "contact_handles":
        for owner, value, folded in connection.stream(f"select owner_id, value, folded from {table}"):
            if folded != handle_key(value):
                yield owner


def _schema(store: Store) -> list[Finding]:
    """Return in what the tables differ from those of this roidesk; in a file, to the letter."""
    if store.engine.path is None:
        from roidesk.store.migrate import differences

        return [Finding("schema_differs", store.place, said) for said in differences(store.engine)]
    connection = store.connect()
    try:
        here = _declared(connection)
        (step,) = connection.execute("select version_num from alembic_version").fetchone()
    finally:
        connection.close()
    found = [f"{kind} {name}" for kind, name, *_ in sorted(here ^ _wanted(), key=str)]
    if step != f"{VERSION:04d}":
        found.append(f"alembic_version {step}")
    return [Finding("schema_differs", store.engine.path.name, said) for said in dict.fromkeys(found)]


def _declared(connection: Connection) -> frozenset[tuple[str, ...]]:
    rows = connection.execute("select type, name, tbl_name, coalesce(sql, '') from sqlite_schema").fetchall()
    return frozenset(map(tuple, rows))


@cache
def _wanted() -> frozenset[tuple[str, ...]]:
    """Return what a store of this roidesk declares: of one that is made for it."""
    from roidesk.store.connection import connect
    from roidesk.store.migrate import migrate

    with tempfile.TemporaryDirectory(prefix="roidesk-") as folder:
        path = Path(folder) / "new.db"
        path.touch(mode=0o600)
        migrate(path)
        connection = connect(path)
        try:
            return _declared(connection)
        finally:
            connection.close()
