from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roidesk.charts.scale import money_label, scale, steady
from roidesk.i18n import use


@given(st.floats(min_value=1e-6, max_value=1e12), st.integers(2, 5))
def test_an_axis_holds_the_largest_value_and_has_few_ticks_inside_it(largest, wanted):
    made = scale(largest, wanted)
    assert made.top > largest
    assert 2 <= len(made.ticks) <= 2 * wanted + 2
    assert made.ticks[0] == 0
    assert made.ticks[-1] < made.top


@pytest.mark.parametrize("largest", [0.0, -3.0, float("nan"), float("inf")])
def test_nothing_to_show_still_has_an_axis(largest):
    assert scale(largest).ticks == (0.0, 1.0)
    assert scale(largest).top > 1.0, "the number of a tick at the edge would be cut off"


def test_counted_things_have_whole_ticks():
    assert all(tick == int(tick) for tick in scale(3, 4, whole=True).ticks)


def test_an_axis_stays_while_its_values_fit_and_moves_when_they_do_not():
    first = scale(100)
    assert steady(first, 90) is first
    assert steady(first, 30) != first
    assert steady(first, 200).top > 200


def test_amounts_on_an_axis_are_short():
    label = money_label("EUR")
    assert [label(each) for each in (0, 1.5, 3, 1500, 3000)] == ["€0", "€1.50", "€3", "€1.5k", "€3k"]


def test_thousands_are_marked_at_the_number_where_the_currency_stands_after_it():
    use("da")
    try:
        assert money_label("EUR")(5000) == "5k\u00a0€"
    finally:
        use("en")
