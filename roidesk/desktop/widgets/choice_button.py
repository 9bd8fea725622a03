"""One of some buttons of which one is down."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QPushButton, QWidget


class ChoiceButton(QPushButton):
    """A button of an exclusive group.

    A screen reader's own action turns a button that stays down without pressing it: Qt tells that it was toggled, but
    not that it was clicked, so that who waits for a click would leave that person standing where they were. Hence
    nobody waits for a click of such a button: of one of some for `taken`, of one that is on or off for `toggled`.
    """

    taken = Signal()
    """A person chose it, by mouse, by key or through a screen reader; also when it was down already."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._pressing = False
        self.setCheckable(True)
        self.toggled.connect(self._turned)
        self.clicked.connect(self._pressed)

    def mark(self) -> None:
        """Let it be down without telling that somebody chose it."""
        with QSignalBlocker(self):
            self.setChecked(True)

    def nextCheckState(self) -> None:
        """A click is under way, or another button of the group goes down instead."""
        self._pressing = True
        super().nextCheckState()

    def _turned(self, down: bool) -> None:  # noqa: FBT001 - the argument of a signal
        if not down:
            self._pressing = False
        elif not self._pressing:
            self.taken.emit()

    def _pressed(self) -> None:
        self._pressing = False
        self.taken.emit()
