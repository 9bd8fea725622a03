"""Interactions as a long list is read: in some order, those that a filter keeps, a page or a count at a time.

In the order of time a page is found by what comes before it, whatever its number. A filter becomes SQL where the
database can decide it as `analytics.sums.filtering` does; `decided` says None where it cannot (an audience of
thousands of contacts).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from itertools import count
from typing import TYPE_CHECKING, NamedTuple
from uuid import UUID

from roidesk.domain.catalogue import folded
from roidesk.domain.filters import Condition, Expression, Filter, Operator, Sought
from roidesk.domain.filters.expression import All, Not
from roidesk.domain.model import Interaction
from roidesk.store.records import known_id, record_of

if TYPE_CHECKING:
    from collections.abc import Hashable

    from roidesk.domain.catalogue import Catalogue
    from roidesk.domain.instants import Span
    from roidesk.store.engine import Connection

_MOST_VALUES = 5000
"""More ids than this are not handed to the database one by one."""
_LEVEL = (
    "(case when score < 1500 then 1 when score < 2500 then 2 when score < 5000 then 3 "
    "when score < 7500 then 4 else 5 end)"
)
_COLUMNS: Mapping[str, str] = {
    "channel": "kind_id", "kind": "kind_id", "person": "person_id", "contact": "contact_id", "brand": "brand_id",
    "product": "product_id", "orientation": "product_id", "intent": "intent", "ask_kind": "ask_kind",
    "purpose": "purpose", "direction": "direction", "source": "source", "solved": "solved",
    "value_added": "value_added", "campaign": "campaign", "personal": _LEVEL, "score": "score",
    "minutes": "(end_us - start_us)",
}  # fmt: skip
_NAMED = "(select folded from {table} where {table}.id = interaction.{column})"
_BY: Mapping[str, str] = {
    "minutes": "(end_us - start_us)",
    "personalness": "score",
    "person": _NAMED.format(table="person", column="person_id"),
    "contact": _NAMED.format(table="contact", column="contact_id"),
    "brand": _NAMED.format(table="brand", column="brand_id"),
    "product": _NAMED.format(table="product", column="product_id"),
    "kind": _NAMED.format(table="channel_kind", column="kind_id"),
    "channel": "(select channel.folded from channel_kind join channel on channel.id = channel_id "
    "where channel_kind.id = interaction.kind_id)",
    **{name: name for name in ("direction", "intent", "ask_kind", "purpose", "campaign", "note", "source")},
}
SORTED_BY = frozenset({"start", *_BY})
"""The columns of `interactions.csv` by which they can be put in order."""


@dataclass(frozen=True, slots=True)
class Listing:
    """Interactions in order of a column of theirs ("start" is time), of those that pass a test in SQL."""

    test: str = ""
    values: Mapping[str, object] = field(default_factory=dict)
    by: str = "start"
    descending: bool = True


class Beyond(NamedTuple):
    """Where a page begins in the order of time: after this interaction, or, `back`, before it and going back."""

    start_us: int
    id: UUID
    back: bool = False


class Begun(NamedTuple):
    """The first rows of a listing; `every`: whether it has no others, not only none among those looked through."""

    rows: list[Interaction]
    every: bool


class Counted(NamedTuple):
    """How many interactions a listing has, and how long they took together, in microseconds."""

    rows: int
    us: int


def listed(
    connection: Connection, of: Listing, limit: int, offset: int = 0, beyond: Beyond | None = None
) -> list[Interaction]:
    """Return a page of a listing: so many rows, from the one `offset` on, counted from `beyond` where that is given.

    A page that goes back from `beyond` is returned in the listing's order, too.
    """
    record = record_of(Interaction)
    tests = ["deleted_us is null", *([of.test] if of.test else [])]
    values = dict(of.values) | {"limit": limit, "offset": offset}
    descending = of.descending != (beyond is not None and beyond.back)
    if beyond is not None:
        tests.append(f"(start_us, interaction.id) {'<' if descending else '>'} (:beyond_us, :beyond_id)")
        values |= {"beyond_us": beyond.start_us, "beyond_id": beyond.id}
    rows = connection.execute(
        f"{record.select} where {' and '.join(tests)} order by {_order(of.by, descending=descending)} "
        "limit :limit offset :offset",
        values,
    ).fetchall()
    found = [record.decode(row) for row in rows]
    return found[::-1] if beyond is not None and beyond.back else found


def begun(connection: Connection, of: Listing, limit: int, among: int) -> Begun:
    """Return the first rows of a listing by time, newest first, found among so many of the newest interactions only.

    A filter that keeps few has the whole table read before its page is full; this stays short whatever it keeps.
    """
    oldest = connection.execute(
        "select start_us from interaction order by start_us desc, id desc limit 1 offset :among", {"among": among}
    ).fetchone()
    if oldest is None:
        rows = listed(connection, of, limit)
        return Begun(rows, every=len(rows) < limit)
    test = " and ".join(["start_us > :oldest_us", *([of.test] if of.test else [])])
    newest = replace(of, test=test, values=dict(of.values) | {"oldest_us": oldest[0]})
    return Begun(listed(connection, newest, limit), every=False)


def landmarks(connection: Connection, of: Listing, step: int) -> Iterator[tuple[int, UUID]]:
    """Yield place and id of every `step`th row of a listing by time, in its order: a page beside one is found at once.

    Each is read by itself, so that whoever asks can stop in between.
    """
    beyond, values = "", dict(of.values) | {"offset": step - 1}
    test = f" and {of.test}" if of.test else ""
    sign = "<" if of.descending else ">"
    for place in count(step - 1, step):
        rows = connection.execute(
            f"select start_us, interaction.id from interaction where deleted_us is null{test}{beyond} "
            f"order by {_order('start', descending=of.descending)} limit 1 offset :offset",
            values,
        ).fetchall()
        if not rows:
            return
        which = known_id(rows[0][1])
        yield place, which
        beyond = f" and (start_us, interaction.id) {sign} (:beyond_us, :beyond_id)"
        values |= {"beyond_us": rows[0][0], "beyond_id": which}


def counted(connection: Connection, of: Listing) -> Counted:
    """Return how many rows a listing has, and how long they took."""
    test = f" and {of.test}" if of.test else ""
    query = f"select count(*), coalesce(sum(end_us - start_us), 0) from interaction where deleted_us is null{test}"
    rows, us = connection.execute(query, dict(of.values)).fetchone()
    return Counted(int(rows), int(us))


def decided(
    where: Filter, names: Catalogue, merged: Mapping[UUID, UUID], campaigns: Callable[[], Iterable[str]]
) -> Listing | None:
    """Return the listing of what a filter keeps, in order of time; None where the database cannot tell.

    `merged`: by each contact that was merged, the one it was merged into. `campaigns` reads the campaigns as they are
    spelled: only a filter that names one asks.
    """
    maker = _Tests(where, names, merged, campaigns)
    test = maker.of(where.expression)
    return None if test is None else Listing(test, maker.values)


def began_within(of: Listing, span: Span) -> Listing:
    """Return a listing of those only that began within a span."""
    tests = ["start_us >= :span_from", "start_us < :span_to", *([of.test] if of.test else [])]
    return replace(
        of, test=" and ".join(tests), values=dict(of.values) | {"span_from": span.start, "span_to": span.end}
    )


def _order(by: str, *, descending: bool) -> str:
    way = "desc" if descending else "asc"
    if by == "start":
        return f"start_us {way}, interaction.id {way}"
    # What is not known comes last, whichever way; equal ones stand newest first.
    return f"{_BY[by]} is null, {_BY[by]} {way}, start_us desc, interaction.id desc"


class _Tests:
    """Writes the tests of one filter, each value as a parameter of its own."""

    def __init__(
        self, where: Filter, names: Catalogue, merged: Mapping[UUID, UUID], campaigns: Callable[[], Iterable[str]]
    ) -> None:
        self._where = where
        self._number = count()
        self.values: dict[str, object] = {}
        whole: dict[UUID, list[UUID]] = {}
        for each, into in merged.items():
            whole.setdefault(into, []).append(each)
        self._known = _Known(names, whole, campaigns)

    def of(self, expression: Expression) -> str | None:
        """Return an expression as a test that is true or false, never unknown."""
        if isinstance(expression, Condition):
            return self._one(self._where.of[expression])
        if isinstance(expression, Not):
            inner = self.of(expression.of)
            return None if inner is None else f"not {inner}"
        parts = [self.of(each) for each in expression.parts]
        joined = " and " if isinstance(expression, All) else " or "
        return None if None in parts else f"({joined.join(each for each in parts if each is not None)})"

    def _one(self, sought: Sought) -> str | None:
        if sought.field == "topic":
            return self._topics(sought)
        column = _COLUMNS.get(sought.field)
        if column is None:
            return None
        if sought.operator not in {Operator.IS, Operator.IS_NOT}:
            return self._compared(column, sought)
        keep = [each for each in sought.keep if each is not None]
        values = _VALUES.get(sought.field, _as_they_are)(keep, self._known)
        known = self._among(column, values)
        if known is None:
            return None
        missing = f"{column} is null"
        if sought.field == "orientation" and None in sought.keep:
            oriented = self._among(
                column, [each.id for each in self._known.names.products if each.orientation is not None]
            )
            missing = f"({missing} or not {oriented})"
        test = f"({known} or {missing})" if None in sought.keep else f"({column} is not null and {known})"
        return test if sought.operator is Operator.IS else f"not {test}"

    def _compared(self, column: str, sought: Sought) -> str | None:
        bound = sought.bound
        if bound is None:
            return None
        # A whole number lies on the same side of a fraction as of the whole numbers beside it.
        whole = bound.denominator == 1
        at = bound.numerator // bound.denominator
        name = self._bind(at)
        signs: Mapping[Operator, str] = {
            Operator.AT_LEAST: ">=" if whole else ">",
            Operator.MORE: ">",
            Operator.AT_MOST: "<=",
            Operator.LESS: "<" if whole else "<=",
        }
        return f"({column} is not null and {column} {signs[sought.operator]} {name})"

    def _topics(self, sought: Sought) -> str | None:
        any_of = "select owner_id from interaction_topics"
        keep = [each for each in sought.keep if each is not None]
        tests = []
        if keep:
            among = self._among("value", keep)
            if among is None:
                return None
            tests.append(f"interaction.id in ({any_of} where {among})")
        if None in sought.keep:
            tests.append(f"interaction.id not in ({any_of})")
        test = f"({' or '.join(tests)})" if tests else "(1 = 0)"
        return test if sought.operator is Operator.IS else f"not {test}"

    def _among(self, column: str, values: Sequence[object]) -> str | None:
        if len(values) + len(self.values) > _MOST_VALUES:
            return None
        return f"{column} in ({', '.join(map(self._bind, values))})" if values else "(1 = 0)"

    def _bind(self, value: object) -> str:
        name = f"kept{next(self._number)}"
        self.values[name] = value
        return f":{name}"


class _Known(NamedTuple):
    """What the values of a filter are looked up in. `whole`: by each contact those that were merged into it."""

    names: Catalogue
    whole: Mapping[UUID, Sequence[UUID]]
    campaigns: Callable[[], Iterable[str]]


def _as_they_are(keep: Sequence[Hashable], _known: _Known) -> list[object]:
    whole = [each for each in keep if not isinstance(each, Fraction) or each.denominator == 1]
    return [int(each) if isinstance(each, Fraction) else each for each in whole]


def _kinds(keep: Sequence[Hashable], known: _Known) -> list[object]:
    return [kind.id for kind in known.names.kinds if kind.channel_id in keep]


def _contacts(keep: Sequence[Hashable], known: _Known) -> list[object]:
    """Return contacts with those that were merged into them; who was merged is not found by itself."""
    merged = {each for parts in known.whole.values() for each in parts}
    found: list[object] = []
    for each in keep:
        if isinstance(each, UUID) and each not in merged:
            found += [each, *known.whole.get(each, ())]
    return found


def _products(keep: Sequence[Hashable], known: _Known) -> list[object]:
    return [each.id for each in known.names.products if each.orientation is not None and each.orientation.value in keep]


def _campaigns(keep: Sequence[Hashable], known: _Known) -> list[object]:
    return [each for each in known.campaigns() if folded(each) in keep] if keep else []


_VALUES: Mapping[str, Callable[[Sequence[Hashable], _Known], list[object]]] = {
    "campaign": _campaigns,
    "channel": _kinds,
    "contact": _contacts,
    "orientation": _products,
}
