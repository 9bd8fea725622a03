"""Every table of the store by column and text: what the window's tables, `edit`, `cost add` and their like stand on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import islice
from uuid import UUID

from roidesk.domain.changes import Changes
from roidesk.domain.errors import UserError
from roidesk.domain.filters import Expression
from roidesk.domain.ids import foreign_id
from roidesk.domain.model import ENTRIES, Channel, ChannelKind, Contact, Entry, Goal, Interaction
from roidesk.importers.cells import Editor, Place
from roidesk.importers.columns import Column, Table
from roidesk.importers.names import Names
from roidesk.importers.tables import table as table_named
from roidesk.importers.tables import table_of, tables
from roidesk.services.context import Context
from roidesk.services.judging import judged_anew, rejudged, versions, weigh_anew
from roidesk.services.matching import matching
from roidesk.services.names import put_missing, written_for
from roidesk.store.reader import Reader
from roidesk.store.writer import Unit

BULK = 20
"""More entries than this changed at once, and a backup is made before."""
_ORDER = {kind: at for at, kind in enumerate(ENTRIES)}


@dataclass(frozen=True, slots=True)
class LedgerColumn:
    """One column as a person edits it.

    `editor`: "text", "choice", "flag", "number", "money", "time", "day", "name" or "list". `choices`: what may be
    written, or, where `open`, what there is already. `editable` False: it can only be looked at.
    """

    name: str
    editor: str
    choices: tuple[str, ...]
    open: bool
    required: bool
    editable: bool


@dataclass(frozen=True, slots=True)
class Row:
    """One entry as its cells, by column."""

    id: UUID
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Added:
    """An entry that was added, as its table row, and what that touched."""

    entry: Entry
    row: Row
    changes: Changes


class Ledger:
    """Tables of the store, each known by the name of its file without ".csv"."""

    def __init__(self, context: Context) -> None:
        self._context = context

    # ------------------------------------------------------------ looking

    def tables(self) -> tuple[str, ...]:
        """Return the names of all tables."""
        return tuple(tables())

    def columns(self, table: str) -> tuple[LedgerColumn, ...]:
        """Return the columns of a table in the order of its file, those of the contract first."""
        known = self._context.read().catalogue()
        names = {
            "person": [each.name for each in known.people],
            "channel": [each.name for each in known.channels],
            "brand": [each.name for each in known.brands],
            "product": [each.name for each in known.products],
            "kind": sorted({each.name for each in known.kinds} - {""}),
        }
        return tuple(_shown(column, names) for column in table_named(table).columns)

    def rows(
        self,
        table: str,
        *,
        limit: int = 256,
        before: UUID | None = None,
        exact: bool = False,
        where: Expression | None = None,
    ) -> tuple[Row, ...]:
        """Return rows as people read them, in the table's order (what has a time: newest first).

        `before`: the id of the last row known, to go on after it. `exact`: as an export writes them. `where`: of the
        interactions only those a filter keeps.
        """
        read = self._context.read()
        declared = table_named(table)
        place = place_of(self._context, read, exact=exact)
        found: Iterable[Entry]
        if where is None:
            found = _entries(read, declared, limit, before)
        else:
            found = islice(matching(read, where, read.get(Interaction, before) if before else None), limit)
        return tuple(Row(each.id, declared.show(each, place)) for each in found)

    def row(self, entry: Entry) -> Row:
        """Return an entry as its table row, exact, as an export writes it."""
        declared = table_of(entry)
        if declared is None:
            raise UserError("table_unknown", text=type(entry).__name__, known=", ".join(tables()))
        return Row(entry.id, declared.show(entry, place_of(self._context, self._context.read())))

    def count(self, table: str) -> int:
        """Return how many rows a table has."""
        return self._context.read().counts()[table_named(table).kind]

    def counts(self) -> Mapping[str, int]:
        """Return how many rows every table has."""
        found = self._context.read().counts()
        return {name: found[declared.kind] for name, declared in tables().items()}

    def find(self, text: str) -> tuple[str, Entry]:
        """Return the table and the entry of an id, our own or the one another program gave it.

        `UserError("entry_unknown")` when no table has it.
        """
        read = self._context.read()
        for name, declared in tables().items():
            found = read.get(declared.kind, foreign_id(name, text.strip()))
            if found is not None:
                return name, found
        raise UserError("entry_unknown", text=text)

    # ------------------------------------------------------------ writing

    def add(self, table: str, fields: Mapping[str, str]) -> Added:
        """Add a row of cells. Names not known yet are made in the same action; a store's first row brings the channels.

        `UserError` with `field` when a cell cannot be so; `entry_exists` when only one row may have what this one has.
        """
        declared = table_named(table)
        _check_columns(declared, fields)
        with self._context.unit("add") as unit:
            put_missing(unit, written_for(unit.read))
            place = place_of(self._context, unit.read)
            entry = declared.read(fields, place, wanted=self._context.id())
            twin = place.names.twin(entry)
            if twin is not None and twin.id in place.names.staged:
                # Reading made it on the way: the kind for the rest that comes with each new channel.
                entry = declared.read(fields, place, wanted=twin.id, base=twin)
            _refuse_twin(unit.read, declared, entry)
            if isinstance(entry, Goal) and entry.set_us is None:
                entry = replace(entry, set_us=self._context.clock.now())
            unit.put_many(in_order([*place.names.staged.values(), entry]))
            weigh_anew(self._context, unit, [entry])
            stored = unit.read.get(declared.kind, entry.id) or entry
        return Added(stored, self.row(stored), unit.changes)

    def edit(self, table: str, id: UUID, fields: Mapping[str, str], *, also_past: bool = False) -> Changes:  # noqa: A002
        """Change cells of a row; an empty text is "not known".

        A kind of contact that is judged anew, also by other weights, keeps its earlier judgement as a version, and what
        was logged keeps the one it was logged under, unless `also_past`.
        """
        declared = table_named(table)
        _check_columns(declared, fields)
        if also_past:
            self._back_up(len(self._context.read().where(Interaction, kind_id=id)))
        with self._context.unit("edit") as unit:
            before = unit.read.get(declared.kind, id)
            if before is None:
                raise UserError("entry_unknown", text=str(id))
            place = place_of(self._context, unit.read)
            after = declared.read(fields, place, wanted=id, base=before)
            _refuse_twin(unit.read, declared, after)
            written = [*place.names.staged.values(), after]
            if isinstance(before, ChannelKind) and isinstance(after, ChannelKind) and rejudged(before, after):
                written += versions(self._context, unit.read, before, after)
                if also_past:
                    written += judged_anew(unit.read, after)
            unit.put_many(in_order(written))
            weigh_anew(self._context, unit, [after])
        return unit.changes

    def delete(self, table: str, ids: Iterable[UUID]) -> Changes:
        """Put rows into the trash; `UserError("still_used")` for a name that other entries speak of.

        With the row of a channel that has no kind, the channel goes, and its other kinds with it.
        """
        declared = table_named(table)
        wanted = list(ids)
        self._back_up(len(wanted))
        with self._context.unit("delete") as unit:
            gone = [entry for each in wanted if (entry := unit.read.get(declared.kind, each)) is not None]
            for each in wanted:
                trash(unit, declared, each)
            weigh_anew(self._context, unit, gone)
        return unit.changes

    def _back_up(self, entries: int) -> None:
        """Make sure that a backup holds what is there, before many entries are changed at once."""
        if entries > BULK:
            from roidesk.services.backups import backup_before

            backup_before(self._context, "bulk")


# ---------------------------------------------------------------- shared with import and export


def place_of(
    context: Context, read: Reader, *, exact: bool = True, zone: str | None = None, contacts: Iterable[UUID] = ()
) -> Place:
    """Return what cells are read and shown with: the names, zone and currency of the store.

    `contacts`: whom the cells will speak of, as far as that is known: these are read in one go.
    """
    settings = context.settings()
    known = {each.id: each for each in read.among(Contact, "id", contacts)}

    def called(text: str) -> UUID | None:
        found = read.contact_called(text)
        return None if found is None else found.id

    names = Names(
        read.catalogue(),
        known_as=called,
        contact=lambda wanted: known.get(wanted) or read.get(Contact, wanted, trashed=True),
        new_id=context.id,
        weights=settings.weights,
    )
    return Place(names, zone or settings.zone, settings.currency, exact)


def trash(unit: Unit, table: Table, wanted: UUID) -> None:
    """Put a row into the trash; with the row of a channel that has no kind, the channel and its other kinds."""
    entry = unit.read.get(table.kind, wanted)
    if isinstance(entry, ChannelKind) and not entry.name:
        kinds = unit.read.where(ChannelKind, channel_id=entry.channel_id)
        unit.delete(ChannelKind, [kind.id for kind in kinds])
        unit.delete(Channel, [entry.channel_id])
    else:
        unit.delete(table.kind, [wanted])


def in_order(entries: Iterable[Entry]) -> list[Entry]:
    """Return entries so that what is referred to comes before what refers to it; of one id the last counts."""
    latest = {each.id: each for each in entries}

    def depth(entry: Entry) -> int:
        seen: set[UUID] = set()
        above = getattr(entry, "refund_of_id", None) or getattr(entry, "merged_into_id", None)
        while above in latest and above not in seen:
            seen.add(above)
            parent = latest[above]
            above = getattr(parent, "refund_of_id", None) or getattr(parent, "merged_into_id", None)
        return len(seen)

    return sorted(latest.values(), key=lambda each: (_ORDER[type(each)], depth(each)))


def _shown(column: Column, names: Mapping[str, list[str]]) -> LedgerColumn:
    offered = names.get(column.name, []) if column.cell.editor is Editor.NAME else []
    return LedgerColumn(
        name=column.name,
        editor=str(column.cell.editor),
        choices=column.cell.choices or tuple(offered),
        open=column.cell.editor is Editor.NAME,
        required=column.required,
        editable=not column.computed,
    )


def in_own_order(read: Reader, table: Table) -> list[Entry]:
    """Return every entry of a table: what has a time the newest first, kinds of contact by their channels."""
    every: list[Entry] = list(read.all(table.kind))
    if table.kind is ChannelKind:
        positions = {each.id: (each.position, each.name) for each in read.catalogue().channels}
        every.sort(key=lambda each: positions.get(getattr(each, "channel_id", None), (0, "")))  # type: ignore[arg-type]
    if table.newest_first:
        every.reverse()
    return every


def _entries(read: Reader, table: Table, limit: int, before: UUID | None) -> list[Entry]:
    if table.kind is Interaction:
        last = read.get(Interaction, before) if before else None
        return list(read.page(before=(last.start_us, last.id) if last else None, limit=limit))
    every = in_own_order(read, table)
    start = next((at + 1 for at, each in enumerate(every) if each.id == before), 0) if before else 0
    return every[start : start + limit]


def _check_columns(table: Table, fields: Mapping[str, str]) -> None:
    for name in fields:
        column = table.column.get(name)
        if column is None:
            known = ", ".join(each.name for each in table.columns if not each.computed)
            raise UserError("column_unknown", text=name, table=table.name, known=known)
        if column.computed:
            raise UserError("column_read_only", field=name, table=table.name)


def _refuse_twin(read: Reader, table: Table, entry: Entry) -> None:
    key = table.key_of(entry)
    if key is None:
        return
    for other in read.all(table.kind):
        if other.id != entry.id and table.key_of(other) == key:
            raise UserError("entry_exists", table=table.name, id=str(other.id))
