"""Writing: one action of a person is one transaction, logged, with the roll-ups kept, and says what it touched."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from uuid import UUID

from roidesk.domain.changes import Changes
from roidesk.domain.effort import EffortKey
from roidesk.domain.errors import UserError
from roidesk.domain.model import (
    Brand,
    Channel,
    ChannelKind,
    Contact,
    Entry,
    Interaction,
    KindVersion,
    Person,
    Product,
    Rate,
    Topic,
)
from roidesk.store import rollups
from roidesk.store.changelog import Author, Head, Log, op_of
from roidesk.store.engine import BrokenRule, Connection, Engine, Explained, Rows
from roidesk.store.reader import KnownNames, Reader
from roidesk.store.records import REFERENCES, E, Record, kinds, record_of, remains

_KEPT_WHILE_USED = (Person, Channel, ChannelKind, Brand, Product, Topic, Contact)
_GOES_ALONG = (KindVersion, Rate)
"""These belong to what they refer to, and do not hold it back."""
_MANY = 4096


class Unit:
    """One transaction. Get it from `Store.unit`; nothing counts until its `with` block ends without an error."""

    def __init__(self, connection: Connection, engine: Engine, names: KnownNames, author: Author) -> None:
        self._connection = connection
        self._engine = engine
        self.read = Reader(connection, Explained(engine.place, engine.code_of), names, self)
        """Sees what this action has written so far, the roll-ups included."""
        self.now = author.at_us
        """When the action is done, as its entries say."""
        self._log = Log(connection, author)
        self.start = self._log.end.seq
        """The number of the last change before this action."""
        self._label = author.label
        self._moves: dict[UUID, rollups.Move] = {}
        self._tables: set[str] = set()
        self._entries: set[UUID] = set()
        self._contacts: set[UUID] = set()
        self._effort: set[EffortKey] = set()
        self.changes = Changes()
        """What the action touched; complete once the `with` block has ended."""

    def by(self, actor: UUID | None) -> None:
        """Say who does it, before anything is written."""
        self._log.author = self._log.author._replace(actor=actor)

    def put(self, entry: E) -> E:
        """Write an entry: a new one, or a new version of the one with its id. An equal one writes nothing.

        Returns the entry as it stands. `UserError`: `name_taken` or `already_there`, `value_refused`;
        `reference_missing` when the action ends.
        """
        return self._write(record_of(type(entry)), entry)

    def put_many(self, entries: Iterable[Entry], *, as_edited: bool = False) -> None:
        """Write many entries, in their order. `as_edited`: changed elsewhere, when their `edited_us` says (0: now)."""
        for entry in entries:
            self._write(record_of(type(entry)), entry, entry.edited_us if as_edited else 0)
            if len(self._moves) >= _MANY:
                self.settle()

    def note_version(self, entry: Entry) -> None:
        """Keep a version made elsewhere in the history only: the one that stands here wins over it."""
        record = record_of(type(entry))
        here, lost = self.read.get(record.kind, entry.id, trashed=True), record.text(entry)
        if here is not None:
            stands = record.text(here)
            self._log.write(record.table, entry.id, stands, lost, op_of(here, entry))
            self._log.write(record.table, entry.id, lost, stands, "edit")
        else:
            gone = self.read.life(record.kind, entry.id).gone_us
            self._log.write(record.table, entry.id, None, lost, "add")
            self._log.write(record.table, entry.id, lost, remains(entry.id, gone or self.now), "delete")
        self._tables.add(record.table)
        self._entries.add(entry.id)

    def note_earlier(self, kind: type[Entry], wanted: UUID, instants: Iterable[int]) -> None:
        """Note when versions were made elsewhere that never were here, before one of them is written."""
        table = record_of(kind).table
        for each in sorted(instants):
            self._log.write(table, wanted, None, remains(wanted, each, "unseen"), "edit")

    def delete(self, kind: type[Entry], ids: Iterable[UUID]) -> None:
        """Put entries into the trash; ids that are not there or in the trash already are passed over.

        `UserError` `still_used`: other entries refer to a name (a person, a channel, a brand, …).
        """
        record = record_of(kind)
        for each in ids:
            entry = self.read.get(kind, each)
            if entry is None:
                continue
            if kind in _KEPT_WHILE_USED:
                self._refuse_while_used(record, entry)
            self._write(record, replace(entry, deleted_us=self.now))

    def bury(self, kind: type[E], wanted: UUID, edited_us: int) -> None:
        """Take over that an entry was deleted elsewhere, at `edited_us`; one never here is noted to be gone.

        `UserError` `still_used`, as `delete`.
        """
        record = record_of(kind)
        entry = self.read.get(kind, wanted, trashed=True)
        if entry is None:
            self._log.write(record.table, wanted, None, remains(wanted, edited_us), "delete")
            return
        if kind in _KEPT_WHILE_USED and entry.deleted_us is None:
            self._refuse_while_used(record, entry)
        self._write(record, replace(entry, deleted_us=edited_us), edited_us)

    def purge(self, before: int) -> int:
        """Remove for good what was put into the trash before an instant and nothing refers to; return how many.

        The log keeps that they were there, and what they said.
        """
        count = 0
        for kind in reversed(tuple(kinds().values())):
            record = record_of(kind)
            for entry in self.read.trashed(kind, before=before):
                if not any(self._uses(record, entry.id, live=False)):
                    self._remove(record, entry)
                    count += 1
        return count

    def erase(self, entry: Entry) -> int:
        """Write all that may still be known of an entry, and remove what every earlier version of it held.

        Returns how many contents of changes that were. It cannot be taken back; the action has to be called "erase", by
        which `check` knows that they are missing on purpose.
        """
        record = record_of(type(entry))
        before = self.read.get(record.kind, entry.id, trashed=True)
        edited = replace(entry, edited_us=max(self.now, before.edited_us + 1 if before is not None else 0))
        self._store(record, before, edited)
        removed = self._log.forget(entry.id)
        self._log.write(record.table, edited.id, None, record.text(edited), "edit")
        self._note(record.table, before, edited)
        return removed

    def erase_gone(self, kind: type[Entry], wanted: UUID) -> int:
        """Remove what the changes of an entry held of which no row is left, as `erase` does."""
        record = record_of(kind)
        gone = self.read.life(kind, wanted).gone_us
        removed = self._log.forget(wanted)
        self._log.write(record.table, wanted, None, remains(wanted, gone or self.now), "delete")
        self._tables.add(record.table)
        self._entries.add(wanted)
        return removed

    def undo(self, count: int = 1) -> None:
        """Take back the newest actions that stand, one after the other; `UserError` `nothing_to_undo`."""
        for _ in range(count):
            number = self._log.to_undo()
            versions = self._log.versions(number)
            self._log.begin("undo", number)
            for before, after in reversed(versions):
                self.put(before or replace(after, deleted_us=self.now))

    def redo(self, count: int = 1) -> None:
        """Bring back the actions taken back last, as long as nothing new was done; `UserError` `nothing_to_redo`."""
        for _ in range(count):
            number = self._log.to_redo()
            versions = self._log.versions(number)
            self._log.begin("redo", number)
            for _, after in versions:
                self.put(after)

    def remake_sums(self) -> None:
        """Work the roll-ups out again from every interaction."""
        self.settle()
        rollups.remake(self._connection)

    def settle(self) -> None:
        """Bring the roll-ups up to date with what was written so far."""
        if self._moves:
            moves, self._moves = list(self._moves.values()), {}
            self._effort.update(rollups.follow(self._connection, moves))

    def seq(self) -> int:
        """Return the number of the last change, of this action or before it."""
        return self._log.end.seq

    def wrote(self) -> bool:
        """Whether this action has written something so far."""
        return self._log.end.seq > self.start

    @property
    def end(self) -> Head:
        """The end of the log as this action makes it, once it is committed."""
        return self._log.end

    def finish(self) -> None:
        """Write what waits for the end of the action, and say what it touched. `Store.unit` calls it."""
        self.settle()
        self.changes = Changes(
            action=self._log.action.number if self._log.action else None,
            label=self._label,
            tables=frozenset(self._tables),
            days=frozenset(key.day for key in self._effort),
            contacts=frozenset(self._contacts),
            entries=frozenset(self._entries),
        )

    # ------------------------------------------------------------ one entry

    def _write(self, record: Record[E], entry: E, edited_us: int = 0) -> E:
        before, edited = None, _edited(entry, edited_us or self.now)
        # Nearly all that is written is new: what stood there before is read only where something did.
        if not self._insert(record, edited):
            before = self.read.get(record.kind, entry.id, trashed=True)
            if before is None:
                raise RuntimeError("a row that is there is not found")
            # A version is always newer than the one it was made from, whatever the clock says: desks agree by that.
            newest = max(self.now, before.edited_us + 1)
            edited = _edited(entry, edited_us or newest)
            if edited == (before if edited_us else _edited(before, newest)):
                return before
            self._store(record, before, edited)
        was = record.text(before) if before is not None else None
        self._log.write(record.table, edited.id, was, record.text(edited), op_of(before, edited))
        self._note(record.table, before, edited)
        return edited

    def _insert(self, record: Record[E], entry: E) -> bool:
        """Write a new entry; False, and nothing is written, when there is one of that id."""
        if not self._run(record.insert, record, entry).rowcount:
            return False
        self._put_children(record, entry)
        return True

    def _store(self, record: Record[E], before: E | None, entry: E) -> None:
        """Write an entry in place of the one before it, if there was one."""
        self._run(record.upsert, record, entry)
        for child in record.children:
            if before is not None and getattr(before, child.name):
                self._connection.execute(
                    f"delete from {record.child_table(child)} where owner_id = :id", {"id": entry.id}
                )
        self._put_children(record, entry)

    def _run(self, sql: str, record: Record[E], entry: E) -> Rows:
        try:
            return self._connection.execute(sql, record.encode(entry))
        except Exception as error:
            refusal = self._engine.refusal(error)
            if refusal is None:
                raise
            raise _refused(refusal, error, record.table, entry) from error

    def _put_children(self, record: Record[E], entry: E) -> None:
        for child in record.children:
            table = record.child_table(child)
            rows = record.child_rows(entry, child)
            if rows:
                names = ", ".join(rows[0])
                marks = ", ".join(f":{name}" for name in rows[0])
                self._connection.executemany(f"insert into {table} ({names}) values ({marks})", rows)

    def _remove(self, record: Record[E], entry: E) -> None:
        key = {"id": entry.id}
        for child in record.children:
            self._connection.execute(f"delete from {record.child_table(child)} where owner_id = :id", key)
        self._connection.execute(f"delete from {record.table} where id = :id", key)
        left = remains(entry.id, entry.edited_us)
        self._log.write(record.table, entry.id, record.text(entry), left, "delete")
        self._tables.add(record.table)
        self._entries.add(entry.id)

    def _note(self, table: str, before: Entry | None, after: Entry) -> None:
        self._tables.add(table)
        self._entries.add(after.id)
        for each in (before, after):
            contact = each.id if isinstance(each, Contact) else getattr(each, "contact_id", None)
            if contact is not None:
                self._contacts.add(contact)
        if isinstance(after, Interaction):
            first = self._moves[after.id][0] if after.id in self._moves else _live(before)
            self._moves[after.id] = (first, _live(after))

    def _refuse_while_used(self, record: Record[E], entry: Entry) -> None:
        for table in self._uses(record, entry.id, live=True):
            raise UserError("still_used", table=record.table, name=getattr(entry, "name", ""), by=table)

    def _uses(self, record: Record[E], wanted: UUID, *, live: bool) -> Iterator[str]:
        """Yield each table in which an entry is referred to; `live`: not from the trash, nor by what goes along."""
        alive = " and deleted_us is null" if live else ""
        for table, kind in kinds().items():
            if live and kind in _GOES_ALONG:
                continue
            other = record_of(kind)
            for column in (*other.columns, *other.children):
                if REFERENCES.get(column.name) is not record.kind:
                    continue
                query = (
                    f"select 1 from {table} join {other.child_table(column)} on owner_id = id "
                    f"where value = :id{alive} limit 1"
                    if column.many
                    else f"select 1 from {table} where {column.name} = :id{alive} limit 1"
                )
                if self._connection.execute(query, {"id": wanted}).fetchone():
                    yield table


def _edited(entry: E, at_us: int) -> E:
    """Return an entry as edited at an instant."""
    return entry if entry.edited_us == at_us else replace(entry, edited_us=at_us)


def _live(entry: Entry | None) -> Interaction | None:
    return entry if isinstance(entry, Interaction) and entry.deleted_us is None else None


def _refused(refusal: BrokenRule, error: Exception, table: str, entry: Entry) -> UserError:
    """Return what a rule of the database means to the person who wrote the entry."""
    if refusal.kind == "alike":
        name = getattr(entry, "name", "")
        return UserError("name_taken", table=table, name=name) if name else UserError("already_there", table=table)
    if refusal.kind == "reference":
        return UserError("reference_missing", text=str(error))
    # The field stands in the name of the rule (ck_<table>_<field>_<what>) or by itself (<table>.<field>).
    found = re.search(rf"ck_{table}_(\w+)_\w+|{table}\.(\w+)", refusal.rule)
    field = (found[1] or found[2]) if found else ""
    known = hasattr(entry, field)
    return UserError(
        "value_refused", table=table, field=field if known else "", text=getattr(entry, field) if known else error
    )
