"""A small card with one question or one piece of news: it lies over the window, blocks nothing, and Esc closes it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from roidesk.desktop import style
from roidesk.desktop.widgets.buttons import ENTER, IconButton, press_focused
from roidesk.desktop.widgets.scrolled import scrolled
from roidesk.i18n import _

_SHIFTED = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier


class Card(QFrame):
    """Its keys act while it has the focus and no field in it takes them; other letters belong to the entry line."""

    closed = Signal()
    """It was answered or put away, and is to be taken off the window."""
    outgrown = Signal()
    """What it says may need another height now."""
    typed = Signal(str)
    """Somebody typed text that is not for the card."""

    def __init__(self, name: str, width: int) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(name)
        self.setWindowTitle(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFixedWidth(style.px(width))
        inside = QWidget()
        self.body = QVBoxLayout(inside)
        self.body.setContentsMargins(*[style.px(18)] * 4)
        self.body.setSpacing(style.px(10))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(scrolled(inside), 1)
        self.foot = QHBoxLayout()
        """What always stays in sight, however little room there is: the buttons that answer."""
        self.foot.setContentsMargins(style.px(18), 0, style.px(18), 0)
        self.foot.setSpacing(style.px(8))
        box.addLayout(self.foot)
        inside.setProperty("role", "clear")
        inside.installEventFilter(self)
        self._wanted = style.px(width)
        self._keys: Mapping[int, Callable[[], object]] = {}

    @property
    def first(self) -> QWidget:
        """Where the keyboard begins in it."""
        return self

    def closer(self, name: str) -> IconButton:
        """Return a button that puts the card away, to be laid into its head; `name` says what that means."""
        button = IconButton("x", name, keys=_("Esc"))
        button.clicked.connect(self.put_away)
        return button

    @property
    def height_wanted(self) -> int:
        """How high it is for its width and what it says now."""
        self.body.invalidate()
        foot = self.foot.sizeHint().height()
        if self.body.hasHeightForWidth():
            return self.body.totalHeightForWidth(self.width() - 2) + foot + 2
        return self.body.totalSizeHint().height() + foot + 2

    def fit(self, most: QSize) -> QSize:
        """Take the size it needs, at most so much, and return it; what does not fit is scrolled to."""
        self.setFixedWidth(min(self._wanted, most.width()))
        return QSize(self.width(), min(self.height_wanted, most.height()))

    def use_keys(self, keys: Mapping[Qt.Key, Callable[[], object]]) -> None:
        """Let keys act."""
        self._keys = {int(key): act for key, act in keys.items()}

    def put_away(self) -> None:
        """Close without an answer: whatever was asked waits or is let go."""
        self.closed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Tell when what it holds is laid out anew: it lies in a scrolled area, which keeps that to itself."""
        if event.type() == QEvent.Type.LayoutRequest:
            self.outgrown.emit()
        return super().eventFilter(watched, event)

    def event(self, event: QEvent) -> bool:
        """Have its keys before the window has them: a digit chooses here, and uses no pin."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            known = event.key() in self._keys or event.key() == Qt.Key.Key_Escape
            if known and not event.modifiers() & ~_SHIFTED:
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Act, go away with Esc, and pass on what somebody types for the entry line."""
        if event.key() == Qt.Key.Key_Escape:
            self.put_away()
        elif event.modifiers() & ~_SHIFTED:
            super().keyPressEvent(event)
        elif event.key() in ENTER and press_focused(self):
            pass
        elif event.key() in self._keys:
            self._keys[event.key()]()
        elif event.text().strip() and event.text().isprintable():
            self.typed.emit(event.text())
        else:
            super().keyPressEvent(event)
