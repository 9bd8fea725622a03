"""What is shown adds up to what is shown."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roidesk.analytics.sums.rounding import added_up, apportioned, minor_unit
from roidesk.domain.figure import Figure

CENT = Fraction(1, 100)
AMOUNTS = st.fractions(min_value=-(10**6), max_value=10**6, max_denominator=10**6)


@pytest.mark.parametrize(
    ("parts", "shown"),
    [
        (["10/3", "10/3", "10/3"], ["3.34", "3.33", "3.33"]),
        (["0.005", "0.005"], ["0.01", "0"]),
        (["1", "2.50"], ["1", "2.50"]),
        (["-1.005", "2.006"], ["-1.01", "2.01"]),
        ([], []),
    ],
)
def test_the_largest_remainders_go_up(parts, shown):
    assert apportioned([Fraction(each) for each in parts], CENT) == [Fraction(each) for each in shown]


@given(st.lists(AMOUNTS, max_size=12), st.sampled_from([CENT, Fraction(1), Fraction(6), Fraction(1, 1000)]))
def test_parts_shown_add_up_to_the_whole_shown_and_none_moves_by_a_whole_grain(parts, grain):
    shown = apportioned(parts, grain)
    assert sum(shown) == round(sum(parts, Fraction(0)) / grain) * grain
    assert all(abs(one - other) < grain for one, other in zip(parts, shown, strict=True))
    assert all(one == other for one, other in zip(parts, shown, strict=True) if not one % grain)


@dataclass(frozen=True)
class Row:
    cost: Figure
    hours: Figure


def row(cost, hours):
    return Row(Figure(cost, "EUR"), Figure(hours, "h"))


def test_rows_are_rounded_with_their_whole():
    third = Fraction(1, 3)
    rows = added_up([row(third, 1)] * 3, row(Fraction(1), 3), {"cost": minor_unit("EUR"), "hours": Fraction(1)})
    assert [each.cost.value for each in rows] == [Fraction(34, 100), Fraction(33, 100), Fraction(33, 100)]
    assert {each.cost.unit for each in rows} == {"EUR"}


@pytest.mark.parametrize("whole", [None, Fraction(2)])
def test_what_is_not_known_or_no_part_of_the_whole_is_left_alone(whole):
    rows = [row(Fraction(1, 3), 1)] * 3
    assert added_up(rows, row(whole, 3), {"cost": CENT}) == rows
    assert added_up([*rows, row(None, 1)], row(Fraction(1), 4), {"cost": CENT})[:3] == rows


def test_currencies_without_and_with_three_decimals():
    assert [minor_unit(each) for each in ("EUR", "JPY", "TND")] == [CENT, 1, Fraction(1, 1000)]
