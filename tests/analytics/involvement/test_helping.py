"""What the time was spent on; the worked example's numbers."""

from dataclasses import replace
from fractions import Fraction
from uuid import uuid4

from hypothesis import given
from hypothesis import strategies as st

from roidesk.analytics.involvement.helping import Work, helping, reacts
from roidesk.analytics.sums.tally import Tally
from roidesk.domain.model import Direction, Purpose
from tests.analytics.involvement.test_giving import cells
from tests.analytics.worked_example import INTERACTIONS, key

TOTAL = Tally(labour=Fraction("153.25"), platform=Fraction("96.20"))
CONVERTED = {key(each) for each in ("C1", "C2", "C3", "C4", "C5", "C6")}
PRICES, MUSIC = uuid4(), uuid4()


def spent(interactions, total=TOTAL, interests=None, converted=CONVERTED):
    return helping(Work(interactions, cells(interactions), total, "EUR"), interests or {}, converted)


def test_the_worked_example():
    """analytics.md 7.1: solved 5, 1.153846 an hour, 49.89 each; non-converting time (C7, C8) 24/260."""
    found = spent(INTERACTIONS)
    assert (found.solved.value, found.solved_per_hour.value) == (5, Fraction(15, 13))
    assert (found.cost_per_solved.value, found.cost_per_solved.unit) == (Fraction("49.89"), "EUR")
    assert found.non_converting_share.value == Fraction(24, 260)
    assert found.contact_share.value == 1
    assert (found.reactive_minutes.value, found.proactive_minutes.value) == (0, 260)
    assert (found.value_added_share.value, found.value_added_share.reason) == (None, "nothing_recorded")


def test_nothing_is_a_reason():
    found = spent((), Tally())
    assert (found.solved.value, found.reactive_minutes.value) == (0, 0)
    reasons = found.as_json()
    assert {reasons[name]["reason"] for name in ("solved_per_hour", "reactive_share", "non_converting_share")} == {
        "no_time"
    }
    assert (found.cost_per_solved.reason, found.cost_per_solved.n) == ("nothing_solved", 0)
    assert found.targeting_rate.reason == "interests_unknown"
    assert {found.value_added_minutes.reason, found.value_added_share.reason} == {"nothing_recorded"}


def test_a_missing_rate_is_no_cost_of_nought():
    unknown = spent(INTERACTIONS, Tally(unpriced=1))
    assert (unknown.cost_per_solved.value, unknown.cost_per_solved.reason) == (None, "rate_missing")
    partly = spent(INTERACTIONS, replace(TOTAL, unpriced=1))
    assert (partly.cost_per_solved.value, partly.cost_per_solved.reason) == (Fraction("49.89"), "rate_missing")


def test_time_that_added_value_counts_what_says_so():
    some = [replace(each, value_added=n == 12 or None) for n, each in enumerate(INTERACTIONS)]
    found = spent(some)
    assert (found.value_added_minutes.value, found.value_added_share.value) == (40, Fraction(40, 260))
    said_no = [replace(each, value_added=False) for each in INTERACTIONS]
    assert spent(said_no).value_added_share.value == 0


def test_targeting_is_told_where_both_sides_are_known():
    """C1: a topic of theirs for 15 minutes, another for 30; C2 of prices, with interests that are not known."""
    some = [
        replace(each, topics=((PRICES, MUSIC) if n == 3 else (PRICES,)) if n in {3, 6, 11} else ())
        for n, each in enumerate(INTERACTIONS)
    ]
    found = spent(some, interests={key("C1"): (MUSIC,), key("C3"): (PRICES,), key("C2"): ()})
    assert found.targeting_rate.value == Fraction(15, 45)
    assert found.targeting_unknown_share.value == Fraction(215, 260)
    nobody = [replace(each, contact_id=None, topics=(PRICES,)) for each in INTERACTIONS]
    assert spent(nobody, interests={key("C1"): (PRICES,)}).targeting_rate.value is None


def test_answers_and_our_own_initiative():
    one = INTERACTIONS[0]
    assert not reacts(one)
    assert not reacts(replace(one, purpose=Purpose.LIST_BUILDING))
    assert reacts(replace(one, purpose=Purpose.WEBCARE))
    assert reacts(replace(one, direction=Direction.IN))
    assert reacts(replace(one, answers_id=uuid4()))
    some = [replace(one, purpose=Purpose.WEBCARE), replace(INTERACTIONS[2], purpose=Purpose.LIST_BUILDING)]
    found = spent(some)
    assert (found.reactive_minutes.value, found.reactive_share.value) == (6, Fraction(1, 3))
    assert found.proactive_minutes.value == 12
    assert (found.list_building_minutes.value, found.list_building_share.value) == (12, Fraction(2, 3))


def test_time_of_nobody_known_is_not_time_that_led_to_nothing():
    some = [replace(each, contact_id=None if n < 13 else each.contact_id) for n, each in enumerate(INTERACTIONS)]
    found = spent(some, converted=())
    assert found.non_converting_share.value == found.contact_share.value == Fraction(106, 260)


@given(st.lists(st.sampled_from(INTERACTIONS), unique=True), st.sets(st.sampled_from(sorted(CONVERTED))))
def test_reactive_and_proactive_are_all_time(some, converted):
    found = spent(some, converted=converted)
    whole = sum((each.end_us - each.start_us for each in some), 0) / 60e6
    assert found.reactive_minutes.value + found.proactive_minutes.value == whole
    assert found == spent(some[::-1], converted=converted)
    assert (
        found.non_converting_share.value is None or 0 <= found.non_converting_share.value <= found.contact_share.value
    )
