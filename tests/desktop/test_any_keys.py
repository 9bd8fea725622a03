"""Whatever keys are pressed in the entry line, in any order: nothing raises, and no text a person typed is ever lost.

A text counts as lost when it went from the line by another key than those that take signs away, and neither Up, Down
nor Ctrl+Z brings it back, nor was it filed.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

KEYS = Qt.Key
SHIFT, CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
PLAIN = Qt.KeyboardModifier.NoModifier
WORDS = (
    "call ", "tweet reply ", "email ", "video ", "@acme ", "@no", "@zz ", "#ipad ", "#", "&stylo ", "4m ", "40mm ",
    "90 ", "1h20 ", "25:00 ", "9:30-9:50 ", "at 9:30 ", "yesterday ", "!3 ", "!9 ", "=", "=240 purchase ", "=x ",
    "zzz ", "'quoted ", " ", "https://x.com/a/status/1 ", "message://%3Cx%3E ", "dem", "-20 ", "@", "!",
)  # fmt: skip
TYPED = st.one_of(
    st.sampled_from(WORDS), st.text(st.characters(min_codepoint=32, max_codepoint=126), min_size=1, max_size=6)
)
PRESSED = st.sampled_from(
    (
        (KEYS.Key_Return, PLAIN),
        (KEYS.Key_Return, SHIFT),
        (KEYS.Key_Return, CTRL),
        (KEYS.Key_Escape, PLAIN),
        (KEYS.Key_Up, PLAIN),
        (KEYS.Key_Down, PLAIN),
        (KEYS.Key_Tab, PLAIN),
        (KEYS.Key_Backspace, PLAIN),
        (KEYS.Key_Home, PLAIN),
        (KEYS.Key_End, PLAIN),
        (KEYS.Key_Left, PLAIN),
        (KEYS.Key_Z, CTRL),
    )
)
ACTS = st.lists(st.one_of(TYPED, PRESSED, st.integers(0, 5)), min_size=1, max_size=14)
TAKING_AWAY = {KEYS.Key_Backspace, KEYS.Key_Z}


@dataclass
class Hands:
    """Types, presses and clicks, and holds what was in the line against what can be brought back."""

    window: Any
    session: Any
    qtbot: Any
    done: list[object] = field(default_factory=list)

    @property
    def entry(self) -> Any:
        return self.window.top.entry

    def rest(self) -> None:
        self.qtbot.waitUntil(lambda: not self.session.tasks.busy)

    def do(self, act: object) -> None:
        self.done.append(act)
        before = self.entry.text
        if isinstance(act, str):
            self.entry.setFocus()
            QTest.keyClicks(self.entry.field, act)
            self.rest()
            return
        if isinstance(act, int):
            self.click(act)
        else:
            key, modifier = act
            QTest.keyClick(QApplication.focusWidget() or self.entry.field, key, modifier)
        self.rest()
        if before.strip() and before != self.entry.text and not (isinstance(act, tuple) and act[0] in TAKING_AWAY):
            assert self.can_come_back(before), f"{before!r} is lost after {self.done}: now {self.entry.text!r}"

    def click(self, number: int) -> None:
        """Click a chip, and take what its menu offers for an even number; Escape for an odd one."""
        chips = [each for each in self.window.top.bar.findChildren(QPushButton) if each.isVisible()]
        if not chips:
            return
        chips[number % len(chips)].click()
        self.rest()
        menu = QApplication.activePopupWidget()
        if menu is not None:
            keys = (KEYS.Key_Down, KEYS.Key_Return) if number % 2 == 0 else (KEYS.Key_Escape,)
            for key in keys:
                QTest.keyClick(QApplication.activePopupWidget() or menu, key)
            if QApplication.activePopupWidget() is not None:
                QApplication.activePopupWidget().close()

    def can_come_back(self, text: str) -> bool:
        entry = self.entry
        kept = [*entry._past, *([entry._draft] if entry._at is not None else [])]
        return text in kept or entry.field.document().isUndoAvailable()


@pytest.fixture
def hands(qtbot, window, session):
    window.top.entry.setFocus()
    made = Hands(window, session, qtbot)
    made.rest()
    yield made
    made.rest()


def cleared(hands):
    """Leave what is open, and empty the line."""
    hands.entry.setFocus()
    while hands.entry.text or QApplication.activePopupWidget():
        QTest.keyClick(QApplication.activePopupWidget() or hands.entry.field, KEYS.Key_Escape)
    hands.rest()
    hands.done.clear()


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(acts=ACTS)
@example(acts=["call ", (KEYS.Key_Up, PLAIN), "@acme ", (KEYS.Key_Up, PLAIN)])  # what came back was gone on with
@example(acts=["call ", (KEYS.Key_Up, PLAIN), (KEYS.Key_Escape, PLAIN)])  # and the draft before it was given up with it
def test_no_text_is_lost_and_nothing_raises(hands, acts):
    cleared(hands)
    broke = []
    hands.session.tasks.broke.connect(broke.append)
    for act in acts:
        hands.do(act)
    hands.session.tasks.broke.disconnect(broke.append)
    assert broke == []


def test_a_draft_comes_back_from_behind_the_line_that_came_back_before_it(hands):
    cleared(hands)
    hands.do("call ")
    hands.do((KEYS.Key_Up, PLAIN))
    brought = hands.entry.text
    hands.do((KEYS.Key_Escape, PLAIN))
    hands.do((KEYS.Key_Up, PLAIN))
    assert hands.entry.text == brought
    hands.do((KEYS.Key_Up, PLAIN))
    assert hands.entry.text == "call "
