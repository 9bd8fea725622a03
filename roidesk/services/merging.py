"""Rows of a file meet the entries of a store: what is new, what is there already, what is newer, what contradicts."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, replace
from enum import Enum
from uuid import UUID

from roidesk.domain.catalogue import handle_key
from roidesk.domain.errors import UserError
from roidesk.domain.ids import foreign_id
from roidesk.domain.model import (
    Brand,
    Channel,
    ChannelKind,
    Contact,
    Conversion,
    Entry,
    Inbound,
    Interaction,
    Person,
    Product,
    Setting,
    Topic,
)
from roidesk.importers.base import Planned, RowError
from roidesk.importers.cells import TIME, Place, split_list
from roidesk.importers.columns import Table
from roidesk.importers.guesses import guessed_channel, phrases
from roidesk.importers.names import Names
from roidesk.importers.table_files import DELETED
from roidesk.importers.tables import table as table_named
from roidesk.importers.tables import table_of
from roidesk.services.agreeing import Agreement
from roidesk.services.channel_rows import ChannelRows
from roidesk.store.reader import Reader

IMPORTED = "Imported"
"""The channel of time that names none."""
_REFERS: tuple[tuple[str, str, type[Entry]], ...] = (
    ("interaction_id", "interaction", Interaction),
    ("answers_id", "answers", Inbound),
    ("refund_of_id", "refund_of", Conversion),
    ("merged_into_id", "merged_into", Contact),
)


_NAMED = (Person, Brand, Topic, Product, Channel, ChannelKind, Contact)
"""Kinds that the cells of other rows speak of by name."""
_HELD = (*_NAMED, Inbound, Interaction, Conversion)
"""Kinds that other entries refer to."""
_OF_THE_DESK = frozenset({"person_id", "zone"})
"""Settings that say where a desk stands: those of another desk are not taken over."""


class Fate(Enum):
    """What became of a row. `AGREED`: it says what is here, but more of when it was said."""

    NEW = "new"
    REPLACED = "replaced"
    DUPLICATE = "duplicate"
    AGREED = "agreed"
    IN_TRASH = "in_trash"


@dataclass(frozen=True, slots=True)
class Deletion:
    """An entry that another desk deleted at an instant."""

    table: Table
    id: UUID
    at_us: int


@dataclass(frozen=True, slots=True)
class _Waiting:
    """A row that refers to others, which may stand further down."""

    file: str
    row: Planned
    entry: Entry
    fate: Fate


class Merge:
    """Takes in rows one after the other. Nothing is written: `place.names.staged` holds what is to be."""

    def __init__(self, read: Reader, place: Place) -> None:
        self._read = read
        self.agreement = Agreement(read, place)
        self.lost: list[Entry] = []
        """Versions that go into the history only, as the one here counts."""
        self._channels = ChannelRows(self.agreement, self.lost)
        self._held: dict[UUID, Entry] = {}
        self._deleted_there: set[UUID] = set()
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
        if row.table == DELETED:
            return self._delete(row)
        table = table_named(row.table)
        if table.kind is ChannelKind:
            row = self._settled(row)
        mark = self._names.mark()
        try:
            fate = self._add(file, table, row)
        except UserError:
            self._names.forget(mark)
            raise
        if fate in (Fate.DUPLICATE, Fate.IN_TRASH):
            self._names.forget(mark)
        self._learn_name(table, row)
        self._names.settle()
        return fate

    def _settled(self, row: Planned) -> Planned:
        """Return a row of channels.csv that is about its kind alone; a deleted channel is at hand, if spoken of."""
        settled = self._channels.settled(row, self._place)
        if settled is not row:
            channel = self._names.entry(foreign_id("channels", settled.cells["channel_id"]))
            if channel is not None and channel.deleted_us is not None:
                self._hold(channel, channel.edited_us)
        return settled

    def learn(self, row: Planned) -> None:
        """Take in when the earlier versions of an entry were made on the desk that the files are of."""
        self.agreement.told = True
        name = row.cells.get("table", "").strip()
        instants = {TIME.read(each, self._place) for each in split_list(row.cells.get("versions", ""))}
        self.agreement.theirs[name, foreign_id(name, row.cells.get("id", "").strip())] = instants

    def _add(self, file: str, table: Table, row: Planned) -> Fate:
        given = _given(table, row)
        wanted = self._names.alias.get(given, given) if given else row.wanted
        known = self._known(table.kind, wanted) if wanted else None
        if known is not None and known.deleted_us is not None and self._read.life(table.kind, known.id).taken_back:
            known = None
        elif known is None and wanted is not None and (fate := self._gone(table, row, wanted)) is not None:
            return fate
        if isinstance(known, Setting) and known.key in _OF_THE_DESK:
            return Fate.DUPLICATE
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
            if isinstance(known, Setting) and known.key in _OF_THE_DESK:
                return Fate.DUPLICATE
        return self._meet(file, table, row, known)

    def _gone(self, table: Table, row: Planned, wanted: UUID) -> Fate | None:
        """Return what becomes of a row whose entry was deleted, and no row of it is left; None: it never was here."""
        life = self._read.life(table.kind, wanted)
        edited = self._edited(row)
        if life.erased_us is not None:
            return Fate.IN_TRASH
        if life.gone_us is None or life.taken_back or (edited is not None and edited > life.gone_us):
            return None
        came: Entry = table.read(row.cells, self._place, wanted=wanted)
        if edited is not None and edited not in life.edited and life.gone_us not in self._theirs(table, row):
            came = replace(came, edited_us=edited)
            self.lost.append(came)
            dead = replace(came, edited_us=life.gone_us, deleted_us=life.gone_us)
            self.agreement.conflicts.append(self.agreement.conflict(table, dead, came, takes=False))
        self._hold(came, life.gone_us)
        return Fate.IN_TRASH

    def _hold(self, entry: Entry, gone_us: int) -> None:
        """Have a deleted entry at hand in case what comes in refers to it: a name lives then, others stay deleted."""
        if isinstance(entry, _NAMED):
            self._held[entry.id] = replace(entry, deleted_us=None, edited_us=gone_us + 1)
        elif isinstance(entry, _HELD):
            self._held[entry.id] = replace(entry, deleted_us=gone_us, edited_us=gone_us)

    def _learn_name(self, table: Table, row: Planned) -> None:
        """Have the name in a row of another desk's names lead to its entry here, which may be called otherwise."""
        given = _given(table, row)
        if given is None or not issubclass(table.kind, _NAMED) or row.cells.get("merged_into", "").strip():
            return
        wanted = self._names.alias.get(given, given)
        entry = self._held.get(wanted) or self._known(table.kind, wanted)
        if entry is not None:
            text = row.cells.get("kind" if isinstance(entry, ChannelKind) else "name", "")
            self._names.means(entry, " ".join(text.split()))

    def _theirs(self, table: Table, row: Planned) -> set[int]:
        given = _given(table, row)
        return self.agreement.theirs.get((table.name, given), set()) if given else set()

    def _new(self, file: str, table: Table, row: Planned, entry: Entry) -> Fate:
        if earlier := self._theirs(table, row):
            self.agreement.learn(table.kind, entry.id, self._read.life(table.kind, entry.id), earlier)
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
        """Take in a row whose entry is there already: the newer version counts, both stay in the history."""
        edited = self._edited(row)
        if self._erased(table, known, edited):
            return Fate.DUPLICATE
        if known.deleted_us is not None and edited is None:
            return Fate.IN_TRASH
        after: Entry = table.read(row.cells, self._place, wanted=known.id, base=replace(known, deleted_us=None))
        if self._made_on_the_way(known):
            return self._new(file, table, row, after)
        if edited is not None:
            return self._compare(file, table, row, known, replace(after, edited_us=edited))
        if after == known:
            return Fate.DUPLICATE
        if row.cells.get("id", "").strip() or not _fills_in(known, after):
            raise self._contradiction(table, row, known, after)
        self._keep(file, table, row, replace(after, edited_us=0), Fate.REPLACED)
        return Fate.REPLACED

    def _erased(self, table: Table, known: Entry, edited: int | None) -> bool:
        """Whether a row says of an entry what was erased here: it does not come back with an older export."""
        if isinstance(known, Contact) and known.anonymised_us is not None:
            return True
        if edited is not None and edited >= known.edited_us:
            return False
        erased = self._read.life(table.kind, known.id).erased_us
        return erased is not None and (edited is None or edited <= erased)

    def _compare(self, file: str, table: Table, row: Planned, known: Entry, came: Entry) -> Fate:
        """Take in a row that says when its version was made."""
        verdict = self.agreement.judge(table, known, came, _given(table, row))
        if verdict.takes and self._is_taken(table, came):
            conflict = self.agreement.conflict(table, known, came, takes=False, code="taken")
            verdict = verdict._replace(takes=False, keeps=True, conflict=conflict)
        if verdict.conflict is not None:
            self.agreement.conflicts.append(verdict.conflict)
        if verdict.takes:
            self._keep(file, table, row, came, Fate.REPLACED)
            return Fate.AGREED if replace(came, edited_us=known.edited_us) == known else Fate.REPLACED
        if verdict.keeps:
            self.lost.append(came)
        if known.deleted_us is None:
            return Fate.DUPLICATE
        self._hold(known, known.edited_us)
        return Fate.IN_TRASH

    def _is_taken(self, table: Table, entry: Entry) -> bool:
        """Whether another entry here has the name or the key that only one may have."""
        if isinstance(entry, Contact):
            return False
        twin = self._twin(table, entry, None)
        return twin is not None and twin.id != entry.id and twin.deleted_us is None

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
        """Take in that another desk deleted an entry; one that never was here is noted, so that it does not come."""
        table = table_named(row.cells.get("table", "").strip())
        given = foreign_id(table.name, row.cells.get("id", "").strip())
        wanted = self._names.alias.get(given, given)
        at = self._edited(row) or TIME.read(row.cells.get("deleted", ""), self._place)
        known = self._known(table.kind, wanted)
        life = self._read.life(table.kind, wanted)
        deletion = Deletion(table, wanted, at)
        self._deleted_there.add(wanted)
        if known is None or (known.deleted_us is not None and life.taken_back):
            if life.gone_us is not None and life.gone_us >= at:
                return Fate.DUPLICATE
            self.agreement.learn(table.kind, wanted, life, self.agreement.theirs.get((table.name, given), set()))
            if known is None and (said := row.cells.get("row", "").strip()):
                entry: Entry = table.read(_cells(said), self._place, wanted=wanted)
                self._names.stage(replace(entry, edited_us=at, deleted_us=at))
            else:
                self.deletions.append(deletion)
            return Fate.AGREED
        verdict = self.agreement.judge(table, known, replace(known, edited_us=at, deleted_us=at), given)
        if verdict.conflict is not None:
            self.agreement.conflicts.append(verdict.conflict)
        if verdict.takes:
            self.deletions.append(deletion)
        elif verdict.keeps:
            self.lost.append(replace(known, edited_us=at, deleted_us=at))
        fate = Fate.REPLACED if known.deleted_us is None else Fate.AGREED
        return fate if verdict.takes else Fate.DUPLICATE

    def unresolved(self) -> Iterator[tuple[Fate, RowError]]:
        """Take out each row that refers to what is neither in the store nor in the files; what refers to it goes too.

        Yields what the row was counted as, and what is wrong.
        """
        waiting = [self._without_deleted(each) for each in self._waiting]
        while lost := [(each, column) for each in waiting if (column := self._unknown(each.entry)) is not None]:
            for each, column in lost:
                self._names.staged.pop(each.entry.id, None)
                if each.fate is Fate.NEW and isinstance(each.entry, Interaction):
                    self.us -= each.entry.end_us - each.entry.start_us
                error = UserError("reference_unknown", field=column, text=each.row.cells.get(column, ""))
                yield each.fate, RowError.of(each.file, each.row.line, error, each.row.origin)
            gone = {each.entry.id for each, _column in lost}
            waiting = [each for each in waiting if each.entry.id not in gone]

    def _without_deleted(self, waiting: _Waiting) -> _Waiting:
        """Return a row that no longer refers to what was deleted there and never was here."""
        entry = waiting.entry
        gone = {
            field: None
            for field, _, kind in _REFERS
            if (wanted := getattr(entry, field, None)) in self._deleted_there and self._known(kind, wanted) is None
        }
        if not gone:
            return waiting
        entry = replace(entry, **gone)  # type: ignore[arg-type] # references alone, which may all be None
        self._names.stage(entry)
        return replace(waiting, entry=entry)

    def _unknown(self, entry: Entry) -> str | None:
        """Return the first column in which an entry refers to what nobody knows, or None."""
        for field, column, kind in _REFERS:
            wanted = getattr(entry, field, None)
            if wanted is not None and self._known(kind, wanted) is None:
                return column
        return None

    def finished(self) -> list[Entry]:
        """Return everything to be written; contacts made on the way were first seen when first spoken with."""
        self._bring_back_what_is_spoken_of()
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

    def _bring_back_what_is_spoken_of(self) -> None:
        fresh = list(self._names.staged.values()) if self._held else []
        while fresh:
            wanted = {each for entry in fresh for each in _spoken_of(entry) if each in self._held}
            fresh = [self._held.pop(each) for each in wanted]
            for each in fresh:
                self._names.stage(each)
                table = table_named("channels") if isinstance(each, Channel) else table_of(each)
                if each.deleted_us is None and table is not None:
                    dead = replace(each, deleted_us=each.edited_us - 1, edited_us=each.edited_us - 1)
                    self.agreement.conflicts.append(self.agreement.conflict(table, dead, each, takes=True, code="used"))


def _given(table: Table, row: Planned) -> UUID | None:
    """Return the id that a row has on the desk it comes from."""
    text = row.cells.get("id", "").strip()
    return foreign_id(table.name, text) if text else None


def _cells(text: str) -> dict[str, str]:
    """Return the cells of a deleted entry, as an export writes them into one."""
    try:
        said = json.loads(text)
    except ValueError:
        said = None
    if not isinstance(said, dict) or not all(isinstance(each, str) for each in said.values()):
        raise UserError("row_unreadable", field="row")
    return said


def _spoken_of(entry: Entry) -> Iterator[UUID]:
    for each in fields(entry):
        value = getattr(entry, each.name)
        if isinstance(value, UUID):
            yield value
        elif isinstance(value, tuple):
            yield from (one for one in value if isinstance(one, UUID))


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
