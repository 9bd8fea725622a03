"""The same change to many rows, as one action that is taken back as one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum
from typing import TYPE_CHECKING, TypeVar
from uuid import UUID

from roidesk.domain.errors import UserError
from roidesk.domain.instants import Span
from roidesk.domain.model import Interaction
from roidesk.domain.reshaping import moved
from roidesk.importers.tables import table as table_named
from roidesk.services.ledger import BULK, in_order, place_of
from roidesk.services.names import written_for
from roidesk.services.outcomes import Origin, conversion_of, kind_names

if TYPE_CHECKING:
    from roidesk.domain.changes import Changes
    from roidesk.domain.model import Entry
    from roidesk.importers.columns import Column, Table
    from roidesk.services.context import Context

Cells = Mapping[str, str]
E = TypeVar("E", bound="Entry")
_BETWEEN = "; "


class Listed(StrEnum):
    """What is done with a list, such as topics."""

    ADD = "add"
    TAKE = "take"
    REPLACE = "replace"


class Bulk:
    """Rows of one table changed together. Only tables whose rows may say the same (`changeable`)."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def changeable(self, table: str) -> bool:
        """Whether many rows of a table can be given the same cells."""
        return not table_named(table).key

    def change(self, table: str, ids: Iterable[UUID], fields: Cells) -> Changes:
        """Give rows the same cells; an empty text is "not known"."""
        return self._each(table, ids, fields, lambda _cells: fields)

    def change_list(self, table: str, ids: Iterable[UUID], column: str, names: Iterable[str], how: Listed) -> Changes:
        """Add names to a list of each row (topics), take them from it, or let it be these and no others."""
        wanted = [each.strip() for each in names if each.strip()]
        known = {each.casefold() for each in wanted}

        def cells_of(cells: Cells) -> Cells:
            there = [each.strip() for each in cells[column].split(";") if each.strip()]
            rest = [each for each in there if each.casefold() not in known]
            kept = {Listed.ADD: there, Listed.TAKE: rest, Listed.REPLACE: []}[how]
            new = [] if how is Listed.TAKE else [each for each in wanted if each.casefold() not in _folded(kept)]
            return {column: _BETWEEN.join((*kept, *new))}

        return self._each(table, ids, {column: ""}, cells_of)

    def shift(self, ids: Iterable[UUID], by_us: int) -> Changes:
        """Let interactions have been so much later (below zero: earlier), each as long as it was."""
        wanted = self._wanted(ids)
        with self._context.unit("edit") as unit:
            for each in wanted:
                found = _found(unit.read.get(Interaction, each), each)
                unit.put(moved(found, Span(found.start_us + by_us, found.end_us + by_us)))
        return unit.changes

    def link(self, ids: Iterable[UUID], kind: str) -> Changes:
        """Enter a conversion of a kind for each interaction, as come of it, without an amount of its own."""
        wanted = self._wanted(ids)
        catalogue = written_for(self._context.read())
        if kind not in kind_names(catalogue):
            raise UserError("choice_unknown", field="kind", text=kind, known=", ".join(kind_names(catalogue)))
        with self._context.unit("convert") as unit:
            for each in wanted:
                origin = Origin.of(_found(unit.read.get(Interaction, each), each))
                unit.put(conversion_of(self._context, catalogue, kind, None, origin))
        return unit.changes

    def _each(self, table: str, ids: Iterable[UUID], fields: Cells, cells_of: Callable[[Cells], Cells]) -> Changes:
        """Change each row by what its cells say, as an export writes them."""
        declared = table_named(table)
        for name in fields:
            _refuse_column(declared, declared.column.get(name), name)
        if declared.key:
            raise UserError("column_read_only", field=next(iter(fields)), table=table)
        wanted = self._wanted(ids)
        with self._context.unit("edit") as unit:
            place = place_of(self._context, unit.read)
            after: list[Entry] = []
            for each in wanted:
                before: Entry = _found(unit.read.get(declared.kind, each), each)
                after.append(declared.read(cells_of(declared.show(before, place)), place, wanted=each, base=before))
            unit.put_many(in_order([*place.names.staged.values(), *after]))
        return unit.changes

    def _wanted(self, ids: Iterable[UUID]) -> tuple[UUID, ...]:
        """Return the ids, once a backup holds what is there where they are many."""
        from roidesk.services.backups import backup_before

        wanted = tuple(dict.fromkeys(ids))
        if len(wanted) > BULK:
            backup_before(self._context, "bulk")
        return wanted


def _folded(names: Iterable[str]) -> frozenset[str]:
    return frozenset(each.casefold() for each in names)


def _refuse_column(table: Table, column: Column | None, name: str) -> None:
    if column is None:
        known = ", ".join(each.name for each in table.columns if not each.computed)
        raise UserError("column_unknown", text=name, table=table.name, known=known)
    if column.computed:
        raise UserError("column_read_only", field=name, table=table.name)


def _found(entry: E | None, wanted: UUID) -> E:
    if entry is None:
        raise UserError("entry_unknown", text=str(wanted))
    return entry
