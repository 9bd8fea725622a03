"""Where the marks and words of a contact's path go: nothing lies over anything else."""

from __future__ import annotations

from itertools import combinations, pairwise

from hypothesis import given
from hypothesis import strategies as st

from roidesk.charts.path_layout import Sizes, Wanted, touch_marks, word_places

SIZES = Sizes(circle=12, dot=5, longer=12)
GAP = 6


def _marks(*spots):
    return [(mark.members, mark.small) for mark in touch_marks(enumerate(spots), SIZES)]


def test_touches_with_room_stand_on_their_own():
    assert _marks((0, 50), (24, 50)) == [((0,), False), ((1,), False)]


def test_touches_of_one_level_without_room_share_a_mark():
    assert _marks((0, 50), (23, 50), (35, 50), (40, 50)) == [((0, 1, 2), False), ((3,), False)]


def test_a_touch_close_above_another_is_a_dot():
    assert _marks((0, 50), (5, 30)) == [((0,), False), ((1,), True)]


def test_a_touch_well_above_another_is_no_dot():
    assert _marks((0, 50), (0, 20)) == [((0,), False), ((1,), False)]


def test_words_stand_right_of_their_line_else_left_of_it():
    assert word_places([Wanted(10, 100), Wanted(290, 100)], (0, 300), GAP) == {0: 16, 1: 184}


def test_words_without_room_are_left_out_the_earlier_first():
    assert set(word_places([Wanted(50, 100), Wanted(60, 100), Wanted(70, 100)], (40, 200), GAP)) == {2}


def test_what_weighs_most_has_its_words():
    assert set(word_places([Wanted(50, 100, 1), Wanted(60, 100)], (40, 200), GAP)) == {0}


@given(
    st.lists(st.builds(Wanted, st.floats(0, 1000), st.floats(10, 200), st.integers(0, 1)), max_size=30),
)
def test_words_meet_neither_words_nor_their_lines(wanted):
    found = word_places(wanted, (0, 1000), GAP)
    taken = sorted((min(left, wanted[n].x), max(left + wanted[n].wide, wanted[n].x)) for n, left in found.items())
    assert all(end < begins for (_begins, end), (begins, _end) in pairwise(taken))
    assert all(begins >= 0 and end <= 1000 for begins, end in taken)


@given(st.lists(st.tuples(st.integers(0, 300), st.integers(1, 5)), max_size=60))
def test_every_touch_has_one_mark_and_no_circle_lies_over_another(touches):
    spots = [(x, 120 - 20 * level) for x, level in sorted(touches)]
    found = touch_marks(enumerate(spots), SIZES)
    assert sorted(n for mark in found for n in mark.members) == list(range(len(spots)))
    large = [mark for mark in found if not mark.small]
    for one, two in combinations(large, 2):
        across, down = one.at[0] - two.at[0], one.at[1] - two.at[1]
        assert across**2 + down**2 >= (2 * SIZES.circle) ** 2
