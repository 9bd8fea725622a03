from __future__ import annotations

import pytest

from roidesk.domain.errors import UserError
from roidesk.domain.instants import HOUR, MINUTE
from roidesk.domain.model import Interaction, Source, Timer


def test_a_timer_is_saved_at_start_and_keeps_its_id(desk, clock):
    started = desk.timers.start("video demo @northwind")
    assert [row.timer.id for row in desk.timers.status()] == [started.row.timer.id]
    clock.go_on(31 * MINUTE)
    stopped = desk.timers.stop()
    assert stopped.row.interaction.id == started.row.timer.id
    assert (stopped.row.us, stopped.row.interaction.source) == (31 * MINUTE, Source.TIMER)
    assert desk.timers.status() == ()


def test_undoing_a_stop_lets_the_timer_run_on(desk, clock):
    desk.timers.start("call @bluefin")
    clock.go_on(MINUTE)
    desk.timers.stop()
    desk.care.undo()
    clock.go_on(MINUTE)
    assert [row.us for row in desk.timers.status()] == [2 * MINUTE]
    assert not desk.context.read().all(Interaction)


def test_stop_names_which_of_several(desk, clock):
    desk.timers.start("call @bluefin")
    clock.go_on(MINUTE)
    desk.timers.start("chat @petra")
    clock.go_on(MINUTE)
    assert desk.timers.stop("@bluefin").row.shown.contact == "bluefin"
    assert desk.timers.stop().row.shown.contact == "petra"
    with pytest.raises(UserError) as refused:
        desk.timers.stop()
    assert refused.value.code == "no_timer"


def test_what_is_said_at_the_stop_goes_to_the_interaction(desk):
    desk.timers.start('tweet @bluefin #pens "first"')
    desk.timers.start("call @petra")
    stopped = desk.timers.stop('@bluefin #ipad +solved &Stylo !5 "and last" =240 purchase')
    row = stopped.row
    assert (row.shown.topics, row.shown.brand, row.shown.level) == (("pens", "ipad"), "Stylo", 5)
    assert (row.interaction.solved, row.interaction.note) == (True, "first\nand last")
    assert row.interaction.score_given
    assert [each.amount_minor for each in row.led_to] == [24_000]
    assert stopped.draft.contact == "bluefin"
    with pytest.raises(UserError, match="time_at_stop"):
        desk.timers.stop("4m")
    assert [each.shown.contact for each in desk.timers.status()] == ["petra"]


def test_switching_is_one_action(desk, clock):
    desk.timers.start("call @bluefin")
    clock.go_on(10 * MINUTE)
    switched = desk.timers.switch("email @hollis")
    assert [row.us for row in switched.stopped] == [10 * MINUTE]
    desk.care.undo()
    assert [row.shown.contact for row in desk.timers.status()] == ["bluefin"]


def test_a_pause_files_the_stretch_and_counts_no_break(desk, clock):
    timer = desk.timers.start("call @bluefin").row.timer.id
    clock.go_on(10 * MINUTE)
    desk.timers.pause(timer)
    clock.go_on(HOUR)
    desk.timers.resume(timer)
    clock.go_on(5 * MINUTE)
    desk.timers.stop()
    lengths = sorted(each.end_us - each.start_us for each in desk.context.read().all(Interaction))
    assert lengths == [5 * MINUTE, 10 * MINUTE]


def test_stopping_a_paused_timer_shows_the_stretch_it_filed(desk, clock):
    timer = desk.timers.start("call @bluefin").row.timer.id
    clock.go_on(10 * MINUTE)
    desk.timers.pause(timer)
    clock.go_on(HOUR)
    assert desk.timers.stop().row.us == 10 * MINUTE
    assert len(desk.context.read().all(Interaction)) == 1


def test_a_clock_set_back_loses_no_entry(desk, clock):
    desk.timers.start("call @bluefin")
    clock.go_on(-HOUR)
    assert desk.timers.stop().row.us == 0


def test_a_start_is_not_given_a_length(desk):
    with pytest.raises(UserError) as refused:
        desk.timers.start("call 5m")
    assert refused.value.code == "length_given"
    assert desk.context.read().all(Timer) == []


def test_a_start_does_not_lie_ahead(desk):
    with pytest.raises(UserError) as refused:
        desk.timers.start("call at 15:00")
    assert refused.value.code == "start_ahead"
    assert desk.context.read().all(Timer) == []


def test_pausing_twice_or_letting_run_what_runs_writes_nothing(desk, clock):
    timer = desk.timers.start("call @bluefin").row.timer.id
    assert not desk.timers.resume(timer)
    clock.go_on(10 * MINUTE)
    assert desk.timers.pause(timer)
    clock.go_on(10 * MINUTE)
    assert not desk.timers.pause(timer)
    assert [row.us for row in desk.timers.status()] == [10 * MINUTE]


def test_doing_it_again_leaves_out_what_was_only_so_that_time(desk):
    before = desk.tracking.log('call @acme #ipad 5m !5 ~give +solved "will call back"').row.interaction
    again = desk.timers.start_like(before.id).row.timer
    assert (again.note, again.solved) == (None, None)
    assert (again.kind_id, again.contact_id, again.topics) == (before.kind_id, before.contact_id, before.topics)
    assert (again.score, again.score_given, again.intent) == (before.score, before.score_given, before.intent)
