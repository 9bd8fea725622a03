"""Closing a week: what it held is asserted, and whatever is changed in it later shows.

The sums are those of the Week page: effort by the local day of each entry, conversions and money as `figures` gives
them for its seven days. Amounts are rounded once, to whole minor units.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple
from uuid import UUID

from roidesk.analytics.query import Query
from roidesk.domain.changes import Changes
from roidesk.domain.errors import UserError
from roidesk.domain.ids import foreign_id
from roidesk.domain.instants import Period, Span, Week
from roidesk.domain.model import (
    ClosedWeek,
    Conversion,
    Cost,
    Entry,
    FxRate,
    Interaction,
    Person,
    Rate,
    Setting,
)
from roidesk.domain.money import exponent
from roidesk.importers.tables import table_of
from roidesk.services.context import Context
from roidesk.services.figures import Figures
from roidesk.services.titles import title
from roidesk.services.trash import place_with_trash
from roidesk.store.changelog import ChangeRow, Head

_COUNTING = (Interaction, Conversion, Cost, Rate, FxRate, Setting)
"""Kinds of entries that the sums of a week rest on."""
_MOST_TOLD = 50


class WeekSums(NamedTuple):
    """What a week holds; lengths in microseconds, amounts in minor units of `currency`, None: a rate is missing."""

    interactions: int
    us: int
    counted_us: int
    conversions: int
    currency: str
    sales_minor: int | None
    labour_minor: int | None
    platform_minor: int | None

    @classmethod
    def of(cls, closed: ClosedWeek) -> WeekSums:
        """Return what a week held when it was closed."""
        return cls(*(getattr(closed, each) for each in cls._fields))


class LaterChange(NamedTuple):
    """A change that was made in a week after it was closed."""

    seq: int
    at_us: int
    by: str
    table: str
    id: UUID
    what: str
    op: str


@dataclass(frozen=True, slots=True)
class Closing:
    """A closed week: who closed it, what it held then and holds now, and what was changed in it since."""

    closed: ClosedWeek
    by: str
    now: WeekSums
    changes: tuple[LaterChange, ...]
    more_changes: int
    sound: bool
    """Whether the log still holds what it held, and explains every difference."""

    @property
    def differs(self) -> bool:
        """Whether the week holds anything else than when it was closed."""
        return WeekSums.of(self.closed) != self.now


class ClosedWeeks:
    """Closes weeks, and says what became of them."""

    def __init__(self, context: Context, figures: Figures) -> None:
        self._context = context
        self._figures = figures

    def close(self, week: Week) -> Changes:
        """Assert what a week holds; closing it again replaces the assertion, and its history keeps both.

        `UserError` `week_running` for one that is not over.
        """
        context = self._context
        zone, now = context.settings().zone, context.clock.now()
        if week.period.span(zone).end > now:
            raise UserError("week_running", week=week)
        # Figures are asked from one thread at a time, and this is where things are written.
        sums, people = _sums(context, Figures(context), week), self._people(week)
        with context.unit("close_week") as unit:
            known = unit.read.where(ClosedWeek, week=str(week))
            head = unit.read.head()
            closed = ClosedWeek(
                id=known[0].id if known else foreign_id("closed_weeks", str(week)),
                week=str(week),
                closed_us=now,
                people=people,
                seq=head.seq,
                log_hash=head.hash.hex(),
                **sums._asdict(),
            )
            unit.put(closed)
        return unit.changes

    def closed(self, week: Week) -> Closing | None:
        """Return what was asserted of a week, and what became of it; None: it was not closed."""
        found = self._context.read().where(ClosedWeek, week=str(week))
        return self._closing(found[0]) if found else None

    def every(self) -> Iterator[Closing]:
        """Yield every closed week with what became of it."""
        for each in self._context.read().all(ClosedWeek):
            yield self._closing(each)

    def head(self) -> Head:
        """Return the end of the change log."""
        return self._context.read().head()

    def _closing(self, closed: ClosedWeek) -> Closing:
        read = self._context.read()
        life = read.life(ClosedWeek, closed.id)
        people = {each.id: each.name for each in (*read.all(Person, trashed=True), *read.all(Person))}
        now = _sums(self._context, self._figures, Week.parse(closed.week))
        differs = WeekSums.of(closed) != now
        found = self._changes(closed, people) if differs else []
        elsewhere = life.by is not None and life.by.label == "import"
        stands = elsewhere or not closed.seq or read.hash_at(closed.seq) == bytes.fromhex(closed.log_hash)
        return Closing(
            closed=closed,
            by=people.get(life.by.actor, "") if life.by and life.by.actor else "",
            now=now,
            changes=tuple(found[:_MOST_TOLD]),
            more_changes=len(found[_MOST_TOLD:]),
            sound=stands and (not differs or bool(found) or elsewhere),
        )

    def _people(self, week: Week) -> tuple[UUID, ...]:
        return tuple(sorted({key.person_id for key in self._context.read().effort(week.period)}))

    def _changes(self, closed: ClosedWeek, people: dict[UUID, str]) -> list[LaterChange]:
        """Return what was changed in a week since it was closed, the newest first."""
        read = self._context.read()
        week = Week.parse(closed.week)
        span = week.period.span(self._context.settings().zone)
        place = place_with_trash(self._context, read)
        found = []
        for row in read.changes_since(closed.seq, _COUNTING):
            entry = row.after or row.before
            if entry is None or not any(_counts(each, span, week.period) for each in (row.before, row.after)):
                continue
            table = table_of(entry)
            if table is None:
                continue
            author = row.action.author
            by = people.get(author.actor, "") if author.actor else ""
            try:
                what = title(table.name, table.show(entry, place))
            except UserError:  # what it speaks of is gone
                what = str(entry.id)
            found.append(LaterChange(row.seq, author.at_us, by, table.name, entry.id, what, _op(row)))
        found.reverse()
        return found


def _sums(context: Context, figures: Figures, week: Week) -> WeekSums:
    zone = context.settings().zone
    efforts = context.read().effort(week.period).values()
    asked = figures.query(Query(period=week.period, as_of=week.period.span(zone).end, with_ranges=False))
    report = figures.report(asked)
    totals, currency = report.totals, report.currency
    return WeekSums(
        interactions=sum(each.interactions for each in efforts),
        us=sum(each.us for each in efforts),
        counted_us=sum(each.counted_us for each in efforts),
        conversions=round(totals.conversions.value or 0),
        currency=currency,
        sales_minor=_minor(totals.booked.value, currency),
        labour_minor=_minor(totals.labour.value, currency),
        platform_minor=_minor(totals.platform.value, currency),
    )


def _op(row: ChangeRow) -> str:
    return row.op if row.action.op == "do" else row.action.op


def _counts(entry: Entry | None, span: Span, period: Period) -> bool:
    """Whether a version of an entry has a part in the sums of a week."""
    if isinstance(entry, Interaction):
        return entry.start_us < span.end and entry.end_us >= span.start
    if isinstance(entry, Conversion):
        return span.start <= entry.at_us < span.end
    if isinstance(entry, Cost):
        return entry.first_day <= period.last and entry.last_day >= period.first
    if isinstance(entry, Rate):
        return entry.from_day <= period.last
    if isinstance(entry, FxRate):
        return entry.day <= period.last
    return isinstance(entry, Setting) and entry.key in {"currency", "zone", "parallel"}


def _minor(value: Fraction | float | None, currency: str) -> int | None:
    return None if value is None else round(Fraction(value) * 10 ** exponent(currency))
