"""The figures: what a person asks of the store, answered by the analytics."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from roidesk.analytics.attribution import MARKOV, MODELS
from roidesk.analytics.attribution.credit_ranges import with_credit_ranges
from roidesk.analytics.pages.return_page import return_page
from roidesk.analytics.pages.return_rows import ReturnFacts
from roidesk.analytics.pages.values import ReturnPage, WeekPage
from roidesk.analytics.pages.week_page import SERIES_WEEKS, WeekFacts, week_page
from roidesk.analytics.query import Overlap, Parallel, Query
from roidesk.analytics.returns.contrasts import involved_sales, last_weeks
from roidesk.analytics.returns.lines import line_of, touched_share
from roidesk.analytics.returns.ranges import ranged, shown
from roidesk.analytics.returns.report import Report, Row
from roidesk.analytics.sums.dimensions import DAY, Dimension, RowKey, dimensions, label, named, place
from roidesk.analytics.sums.tally import Tallies, Tally, total
from roidesk.domain.changes import Changes
from roidesk.domain.errors import UserError
from roidesk.domain.filters import Expression
from roidesk.domain.instants import Period, Week, local_day
from roidesk.domain.progress import Progress
from roidesk.services.figure_facts import Facts
from roidesk.services.figure_view import View, shifted, view
from roidesk.services.model_rows import markov_warns, model_doubts, ranges_of_credit

if TYPE_CHECKING:
    from roidesk.services.context import Context
    from roidesk.store.reader import Reader


class Figures:
    """What it took and what it brought. Reads only; ask from one thread at a time, `forget` from any."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._facts = Facts(context)

    def forget(self, changes: Changes | None = None) -> None:
        """Take note of a write, so that what it touched is worked out again (None: anything may have changed)."""
        self._facts.forget(changes)

    def query(self, query: Query) -> Query:
        """Return a query with the model, the window and the rules of time and touches that the store is set to."""
        settings = self._context.settings()
        return replace(
            query,
            model=settings.model,
            window_days=settings.window_days,
            parallel=Parallel(settings.parallel),
            overlap=Overlap(settings.overlap),
        )

    def report(self, query: Query, progress: Progress | None = None) -> Report:
        """Return the return figures of a period, totals and rows (contract.md 3.1).

        `UserError`: `dimension_unknown`, `dimensions_too_many`, `model_unknown`, `where_…`.
        `progress` is told of the weeks worked through, for the totals and then for the rows; it may raise `Cancelled`.
        """
        by = dimensions(query.by)
        with self.asking(query, progress) as asked:
            return _report(asked, by)

    @contextmanager
    def asking(self, query: Query, progress: Progress | None = None) -> Iterator[View]:
        """Let a question be asked of the entries of one moment: what other services work their figures out of."""
        with self._facts.snapshot() as read:
            yield replace(self._view(read, query), progress=progress)

    def return_page(self, query: Query, progress: Progress | None = None) -> ReturnPage:
        """Return everything the Return page shows; likely ranges, which take longer, only where the query asks.

        `progress` is told of the weeks worked through, and may raise `Cancelled`.
        """
        with self.asking(query, progress) as asked:
            return return_page(_return_facts(asked, local_day(self._context.clock.now(), asked.scope.zone)))

    def week_page(self, week: Week, *, as_of: int | None = None, where: Expression | None = None) -> WeekPage:
        """Return everything the Week page shows of a week: up to its end, or to now (or `as_of`) while it runs."""
        now = self._context.clock.now()
        settings = self._context.settings()
        end = week.period.span(settings.zone).end
        point = min(end, now if as_of is None else as_of)
        period = Period(week.plus(1 - SERIES_WEEKS).monday, week.period.last)
        query = self.query(Query(period=period, as_of=point, where=where, with_ranges=False))
        with self.asking(query) as asked:
            return week_page(_week_facts(asked, week, running=point < end))

    def _view(self, read: Reader, query: Query) -> View:
        if query.model not in MODELS:
            raise UserError("model_unknown", text=query.model, known=", ".join(MODELS))
        return view(read, self._facts, query, self._context.settings(), self._context.clock.now())


def _report(asked: View, by: tuple[Dimension, ...]) -> Report:
    query, currency = asked.query, asked.scope.terms.exchange.currency
    everything, led = asked.sheet(), asked.led(*by)
    tally, weeks, fruitful = everything.total, everything.row(()), total(led.values())
    totals = ranged(line_of(tally, currency, fruitful), weeks, with_ranges=query.with_ranges)
    whole = [each for week, each in zip(everything.weeks, weeks, strict=True) if asked.is_whole(week)]
    return Report(
        period=asked.period,
        zone=asked.scope.zone,
        as_of=asked.scope.as_of,
        currency=currency,
        model=query.model,
        window_days=query.window_days,
        by=query.by,
        totals=totals,
        back=shown(totals.return_ratio, weeks, lambda week: week.booked, lambda week: week.cost),
        rows=_report_rows(asked, by, currency, led) if by else (),
        touched_minutes_share=touched_share(
            replace(tally, led_to_sale=fruitful.led_to_sale, led_to_other=fruitful.led_to_other)
        ),
        involved=involved_sales(totals, weeks, with_ranges=query.with_ranges),
        last_weeks=last_weeks(whole, currency, with_ranges=query.with_ranges),
        overlap=query.overlap.value,
        p_conv=asked.removals.p_conv if query.model == MARKOV else None,
        missing=asked.missing(),
    )


def _report_rows(asked: View, by: tuple[Dimension, ...], currency: str, led: Tallies) -> tuple[Row, ...]:
    rows = asked.sheet(*by)
    doubts = model_doubts(asked, by, currency) if asked.query.with_models else {}
    ranges = ranges_of_credit(asked, by)
    with_ranges = asked.query.with_ranges and not markov_warns(asked)
    found = {row: Tally() for row in doubts} | rows.rows
    names = asked.scope.terms.names
    contacts = asked.read.contact_names(
        {
            key
            for row in found
            for each, key in zip(by, row, strict=True)
            if each.name == "contact" and isinstance(key, UUID)
        }
    )

    def where(row: RowKey) -> tuple[tuple[int, int, int, str], ...]:
        return tuple(place(each, key, names, contacts) for each, key in zip(by, row, strict=True))

    def made(row: RowKey) -> Row:
        weeks = rows.row(row)
        line = line_of(found[row], currency, led.get(row, Tally()))
        line = ranged(line, weeks, with_ranges=with_ranges)
        line = with_credit_ranges(line, ranges.get(row, {}))
        removal = asked.removals.removal(by, row) if asked.query.model == MARKOV else None
        said = tuple(label(each, key, names, contacts) for each, key in zip(by, row, strict=True))
        back = shown(line.return_ratio, weeks, lambda week: week.booked, lambda week: week.cost)
        return Row(said, line, back, removal, doubts.get(row))

    return tuple(made(row) for row in sorted(found, key=where))


def _return_facts(asked: View, today: date) -> ReturnFacts:
    before = shifted(asked, asked.period.length)
    first_day = asked.read.first_day()
    known_before = first_day is not None and first_day <= before.period.first
    channel, level, kind = named("channel"), named("personalness"), named("kind")
    return ReturnFacts(
        query=asked.query,
        period=asked.period,
        before=before.period if known_before else None,
        before_total=before.sheet().total if known_before else None,
        zone=asked.scope.zone,
        as_of=asked.scope.as_of,
        today=today,
        first_day=first_day,
        currency=asked.scope.terms.exchange.currency,
        margin=asked.scope.terms.margin,
        names=asked.scope.terms.names,
        totals=asked.sheet(),
        channels=asked.sheet(channel),
        levels=asked.sheet(level),
        days=lambda: asked.sheet(DAY),
        kinds=asked.minutes(level, kind),
        led=asked.led(level),
        missing=asked.missing(),
        model_reason=asked.removals.p_conv.reason if markov_warns(asked) else None,
    )


def _week_facts(asked: View, week: Week, *, running: bool) -> WeekFacts:
    shown = replace(asked, period=week.period)
    before = shifted(shown, days=7)
    first_day = asked.read.first_day()
    known_before = first_day is not None and first_day <= before.period.last
    channel, brand = named("channel"), named("brand")
    return WeekFacts(
        week=week,
        zone=asked.scope.zone,
        as_of=asked.scope.as_of,
        running=running,
        point_before=before.scope.as_of,
        currency=asked.scope.terms.exchange.currency,
        model=asked.query.model,
        names=asked.scope.terms.names,
        totals=asked.sheet(),
        channels=asked.sheet(channel),
        levels=asked.sheet(named("personalness")),
        brands=shown.sheet(brand).rows,
        channels_before=before.effort(channel) if known_before else None,
        brands_before=before.effort(brand) if known_before else None,
        missing=asked.missing(),
    )
