"""Rates as stretches of time: each holds until the next of the same person."""

from __future__ import annotations

from datetime import date

from roidesk.desktop.models.baseline_words import together
from roidesk.desktop.models.rate_spans import spans, told

_ROWS = (
    {"person": "Tom", "from": "2026-09-01", "hourly": "18.00", "currency": "EUR"},
    {"person": "Ann", "from": "2026-01-01", "hourly": "31.50", "currency": "EUR"},
    {"person": "Ann", "from": "2025-01-01", "hourly": "29.80", "currency": "EUR"},
    {"person": "Ann", "from": "2027-01-01", "hourly": "33.00", "currency": "EUR"},
)


def test_a_rate_holds_until_the_next_and_the_last_until_today():
    found = spans(_ROWS, "EUR", date(2026, 11, 19))
    assert [(each.person, each.first.isoformat(), each.last.isoformat(), each.words) for each in found] == [
        ("Ann", "2025-01-01", "2026-01-01", "€29.80"),
        ("Ann", "2026-01-01", "2026-11-19", "€31.50"),
        ("Tom", "2026-09-01", "2026-11-19", "€18.00"),
    ]
    assert "Tom: €18.00 an hour from" in told(found)


def test_offline_efforts_are_summed_and_what_came_back_is_said_from_five_conversions_on():
    fair = {"hours": "46", "cost": "3910", "conversions": "3", "revenue": "5904", "currency": "EUR"}
    visits = {"hours": "58", "cost": "2640", "conversions": "1", "revenue": "3643", "currency": "EUR"}
    assert together([fair, visits], "EUR").endswith("€6,550.00, 4 conversions")
    more = visits | {"conversions": "11"}
    assert together([fair, more], "EUR").endswith("14 conversions, €1.46 back per €1")
    assert "back" not in together([fair, more | {"revenue": ""}], "EUR")
    assert together([fair], "EUR") == ""
    assert together([fair, more | {"currency": "USD"}], "EUR") == ""
