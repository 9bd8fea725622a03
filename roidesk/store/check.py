"""Looking for damage. Nothing is changed; what is found is a value with a code, told apart by what it means.

SQLite's own checks find one changed bit in ten. The digests of the change log find them all: `deep` looks at these.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, replace
from uuid import UUID

from roidesk.domain.effort import difference
from roidesk.domain.model import Entry, Timer
from roidesk.store import rollups
from roidesk.store.changelog import ACTION_COLUMNS, FIRST_HASH, Link, action_of, digest_of, hash_of
from roidesk.store.records import E, Record, kinds, record_of
from roidesk.store.store import Store

_LISTED = 20


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is not as it has to be: what (`code`), where, and in what way.

    Codes: `database_damaged`, `reference_broken`, `rollup_differs`, `log_broken` (a change was altered, moved or
    removed), `content_missing` and `content_differs` (of a change), `entry_differs` (an entry is not as its last change
    left it), `entry_unlogged`, `entry_missing`, `schema_differs`. `more`: how many like it follow that are not listed.
    """

    code: str
    where: str
    said: str = ""
    more: int = 0


def check(store: Store, *, deep: bool = False) -> list[Finding]:
    """Return what is wrong with a store, reading it as it is at one moment; nothing found: an empty list.

    Always: SQLite's quick check, references, roll-ups against a recount. `deep`: SQLite's full check, every digest, the
    chain, every entry against the change that wrote it last, and the tables against the schema.
    """
    connection = store.connect()
    found: list[Finding] = []
    try:
        connection.execute("begin")
        for each in _findings(connection, deep=deep):
            _keep(found, each)
        if deep:
            found += _schema(store)
    except (sqlite3.DatabaseError, UnicodeDecodeError, ValueError, KeyError) as error:
        # A damaged page shows in any of these: SQLite's own check raised the second 2 times in 1,000.
        found.append(Finding("database_damaged", str(store.path), str(error)))
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


def _findings(connection: sqlite3.Connection, *, deep: bool) -> Iterator[Finding]:
    for (said,) in connection.execute("pragma integrity_check" if deep else "pragma quick_check"):
        if said != "ok":
            yield Finding("database_damaged", "", said)
    for table, row, other, _ in connection.execute("pragma foreign_key_check"):
        yield Finding("reference_broken", table, f"{row} -> {other}")
    yield from _rollups(connection)
    if deep:
        yield from _chain(connection)
        for kind in kinds().values():
            yield from _entries(connection, record_of(kind))


def _rollups(connection: sqlite3.Connection) -> Iterator[Finding]:
    days, weeks = rollups.kept(connection)
    counted = rollups.recount(connection)
    for table, kept, right in (("rollup_day", days, counted), ("rollup_week", weeks, rollups.by_week(counted))):
        for key, effort in difference(kept, right).items():
            said = f"{effort.interactions} interactions, {effort.us} µs, {effort.counted_us} µs counted"
            yield Finding("rollup_differs", f"{table} {key.day}", said)


def _chain(connection: sqlite3.Connection) -> Iterator[Finding]:
    before, expected = FIRST_HASH, 1
    for seq, op, kind, entry, digest, kept, salt, was, became, *said in connection.execute(
        "select c.seq, c.op, c.kind, c.entry_id, c.digest, c.hash, t.salt, t.before, t.after, "
        f"{ACTION_COLUMNS} from change as c join action as a on a.number = c.action "
        "left join change_content as t on t.seq = c.seq order by c.seq"
    ):
        where = f"change {seq}"
        if seq != expected or kept != hash_of(before, action_of(said), Link(seq, op, kind, entry, digest)):
            yield Finding("log_broken", where)
        if became is None:
            yield Finding("content_missing", where)
        elif digest_of(salt, was, became) != digest:
            yield Finding("content_differs", where)
        before, expected = kept, seq + 1


def _entries(connection: sqlite3.Connection, record: Record[E]) -> Iterator[Finding]:
    last = (
        "(select after from change_content where seq = (select seq from change where entry_id = id "
        f"and kind = '{record.table}' order by seq desc limit 1))"
    )
    for logged, *row in connection.execute(f"select {last}, {record.listing} from {record.table}"):
        entry = record.decode(row)
        if logged is None:
            yield Finding("entry_unlogged", f"{record.table} {entry.id}")
        elif record.text(_unbeaten(entry, record.parse(logged))) != logged:
            yield Finding("entry_differs", f"{record.table} {entry.id}")
    written = connection.execute("select distinct entry_id from change where kind = :kind", {"kind": record.table})
    missing = "select 1 from " + record.table + " where id = :id"
    for (raw,) in written.fetchall():
        if connection.execute(missing, {"id": raw}).fetchone() is None:
            yield Finding("entry_missing", f"{record.table} {UUID(bytes=raw)}")


def _unbeaten(entry: E, logged: Entry) -> E:
    """Return a timer as if its heart had not beaten since it was logged; other entries as they are."""
    if isinstance(entry, Timer) and isinstance(logged, Timer):
        return replace(entry, seen_us=logged.seen_us)
    return entry


def _schema(store: Store) -> list[Finding]:
    from roidesk.store.migrate import differences

    return [Finding("schema_differs", store.path.name, said) for said in differences(store.connect)]
