"""Pins: kept in their order, used as a timer or a length, made from what was done."""

from __future__ import annotations

import pytest

from roidesk.domain.errors import UserError
from roidesk.domain.instants import DAY, MINUTE
from roidesk.domain.model import Conversion, Intent, Interaction, Pin, Source, Timer
from roidesk.services.default_pins import PINS

pytestmark = pytest.mark.both_engines


def labels(desk):
    return [row.pin.label for row in desk.pins.rows()]


def on_key(desk, digit):
    return next(row.pin for row in desk.pins.rows() if row.digit == digit)


def test_a_new_store_has_pins_on_the_first_five_keys(desk):
    assert labels(desk) == [each.label for each in PINS]
    assert [row.digit for row in desk.pins.rows()] == [1, 2, 3, 4, 5]
    shown = [(row.shown.channel.name, row.shown.kind.name) for row in desk.pins.rows()]
    assert shown == [(each.channel, each.kind) for each in PINS]


def test_a_pin_starts_a_timer_with_every_field_it_carries(desk):
    desk.pins.add(
        {
            "label": "Retainer call", "channel": "Phone", "contact": "acme", "brand": "Stylo", "product": "Pen",
            "intent": "give", "solved": "1", "topics": "ipad; launch", "campaign": "spring", "personalness": "!3",
            "idle_minutes": "0", "value_added": "1", "purpose": "webcare",
        }
    )  # fmt: skip
    started = desk.pins.start(on_key(desk, 6).id)
    timer, shown = started.row.timer, started.row.shown
    assert (shown.contact, shown.brand, shown.product, shown.topics) == ("acme", "Stylo", "Pen", ("ipad", "launch"))
    assert (timer.intent, timer.solved, timer.value_added, timer.campaign) == (Intent.GIVE, True, True, "spring")
    assert (shown.level, timer.score_given, timer.idle_minutes) == (3, True, 0)


def test_a_pin_switches_unless_it_is_to_run_beside(desk, clock):
    desk.pins.start(on_key(desk, 5).id)
    clock.go_on(10 * MINUTE)
    switched = desk.pins.start(on_key(desk, 1).id)
    assert [(row.shown.channel.name, row.us) for row in switched.stopped] == [("Video call", 10 * MINUTE)]
    desk.pins.start(on_key(desk, 4).id, beside=True)
    assert [row.shown.channel.name for row in desk.timers.status()] in (["Phone", "Email"], ["Email", "Phone"])
    desk.care.undo()
    desk.care.undo()
    assert [row.shown.channel.name for row in desk.timers.status()] == ["Video call"]


def test_a_pin_with_a_length_is_filed_ending_now(desk, clock):
    desk.pins.add(
        {"label": "Comments", "channel": "Instagram", "kind": "comment", "minutes": "14", "contact": "several"}
    )
    logged = desk.pins.log(on_key(desk, 6).id)
    entry = logged.row.interaction
    assert (logged.row.us, entry.end_us, entry.several, entry.source) == (14 * MINUTE, clock.now(), True, Source.MANUAL)
    assert desk.pins.log(on_key(desk, 6).id, 3).row.us == 3 * MINUTE
    with pytest.raises(UserError):
        desk.pins.log(on_key(desk, 1).id)
    with pytest.raises(UserError):
        desk.pins.log(on_key(desk, 1).id, 24 * 60 + 1)


def test_an_interaction_becomes_a_pin(desk):
    row = desk.tracking.log('tweet reply @acme #ipad &Stylo ~give +solved 4m "one time only"').row
    desk.pins.pin(row.interaction.id)
    pin = on_key(desk, 6)
    assert (pin.label, pin.minutes, pin.note) == ("X (Twitter) reply @acme", 4, None)
    assert (pin.contact_id, pin.brand_id, pin.topics) == (
        row.interaction.contact_id, row.interaction.brand_id, row.interaction.topics,
    )  # fmt: skip
    assert (pin.intent, pin.solved) == (Intent.GIVE, True)


def test_what_was_timed_becomes_a_pin_that_times(desk, clock):
    desk.timers.start("call @bluefin")
    clock.go_on(MINUTE)
    desk.pins.pin(desk.timers.stop().row.interaction.id)
    assert on_key(desk, 6).minutes is None


def test_the_order_changes_only_when_asked(desk):
    before = labels(desk)
    for _ in range(4):
        desk.pins.log(on_key(desk, 5).id, 5)
    assert labels(desk) == before
    desk.pins.order_by_use()
    assert labels(desk) == ["Video call", "Answer email", "Comment", "Direct message", "Call"]
    desk.care.undo()
    assert labels(desk) == before


def test_a_pin_is_moved_and_stays_inside(desk):
    desk.pins.move(on_key(desk, 3).id, -1)
    assert labels(desk)[:3] == ["Answer email", "Direct message", "Comment"]
    desk.pins.move(on_key(desk, 1).id, -5)
    assert labels(desk)[0] == "Answer email"
    desk.pins.move(on_key(desk, 1).id, 99)
    assert labels(desk)[-1] == "Answer email"


def test_a_removed_pin_comes_back_where_it_was(desk):
    before = labels(desk)
    desk.pins.remove(on_key(desk, 2).id)
    assert "Comment" not in labels(desk)
    desk.care.undo()
    assert labels(desk) == before


def test_what_is_often_done_is_proposed_and_kept_when_wanted(desk, clock):
    clock.go_on(30 * DAY)
    for minutes in (4, 6, 20):
        desk.tracking.log(f"linkedin comment @acme {minutes}m ~give")
    desk.tracking.log("chat 5m")
    desk.tracking.log("email 5m")
    (proposal,) = desk.pins.proposals()
    assert (proposal.times, proposal.pin.minutes, proposal.pin.label) == (3, 6, "LinkedIn comment")
    assert (proposal.pin.contact_id, proposal.pin.intent) == (None, Intent.GIVE)
    desk.pins.keep(proposal.pin)
    assert desk.pins.proposals() == ()
    clock.go_on(15 * DAY)
    desk.pins.remove(proposal.pin.id)
    assert desk.pins.proposals() == ()


def test_a_change_that_cannot_be_is_refused_and_changes_nothing(desk):
    pin = on_key(desk, 1)
    with pytest.raises(UserError):
        desk.pins.edit(pin.id, {"minutes": "soon"})
    assert desk.context.read().get(Pin, pin.id) == pin


# ------------------------------------------------------------ the keys of the quick entry


def test_a_digit_then_minutes_is_a_past_entry_and_what_ran_runs_on(desk, clock):
    desk.timers.start("video @northwind")
    clock.go_on(18 * MINUTE)
    begun = desk.pins.start(on_key(desk, 1).id)
    desk.quick.done(on_key(desk, 1).id, 4, begun)
    assert [row.shown.contact for row in desk.timers.status()] == ["northwind"]
    assert [row.us for row in desk.timers.status()] == [18 * MINUTE]
    (entry,) = desk.context.read().all(Interaction)
    assert (entry.end_us - entry.start_us, entry.end_us) == (4 * MINUTE, clock.now())
    desk.care.undo()
    assert desk.context.read().all(Interaction) == []
    assert [row.shown.contact for row in desk.timers.status()] == ["northwind"]


def test_a_past_entry_undoes_nothing_that_was_done_since(desk, clock):
    desk.timers.start("video @northwind")
    clock.go_on(18 * MINUTE)
    begun = desk.pins.start(on_key(desk, 1).id)
    desk.tracking.log("call @bluefin 2m")
    desk.quick.done(on_key(desk, 1).id, 4, begun)
    assert [row.shown.contact for row in desk.timers.status()] == ["northwind"]
    assert sorted((each.end_us - each.start_us) // MINUTE for each in desk.context.read().all(Interaction)) == [2, 4]


def test_enter_stops_then_repeats(desk, clock):
    assert desk.quick.enter().changes.action is None
    desk.tracking.log("tweet reply @acme !4 6m")
    repeated = desk.quick.enter().started.row
    assert (repeated.shown.contact, repeated.shown.channel.name, repeated.shown.level) == ("acme", "X (Twitter)", 4)
    clock.go_on(MINUTE)
    assert desk.quick.enter().stopped.row.us == MINUTE
    assert not desk.context.read().all(Timer)


def test_enter_lets_a_paused_timer_go_on(desk, clock):
    timer = desk.timers.start("call @bluefin").row.timer
    clock.go_on(MINUTE)
    desk.timers.pause(timer.id)
    assert desk.quick.enter().resumed.timer.id == timer.id
    assert [row.timer.paused_us for row in desk.timers.status()] == [None]


def test_a_message_is_noted_as_ignored(desk, clock):
    noted = desk.quick.ignored(on_key(desk, 3).id).inbound
    assert (noted.at_us, noted.ignored_us, noted.needs_reply) == (clock.now(), clock.now(), True)
    assert desk.context.read().catalogue().channel[noted.channel_id].name == "X (Twitter)"


def test_what_came_of_a_contact_is_entered_with_an_amount(desk, clock):
    contact = desk.tracking.log("call @anna 2m").row.interaction.contact_id
    desk.outcomes.of_contact(contact, "purchase", "240")
    (came,) = desk.context.read().all(Conversion)
    assert (came.contact_id, came.amount_minor, came.booked, came.at_us) == (contact, 24_000, True, clock.now())
    with pytest.raises(UserError):
        desk.outcomes.of_contact(contact, "nothing", "240")
