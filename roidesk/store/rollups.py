"""Roll-ups: effort by day and by ISO week, kept in the same transaction as the interactions (decision record 003).

Only the difference is written. It is worked out from the interactions that overlap the ones changed: a share of
parallel time depends on nothing outside the stretch it lies in (`roidesk.domain.effort`), so what lies beyond cancels.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from roidesk.domain.effort import Effort, EffortKey, difference, sums
from roidesk.domain.instants import HOUR, Span, Week
from roidesk.domain.model import Interaction
from roidesk.store.overlap import overlapping

Move = tuple[Interaction | None, Interaction | None]
"""An interaction as it was and as it is; None: not there, or in the trash."""

_COLUMNS = "interactions, us, counted_us, paid, personal"
_NEAR = 4 * HOUR
"""Stretches closer than this are read together: one look-up costs more than a few rows too many."""


def _add(table: str, first: str) -> str:
    key = f"{first}, person_id, kind_id, level, brand_id, known"
    sets = ", ".join(f"{name} = {name} + excluded.{name}" for name in _COLUMNS.split(", "))
    marks = (
        f":{first}, :person_id, :kind_id, :level, :brand_id, :known, :interactions, :us, :counted_us, :paid, :personal"
    )
    return f"insert into {table} ({key}, {_COLUMNS}) values ({marks}) on conflict ({key}) do update set {sets}"


def _drop(table: str, first: str) -> str:
    return (
        f"delete from {table} where {first} = :{first} and person_id = :person_id and kind_id = :kind_id "
        "and level = :level and brand_id = :brand_id and known = :known "
        "and interactions = 0 and us = 0 and counted_us = 0 and paid = 0 and personal = 0"
    )


_ADD = (_add("rollup_day", "day"), _add("rollup_week", "week"))
_DROP = (_drop("rollup_day", "day"), _drop("rollup_week", "week"))


def follow(connection: sqlite3.Connection, moves: Sequence[Move]) -> dict[EffortKey, Effort]:
    """Bring the roll-ups up to date after interactions were written, and return what was added to them."""
    written = {each.id for move in moves for each in move if each is not None}
    others = [
        each
        for person, spans in _stretches(moves).items()
        for span in spans
        for each in overlapping(connection, span, person)
        if each.id not in written
    ]
    others = list({each.id: each for each in others}.values())
    before = sums([*others, *(was for was, _ in moves if was is not None)])
    after = sums([*others, *(now for _, now in moves if now is not None)])
    changed = difference(before, after)
    add(connection, changed)
    return changed


def _stretches(moves: Iterable[Move]) -> Mapping[UUID, list[Span]]:
    """Return where something was or is, by person; what lies near one another is one stretch."""
    every: dict[UUID, list[tuple[int, int]]] = defaultdict(list)
    for move in moves:
        for each in move:
            if each is not None:
                every[each.person_id].append((each.start_us, each.end_us))
    found: dict[UUID, list[Span]] = {}
    for person, bounds in every.items():
        spans: list[Span] = []
        for start, end in sorted(bounds):
            if spans and start - spans[-1].end < _NEAR:
                spans[-1] = Span(spans[-1].start, max(end, spans[-1].end))
            else:
                spans.append(Span(start, end))
        found[person] = spans
    return found


def add(connection: sqlite3.Connection, changed: Mapping[EffortKey, Effort]) -> None:
    """Add efforts to both roll-ups."""
    days = [_row({"day": key.day.isoformat()}, key, effort) for key, effort in changed.items()]
    weeks = [_row({"week": str(Week(*week))}, key, effort) for week, key, effort in _by_week(changed)]
    for rows, put, drop in zip((days, weeks), _ADD, _DROP, strict=True):
        connection.executemany(put, rows)
        lessened = [row for row in rows if min(row["us"], row["interactions"], row["counted_us"]) < 0]
        connection.executemany(drop, lessened)


def _by_week(changed: Mapping[EffortKey, Effort]) -> list[tuple[tuple[int, int], EffortKey, Effort]]:
    """Add up the efforts of each week; the day in their keys no longer says anything."""
    total: dict[tuple[object, ...], tuple[tuple[int, int], EffortKey, Effort]] = {}
    for key, effort in changed.items():
        week = key.day.isocalendar()[:2]
        group = (week, key.person_id, key.kind_id, key.level, key.brand_id, key.known)
        known = total.get(group)
        total[group] = (week, key, known[2] + effort if known else effort)
    return list(total.values())


def _row(first: dict[str, str], key: EffortKey, effort: Effort) -> dict[str, Any]:
    return {
        **first,
        "person_id": key.person_id.bytes,
        "kind_id": key.kind_id.bytes,
        "level": key.level,
        "brand_id": key.brand_id.bytes,
        "known": int(key.known),
        "interactions": effort.interactions,
        "us": effort.us,
        "counted_us": effort.counted_us,
        "paid": effort.paid,
        "personal": effort.personal,
    }
