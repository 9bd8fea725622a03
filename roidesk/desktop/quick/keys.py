"""What each key means in the quick entry while its line is empty. Pure: a state and a key give a state and a wish.

Keys act at once (ruling 18): a digit starts a pin's timer, `c` enters a conversion, `i` notes an ignored message,
Enter stops or repeats. Space or any other sign begins text. After a digit, minutes and Enter turn the timer into what
is done.
"""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

_MOST_DIGITS = 4
"""Of minutes: no more than a day and a week fit into them."""


class Mode(StrEnum):
    """What the next key is taken for."""

    EMPTY = "empty"
    STARTED = "started"
    """A pin was just started; digits are minutes."""
    IGNORE = "ignore"
    """A digit says by which pin's channel the message came."""
    TEXT = "text"
    """Keys are typing."""
    CAME = "came"
    """A conversion is being entered, in fields of its own."""


class State(NamedTuple):
    """Where one is; `digit` is the pin that was started, `minutes` what was typed after it."""

    mode: Mode = Mode.EMPTY
    digit: int = 0
    minutes: str = ""


class Act(StrEnum):
    """What is to be done for a key."""

    NOTHING = "nothing"
    """The key was meant, and only changes what is shown."""
    TYPE = "type"
    """The key is typing, and goes to the line."""
    BEGIN = "begin"
    """Begin text; the key itself (Space) is not part of it."""
    PREFIX = "prefix"
    """Begin text with the letter that was taken for a command, and then this key."""
    START = "start"
    BESIDE = "beside"
    DONE = "done"
    IGNORED = "ignored"
    CONVERT = "convert"
    ENTER = "enter"
    UNDO = "undo"
    HIDE = "hide"


class Key(StrEnum):
    """The keys that are no sign."""

    ENTER = "enter"
    ESCAPE = "escape"
    BACKSPACE = "backspace"
    UNDO = "undo"


class Pressed(NamedTuple):
    """A key as the state takes it: a `Key`, or the sign it types. `digit` 1 to 9 also where Shift made it a sign."""

    sign: str
    digit: int = 0
    shifted: bool = False


def pressed(state: State, key: Pressed) -> tuple[State, Act]:
    """Return the state after a key, and what is to be done."""
    if key.sign == Key.UNDO:
        return State(), Act.UNDO
    if state.mode is Mode.STARTED:
        return _started(state, key)
    if state.mode is Mode.IGNORE:
        return _ignoring(key)
    if state.mode is Mode.EMPTY:
        return _empty(key)
    return state, Act.TYPE


def _empty(key: Pressed) -> tuple[State, Act]:
    if key.digit:
        return State(Mode.STARTED, key.digit), Act.BESIDE if key.shifted else Act.START
    if key.sign in _COMMANDS:
        return _COMMANDS[key.sign]
    return State(Mode.TEXT), Act.TYPE


def _started(state: State, key: Pressed) -> tuple[State, Act]:
    if key.sign.isdecimal() and len(key.sign) == 1:
        minutes = (state.minutes + key.sign).lstrip("0")[:_MOST_DIGITS]
        return state._replace(minutes=minutes), Act.NOTHING
    if key.sign == Key.BACKSPACE:
        return state._replace(minutes=state.minutes[:-1]), Act.NOTHING
    if key.sign == Key.ENTER:
        return (state, Act.DONE) if state.minutes else (State(), Act.HIDE)
    if key.sign == Key.ESCAPE:
        return State(), Act.HIDE
    return State(Mode.TEXT), Act.BEGIN if key.sign == " " else Act.TYPE


def _ignoring(key: Pressed) -> tuple[State, Act]:
    if key.digit:
        return State(), Act.IGNORED
    if key.sign in {Key.ESCAPE, Key.BACKSPACE, Key.ENTER}:
        return State(), Act.NOTHING
    return State(Mode.TEXT), Act.PREFIX


_COMMANDS = {
    "c": (State(Mode.CAME), Act.CONVERT),
    "i": (State(Mode.IGNORE), Act.NOTHING),
    " ": (State(Mode.TEXT), Act.BEGIN),
    Key.ENTER: (State(), Act.ENTER),
    Key.ESCAPE: (State(), Act.HIDE),
    Key.BACKSPACE: (State(), Act.NOTHING),
}
