"""Give and ask: counts, minutes, how contacts were approached; the worked example's numbers."""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roidesk.analytics.involvement.giving import approach, giving
from roidesk.analytics.sums.tally import Cell
from roidesk.domain.effort import effort_of, key_of, pieces
from roidesk.domain.encounters import Encounter, stories
from roidesk.domain.model import AskKind, Direction, Intent
from tests.analytics.worked_example import INTERACTIONS, key


def cells(interactions):
    return [Cell(key_of(piece), effort_of(piece), piece.interaction) for piece in pieces(interactions)]


def encounters(interactions):
    return [
        Encounter(
            each.contact_id,
            each.start_us,
            each.id.bytes,
            each.direction,
            each.intent,
            each.ask_kind,
            bool(each.solved),
            each.product_id,
        )
        for each in interactions
        if each.contact_id
    ]


def asked(interactions):
    return approach(interactions, stories(encounters(interactions)))


def test_the_worked_example():
    """analytics.md 7.1: 13:6 = 2.166667; 13/19; 132 of 250 minutes; cold 1/7; gives before the first ask 1.75."""
    found = giving(INTERACTIONS, cells(INTERACTIONS))
    assert (found.give.value, found.ask.value, found.give_ask_ratio.value) == (13, 6, Fraction(13, 6))
    assert (found.give_share.value, found.give_share_minutes.value) == (Fraction(13, 19), Fraction(132, 250))
    assert (found.give_minutes.value, found.ask_minutes.value) == (132, 118)
    assert found.pitch_pressure.value == Fraction(6, 20)
    approached = asked(INTERACTIONS)
    assert approached.touched_contacts.value == 7
    assert approached.cold_ask_rate.value == Fraction(1, 7)
    assert (approached.gives_before_first_ask.value, approached.gives_before_first_ask.n) == (Fraction(7, 4), 4)
    assert approached.repeat_contact_rate.value == 1
    assert approached.cold_ask_rate.reason == "too_few_contacts"


def test_nothing_is_a_reason():
    found = giving((), ())
    assert (found.give.value, found.ask.value, found.give_minutes.value) == (0, 0, 0)
    assert {each.reason for each in (found.give_ask_ratio, found.email_ask_share)} == {"no_ask"}
    assert {each.reason for each in (found.give_share, found.pitch_pressure)} == {"nothing_recorded"}
    assert found.give_share_minutes.reason == "no_time"
    nobody = asked(())
    assert (nobody.cold_ask_rate.reason, nobody.gives_before_first_ask.reason) == ("nothing_recorded", "no_ask")


def test_what_they_began_is_no_pressure_of_ours():
    theirs = [replace(each, direction=Direction.IN) for each in INTERACTIONS]
    assert giving(theirs, cells(theirs)).pitch_pressure.value is None
    assert giving(theirs, cells(theirs)).ask.value == 6
    assert asked(theirs).cold_ask_rate.value == 0


def test_asks_for_an_address_are_told_apart():
    some = [
        replace(each, ask_kind=AskKind.EMAIL_ADDRESS) if n in {9, 10} else each for n, each in enumerate(INTERACTIONS)
    ]
    found = giving(some, cells(some))
    assert (found.email_asks.value, found.email_ask_share.value) == (2, Fraction(1, 3))
    assert asked(some).cold_email_ask_rate.value == Fraction(1, 7)
    no_ask = [replace(each, intent=None, ask_kind=AskKind.EMAIL_ADDRESS) for each in INTERACTIONS]
    assert giving(no_ask, cells(no_ask)).email_asks.value == 0


def test_the_story_counts_from_before_the_period():
    second_week = INTERACTIONS[13:]
    told = stories(encounters(INTERACTIONS))
    found = approach(second_week, told)
    assert found.touched_contacts.value == 5
    assert found.cold_ask_rate.value == Fraction(1, 5)  # C8, in the week before
    assert found.gives_before_first_ask.value == Fraction(5, 2)  # C2 2, C4 3


def test_who_is_not_known_is_no_contact():
    unknown = [replace(each, contact_id=None) for each in INTERACTIONS]
    assert asked(unknown).touched_contacts.value == 0
    assert giving(unknown, cells(unknown)).give.value == 13


@given(st.lists(st.tuples(st.sampled_from([None, *Intent]), st.sampled_from(["C1", "C2", None])), max_size=20))
def test_shares_are_shares_and_order_matters_not(rows):
    some = [
        replace(INTERACTIONS[n], intent=intent, contact_id=contact and key(contact))
        for n, (intent, contact) in enumerate(rows)
    ]
    found, turned = giving(some, cells(some)), giving(some[::-1], cells(some)[::-1])
    assert found == turned
    assert asked(some) == asked(some[::-1])
    for share in (found.give_share, found.give_share_minutes, found.pitch_pressure, asked(some).cold_ask_rate):
        assert share.value is None or 0 <= share.value <= 1
        assert (share.value is None) == (share.reason in {"nothing_recorded", "no_time"})
    assert found.as_json()["give"]["value"] + found.as_json()["ask"]["value"] <= len(some)
    assert asked(some).as_json()["touched_contacts"]["value"] == pytest.approx(len({c for _, c in rows} - {None}))


def test_once_is_not_again():
    """C1 twice, C2 once, C5 once."""
    found = asked([INTERACTIONS[0], INTERACTIONS[1], INTERACTIONS[2], INTERACTIONS[3]])
    assert found.repeat_contact_rate.value == Fraction(1, 3)
    assert found.touched_contacts.n == 3


def test_each_figure_says_how_many_stand_behind_it():
    found = giving(INTERACTIONS, cells(INTERACTIONS))
    both = (found.give_ask_ratio, found.give_share, found.give_share_minutes)
    assert {each.n for each in both} == {19}
    assert (found.pitch_pressure.n, found.give.n, found.ask.n, found.email_ask_share.n) == (20, 13, 6, 6)
