"""A look through the newest interactions for a few words, bounded: a million of them take no longer."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from roidesk.domain.model import Interaction
from roidesk.store.engine import Connection
from roidesk.store.records import known_id, record_of

_TOUCHED = "select 1 from interaction where deleted_us is null and contact_id = :contact limit 1"


def with_contacts(connection: Connection, contacts: Iterable[UUID], limit: int) -> list[Interaction]:
    """Return the newest interactions with a few contacts, newest first."""
    record = record_of(Interaction)
    found: list[Interaction] = []
    for each in contacts:
        rows = connection.execute(
            f"{record.select} where deleted_us is null and contact_id = :contact "
            "order by start_us desc, id desc limit :limit",
            {"contact": each, "limit": limit},
        ).fetchall()
        found += [record.decode(row) for row in rows]
    return sorted(found, key=lambda each: (each.start_us, each.id), reverse=True)[:limit]


def noted(connection: Connection, text: str, most: int, limit: int) -> list[UUID]:
    """Return the ids of those of the `most` newest interactions whose note holds a text, newest first.

    SQLite knows the case of plain letters only, so that a text is looked for as typed and with a capital, too.
    """
    forms = dict.fromkeys((text.lower(), text, text.capitalize()))
    values: dict[str, object] = {f"form{n}": f"%{_escaped(form)}%" for n, form in enumerate(forms)}
    tests = " or ".join(f"lower(note) like :{name} escape '!'" for name in values)
    rows = connection.execute(
        "select id from (select id, note, start_us from interaction where deleted_us is null "
        f"order by start_us desc, id desc limit :most) as newest where note is not null and ({tests}) "
        "order by start_us desc, id desc limit :limit",
        values | {"most": most, "limit": limit},
    ).fetchall()
    return [known_id(row[0]) for row in rows]


def _escaped(text: str) -> str:
    """Return a text as a pattern that means just that text."""
    for sign in "!%_":
        text = text.replace(sign, f"!{sign}")
    return text


def about_topics(connection: Connection, topics: Iterable[UUID], most: int, limit: int) -> list[UUID]:
    """Return the ids of those of the `most` newest interactions that are about any of some topics, newest first."""
    values: dict[str, object] = {f"id{at}": each for at, each in enumerate(topics)}
    if not values:
        return []
    record = record_of(Interaction)
    child = record.child_table(next(each for each in record.children if each.name == "topics"))
    rows = connection.execute(
        f"select distinct newest.id, newest.start_us from (select id, start_us from interaction "
        f"where deleted_us is null order by start_us desc, id desc limit :most) as newest join {child} "
        f"on owner_id = newest.id where value in ({', '.join(f':{name}' for name in values)}) "
        "order by newest.start_us desc, newest.id desc limit :limit",
        values | {"most": most, "limit": limit},
    ).fetchall()
    return [known_id(row[0]) for row in rows]


def touched_among(connection: Connection, contacts: Iterable[UUID]) -> set[UUID]:
    """Return those of some contacts that somebody spoke with."""
    return {each for each in contacts if connection.execute(_TOUCHED, {"contact": each}).fetchall()}
