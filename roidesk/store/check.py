"""Looking for damage. Nothing is changed; what is found is a value with a code, told apart by what it means.

SQLite's own checks find one changed bit in ten. The digests of the change log find them all: `deep` looks at these.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from uuid import UUID

from roidesk.domain.effort import difference
from roidesk.domain.model import Entry, Timer
from roidesk.store import rollups
from roidesk.store.changelog import ACTION_COLUMNS, FIRST_HASH, Link, action_of, digest_of, hash_of
from roidesk.store.connection import FileConnection, damage
from roidesk.store.engine import Connection, Engine
from roidesk.store.format import VERSION
from roidesk.store.records import E, Record, gone_us, kinds, record_of
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
        connection.begin("reading")
        for each in _findings(store.engine, connection, deep=deep):
            _keep(found, each)
        if deep:
            found += _schema(store)
    except (store.engine.errors, UnicodeDecodeError, ValueError, KeyError) as error:
        # A damaged page shows in any of these: SQLite's own check raised the second 2 times in 1,000.
        found.append(Finding("database_damaged", store.place, str(error)))
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
    days, weeks = rollups.kept(connection)
    counted = rollups.recount(connection)
    for table, kept, right in (("rollup_day", days, counted), ("rollup_week", weeks, rollups.by_week(counted))):
        for key, effort in difference(kept, right).items():
            said = f"{effort.interactions} interactions, {effort.us} µs, {effort.counted_us} µs counted"
            yield Finding("rollup_differs", f"{table} {key.day}", said)


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
        if became is None:
            if seq >= erased.get(entry, 0):
                yield Finding("content_missing", where)
        elif digest_of(salt, was, became) != digest:
            yield Finding("content_differs", where)
        before, expected = kept, seq + 1


def _erased(connection: Connection) -> dict[bytes, int]:
    """Return the last change that erased an entry, by the entry: what the changes before it held is gone on purpose."""
    rows = connection.execute(
        "select change.entry_id, max(change.seq) from change join action on action.number = change.action "
        "where action.label = 'erase' and action.op = 'do' group by change.entry_id"
    )
    return dict(rows.fetchall())


def _entries(connection: Connection, record: Record[E]) -> Iterator[Finding]:
    last = (
        "(select after from change_content where seq = (select seq from change where entry_id = id "
        f"and kind = '{record.table}' order by seq desc limit 1))"
    )
    for logged, *row in connection.stream(f"select {last}, {record.listing} from {record.table}"):
        entry = record.decode(row)
        if logged is None:
            yield Finding("entry_unlogged", f"{record.table} {entry.id}")
        elif record.text(_unbeaten(entry, record.parse(logged))) != logged:
            yield Finding("entry_differs", f"{record.table} {entry.id}")
    missing = (
        f"select distinct entry_id from change where kind = :kind and entry_id not in (select id from {record.table})"
    )
    for (raw,) in connection.execute(missing, {"kind": record.table}).fetchall():
        if not _may_be_missing(connection, record.table, raw):
            yield Finding("entry_missing", f"{record.table} {UUID(bytes=raw)}")


def _may_be_missing(connection: Connection, table: str, raw: bytes) -> bool:
    """Whether the last change of an entry says that no row is left of it: the trash was emptied, or it never came."""
    label, after = connection.execute(
        "select a.label, t.after from change as c join action as a on a.number = c.action "
        "left join change_content as t on t.seq = c.seq where c.entry_id = :id and c.kind = :kind "
        "order by c.seq desc limit 1",
        {"id": raw, "kind": table},
    ).fetchone()
    return label == "purge" if after is None else gone_us(after) is not None


def _unbeaten(entry: E, logged: Entry) -> E:
    """Return a timer as if its heart had not beaten since it was logged; other entries as they are."""
    if isinstance(entry, Timer) and isinstance(logged, Timer):
        return replace(
            entry,
            seen_us=logged.seen_us,
            boot_id=logged.boot_id,
            boot_us=logged.boot_us,
            awake_us=logged.awake_us,
        )
    return entry


def _schema(store: Store) -> list[Finding]:
    from roidesk.store.migrate import differences

    return [Finding("schema_differs", store.path.name, said) for said in differences(store.connect)]
