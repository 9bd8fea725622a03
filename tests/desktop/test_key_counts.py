"""How many keys each flow takes, against product.md 5.2: with a chord of three keys, and with a key of its own."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from roidesk.domain.instants import MINUTE
from roidesk.domain.model import Conversion, Inbound, Interaction
from roidesk.domain.personalness import level
from roidesk.settings.desk import DeskSettings
from tests.desktop.quick.conftest import Hands, desk, hands, quick

__all__ = ["Hands", "desk", "hands", "quick"]

ENTER = Qt.Key.Key_Return
CHORD, ONE_KEY = DeskSettings().hotkey, "F8"


@pytest.fixture
def lines():
    return ("call 11:35-11:58 @bluefin #delivery", "tweet reply 14:02-14:06 @acme #ipad &Stylo !4")


@pytest.fixture(params=[CHORD, ONE_KEY])
def chord(request):
    return request.param


def at_most(chord, with_chord, with_one):
    """Return how many keys a flow may take."""
    return with_chord if chord == CHORD else with_one


def test_the_chord_that_is_set_at_first_is_three_keys():
    assert len(CHORD.split("+")) == 3


def test_repeat_the_last_interaction(hands, desk, chord):
    hands.summon(chord)
    hands.press(ENTER)
    (row,) = desk.timers.status()
    assert (row.shown.channel.name, row.shown.kind.name, row.shown.contact) == ("X (Twitter)", "reply", "acme")
    assert row.shown.level == 4
    assert hands.count <= at_most(chord, 4, 2)


def test_start_and_stop(hands, desk, clock, chord):
    hands.summon(chord)
    hands.press("4")
    assert [row.shown.channel.name for row in desk.timers.status()] == ["Phone"]
    clock.us += 12 * MINUTE
    hands.summon(chord)
    hands.press(ENTER)
    assert desk.timers.status() == ()
    newest = max(desk.context.read().all(Interaction), key=lambda each: each.end_us)
    assert newest.end_us - newest.start_us == 12 * MINUTE
    assert hands.count <= at_most(chord, 8, 4)


def test_a_complete_past_entry_with_channel_and_personalness(hands, desk, clock, chord):
    hands.summon(chord)
    hands.press("2", "7", ENTER)
    newest = max(desk.context.read().all(Interaction), key=lambda each: each.end_us)
    names = desk.context.read().catalogue()
    assert (newest.end_us - newest.start_us, newest.end_us) == (7 * MINUTE, clock.now())
    assert names.channel_of(newest.kind_id).name == "X (Twitter)"
    assert level(newest.score) == level(names.kind[newest.kind_id].score)
    assert hands.count <= at_most(chord, 6, 4)


def test_switch_to_another_conversation(hands, desk, chord):
    desk.timers.start("video @northwind")
    hands.summon(chord)
    hands.press("1")
    assert [row.shown.channel.name for row in desk.timers.status()] == ["Email"]
    assert hands.count <= at_most(chord, 4, 2)


def test_a_message_ignored_on_purpose(hands, desk, clock, chord):
    hands.summon(chord)
    hands.press("i", "3")
    (inbound,) = desk.context.read().all(Inbound)
    assert (inbound.at_us, inbound.ignored_us) == (clock.now(), clock.now())
    assert hands.count <= at_most(chord, 5, 3)


def test_a_conversion_for_a_contact(hands, desk, chord):
    hands.summon(chord)
    hands.press("c", "b", "l", ENTER, "2", "4", "0", ENTER)
    (came,) = desk.context.read().all(Conversion)
    assert (came.kind, came.amount_minor, came.booked) == ("purchase", 24_000, True)
    assert desk.context.read().contact_names([came.contact_id])[came.contact_id] == "bluefin"
    assert hands.count <= at_most(chord, 11, 9)
