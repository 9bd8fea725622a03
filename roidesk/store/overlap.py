"""Which interactions overlap a stretch of time, found without reading all of them.

Nearly all last less than a day, so those that overlap started at most a day before. The few longer ones have an index
of their own; the "+" keeps the database from taking the other index, which would lead it through a whole history.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from uuid import UUID

from roidesk.domain.effort import Spent
from roidesk.domain.instants import DAY, Span
from roidesk.domain.model import Interaction
from roidesk.store.engine import Connection
from roidesk.store.records import Row, known_id, record_of

_NEAR = "start_us >= :early and start_us < :end and (end_us > :start or start_us >= :start)"
_LONG = "end_us - start_us > 86400000000 and +start_us < :early and end_us > :start"
_SPENT = f"select {', '.join(Spent._fields)} from interaction where deleted_us is null"
OF_ONE = f"{_SPENT} and person_id = :person and {_LONG} union all {_SPENT} and person_id = :person and {_NEAR}"
"""The SQL of `spent`; parameters: start, end, early, person."""


def queries(person: UUID | None) -> tuple[str, str]:
    """Return the SQL for the longer ones and for the others; parameters: start, end, early and, if given, person."""
    return _queries("deleted_us is null" if person is None else "deleted_us is null and person_id = :person")


@cache
def _queries(whose: str) -> tuple[str, str]:
    select = record_of(Interaction).select
    return (
        f"{select} where {whose} and {_LONG} order by +start_us, id",
        f"{select} where {whose} and {_NEAR} order by start_us, id",
    )


def overlapping(connection: Connection, span: Span, person: UUID | None = None) -> list[Interaction]:
    """Return the interactions, of a person or of all, that overlap a stretch of time, in order of start and id."""
    record = record_of(Interaction)
    values = _bounds(span)
    if person is not None:
        values["person"] = person
    long, near = (connection.execute(query, values).fetchall() for query in queries(person))
    return [record.decode(row) for row in (*long, *near)]


def spent(connection: Connection, span: Span, person: UUID) -> list[Spent]:
    """Return as much of a person's interactions that overlap a stretch of time as effort is worked out of."""
    return [spent_of(row) for row in connection.execute(OF_ONE, _bounds(span) | {"person": person}).fetchall()]


def every_spent(connection: Connection) -> Iterator[Spent]:
    """Yield as much of every interaction, in order of person, start and id."""
    return map(spent_of, connection.stream(f"{_SPENT} order by person_id, start_us, id"))


def spent_of(row: Row) -> Spent:
    """Make it of a row of the columns of `Spent`."""
    id_, person, kind, contact, brand, *rest = row
    return Spent(
        UUID(bytes=id_),
        known_id(person),
        known_id(kind),
        contact and known_id(contact),
        brand and known_id(brand),
        *rest,
    )


def _bounds(span: Span) -> dict[str, object]:
    return {"start": span.start, "end": span.end, "early": span.start - DAY}
