"""Who was away from the machine, since when, and what of a timer that is."""

from __future__ import annotations

import itertools
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roidesk.domain.away import Absence, Presence, began_at, concerns, counting, patience_us, present, seen, without
from roidesk.domain.instants import HOUR, MINUTE, SECOND, Boot, Span
from roidesk.domain.model import AwayCause, ChannelKind, Timer
from roidesk.domain.timer import Gap, counted_us, gaps

NOW = 1_800_000_000 * SECOND
IDLE, LOCKED = AwayCause.IDLE, AwayCause.LOCKED


def timer(**more):
    said = {
        "id": UUID(int=1), "kind_id": UUID(int=2), "person_id": UUID(int=3), "zone": "Europe/Berlin", "start_us": NOW,
        "seen_us": NOW,
    }  # fmt: skip
    return Timer(**(said | more))


def kind(minutes):
    return ChannelKind(id=UUID(int=2), channel_id=UUID(int=4), idle_minutes=minutes)


def watch(*looks, every=15 * SECOND):
    """Return the absences that looks find: each is (how long since the last input, whether it is locked)."""
    now, known, found = NOW, present(NOW, Boot("", NOW, NOW)), []
    for idle, locked in looks:
        now += every
        known, absence = seen(known, now, Boot("", now, now), idle, locked=locked)
        found.append(absence)
    return [each for each in found if each is not None]


def test_somebody_who_comes_back_was_away_from_the_last_input_to_the_next():
    quiet = [(turn * 15 * SECOND, False) for turn in range(1, 40)]
    assert watch(*quiet, (SECOND, False)) == [Absence(NOW, NOW + 10 * MINUTE - SECOND, IDLE)]


def test_nobody_who_types_is_away():
    assert watch(*[(turn % 4 * 15 * SECOND, False) for turn in range(40)]) == []


def test_where_the_machine_does_not_tell_nobody_is_idle():
    assert watch(*[(None, False)] * 100, (SECOND, False)) == []


def test_a_locked_screen_is_an_absence_until_it_is_unlocked_whoever_moves_the_mouse():
    looks = [(SECOND, True), *[(SECOND, True)] * 20, (0, False)]
    assert watch(*looks) == [Absence(NOW + 15 * SECOND, NOW + 22 * 15 * SECOND, LOCKED)]


def test_a_screen_that_locks_by_itself_was_left_at_the_last_input():
    quiet = [(turn * 15 * SECOND, turn > 20) for turn in range(1, 40)]
    assert watch(*quiet, (0, False)) == [Absence(NOW, NOW + 10 * MINUTE, IDLE)]


def test_a_program_that_did_not_look_while_the_machine_was_awake_accuses_nobody():
    before = Presence(NOW, NOW, NOW)
    known, absence = seen(before, NOW + HOUR, Boot("", NOW + HOUR, NOW + HOUR), SECOND, locked=False)
    assert (known.input_us, absence) == (NOW + HOUR, None)


def test_a_machine_that_slept_did_not_look_and_still_nobody_was_there():
    before = Presence(NOW, NOW, NOW)
    _known, absence = seen(before, NOW + HOUR, Boot("", NOW + HOUR, NOW + MINUTE), SECOND, locked=False)
    assert absence == Absence(NOW, NOW + HOUR - SECOND, IDLE)


@pytest.mark.parametrize(
    ("pin", "kept", "cause", "length", "is_away"),
    [
        (None, 5, IDLE, 5 * MINUTE, True),
        (None, 5, IDLE, 5 * MINUTE - 1, False),
        (None, 5, LOCKED, MINUTE, True),
        (None, 0, IDLE, 9 * HOUR, False),
        (None, 0, LOCKED, 9 * HOUR, False),
        (3, 5, IDLE, 3 * MINUTE, True),
        (0, 5, IDLE, HOUR, False),
        (8, 0, IDLE, 8 * MINUTE, True),
    ],
)
def test_the_rule_of_the_pin_goes_before_that_of_the_kind_and_nought_is_never(pin, kept, cause, length, is_away):
    absence = Absence(NOW + HOUR, NOW + HOUR + length, cause)
    assert concerns(absence, timer(idle_minutes=pin), kind(kept)) is is_away


def test_a_timer_that_stands_still_or_began_later_was_not_running_then():
    absence = Absence(NOW, NOW + HOUR, IDLE)
    assert not concerns(absence, timer(paused_us=NOW), kind(5))
    assert not concerns(absence, timer(start_us=NOW + HOUR), kind(5))
    assert patience_us(timer(), kind(0)) is None


def test_an_absence_before_sleep_is_one_with_it_by_the_cause_of_the_first():
    slept = timer(gaps=(str(Gap(NOW + 10 * MINUTE, NOW + HOUR, AwayCause.ASLEEP)),))
    left = without(slept, Absence(NOW + 2 * MINUTE, NOW + HOUR, IDLE))
    assert gaps(left) == (Gap(NOW + 2 * MINUTE, NOW + HOUR, IDLE),)
    apart = without(slept, Absence(NOW + 2 * HOUR, NOW + 3 * HOUR, IDLE))
    assert [each.cause for each in gaps(apart)] == [AwayCause.ASLEEP, IDLE]


def test_an_absence_counts_on_the_clock_of_the_timer_and_from_its_start():
    left = without(timer(step_us=HOUR), Absence(NOW + HOUR - MINUTE, NOW + HOUR + 10 * MINUTE, IDLE))
    assert gaps(left) == (Gap(NOW, NOW + 10 * MINUTE, IDLE),)
    assert without(timer(), Absence(NOW - HOUR, NOW, IDLE)).gaps == ()


_SPANS = st.tuples(st.integers(0, 200), st.integers(1, 60)).map(
    lambda each: Span(NOW + each[0] * MINUTE, NOW + (each[0] + each[1]) * MINUTE)
)


@given(st.lists(_SPANS, max_size=5), _SPANS)
def test_what_is_left_out_and_then_counted_again_changes_nothing_else(earlier, span):
    running, now = timer(), NOW + 300 * MINUTE
    for each in earlier:
        running = without(running, Absence(each.start, each.end, IDLE))
    known = gaps(running)
    assert all(one.end < other.start for one, other in itertools.pairwise(known))
    again = counting(running, span)
    given_back = sum(max(0, min(gap.end, span.end) - max(gap.start, span.start)) for gap in known)
    assert counted_us(again, now) == counted_us(running, now) + given_back


def test_a_start_that_is_typed_counts_as_typed_and_the_clocks_agree_again():
    left = without(timer(step_us=HOUR), Absence(NOW + 2 * HOUR, NOW + 3 * HOUR, IDLE))
    moved = began_at(left, NOW + 2 * HOUR + 30 * MINUTE)
    assert (moved.step_us, gaps(moved)) == (0, (Gap(NOW + 2 * HOUR + 30 * MINUTE, NOW + 3 * HOUR, IDLE),))
    assert counted_us(moved, NOW + 4 * HOUR) == HOUR
    assert began_at(left, NOW + 5 * HOUR).gaps == ()
