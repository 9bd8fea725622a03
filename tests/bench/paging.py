"""Paging through the interactions: the first page, the middle and far down, of a million beside ten million."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from datetime import date, timedelta
from uuid import UUID

from roidesk.bootstrap import open_desk
from roidesk.domain.instants import midnight
from tests.bench.history import SIZES, YEARS, ZONE, sizes_there, store_of, why_not
from tests.bench.measure import Comparison, Sample, in_turns, timed

_LAST = UUID(int=(1 << 128) - 1)
_PLACES = {"first": 0.0, "middle": 0.5, "deep": 0.98}
"""How far down the five years a page begins."""


def paging(until: date) -> list[Comparison]:
    """Pages of 256 rows with their names, each at a place of its own, at the two largest sizes."""
    sizes = [each for each in sizes_there(until) if each in SIZES[-2:]]
    with ExitStack() as stack:
        works = [work for size in sizes for work in _pages(size, until, stack)]
        in_turns(*works, rounds=3)
        samples = iter(in_turns(*works, rounds=60))
    of = {(size, place): next(samples) for size in sizes for place in _PLACES}
    return [_beside(of, place, until) for place in _PLACES]


def _beside(of: dict[tuple[int, str], Sample], place: str, until: date) -> Comparison:
    less, more = SIZES[-2:]
    return Comparison(
        f"a page, {place}, {more:,} entries", f"the same, {less:,} entries", of.get((more, place)), of[less, place],
        1.2, why=why_not(more, until),
    )  # fmt: skip


def _pages(entries: int, until: date, stack: ExitStack) -> list[Callable[[], float]]:
    desk = open_desk(store_of(entries, until), read_only=True)
    stack.callback(desk.close)

    def page(part: float) -> Callable[[], float]:
        # Each round an hour further down: a page that was just read would say nothing.
        day = until - timedelta(days=int(365 * YEARS * part))
        hours = iter(range(20, -10_000, -1))
        work = timed(lambda: desk.tracking.page(before=(midnight(day, ZONE) + next(hours) * 3_600_000_000, _LAST)))
        return work if part else timed(desk.tracking.page)

    return [page(part) for part in _PLACES.values()]
