"""What is kept of the facts behind figures, and which of it a write makes stale."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar
from uuid import UUID

from roidesk.analytics.sums.cost import Exchange, Slice, Wages
from roidesk.analytics.sums.outcomes import Outcome
from roidesk.analytics.sums.tally import Cell, Led, Tallies
from roidesk.domain.changes import Changes
from roidesk.domain.instants import Period, Week, local_day
from roidesk.domain.model import Contact, Conversion, Cost, Entry, Interaction

if TYPE_CHECKING:
    from roidesk.store.reader import Reader

K = TypeVar("K", bound=Hashable)
U = TypeVar("U")
V = TypeVar("V")
E = TypeVar("E", bound=Entry)
JourneyPath = tuple[Conversion, tuple[Interaction, ...]]


@dataclass(frozen=True)
class Journeys:
    """The conversions of some days with the touches each is shared between."""

    paths: tuple[JourneyPath, ...]
    also: frozenset[UUID] = frozenset()
    """Contacts whose other conversions have a part in them."""

    @cached_property
    def named(self) -> frozenset[UUID]:
        """Every entry and contact that has a part in them: a write to none of these changes none of them."""
        found: set[UUID | None] = set(self.also)
        for sale, touches in self.paths:
            found |= {sale.id, sale.contact_id, sale.interaction_id, sale.refund_of_id}
            for touch in touches:
                found |= {touch.id, touch.contact_id}
        return frozenset(each for each in found if each is not None)


Under = tuple[Hashable, ...]
"""What sums depend on besides the entries: model, margin, window, dimensions."""

_SPENT = ("costs", "slices", "platform")
_PRICED = ("prices", "cells", "effort", "points", "sums")
_VALUED = ("outcomes", "credit", "led", "sums")
_STALE: dict[str, tuple[str, ...]] = {
    "interaction": (),
    "conversion": (),
    "contact": (),
    "cost": _SPENT,
    "rate": _PRICED,
    "fx_rate": _SPENT + _PRICED + _VALUED,
    "setting": _SPENT + _PRICED + _VALUED,
    "product": _VALUED,
    "conversion_kind": _VALUED,
    "channel": ("effort", "points", *_VALUED),
    "channel_kind": ("effort", "points", *_VALUED),
} | dict.fromkeys(
    "person brand topic kind_version timer away pin inbound follower_count praise goal baseline open_hours decision "
    "experiment scorecard report_run closed_week imported_file".split(),
    (),
)
"""By table, what every change in it makes stale; the first three are followed entry by entry. Others: everything."""
_MANY = 500
_NEAR = timedelta(days=2)
_FEW_STRETCHES, _FEW_POINTS, _FEW_FILTERS = 4, 16, 8


@dataclass(slots=True)
class Kept:
    """Everything kept, by the days (of one week) it belongs to."""

    prices: dict[str, tuple[Exchange, Wages]] = field(default_factory=dict)
    costs: dict[str, tuple[Cost, ...]] = field(default_factory=dict)
    slices: dict[tuple[Period, bool], list[Slice]] = field(default_factory=dict)
    platform: dict[tuple[Period | None, Under], dict[Week, Tallies]] = field(default_factory=dict)
    cells: dict[tuple[Period, Under], tuple[Cell, ...]] = field(default_factory=dict)
    entries: dict[Period, list[Interaction]] = field(default_factory=dict)
    effort: dict[tuple[Period, Under], Tallies] = field(default_factory=dict)
    points: dict[tuple[Period, Under], Tallies] = field(default_factory=dict)
    paths: dict[tuple[Period, Under], Journeys] = field(default_factory=dict)
    outcomes: dict[tuple[Period, Under], tuple[Outcome, ...]] = field(default_factory=dict)
    credit: dict[tuple[Period, Under], Tallies] = field(default_factory=dict)
    led: dict[tuple[Period, Under], dict[UUID, Led]] = field(default_factory=dict)
    sums: dict[tuple[Period, Under], Tallies] = field(default_factory=dict)
    filters: dict[str, None] = field(default_factory=dict)

    def drop(self, changes: Changes, read: Reader) -> None:
        """Drop what a write made stale; `read` sees the store after it."""
        if changes.tables - _STALE.keys() or len(changes.entries) > _MANY:
            self.clear(*self.__slots__)
            return
        for table in changes.tables:
            self.clear(*_STALE[table])
        self._drop_days(changes.days, changes.entries)
        self._drop_journeys(_Touched.by(changes, read))

    def filter_asked(self, name: str) -> None:
        """Keep sums of the filters asked for last only: there are as many filters as people can think of."""
        self.filters.pop(name, None)
        self.filters[name] = None
        if len(self.filters) > _FEW_FILTERS:
            oldest = next(iter(self.filters))
            del self.filters[oldest]
            for name_of in ("effort", "points", "credit", "led", "sums", "platform"):
                known = getattr(self, name_of)
                for key in [key for key in known if oldest in key[1]]:
                    del known[key]

    def clear(self, *names: str) -> None:
        """Drop everything of some of the fields."""
        for name in names:
            getattr(self, name).clear()

    def _drop_days(self, changed: Collection[date], ids: Collection[UUID]) -> None:
        for days, entries in list(self.entries.items()):
            near = Period(days.first - _NEAR, days.last + _NEAR)
            if any(day in near for day in changed) or any(each.id in ids for each in entries):
                del self.entries[days]
        stale = {days for days, _ in (*self.cells, *self.effort, *self.points) if any(day in days for day in changed)}
        _drop_of(self.cells, stale)
        _drop_of(self.effort, stale)
        _drop_of(self.points, stale)
        _drop_of(self.sums, stale)

    def _drop_journeys(self, touched: _Touched) -> None:
        stale = {
            days
            for (days, _), journeys in self.paths.items()
            if not journeys.named.isdisjoint(touched.ids) or any(day in days for day in touched.days)
        }
        _drop_of(self.paths, stale)
        _drop_of(self.outcomes, stale)
        _drop_of(self.credit, stale)
        _drop_of(self.led, stale)
        _drop_of(self.sums, stale)

    def entries_of(self, days: Period, work: Callable[[], list[Interaction]]) -> list[Interaction]:
        """Return the interactions around some days; only the last few such stretches are kept."""
        return _kept_few(self.entries, days, work, _FEW_STRETCHES)

    def effort_up_to(self, days: Period, under: Under, work: Callable[[], Tallies]) -> Tallies:
        """Return the effort of some days up to a point in them; only the last few points are kept."""
        return _kept_few(self.points, (days, under), work, _FEW_POINTS)


def _drop_of(known: dict[tuple[Period, U], V], stale: Collection[Period]) -> None:
    for key in [key for key in known if key[0] in stale]:
        del known[key]


def kept(known: dict[K, V], key: K, work: Callable[[], V]) -> V:
    """Return what is known under a key, worked out the first time."""
    if key not in known:
        known[key] = work()
    return known[key]


def _kept_few(known: dict[K, V], key: K, work: Callable[[], V], most: int) -> V:
    if key not in known and len(known) >= most:
        del known[next(iter(known))]
    return kept(known, key, work)


@dataclass(frozen=True, slots=True)
class _Touched:
    """The entries and contacts of a write, and the days of the conversions it wrote."""

    ids: Collection[UUID]
    days: Collection[date]

    @classmethod
    def by(cls, changes: Changes, read: Reader) -> _Touched:
        ids: set[UUID] = {*changes.contacts, *changes.entries}
        days = set()
        if "conversion" in changes.tables:
            days = {local_day(each.at_us, each.zone) for each in _written(Conversion, changes.entries, read)}
        if "contact" in changes.tables:
            # A merged contact changes the journeys of the one it was merged into.
            ids |= {each.merged_into_id for each in _written(Contact, changes.entries, read) if each.merged_into_id}
        return cls(ids, days)


def _written(kind: type[E], ids: Iterable[UUID], read: Reader) -> list[E]:
    return [entry for each in ids if (entry := read.get(kind, each)) is not None]
