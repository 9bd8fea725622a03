"""A choice among few, each said in a title and one sentence; keys and a screen reader take it for a radio button."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QMouseEvent
from PySide6.QtWidgets import QBoxLayout, QButtonGroup, QHBoxLayout, QRadioButton, QVBoxLayout, QWidget

from roidesk.desktop import style
from roidesk.desktop.widgets.icon import Icon
from roidesk.desktop.widgets.labels import frame, label


@dataclass(frozen=True, slots=True)
class Option:
    """One thing to choose: its key, icon, title, and what it means."""

    key: str
    icon: str
    title: str
    meaning: str


class Choice(QWidget):
    """Cards side by side, of which one is chosen. The left and right keys go from one to the other."""

    chosen = Signal(str)

    def __init__(self, name: str, options: Sequence[Option], first: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._group = QButtonGroup(self)
        self._cards = {each.key: _Card(each) for each in options}
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(style.px(12))
        for key, card in self._cards.items():
            self._group.addButton(card.button)
            self._box.addWidget(card, 1)
            card.button.setChecked(key == first)
            card.button.toggled.connect(lambda on, key=key: self.chosen.emit(key) if on else None)
        self.setFocusProxy(self._cards[first].button)

    def set_narrow(self, *, narrow: bool) -> None:
        """Put the cards one below the other where there is no room for them side by side."""
        direction = QBoxLayout.Direction
        self._box.setDirection(direction.TopToBottom if narrow else direction.LeftToRight)

    @property
    def key(self) -> str:
        """The key of what is chosen."""
        return next(key for key, card in self._cards.items() if card.button.isChecked())

    def choose(self, key: str) -> None:
        """Choose."""
        self._cards[key].button.setChecked(True)


class _Card(QWidget):
    """The frame of one option; a click anywhere in it chooses it."""

    def __init__(self, option: Option) -> None:
        super().__init__()
        self.button = _Radio(option.title)
        self.button.setAccessibleName(option.title)
        self.button.setProperty("ring", "own")
        self.button.setAccessibleDescription(option.meaning)
        self._tick = Icon()
        self._frame = frame("choice")
        head = QHBoxLayout()
        head.setSpacing(style.px(8))
        head.addWidget(Icon(option.icon, ink=lambda theme: theme.text))
        head.addWidget(self.button, 1)
        head.addWidget(self._tick)
        body = QVBoxLayout(self._frame)
        body.setContentsMargins(style.px(14), style.px(8), style.px(12), style.px(10))
        body.setSpacing(style.px(2))
        body.addLayout(head)
        body.addWidget(label(option.meaning, "help", wrap=True))
        body.addStretch(1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._frame)
        self.button.toggled.connect(self._draw)
        self.button.focused.connect(self._draw)
        self._draw()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose this one."""
        self.button.setFocus(Qt.FocusReason.MouseFocusReason)
        self.button.setChecked(True)
        event.accept()

    def _draw(self) -> None:
        chosen = self.button.isChecked()
        self._tick.put("check", lambda theme: theme.text if chosen else theme.surface)
        style.polish(self._frame, "chosen", "true" if self.button.isChecked() else "false")
        style.polish(self._frame, "focused", "true" if self.button.hasFocus() else "false")


class _Radio(QRadioButton):
    """A radio button whose mark is the card around it."""

    focused = Signal()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Let the card show it."""
        super().focusInEvent(event)
        self.focused.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Let the card show it."""
        super().focusOutEvent(event)
        self.focused.emit()
