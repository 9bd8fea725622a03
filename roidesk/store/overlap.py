"""Which interactions overlap a stretch of time, found without reading all of them.

Nearly all last less than a day, so those that overlap started at most a day before. The few longer ones have an index
of their own; the "+" keeps the database from taking the other index, which would lead it through a whole history.
"""

from __future__ import annotations

from collections.abc import Collection
from functools import cache
from uuid import UUID

from roidesk.domain.instants import DAY, Span
from roidesk.domain.model import Interaction
from roidesk.store.engine import Connection
from roidesk.store.records import record_of

_NEAR = "start_us >= :early and start_us < :end and (end_us > :start or start_us >= :start) order by start_us, id"
_LONG = "end_us - start_us > 86400000000 and +start_us < :early and end_us > :start order by +start_us, id"


def queries(person: UUID | None) -> tuple[str, str]:
    """Return the SQL for the longer ones and for the others; parameters: start, end, early and, if given, person."""
    return _queries("deleted_us is null" if person is None else "deleted_us is null and person_id = :person")


@cache
def _queries(whose: str) -> tuple[str, str]:
    select = record_of(Interaction).select
    return f"{select} where {whose} and {_LONG}", f"{select} where {whose} and {_NEAR}"


def overlapping(
    connection: Connection, span: Span, person: UUID | None = None, *, but: Collection[UUID] = ()
) -> list[Interaction]:
    """Return the interactions, of a person or of all, that overlap a stretch of time, in order of start and id.

    `but`: without these.
    """
    record = record_of(Interaction)
    values: dict[str, object] = {"start": span.start, "end": span.end, "early": span.start - DAY}
    if person is not None:
        values["person"] = person
    long, near = (connection.execute(query, values).fetchall() for query in queries(person))
    known = {each.bytes for each in but}
    return [record.decode(row) for row in (*long, *near) if row[0] not in known]
