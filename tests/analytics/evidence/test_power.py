"""What so many weeks could show."""

from __future__ import annotations

import math
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roidesk.analytics.evidence.power import Weekly, power, spread


def test_by_hand():
    # spread .17, 4 a week: r = .34/√(1 + .34²); the best of three lags has to reach z(.95^(1/3)) = 2.121.
    like = Weekly(4, 0.17, 3)
    assert like.link() == pytest.approx(0.34 / math.sqrt(1.1156))
    assert like.link(0.5) == pytest.approx(0.17 / math.sqrt(1.0289))
    # z = atanh(.32190) √(104 - 3) - 2.121 = 1.234
    assert like.seen(104) == pytest.approx(0.8914, abs=5e-4)
    # (2.121 + .842)² / .33380² + 3 = 81.8
    assert like.weeks_needed() == 82
    assert like.seen(82) >= 0.8 > like.seen(81)


def test_the_table_of_the_specification():
    # SOURCE: analytics.md 4.6, which used the coarser shift: more weeks and more purchases show more.
    seen = [[Weekly(each, 0.17, 3).seen(weeks) for weeks in (13, 26, 52, 104)] for each in (4, 20)]
    assert [row[0] for row in seen] == [0, 0]
    assert all(row == sorted(row) for row in seen)
    assert seen[0][2] > 0.27
    assert seen[1][3] == pytest.approx(1, abs=0.005)


def test_spread():
    assert spread([80, 120, 120, 80]) == pytest.approx(0.2)
    # A trend is no variation of its own: the same about a line that rises by 30 a week.
    assert spread([80, 150, 180, 170]) == pytest.approx(20 / 145)
    assert spread([1, 2, 3, 4, 5, 6]) is None
    assert spread([5, 5, 5, 5, 5]) is None
    assert spread([0, 0, 0, 0]) is None
    assert spread([1, None, 3, 4]) is None
    assert spread([1, 2]) is None


def test_power():
    found = power(26, 104, 0.17, 6)
    assert found.per_week.value == Fraction(4)
    assert found.now.value == pytest.approx(Weekly(4, 0.17, 6).seen(26))
    assert found.now_if_some.value == pytest.approx(Weekly(4, 0.17, 6).seen(26, 0.4))
    assert found.weeks_needed.value == Weekly(4, 0.17, 6).weeks_needed()
    assert found.more_weeks.value == found.weeks_needed.value - 26
    assert found.weeks_needed_if_varied.value == Weekly(4, 0.5, 6).weeks_needed() < found.weeks_needed.value
    assert list(found.as_json()) == (
        "per_week spread now now_if_some weeks_needed more_weeks weeks_needed_if_varied".split()
    )


def test_enough_weeks_need_no_more():
    assert power(400, 4000, 0.4, 6).more_weeks.value == 0
    assert Weekly(1000, 0.9, 6).weeks_needed() == 20


@pytest.mark.parametrize(
    ("weeks", "conversions", "varied", "reason"),
    [(0, 0, None, "nothing_recorded"), (30, 0, 0.2, "nothing_recorded"), (30, 30, None, "nothing_varies")],
)
def test_why_nothing_can_be_said(weeks, conversions, varied, reason):
    found = power(weeks, conversions, varied, 6)
    assert {each.reason for each in (found.now, found.now_if_some, found.weeks_needed, found.more_weeks)} == {reason}
    assert {each.value for each in (found.now, found.now_if_some, found.weeks_needed, found.more_weeks)} == {None}
    assert (found.weeks_needed_if_varied.value is None) is (conversions == 0)


def test_no_link_is_never_seen():
    assert Weekly(0, 0.2, 6).weeks_needed() is None
    assert Weekly(4, 0.0, 6).weeks_needed() is None


@given(st.floats(0.01, 100), st.floats(0.01, 2), st.integers(1, 27), st.integers(0, 2000))
def test_a_share_that_grows_with_the_weeks(per_week, varied, lags, weeks):
    like = Weekly(per_week, varied, lags)
    assert 0 <= like.seen(weeks) <= like.seen(weeks + 1) <= 1
    assert like.seen(weeks, 0.4) <= like.seen(weeks)
