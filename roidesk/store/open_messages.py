"""Which messages may still wait for an answer, and which interactions answer some, without reading all of either."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from roidesk.domain.model import Inbound, Interaction
from roidesk.store.engine import Connection
from roidesk.store.records import record_of

_CHUNK = 500


def open_messages(connection: Connection, since: int, contact: Iterable[UUID] | None = None) -> list[Inbound]:
    """Return the messages that ask for an answer, and of which no reply and no refusal is noted.

    Those that came, or were put off until, an instant or later; `contact`: only those of these contacts. An interaction
    may answer them all the same (`answering`).
    """
    values: dict[str, object] = {"since": since, "yes": True}
    whose = ""
    if contact is not None:
        ids = {f"id{at}": each for at, each in enumerate(contact)}
        whose = f" and contact_id in ({', '.join(f':{name}' for name in ids)})"
        values |= ids
    return _open(connection, f"(at_us >= :since or snoozed_us >= :since){whose} order by at_us, id", values)


def open_before(connection: Connection, until: int, most: int) -> list[Inbound]:
    """Return the newest of the messages that still ask for an answer, and came and were put off before an instant."""
    older = "at_us < :until and (snoozed_us is null or snoozed_us < :until)"
    return _open(
        connection,
        f"{older} order by at_us desc, id desc limit :most",
        {"until": until, "most": most, "yes": True},
    )


def _open(connection: Connection, which: str, values: dict[str, object]) -> list[Inbound]:
    record = record_of(Inbound)
    rows = connection.execute(
        f"{record.select} where deleted_us is null and needs_reply = :yes and first_reply_us is null "
        f"and ignored_us is null and {which}",
        values,
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
