"""Stretches away from the machine: found, left out, asked about once, and answered as one action each."""

from __future__ import annotations

import pytest

from roidesk.domain.away import Absence
from roidesk.domain.errors import UserError
from roidesk.domain.instants import HOUR, MINUTE
from roidesk.domain.model import Away, AwayAnswer, AwayCause, Interaction, Timer

pytestmark = pytest.mark.both_engines


@pytest.fixture
def running(desk, clock):
    """An e-mail that has run half an hour, whose writer then went away for 23 minutes and came back."""
    timer = desk.timers.start("email @hollis").row.timer.id
    clock.go_on(30 * MINUTE)
    begin = clock.now()
    clock.go_on(23 * MINUTE)
    desk.timers.absent(Absence(begin, clock.now(), AwayCause.IDLE))
    return timer


def lengths(desk):
    found = sorted(desk.context.read().all(Interaction), key=lambda each: each.start_us)
    return [(each.end_us - each.start_us) / MINUTE for each in found]


def counted(desk):
    return [row.us / MINUTE for row in desk.timers.status()]


def test_an_absence_is_not_counted_and_waits(desk, running):
    (row,) = desk.away.waiting()
    assert counted(desk) == [30]
    assert (row.away.end_us - row.away.start_us, row.away.cause) == (23 * MINUTE, AwayCause.IDLE)
    assert (row.what[0].contact, row.running) == ("hollis", (running,))
    assert row.since_us == row.away.start_us - 30 * MINUTE


def test_left_out_the_timer_goes_on_and_files_two_stretches(desk, clock, running):
    desk.away.leave_out(desk.away.waiting()[0].away.id)
    assert desk.away.waiting() == ()
    clock.go_on(5 * MINUTE)
    desk.timers.stop()
    assert lengths(desk) == [30, 5]


def test_kept_it_counts_and_undo_asks_again(desk, clock, running):
    desk.away.keep(desk.away.waiting()[0].away.id)
    assert (counted(desk), desk.away.waiting()) == ([53], ())
    desk.care.undo()
    assert (counted(desk), len(desk.away.waiting())) == ([30], 1)
    desk.care.redo()
    assert counted(desk) == [53]


def test_answered_after_the_stop_it_goes_to_what_was_filed(desk, clock, running):
    clock.go_on(5 * MINUTE)
    desk.timers.stop()
    (row,) = desk.away.waiting()
    assert (row.what[0].contact, row.running) == ("hollis", ())
    desk.away.keep(row.away.id)
    assert lengths(desk) == [53, 5]


def test_answered_after_a_pause_too(desk, clock, running):
    desk.timers.pause(running)
    desk.away.keep(desk.away.waiting()[0].away.id)
    assert lengths(desk) == [53]


def test_kept_after_the_interaction_was_changed_it_is_a_stretch_of_its_own(desk, clock, running):
    desk.timers.stop()
    filed = next(each for each in desk.context.read().all(Interaction))
    desk.tracking.edit(filed.id, {"end": "2026-11-19T14:50"})
    desk.away.keep(desk.away.waiting()[0].away.id)
    assert lengths(desk) == [19, 23]


def test_kept_after_what_ran_was_deleted_is_refused_in_words(desk, clock, running):
    desk.timers.stop()
    (row,) = desk.away.waiting()
    desk.tracking.delete([each.id for each in desk.context.read().all(Interaction)])
    with pytest.raises(UserError, match="away_without_entry"):
        desk.away.keep(row.away.id)
    assert desk.away.waiting() == ()
    desk.care.undo()
    assert len(desk.away.waiting()) == 1


@pytest.mark.parametrize(
    ("line", "length"),
    [("phone @petra", 23), ("phone @petra 10m", 10), ("phone @petra 2h", 23), ("call 15:05-15:10", 5)],
)
def test_something_else_is_filed_in_its_place(desk, clock, running, line, length):
    desk.away.assign(desk.away.waiting()[0].away.id, line)
    assert (lengths(desk), counted(desk), desk.away.waiting()) == ([length], [30], ())
    desk.care.undo()
    assert (lengths(desk), len(desk.away.waiting())) == ([], 1)


def test_a_line_that_names_no_channel_is_refused_and_nothing_is_answered(desk, running):
    with pytest.raises(UserError, match="channel_missing"):
        desk.away.assign(desk.away.waiting()[0].away.id, "@petra")
    assert len(desk.away.waiting()) == 1


@pytest.mark.parametrize("text", ["10", "10m", "15:11", "15.11", "3:11pm", "0h10"])
def test_a_part_is_kept(desk, running, text):
    desk.away.keep_part(desk.away.waiting()[0].away.id, text)
    assert (counted(desk), desk.away.waiting()) == ([40], ())


def test_who_travels_types_the_times_that_the_card_shows(desk, clock, running):
    clock.travel("America/New_York")
    (row,) = desk.away.waiting()
    assert row.zone == "Europe/Amsterdam"
    desk.away.keep_part(row.away.id, "15:11")
    assert counted(desk) == [40]


@pytest.mark.parametrize(("text", "code"), [("soon", "away_part_unreadable"), ("23m", "away_part_outside"),
                                            ("14:50", "away_part_outside"), ("", "away_part_unreadable"),
                                            ("25:00", "away_part_unreadable")])  # fmt: skip
def test_a_part_that_is_none_is_refused(desk, running, text, code):
    with pytest.raises(UserError, match=code):
        desk.away.keep_part(desk.away.waiting()[0].away.id, text)


def test_stopped_as_of_when_its_writer_left(desk, clock, running):
    clock.go_on(5 * MINUTE)
    stopped = desk.away.stop(desk.away.waiting()[0].away.id)
    assert (lengths(desk), stopped.row.us) == ([30], 30 * MINUTE)
    assert (desk.timers.status(), desk.away.waiting()) == ((), ())


def test_nothing_is_answered_twice(desk, running):
    away = desk.away.waiting()[0].away.id
    desk.away.keep(away)
    with pytest.raises(UserError, match="away_answered"):
        desk.away.leave_out(away)


def test_a_call_is_never_idle_while_the_mail_beside_it_is(desk, clock):
    desk.timers.start("call @bluefin")
    desk.timers.start("email @hollis")
    clock.go_on(30 * MINUTE)
    desk.timers.absent(Absence(clock.now() - 20 * MINUTE, clock.now(), AwayCause.IDLE))
    assert counted(desk) == [10, 30]
    (row,) = desk.away.waiting()
    assert [each.contact for each in row.what] == ["hollis"]


def test_two_that_ran_at_once_are_asked_about_once(desk, clock):
    desk.timers.start("tweet @bluefin")
    clock.go_on(MINUTE)
    desk.timers.start("email @hollis")
    clock.go_on(30 * MINUTE)
    desk.timers.absent(Absence(clock.now() - 20 * MINUTE, clock.now(), AwayCause.IDLE))
    (row,) = desk.away.waiting()
    desk.away.keep(row.away.id)
    assert counted(desk) == [30, 31]


def test_sleep_after_nobody_was_there_is_one_stretch_with_it(desk, clock):
    desk.timers.start("email @hollis")
    clock.go_on(10 * MINUTE)
    left = clock.now()
    clock.go_on(10 * MINUTE)
    clock.sleep(HOUR)
    desk.timers.beat()
    desk.timers.absent(Absence(left, clock.now(), AwayCause.IDLE))
    (row,) = desk.away.waiting()
    assert (row.away.start_us, row.away.end_us - row.away.start_us) == (left, 70 * MINUTE)
    assert counted(desk) == [10]


def test_short_ones_are_left_out_without_a_question(desk, clock):
    desk.timers.quiet_us = 10 * MINUTE
    desk.timers.start("email @hollis")
    clock.go_on(30 * MINUTE)
    desk.timers.absent(Absence(clock.now() - 9 * MINUTE, clock.now(), AwayCause.IDLE))
    assert (counted(desk), desk.away.waiting()) == ([21], ())
    assert [each.answer for each in desk.context.read().all(Away)] == [AwayAnswer.LEFT_OUT]


def test_a_screen_locked_for_a_moment_is_left_out_and_not_asked_about(desk, clock):
    desk.timers.start("email @hollis")
    clock.go_on(30 * MINUTE)
    desk.timers.absent(Absence(clock.now() - 2 * MINUTE, clock.now(), AwayCause.LOCKED))
    assert (counted(desk), desk.away.waiting()) == ([28], ())
    clock.go_on(30 * MINUTE)
    desk.timers.absent(Absence(clock.now() - 6 * MINUTE, clock.now(), AwayCause.LOCKED))
    assert (counted(desk), len(desk.away.waiting())) == ([52], 1)


def test_stopped_with_all_kept_nothing_waits(desk, running):
    desk.timers.stop(keep=True)
    assert (lengths(desk), desk.away.waiting()) == ([53], ())


def test_a_crash_while_nobody_was_there_ends_the_timer_when_somebody_last_was(desk, clock):
    desk.timers.start("email @hollis")
    clock.go_on(MINUTE)
    desk.timers.beat()
    clock.go_on(4 * MINUTE)
    desk.timers.beat(worked=False)
    clock.restart(HOUR)
    desk.timers.beat()
    assert counted(desk) == [1]
    assert desk.away.waiting()[0].away.cause is AwayCause.RESTART


def test_a_start_is_put_right_while_it_runs(desk, clock):
    timer = desk.timers.start("email @hollis").row.timer.id
    clock.go_on(9 * MINUTE)
    for text, length in (("14:05", 35), ("-10", 10), ("yesterday 23:50", 890), ("1430", 10), ("at 14.20", 20)):
        understood = desk.timer_starts.understand(timer, text)
        desk.timer_starts.change(timer, text)
        assert counted(desk) == [length], text
        assert understood.start_us == desk.timers.status()[0].timer.start_us
    desk.care.undo()
    assert counted(desk) == [10]


@pytest.mark.parametrize(
    ("text", "code"), [("", "start_unreadable"), ("soon", "start_unreadable"), ("25:00", "start_unreadable"),
                       ("16:00", "start_ahead")]
)  # fmt: skip
def test_a_start_that_cannot_be_is_refused_in_words(desk, clock, text, code):
    timer = desk.timers.start("email @hollis").row.timer.id
    with pytest.raises(UserError, match=code):
        desk.timer_starts.change(timer, text)


def test_what_a_start_overlaps_is_shown_and_never_refused(desk, clock):
    desk.tracking.log("call 14:00-14:12 @bluefin")
    timer = desk.timers.start("email @hollis").row.timer.id
    clock.go_on(MINUTE)
    overlaps = desk.timer_starts.understand(timer, "14:05").overlaps
    assert [each.shown.contact for each in overlaps] == ["bluefin"]
    desk.timer_starts.change(timer, "14:05")
    assert desk.timer_starts.understand(timer, "14:12").overlaps == ()


def test_a_paused_timer_has_its_times_in_the_list(desk, clock):
    timer = desk.timers.start("email @hollis").row.timer.id
    clock.go_on(MINUTE)
    desk.timers.pause(timer)
    with pytest.raises(UserError, match="start_of_paused"):
        desk.timer_starts.change(timer, "-10")
    assert desk.context.read().all(Timer)[0].paused_us is not None
