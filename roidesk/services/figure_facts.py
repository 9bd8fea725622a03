"""What figures are made of, read from the store: effort and outcomes of each week, and their sums by row.

Read values are kept; as every write says what it touched (`Changes`), only the weeks it touched are read again.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction
from typing import TYPE_CHECKING
from uuid import UUID

from roidesk.analytics.cost import Exchange, Wages
from roidesk.analytics.dimensions import Dimension, need_interactions
from roidesk.analytics.outcomes import Outcome, Terms, outcome
from roidesk.analytics.query import Parallel
from roidesk.analytics.tally import Cell, Tallies, credit_tallies, effort_tallies
from roidesk.domain.changes import Changes
from roidesk.domain.effort import effort_of, key_of, pieces
from roidesk.domain.instants import DAY, Period, Span, local_day
from roidesk.domain.model import Contact, Conversion, Cost, FxRate, Interaction, Rate
from roidesk.services.kept_facts import JourneyPath, Kept, Under, kept

if TYPE_CHECKING:
    from roidesk.services.context import Context
    from roidesk.store.reader import Reader

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Scope:
    """Under what facts are read: the terms, the window of a journey, how parallel time counts, up to which instant.

    `at_present`: `as_of` is now, so that little or nothing is later.
    """

    terms: Terms
    window_days: int
    parallel: Parallel
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
        return self.window_days, self.terms.model, self.terms.margin


class Facts:
    """Facts of one store. `forget` may be called from any thread, everything else from one at a time."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._kept = Kept()
        self._touched: deque[Changes | None] = deque()

    def forget(self, changes: Changes | None) -> None:
        """Note what a write touched (None: anything may have changed); it is read again when next asked for."""
        self._touched.append(changes)

    def reader(self) -> Reader:
        """Return a reader, after everything that was touched has been dropped."""
        read = self._context.read()
        while self._touched:
            changes = self._touched.popleft()
            if changes is None:
                self._kept = Kept()
            else:
                self._kept.drop(changes, read)
        return read

    def terms(self, read: Reader, currency: str, model: str, margin: Fraction | None) -> Terms:
        """Return the names and prices of now, with a model and a margin."""
        exchange, wages = kept(self._kept.prices, currency, lambda: _prices(read, currency))
        return Terms(read.catalogue(), exchange, wages, model, margin)

    def costs(self, read: Reader) -> tuple[Cost, ...]:
        """Return all platform costs."""
        return kept(self._kept.costs, "all", lambda: tuple(read.all(Cost)))

    # ------------------------------------------------------------ effort

    def effort(self, read: Reader, days: Period, by: tuple[Dimension, ...], scope: Scope) -> Tallies:
        """Return the effort of some days of one week by row."""
        cells = self.cells(read, days, scope, one_by_one=need_interactions(by))
        if cells is not self._kept.cells.get(days):
            return effort_tallies(_unmerged(read, cells, by), by, scope.terms)
        return kept(self._kept.effort, (days, _names(by)), lambda: effort_tallies(cells, by, scope.terms))

    def cells(self, read: Reader, days: Period, scope: Scope, *, one_by_one: bool = False) -> Sequence[Cell]:
        """Return the effort of some days of one week, from the roll-ups where they know enough."""
        if days.first > scope.last_day + _DAY:
            return ()
        rolled = kept(self._kept.cells, days, lambda: _rolled_up(read, days))
        parallel = any(cell.effort.us != cell.effort.counted_us for cell in rolled)
        if one_by_one or (parallel and scope.parallel is Parallel.FULL):
            return self._one_by_one(read, days, scope)
        cut = _first_open_day(read, days, scope)
        if cut is None:
            return rolled
        open_days = Period(max(cut, days.first), days.last)
        return [*(cell for cell in rolled if cell.key.day < cut), *self._one_by_one(read, open_days, scope)]

    def _one_by_one(self, read: Reader, days: Period, scope: Scope) -> list[Cell]:
        """Return effort piece by piece, each with its interaction."""
        span = days.span(scope.zone)
        # An entry's own zone may put it on another day than the store's.
        entries = self._kept.entries_of(days, lambda: read.interactions(Span(span.start - DAY, span.end + DAY)))
        found = []
        for piece in pieces(each for each in entries if each.start_us <= scope.as_of):
            if piece.day in days:
                counted = piece if scope.parallel is Parallel.SPLIT else replace(piece, counted_us=piece.us)
                found.append(Cell(key_of(piece), effort_of(counted), piece.interaction))
        return found

    def contacts_by_channel(self, read: Reader, days: Period, scope: Scope) -> dict[UUID, int]:
        """Return how many distinct known contacts each channel had over some days."""
        seen = {
            (scope.terms.names.kind[each.kind_id].channel_id, each.contact_id)
            for each in read.interactions(days.span(scope.zone))
            if each.contact_id is not None and each.start_us <= scope.as_of
        }
        channels = [channel for channel, _ in seen]
        return {channel: channels.count(channel) for channel in set(channels)}

    # ------------------------------------------------------------ outcomes

    def credit(self, read: Reader, days: Period, by: tuple[Dimension, ...], scope: Scope) -> Tallies:
        """Return what the conversions of some days of one week credit each row with."""
        outcomes = self.outcomes(read, days, scope)
        if outcomes is not self._kept.outcomes.get((days, scope.under)):
            return credit_tallies(outcomes, by, scope.terms.names)
        key = (days, (*scope.under, *_names(by)))
        return kept(self._kept.credit, key, lambda: credit_tallies(outcomes, by, scope.terms.names))

    def outcomes(self, read: Reader, days: Period, scope: Scope) -> Sequence[Outcome]:
        """Return the conversions of some days of one week up to `as_of`, shared between their touches."""
        paths = kept(self._kept.paths, (days, scope.window_days), lambda: _paths(read, days, scope))
        every = kept(
            self._kept.outcomes,
            (days, scope.under),
            lambda: tuple(outcome(conversion, touches, scope.terms) for conversion, touches in paths),
        )
        if all(each.conversion.at_us <= scope.as_of for each in every):
            return every
        return [each for each in every if each.conversion.at_us <= scope.as_of]


def _names(by: tuple[Dimension, ...]) -> Under:
    return tuple(each.name for each in by)


def _prices(read: Reader, currency: str) -> tuple[Exchange, Wages]:
    exchange = Exchange(read.all(FxRate), currency)
    return exchange, Wages(read.all(Rate), exchange)


def _rolled_up(read: Reader, days: Period) -> tuple[Cell, ...]:
    return tuple(Cell(key, effort) for key, effort in read.effort(days).items())


def _first_open_day(read: Reader, days: Period, scope: Scope) -> date | None:
    """Return the first day on which something may start after `as_of`; None: nothing does."""
    first = scope.last_day - _DAY
    if days.last < first:
        return None
    if scope.at_present:
        later = read.interactions(Span(scope.as_of, days.span(scope.zone).end + DAY))
        if not any(each.start_us > scope.as_of for each in later):
            return None
    return first


def _unmerged(read: Reader, cells: Sequence[Cell], by: tuple[Dimension, ...]) -> Sequence[Cell]:
    """Return cells with merged contacts replaced by the one they were merged into, where contacts are asked for."""
    if "contact" not in _names(by):
        return cells
    into = {each.id: each.merged_into_id for each in read.all(Contact) if each.merged_into_id}
    return [
        replace(cell, entry=replace(cell.entry, contact_id=into[cell.entry.contact_id]))
        if cell.entry and cell.entry.contact_id in into
        else cell
        for cell in cells
    ]


def _paths(read: Reader, days: Period, scope: Scope) -> list[JourneyPath]:
    """Return the conversions of some local days with the touches each is shared between."""
    window, span = scope.window_days * DAY, days.span(scope.zone)
    found = []
    for conversion, touches in read.paths(Span(span.start - DAY, span.end + DAY), window):
        if local_day(conversion.at_us, conversion.zone) in days:
            path = _of_its_sale(read, conversion, window) if conversion.refund_of_id else (conversion, touches)
            found.append((path[0], _with_proof(read, *path)))
    return found


_OF_THE_SALE = ("contact_id", "interaction_id", "brand_id", "product_id", "campaign", "margin_ppm")


def _of_its_sale(read: Reader, refund: Conversion, window: int) -> JourneyPath:
    """Return a refund with what its sale said and led to it: it takes the credit back where it was given."""
    sale = read.get(Conversion, refund.refund_of_id) if refund.refund_of_id else None
    if sale is None:
        return refund, ()
    said = {name: getattr(sale, name) for name in _OF_THE_SALE if getattr(refund, name) is None}
    found = {each.id: touches for each, touches in read.paths(Span(sale.at_us, sale.at_us + 1), window)}
    return replace(refund, **said), found.get(sale.id, ())


def _with_proof(read: Reader, conversion: Conversion, touches: tuple[Interaction, ...]) -> tuple[Interaction, ...]:
    """Return touches with the interaction the conversion is known to have come of, whoever that was with."""
    proof = conversion.interaction_id
    if proof is None or any(each.id == proof for each in touches):
        return touches
    known = read.get(Interaction, proof)
    if known is None or known.start_us > conversion.at_us:
        return touches
    return tuple(sorted((*touches, known), key=lambda each: (each.start_us, each.id)))
