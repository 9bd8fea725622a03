"""What is known of contacts at a glance: how often somebody spoke with them, and when and how last."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple
from uuid import UUID

from roidesk.store.engine import Connection
from roidesk.store.records import known_id


class Touched(NamedTuple):
    """How many interactions there were with a contact, when the last one began, and of what kind it was."""

    times: int
    last_us: int
    last_kind_id: UUID


def touches(connection: Connection, contacts: Iterable[UUID]) -> dict[UUID, Touched]:
    """Return what is known of a few contacts; those nobody spoke with are left out."""
    values: dict[str, object] = {f"id{at}": each for at, each in enumerate(contacts)}
    if not values:
        return {}
    marks = ", ".join(f":{name}" for name in values)
    rows = connection.execute(
        "select interaction.contact_id, times, last_us, kind_id from interaction join (select contact_id, "
        "count(*) as times, max(start_us) as last_us from interaction where deleted_us is null "
        f"and contact_id in ({marks}) group by contact_id) as met on met.contact_id = interaction.contact_id "
        "and met.last_us = interaction.start_us where interaction.deleted_us is null",
        values,
    ).fetchall()
    return {known_id(raw): Touched(times, last_us, known_id(kind)) for raw, times, last_us, kind in rows}
