"""Simpson's reversal: known answers, and what is not said of too little."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roidesk.analytics.evidence import Table, stratified

BERKELEY = {
    "A": Table(512, 313, 89, 19),
    "B": Table(353, 207, 17, 8),
    "C": Table(120, 205, 202, 391),
    "D": Table(138, 279, 131, 244),
    "E": Table(53, 138, 94, 299),
    "F": Table(22, 351, 24, 317),
}
"""Admissions of men and women by department. SOURCE: Bickel, Hammel, O'Connell, Science 187 (1975)."""
KIDNEY_STONES = {"small": Table(81, 6, 234, 36), "large": Table(192, 71, 55, 25)}
"""SOURCE: analytics.md 4.7; Charig and others, BMJ 292 (1986)."""
TABLES = st.builds(Table, *[st.integers(0, 30)] * 4)


def test_berkeley():
    # SOURCE: analytics.md 4.7
    found = stratified(BERKELEY)
    assert found.crude.value == pytest.approx(1.84108, abs=5e-6)
    assert found.pooled.value == pytest.approx(0.904697, abs=5e-7)
    assert found.chi_squared == pytest.approx(1.42695, abs=5e-6)
    assert found.p == pytest.approx(0.23226, abs=5e-6)
    assert found.homogeneity == pytest.approx(18.8255, abs=5e-5)
    assert found.homogeneity_p == pytest.approx(0.00207, abs=5e-6)
    assert found.reverses is True
    # As R prints it (mantelhaen.test).
    assert (found.pooled.low, found.pooled.high) == pytest.approx((0.7719074, 1.0603298), abs=5e-7)


def test_kidney_stones():
    found = stratified(KIDNEY_STONES)
    assert found.crude.value < 1 < found.pooled.value
    assert found.pooled.value == pytest.approx(1.44685, abs=5e-6)
    assert found.reverses is True


def test_one_stratum_is_as_over_all():
    found = stratified({"all": Table(20, 10, 10, 20)})
    assert found.crude.value == found.pooled.value == 4
    assert (found.reverses, found.homogeneity, found.homogeneity_p) == (False, None, None)


def test_no_difference_over_all_is_no_reversal():
    found = stratified({"a": Table(15, 10, 5, 10), "b": Table(5, 10, 15, 10)})
    assert found.crude.value == 1
    assert found.reverses is False


def test_strata_that_agree_exactly_with_the_pooled_odds():
    # Odds of 1 in each: the quadratic of Breslow and Day is a line.
    found = stratified({"a": Table(10, 10, 10, 10), "b": Table(5, 15, 5, 15)})
    assert found.pooled.value == 1
    assert found.homogeneity == pytest.approx(0)


@pytest.mark.parametrize(
    ("table", "reason"),
    [
        (Table(0, 0, 0, 0), "nothing_recorded"),
        (Table(5, 4, 20, 20), "too_few_contacts"),
        (Table(20, 20, 5, 4), "too_few_contacts"),
        (Table(5, 20, 4, 20), "too_few_conversions"),
        (Table(5, 20, 5, 20), None),
    ],
)
def test_gates(table, reason):
    found = stratified({"only": table})
    assert found.reason == reason
    assert found.crude.reason == reason
    assert (found.p is None) is (found.reverses is None) is (found.pooled.low is None) is bool(reason)
    # The odds stand all the same.
    assert (found.crude.value is None) is (reason == "nothing_recorded")


def test_nothing_to_compare_with():
    found = stratified({"all": Table(10, 0, 10, 10)})
    assert (found.crude.value, found.crude.reason) == (None, "none_to_compare")
    assert (found.pooled.low, found.homogeneity) == (None, None)
    assert found.reverses is False


def test_everybody_bought():
    found = stratified({"all": Table(10, 0, 10, 0)})
    assert (found.chi_squared, found.p) == (None, None)


def test_none_of_the_first_side_bought():
    found = stratified({"all": Table(0, 20, 15, 20), "one": Table(0, 1, 0, 0)})
    assert (found.crude.value, found.pooled.value, found.pooled.low) == (0, 0, None)
    assert found.p < 0.05


def test_nothing_at_all():
    found = stratified({})
    assert (found.crude.value, found.pooled.value, found.reason) == (None, None, "nothing_recorded")


def test_as_json():
    told = stratified(BERKELEY).as_json()
    assert list(told) == ["crude", "pooled", "p", "homogeneity_p", "reverses", "reason"]
    assert told["crude"]["unit"] == "ratio"


@given(st.lists(TABLES, max_size=4))
def test_sides_change_places(tables):
    found = stratified(dict(enumerate(tables)))
    turned = stratified({at: Table(c, d, a, b) for at, (a, b, c, d) in enumerate(tables)})
    assert found.reverses == turned.reverses
    if found.p is not None:
        assert turned.p == pytest.approx(found.p)
    if found.pooled.value and turned.pooled.value:
        assert Fraction(found.pooled.value) * Fraction(turned.pooled.value) == 1
    if found.pooled.low is not None:
        assert found.pooled.low <= found.pooled.value <= found.pooled.high
