import json
from dataclasses import replace
from fractions import Fraction

import pytest

from roidesk.analytics.experiments import Flag, Halves, Measured, Plan, detectable, drawn, result

UNITS = tuple(f"u{at}" for at in range(12))
PLAN = Plan(Halves.CONTACTS, UNITS, drawn(Halves.CONTACTS, 12, 3))


def measured(effect=4, conversions=2, effort=30, plan=PLAN):
    return [
        Measured(Fraction(at % 3 + effect * more), Fraction(20 + effort * more), conversions)
        for at, more in enumerate(plan.more)
    ]


def test_a_clear_difference_is_tested():
    found = result(PLAN, measured(), "count")
    assert (found.verdict, found.reason, found.flags) == ("tested", None, ())
    assert found.difference.value == found.more.outcome.value - found.less.outcome.value
    assert found.difference.low > 0
    assert found.difference.low < found.difference.value < found.difference.high
    assert (found.more.units, found.less.units, found.more.effort.value, found.difference.n) == (6, 6, 50, 24)
    assert found.tried == 924
    json.dumps(found.as_json(), allow_nan=False)


def test_no_difference_is_no_sign():
    found = result(PLAN, measured(effect=0), "count")
    assert found.verdict == "no_sign"
    assert found.difference.low < 0 < found.difference.high


def test_a_small_one_is_a_hint():
    found = result(PLAN, measured(effect=Fraction(3, 4)), "count")
    assert 0.05 < found.p <= 0.2
    assert found.verdict == "hint"


@pytest.mark.parametrize("flag", [Flag.SET_LATE, Flag.NOT_AS_DRAWN])
def test_what_was_not_planned_is_probable_at_most(flag):
    found = result(PLAN, measured(), "count", flags=[flag])
    assert (found.verdict, found.flags) == ("probable", (flag,))


@pytest.mark.parametrize("effort", [0, -5])
def test_a_plan_that_was_not_followed_tests_nothing(effort):
    found = result(PLAN, measured(effort=effort), "count")
    assert (found.verdict, found.flags) == ("probable", (Flag.NOT_FOLLOWED,))


def test_before_it_is_over_nothing_is_tested():
    found = result(PLAN, measured(), "count", flags=[Flag.RUNNING])
    assert (found.p, found.verdict, found.reason, found.goal_met) == (None, None, "experiment_running", None)
    assert found.difference.value is not None
    assert (found.difference.low, found.difference.high) == (None, None)


def test_too_few_conversions_say_nothing():
    found = result(PLAN, measured(conversions=0), "count")
    assert (found.p, found.verdict, found.reason) == (None, "too_little_data", "too_few_conversions")
    nine = [replace(each, conversions=int(at < 9)) for at, each in enumerate(measured())]
    assert result(PLAN, nine, "count").reason == "too_few_conversions"
    ten = [replace(each, conversions=int(at < 10)) for at, each in enumerate(measured())]
    assert result(PLAN, ten, "count").reason is None


def test_amounts_that_are_not_known():
    units = measured()
    units[0] = replace(units[0], outcome=None)
    found = result(PLAN, units, "EUR")
    assert (found.difference.value, found.reason, found.p) == (None, "rate_missing", None)
    assert {found.more.outcome.reason, found.less.outcome.reason} == {"rate_missing", None}
    other = measured()
    at = next(at for at, more in enumerate(PLAN.more) if more is not PLAN.more[0])
    other[at] = replace(other[at], outcome=None)
    assert result(PLAN, other, "EUR").reason == "rate_missing"


def test_who_is_left_out_is_not_counted():
    units = [None if at == 5 else each for at, each in enumerate(measured())]
    found = result(PLAN, units, "count", flags=[Flag.MERGED])
    assert found.more.units + found.less.units == 11
    assert (found.verdict, found.flags) == ("tested", (Flag.MERGED,))
    emptied = [each if more else None for each, more in zip(measured(), PLAN.more, strict=True)]
    nobody = result(PLAN, emptied, "count")
    assert (nobody.difference.value, nobody.reason, nobody.verdict) == (None, "nothing_recorded", "too_little_data")


def test_under_ten_units_there_is_no_range():
    small = Plan(Halves.CONTACTS, UNITS[:8], drawn(Halves.CONTACTS, 8, 3))
    found = result(small, measured(plan=small), "count")
    assert found.p == 2 / 70
    assert (found.difference.reason, found.difference.low) == ("too_few_clusters", None)


def test_from_ten_units_on_there_is_a_range():
    ten = Plan(Halves.CONTACTS, UNITS[:10], drawn(Halves.CONTACTS, 10, 3))
    assert result(ten, measured(plan=ten), "count").difference.low is not None


def test_exactly_five_in_100_is_tested():
    lone = Plan(Halves.CONTACTS, tuple(f"u{at}" for at in range(20)), (True, *[False] * 19))
    units = [Measured(Fraction(10 * more), Fraction(more), 1) for more in lone.more]
    assert result(lone, units, "count").verdict == "tested"


def test_a_range_without_bound_is_none():
    # Odd numbers left by merging: 11 units, of which one has more.
    lone = Plan(Halves.CONTACTS, UNITS, (True, *[False] * 11))
    found = result(lone, measured(plan=lone), "count")
    assert (found.difference.reason, found.difference.low, found.difference.high) == ("unbounded", None, None)
    assert found.goal_met is None


@pytest.mark.parametrize(("target", "met"), [(3, True), (4, True), (Fraction(11, 2), None), (20, False), (None, None)])
def test_whether_the_goal_was_met(target, met):
    aimed = replace(PLAN, target=None if target is None else Fraction(target))
    found = result(aimed, measured(effect=5), "count")
    assert found.goal_met is met, found.difference


def test_a_goal_at_the_very_edge():
    found = result(PLAN, measured(effect=5), "count").difference
    met = result(replace(PLAN, target=Fraction(found.value)), measured(effect=5), "count")
    assert met.goal_met is True
    unsure = result(replace(PLAN, target=Fraction(found.high)), measured(effect=5), "count")
    assert unsure.goal_met is None


def test_a_goal_is_not_met_by_what_chance_does():
    aimed = replace(PLAN, target=Fraction(-9))
    assert result(aimed, measured(effect=0), "count").goal_met is None


def test_which_difference_a_plan_could_show():
    before = [Fraction(each) for each in (2, 4, 6, 4)]
    found = detectable(PLAN, before, "count")
    # s² = 8/3, halves of 6: 2.8 √(8/3 · 1/3)
    assert found.value == pytest.approx(2.8 * (8 / 9) ** 0.5)
    assert detectable(PLAN, before, "count", Fraction(4)).value == pytest.approx(2 * found.value)
    assert detectable(PLAN, before[:1], "count").reason == "nothing_recorded"
    assert detectable(PLAN, [Fraction(0)] * 4, "count").value is None
    assert detectable(PLAN, [], "count").n == 0
