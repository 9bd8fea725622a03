"""What of a running timer counts, whatever its clocks went through."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roidesk.domain.errors import UserError
from roidesk.domain.instants import HOUR, MINUTE, SECOND, Boot, Span
from roidesk.domain.model import AwayCause, Doubt, Timer
from roidesk.domain.timer import (
    TOLERANCE,
    UNSEEN,
    Gap,
    counted_us,
    gaps,
    interactions_of,
    observed,
    own,
    stretches,
)

NOW = 1_800_000_000 * SECOND
BOOT = Boot("first", HOUR, HOUR)


def timer(**more):
    said = {
        "id": UUID(int=1), "kind_id": UUID(int=2), "person_id": UUID(int=3), "zone": "Europe/Berlin", "start_us": NOW,
        "seen_us": NOW, "boot_id": BOOT.id, "boot_us": BOOT.us, "awake_us": BOOT.awake_us,
    }  # fmt: skip
    return Timer(**(said | more))


def later(us, slept=0):
    return Boot(BOOT.id, BOOT.us + us, BOOT.awake_us + us - slept)


def test_time_that_passed_while_awake_counts():
    seen = observed(timer(), NOW + HOUR, later(HOUR))
    assert (counted_us(seen, NOW + HOUR), seen.gaps, seen.step_us) == (HOUR, (), 0)
    assert (seen.seen_us, seen.boot_us, seen.awake_us) == (NOW + HOUR, BOOT.us + HOUR, BOOT.us + HOUR)


def test_sleep_is_a_gap_at_the_end_of_what_passed():
    seen = observed(timer(), NOW + HOUR, later(HOUR, slept=20 * MINUTE))
    assert gaps(seen) == (Gap(NOW + 40 * MINUTE, NOW + HOUR, AwayCause.ASLEEP),)
    assert stretches(seen, NOW + 2 * HOUR) == [Span(NOW, NOW + 40 * MINUTE), Span(NOW + HOUR, NOW + 2 * HOUR)]


@pytest.mark.parametrize(("slept", "found"), [(TOLERANCE, 0), (TOLERANCE + 1, TOLERANCE + 1)])
def test_a_moment_is_no_sleep(slept, found):
    assert sum(each.us for each in gaps(observed(timer(), NOW + HOUR, later(HOUR, slept)))) == found


def test_a_machine_that_wakes_for_a_moment_leaves_one_gap_and_one_that_was_used_two():
    once = observed(timer(), NOW + HOUR, later(HOUR, slept=HOUR))
    woken = observed(once, NOW + 2 * HOUR, later(2 * HOUR, slept=2 * HOUR - 30 * SECOND))
    assert gaps(woken) == (Gap(NOW, NOW + 2 * HOUR, AwayCause.ASLEEP),)
    used = observed(once, NOW + 2 * HOUR, later(2 * HOUR, slept=2 * HOUR - MINUTE))
    assert [each.us for each in gaps(used)] == [HOUR, HOUR - MINUTE]


@pytest.mark.parametrize("step", [-2 * HOUR, 3 * HOUR, TOLERANCE + 1, -TOLERANCE - 1])
def test_a_clock_that_was_set_moves_the_step_and_nothing_else(step):
    seen = observed(timer(), NOW + HOUR + step, later(HOUR))
    assert (seen.step_us, seen.gaps) == (step, ())
    assert counted_us(seen, NOW + HOUR + step) == HOUR
    (filed,) = interactions_of(seen, NOW + HOUR + step)
    assert (filed.start_us, filed.end_us, filed.doubt) == (NOW, NOW + HOUR, Doubt.CLOCK)


def test_a_clock_set_and_set_right_again_leaves_no_doubt():
    wrong = observed(timer(), NOW + HOUR - 2 * HOUR, later(HOUR))
    right = observed(wrong, NOW + 2 * HOUR, later(2 * HOUR))
    assert (right.step_us, counted_us(right, NOW + 2 * HOUR)) == (0, 2 * HOUR)


def test_after_a_restart_nothing_since_the_last_look_counts():
    seen = observed(timer(), NOW + HOUR, later(HOUR))
    back = observed(seen, NOW + 10 * HOUR, Boot("second", MINUTE, MINUTE))
    assert gaps(back) == (Gap(NOW + HOUR, NOW + 10 * HOUR, AwayCause.RESTART),)
    first, second = interactions_of(back, NOW + 11 * HOUR)
    assert (first.end_us - first.start_us, first.doubt) == (HOUR, Doubt.RESTART)
    assert (second.end_us - second.start_us, second.doubt) == (HOUR, None)


def test_two_machines_that_look_in_turn_leave_no_gap_and_one_after_an_hour_does():
    running, here, there = timer(), BOOT, Boot("there", 90 * HOUR, 80 * HOUR)
    for turn in range(1, 9):
        here, there = (Boot(each.id, each.us + 15 * SECOND, each.awake_us + 15 * SECOND) for each in (here, there))
        running = observed(running, NOW + turn * 15 * SECOND, (here, there)[turn % 2])
    assert (counted_us(running, NOW + 2 * MINUTE), running.gaps, running.step_us) == (2 * MINUTE, (), 0)
    late = observed(running, NOW + HOUR, Boot("there", 91 * HOUR, 81 * HOUR))
    assert [each.us for each in gaps(late)] == [HOUR - 2 * MINUTE]


def test_a_machine_started_anew_in_a_moment_is_no_other_machine():
    seen = observed(timer(), NOW + 30 * SECOND, Boot("second", 20 * SECOND, 20 * SECOND))
    assert [each.us for each in gaps(seen)] == [30 * SECOND]


def test_a_wall_clock_that_lost_its_time_over_a_restart_says_that_nothing_passed():
    back = observed(timer(), 0, Boot("second", MINUTE, MINUTE))
    assert (counted_us(back, 0), back.gaps, back.step_us) == (0, (), -NOW)
    assert counted_us(observed(back, MINUTE, Boot("second", 2 * MINUTE, 2 * MINUTE)), MINUTE) == MINUTE


def test_where_starts_have_no_name_an_uptime_that_went_back_is_a_restart():
    nameless = timer(boot_id="")
    assert gaps(observed(nameless, NOW + HOUR, Boot("", MINUTE, 0)))[0].cause is AwayCause.RESTART
    assert not observed(nameless, NOW + HOUR, Boot("", BOOT.us + HOUR, 0)).gaps


def test_where_the_machine_does_not_tell_sleep_whoever_watched_does():
    unknown = timer(awake_us=0)
    boot = Boot(BOOT.id, BOOT.us + 9 * HOUR)
    assert not observed(unknown, NOW + 9 * HOUR, boot).gaps
    assert gaps(observed(unknown, NOW + 9 * HOUR, boot, watched=True)) == (Gap(NOW, NOW + 9 * HOUR, AwayCause.ASLEEP),)
    soon = Boot(BOOT.id, BOOT.us + UNSEEN)
    assert not observed(unknown, NOW + UNSEEN, soon, watched=True).gaps


def test_what_stands_still_sees_nothing():
    paused = timer(paused_us=NOW + MINUTE)
    assert observed(paused, NOW + HOUR, later(HOUR, slept=HOUR)) is paused
    assert (own(paused, NOW + HOUR), counted_us(paused, NOW + HOUR)) == (NOW + MINUTE, MINUTE)


def test_what_was_slept_through_from_the_start_is_not_forgotten():
    (filed,) = interactions_of(observed(timer(), NOW + HOUR, later(HOUR, slept=HOUR)), NOW + HOUR)
    assert (filed.start_us, filed.end_us, filed.id) == (NOW, NOW, UUID(int=1))


def test_a_start_in_the_past_counts_from_there():
    early = timer(start_us=NOW - HOUR)
    assert counted_us(observed(early, NOW + HOUR, later(HOUR, slept=HOUR)), NOW + HOUR) == HOUR


@pytest.mark.parametrize("text", ["", "1:2", "a:2:asleep", "1:2:bored", "2:2:asleep", "3:2:restart", "1:2:asleep:4"])
def test_no_gap(text):
    with pytest.raises(UserError, match="gap_unreadable"):
        Gap.parse(text)


# What a machine goes through: awake, asleep, its clock set, off. Each with how long, and each followed by a look.
EVENTS = st.lists(
    st.tuples(st.sampled_from(("awake", "asleep", "set", "off")), st.integers(0, 10 * HOUR)),
    max_size=12,
)


@given(EVENTS)
def test_only_what_was_awake_counts_and_the_rest_is_said(events):
    """Nothing is counted that was slept, set or off, and nothing is lost beside what is told as a gap."""
    running, wall, boot, awake = timer(), NOW, BOOT, 0
    for number, (what, us) in enumerate(events):
        if what == "set":
            wall += us - 5 * HOUR
        elif what == "off":
            up = max(1, min(us, MINUTE))
            wall, boot = wall + us, Boot(str(number), up, up)
        else:
            rests = us if what == "asleep" else 0
            wall, boot = wall + us, Boot(boot.id, boot.us + us, boot.awake_us + us - rests)
            awake += us - rests
        running = observed(running, wall, boot)
    counted = counted_us(running, wall)
    told = gaps(running)
    assert counted == own(running, wall) - NOW - sum(each.us for each in told)
    assert counted >= 0
    # What separates them: moments under the tolerance, and what the machine was awake between two sleeps.
    slack = 2 * TOLERANCE * len(events)
    assert counted <= awake + slack
    assert counted >= awake - slack - MINUTE * len(told) * len(events)
    assert sum(each.end_us - each.start_us for each in interactions_of(running, wall)) == counted
    assert running.start_us == NOW


@given(EVENTS, st.integers(0, HOUR))
def test_looking_more_often_finds_the_same_sleep(events, more):
    """Two looks at one moment are one."""
    running, wall, boot = timer(), NOW, BOOT
    for what, us in events:
        rests = us if what == "asleep" else 0
        wall, boot = wall + us, Boot(boot.id, boot.us + us, boot.awake_us + us - rests)
        running = observed(running, wall, boot)
        assert observed(running, wall, boot) == running
    assert counted_us(replace(running, gaps=()), wall + more) == wall + more - NOW
