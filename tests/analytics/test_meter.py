"""What a running conversation costs, and how long those took that converted."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roidesk.analytics.meter import Spread, spent, spread
from roidesk.analytics.sums.cost import Exchange, Wages
from roidesk.domain.instants import HOUR, MINUTE, SECOND
from roidesk.domain.model import Interaction, Rate

NOW = 1_800_000_000 * SECOND
DAY = date(2027, 1, 15)
PERSON, OTHER = UUID(int=3), UUID(int=4)


def open_for(number, start, end, **more):
    return Interaction(
        id=UUID(int=number), kind_id=UUID(int=2), person_id=PERSON, start_us=NOW + start, end_us=NOW + end,
        zone="UTC", **more,
    )  # fmt: skip


def wages(*rates):
    return Wages(rates, Exchange((), "EUR"))


THIRTY = Rate(id=UUID(int=9), person_id=PERSON, from_day=date(2026, 1, 1), hourly_minor=3000, currency="EUR")


def test_twenty_minutes_at_thirty_an_hour_are_ten():
    found = spent([open_for(1, 0, 20 * MINUTE)], [], wages(THIRTY), DAY, full=False)
    assert (found.us, found.counted_us, found.cost) == (20 * MINUTE, 20 * MINUTE, 10)
    assert found.per_us * HOUR == 30


def test_what_runs_beside_another_takes_half_of_that_time():
    beside = [open_for(7, 10 * MINUTE, 30 * MINUTE)]
    found = spent([open_for(1, 0, 20 * MINUTE)], beside, wages(THIRTY), DAY, full=False)
    assert (found.us, found.counted_us, found.cost) == (20 * MINUTE, 15 * MINUTE, Fraction(15, 2))
    whole = spent([open_for(1, 0, 20 * MINUTE)], beside, wages(THIRTY), DAY, full=True)
    assert (whole.counted_us, whole.cost) == (20 * MINUTE, 10)


def test_stretches_add_up_and_overtime_costs_more():
    stretches = [open_for(1, 0, 10 * MINUTE), open_for(1, HOUR, HOUR + 10 * MINUTE, overtime_milli=1500)]
    found = spent(stretches, [], wages(THIRTY), DAY, full=False)
    assert (found.us, found.cost) == (20 * MINUTE, Fraction(25, 2))
    assert found.per_us * HOUR == 45


def test_without_a_rate_no_cost_is_named():
    found = spent([open_for(1, 0, MINUTE)], [], wages(), DAY, full=False)
    assert (found.us, found.cost, found.per_us) == (MINUTE, None, None)


@pytest.mark.parametrize("count", [0, 1, 9])
def test_of_too_few_nothing_is_said(count):
    assert spread([MINUTE] * count) is None


def test_the_middle_half_of_enough():
    assert spread(each * MINUTE for each in range(1, 14)) == Spread(4 * MINUTE, 7 * MINUTE, 10 * MINUTE, 13)


@given(st.lists(st.integers(0, HOUR), min_size=10))
def test_half_lie_between_whatever_the_order(lengths):
    found = spread(lengths)
    assert min(lengths) <= found.low_us <= found.middle_us <= found.high_us <= max(lengths)
    assert sum(found.low_us <= each <= found.high_us for each in lengths) * 2 >= len(lengths) - 2
    assert spread(reversed(lengths)) == found
