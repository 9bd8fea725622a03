"""What an hour costs, from a wage by the hour, the month or the year."""

from __future__ import annotations

from fractions import Fraction

import pytest

from roidesk.domain.wages import Per, hourly_cost


@pytest.mark.parametrize(
    ("wage", "per", "cost"),
    [("24.20", Per.HOUR, "31.46"), ("3600", Per.MONTH, "27"), ("43200", Per.YEAR, "27"), ("0", Per.MONTH, "0")],
)
def test_a_wage_gets_what_an_employer_pays_beside_it(wage, per, cost):
    assert hourly_cost(Fraction(wage), per) == Fraction(cost)
