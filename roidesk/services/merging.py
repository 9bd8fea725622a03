"""Rows of a file meet the entries of a store: what is new, what is there already, what is newer, what contradicts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, replace
from enum import Enum
from uuid import UUID

from roidesk.domain.catalogue import handle_key
from roidesk.domain.errors import UserError
from roidesk.domain.ids import foreign_id
from roidesk.domain.model import ChannelKind, Contact, Conversion, Entry, Inbound, Interaction
from roidesk.importers.base import Planned, RowError
from roidesk.importers.cells import TIME, Place
from roidesk.importers.columns import Table
from roidesk.importers.guesses import guessed_channel, phrases
from roidesk.importers.names import Names
from roidesk.importers.table_files import DELETED
from roidesk.importers.tables import table as table_named
from roidesk.services.context import Context
from roidesk.services.ledger import rejudged, versions
from roidesk.store.reader import Reader

IMPORTED = "Imported"
"""The channel of time that names none."""
_REFERS: tuple[tuple[str, str, type[Entry]], ...] = (
    ("interaction_id", "interaction", Interaction),
    ("answers_id", "answers", Inbound),
    ("refund_of_id", "refund_of", Conversion),
    ("merged_into_id", "merged_into", Contact),
)


class Fate(Enum):
    """What became of a row."""

    NEW = "new"
    REPLACED = "replaced"
    DUPLICATE = "duplicate"
    IN_TRASH = "in_trash"


@dataclass(frozen=True, slots=True)
class Deletion:
    """An entry that another desk put into the trash."""

    table: Table
    id: UUID


@dataclass(frozen=True, slots=True)
class _Waiting:
    """A row that refers to others, which may stand further down."""

    file: str
    row: Planned
    entry: Entry
    fate: Fate


class Merge:
    """Takes in rows one after the other. Nothing is written: `place.names.staged` holds what is to be."""

    def __init__(self, context: Context, read: Reader, place: Place) -> None:
        self._context = context
        self._read = read
        self._place = place
        self._names: Names = place.names
        self._rows: set[UUID] = set()
        self._keys: dict[str, dict[tuple[object, ...], UUID]] = {}
        self._waiting: list[_Waiting] = []
        self.deletions: list[Deletion] = []
        self.us = 0
        """Length of the new interactions."""

    def add(self, file: str, row: Planned) -> Fate:
        """Take in a row; `UserError` with `field` when it cannot be, and nothing of it stays."""
        mark = self._names.mark()
        try:
            fate = self._delete(row) if row.table == DELETED else self._add(file, table_named(row.table), row)
        except UserError:
            self._names.forget(mark)
            raise
        if fate in (Fate.DUPLICATE, Fate.IN_TRASH):
            self._names.forget(mark)
        self._names.settle()
        return fate

    def _add(self, file: str, table: Table, row: Planned) -> Fate:
        text = row.cells.get("id", "").strip()
        given = foreign_id(table.name, text) if text else None
        wanted = self._names.alias.get(given, given) if given else row.wanted
        known = self._known(table.kind, wanted) if wanted else None
        if known is not None and known.deleted_us is not None and self._taken_back(known):
            known = None
        if known is not None and row.settled:
            return Fate.DUPLICATE if known.deleted_us is None else Fate.IN_TRASH
        if known is None:
            entry: Entry = table.read(row.cells, self._place, wanted=wanted or self._names.new_id())
            known = self._twin(table, entry, given)
            if known is not None and given is not None and self._made_on_the_way(known):
                self._names.drop(known.id)
                known = None
            if known is None:
                return self._new(file, table, row, entry)
            if given is not None:
                self._names.alias[given] = known.id
        return self._meet(file, table, row, known)

    def _new(self, file: str, table: Table, row: Planned, entry: Entry) -> Fate:
        self._keep(file, table, row, replace(entry, edited_us=self._edited(row) or 0), Fate.NEW)
        if isinstance(entry, Interaction):
            self.us += entry.end_us - entry.start_us
        return Fate.NEW

    def _keep(self, file: str, table: Table, row: Planned, entry: Entry, fate: Fate) -> None:
        self._names.stage(entry)
        self._rows.add(entry.id)
        if (key := table.key_of(entry)) is not None and table.name in self._keys:
            self._keys[table.name][key] = entry.id
        if any(getattr(entry, field, None) for field, _, _ in _REFERS):
            self._waiting.append(_Waiting(file, row, entry, fate))

    def _meet(self, file: str, table: Table, row: Planned, known: Entry) -> Fate:
        """Take in a row whose entry is there already: the newer version wins, both stay in the history."""
        edited = self._edited(row)
        if known.deleted_us is not None and (edited is None or edited <= known.deleted_us):
            return Fate.IN_TRASH
        after: Entry = table.read(row.cells, self._place, wanted=known.id, base=replace(known, deleted_us=None))
        if self._made_on_the_way(known):
            return self._new(file, table, row, after)
        if after == known:
            return Fate.DUPLICATE
        if edited is None and not (row.cells.get("id", "").strip() == "" and _fills_in(known, after)):
            raise self._contradiction(table, row, known, after)
        if edited is not None and edited <= known.edited_us:
            return Fate.DUPLICATE
        self._keep(file, table, row, replace(after, edited_us=edited or 0), Fate.REPLACED)
        if isinstance(known, ChannelKind) and isinstance(after, ChannelKind) and rejudged(known, after):
            for each in versions(self._context, self._read, known, after):
                self._names.stage(each)
        return Fate.REPLACED

    def _contradiction(self, table: Table, row: Planned, known: Entry, after: Entry) -> UserError:
        before, now = table.show(known, self._place), table.show(after, self._place)
        field = next((each for each in now if before[each] != now[each]), "id")
        name = row.cells.get("id", "").strip() or row.cells.get("name", "").strip() or str(known.id)
        return UserError("same_id_other_content", id=name, field=field, here=before[field], there=now[field])

    def _edited(self, row: Planned) -> int | None:
        text = row.cells.get("edited", "").strip()
        return TIME.read_as("edited", text, self._place) if text else None

    def _made_on_the_way(self, entry: Entry) -> bool:
        """Whether an entry was made because a row spoke of it, and no row has described it yet."""
        return entry.id in self._names.staged and entry.id not in self._rows

    def _taken_back(self, entry: Entry) -> bool:
        """Whether an entry is in the trash because an import of it was undone, and not because somebody deleted it."""
        return self._read.history(entry.id)[-1].action.op == "undo"

    # ------------------------------------------------------------ who is who

    def _known(self, kind: type[Entry], wanted: UUID) -> Entry | None:
        staged = self._names.staged.get(wanted)
        return staged if isinstance(staged, kind) else self._read.get(kind, wanted, trashed=True)

    def _twin(self, table: Table, entry: Entry, given: UUID | None) -> Entry | None:
        """Return the entry that a row without an id of ours means."""
        if isinstance(entry, Contact):
            return self._contact(entry, given)
        if (named := self._names.twin(entry)) is not None:
            return named
        key = table.key_of(entry)
        if key is None or table.key == ("name",):
            return None
        if table.name not in self._keys:
            keys = ((each.id, table.key_of(each)) for each in self._read.all(table.kind))
            self._keys[table.name] = {found: id_ for id_, found in keys if found is not None}
        found = self._keys[table.name].get(key)
        return self._known(table.kind, found) if found else None

    def _contact(self, entry: Contact, given: UUID | None) -> Contact | None:
        """Return the contact known by that name or an address; another desk's of the same name only if it may be them.

        Two that both have addresses, but none in common, are two people.
        """
        for text in (entry.name, *entry.handles):
            found = self._names.find_contact(text) if text else None
            known = self._known(Contact, found) if found else None
            if not isinstance(known, Contact) or known.id == entry.id:
                continue
            ours, theirs = set(map(handle_key, known.handles)), set(map(handle_key, entry.handles))
            if given is None or ((not ours or not theirs or ours & theirs) and known.id not in self._rows):
                return known
        return None

    # ------------------------------------------------------------ the trash, references, what is made

    def _delete(self, row: Planned) -> Fate:
        table = table_named(row.cells.get("table", "").strip())
        given = foreign_id(table.name, row.cells.get("id", "").strip())
        wanted = self._names.alias.get(given, given)
        at: int = TIME.read(row.cells.get("deleted", ""), self._place)
        known = self._known(table.kind, wanted)
        if known is None or known.deleted_us is not None or known.edited_us > at:
            return Fate.DUPLICATE
        self.deletions.append(Deletion(table, wanted))
        return Fate.REPLACED

    def unresolved(self) -> Iterator[tuple[Fate, RowError]]:
        """Take out each row that refers to what is neither in the store nor in the files; what refers to it goes too.

        Yields what the row was counted as, and what is wrong.
        """
        waiting = self._waiting
        while lost := [(each, column) for each in waiting if (column := self._unknown(each.entry)) is not None]:
            for each, column in lost:
                self._names.staged.pop(each.entry.id, None)
                if each.fate is Fate.NEW and isinstance(each.entry, Interaction):
                    self.us -= each.entry.end_us - each.entry.start_us
                error = UserError("reference_unknown", field=column, text=each.row.cells.get(column, ""))
                yield each.fate, RowError.of(each.file, each.row.line, error, each.row.origin)
            gone = {each.entry.id for each, _column in lost}
            waiting = [each for each in waiting if each.entry.id not in gone]

    def _unknown(self, entry: Entry) -> str | None:
        """Return the first column in which an entry refers to what nobody knows, or None."""
        for field, column, kind in _REFERS:
            wanted = getattr(entry, field, None)
            if wanted is not None and self._known(kind, wanted) is None:
                return column
        return None

    def finished(self) -> list[Entry]:
        """Return everything to be written; contacts made on the way were first seen when first spoken with."""
        seen: dict[UUID, int] = {}
        for each in self._names.staged.values():
            contact = getattr(each, "contact_id", None)
            at = getattr(each, "start_us", None) or getattr(each, "at_us", None)
            if contact is not None and at is not None:
                seen[contact] = min(at, seen.get(contact, at))
        return [
            replace(each, first_seen_us=seen.get(each.id))
            if isinstance(each, Contact) and self._made_on_the_way(each) and each.first_seen_us is None
            else each
            for each in self._names.staged.values()
        ]


def _fills_in(known: Entry, after: Entry) -> bool:
    """Whether a row only says what was not known."""
    blank = (None, (), "")
    return all(
        getattr(known, each.name) in blank or getattr(known, each.name) == getattr(after, each.name)
        for each in fields(known)
    )


class Listener:
    """Hears in texts which channel they speak of."""

    def __init__(self, names: Names) -> None:
        self._names = names
        self._heard: dict[tuple[str, ...], tuple[str, str]] = {}

    def channel_of(self, texts: Sequence[str]) -> tuple[str, str]:
        """Return channel and kind as they are written in a cell: of the first text that names one, else "Imported"."""
        key = tuple(texts)
        if key not in self._heard:
            self._heard[key] = next((found for each in texts if (found := self._hear(each))), (IMPORTED, ""))
        return self._heard[key]

    def _hear(self, text: str) -> tuple[str, str] | None:
        said = sorted((each for each in phrases(text) if len(each) > 1), key=lambda each: (-len(each), each))
        for each in said:
            if (kind := self._names.spoken(each)) is not None:
                return self._names.show_kind(kind)
        known = guessed_channel(text)
        return (known.capitalize(), "") if known and len(known) > 1 else None
