"""What stands in the panel of a day."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from roidesk.charts.theme import LIGHT
from roidesk.desktop.models.day_totals import DayTotals
from roidesk.desktop.models.day_view import so_far
from roidesk.services.rows import DayPage


@pytest.mark.parametrize(
    ("sales", "said"),
    [
        (Fraction(145), ("€145", "in sales")),
        (Fraction(1299, 100), ("€12.99", "in sales")),
        (Fraction(0), ("€0", "in sales")),
        (None, ("–", "a rate is missing")),
    ],
)
def test_sales_are_what_is_known_or_why_they_are_not(sales, said):
    page = DayPage(date(2026, 11, 19), (), (), 1, sales, "EUR")
    assert so_far(page, DayTotals(0, ()), today=True, theme=LIGHT).sales == said
