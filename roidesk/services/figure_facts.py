"""What figures are made of, read from the store: effort and outcomes of each week, and their sums by row.

Read values are kept; as every write says what it touched (`Changes`), only the weeks it touched are read again.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction
from itertools import takewhile
from typing import TYPE_CHECKING, TypeVar
from uuid import UUID

from roidesk.analytics.query import Overlap, Parallel
from roidesk.analytics.sums.cost import Exchange, Slice, Wages
from roidesk.analytics.sums.dimensions import Dimension, RowKey, named, need_interactions
from roidesk.analytics.sums.outcomes import Outcome, Terms, outcome
from roidesk.analytics.sums.tally import Cell, Exact, Led, Tallies, credit_tallies, effort_tallies, led_touches, merged
from roidesk.domain.changes import Changes
from roidesk.domain.effort import Effort, EffortKey, effort_of, key_of, pieces
from roidesk.domain.instants import HOUR, Period, Span, Week, local_day, midnight
from roidesk.domain.model import Contact, Conversion, Cost, FxRate, Interaction, Rate
from roidesk.services.journeys import journeys
from roidesk.services.kept_facts import Kept, Under, kept

if TYPE_CHECKING:
    from roidesk.services.context import Context
    from roidesk.store.reader import Reader

Met = TypeVar("Met", Interaction, Conversion)
_DAY = timedelta(days=1)
_CHANNEL = named("channel")
_DAYS_OF_WEEK = 7
_EAST, _WEST = 14 * HOUR, 12 * HOUR
"""How far the clocks of the earth are from UTC."""


@dataclass(frozen=True, slots=True)
class Scope:
    """Under what facts are read: the terms, the window of a journey, how parallel time and second conversions count.

    `as_of`: up to which instant; `at_present`: that is now, so that little or nothing is later.
    """

    terms: Terms
    window_days: int
    parallel: Parallel
    overlap: Overlap
    as_of: int
    zone: str
    at_present: bool

    @property
    def last_day(self) -> date:
        """The local day in which `as_of` lies; at midnight the day before."""
        return local_day(self.as_of - 1, self.zone)

    @property
    def under(self) -> Under:
        """What the outcomes depend on besides the entries."""
        return self.window_days, self.overlap, self.terms.model, self.terms.margin


class Facts:
    """Facts of one store. `forget` may be called from any thread, everything else from one at a time."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._kept = Kept()
        self._touched: deque[Changes | None] = deque()
        self._last_action = 0
        # The pieces read last: one question asks for the same ones by several dimensions.
        self._pieces: dict[tuple[Period, int, Parallel], list[Cell]] = {}
        self._counted: dict[tuple[Period, int, Parallel, Under], dict[RowKey, Exact]] = {}
        self._merged_into: dict[UUID, UUID] | None = None

    def forget(self, changes: Changes | None) -> None:
        """Note what a write touched (None: anything may have changed); it is read again when next asked for."""
        self._touched.append(changes)

    def filter_asked(self, name: str) -> None:
        """Note that sums of a filter (a dimension's name) are asked for; only those of the last few are kept."""
        self._kept.filter_asked(name)

    @contextmanager
    def snapshot(self) -> Iterator[Reader]:
        """Let all facts be of one moment: what was touched before it is dropped."""
        with self._context.read().snapshot() as read:
            noted = self._drop(read)
            last = max((each.action.number for each in read.actions(1)), default=0)
            if not noted.issuperset(range(self._last_action + 1, last + 1)):
                # Somebody else wrote (the command line, another window): nobody said what it touched.
                self._kept = Kept()
            self._last_action = last
            self._pieces.clear()
            self._counted.clear()
            self._merged_into = None
            yield read

    def _drop(self, read: Reader) -> set[int]:
        noted = set()
        while self._touched:
            changes = self._touched.popleft()
            if changes is None:
                self._kept = Kept()
            elif changes.action is not None:
                self._kept.drop(changes, read)
                noted.add(changes.action)
        return noted

    def terms(self, read: Reader, currency: str, model: str, margin: Fraction | None) -> Terms:
        """Return the names and prices of now, with a model and a margin."""
        exchange, wages = kept(self._kept.prices, currency, lambda: _prices(read, currency))
        return Terms(read.catalogue(), exchange, wages, model, margin)

    def costs(self, read: Reader) -> tuple[Cost, ...]:
        """Return all platform costs."""
        return kept(self._kept.costs, "all", lambda: tuple(read.all(Cost)))

    def slices(self, until: Period, *, daily: bool, work: Callable[[], list[Slice]]) -> list[Slice]:
        """Return platform costs cut up, as worked out once for these days; not for costs spread by use."""
        return kept(self._kept.slices, (until, daily), work)

    def platform(
        self, until: Period | None, by: tuple[Dimension, ...], work: Callable[[], dict[Week, Tallies]]
    ) -> dict[Week, Tallies]:
        """Return platform cost by week and row, as worked out once for these days; not for costs spread by use."""
        return kept(self._kept.platform, (until, _names(by)), work)

    # ------------------------------------------------------------ sums

    def sums(self, read: Reader, days: Period, by: tuple[Dimension, ...], scope: Scope) -> Tallies:
        """Return the effort and the credit of some days of one week by row. They are kept: change none of them."""
        effort = self.effort(read, days, by, scope)
        credit = self.credit(read, days, by, scope)
        names = _names(by)
        if effort is self._kept.effort.get((days, names)) and credit is self._kept.credit.get(
            (days, (*scope.under, *names))
        ):
            return kept(self._kept.sums, (days, (*scope.under, *names)), lambda: merged((effort, credit)))
        return merged((effort, credit))

    # ------------------------------------------------------------ effort

    def effort_over(self, read: Reader, weeks: Sequence[Period], by: tuple[Dimension, ...], scope: Scope) -> Tallies:
        """Return the effort of the days of some weeks, in order, by row.

        Closed whole weeks are added up by the database, where all that is asked for is the same on each of their days.
        """
        whole = self._added_up(read, weeks, by, scope)
        rest = [self.effort(read, days, by, scope) for days in weeks[len(whole) :]]
        if not whole:
            return merged(rest)
        span = Period(whole[0].first, whole[-1].last)
        cells = kept(self._kept.cells, (span, ("weeks",)), lambda: _cells(read.effort_over(span)))
        first = kept(self._kept.effort, (span, _names(by)), lambda: effort_tallies(cells, by, scope.terms))
        return merged([first, *rest]) if rest else first

    def _added_up(
        self, read: Reader, weeks: Sequence[Period], by: tuple[Dimension, ...], scope: Scope
    ) -> Sequence[Period]:
        """Return the first of some weeks that the database may add up."""
        changing = not _DAILY.isdisjoint(each.name for each in by)
        if changing or need_interactions(by) or scope.parallel is not Parallel.SPLIT:
            return ()
        if any((days, ("week",)) in self._kept.cells for days in weeks):
            return ()  # week by week only those are read again that something was written in
        steady = scope.terms.wages.steady
        found = list(takewhile(lambda days: days.length == _DAYS_OF_WEEK and steady(days), weeks))
        while found and _first_open_day(read, found[-1], scope) is not None:
            found.pop()
        if len(found) < _MANY_WEEKS or not steady(Period(found[0].first, found[-1].last)):
            return ()
        return found

    def effort(self, read: Reader, days: Period, by: tuple[Dimension, ...], scope: Scope) -> Tallies:
        """Return the effort of some days of one week by row."""
        names = _names(by)
        if self._one_by_one_needed(read, days, by, scope):
            cells = self.pieces(read, days, scope) if _whole_contacts(by) else self._one_by_one(read, days, scope)
            crossed = effort_tallies(cells, (_CHANNEL, *by), scope.terms)
            # What platforms cost is spread by these: to read all entries once more would take as long again.
            self._counted[days, scope.as_of, scope.parallel, names] = _counted(crossed)
            return merged({row[1:]: tally} for row, tally in crossed.items())
        cut = _first_open_day(read, days, scope)
        if cut is None:
            rolled = kept(self._kept.cells, (days, _grain(days, by, scope)), lambda: _rolled_up(read, days, by, scope))
            return kept(self._kept.effort, (days, names), lambda: effort_tallies(rolled, by, scope.terms))
        if scope.at_present:
            return self._effort_up_to(read, days, by, scope, cut)
        under = (scope.as_of, scope.parallel, *names)
        return self._kept.effort_up_to(days, under, lambda: self._effort_up_to(read, days, by, scope, cut))

    def counted_by_channel(
        self, read: Reader, days: Period, by: tuple[Dimension, ...], scope: Scope
    ) -> Mapping[RowKey, Exact]:
        """Return the counted time of some days of one week by channel and then row."""
        key = (days, scope.as_of, scope.parallel, _names(by))
        if key not in self._counted and self._one_by_one_needed(read, days, by, scope):
            self.effort(read, days, by, scope)
        if key in self._counted:
            return self._counted[key]
        return _counted(self.effort(read, days, (_CHANNEL, *by), scope))

    def _effort_up_to(self, read: Reader, days: Period, by: tuple[Dimension, ...], scope: Scope, cut: date) -> Tallies:
        cells: Sequence[Cell] = self._one_by_one(read, Period(max(cut, days.first), days.last), scope)
        if days.first < cut:
            closed = Period(days.first, cut - _DAY)
            cells = [*kept(self._kept.cells, (closed, ("day",)), lambda: _cells(read.effort(closed))), *cells]
        return effort_tallies(cells, by, scope.terms)

    def _one_by_one_needed(self, read: Reader, days: Period, by: tuple[Dimension, ...], scope: Scope) -> bool:
        if need_interactions(by):
            return True
        if scope.parallel is Parallel.SPLIT:
            return False
        spent = kept(self._kept.cells, (days, ("person",)), lambda: _cells(read.effort_of_days(days)))
        return any(cell.effort.us != cell.effort.counted_us for cell in spent)

    def pieces(self, read: Reader, days: Period, scope: Scope) -> Sequence[Cell]:
        """Return the effort of some days piece by piece, each with its interaction; who was merged is one contact."""
        return _unmerged(self._one_by_one(read, days, scope), self.merged(read))

    def _one_by_one(self, read: Reader, days: Period, scope: Scope) -> Sequence[Cell]:
        """Return effort piece by piece, each with its interaction."""
        key = (days, scope.as_of, scope.parallel)
        if key not in self._pieces:
            entries = self._kept.entries_of(days, lambda: read.interactions(wherever(days)))
            self._pieces = {key: _pieces(entries, days, scope)}
        return self._pieces[key]

    def merged(self, read: Reader) -> Mapping[UUID, UUID]:
        """Return, by each contact that was merged, the one it was merged into."""
        if self._merged_into is None:
            self._merged_into = {each.id: each.merged_into_id for each in read.all(Contact) if each.merged_into_id}
        return self._merged_into

    def contacts_by_channel(self, read: Reader, days: Period, scope: Scope) -> dict[UUID, int]:
        """Return how many distinct known contacts each channel had over some days, by the day of each start."""
        into = self.merged(read)
        seen = {
            (scope.terms.names.kind[each.kind_id].channel_id, into.get(each.contact_id, each.contact_id))
            for each in read.interactions(wherever(days))
            if each.contact_id is not None
            and each.start_us <= scope.as_of
            and local_day(each.start_us, each.zone) in days
        }
        return Counter(channel for channel, _ in seen)

    # ------------------------------------------------------------ outcomes

    def credit(self, read: Reader, days: Period, by: tuple[Dimension, ...], scope: Scope) -> Tallies:
        """Return what the conversions of some days of one week credit each row with."""
        names = _names(by)
        if _whole_contacts(by):
            return credit_tallies(self.whole_outcomes(read, days, scope), by, scope.terms.names)
        outcomes = self.outcomes(read, days, scope)
        if outcomes is not self._kept.outcomes.get((days, scope.under)):
            return credit_tallies(outcomes, by, scope.terms.names)
        key = (days, (*scope.under, *names))
        return kept(self._kept.credit, key, lambda: credit_tallies(outcomes, by, scope.terms.names))

    def led(self, read: Reader, days: Period, by: tuple[Dimension, ...], scope: Scope) -> dict[UUID, Led]:
        """Return the touches of the conversions of some days of one week, with their time by row."""
        if _whole_contacts(by):
            return led_touches(self.whole_outcomes(read, days, scope), by, scope.terms.names)
        outcomes = self.outcomes(read, days, scope)
        if outcomes is not self._kept.outcomes.get((days, scope.under)):
            return led_touches(outcomes, by, scope.terms.names)
        key = (days, (*scope.under, *_names(by)))
        return kept(self._kept.led, key, lambda: led_touches(outcomes, by, scope.terms.names))

    def whole_outcomes(self, read: Reader, days: Period, scope: Scope) -> Sequence[Outcome]:
        """Return outcomes as `outcomes` does; who was merged is one contact."""
        return _of_whole(self.outcomes(read, days, scope), self.merged(read))

    def outcomes(self, read: Reader, days: Period, scope: Scope) -> Sequence[Outcome]:
        """Return the conversions of some days of one week up to `as_of`, shared between their touches."""
        found = kept(
            self._kept.paths,
            (days, (scope.window_days, scope.overlap)),
            lambda: journeys(read, wherever(days), days, scope, self.merged(read)),
        )
        every = kept(
            self._kept.outcomes,
            (days, scope.under),
            lambda: tuple(outcome(conversion, touches, scope.terms) for conversion, touches in found.paths),
        )
        if all(each.conversion.at_us <= scope.as_of for each in every):
            return every
        return [each for each in every if each.conversion.at_us <= scope.as_of]


def _names(by: tuple[Dimension, ...]) -> Under:
    return tuple(each.name for each in by)


def _counted(tallies: Tallies) -> dict[RowKey, Exact]:
    return {row: tally.counted for row, tally in tallies.items() if tally.counted}


def _whole_contacts(by: tuple[Dimension, ...]) -> bool:
    return any(each.whole_contacts for each in by)


def _prices(read: Reader, currency: str) -> tuple[Exchange, Wages]:
    exchange = Exchange(read.all(FxRate), currency)
    return exchange, Wages(read.all(Rate), exchange)


_BY_DAY = frozenset({"day", "person", "week", "month"})
_DAILY = _BY_DAY - {"person"}
_MANY_WEEKS = 2


def _grain(days: Period, by: tuple[Dimension, ...], scope: Scope) -> Under:
    """Return which roll-up knows enough: of whole weeks, of days and persons alone, or of days with everything."""
    names = {each.name for each in by}
    if days.length == _DAYS_OF_WEEK and names.isdisjoint({"day", "month"}) and scope.terms.wages.steady(days):
        return ("week",)
    return ("person",) if names and names <= _BY_DAY else ("day",)


def _rolled_up(read: Reader, days: Period, by: tuple[Dimension, ...], scope: Scope) -> tuple[Cell, ...]:
    match _grain(days, by, scope):
        case ("week",):
            return _cells(read.effort_of_weeks(days))
        case ("person",):
            return _cells(read.effort_of_days(days))
        case _:
            return _cells(read.effort(days))


def _cells(rows: Mapping[EffortKey, Effort]) -> tuple[Cell, ...]:
    return tuple(Cell(key, effort) for key, effort in rows.items())


def _pieces(entries: Sequence[Interaction], days: Period, scope: Scope) -> list[Cell]:
    found = []
    for piece in pieces(each for each in entries if each.start_us <= scope.as_of):
        if piece.day in days:
            counted = piece if scope.parallel is Parallel.SPLIT else replace(piece, counted_us=piece.us)
            found.append(Cell(key_of(piece), effort_of(counted), piece.interaction))
    return found


def wherever(days: Period) -> Span:
    """Return the stretch of time that is one of these days somewhere: entries and sales lie on their own zone's day."""
    return Span(midnight(days.first, "UTC") - _EAST, midnight(days.last + _DAY, "UTC") + _WEST)


def _first_open_day(read: Reader, days: Period, scope: Scope) -> date | None:
    """Return the first day on which something may start after `as_of`; None: nothing does."""
    first = scope.last_day - _DAY
    if days.last < first:
        return None
    if not scope.at_present:
        return first
    later = read.interactions(Span(scope.as_of, wherever(days).end))
    return min((local_day(each.start_us, each.zone) for each in later if each.start_us > scope.as_of), default=None)


def _unmerged(cells: Sequence[Cell], into: Mapping[UUID, UUID]) -> Sequence[Cell]:
    """Return cells with each merged contact replaced by the one it was merged into."""
    return [replace(cell, entry=_whole(cell.entry, into)) if cell.entry else cell for cell in cells]


def _of_whole(outcomes: Sequence[Outcome], into: Mapping[UUID, UUID]) -> Sequence[Outcome]:
    """Return outcomes with each merged contact, of themselves and of their touches, replaced likewise."""
    return [
        replace(
            each,
            conversion=_whole(each.conversion, into),
            touches=tuple(_whole(touch, into) for touch in each.touches),
        )
        for each in outcomes
    ]


def _whole(entry: Met, into: Mapping[UUID, UUID]) -> Met:
    contact = into.get(entry.contact_id) if entry.contact_id else None
    return replace(entry, contact_id=contact) if contact else entry
