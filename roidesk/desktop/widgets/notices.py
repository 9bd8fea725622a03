"""What the window has to say: a note that stays in the page, a toast that goes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QWidget

from roidesk.desktop import style
from roidesk.desktop.widgets.buttons import Button, IconButton
from roidesk.desktop.widgets.flow_layout import FlowLayout
from roidesk.desktop.widgets.icon import Icon, Ink, muted
from roidesk.desktop.widgets.labels import label
from roidesk.i18n import _

UNDO_SECONDS = 8
_BESIDE = 0.5
"""The part of a note's width that buttons may take beside its sentence."""
_SIGNS: dict[str, tuple[str, Ink]] = {
    "warn": ("triangle-alert", lambda theme: theme.warn),
    "error": ("circle-alert", lambda theme: theme.loss),
}
"""The icon of a note by its state."""


def announce(widget: QWidget, text: str) -> None:
    """Let a screen reader say something that changed."""
    QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, text))


class Choice(NamedTuple):
    """What a note offers: a verb on a button, and what it does. The note goes away with it."""

    verb: str
    act: Callable[[], object]


class Note(QFrame):
    """One sentence in the page, until it is closed or taken back. `state`: "" info, warn, error.

    It may offer something to do about it, and never asks for an answer: closing it is none.
    """

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "note")
        self._text = label("", wrap=True)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._icon = Icon()
        self._close = IconButton("x", _("Close"))
        self._close.clicked.connect(self.hide)
        self._buttons: list[Button] = []
        self._offers = QWidget()
        self._row = FlowLayout(style.px(8))
        self._offers.setLayout(self._row)
        self._folded = False
        self._box = QGridLayout(self)
        self._box.setContentsMargins(style.px(12), style.px(6), style.px(6), style.px(6))
        self._box.setSpacing(style.px(8))
        self._box.setColumnStretch(1, 1)
        self._box.addWidget(self._icon, 0, 0)
        self._box.addWidget(self._text, 0, 1)
        self._box.addWidget(self._offers, 0, 2)
        self._box.addWidget(self._close, 0, 3)
        self.hide()

    def tell(self, sentence: str, state: str = "", choices: Sequence[Choice] = ()) -> None:
        """Show a sentence, with what can be done about it."""
        self._offer(choices)
        self._text.setText(sentence)
        style.polish(self, "state", state)
        self._icon.put(*_SIGNS.get(state, ("info", muted)))
        self.show()
        announce(self, sentence)

    @property
    def offers(self) -> tuple[Button, ...]:
        """The buttons shown, in their order."""
        return tuple(self._buttons)

    def _offer(self, choices: Sequence[Choice]) -> None:
        self._row.empty()
        self._buttons.clear()
        for choice in choices:
            button = Button(choice.verb)
            button.clicked.connect(lambda _checked=False, act=choice.act: self._take(act))
            self._row.addWidget(button)
            self._buttons.append(button)
        self._offers.setVisible(bool(choices))
        self._fold(self.width())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put what is offered under the sentence where both would not fit beside each other."""
        super().resizeEvent(event)
        self._fold(event.size().width())

    def _fold(self, width: int) -> None:
        wide = self._row.sizeHint().width()
        folded = wide > width * _BESIDE
        self._offers.setMinimumWidth(0 if folded else wide)
        if folded != self._folded:
            self._folded = folded
            self._box.addWidget(self._offers, *((1, 1, 1, 3) if folded else (0, 2)))

    def _take(self, act: Callable[[], object]) -> None:
        self.hide()
        act()

    @property
    def text(self) -> str:
        """The sentence shown last."""
        return self._text.text()


class Toast(QFrame):
    """What was just done, with a way back for a few seconds; lies over the lower edge of its parent."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._over = parent
        self.setProperty("role", "toast")
        self._text = label()
        self._left = label()
        self._button = Button(_("Undo"), kind="onink")
        self._button.clicked.connect(self._act)
        self._then: Callable[[], None] | None = None
        self._seconds = 0
        self._tick = QTimer(self)
        self._tick.setInterval(1000)
        self._tick.timeout.connect(self._count)
        box = QHBoxLayout(self)
        box.setContentsMargins(style.px(14), style.px(5), style.px(6), style.px(5))
        box.setSpacing(style.px(12))
        box.addWidget(self._text, 1)
        box.addWidget(self._left)
        box.addWidget(self._button)
        parent.installEventFilter(self)
        self.hide()

    @property
    def text(self) -> str:
        """What is said, "" once it is gone."""
        return self._text.text() if self.isVisibleTo(self._over) else ""

    def tell(self, text: str, verb: str, then: Callable[[], None]) -> None:
        """Say what was done and offer the way back: a button with a verb."""
        self._text.setText(text)
        self._button.setText(verb)
        self._button.setAccessibleName(verb)
        self._then = then
        self._seconds = UNDO_SECONDS
        self._show_seconds()
        self._tick.start()
        self._lay()
        self.show()
        self.raise_()
        announce(self, text)

    def dismiss(self) -> None:
        """Go away at once."""
        self._tick.stop()
        self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay at the lower edge of the parent."""
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._lay()
        return super().eventFilter(watched, event)

    def _lay(self) -> None:
        margin, height = style.px(20), style.px(38)
        self.setGeometry(margin, self._over.height() - height - margin, self._over.width() - 2 * margin, height)

    def _count(self) -> None:
        self._seconds -= 1
        self._show_seconds()
        if not self._seconds:
            self.dismiss()

    def _show_seconds(self) -> None:
        self._left.setText(_("{seconds} s").format(seconds=self._seconds))

    def _act(self) -> None:
        self.dismiss()
        if self._then is not None:
            self._then()
