"""Instants, days, weeks and periods.

An instant is an integer: microseconds since 1970-01-01 UTC. A zone is an IANA name. Differences are taken between
instants only: two local times of one zone subtract wrongly over a daylight-saving change.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import NamedTuple, Protocol
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from roidesk.domain.errors import UserError

SECOND = 1_000_000
MINUTE = 60 * SECOND
HOUR = 60 * MINUTE
DAY = 24 * HOUR
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_ONE_DAY = timedelta(days=1)


class Boot(NamedTuple):
    """Where the clocks that nobody can set stand, in microseconds since the machine started.

    `id` names this start of the machine, "" where it has no name. `us`: sleep included. `awake_us`: sleep left out;
    0 where the machine does not tell.
    """

    id: str
    us: int
    awake_us: int = 0


class Clock(Protocol):
    """Where the time comes from; passed in, so that tests and replays choose it."""

    def now(self) -> int:
        """Return the present instant (UTC microseconds)."""

    def zone(self) -> str:
        """Return the IANA name of the zone the person is in."""

    def boot(self) -> Boot:
        """Return how long the machine runs, with sleep and without."""


@lru_cache(maxsize=64)
def zone_info(name: str) -> ZoneInfo:
    """Return the zone of an IANA name; `UserError` when there is none."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise UserError("zone_unknown", text=name) from None


def instant(moment: datetime) -> int:
    """Return the instant of an aware datetime."""
    return (moment - _EPOCH) // _MICROSECOND


def utc(us: int) -> datetime:
    """Return an instant as an aware UTC datetime."""
    return _EPOCH + timedelta(microseconds=us)


def local(us: int, zone: str) -> datetime:
    """Return an instant as an aware datetime of the zone."""
    return utc(us).astimezone(zone_info(zone))


def local_day(us: int, zone: str) -> date:
    """Return the calendar day of an instant in the zone: the last one that has begun by then.

    Where a clock is set back over midnight (Newfoundland until 2011, at 00:01) the date of the day before comes once
    more; that hour belongs to the day that has begun, so that days never overlap.
    """
    day = local(us, zone).date()
    following = day + _ONE_DAY
    return following if us >= midnight(following, zone) else day


def hour_of_week(us: int, zone: str) -> int:
    """Return the hour of the week (0: Monday 0:00) of an instant, by the clock of the zone."""
    moment = local(us, zone)
    return moment.weekday() * 24 + moment.hour


def from_local(wall: datetime, zone: str) -> int:
    """Return the instant of a naive local time; `UserError` when daylight saving skipped it.

    A time that happens twice is taken the first time, unless `wall.fold` is 1.
    """
    aware = wall.replace(tzinfo=zone_info(zone))
    us = instant(aware)
    if local(us, zone).replace(tzinfo=None) != wall.replace(fold=0):
        raise UserError("time_skipped", text=wall.isoformat(sep=" ", timespec="minutes"), zone=zone)
    return us


@lru_cache(maxsize=4096)
def midnight(day: date, zone: str) -> int:
    """Return the first instant of a local day (the first that exists, where midnight is skipped)."""
    return instant(datetime(day.year, day.month, day.day, tzinfo=zone_info(zone)))


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of time, `start` up to but without `end` (instants)."""

    start: int
    end: int

    @property
    def us(self) -> int:
        """Its length in microseconds."""
        return self.end - self.start


_ISO_WEEK = re.compile(r"(\d{4})-?W(\d{2})", re.IGNORECASE)


@dataclass(frozen=True, slots=True, order=True)
class Week:
    """An ISO week: Monday to Sunday; it belongs to the year of its Thursday."""

    year: int
    number: int

    @classmethod
    def of(cls, day: date) -> Week:
        """Return the week a day lies in."""
        year, number, _ = day.isocalendar()
        return cls(year, number)

    @classmethod
    def parse(cls, text: str) -> Week:
        """Read "2026-W47"; `UserError` when it is no week of that year."""
        match = _ISO_WEEK.fullmatch(text.strip())
        if match is None:
            raise UserError("week_unreadable", text=text)
        week = cls(int(match[1]), int(match[2]))
        try:
            _ = week.monday
        except ValueError:
            raise UserError("week_unreadable", text=text) from None
        return week

    @property
    def monday(self) -> date:
        """Its first day."""
        return date.fromisocalendar(self.year, self.number, 1)

    @property
    def period(self) -> Period:
        """Its seven days."""
        return Period(self.monday, self.monday + timedelta(days=6))

    def plus(self, weeks: int) -> Week:
        """Return the week so many weeks later."""
        return Week.of(self.monday + timedelta(weeks=weeks))

    def __str__(self) -> str:
        return f"{self.year:04}-W{self.number:02}"


@dataclass(frozen=True, slots=True)
class Period:
    """Whole days, both ends included."""

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise UserError("period_backwards", first=self.first.isoformat(), last=self.last.isoformat())

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last

    @property
    def length(self) -> int:
        """How many days it has."""
        return (self.last - self.first).days + 1

    def days(self) -> Iterator[date]:
        """Yield each day in order."""
        for offset in range(self.length):
            yield self.first + timedelta(days=offset)

    def weeks(self) -> tuple[Week, ...]:
        """Return every week it touches, in order."""
        first, last = Week.of(self.first), Week.of(self.last)
        count = (last.monday - first.monday).days // 7 + 1
        return tuple(first.plus(n) for n in range(count))

    def clip(self, other: Period) -> Period | None:
        """Return the days in both, or None."""
        first, last = max(self.first, other.first), min(self.last, other.last)
        return Period(first, last) if first <= last else None

    def span(self, zone: str) -> Span:
        """Return the stretch of time it covers in a zone."""
        return Span(midnight(self.first, zone), midnight(self.last + timedelta(days=1), zone))

    @classmethod
    def last_whole_weeks(cls, count: int, today: date) -> Period:
        """Return the last `count` whole ISO weeks before the week of `today`."""
        end = Week.of(today).monday - timedelta(days=1)
        return cls(end - timedelta(days=7 * count - 1), end)
