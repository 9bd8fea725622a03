from __future__ import annotations

from dataclasses import replace
from uuid import UUID

import pytest

from roidesk.domain.errors import UserError
from roidesk.domain.instants import DAY, HOUR, MINUTE
from roidesk.domain.model import AwayCause, Doubt, Interaction, Person, Source, Timer
from roidesk.domain.timer import Gap
from roidesk.services.timers import clocks
from tests.services.conftest import AMSTERDAM, SetClock

pytestmark = pytest.mark.both_engines


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


def test_a_clock_set_back_loses_no_entry_and_no_minute(desk, clock):
    desk.timers.start("call @bluefin")
    clock.go_on(10 * MINUTE)
    clock.step(-2 * HOUR)
    clock.go_on(20 * MINUTE)
    stopped = desk.timers.stop()
    assert (stopped.row.us, stopped.row.interaction.doubt, stopped.filed.left_out) == (30 * MINUTE, Doubt.CLOCK, ())


def test_a_clock_set_forward_adds_no_minute(desk, clock):
    desk.timers.start("call @bluefin")
    clock.go_on(10 * MINUTE)
    clock.step(3 * HOUR)
    assert [row.us for row in desk.timers.status()] == [10 * MINUTE]
    stopped = desk.timers.stop()
    assert (stopped.row.us, stopped.row.interaction.doubt) == (10 * MINUTE, Doubt.CLOCK)


def test_who_says_when_it_was_has_settled_the_doubt(desk, clock):
    desk.timers.start("call @bluefin")
    clock.go_on(10 * MINUTE)
    clock.step(3 * HOUR)
    doubtful = desk.timers.stop().row.interaction
    desk.tracking.edit(doubtful.id, {"note": "about the delivery"})
    assert desk.context.read().get(Interaction, doubtful.id).doubt is Doubt.CLOCK
    desk.tracking.edit(doubtful.id, {"minutes": "12"})
    assert desk.context.read().get(Interaction, doubtful.id).doubt is None


def test_sleep_is_left_out_and_what_is_counted_lies_where_it_was_spent(desk, clock):
    started = desk.timers.start("video demo @northwind").row.timer
    clock.go_on(20 * MINUTE)
    desk.timers.beat()
    clock.sleep(9 * HOUR)
    assert desk.timers.beat().label == "away"
    clock.go_on(10 * MINUTE)
    desk.timers.beat()
    (running,) = desk.timers.status()
    assert (running.us, [each.us for each in running.left_out]) == (30 * MINUTE, [9 * HOUR])
    stopped = desk.timers.stop("=240 purchase")
    slept = started.start_us + 20 * MINUTE
    assert [(row.interaction.start_us, row.us) for row in stopped.filed.rows] == [
        (started.start_us, 20 * MINUTE),
        (slept + 9 * HOUR, 10 * MINUTE),
    ]
    assert stopped.filed.left_out == (Gap(slept, slept + 9 * HOUR, AwayCause.ASLEEP),)
    assert stopped.row.interaction.id == started.id
    assert [each.amount_minor for each in stopped.row.led_to] == [24_000]
    assert {row.interaction.doubt for row in stopped.filed.rows} == {None}


def test_taking_the_stop_back_brings_the_timer_back_with_its_gap_and_then_it_can_be_kept(desk, clock):
    desk.timers.start("call @bluefin")
    clock.go_on(20 * MINUTE)
    clock.sleep(9 * HOUR)
    desk.timers.stop()
    desk.care.undo()
    assert not desk.context.read().all(Interaction)
    (running,) = desk.timers.status()
    assert (running.us, [each.us for each in running.left_out]) == (20 * MINUTE, [9 * HOUR])
    stopped = desk.timers.stop(keep=True)
    assert (stopped.row.us, len(stopped.filed.rows), stopped.filed.left_out) == (9 * HOUR + 20 * MINUTE, 1, ())


def test_noticing_sleep_is_not_what_undo_takes_back(desk, clock):
    desk.timers.start("call @bluefin")
    desk.care.undo()
    desk.care.redo()
    clock.sleep(HOUR)
    desk.timers.beat()
    desk.care.undo()
    assert desk.timers.status() == ()
    desk.timers.beat()
    desk.care.redo()
    assert [row.us for row in desk.timers.status()] == [0]


def test_after_a_restart_it_counts_until_it_was_last_seen(desk, clock):
    started = desk.timers.start("call @bluefin").row.timer
    clock.go_on(14 * MINUTE)
    desk.timers.beat()
    clock.go_on(MINUTE)
    clock.restart(HOUR)
    desk.timers.beat()
    (running,) = desk.timers.status()
    assert (running.us, running.timer.start_us) == (14 * MINUTE, started.start_us)
    clock.go_on(5 * MINUTE)
    rows = desk.timers.stop().filed.rows
    assert [(row.us, row.interaction.doubt) for row in rows] == [(14 * MINUTE, Doubt.RESTART), (5 * MINUTE, None)]


def test_a_clock_that_lost_its_time_over_a_restart_counts_nothing_twice(desk, clock):
    desk.timers.start("call @bluefin")
    clock.go_on(14 * MINUTE)
    desk.timers.beat()
    clock.restart(0)
    clock.set("1970-01-02T00:00")
    desk.timers.beat()
    clock.go_on(MINUTE)
    stopped = desk.timers.stop()
    assert (stopped.row.us, stopped.row.interaction.doubt) == (15 * MINUTE, Doubt.CLOCK)


def test_a_timer_nobody_watched_counts_whole_at_a_machine_that_was_awake(desk, clock):
    desk.timers.start("call @bluefin")
    clock.go_on(9 * HOUR)
    stopped = desk.timers.stop()
    assert (stopped.row.us, stopped.filed.left_out, stopped.row.interaction.doubt) == (9 * HOUR, (), None)


def test_travel_changes_neither_the_length_nor_where_it_belongs(desk, clock):
    clock.set("2026-11-19T23:30")
    timer = desk.timers.start("call @bluefin").row.timer.id
    clock.travel("America/New_York")
    clock.go_on(20 * MINUTE)
    desk.timers.beat()
    row = desk.timers.stop().row
    assert (row.us, row.interaction.zone, row.interaction.doubt) == (20 * MINUTE, AMSTERDAM, None)
    again = desk.timers.start("call @bluefin").row.timer.id
    desk.timers.pause(again)
    clock.travel("Asia/Tokyo")
    desk.timers.resume(again)
    assert again != timer
    assert desk.timers.status()[0].timer.zone == "Asia/Tokyo"


def test_a_pause_leaves_sleep_out_too(desk, clock):
    timer = desk.timers.start("call @bluefin").row.timer.id
    clock.go_on(10 * MINUTE)
    desk.timers.beat()
    clock.sleep(HOUR)
    desk.timers.beat()
    clock.go_on(5 * MINUTE)
    desk.timers.pause(timer)
    assert sorted(each.end_us - each.start_us for each in desk.context.read().all(Interaction)) == [
        5 * MINUTE,
        10 * MINUTE,
    ]
    clock.sleep(HOUR)
    assert not desk.timers.beat()
    assert [(row.us, row.left_out) for row in desk.timers.status()] == [(5 * MINUTE, ())]
    assert desk.timers.stop().row.us == 5 * MINUTE


def test_switching_leaves_sleep_out_too(desk, clock):
    desk.timers.start("call @bluefin")
    clock.go_on(10 * MINUTE)
    clock.sleep(HOUR)
    switched = desk.timers.switch("email @hollis")
    assert ([row.us for row in switched.stopped], [each.us for each in switched.left_out]) == ([10 * MINUTE], [HOUR])


def test_a_heartbeat_is_not_logged_and_a_check_finds_nothing_wrong_with_it(desk, clock):
    timer = desk.timers.start("call @bluefin").row.timer
    actions = len(desk.care.actions(100))
    clock.go_on(MINUTE)
    assert not desk.timers.beat()
    kept = desk.context.read().get(Timer, timer.id)
    assert (kept.seen_us, kept.boot_us - timer.boot_us) == (timer.seen_us + MINUTE, MINUTE)
    assert len(desk.care.actions(100)) == actions
    assert not desk.care.check(deep=True)


def test_only_ones_own_timers_are_watched(desk, clock):
    timer = desk.timers.start("call @bluefin").row.timer
    other = Person(id=UUID(int=7), name="Bo")
    theirs = replace(timer, id=UUID(int=8), person_id=other.id)
    with desk.context.unit("import") as unit:
        unit.put_many([other, theirs])
    clock.go_on(MINUTE)
    desk.timers.beat()
    assert desk.context.read().get(Timer, theirs.id).seen_us == timer.seen_us


def test_stopping_what_somebody_else_stopped_meanwhile_is_refused(desk, clock):
    timer = desk.timers.start("call @bluefin").row.timer.id
    desk.timers.stop_one(timer)
    for again in (desk.timers.stop_one, desk.timers.pause, desk.timers.resume):
        with pytest.raises(UserError, match="no_timer"):
            again(timer)


class Sleepy(SetClock):
    """A machine that sleeps just while its clocks are read."""

    reads = 0

    def boot(self):
        self.reads += 1
        if self.reads == 2:
            self.sleep(HOUR)
        return super().boot()


def test_sleep_between_two_clocks_is_not_taken_for_a_clock_that_was_set():
    clock = Sleepy("2026-11-19T14:31")
    before = clock.now()
    now, boot = clocks(clock)
    assert (now, boot.us) == (before + HOUR, DAY + HOUR)


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
