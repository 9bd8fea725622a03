import json
import math
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roidesk.analytics.experiments import Halves, Plan, assignments, drawn, fewest_units, smallest_p
from roidesk.domain.errors import UserError

WEEKS = tuple(f"2026-W{week}" for week in range(40, 52))


def plan(halves=Halves.WEEKS, units=WEEKS, seed=7, **said):
    return Plan(halves, units, drawn(halves, len(units), seed), **said)


@given(st.integers(0, 2**48), st.integers(1, 20))
def test_of_each_two_neighbouring_weeks_one_gets_more(seed, pairs):
    more = drawn(Halves.WEEKS, 2 * pairs, seed)
    assert all(more[at] != more[at + 1] for at in range(0, 2 * pairs, 2))


@given(st.integers(0, 2**48), st.integers(2, 50))
def test_half_of_topics_and_contacts_get_more(seed, units):
    assert sum(drawn(Halves.CONTACTS, units, seed)) == units // 2


def test_a_seed_draws_the_same_for_ever():
    assert drawn(Halves.WEEKS, 8, 7) == (True, False, True, False, False, True, True, False)
    assert drawn(Halves.TOPICS, 7, 7) == (False, True, False, True, False, False, True)


def test_every_unit_is_as_likely_as_any_other():
    draws = [drawn(Halves.TOPICS, 5, seed) for seed in range(2000)]
    for at in range(5):
        assert sum(each[at] for each in draws) / 2000 == pytest.approx(0.4, abs=0.04)
    firsts = [drawn(Halves.WEEKS, 2, seed)[0] for seed in range(2000)]
    assert sum(firsts) / 2000 == pytest.approx(0.5, abs=0.04)


def test_in_how_many_ways_the_lot_can_fall():
    assert assignments(Halves.WEEKS, 12) == 64
    assert assignments(Halves.TOPICS, 7) == 35
    assert plan().assignments == 64
    assert plan().smallest_p == smallest_p(Halves.WEEKS, 12) == 2 / 64
    assert smallest_p(Halves.TOPICS, 7) == 1 / 35
    assert smallest_p(Halves.CONTACTS, 8) == 2 / 70
    assert smallest_p(Halves.CONTACTS, 2) == 1
    assert smallest_p(Halves.CONTACTS, 100_000) == 1 / 10_000


def test_how_many_units_it_takes_to_tell_a_result_from_chance():
    assert fewest_units(Halves.WEEKS) == 12
    assert fewest_units(Halves.CONTACTS) == fewest_units(Halves.TOPICS) == 7


@given(
    st.sampled_from(Halves),
    st.integers(1, 8),
    st.integers(0, 99),
    st.none() | st.fractions(-9, 9, max_denominator=100),
    st.text(max_size=9),
)
def test_a_stored_plan_reads_back_as_it_was(halves, pairs, seed, target, what):
    units = tuple(f"unit {at}" for at in range(2 * pairs))
    said = {"each": 3, "skip": 1} if halves is Halves.WEEKS else {}
    stored = plan(halves, units, seed, target=target, what=what, metric="booked", effort="personal", **said)
    assert Plan.read(stored.text) == stored
    assert Plan.read(stored.text).as_drawn(seed)


def test_a_stretch_may_take_half_a_year():
    assert Plan.read(plan(each=26, skip=25).text).each == 26


def test_halves_that_nobody_drew_show():
    stored = plan()
    assert stored.as_drawn(7)
    assert not Plan(Halves.WEEKS, WEEKS, tuple(not each for each in stored.more)).as_drawn(7)


@pytest.mark.parametrize(
    "changed",
    [
        {"halves": "moons"},
        {"units": "2026-W40"},
        {"more": 1},
        {"more": [1, 0]},
        {"more": [1] * 12},
        {"more": [0] * 12},
        {"more": [1, 1, 0, 0] * 3},
        {"units": ["2026-W40"] * 12},
        {"metric": "fun"},
        {"effort": "sweat"},
        {"target": "1/0"},
        {"target": "much"},
        {"target": "1e400"},
        {"each": 0},
        {"each": 27},
        {"each": 1, "skip": 1},
        {"skip": -1},
        {"each": "NaN"},
    ],
)
def test_what_is_no_plan_is_refused(changed):
    text = json.dumps(json.loads(plan().text) | changed)
    with pytest.raises(UserError, match="experiment_unreadable"):
        Plan.read(text)


@pytest.mark.parametrize("text", ["", "more calls in May", "[]", "1", "{}", "[" * 100_000])
def test_what_somebody_typed_is_refused(text):
    with pytest.raises(UserError, match="experiment_unreadable"):
        Plan.read(text)


def test_a_plan_says_only_what_it_has():
    assert "target" not in json.loads(plan().text)
    found = json.loads(plan(Halves.TOPICS, ("a", "b", "c"), target=Fraction(1, 3)).text)
    assert (found["target"], "each" in found, "what" in found) == ("1/3", False, False)
    assert math.isclose(plan(Halves.TOPICS, ("a", "b", "c")).smallest_p, 1 / 3)
