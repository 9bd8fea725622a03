"""The quick entry of a window on the filled store."""

from __future__ import annotations

import pytest
from PySide6.QtTest import QTest

from roidesk.desktop.quick.companion import QuickEntry
from tests.desktop.conftest import clock, dressed, filled, lines, path, session

__all__ = ["clock", "dressed", "filled", "lines", "path", "session"]


class Hands:
    """Presses keys and counts them: each key of a chord is one."""

    def __init__(self, qtbot, session, quick):
        self._qtbot = qtbot
        self._session = session
        self.quick = quick
        self.window = quick.window
        self.count = 0

    def summon(self, chord="Ctrl+Alt+Space"):
        """Press the keys that raise it, and wait until it can be typed into."""
        self.count += len(chord.split("+"))
        self.quick.heard.emit()
        self._qtbot.waitUntil(self.window.isVisible)
        self._settle()

    def press(self, *keys):
        """Press keys: a sign, or one of Qt's keys; with a tuple, a key and its modifiers."""
        for each in keys:
            key, *modifiers = each if isinstance(each, tuple) else (each,)
            self.count += 1 + len(modifiers)
            target = self.window.focusWidget() or self.window.entry.field
            QTest.keyClick(target, key, *modifiers[:1])
        self._settle()

    def type(self, text):
        """Type signs as fast as one can: nothing is waited for between them."""
        for sign in text:
            self.count += 1
            QTest.keyClicks(self.window.focusWidget() or self.window.entry.field, sign)

    def _settle(self):
        self._qtbot.waitUntil(lambda: not self._session.tasks.busy)


@pytest.fixture
def quick(session, qtbot):
    quick = next(each for each in session._companions if isinstance(each, QuickEntry))
    qtbot.waitUntil(lambda: len(quick.window._rows) == 5)
    return quick


@pytest.fixture
def hands(qtbot, session, quick):
    return Hands(qtbot, session, quick)


@pytest.fixture
def desk(session):
    return session.desk
