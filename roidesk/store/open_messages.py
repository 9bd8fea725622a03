"""Which messages may still wait for an answer, and which interactions answer some, without reading all of either."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from roidesk.domain.model import Inbound, Interaction
from roidesk.store.engine import Connection
from roidesk.store.records import record_of

_CHUNK = 500


def open_messages(connection: Connection, since: int, contact: Iterable[UUID] | None = None) -> list[Inbound]:
    """Return the messages since an instant that ask for an answer, and of which no reply and no refusal is noted.

    An interaction may answer them all the same (`answering`). `contact`: only those of these contacts.
    """
    record = record_of(Inbound)
    values: dict[str, object] = {"since": since}
    whose = ""
    if contact is not None:
        values |= {f"id{at}": each for at, each in enumerate(contact)}
        whose = f" and contact_id in ({', '.join(f':{name}' for name in values if name != 'since')})"
    rows = connection.execute(
        f"{record.select} where deleted_us is null and at_us >= :since and needs_reply = :yes "
        f"and first_reply_us is null and ignored_us is null{whose} order by at_us, id",
        values | {"yes": True},
    ).fetchall()
    return [record.decode(row) for row in rows]


def answering(connection: Connection, messages: Iterable[UUID], since: int) -> list[Interaction]:
    """Return the interactions that answer any of some messages and began at an instant or later."""
    record = record_of(Interaction)
    every = list(messages)
    found: list[Interaction] = []
    for start in range(0, len(every), _CHUNK):
        values: dict[str, object] = {f"id{at}": each for at, each in enumerate(every[start : start + _CHUNK])}
        marks = ", ".join(f":{name}" for name in values)
        rows = connection.execute(
            f"{record.select} where deleted_us is null and start_us >= :since and answers_id in ({marks})",
            values | {"since": since},
        ).fetchall()
        found += [record.decode(row) for row in rows]
    return found


def any_message(connection: Connection) -> bool:
    """Whether a message was ever recorded or imported here."""
    return bool(connection.execute("select 1 from inbound where deleted_us is null limit 1").fetchall())
