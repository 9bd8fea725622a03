"""Roll-ups: effort by day and by ISO week, kept in the same transaction as the interactions (decision record 003).

Only the difference is written. It is worked out from the interactions that overlap the ones changed: a share of
parallel time depends on nothing outside the stretch it lies in (`roidesk.domain.effort`), so what lies beyond cancels.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

from roidesk.domain.effort import Effort, EffortKey, Spent, add_to, difference, sums
from roidesk.domain.instants import HOUR, Span, Week
from roidesk.domain.model import Interaction
from roidesk.store.engine import Connection
from roidesk.store.overlap import every_spent, spent

Move = tuple[Interaction | None, Interaction | None]
"""An interaction as it was and as it is; None: not there, or in the trash."""

KEYS = "person_id, kind_id, level, brand_id, known"
"""What a row is of, after its day or its week."""
SUMS = "interactions, us, counted_us, paid, personal"
"""What a row adds up."""
_GROUP = 5000
_NEAR = 4 * HOUR
"""Stretches closer than this are read together: one look-up costs more than a few rows too many."""


def _add(table: str, first: str) -> str:
    key = f"{first}, {KEYS}"
    sets = ", ".join(f"{name} = {table}.{name} + excluded.{name}" for name in SUMS.split(", "))
    marks = (
        f":{first}, :person_id, :kind_id, :level, :brand_id, :known, :interactions, :us, :counted_us, :paid, :personal"
    )
    return f"insert into {table} ({key}, {SUMS}) values ({marks}) on conflict ({key}) do update set {sets}"


def _drop(table: str, first: str) -> str:
    return (
        f"delete from {table} where {first} = :{first} and person_id = :person_id and kind_id = :kind_id "
        "and level = :level and brand_id = :brand_id and known = :known "
        "and interactions = 0 and us = 0 and counted_us = 0 and paid = 0 and personal = 0"
    )


_ADD = (_add("rollup_day", "day"), _add("rollup_week", "week"))
_DROP = (_drop("rollup_day", "day"), _drop("rollup_week", "week"))


def follow(connection: Connection, moves: Sequence[Move]) -> dict[EffortKey, Effort]:
    """Bring the roll-ups up to date after interactions were written, and return what was added to them."""
    written = {each.id for move in moves for each in move if each is not None}
    others = [
        each
        for person, spans in _stretches(moves).items()
        for span in spans
        for each in spent(connection, span, person)
        if each.id not in written
    ]
    others = list({each.id: each for each in others}.values())
    before: list[Interaction | Spent] = [*others, *(was for was, _ in moves if was is not None)]
    after: list[Interaction | Spent] = [*others, *(now for _, now in moves if now is not None)]
    changed = difference(sums(before), sums(after))
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


def add(connection: Connection, changed: Mapping[EffortKey, Effort]) -> None:
    """Add efforts to both roll-ups."""
    days = [_row("day", key.day.isoformat(), key, effort) for key, effort in changed.items()]
    weeks = [_row("week", str(Week.of(key.day)), key, effort) for key, effort in by_week(changed).items()]
    for rows, put, drop in zip((days, weeks), _ADD, _DROP, strict=True):
        connection.executemany(put, rows)
        lessened = [row for row in rows if min(row["us"], row["interactions"], row["counted_us"]) < 0]
        if lessened:
            connection.executemany(drop, lessened)


def by_week(efforts: Mapping[EffortKey, Effort]) -> dict[EffortKey, Effort]:
    """Add up efforts by ISO week; the day in the keys is its Monday."""
    total: dict[EffortKey, Effort] = {}
    for key, effort in efforts.items():
        add_to(total, replace(key, day=key.day - timedelta(days=key.day.weekday())), effort)
    return total


def rows_by_day(efforts: Mapping[EffortKey, Effort]) -> dict[tuple[Any, ...], tuple[int, ...]]:
    """Return the rows of the roll-up by day: the values of `KEYS` after the day, and of `SUMS`."""
    return {(key.day.isoformat(), *_rest(key)): _sums(effort) for key, effort in efforts.items()}


def rows_by_week(efforts: Mapping[EffortKey, Effort]) -> dict[tuple[Any, ...], tuple[int, ...]]:
    """Return the rows of the roll-up by week for efforts by day, as `rows_by_day`."""
    return {(str(Week.of(key.day)), *_rest(key)): _sums(effort) for key, effort in by_week(efforts).items()}


def _rest(key: EffortKey) -> tuple[Any, ...]:
    return key.person_id, key.kind_id, key.level, key.brand_id, key.known


def _sums(effort: Effort) -> tuple[int, ...]:
    return effort.interactions, effort.us, effort.counted_us, effort.paid, effort.personal


def remake(connection: Connection) -> None:
    """Throw the roll-ups away and work them out again from every interaction."""
    connection.execute("delete from rollup_day")
    connection.execute("delete from rollup_week")
    add(connection, recount(connection))


def recount(connection: Connection) -> dict[EffortKey, Effort]:
    """Return effort by day worked out again from every interaction."""
    total: dict[EffortKey, Effort] = {}
    group: list[Spent] = []
    reach = 0
    for each in every_spent(connection):
        # Sums may be cut where nobody has anything open: what lies before and after shares no time.
        if len(group) >= _GROUP and (each.person_id != group[-1].person_id or each.start_us >= reach):
            _join(total, sums(group))
            group, reach = [], 0
        reach = each.end_us if not group or each.person_id != group[-1].person_id else max(reach, each.end_us)
        group.append(each)
    _join(total, sums(group))
    return total


def _join(total: dict[EffortKey, Effort], more: Mapping[EffortKey, Effort]) -> None:
    for key, effort in more.items():
        add_to(total, key, effort)


def _row(first: str, day: str, key: EffortKey, effort: Effort) -> dict[str, Any]:
    return {
        first: day,
        "person_id": key.person_id,
        "kind_id": key.kind_id,
        "level": key.level,
        "brand_id": key.brand_id,
        "known": key.known,
        "interactions": effort.interactions,
        "us": effort.us,
        "counted_us": effort.counted_us,
        "paid": effort.paid,
        "personal": effort.personal,
    }
