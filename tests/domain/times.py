"""Instants written as local times of Amsterdam, and when the clocks of the world are set."""

from datetime import UTC, datetime
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from roidesk.domain.instants import SECOND, from_local

WEEK_SECONDS = 7 * 24 * 3600


def at(text: str, zone: str = "Europe/Amsterdam") -> int:
    return from_local(datetime.fromisoformat(text), zone)


at.wall = datetime.fromisoformat


@cache
def zones():
    """Every zone there is, by name."""
    return tuple(sorted(available_timezones()))


@cache
def transitions(zone, first=1990, last=2040):
    """The instants from one year up to another at which the clocks of a zone are set, to the second."""

    def offset(at):
        return datetime.fromtimestamp(at, ZoneInfo(zone)).utcoffset()

    found = []
    start, end = (int(datetime(year, 1, 1, tzinfo=UTC).timestamp()) for year in (first, last))
    for before in range(start, end, WEEK_SECONDS):
        low, high = before, before + WEEK_SECONDS
        if offset(low) == offset(high):
            continue
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (middle, high) if offset(middle) == offset(low) else (low, middle)
        found.append(high * SECOND)
    return tuple(found)
