"""The trash: what was deleted waits there for 90 days and can be put back; then it goes for good, by a logged action.

What is removed leaves its history in the change log; only erasing a person takes that away too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from uuid import UUID

from roidesk.domain.changes import Changes
from roidesk.domain.errors import UserError
from roidesk.domain.ids import foreign_id
from roidesk.domain.instants import DAY
from roidesk.domain.model import Brand, Channel, ChannelKind, Contact, Entry, Person, Product, Setting, Timer, Topic
from roidesk.importers.cells import Place
from roidesk.importers.columns import Table
from roidesk.importers.tables import tables
from roidesk.services.context import Context
from roidesk.services.ledger import in_order, place_of
from roidesk.services.titles import title
from roidesk.store.reader import Reader
from roidesk.store.records import REFERENCES, record_of

KEPT_DAYS = 90
_SHOWN = 256


@dataclass(frozen=True, slots=True)
class Trashed:
    """One deleted entry: of which table, what it is called, when and by whom it was deleted, and how long it waits.

    `how`: what deleted it, as the change log calls it ("delete", "undo", "import"). `days_left` 0: it goes the next
    time the trash is looked through.
    """

    id: UUID
    table: str
    what: str
    deleted_us: int
    by: str
    device: str
    how: str
    days_left: int

    def as_json(self) -> dict[str, object]:
        """Return it as plain values; the instant in microseconds UTC."""
        return {
            "id": str(self.id),
            "table": self.table,
            "what": self.what,
            "deleted_us": self.deleted_us,
            "by": self.by,
            "device": self.device,
            "how": self.how,
            "days_left": self.days_left,
        }


class Trash:
    """What was deleted."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def rows(self, limit: int = _SHOWN) -> tuple[Trashed, ...]:
        """Return what is in the trash, of all tables, deleted last first."""
        read = self._context.read()
        place = place_with_trash(self._context, read)
        names = {each.id: each.name for each in (*read.all(Person, trashed=True), *read.all(Person))}
        found = [(table, entry) for table in _shown() for entry in read.trashed(table.kind, limit=limit)]
        found.sort(key=lambda each: (-(each[1].deleted_us or 0), each[1].id))
        return tuple(self._row(read, place, names, *each) for each in found[:limit])

    def count(self) -> int:
        """Return how many entries are in the trash."""
        counts = self._context.read().trash_counts()
        return sum(counts[table.kind] for table in _shown())

    def restore(self, ids: Iterable[UUID]) -> Changes:
        """Put entries back, and what they speak of if that was deleted too; one action that can be taken back.

        `UserError`: `not_in_trash`; `name_taken` or `already_there` where another entry has taken its place.
        """
        with self._context.unit("put_back") as unit:
            found = [_trashed(unit.read, each) for each in ids]
            wanted = {entry.id: entry for each in found for entry in with_references(unit.read, each)}
            unit.put_many(in_order(replace(each, deleted_us=None) for each in wanted.values()))
        return unit.changes

    def find(self, text: str) -> UUID:
        """Return the id of a deleted entry, ours or the one another program gave it; `UserError` `not_in_trash`."""
        read = self._context.read()
        for table in _shown():
            found = read.get(table.kind, foreign_id(table.name, text.strip()), trashed=True)
            if found is not None and found.deleted_us is not None:
                return found.id
        raise UserError("not_in_trash", text=text)

    def due(self) -> bool:
        """Whether something has waited for 90 days."""
        before = self._context.clock.now() - KEPT_DAYS * DAY + 1
        return not self._context.store.read_only and any(self._context.read().trash_counts(before=before).values())

    def empty(self, older_than_days: int = 0) -> int:
        """Remove for good what was deleted that many days ago or longer, and return how many entries that were.

        What something that is kept still refers to stays. A backup is made before; it cannot be taken back.
        """
        from roidesk.services.backups import backup_before

        before = self._context.clock.now() - older_than_days * DAY + 1
        if not any(self._context.read().trash_counts(before=before).values()):
            return 0
        backup_before(self._context, "bulk")
        with self._context.unit("purge") as unit:
            return unit.purge(before)

    def empty_due(self) -> int:
        """Remove for good what has waited for 90 days; for once a day."""
        return self.empty(KEPT_DAYS) if self.due() else 0

    def _row(self, read: Reader, place: Place, names: dict[UUID, str], table: Table, entry: Entry) -> Trashed:
        by = read.life(table.kind, entry.id).by
        deleted = entry.deleted_us or 0
        waited = (self._context.clock.now() - deleted) // DAY
        return Trashed(
            id=entry.id,
            table=table.name,
            what=_title(table, entry, place),
            deleted_us=deleted,
            by=names.get(by.actor, "") if by and by.actor else "",
            device=by.device if by else "",
            how=by.label if by else "",
            days_left=max(0, KEPT_DAYS - waited),
        )


def place_with_trash(context: Context, read: Reader) -> Place:
    """Return what cells are shown with, names in the trash included."""
    place = place_of(context, read, exact=False)
    for kind in (Person, Brand, Product, Topic, Channel, ChannelKind, Contact):
        for each in read.all(kind, trashed=True):
            if place.names.twin(each) is None and place.names.entry(each.id) is None:
                place.names.means(each, getattr(each, "name", ""))
    return place


def _shown() -> Iterator[Table]:
    """Yield the tables whose deleted entries a person can put back; a timer that was stopped has become time."""
    return (table for table in tables().values() if table.kind not in (Timer, Setting))


def _title(table: Table, entry: Entry, place: Place) -> str:
    try:
        return title(table.name, table.show(entry, place))
    except UserError:  # what it speaks of was deleted with it
        return str(getattr(entry, "name", "") or entry.id)


def _trashed(read: Reader, wanted: UUID) -> Entry:
    for table in _shown():
        found: Entry | None = read.get(table.kind, wanted, trashed=True)
        if found is not None and found.deleted_us is not None:
            return found
    raise UserError("not_in_trash", text=str(wanted))


def with_references(read: Reader, entry: Entry) -> Iterator[Entry]:
    """Yield a deleted entry, what it refers to as far as that was deleted too, and the kinds a channel took along."""
    seen: set[UUID] = set()
    waiting = [entry]
    while waiting:
        each = waiting.pop()
        if each.id in seen:
            continue
        seen.add(each.id)
        yield each
        waiting += _deleted_references(read, each)
        if isinstance(each, ChannelKind) and not each.name:
            waiting += [
                kind
                for kind in read.trashed(ChannelKind)
                if kind.channel_id == each.channel_id and kind.deleted_us == each.deleted_us
            ]


def _deleted_references(read: Reader, entry: Entry) -> Iterator[Entry]:
    record = record_of(type(entry))
    for column in (*record.columns, *record.children):
        kind = REFERENCES.get(column.name)
        if kind is None:
            continue
        value = getattr(entry, column.name)
        for wanted in value if column.many else (value,):
            found = read.get(kind, wanted, trashed=True) if wanted is not None else None
            if found is not None and found.deleted_us is not None:
                yield found
