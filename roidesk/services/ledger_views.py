"""A table of the store as it is looked at: filtered, in some order, a page at a time, however long it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from itertools import islice, starmap, takewhile
from typing import TYPE_CHECKING, NamedTuple
from uuid import UUID

from roidesk.domain.catalogue import folded
from roidesk.domain.model import Contact, Interaction
from roidesk.importers.cells import Editor
from roidesk.importers.tables import table as table_named
from roidesk.services.led_to import with_outcomes
from roidesk.services.ledger import Row, in_own_order, place_of
from roidesk.services.matching import bound, matching, matching_of
from roidesk.store.listing import SORTED_BY, Beyond, Listing, began_within, decided

if TYPE_CHECKING:
    from roidesk.domain.filters import Expression
    from roidesk.domain.instants import Period, Span
    from roidesk.domain.model import Entry
    from roidesk.services.context import Context
    from roidesk.store.reader import Reader

_INTERACTIONS = "interactions"
_NEWEST, _NEWEST_READ = 20_000, 1_000
"""Among so many of the newest rows the first that fit are looked for; where each has to be read, among so many."""
_STEP = 4096
"""From one landmark to the next."""
_SIZED = frozenset({Editor.NUMBER, Editor.MONEY})


@dataclass(frozen=True, slots=True)
class View:
    """What is looked at. `where` filters interactions, `words` any other table: rows in which each of them stands.

    `days`: only interactions that began on them. `by`: a column, "" for the table's own order (what has a time: newest
    first).
    """

    table: str
    where: Expression | None = None
    words: str = ""
    by: str = ""
    descending: bool = True
    days: Period | None = None

    @property
    def narrowed(self) -> bool:
        """Whether it may leave rows out."""
        return self.where is not None or bool(self.words) or self.days is not None


class Size(NamedTuple):
    """How many rows a view has, and how long they took together, in microseconds."""

    rows: int
    us: int


class Near(NamedTuple):
    """A row whose place in a view is known: pages beside it are found from there."""

    at: int
    id: UUID


class First(NamedTuple):
    """The first rows of a view; `every`: whether it has no others, which is not known while older ones may fit."""

    rows: tuple[Row, ...]
    every: bool


@dataclass(frozen=True, slots=True)
class Stretch:
    """Which rows of a view are wanted: from a place on, so many; `count`: how many there are, 0 where not known."""

    first: int
    limit: int
    count: int = 0


class LedgerViews:
    """Pages and counts of views."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def sortable(self, table: str) -> frozenset[str]:
        """Return the columns by which a table can be put in order."""
        return SORTED_BY if table == _INTERACTIONS else frozenset(table_named(table).column)

    def count(self, view: View) -> Size:
        """Return how many rows a view has, and how long they took (0 where rows take no time)."""
        read = self._context.read()
        if view.table != _INTERACTIONS:
            return Size(len(self._found(read, view)), 0)
        of = _listing(read, view, self._span(view))
        if of is not None:
            return Size(*read.counted(of))
        every = [each.end_us - each.start_us for each in _kept(read, view, self._span(view))]
        return Size(len(every), sum(every))

    def first(self, view: View, limit: int) -> First:
        """Return the first rows of a view at once, however few it keeps: those among the newest of a long table."""
        if view.where is None or view.days is not None or not _newest_first(view):
            rows = self.page(view, Stretch(0, limit))
            return First(rows, len(rows) < limit)
        read = self._context.read()
        of = _listing(read, view, self._span(view))
        if of is not None:
            found, every = read.begun(of, limit, _NEWEST)
            return First(self._rows(read, view.table, found), every)
        newest = read.page(limit=_NEWEST_READ)
        found = list(islice(matching_of(read, view.where, newest), limit))
        return First(self._rows(read, view.table, found), len(newest) < _NEWEST_READ and len(found) < limit)

    def landmarks(self, view: View) -> Iterator[Near]:
        """Yield rows of a long view with their places, some thousands apart: a page anywhere is quick with them."""
        read = self._context.read()
        of = _listing(read, view, self._span(view)) if view.table == _INTERACTIONS else None
        if of is not None and of.by == "start":
            yield from starmap(Near, read.landmarks(of, _STEP))

    def page(self, view: View, wanted: Stretch, near: Sequence[Near] = ()) -> tuple[Row, ...]:
        """Return some rows of a view; rows `near` whose places are known make it quick."""
        read = self._context.read()
        end = wanted.first + wanted.limit
        if view.table != _INTERACTIONS:
            return tuple(self._found(read, view)[wanted.first : end])
        of = _listing(read, view, self._span(view))
        found: Iterable[Entry] = (
            islice(_kept(read, view, self._span(view)), wanted.first, end)
            if of is None
            else _page(read, of, wanted, near)
        )
        return self._rows(read, view.table, found)

    def contact(self, table: str, which: UUID) -> UUID | None:
        """Return the contact that a row is, or speaks of."""
        entry = self._context.read().get(table_named(table).kind, which)
        found = entry.id if isinstance(entry, Contact) else getattr(entry, "contact_id", None)
        return found if isinstance(found, UUID) else None

    def ids(self, view: View, first: int, limit: int) -> tuple[UUID, ...]:
        """Return the ids of so many rows of a view from a place on."""
        return tuple(each.id for each in self.page(view, Stretch(first, limit)))

    def _span(self, view: View) -> Span | None:
        return None if view.days is None else view.days.span(self._context.settings().zone)

    def _rows(self, read: Reader, table: str, found: Iterable[Entry]) -> tuple[Row, ...]:
        entries = list(found)
        contacts = {id_ for each in entries if (id_ := getattr(each, "contact_id", None)) is not None}
        declared, place = table_named(table), place_of(self._context, read, exact=False, contacts=contacts)
        rows = tuple(Row(each.id, declared.show(each, place)) for each in entries)
        return with_outcomes(read, rows) if table == _INTERACTIONS else rows

    def _found(self, read: Reader, view: View) -> list[Row]:
        """Return all rows of a view of a table that is not long."""
        declared = table_named(view.table)
        rows = list(self._rows(read, view.table, in_own_order(read, declared)))
        wanted = [folded(each) for each in view.words.split()]
        if wanted:
            rows = [each for each in rows if _has(each, wanted)]
        if view.by in declared.column:
            sized = declared.column[view.by].cell.editor in _SIZED
            known = [each for each in rows if each.cells.get(view.by)]
            known.sort(key=lambda each: _rank(each.cells[view.by], sized=sized), reverse=view.descending)
            rows = [*known, *(each for each in rows if not each.cells.get(view.by))]
        return rows


def _newest_first(view: View) -> bool:
    return not view.by or (view.by == "start" and view.descending)


def _listing(read: Reader, view: View, span: Span | None) -> Listing | None:
    """Return how the database lists a view of interactions; None where it cannot decide the filter."""
    of: Listing | None = Listing()
    if view.where is not None:
        of = decided(bound(read, view.where), read.catalogue(), read.merged_contacts(), read.campaigns)
    by = view.by if view.by in SORTED_BY else "start"
    if of is not None and span is not None:
        of = began_within(of, span)
    return None if of is None else replace(of, by=by, descending=view.descending or not view.by)


def _kept(read: Reader, view: View, span: Span | None) -> Iterable[Interaction]:
    """Return the interactions of a view one by one, newest first."""
    every = () if view.where is None else matching(read, view.where)
    if span is None:
        return every
    begun = takewhile(lambda each: each.start_us >= span.start, every)
    return (each for each in begun if each.start_us < span.end)


def _page(read: Reader, of: Listing, wanted: Stretch, near: Sequence[Near]) -> list[Interaction]:
    """Return a page, from the nearest place that is known: the start, the end, or a row."""
    first, count = wanted.first, wanted.count
    limit = min(wanted.limit, max(0, count - first)) if count else wanted.limit
    if of.by != "start":
        return read.listed(of, limit, first)
    offset, beyond = first, None
    for each in near:
        off = first - each.at - 1 if each.at < first else each.at - first - limit
        row = read.get(Interaction, each.id) if 0 <= off < offset else None
        if row is not None:
            offset, beyond = off, Beyond(row.start_us, row.id, back=each.at > first)
    from_end = count - first - limit
    if count and from_end < offset:
        return read.listed(replace(of, descending=not of.descending), limit, from_end)[::-1]
    return read.listed(of, limit, offset, beyond)


def _has(row: Row, wanted: Sequence[str]) -> bool:
    text = folded(" ".join(row.cells.values()))
    return all(each in text for each in wanted)


def _rank(text: str, *, sized: bool) -> tuple[Decimal, str]:
    try:
        return (Decimal(text), "") if sized else (Decimal(), folded(text))
    except InvalidOperation:
        return Decimal(), folded(text)
