"""Days asked for together."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roidesk.domain.instants import Period
from roidesk.domain.periods import beside, is_month, is_year, month_of, usual, year_of

DAYS = st.dates(date(1990, 1, 1), date(2090, 12, 31))


def days(first, last):
    return Period(date.fromisoformat(first), date.fromisoformat(last))


def test_what_is_mostly_asked_for():
    assert usual(date(2026, 2, 3)) == (
        days("2026-02-03", "2026-02-03"),
        days("2026-02-02", "2026-02-08"),
        days("2026-01-26", "2026-02-01"),
        days("2026-02-01", "2026-02-28"),
        days("2026-01-01", "2026-01-31"),
        days("2025-12-01", "2025-12-31"),
        days("2025-11-01", "2025-11-30"),
        days("2025-10-01", "2025-10-31"),
        days("2025-09-01", "2025-09-30"),
        days("2026-01-01", "2026-12-31"),
    )


@pytest.mark.parametrize(
    ("before", "by", "after"),
    [
        (("2026-01-01", "2026-01-31"), -1, ("2025-12-01", "2025-12-31")),
        (("2026-01-01", "2026-01-31"), 1, ("2026-02-01", "2026-02-28")),
        (("2024-01-01", "2024-12-31"), 1, ("2025-01-01", "2025-12-31")),
        (("2026-11-16", "2026-11-22"), -2, ("2026-11-02", "2026-11-08")),
        (("2026-11-22", "2026-11-22"), 1, ("2026-11-23", "2026-11-23")),
    ],
)
def test_the_days_before_and_after(before, by, after):
    assert beside(days(*before), by) == days(*after)


@given(DAYS, DAYS, st.integers(-20, 20))
def test_going_there_and_back_is_where_one_was(one, other, by):
    asked = Period(min(one, other), max(one, other))
    for each in (asked, month_of(one), year_of(one)):
        moved = beside(each, by)
        if (is_month(moved), is_year(moved)) == (is_month(each), is_year(each)):  # else days became a month by chance
            assert beside(moved, -by) == each


@given(DAYS, st.integers(-20, 20))
def test_months_and_years_stay_whole(day, by):
    assert is_month(beside(month_of(day), by))
    assert is_year(beside(year_of(day), by))
    assert day in month_of(day)
