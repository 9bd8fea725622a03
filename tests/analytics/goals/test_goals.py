from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roidesk.analytics.goals.goals import LEAST, MOST, Change, GoalFacts, State, judged
from roidesk.domain.figure import Figure
from roidesk.domain.instants import Period

JUNE = Period(date(2026, 6, 1), date(2026, 6, 14))
HALF = Fraction(1, 2)
WORKED = GoalFacts(
    id="g",
    metric="purchases",
    scope="team",
    bound=LEAST,
    period=JUNE,
    elapsed=Fraction(1),
    target=Figure(Fraction(4), "count"),
    actual=Figure(Fraction(4), "count", 4),
    minutes=Figure(Fraction(260), "min"),
    cost=Figure(Fraction(24945, 100), "EUR"),
    max_minutes=Figure(300, "min"),
    max_cost=Figure(Fraction(300), "EUR"),
    set_at="2026-05-29T12:00:00+02:00",
    set_in_advance=True,
)


def goal(**changed):
    return judged(replace(WORKED, **changed))


def count(value, **more):
    return Figure(Fraction(value), "count", **more)


def test_the_worked_example_is_met():
    found = goal()
    assert (found.state, found.met, found.reached) == (State.MET, True, True)
    assert (found.within_minutes, found.within_cost, found.reason) == (True, True, None)
    assert found.pace.value == 1


def test_missed():
    found = goal(actual=count(3))
    assert (found.state, found.met, found.pace.value) == (State.MISSED, False, Fraction(3, 4))


@pytest.mark.parametrize(
    ("limit", "within"),
    [({"max_minutes": Figure(259, "min")}, (False, True)), ({"max_cost": Figure(Fraction(249), "EUR")}, (True, False))],
)
def test_reached_with_more_than_was_allowed_is_missed(limit, within):
    found = goal(**limit)
    assert (found.state, found.reached) == (State.MISSED, True)
    assert (found.within_minutes, found.within_cost) == within


def test_limits_that_nobody_set_ask_for_nothing():
    found = goal(max_minutes=None, max_cost=None)
    assert (found.met, found.within_minutes, found.within_cost) == (True, None, None)


def test_costs_that_are_not_all_known_leave_it_open_unless_the_known_part_is_too_much():
    some = replace(WORKED.cost, reason="rate_missing")
    found = goal(cost=some)
    assert (found.state, found.met, found.reason) == (State.CANNOT_TELL, None, "rate_missing")
    assert goal(cost=some, max_cost=Figure(Fraction(100), "EUR")).met is False
    assert goal(cost=some, actual=count(3)).met is False


@pytest.mark.parametrize(
    ("bound", "actual", "state"),
    [
        (LEAST, 2, State.ON_PACE),
        (LEAST, 1, State.BEHIND),
        (MOST, 2, State.ON_PACE),
        (MOST, 3, State.OVER_PACE),
    ],
)
def test_a_sum_under_way_is_held_against_the_days_gone_by(bound, actual, state):
    found = goal(bound=bound, elapsed=HALF, actual=count(actual))
    assert (found.state, found.met) == (state, None)
    assert found.pace.value == Fraction(actual, 2)


@pytest.mark.parametrize(("bound", "value", "state"), [(LEAST, 2, State.ON_PACE), (MOST, 2, State.OVER_PACE)])
def test_a_ratio_under_way_is_held_against_the_target_itself(bound, value, state):
    ratio = {"target": Figure(Fraction(3, 2), "ratio"), "actual": Figure(Fraction(value), "ratio", 12)}
    found = goal(metric="return_ratio", bound=bound, elapsed=HALF, **ratio)
    assert (found.state, found.pace.value) == (state, Fraction(4, 3))


def test_not_begun():
    found = goal(elapsed=Fraction(0), actual=count(0))
    assert (found.state, found.met, found.pace.value, found.pace.reason) == (State.NOT_BEGUN, None, None, "not_begun")


@pytest.mark.parametrize("elapsed", [HALF, Fraction(1)])
@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"actual": Figure(Fraction(3), "ratio", 4, reason="too_few_conversions")}, "too_few_conversions"),
        ({"actual": Figure(None, "ratio", 0, reason="no_cost")}, "no_cost"),
        ({"actual": Figure(None, "ratio", 0)}, "nothing_recorded"),
        ({"target": Figure(None, "ratio", reason="target_unreadable")}, "target_unreadable"),
        ({"unknown": "scope_unknown"}, "scope_unknown"),
    ],
)
def test_what_gates_or_nothing_leave_open(elapsed, changed, reason):
    found = goal(**({"metric": "return_ratio", "elapsed": elapsed} | changed))
    assert (found.state, found.met, found.reason) == (State.CANNOT_TELL, None, reason)
    assert found.pace.value is not None or found.pace.reason


def test_a_limit_exceeded_is_missed_whatever_a_gate_says_of_the_figure():
    few = Figure(Fraction(3), "ratio", 4, reason="too_few_conversions")
    assert goal(metric="return_ratio", actual=few, max_minutes=Figure(10, "min")).met is False


def test_under_way_with_costs_not_all_known():
    at_most = Figure(Fraction(2), "ratio", 12, reason="rate_missing", at_most=True)
    asked = {"metric": "return_ratio", "elapsed": HALF, "actual": at_most}
    open_ = goal(target=Figure(Fraction(1), "ratio"), **asked)
    assert (open_.state, open_.reason) == (State.CANNOT_TELL, "rate_missing")
    assert goal(target=Figure(Fraction(3), "ratio"), **asked).state is State.BEHIND


def test_a_goal_of_nothing_has_no_pace():
    found = goal(bound=MOST, target=count(0), actual=count(0))
    assert (found.met, found.pace.value, found.pace.reason) == (True, None, "target_zero")


def test_a_limit_in_a_currency_without_a_rate_leaves_it_open():
    found = goal(max_cost=Figure(None, "EUR", reason="rate_missing"))
    assert (found.met, found.within_cost, found.reason) == (None, None, "rate_missing")


def test_as_json():
    change = Change("2026-06-03T10:00:00+02:00", "Ann", "target", "6", "4", after_start=True)
    said = goal(changes=(change,), set_in_advance=False).as_json()
    assert (said["metric"], said["met"], said["set_in_advance"]) == ("purchases", True, False)
    assert (said["target"]["value"], said["actual"]["value"], said["state"]) == (4, 4, "met")
    assert (said["max_minutes"]["value"], said["max_cost"]["value"]) == (300, 300)
    assert said["changes"] == [
        {"at": change.at, "by": "Ann", "column": "target", "before": "6", "after": "4", "after_start": True}
    ]
    bare = goal(max_minutes=None, max_cost=None).as_json()
    assert (bare["max_minutes"], bare["max_cost"]) == (None, None)


@given(
    st.sampled_from([LEAST, MOST]),
    st.fractions(0, 1),
    st.fractions(-100, 100),
    st.one_of(st.none(), st.fractions(-100, 100)),
    st.sampled_from(["purchases", "return_ratio", "cost"]),
)
def test_every_goal_has_a_state_and_no_verdict_before_its_end(bound, elapsed, target, actual, metric):
    found = goal(bound=bound, elapsed=elapsed, metric=metric, target=count(target), actual=Figure(actual, "count", 20))
    assert (found.met is None) or elapsed == 1
    assert (found.state in {State.MET, State.MISSED}) == (found.met is not None)
    assert found.pace.value is not None or found.pace.reason
