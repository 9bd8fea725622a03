"""The keys of the quick entry, without a window."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from roidesk.desktop.quick.keys import Act, Key, Mode, Pressed, State, pressed

SIGNS = st.text(min_size=1, max_size=1).filter(str.isprintable)
KEYS = st.one_of(
    st.integers(1, 9).map(lambda digit: Pressed(str(digit), digit)),
    st.integers(1, 9).map(lambda digit: Pressed("!", digit, shifted=True)),
    SIGNS.filter(lambda sign: sign not in "123456789").map(Pressed),
    st.sampled_from(list(Key)).map(Pressed),
)


def typed(*keys):
    state, acts = State(), []
    for each in keys:
        key = each if isinstance(each, Pressed) else Pressed(each, int(each) if each in "123456789" else 0)
        state, act = pressed(state, key)
        acts.append(act)
    return state, acts


def test_a_digit_starts_and_minutes_with_enter_turn_it_into_what_is_done():
    state, acts = typed("1", "1", "4", Key.ENTER)
    assert acts == [Act.START, Act.NOTHING, Act.NOTHING, Act.DONE]
    assert (state.digit, state.minutes) == (1, "14")


def test_enter_after_a_digit_alone_lets_the_timer_run():
    assert typed("1", Key.ENTER)[1] == [Act.START, Act.HIDE]


def test_minutes_can_be_put_right_and_begin_with_no_nought():
    state, _ = typed("2", "0", "3", "9", Key.BACKSPACE, "5")
    assert state.minutes == "35"


def test_shift_and_a_digit_runs_beside():
    assert typed(Pressed("!", 1, shifted=True))[1] == [Act.BESIDE]


def test_commands():
    assert typed("c") == (State(Mode.CAME), [Act.CONVERT])
    assert typed("i", "3")[1] == [Act.NOTHING, Act.IGNORED]
    assert typed(Key.ENTER)[1] == [Act.ENTER]
    assert typed(Key.ESCAPE)[1] == [Act.HIDE]
    assert typed(Key.UNDO)[1] == [Act.UNDO]


def test_space_begins_text_that_may_begin_with_a_digit():
    state, acts = typed(" ", "4")
    assert (state.mode, acts) == (Mode.TEXT, [Act.BEGIN, Act.TYPE])


def test_a_word_that_begins_with_i_is_text_after_all():
    state, acts = typed("i", "n")
    assert (state.mode, acts) == (Mode.TEXT, [Act.NOTHING, Act.PREFIX])


@given(st.lists(KEYS, max_size=12))
def test_no_sequence_of_keys_raises_or_loses_its_way(keys):
    state = State()
    for key in keys:
        state, act = pressed(state, key)
        assert state.mode in Mode
        assert act in Act
        assert len(state.minutes) <= 4
        if act is Act.DONE:
            assert int(state.minutes) > 0


@given(SIGNS.filter(lambda sign: sign not in "123456789ci "))
def test_every_other_sign_begins_text_and_is_typed(sign):
    assert pressed(State(), Pressed(sign)) == (State(Mode.TEXT), Act.TYPE)
