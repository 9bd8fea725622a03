"""What a table file is: its columns, and how a row of cells becomes an entry and an entry a row of cells."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import MISSING, dataclass, fields, replace
from functools import cached_property
from typing import Any
from uuid import UUID

from roidesk.domain.catalogue import folded
from roidesk.domain.errors import UserError
from roidesk.domain.instants import local_day
from roidesk.domain.model import Entry
from roidesk.importers import cells as c
from roidesk.importers.cells import Cell, Editor, Place

Cells = Mapping[str, str]
Values = dict[str, Any]
ReadRest = Callable[[Cells, Place, Entry | None], Values]
ShowRest = Callable[[Any, Place], dict[str, str]]


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name in the file, the cell, and the field of the entry that it fills.

    `field` "" is read and shown by the table's own rule, with other columns. `required`: a new row cannot do without.
    `ours`: written by roidesk's export and not part of the contract. `computed`: shown, never read.
    """

    name: str
    cell: Cell
    field: str = ""
    required: bool = False
    ours: bool = False
    computed: bool = False


@dataclass(frozen=True)
class Table:
    """One table file. `key`: the fields that only one entry has together; without, rows differ by id or content.

    `note`: the field that keeps what stands in columns we do not know. `newest_first`: rows are shown from the end of
    the store's order on.
    """

    name: str
    kind: type[Entry]
    columns: tuple[Column, ...]
    key: tuple[str, ...] = ()
    note: str = ""
    newest_first: bool = False
    read_rest: ReadRest = lambda _cells, _place, _base: {}
    show_rest: ShowRest = lambda _entry, _place: {}

    @cached_property
    def column(self) -> Mapping[str, Column]:
        """Columns by name."""
        return {each.name: each for each in self.columns}

    @cached_property
    def required(self) -> frozenset[str]:
        """The columns a file of this table must have."""
        return frozenset(each.name for each in self.columns if each.required)

    @cached_property
    def _defaults(self) -> Mapping[str, Any]:
        return {each.name: each.default for each in fields(self.kind) if each.default is not MISSING}

    @cached_property
    def _direct(self) -> tuple[Column, ...]:
        return tuple(each for each in self.columns if each.field and not each.computed)

    @cached_property
    def _money(self) -> tuple[Column, ...]:
        return tuple(each for each in self._direct if each.cell.editor is Editor.MONEY)

    @cached_property
    def _fields(self) -> frozenset[str]:
        return frozenset(each.name for each in fields(self.kind))

    # ------------------------------------------------------------ reading

    def read(self, cells: Cells, place: Place, *, wanted: UUID, base: Entry | None = None) -> Any:  # noqa: ANN401
        """Return the entry that a row of cells says, of id `wanted`; or `base` with what the cells say of it.

        An empty cell is "not known": the default of the column. Raises `UserError` with `field`, the column's name.
        """
        place = self._place(cells, place, base)
        values: Values = {}
        if base is not None and "currency" in cells and self._money:
            cells = self._same_amounts(base, place) | dict(cells)
        for column in self._direct:
            text = cells.get(column.name)
            if text is not None:
                values[column.field] = self._value(column, text, place)
        if base is not None:
            return replace(base, **(values | self.read_rest(cells, place, base) | self._currency(values, place, base)))
        for column in self.columns:
            if column.required and not cells.get(column.name, "").strip():
                raise UserError("cell_missing", field=column.name)
        values |= self.read_rest(cells, place, None)
        if "zone" in self._fields:
            values.setdefault("zone", place.zone)
        values |= self._currency(values, place, None)
        values["id"] = wanted
        return self.kind(**values)

    def _currency(self, values: Values, place: Place, base: Entry | None) -> Values:
        """Return the currency of amounts that came without one: that of the entry before, else the store's."""
        if not self._money or values.get("currency", getattr(base, "currency", None)) is not None:
            return {}
        amounts = (values.get(each.field, getattr(base, each.field, None)) for each in self._money)
        needs = "currency" not in self._defaults or any(amount is not None for amount in amounts)
        return {"currency": place.currency if needs else None}

    def _value(self, column: Column, text: str, place: Place) -> Any:  # noqa: ANN401 - the field's own type
        if not text.strip():
            if column.name == "zone":
                return place.zone
            if column.name == "currency":
                return None
            if column.required:
                raise UserError("cell_missing", field=column.name)
            return self._defaults.get(column.field, "" if column.cell.editor is Editor.TEXT else None)
        return column.cell.read_as(column.name, text, place)

    def _place(self, cells: Cells, place: Place, base: Entry | None) -> Place:
        zone = getattr(base, "zone", None)
        currency = getattr(base, "currency", None)
        day = None
        if base is not None and zone is not None:
            at = getattr(base, "start_us", getattr(base, "at_us", None))
            day = local_day(at, zone) if at is not None else None
        if said := cells.get("zone", "").strip():
            zone = self._value(self.column["zone"], said, place) if "zone" in self.column else zone
        if said := cells.get("currency", "").strip():
            currency = self._value(self.column["currency"], said, place) if "currency" in self.column else currency
        return place.within(zone=zone, currency=currency, day=day)

    def _same_amounts(self, base: Entry, place: Place) -> dict[str, str]:
        """Return the amounts of an entry as text, so that 240 EUR becomes 240 JPY and not 24,000."""
        old = place.within(currency=getattr(base, "currency", None) or place.currency)
        return {
            each.name: each.cell.show(getattr(base, each.field), old)
            for each in self._money
            if getattr(base, each.field) is not None
        }

    # ------------------------------------------------------------ showing

    def show(self, entry: Any, place: Place) -> dict[str, str]:  # noqa: ANN401 - an entry of this table's kind
        """Return every cell of an entry, by column."""
        place = place.within(zone=getattr(entry, "zone", None), currency=getattr(entry, "currency", None))
        cells = dict.fromkeys(self.column, "")
        for column in self.columns:
            if column.field:
                value = getattr(entry, column.field)
                if value is not None:
                    cells[column.name] = column.cell.show(value, place)
        return cells | self.show_rest(entry, place)

    def key_of(self, entry: Entry) -> tuple[object, ...] | None:
        """Return what only this entry may have, as far as the table has such a thing."""
        if not self.key:
            return None
        values = (getattr(entry, each) for each in self.key)
        return tuple(folded(value) if isinstance(value, str) else value for value in values)


# ---------------------------------------------------------------- what several tables have


ZONE = Column("zone", c.ZONE, "zone")
CURRENCY = Column("currency", c.CURRENCY, "currency")


def read_days(cells: Cells, place: Place, base: Entry | None) -> Values:
    """Return nothing: only see to it that the last day is not before the first."""
    first = cells.get("from", "").strip()
    last = cells.get("to", "").strip()
    first_day = c.DAY.read(first, place) if first else getattr(base, "first_day", None)
    last_day = c.DAY.read(last, place) if last else getattr(base, "last_day", None)
    if first_day and last_day and last_day < first_day:
        raise UserError("period_backwards", first=first_day.isoformat(), last=last_day.isoformat(), field="to")
    return {}
