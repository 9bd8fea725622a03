"""The ring around what has the focus: two pixels, with a gap, so that it is seen on any ground."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from roidesk.desktop import style

_GAP, _WIDTH = 2, 2


class FocusRing(QWidget):
    """Lies over the window and follows the focus from button to button.

    Fields draw their own border, and so does a button whose property "ring" is "own".
    """

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._around: QWidget | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._follow)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay around the widget while it moves; go when it does."""
        if event.type() in {QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show}:
            self._lay()
        elif event.type() in {QEvent.Type.Hide, QEvent.Type.DeferredDelete}:
            self.hide()
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ring."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(style.tokens().focus), _WIDTH))
        inset = _WIDTH // 2
        painter.drawRoundedRect(self.rect().adjusted(inset, inset, -inset, -inset), style.px(8), style.px(8))
        painter.end()

    def _follow(self, old: QWidget | None, now: QWidget | None) -> None:
        if old is not None:
            old.removeEventFilter(self)
        ours = isinstance(now, QAbstractButton) and now.window() is self._window and now.property("ring") != "own"
        self._around = now if ours else None
        if now is not None and ours:
            now.installEventFilter(self)
        self._lay()

    def _lay(self) -> None:
        around = self._around
        if around is None or not around.isVisible():
            self.hide()
            return
        out = _GAP + _WIDTH
        corner = around.mapTo(self._window, QPoint(0, 0))
        self.setGeometry(QRect(corner, around.size()).adjusted(-out, -out, out, out))
        self.show()
        self.raise_()
