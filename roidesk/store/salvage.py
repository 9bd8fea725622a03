"""Saving what a damaged store still holds into a new store; the damaged file is only read.

Every entry is in a store twice: as its row, and in the log as it was last written, under a digest. So a row that cannot
be read, or is not as the log says, is taken from the log; a row whose log is lost is taken as it is, and counted. The
log goes along as far as it is unbroken. What comes after is written again, as one action called "repair".
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from hashlib import file_digest
from pathlib import Path
from typing import Any, NamedTuple
from uuid import UUID, uuid4

from roidesk.domain.errors import UserError
from roidesk.domain.ids import new_id
from roidesk.domain.model import Channel, ChannelKind, Entry, ImportedFile, Person
from roidesk.store import rollups
from roidesk.store.backup import flush, flush_folder
from roidesk.store.carried import carry_log, last_known, read_log
from roidesk.store.changelog import Author, Log, op_of
from roidesk.store.check import as_beaten, beside_log, without_row
from roidesk.store.connection import FileConnection, connect, explained
from roidesk.store.head import head_path
from roidesk.store.opening import open_store
from roidesk.store.place import followed
from roidesk.store.records import REFERENCES, E, Record, gone_us, kinds, record_of, remains
from roidesk.store.remnants import UNREADABLE, Remnants, opened_copy

_LISTED = 100


@dataclass(slots=True)
class _Count:
    """What is counted while a store is salvaged."""

    saved: dict[str, int] = field(default_factory=dict)
    restored: int = 0
    unproved: int = 0
    older: int = 0
    stand_ins: int = 0
    lost: list[str] = field(default_factory=list)


class Salvaged(NamedTuple):
    """What was saved, and where.

    `entries` saved, by table. Of these `restored` were taken from the log, `unproved` as their rows were, since their
    log is lost, `older` in an earlier version, since the last is lost. `stand_ins`: names made for ones that are lost.
    `changes`: how many of the log went along unbroken; `changes_lost`: how many come after that, whose author and time
    are lost. `unread`: changes of which it cannot be read what they wrote. `lost`: the first of the entries known to be
    lost, as "table id"; `lost_count`: how many. Of an entry that nothing speaks of any more nobody knows: there may be
    as many as `unread`.
    """

    path: Path
    entries: Mapping[str, int]
    restored: int
    unproved: int
    older: int
    stand_ins: int
    changes: int
    changes_lost: int
    unread: int
    lost: tuple[str, ...]
    lost_count: int


class _Source(NamedTuple):
    """The damaged file: its name, the digest of its bytes, and when and where it is salvaged."""

    name: str
    sha256: str
    now: int
    device: str

    def id(self) -> UUID:
        """Return a new id."""
        return new_id(self.now, os.urandom(10))


def salvage(path: Path, to: Path, *, now: int, device: str = "") -> Salvaged:
    """Write what can be read of the store at `path` into a new store at `to`, and say what was lost.

    `UserError`: `store_missing`, `store_there`, `folder_not_writable`, `store_unreadable`, `store_full`, and
    `store_gone` when nothing at all can be read; there is no new store then.
    """
    path, to = followed(path.expanduser()), to.expanduser()
    if not path.is_file():
        raise UserError("store_missing", file=str(path))
    if to.exists():
        raise UserError("store_there", file=str(to))
    draft = to.with_name(f".{to.name}.{uuid4().hex}")
    try:
        with explained(to):
            open_store(draft).close()
            found = _fill(path, draft, now, device)
            flush(draft)
            _place(draft, to)
    except OSError as error:
        raise UserError("store_unreadable", file=str(path), said=error.strerror or str(error)) from error
    finally:
        for each in (draft, head_path(draft), *(draft.with_name(draft.name + end) for end in ("-wal", "-shm"))):
            each.unlink(missing_ok=True)
    flush_folder(to.parent)
    return found._replace(path=to)


def _place(draft: Path, to: Path) -> None:
    try:
        os.link(draft, to)
    except FileExistsError:
        raise UserError("store_there", file=str(to)) from None
    except OSError:  # a file system without links
        draft.rename(to)


def _fill(path: Path, draft: Path, now: int, device: str) -> Salvaged:
    with path.open("rb") as file:
        source = _Source(path.name, file_digest(file, "sha256").hexdigest(), now, device)
    target = connect(draft)
    counts = _Count()
    try:
        target.execute("pragma foreign_keys = off")  # what refers to something lost is put right before the end
        target.execute("begin immediate")
        with opened_copy(path, draft) as damaged:
            known = read_log(damaged, target)
            carried, unread = carry_log(target)
            for kind in kinds().values():
                _save(damaged, target, record_of(kind), counts, whole=carried == known)
        if not known and not any(counts.saved.values()):
            raise UserError("store_gone", file=str(path))
        for kind in reversed(list(kinds().values())):
            _mend_references(target, record_of(kind), source, counts)
        _log_repair(target, source, sum(counts.saved.values()))
        rollups.remake(target)
        target.execute("commit")
        target.execute("pragma wal_checkpoint(truncate)").fetchall()
    finally:
        target.close()
    return Salvaged(
        path=draft,
        entries=counts.saved,
        restored=counts.restored,
        unproved=counts.unproved,
        older=counts.older,
        stand_ins=counts.stand_ins,
        changes=carried,
        changes_lost=known - carried,
        unread=unread,
        lost=tuple(counts.lost[:_LISTED]),
        lost_count=len(counts.lost),
    )


# ------------------------------------------------------------ entries


def _save(
    damaged: sqlite3.Connection, target: FileConnection, record: Record[E], counts: _Count, *, whole: bool
) -> None:
    """Write the entries of a kind: each as the log says, or as its row is. `whole`: nothing of the log is lost."""
    seen: set[UUID] = set()
    for row in Remnants(damaged, record.table, record.listing):
        try:
            entry = record.decode(row)
            said = record.text(entry)
        except (*UNREADABLE, UserError):
            continue  # the log may know it
        if entry.id in seen:
            continue
        seen.add(entry.id)
        last = last_known(target, record.table, entry.id)
        if last.text is None:
            counts.unproved += _written(target, record, entry, counts)
        elif gone_us(last.text) is not None:
            continue
        elif (logged := record.parse(last.text)).edited_us < entry.edited_us and not whole:
            counts.unproved += _written(target, record, entry, counts)  # the log of its last change is lost
        elif said == last.text or as_beaten(logged, entry) == entry:
            _written(target, record, entry, counts)
        else:
            counts.restored += _written(target, record, logged, counts)
    for known in _known_ids(target, record.table):
        if known not in seen:
            _from_log(target, record, known, counts)


def _from_log(target: FileConnection, record: Record[E], known: UUID, counts: _Count) -> None:
    """Write an entry whose row cannot be read as the log says."""
    last = last_known(target, record.table, known)
    if last.text is None:
        counts.lost.append(f"{record.table} {known}")
    elif gone_us(last.text) is None:
        written = _written(target, record, record.parse(last.text), counts)
        if last.newest:
            counts.restored += written
        else:
            counts.older += written


def _known_ids(target: FileConnection, table: str) -> list[UUID]:
    """Return the ids of which the log speaks."""
    rows = target.execute("select distinct entry_id from temp.found_change where kind = :kind", {"kind": table})
    found = []
    for (raw,) in rows.fetchall():
        with suppress(*UNREADABLE):
            found.append(UUID(bytes=raw))
    return found


def _written(target: FileConnection, record: Record[E], entry: E, counts: _Count) -> bool:
    """Write an entry; one that the rules of the tables refuse is lost."""
    target.execute("savepoint entry")
    try:
        put(target, record, entry)
    except (sqlite3.Error, OverflowError, UnicodeError) as error:
        if isinstance(error, sqlite3.OperationalError):
            raise  # the disk of the new store
        target.execute("rollback to entry")
        counts.lost.append(f"{record.table} {entry.id}")
        return False
    finally:
        target.execute("release entry")
    counts.saved[record.table] = counts.saved.get(record.table, 0) + 1
    return True


def put(target: FileConnection, record: Record[E], entry: E) -> None:
    """Write the row of an entry and those of its tuples, and nothing else."""
    target.execute(record.upsert, record.encode(entry))
    for child in record.children:
        table = record.child_table(child)
        target.execute(f"delete from {table} where owner_id = :id", {"id": entry.id})
        rows = record.child_rows(entry, child)
        if rows:
            marks = ", ".join(f":{name}" for name in rows[0])
            target.executemany(f"insert into {table} ({', '.join(rows[0])}) values ({marks})", rows)


def _mend_references(target: FileConnection, record: Record[E], source: _Source, counts: _Count) -> None:
    """Let go of what is lost where an entry may be without it, and make a stand-in where it may not."""
    for column in (*record.columns, *record.children):
        if column.name not in REFERENCES:
            continue
        parent = REFERENCES[column.name]
        there = f"(select id from {record_of(parent).table})"
        query = (
            f"select owner_id, value from {record.child_table(column)} where value not in {there}"
            if column.many
            else f"select id, {column.name} from {record.table} "
            f"where {column.name} is not null and {column.name} not in {there}"
        )
        for owner, missing in target.execute(query).fetchall():
            entry = record.decode(target.execute(f"{record.select} where id = :id", {"id": owner}).fetchone())
            if column.many:
                left = tuple(each for each in getattr(entry, column.name) if each.bytes != missing)
                put(target, record, _with(entry, column.name, left))
            elif column.optional:
                put(target, record, _with(entry, column.name, None))
            else:
                counts.stand_ins += _stand_in(target, parent, UUID(bytes=missing), source)


def _with(entry: E, name: str, value: object) -> E:
    changed: dict[str, Any] = {name: value}
    return replace(entry, **changed)


def _stand_in(target: FileConnection, kind: type[Entry], missing: UUID, source: _Source) -> int:
    """Make a name for one that is lost, so that the time spent under it is not; return how many were made."""
    record = record_of(kind)
    if target.execute(f"select 1 from {record.table} where id = :id", {"id": missing}).fetchone() is not None:
        return 0  # made for another entry
    if kind is ChannelKind:
        channel = source.id()
        _stand_in(target, Channel, channel, source)
        put(target, record_of(ChannelKind), ChannelKind(id=missing, channel_id=channel, name=_unknown(missing)))
        return 2
    if kind is Channel:
        put(target, record_of(Channel), Channel(id=missing, name=_unknown(missing)))
    elif kind is Person:
        put(target, record_of(Person), Person(id=missing, name=_unknown(missing)))
    else:
        raise RuntimeError(f"an entry cannot be without its {record.table}")
    return 1


def _unknown(missing: UUID) -> str:
    return f"? {missing.hex[-8:]}"


# ------------------------------------------------------------ the log of the new store


def _log_repair(target: FileConnection, source: _Source, entries: int) -> None:
    """Write, as one action, all that is not as the log that went along leaves it, and the file it was saved from."""
    file = ImportedFile(
        id=source.id(), name=source.name, format="salvage", sha256=source.sha256, at_us=source.now, rows=entries
    )
    put(target, record_of(ImportedFile), file)
    target.execute("create temp table due (kind text, entry_id blob, before text, after text)")
    for record in map(record_of, kinds().values()):
        for each, row, logged, as_logged in beside_log(target, record):
            if not as_logged:
                after = record.text(record.decode(row))
                _owe(target, record.table, each, logged, after)
        for each in without_row(target, record):
            row = target.execute(
                "select after from change_content join change using (seq) where entry_id = :id and kind = :kind "
                "order by seq desc limit 1",
                {"id": each, "kind": record.table},
            ).fetchone()
            _owe(target, record.table, each, row[0] if row else None, remains(each, source.now))
    log = Log(target, Author("repair", source.now, None, source.device))
    for table, raw, before, after in target.execute("select kind, entry_id, before, after from temp.due"):
        log.write(table, UUID(bytes=raw), before, after, _op(record_of(kinds()[table]), before, after))


def _owe(target: FileConnection, table: str, each: UUID, before: str | None, after: str) -> None:
    values = {"kind": table, "id": each, "before": before, "after": after}
    target.execute("insert into temp.due values (:kind, :id, :before, :after)", values)


def _op(record: Record[E], before: str | None, after: str) -> str:
    now, was = record.version(after), record.version(before)
    return "delete" if now is None else op_of(was, now)
