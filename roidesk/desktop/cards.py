"""Where cards lie: one at a time, over the window's lower corner, or the screen's while another program is used."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, QTimer
from PySide6.QtWidgets import QApplication, QStyle, QWidget
from shiboken6 import isValid

from roidesk.desktop import style
from roidesk.desktop.widgets.notices import announce

if TYPE_CHECKING:
    from roidesk.desktop.main_window import MainWindow
    from roidesk.desktop.widgets.card import Card

_MARGIN = 20
_PASSING_MS, _LOOSE_MS = 20_000, 60_000
_OVER_TOAST = 66
"""A toast has its way back at the lower edge: a card leaves it free."""
_LOOSE = Qt.WindowType.ToolTip | Qt.WindowType.FramelessWindowHint | Qt.WindowType.WindowStaysOnTopHint
"""Over another program, which keeps the keyboard: also when the quick entry gives it back, as no window manager takes
this for a window that might have it."""


class Cards(QObject):
    """Shows cards, the next when the one before was answered or put away, and gives the focus back after each."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._shown: Card | None = None
        self._waiting: list[tuple[Card, bool, bool]] = []
        self._before: QWidget | None = None
        self._passing = False
        self._linger = QTimer(self)
        self._linger.setSingleShot(True)
        self._linger.timeout.connect(self._let_go)
        window.installEventFilter(self)

    @property
    def shown(self) -> Card | None:
        """The card that is seen now."""
        return self._shown

    def show(self, card: Card, *, focus: bool, passing: bool = False) -> None:
        """Show a card, after the one that is there; `focus`: its keys act at once, as its person has just asked.

        `passing`: it goes away by itself when nobody touches it, as every card does that lies over another program.
        """
        if self._shown is not None:
            self._waiting.append((card, focus, passing))
            return
        self._shown, self._passing = card, passing
        card.closed.connect(self._close)
        card.typed.connect(self._type)
        card.outgrown.connect(lambda: self._place(card) if card is self._shown else None)
        loose = not (self._window.isActiveWindow() or focus) or not self._window.isVisible()
        if loose:
            card.setParent(None, _LOOSE)
            card.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        else:
            card.setParent(self._window)
        self._place(card)
        card.show()
        card.raise_()
        card.installEventFilter(self)
        announce(card, card.accessibleName())
        self._linger.start(_PASSING_MS if passing else _LOOSE_MS)
        if focus and not loose:
            self.reach()

    def drop(self, card: Card) -> None:
        """Take a card away that means nothing any more, whether it is seen or waits."""
        if card is self._shown:
            card.put_away()
        elif any(each is card for each, *_how in self._waiting):
            self._waiting = [each for each in self._waiting if each[0] is not card]
            card.deleteLater()

    def reach(self) -> None:
        """Bring the keyboard into the card that is shown."""
        card = self._shown
        if card is None:
            return
        focus = QApplication.focusWidget()
        if focus is None or not (focus is card or card.isAncestorOf(focus)):
            self._before = focus
        if card.isWindow():
            # It was laid over another program, where it takes no keys; now somebody has come for it.
            card.setParent(self._window)
            self._place(card)
            card.show()
            card.raise_()
        card.first.setFocus(Qt.FocusReason.OtherFocusReason)

    def clear(self) -> None:
        """Take everything away: the window goes."""
        self._linger.stop()
        for card, *_how in self._waiting:
            card.deleteLater()
        self._waiting.clear()
        if self._shown is not None:
            self._shown.hide()
            self._shown.deleteLater()
            self._shown = None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay in the corner, whatever grows; come into the window when its person comes back to it."""
        card = self._shown
        if card is not None:
            kind = event.type()
            if kind in (QEvent.Type.Resize, QEvent.Type.LayoutRequest):
                self._place(card)
            elif kind == QEvent.Type.WindowActivate and watched is self._window and card.isWindow():
                # Qt is going through its windows: one that is taken away now would end the program.
                QTimer.singleShot(0, self, self._come_in)
        return super().eventFilter(watched, event)

    def _come_in(self) -> None:
        """Lay a card that lay over another program into the window."""
        card = self._shown
        if card is not None and card.isWindow():
            card.setParent(self._window)
            self._place(card)
            card.show()
            card.raise_()

    def _place(self, card: Card) -> None:
        margin = style.px(_MARGIN)
        if card.isWindow():
            screen = self._window.screen()
            area = screen.availableGeometry().adjusted(margin, margin, -margin, -margin)
        else:
            area = self._window.rect().adjusted(margin, margin, -margin, -style.px(_OVER_TOAST))
        size = card.fit(area.size())
        corner = Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignRight
        place = QStyle.alignedRect(self._window.layoutDirection(), corner, size, area)
        wanted = QRect(QPoint(place.left(), max(area.top(), place.top())), size)
        if card.geometry() != wanted:
            card.setGeometry(wanted)

    def _close(self) -> None:
        self._linger.stop()
        card, self._shown = self._shown, None
        if card is None:
            return
        focus = QApplication.focusWidget()
        held = focus is not None and (focus is card or card.isAncestorOf(focus))
        card.hide()
        card.deleteLater()
        if held and self._before is not None and isValid(self._before) and self._before.isVisible():
            self._before.setFocus(Qt.FocusReason.OtherFocusReason)
        elif held:
            self._window.top.entry.setFocus()
        self._before = None
        if self._waiting:
            following, wants, passing = self._waiting.pop(0)
            self.show(following, focus=held or wants, passing=passing)

    def _let_go(self) -> None:
        """Put a card away that nobody has touched; one that lies in the window and has to be answered stays."""
        card = self._shown
        if card is None or not (self._passing or card.isWindow()):
            return
        focus = QApplication.focusWidget()
        if card.underMouse() or (focus is not None and (focus is card or card.isAncestorOf(focus))):
            self._linger.start()
        else:
            card.put_away()

    def _type(self, text: str) -> None:
        """Give what was typed past the card to the entry line: nothing that is typed is lost."""
        entry = self._window.top.entry
        entry.setFocus()
        entry.field.insertPlainText(text)
