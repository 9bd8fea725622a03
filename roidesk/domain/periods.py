"""Days that are asked for together: a week, a month, a year, and the ones before and after. Pure."""

from __future__ import annotations

from datetime import date, timedelta

from roidesk.domain.instants import Period, Week

_MONTHS = 6
"""This month, and those before it that are asked for by themselves."""
_A_YEAR = 12


def month_of(day: date, by: int = 0) -> Period:
    """Return the month of a day, or the one so many months later."""
    months = day.year * _A_YEAR + day.month - 1
    first, after = _first_of(months + by), _first_of(months + by + 1)
    return Period(first, after - timedelta(days=1))


def year_of(day: date) -> Period:
    """Return the year of a day."""
    return Period(date(day.year, 1, 1), date(day.year, 12, 31))


def is_month(days: Period) -> bool:
    """Whether days are one whole month."""
    return days == month_of(days.first)


def is_year(days: Period) -> bool:
    """Whether days are one whole year."""
    return days == year_of(days.first)


def usual(today: date) -> tuple[Period, ...]:
    """Return what is mostly asked for: today, this week and the last, this month and some before it, this year."""
    week = Week.of(today)
    months = (month_of(today, -back) for back in range(_MONTHS))
    return (Period(today, today), week.period, week.plus(-1).period, *months, year_of(today))


def beside(days: Period, by: int) -> Period:
    """Return as many days so many times later (earlier where `by` is less than 0); months and years stay whole."""
    if is_month(days):
        return month_of(days.first, by)
    if is_year(days):
        return year_of(date(days.first.year + by, 1, 1))
    apart = timedelta(days=by * days.length)
    return Period(days.first + apart, days.last + apart)


def _first_of(months: int) -> date:
    return date(months // _A_YEAR, months % _A_YEAR + 1, 1)
