"""The ring around what has the focus: two pixels, with a gap in another tone, so that it is seen on any ground."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QWidget,
)
from shiboken6 import isValid

from roidesk.desktop import style

_GAP, _WIDTH = 2, 2
_MARK_THEMSELVES = (QLineEdit, QPlainTextEdit, QComboBox, QAbstractSpinBox, QMenu)
"""Their border says that they have the keyboard (window.qss)."""


class FocusRing(QObject):
    """Draws the ring in every window of the application, wherever the keyboard is.

    What shows by itself that it has the keyboard has no ring: fields do, lists with a current line do, and whatever has
    "own" for its property "ring".
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._ring: _Ring | None = None
        self._watched: list[QWidget] = []
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._follow)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay around the widget while it or what it lies in moves; go when it does."""
        if event.type() in {QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide}:
            if self._ring is not None:
                self._ring.lay()
        elif event.type() is QEvent.Type.DeferredDelete:
            self._leave()
        return super().eventFilter(watched, event)

    def _follow(self, _old: QWidget | None, now: QWidget | None) -> None:
        self._leave()
        if now is None or not wants_ring(now):
            return
        if isinstance(now, QAbstractItemView) and (lines := now.selectionModel()) is not None:
            # A list that is filled later marks its current line then, and no longer needs the ring.
            lines.currentChanged.connect(self._look_again, Qt.ConnectionType.SingleShotConnection)
        window = now.window()
        self._ring = window.findChild(_Ring, options=Qt.FindChildOption.FindDirectChildrenOnly) or _Ring(window)
        each: QWidget | None = now
        while each is not None and each is not window:
            each.installEventFilter(self)
            self._watched.append(each)
            each = each.parentWidget()
        self._ring.go_around(now)

    def _look_again(self) -> None:
        self._follow(None, QApplication.focusWidget())

    def _leave(self) -> None:
        for each in filter(isValid, self._watched):
            each.removeEventFilter(self)
        self._watched.clear()
        if self._ring is not None and isValid(self._ring):  # a dialog takes its ring along
            self._ring.go_around(None)
        self._ring = None


def wants_ring(widget: QWidget) -> bool:
    """Return whether a widget that has the keyboard has to be shown by a ring."""
    if widget.property("ring") == "own" or isinstance(widget, _MARK_THEMSELVES):
        return False
    if isinstance(widget, QAbstractItemView):
        return not widget.currentIndex().isValid()
    return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)


class _Ring(QWidget):
    """The ring of one window, over all that is in it."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._around: QWidget | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()

    def go_around(self, widget: QWidget | None) -> None:
        """Go around a widget of this window, or away."""
        self._around = widget
        self.lay()

    def lay(self) -> None:
        """Lie where the widget is now; nowhere while it is not to be seen."""
        around = self._around
        if around is None or not around.isVisible():
            self.hide()
            return
        out = style.px(_GAP + _WIDTH)
        corner = around.mapTo(self.window(), QPoint(0, 0))
        self.setGeometry(QRect(corner, around.size()).adjusted(-out, -out, out, out))
        self.show()
        self.raise_()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the gap and the ring, as far as the widget is not scrolled away."""
        if self._around is None:
            return
        theme, wide, gap = style.tokens(), style.px(_WIDTH), style.px(_GAP)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setClipRect(self._seen())
        outer = QRectF(self.rect()).adjusted(wide / 2, wide / 2, -wide / 2, -wide / 2)
        inset = (wide + gap) / 2
        inner = outer.adjusted(inset, inset, -inset, -inset)
        for colour, area, width in ((theme.surface, inner, gap), (theme.focus, outer, wide)):
            painter.setPen(QPen(QColor(colour), width))
            painter.drawRoundedRect(area, style.px(8), style.px(8))
        painter.end()

    def _seen(self) -> QRect:
        """Return the part of the ring that lies in the place its widget scrolls in."""
        seen, each, out = self.rect(), self._around, style.px(_GAP + _WIDTH)
        while each is not None and each is not self.window():
            parent = each.parentWidget()
            if parent is not None and isinstance(parent.parentWidget(), QAbstractScrollArea):
                place = QRect(self.mapFrom(self.window(), parent.mapTo(self.window(), QPoint(0, 0))), parent.size())
                seen = seen.intersected(place.adjusted(-out, -out, out, out))  # at its very edge, all of the ring
            each = parent
        return seen
