"""Time spent, split exactly: over local midnights, and between interactions one person had open at once.

Everything is whole microseconds, and the parts always add up to the time that passed. Where n interactions are open,
the microseconds are dealt to them in turn: number t goes to the (t mod n)-th, the earliest first. So what an
interaction gets of a stretch depends on nothing outside it, and a change is followed by looking at its neighbours.
"""

from __future__ import annotations

from bisect import insort
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Generic, NamedTuple, TypeVar
from uuid import UUID

from roidesk.domain.ids import NO_ID
from roidesk.domain.instants import local_day, midnight
from roidesk.domain.model import Interaction
from roidesk.domain.personalness import level


class Spent(NamedTuple):
    """As much of an interaction as effort is worked out of."""

    id: UUID
    person_id: UUID
    kind_id: UUID
    contact_id: UUID | None
    brand_id: UUID | None
    start_us: int
    end_us: int
    zone: str
    overtime_milli: int
    score: int


S = TypeVar("S", bound=Interaction | Spent)


@dataclass(frozen=True, slots=True)
class Piece(Generic[S]):
    """The part of an interaction that lies in one local day: all of it (`us`) and what counts of it (`counted_us`)."""

    interaction: S
    day: date
    us: int
    counted_us: int
    first: bool
    """Whether the interaction starts here: it is counted once, on that day."""


@dataclass(frozen=True, slots=True, order=True)
class EffortKey:
    """What effort is summed by. `brand_id` is `NO_ID` for none; `known`: the contact is known."""

    day: date
    person_id: UUID
    kind_id: UUID
    level: int
    brand_id: UUID
    known: bool


@dataclass(frozen=True, slots=True)
class Effort:
    """Sums: interactions, their whole time, the time that counts, and that time weighed by overtime and by score.

    `paid` is Σ counted_us × overtime (thousandths); `personal` is Σ counted_us × score (hundredths).
    """

    interactions: int = 0
    us: int = 0
    counted_us: int = 0
    paid: int = 0
    personal: int = 0

    def __add__(self, other: Effort) -> Effort:
        return Effort(
            self.interactions + other.interactions,
            self.us + other.us,
            self.counted_us + other.counted_us,
            self.paid + other.paid,
            self.personal + other.personal,
        )

    def __neg__(self) -> Effort:
        return Effort(-self.interactions, -self.us, -self.counted_us, -self.paid, -self.personal)

    def __bool__(self) -> bool:
        return self != _NOTHING


_NOTHING = Effort()


def pieces(interactions: Iterable[S]) -> list[Piece[S]]:
    """Cut interactions at their local midnights and share parallel time of each person equally.

    The interactions may be of several persons and in any order; the result is in order of person, start and id.
    """
    by_person: dict[UUID, list[S]] = defaultdict(list)
    for each in interactions:
        by_person[each.person_id].append(each)
    found: list[Piece[S]] = []
    for person in sorted(by_person):
        found.extend(_of_one_person(sorted(by_person[person], key=lambda each: (each.start_us, each.id))))
    return found


def _of_one_person(ordered: Sequence[S]) -> list[Piece[S]]:
    found: list[Piece[S]] = []
    cluster: list[S] = []
    reach = 0
    for each in ordered:
        if cluster and each.start_us >= reach:
            found.extend(_of_cluster(cluster))
            cluster = []
        cluster.append(each)
        reach = max(reach, each.end_us) if len(cluster) > 1 else each.end_us
    if cluster:
        found.extend(_of_cluster(cluster))
    return found


def _of_cluster(cluster: Sequence[S]) -> list[Piece[S]]:
    """Work out a run of interactions in which each touches the next in time."""
    parts = [_day_parts(each) for each in cluster]
    if len(cluster) == 1:
        return [
            Piece(cluster[0], day, end - start, end - start, n == 0) for n, (day, start, end) in enumerate(parts[0])
        ]
    counted = [[0] * len(days) for days in parts]
    for start, end, open_now in _stretches(parts):
        for turn, (row, column) in enumerate(open_now):
            counted[row][column] += _dealt(start, end, len(open_now), turn)
    return [
        Piece(each, day, end - start, counted[row][column], column == 0)
        for row, each in enumerate(cluster)
        for column, (day, start, end) in enumerate(parts[row])
    ]


def _stretches(parts: Sequence[Sequence[tuple[date, int, int]]]) -> Iterator[tuple[int, int, list[tuple[int, int]]]]:
    """Yield each stretch of time in which the same parts are open: its bounds, and (row, column) of these in order."""
    edges = sorted(
        (bound, opens, row, column)
        for row, days in enumerate(parts)
        for column, (_, begins, ends) in enumerate(days)
        if begins < ends
        for bound, opens in ((begins, True), (ends, False))
    )
    open_now: list[tuple[int, int]] = []
    since = 0
    for bound, opens, row, column in edges:
        if open_now and since < bound:
            yield since, bound, open_now
        since = bound
        if opens:
            insort(open_now, (row, column))
        else:
            open_now.remove((row, column))


def _dealt(start: int, end: int, among: int, turn: int) -> int:
    """Return how many whole numbers from `start` up to `end` leave `turn` when divided by `among`."""
    return (end - 1 - turn) // among - (start - 1 - turn) // among


def _day_parts(each: Interaction | Spent) -> list[tuple[date, int, int]]:
    first = local_day(each.start_us, each.zone)
    last = local_day(max(each.end_us - 1, each.start_us), each.zone)
    if first == last:
        return [(first, each.start_us, each.end_us)]
    parts = []
    start, day = each.start_us, first
    while day < last:
        end = midnight(day + timedelta(days=1), each.zone)
        parts.append((day, start, end))
        start, day = end, day + timedelta(days=1)
    return [*parts, (last, start, each.end_us)]


def key_of(piece: Piece[Any]) -> EffortKey:
    """Return what a piece is summed under."""
    each = piece.interaction
    return EffortKey(
        piece.day, each.person_id, each.kind_id, level(each.score), each.brand_id or NO_ID, each.contact_id is not None
    )


def effort_of(piece: Piece[Any]) -> Effort:
    """Return the sums of one piece."""
    each, counted = piece.interaction, piece.counted_us
    return Effort(int(piece.first), piece.us, counted, counted * each.overtime_milli, counted * each.score)


def sums(interactions: Iterable[S]) -> dict[EffortKey, Effort]:
    """Return the effort of interactions, summed by `EffortKey`."""
    total: dict[EffortKey, Effort] = {}
    for piece in pieces(interactions):
        add_to(total, key_of(piece), effort_of(piece))
    return total


def add_to(total: dict[EffortKey, Effort], key: EffortKey, effort: Effort) -> None:
    """Add an effort to what is summed under a key."""
    known = total.get(key)
    total[key] = effort if known is None else known + effort


def difference(before: Mapping[EffortKey, Effort], after: Mapping[EffortKey, Effort]) -> dict[EffortKey, Effort]:
    """Return what has to be added to roll-ups that hold `before` so that they hold `after`."""
    changed = dict(after)
    for key, effort in before.items():
        add_to(changed, key, -effort)
    return {key: effort for key, effort in changed.items() if effort}
