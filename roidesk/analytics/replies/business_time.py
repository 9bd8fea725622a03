"""Business hours, and how much of a stretch of time lies in them (analytics.md 6.2)."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from roidesk.domain.instants import Span, instant, local, midnight, zone_info
from roidesk.domain.model import OpenHours

Hours = tuple[int, int]
"""From when to when something is open, in minutes after midnight."""
ASSUMED: Mapping[int, tuple[Hours, ...]] = dict.fromkeys(range(5), ((9 * 60, 17 * 60),))
"""Monday to Friday, 9:00 to 17:00: what tools of this trade assume where nothing is entered (analytics.md 6.1)."""
_ONE_DAY = timedelta(days=1)


@dataclass(slots=True)
class _Run:
    """The days of one zone from a first one on: `before[n]` is the business time of the first n of them.

    Kept, as a message that nobody ever answered is as old as its history is long.
    """

    first: date
    before: list[int] = field(default_factory=lambda: [0])


class Calendar:
    """Business hours by weekday, and by day where a day has its own; a day without hours is a holiday.

    Hours are times of the clock on the wall of whoever is asked about: each question names the zone. An hour that
    daylight saving skips does not count, one that comes twice counts twice. Where no weekday has hours those of
    `ASSUMED` hold, and `assumed` says so.
    """

    def __init__(self, hours: Iterable[OpenHours] = ()) -> None:
        weekly: dict[int, list[Hours]] = defaultdict(list)
        special: dict[date, list[Hours]] = defaultdict(list)
        for each in hours:
            open_then = [] if each.opens is None or each.closes is None else [(each.opens, each.closes)]
            if each.day is not None:
                special[each.day] += open_then
            elif each.weekday is not None:
                weekly[each.weekday] += open_then
        self.assumed = not weekly
        """Whether nobody entered the hours of a week."""
        self._weekly = {day: _joined(found) for day, found in (weekly or ASSUMED).items()}
        self._special = {day: _joined(found) for day, found in special.items()}
        self._spans: dict[tuple[date, str], tuple[Span, ...]] = {}
        self._runs: dict[str, _Run] = {}

    def hours(self, day: date) -> tuple[Hours, ...]:
        """Return the business hours of a day, in order and without overlap; none: closed."""
        return self._special.get(day, self._weekly.get(day.weekday(), ()))

    def between(self, start: int, end: int, zone: str) -> int:
        """Return how much of a stretch of time (two instants) is business hours of the zone, in microseconds."""
        if end <= start:
            return 0
        first = local(start, zone).date()
        if zone not in self._runs or first < self._runs[zone].first:
            self._runs[zone] = _Run(first)
        return self._passed(end, zone) - self._passed(start, zone)

    def _passed(self, us: int, zone: str) -> int:
        """Return the business hours from the first day of the zone's run to an instant."""
        run = self._runs[zone]
        # Where a clock goes back over midnight a date comes twice, so an instant may seem to lie before the run.
        day = max(local(us, zone).date(), run.first)
        while len(run.before) <= (day - run.first).days:
            last = run.first + _ONE_DAY * (len(run.before) - 1)
            run.before.append(run.before[-1] + sum(span.us for span in self._open(last, zone)))
        today = sum(max(0, min(us, span.end) - span.start) for span in self._open(day, zone))
        return run.before[(day - run.first).days] + today

    def _open(self, day: date, zone: str) -> tuple[Span, ...]:
        """Return when a day is open in a zone; kept, as many messages ask about the same few days."""
        if (day, zone) not in self._spans:
            # Days never overlap, also where a clock goes back over midnight (`local_day`).
            over = midnight(day + _ONE_DAY, zone)
            self._spans[day, zone] = tuple(
                Span(_instant(day, opens, zone, fold=0), min(over, _instant(day, closes, zone, fold=1)))
                for opens, closes in self.hours(day)
            )
        return self._spans[day, zone]


def _joined(found: Iterable[Hours]) -> tuple[Hours, ...]:
    """Return hours in order, those that overlap or touch made one; without length they are left out."""
    joined: list[Hours] = []
    for opens, closes in sorted(found):
        if closes <= opens:
            continue
        if joined and opens <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], closes))
        else:
            joined.append((opens, closes))
    return tuple(joined)


def _instant(day: date, minutes: int, zone: str, fold: int) -> int:
    """Return when the clock on the wall shows a time of day; where it jumps over that time, when it jumps.

    `fold`: of a time that comes twice, the first (0) or the second (1).
    """
    wall = datetime.combine(day, time()) + timedelta(minutes=minutes)
    either = [instant(wall.replace(tzinfo=zone_info(zone), fold=each)) for each in (0, 1)]
    if either[0] <= either[1]:
        return either[fold]
    # Skipped: read with the clock of before and of after, the time lies on either side of the jump.
    return either[1] + bisect_left(
        range(either[1], either[0]), wall, key=lambda us: local(us, zone).replace(tzinfo=None, fold=0)
    )
