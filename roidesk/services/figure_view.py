"""One question to the figures: which weeks, up to when, under which terms, of whom; answered by sums."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING
from uuid import UUID

from roidesk.analytics.attribution import MARKOV
from roidesk.analytics.attribution.removal import Removals
from roidesk.analytics.pages.values import Missing
from roidesk.analytics.query import DEFAULT_WEEKS, Query
from roidesk.analytics.sums.cost import PAID_HOUR, Slice, Use, slices
from roidesk.analytics.sums.dimensions import DAY, Dimension, Key, RowKey, credit_rows, effort_rows, named
from roidesk.analytics.sums.filtering import filtering, kept_slices
from roidesk.analytics.sums.outcomes import Outcome
from roidesk.analytics.sums.sheet import Sheet, sheet
from roidesk.analytics.sums.tally import (
    Cell,
    Exact,
    Tallies,
    finer_than_channels,
    led_tallies,
    led_touches,
    merged,
    platform_tallies,
)
from roidesk.domain.filters import Expression, bind
from roidesk.domain.instants import MINUTE, Period, Week, instant, local, local_day
from roidesk.domain.model import Allocation, Cost, CostKind, Interaction
from roidesk.domain.progress import Progress
from roidesk.services.contacts import Contacts
from roidesk.services.figure_facts import Facts, Scope
from roidesk.services.removals import removals

if TYPE_CHECKING:
    from roidesk.settings.store import StoreSettings
    from roidesk.store.reader import Reader


@dataclass(frozen=True)
class View:
    """The weeks of a period as one query sees them; read through one reader, so that all of it fits together."""

    read: Reader
    facts: Facts
    query: Query
    period: Period
    scope: Scope
    kept: Dimension | None = None
    """What the query keeps only: a dimension of which the key is True; None: everything."""
    cost_kinds: frozenset[CostKind] = frozenset(CostKind)
    """Of which platform costs it tells."""
    progress: Progress | None = None
    """Called with the weeks read of those that rows are made of; may raise `Cancelled`."""
    _sheets: dict[tuple[Dimension, ...], Sheet] = field(default_factory=dict, init=False, compare=False)

    @cached_property
    def weeks(self) -> Mapping[Week, Period]:
        """Each week of the period with those of its days that lie in it."""
        return {week: days for week in self.period.weeks() if (days := week.period.clip(self.period)) is not None}

    @property
    def _filter(self) -> tuple[tuple[Dimension, ...], tuple[Key, ...]]:
        """Return the dimension that says what the query keeps, and its key."""
        return ((), ()) if self.kept is None else ((self.kept,), (True,))

    def sheet(self, *by: Dimension) -> Sheet:
        """Return effort, credit and platform cost by week and row. What the query leaves out is left out."""
        if by not in self._sheets:
            self._sheets[by] = self._sheet(by)
        return self._sheets[by]

    def _sheet(self, by: tuple[Dimension, ...]) -> Sheet:
        dimensions, keep = self._filter
        full = (*dimensions, *by)
        if self.scope.terms.model == MARKOV:
            sums = self._by_removal(by)
        else:
            sums = {week: self.facts.sums(self.read, days, full, self.scope) for week, days in self._told()}
        # Only now: what platforms cost is spread by minutes that were counted for the sums.
        platform = {
            week: {(*keep, *row): tally for row, tally in rows.items()} for week, rows in self._platform(by).items()
        }
        return sheet(self.weeks, sums, platform, keep)

    def _told(self) -> Iterator[tuple[Week, Period]]:
        """Yield the weeks, and tell how many have been worked through."""
        for done, week in enumerate(self.weeks.items()):
            if self.progress is not None:
                self.progress(done, len(self.weeks))
            yield week

    @cached_property
    def removals(self) -> Removals:
        """The journeys of the period, as Markov counts them."""
        return removals(self)

    def _by_removal(self, by: tuple[Dimension, ...]) -> Mapping[Week, Tallies]:
        """Return effort and what Markov credits by week and row, rows beginning with what the query keeps."""
        dimensions, keep = self._filter
        credited = self.removals.credited(by)
        effort = {
            week: self.facts.effort(self.read, days, (*dimensions, *by), self.scope)
            for week, days in self.weeks.items()
        }
        return {
            week: merged((tallies, {(*keep, *row): tally for row, tally in credited.get(week, {}).items()}))
            for week, tallies in effort.items()
        }

    def effort(self, *by: Dimension) -> Tallies:
        """Return the effort of the whole period by row, without platform cost."""
        dimensions, keep = self._filter
        full = (*dimensions, *by)
        effort = self.facts.effort_over(self.read, tuple(self.weeks.values()), full, self.scope)
        return {row[len(keep) :]: tally for row, tally in effort.items() if row[: len(keep)] == keep}

    def minutes(self, *by: Dimension) -> dict[RowKey, Exact]:
        """Return the counted time (microseconds) of the whole period by row."""
        dimensions, keep = self._filter
        counted = self._of_everyone((*dimensions, *by))
        return {row[len(keep) :]: time for row, time in counted.items() if row[: len(keep)] == keep}

    def led(self, *by: Dimension) -> Tallies:
        """Return the time of the touches of the period's conversions, by row."""
        dimensions, keep = self._filter
        full = (*dimensions, *by)
        if self.kept is not None and self.kept.of_outcomes:
            parts = iter([led_touches(self.outcomes, full, self.scope.terms.names)])
        else:
            parts = (self.facts.led(self.read, days, full, self.scope) for days in self.weeks.values())
        week = Week.of(self.period.first)
        return sheet((week,), {week: led_tallies(parts, self.period)}, {}, keep).rows

    def under(self, model: str) -> View:
        """Return the same question under another model."""
        terms = replace(self.scope.terms, model=model)
        return replace(self, query=replace(self.query, model=model), scope=replace(self.scope, terms=terms))

    # ------------------------------------------------------------ one by one

    @cached_property
    def pieces(self) -> Sequence[Cell]:
        """The effort of the period, each day of each interaction for itself; who was merged is one contact.

        Of an interaction that began before the period only the days within it are there. What the query leaves out is
        left out.
        """
        dimensions, keep = self._filter
        names = self.scope.terms.names
        return [
            cell
            for cell in self.facts.pieces(self.read, self.period, self.scope)
            if keep in effort_rows(dimensions, cell.key, cell.entry, names)
        ]

    @cached_property
    def interactions(self) -> Sequence[Interaction]:
        """The interactions that start in the period, in order of start and id; who was merged is one contact."""
        begun = (cell.entry for cell in self.pieces if cell.entry is not None and cell.effort.interactions)
        return sorted(begun, key=lambda each: (each.start_us, each.id))

    @cached_property
    def outcomes(self) -> Sequence[Outcome]:
        """The conversions and refunds of the period, in order of time; who was merged is one contact.

        What the query leaves out is left out: of the touches, and where nothing is left, of the conversions.
        """
        found = [
            each for days in self.weeks.values() for each in self.facts.whole_outcomes(self.read, days, self.scope)
        ]
        found.sort(key=lambda each: (each.conversion.at_us, each.conversion.id))
        return found if self.kept is None else [kept for each in found if (kept := self._only(each)) is not None]

    def _only(self, each: Outcome) -> Outcome | None:
        dimensions, keep = self._filter
        names = self.scope.terms.names
        if not each.touches:
            return each if keep in credit_rows(dimensions, each.conversion, None, names) else None
        kept = [
            (touch, share)
            for touch, share in zip(each.touches, each.shares, strict=True)
            if keep in credit_rows(dimensions, each.conversion, touch, names)
        ]
        if not kept:
            return None
        return replace(each, touches=tuple(touch for touch, _ in kept), shares=tuple(share for _, share in kept))

    def labour(self, cell: Cell) -> Fraction | None:
        """Return what a piece cost, in major units of the report's currency; None: no hourly cost is known."""
        hourly = self.scope.terms.wages.hourly(cell.key.person_id, cell.key.day)
        return None if hourly is None else hourly * cell.effort.paid / PAID_HOUR

    def is_whole(self, week: Week) -> bool:
        """Return whether all days of a week lie in the period and are over."""
        return self.weeks[week] == week.period and week.period.span(self.scope.zone).end <= self.scope.as_of

    # ------------------------------------------------------------ platform cost

    def _platform(self, by: tuple[Dimension, ...]) -> Mapping[Week, Tallies]:
        """Return the platform cost of what the query keeps, by week and row."""
        parts = self._daily_slices if DAY in by else self._weekly_slices
        if self.kept is None and self._kept_costs and not finer_than_channels(by):
            return self.facts.platform(self._until, by, lambda: platform_tallies(parts, by, {}))
        if self.kept is not None:
            parts = kept_slices(parts, self.kept, self._share_kept)
        return platform_tallies(parts, by, self._counted_by_channel(by) if finer_than_channels(by) else {})

    def _share_kept(self, channel: Key) -> Fraction:
        """Return the share of a channel's minutes over the period that the query keeps."""
        every = self._minutes_kept
        kept, left = (Fraction(every.get((channel, key), 0)) for key in (True, False))
        return kept / (kept + left) if kept else Fraction(0)

    @cached_property
    def _minutes_kept(self) -> dict[RowKey, Exact]:
        return self._by_channel(self._filter[0])

    def _counted_by_channel(self, by: tuple[Dimension, ...]) -> dict[RowKey, Exact]:
        """Return the counted time of the period by channel and row, of what the query keeps."""
        dimensions, keep = self._filter
        kept = len(keep)
        counted = self._by_channel((*dimensions, *by))
        return {(row[0], *row[1 + kept :]): time for row, time in counted.items() if row[1 : 1 + kept] == keep}

    def _by_channel(self, by: tuple[Dimension, ...]) -> dict[RowKey, Exact]:
        found: dict[RowKey, Exact] = defaultdict(int)
        for days in self.weeks.values():
            for row, counted in self.facts.counted_by_channel(self.read, days, by, self.scope).items():
                found[row] += counted
        return found

    def _of_everyone(self, by: tuple[Dimension, ...]) -> dict[RowKey, Exact]:
        """Return the counted time of the period by row, of everyone: shares of a cost do not hang on a filter."""
        effort = self.facts.effort_over(self.read, tuple(self.weeks.values()), by, self.scope)
        return {row: tally.counted for row, tally in effort.items()}

    @cached_property
    def _until(self) -> Period | None:
        """The days of the period up to `as_of`, on which platforms cost something; None: it lies ahead."""
        if self.scope.last_day < self.period.first:
            return None
        return Period(self.period.first, min(self.period.last, self.scope.last_day))

    @cached_property
    def _costs(self) -> Sequence[Cost]:
        return [each for each in self.facts.costs(self.read) if each.kind in self.cost_kinds]

    @cached_property
    def _kept_costs(self) -> bool:
        """Whether platform costs are kept from one question to the next.

        Not some of them only, nor such as are spread by the entries themselves, and so change with these.
        """
        by_use = (Allocation.MINUTES, Allocation.CONTACTS)
        return self.cost_kinds == frozenset(CostKind) and not any(each.allocation in by_use for each in self._costs)

    @cached_property
    def _weekly_slices(self) -> Sequence[Slice]:
        return self._slices(daily=False)

    @cached_property
    def _daily_slices(self) -> Sequence[Slice]:
        return self._slices(daily=True)

    def _slices(self, *, daily: bool) -> Sequence[Slice]:
        until = self._until
        if until is None:
            return ()
        costs, exchange = self._costs, self.scope.terms.exchange
        if self._kept_costs:
            return self.facts.slices(until, daily=daily, work=lambda: slices(costs, until, exchange, {}, daily=daily))
        uses = {each.id: use for each in costs if (use := self._use(each, until)) is not None}
        return slices(costs, until, exchange, uses, daily=daily)

    def _use(self, cost: Cost, until: Period) -> Use | None:
        """Return how the channels were used over the days of a cost that is spread by their use."""
        days = Period(cost.first_day, cost.last_day).clip(until)
        if days is None:
            return None
        if cost.allocation is Allocation.CONTACTS:
            return Use({}, self.facts.contacts_by_channel(self.read, days, self.scope))
        if cost.allocation is not Allocation.MINUTES:
            return None
        minutes: dict[UUID, int] = defaultdict(int)
        for (channel, day), counted in self._of_everyone((named("channel"), DAY)).items():
            if isinstance(channel, UUID) and isinstance(day, date) and day in days:
                minutes[channel] += int(counted)
        return Use(minutes, {})

    # ------------------------------------------------------------ what is missing

    def missing(self) -> tuple[Missing, ...]:
        """Return hourly costs and rates of exchange that are not known, each once, on the first day it is missed."""
        found: dict[tuple[str, str], date] = {}

        def note(what: str, name: str, day: date) -> None:
            found[what, name] = min(day, found.get((what, name), day))

        terms = self.scope.terms
        everything = self.sheet().total
        if not (everything.cost_unknown or everything.amounts_unknown):
            return ()
        for person, day in self._of_everyone((named("person"), DAY)):
            if isinstance(person, UUID) and isinstance(day, date) and terms.wages.hourly(person, day) is None:
                what, name = terms.wages.missing(person, day)
                note(what, terms.names.person[name].name if isinstance(name, UUID) else name, day)
        for cost in self.facts.costs(self.read):
            within = Period(cost.first_day, cost.last_day).clip(self.period)
            if within and terms.exchange.major(cost.amount_minor, cost.currency, cost.first_day) is None:
                note("fx", cost.currency, cost.first_day)
        for days in self.weeks.values():
            for each in self.facts.outcomes(self.read, days, self.scope):
                if each.amount is None:
                    sale = each.conversion
                    note("fx", sale.currency or "", local_day(sale.at_us, sale.zone))
        return tuple(Missing(what, name, day) for (what, name), day in sorted(found.items()))


def view(read: Reader, facts: Facts, query: Query, settings: StoreSettings, now: int) -> View:
    """Return a query as it is to be answered now; what it leaves open is filled in."""
    as_of = now if query.as_of is None else query.as_of
    period = query.period or Period.last_whole_weeks(DEFAULT_WEEKS, local_day(as_of, settings.zone))
    margin = settings.margin if query.margin is None else query.margin
    scope = Scope(
        terms=facts.terms(read, settings.currency, query.model, margin),
        window_days=query.window_days,
        parallel=query.parallel,
        overlap=query.overlap,
        as_of=as_of,
        zone=settings.zone,
        at_present=query.as_of is None or query.as_of >= now,
    )
    return View(read, facts, replace(query, period=period), period, scope, _kept(read, facts, query, scope))


def _kept(read: Reader, facts: Facts, query: Query, scope: Scope) -> Dimension | None:
    if query.where is None:
        return None
    found = filtering(bind(query.where, scope.terms.names, Contacts(read)))
    facts.filter_asked(found.name)
    return found


def narrowed(asked: View, where: Expression | None) -> View:
    """Return the same question, of the same moment, kept to what a filter says (None: everything)."""
    query = replace(asked.query, where=where)
    return replace(asked, query=query, kept=_kept(asked.read, asked.facts, query, asked.scope))


def shifted(asked: View, days: int) -> View:
    """Return the same question about a period of the same length, so many days earlier, at the same minute of it."""
    back = timedelta(days=days)
    period = Period(asked.period.first - back, asked.period.last - back)
    # Local time less whole days: the same weekday and hour, over a change of daylight saving too.
    as_of = instant(local(asked.scope.as_of // MINUTE * MINUTE, asked.scope.zone) - back)
    return replace(asked, period=period, scope=replace(asked.scope, as_of=as_of, at_present=False))
