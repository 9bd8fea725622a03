"""Several tests on one page."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roidesk.analytics.evidence import benjamini_hochberg, holm


def test_known_answer():
    # SOURCE: analytics.md 4.5
    known = [0.01, 0.04, 0.03, 0.005, 0.2]
    assert benjamini_hochberg(known) == pytest.approx((0.025, 0.05, 0.05, 0.025, 0.2))
    assert holm(known) == pytest.approx((0.04, 0.09, 0.09, 0.025, 0.2))


def test_what_was_not_tested_does_not_count():
    assert holm([None, 0.03, None, 0.02]) == pytest.approx((None, 0.04, None, 0.04))
    assert benjamini_hochberg([None, 0.5]) == (None, 0.5)
    assert holm([]) == benjamini_hochberg([]) == ()
    assert holm([0.9, 0.8]) == (1.0, 1.0)


@given(st.lists(st.floats(0, 1), max_size=12))
def test_never_smaller_and_in_the_same_order(values):
    strict, loose = holm(values), benjamini_hochberg(values)
    for p, by_holm, by_rate in zip(values, strict, loose, strict=True):
        assert p - 1e-12 <= by_rate <= by_holm + 1e-12 <= 1 + 1e-9
    for adjusted in (strict, loose):
        by_size = [after for _, after in sorted(zip(values, adjusted, strict=True))]
        assert by_size == sorted(by_size)
