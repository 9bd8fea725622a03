"""Entries as rows: what each column is, and the SQL that reads and writes it.

Everything is made once from the fields of the dataclasses in `roidesk.domain.model`, so that a field is declared in
one place. Values are bound by name: ids and booleans as they are, days as ISO text, choices as their text; a tuple is a
child table `<table>_<field>` of (owner_id, position, value). A row that is read holds an id as its 16 bytes.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import MISSING, dataclass, fields
from datetime import date
from enum import StrEnum
from functools import cache, cached_property, lru_cache
from operator import attrgetter
from types import UnionType
from typing import Any, Generic, TypeVar, get_args, get_type_hints
from uuid import UUID

from roidesk.domain.catalogue import folded, handle_key
from roidesk.domain.errors import UserError
from roidesk.domain.model import (
    ENTRIES,
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
    Topic,
)

E = TypeVar("E", bound=Entry)
Plain = str | int | bytes | UUID | None
"""What is bound for a column."""
Row = Sequence[Any]

REFERENCES: Mapping[str, type[Entry]] = {
    "person_id": Person,
    "channel_id": Channel,
    "kind_id": ChannelKind,
    "contact_id": Contact,
    "merged_into_id": Contact,
    "brand_id": Brand,
    "product_id": Product,
    "answers_id": Inbound,
    "interaction_id": Interaction,
    "refund_of_id": Conversion,
    "topics": Topic,
    "interests": Topic,
    "people": Person,
}
"""What a field that holds an id refers to."""

_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))

NAMED: frozenset[str] = frozenset("person channel channel_kind brand product topic contact conversion_kind".split())
"""Tables with a column `folded`: the name as names are compared."""


def table_of(kind: type[Entry]) -> str:
    """Return the table of a kind of entry ("channel_kind")."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", kind.__name__).lower()


@cache
def kinds() -> Mapping[str, type[Entry]]:
    """Return every kind of entry by its table, parents before children."""
    return {table_of(kind): kind for kind in ENTRIES}


@lru_cache(maxsize=16384)
def known_id(raw: bytes) -> UUID:
    """Return the id of 16 bytes; kept, as rows name the same few people and kinds again and again."""
    return UUID(bytes=raw)


def _new_id(raw: bytes) -> UUID:
    return UUID(bytes=raw)


@dataclass(frozen=True, slots=True)
class Column:
    """One field of an entry: its name, the Python type of its values, and whether it may be None or is a tuple."""

    name: str
    type: type
    optional: bool
    many: bool
    default: object

    @classmethod
    def of(cls, name: str, hint: object, default: object) -> Column:
        """Read the annotation of a field: T, T | None, or tuple[T, ...]."""
        optional, many = isinstance(hint, UnionType), False
        if optional:
            hint = next(each for each in get_args(hint) if each is not type(None))
        if get_args(hint):
            hint, many = get_args(hint)[0], True
        if not isinstance(hint, type):
            raise TypeError(f"{name}: {hint!r} has no column")
        return cls(name, hint, optional, many, default)

    @property
    def decoder(self) -> Callable[[Any], object] | None:
        """Makes the value of what the column holds; None: it is that already."""
        if self.type is UUID:
            return _new_id if self.name == "id" else known_id
        if self.type is bool:
            return bool
        if self.type is date:
            return date.fromisoformat
        if issubclass(self.type, StrEnum):
            return {str(each): each for each in self.type}.__getitem__
        return None

    @property
    def encoder(self) -> Callable[[Any], Plain] | None:
        """Makes what is bound of a value; None: it is bound as it is."""
        if self.type is date:
            return date.isoformat
        if issubclass(self.type, StrEnum):
            return str
        return None


class Record(Generic[E]):
    """How one kind of entry is kept. Get it from `record_of`."""

    def __init__(self, kind: type[E]) -> None:
        self.kind = kind
        self.table = table_of(kind)
        hints = get_type_hints(kind)
        every = [Column.of(each.name, hints[each.name], each.default) for each in fields(kind)]
        self.columns = tuple(each for each in every if not each.many)
        self.children = tuple(each for each in every if each.many)
        self.named = self.table in NAMED
        self._names = tuple(each.name for each in self.columns)
        self._written = (*self._names, "folded") if self.named else self._names
        self._values = attrgetter(*self._names)
        self._encoders = [(each.name, each.encoder) for each in self.columns if each.encoder]
        self._set = [getattr(kind, each.name).__set__ for each in (*self.columns, *self.children)]
        self._decoders = [(at, each.decoder) for at, each in enumerate(self.columns) if each.decoder]
        first = len(self.columns)
        self._lists = [(first + at, each.decoder) for at, each in enumerate(self.children)]
        self._by_name = {each.name: each for each in self.columns}

    # ------------------------------------------------------------ reading

    @cached_property
    def select(self) -> str:
        """`select … from <table>`, to be followed by `where`; each tuple comes as a JSON list, ids in it as hex."""
        return f"select {self.listing} from {self.table}"

    @cached_property
    def listing(self) -> str:
        """The columns of `select`."""
        names = [f"{self.table}.{name}" for name in self._names]
        return ", ".join([*names, *(self._list(each) for each in self.children)])

    def _list(self, child: Column) -> str:
        table, value = self.child_table(child), "hex(value)" if child.type is UUID else "value"
        return (
            f"(select json_group_array({value}) from (select value from {table} "
            f"where owner_id = {self.table}.id order by position) as listed)"
        )

    def child_table(self, child: Column) -> str:
        """Return the table that holds the values of a tuple."""
        return f"{self.table}_{child.name}"

    @cached_property
    def order(self) -> str:
        """`order by …`: by hand, by name, by time, by day, as far as the table has them."""
        wanted = ("position", "folded", "start_us", "at_us", "from_us", "first_day", "from_day", "day", "weekday", "id")
        has = {*self._names, *(["folded"] if self.named else [])}
        first = {each.name: " nulls first" for each in self.columns if each.optional}
        return "order by " + ", ".join(f"{self.table}.{name}{first.get(name, '')}" for name in wanted if name in has)

    def decode(self, row: Row) -> E:
        """Make the entry of a row of `select`; `UserError("row_damaged")` when it holds what was never written."""
        values = list(row)
        try:
            for at, decoder in self._decoders:
                value = values[at]
                if value is not None:
                    values[at] = decoder(value)
            for at, of_one in self._lists:
                values[at] = _many(values[at], of_one)
        except (ValueError, KeyError, TypeError, AttributeError, AssertionError) as error:
            raise UserError("row_damaged", table=self.table) from error
        # Written straight into the slots: four times faster than a frozen __init__, and rows are decoded by the 10,000.
        entry = object.__new__(self.kind)
        for put, value in zip(self._set, values, strict=False):
            put(entry, value)
        return entry

    def plain(self, name: str, value: object) -> Plain:
        """Return what is bound for a value of the column `name`; `KeyError` when the entry has no such column."""
        encoder = self._by_name[name].encoder
        return value if value is None or encoder is None else encoder(value)  # type: ignore[return-value]

    # ------------------------------------------------------------ writing

    @cached_property
    def insert(self) -> str:
        """Insert, or do nothing where there is a row of that id."""
        return f"{self._insert} do nothing"

    @cached_property
    def upsert(self) -> str:
        """Insert, or replace the row of that id."""
        sets = ", ".join(f"{name} = excluded.{name}" for name in self._written if name != "id")
        return f"{self._insert} do update set {sets}"

    @cached_property
    def _insert(self) -> str:
        names, marks = ", ".join(self._written), ", ".join(f":{name}" for name in self._written)
        return f"insert into {self.table} ({names}) values ({marks}) on conflict (id)"

    def encode(self, entry: E) -> dict[str, Plain]:
        """Return the parameters of `insert` and `upsert`."""
        values: dict[str, Any] = dict(zip(self._names, self._values(entry), strict=True))
        for name, encoder in self._encoders:
            value = values[name]
            if value is not None:
                values[name] = encoder(value)
        if self.named:
            values["folded"] = folded(values["name"])
        return values

    def child_rows(self, entry: E, child: Column) -> list[dict[str, Plain]]:
        """Return the rows of a tuple's own table."""
        encoder = child.encoder
        rows: list[dict[str, Plain]] = []
        for position, value in enumerate(getattr(entry, child.name)):
            row = {"owner_id": entry.id, "position": position, "value": encoder(value) if encoder else value}
            if child.name == "handles":
                row["folded"] = handle_key(value)
            rows.append(row)
        return rows

    # ------------------------------------------------------------ as text, for the change log

    def text(self, entry: E) -> str:
        """Return the entry as canonical JSON: keys in order, nothing that is as by default."""
        found: dict[str, object] = {}
        for (name, default, encode), value in zip(self._texts, self._text_values(entry), strict=True):
            if default is MISSING or value != default:
                found[name] = encode(value) if encode and value is not None else value
        try:
            return _JSON.encode(found)
        except (TypeError, ValueError) as error:
            raise UserError("value_refused", table=self.table, text=str(error)) from error

    @cached_property
    def _texts(self) -> list[tuple[str, object, Callable[[Any], object] | None]]:
        return [
            (each.name, each.default, _text_encoder(each))
            for each in sorted((*self.columns, *self.children), key=lambda each: each.name)
        ]

    @cached_property
    def _text_values(self) -> Callable[[E], tuple[object, ...]]:
        return attrgetter(*(name for name, _, _ in self._texts))

    def version(self, text: str | None) -> E | None:
        """Make the entry of what a change says of it; None where that is nothing, or only when it was made."""
        return None if text is None or GONE in text or UNSEEN in text else self.parse(text)

    def parse(self, text: str) -> E:
        """Make the entry of its canonical JSON; what an older roidesk did not write is as by default."""
        found: dict[str, Any] = json.loads(text)
        values: dict[str, Any] = {
            each.name: _from_text(each, found[each.name])
            for each in (*self.columns, *self.children)
            if each.name in found
        }
        return self.kind(**values)


GONE = '"gone":1'
"""What stands in the log's text of an entry that is gone, and in no other."""


UNSEEN = '"unseen":1'
"""What stands in the log's text of a version that was made on another desk and never was here, and in no other."""


def remains(id: UUID, edited_us: int, how: str = "gone") -> str:  # noqa: A002 - what it is
    """Return what the log says of a version without contents: when it was made.

    "gone": no row is left of the entry, after the trash was emptied, or as another desk deleted what was never here.
    "unseen": another desk made that version, and a later one of it came here.
    """
    return _JSON.encode({"edited_us": edited_us, how: 1, "id": str(id)})


def gone_us(text: str) -> int | None:
    """Return when an entry was deleted of which the log says only that it is gone; None: the text holds an entry."""
    # A quote inside a value stands after a backslash, so that no value can look like this.
    return edited_of(text) if GONE in text else None


def edited_of(text: str) -> int:
    """Return when the version that a text of the log holds was made."""
    edited: int = json.loads(text).get("edited_us", 0)
    return edited


def _text_encoder(column: Column) -> Callable[[Any], object] | None:
    one: Callable[[Any], object] | None = str if column.type in (UUID, date) else None
    if column.many:
        return (lambda values: [one(each) for each in values]) if one else list
    return one


def _from_text(column: Column, value: Any) -> object:  # noqa: ANN401 - what JSON holds
    if column.many:
        return tuple(UUID(each) if column.type is UUID else each for each in value)
    if value is None or column.type is bool:
        return value
    if column.type is date:
        return date.fromisoformat(value)
    return column.type(value)


def _many(text: str, decoder: Callable[[Any], object] | None) -> tuple[object, ...]:
    if text == "[]":
        return ()
    values: Iterable[Any] = json.loads(text)
    return tuple(decoder(bytes.fromhex(each)) for each in values) if decoder else tuple(values)


def record_of(kind: type[E]) -> Record[E]:
    """Return how a kind of entry is kept."""
    key: Any = kind  # mypy takes no generic type for the key of a cache
    record: Record[E] = _made(key)
    return record


@cache
def _made(kind: type[Any]) -> Record[Any]:
    return Record(kind)
