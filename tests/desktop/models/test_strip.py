"""What a strip shows of a day, and where what is dragged would be put."""

from __future__ import annotations

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roidesk.desktop.models.strip import (
    Block,
    Day,
    Grip,
    Hold,
    gaps,
    hours_shown,
    panned,
    showing,
    tick_every,
    zoomed,
)
from roidesk.domain.instants import DAY, HOUR, MINUTE, Span
from roidesk.domain.reshaping import STEP


def block(number, start, end, level=3):
    return Block(UUID(int=number), start, end, level, "#2A87F0", "mail", f"block {number}")


def day(*blocks, now=None):
    return Day(0, DAY, "UTC", tuple(blocks), now)


def test_an_empty_day_is_a_working_day():
    assert hours_shown(day()) == Span(9 * HOUR - HOUR // 2, 18 * HOUR + HOUR // 6)


def test_early_and_late_work_widen_the_strip_and_the_day_bounds_it():
    seen = hours_shown(day(block(1, 6 * HOUR + 1, 7 * HOUR), block(2, 22 * HOUR, 25 * HOUR)))
    assert seen == Span(6 * HOUR - HOUR // 2, DAY)


def test_gaps_are_half_an_hour_or_more_and_never_inside_parallel_work():
    blocks = [
        block(1, 9 * HOUR, 12 * HOUR),
        block(2, 10 * HOUR, 10 * HOUR + MINUTE),
        block(3, 12 * HOUR + 29 * MINUTE, 13 * HOUR),
        block(4, 13 * HOUR + 30 * MINUTE, 14 * HOUR),
    ]
    assert gaps(blocks) == (Span(13 * HOUR, 13 * HOUR + 30 * MINUTE),)
    assert gaps(blocks, 14 * HOUR + 29 * MINUTE) == gaps(blocks)
    assert gaps(blocks, 15 * HOUR)[1:] == (Span(14 * HOUR, 15 * HOUR),)


def test_the_keyboard_goes_through_blocks_and_gaps_in_order_of_time():
    first, second = block(1, 9 * HOUR, 10 * HOUR), block(2, 12 * HOUR, 13 * HOUR)
    assert day(second, first).items == (first, Span(10 * HOUR, 12 * HOUR), second)


@given(st.floats(0.05, 20), st.integers(0, DAY), st.integers(0, DAY - HOUR), st.integers(HOUR, DAY))
def test_whatever_is_zoomed_and_panned_stays_in_the_day(factor, around, start, length):
    whole = day()
    seen = Span(start, min(start + length, DAY))
    for after in (zoomed(seen, factor, around, whole), panned(seen, around - HOUR, whole)):
        assert 0 <= after.start < after.end <= DAY
        assert after.us >= 30 * MINUTE


def test_zooming_keeps_the_instant_under_the_pointer_where_it_is():
    after = zoomed(Span(8 * HOUR, 18 * HOUR), 2, 10 * HOUR, day())
    assert after == Span(9 * HOUR, 14 * HOUR)


def test_what_the_keyboard_goes_to_comes_into_view():
    seen = Span(9 * HOUR, 11 * HOUR)
    assert showing(seen, Span(10 * HOUR, 11 * HOUR), day()) == seen
    assert showing(seen, Span(11 * HOUR, 12 * HOUR), day()) == Span(10 * HOUR, 12 * HOUR)
    assert showing(seen, Span(7 * HOUR, 8 * HOUR), day()) == Span(7 * HOUR, 9 * HOUR)


@pytest.mark.parametrize(("hours", "every"), [(10, HOUR), (24, 2 * HOUR), (1, 5 * MINUTE), (3, 15 * MINUTE)])
def test_marks_of_the_axis_never_stand_closer_than_their_times_are_wide(hours, every):
    assert tick_every(Span(0, hours * HOUR), 1000, 56) == every


BLOCK = block(1, 9 * HOUR + 2 * MINUTE, 9 * HOUR + 14 * MINUTE)


@pytest.mark.parametrize(
    ("grip", "to", "start", "end"),
    [
        (Grip.WHOLE, 63, 65, 77),
        (Grip.START, 7, 5, 14),
        (Grip.START, 40, 13, 14),
        (Grip.END, 21, 2, 20),
        (Grip.END, -30, 2, 3),
        (Grip.CUT, 9, 10, 10),
        (Grip.CUT, 90, 13, 13),
    ],
)
def test_a_drag_puts_the_part_that_is_held_on_the_grid(grip, to, start, end):
    span = Hold.of(BLOCK, grip).to(9 * HOUR + to * MINUTE).span
    assert ((span.start - 9 * HOUR) // MINUTE, (span.end - 9 * HOUR) // MINUTE) == (start, end)


def test_keys_go_to_the_grid_first_and_then_from_line_to_line():
    hold = Hold.of(BLOCK, Grip.WHOLE).pushed(Grip.WHOLE, STEP)
    assert hold.span == Span(9 * HOUR + 5 * MINUTE, 9 * HOUR + 17 * MINUTE)
    longer = hold.pushed(Grip.END, STEP).pushed(Grip.END, STEP)
    assert longer.span == Span(9 * HOUR + 5 * MINUTE, 9 * HOUR + 25 * MINUTE)
    assert longer.grip is Grip.WHOLE
    assert longer.pushed(Grip.WHOLE, -STEP).span == Span(9 * HOUR, 9 * HOUR + 20 * MINUTE)
    assert Hold.of(BLOCK, Grip.WHOLE).pushed(Grip.WHOLE, -MINUTE, MINUTE).span.start == 9 * HOUR + MINUTE


def test_what_was_only_taken_hold_of_changes_nothing():
    assert not Hold.of(BLOCK, Grip.WHOLE).moved
    assert Hold.of(BLOCK, Grip.WHOLE).pushed(Grip.START, STEP).moved


@given(st.sampled_from([Grip.WHOLE, Grip.START, Grip.END]), st.integers(-DAY, 2 * DAY), st.sampled_from([MINUTE, STEP]))
def test_a_minute_of_it_always_stays(grip, us, step):
    hold = Hold.of(BLOCK, grip)
    assert hold.to(us, step).span.us >= MINUTE
    assert hold.pushed(Grip.START, us // step * step, step).span.us >= MINUTE
