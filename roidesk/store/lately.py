"""A look through interactions for a few words, a stretch at a time: a million of them take no longer each."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple
from uuid import UUID

from roidesk.domain.model import Interaction
from roidesk.store.engine import Connection
from roidesk.store.records import known_id, record_of

_ABOUT = "exists (select 1 from interaction_topics where owner_id = stretch.id and {})"
_TOUCHED = "select 1 from interaction where deleted_us is null and contact_id = :contact limit 1"


class Sought(NamedTuple):
    """What is looked for: a text in the note or the campaign, or any of some topics, brands or products."""

    text: str
    topics: tuple[UUID, ...] = ()
    brands: tuple[UUID, ...] = ()
    products: tuple[UUID, ...] = ()


class Stretch(NamedTuple):
    """What was found in a stretch of interactions, newest first, and its oldest one (start_us, id).

    `end` None: the stretch had fewer than were asked for, so that there are none older.
    """

    found: list[UUID]
    end: tuple[int, UUID] | None


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


def looked_through(
    connection: Connection, sought: Sought, most: int, limit: int, before: tuple[int, UUID] | None = None
) -> Stretch:
    """Look through `most` interactions, the newest or those older than (start_us, id), and return the newest that fit.

    SQLite knows the case of plain letters only, so that a text is looked for as typed and with a capital, too.
    """
    values: dict[str, object] = {"most": most, "limit": limit, "last": most - 1}
    older = ""
    if before is not None:
        older = "and (start_us, id) < (:before_us, :before_id) "
        values |= {"before_us": before[0], "before_id": before[1]}
    newest = f"from interaction where deleted_us is null {older}order by start_us desc, id desc"
    forms = dict.fromkeys((sought.text.lower(), sought.text, sought.text.capitalize()))
    texts = {f"form{n}": f"%{_escaped(form)}%" for n, form in enumerate(forms)}
    tests = [f"lower({column}) like :{name} escape '!'" for column in ("note", "campaign") for name in texts]
    named: dict[str, object] = {}
    for column, ids, test in (
        ("brand_id", sought.brands, "{}"),
        ("product_id", sought.products, "{}"),
        ("value", sought.topics, _ABOUT),
    ):
        marks = {f"{column}{at}": each for at, each in enumerate(ids)}
        if marks:
            named |= marks
            tests.append(test.format(f"{column} in ({', '.join(f':{mark}' for mark in marks)})"))
    rows = connection.execute(
        f"select id from (select id, note, campaign, brand_id, product_id, start_us {newest} limit :most) as stretch "
        f"where {' or '.join(tests)} order by start_us desc, id desc limit :limit",
        values | texts | named,
    ).fetchall()
    last = connection.execute(f"select start_us, id {newest} limit 1 offset :last", values).fetchall()
    return Stretch([known_id(row[0]) for row in rows], (int(last[0][0]), known_id(last[0][1])) if last else None)


def _escaped(text: str) -> str:
    """Return a text as a pattern that means just that text."""
    for sign in "!%_":
        text = text.replace(sign, f"!{sign}")
    return text


def touched_among(connection: Connection, contacts: Iterable[UUID]) -> set[UUID]:
    """Return those of some contacts that somebody spoke with."""
    return {each for each in contacts if connection.execute(_TOUCHED, {"contact": each}).fetchall()}
