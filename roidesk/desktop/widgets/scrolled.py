"""Content that may be taller than its place."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget


def scrolled(widget: QWidget) -> QScrollArea:
    """Return a widget that scrolls up and down where there is no room for all of it."""
    widget.setProperty("role", "ground")
    area = _holding(QScrollArea(), widget)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    return area


def reflowing(widget: QWidget, told: Callable[[int], None]) -> QScrollArea:
    """Return a page that fills its place, and scrolls both ways where the place is less than it needs: at 200 %.

    `told` hears how wide the place is before the page is laid out in it.
    """
    return _holding(_Reflowing(told), widget)


def sideways(widget: QWidget) -> QScrollArea:
    """Return a widget that scrolls from side to side where it is wider than its place, and is as high as it needs."""
    widget.setProperty("role", "clear")
    area = _holding(_Sideways(), widget)
    area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    return area


def _holding(area: QScrollArea, widget: QWidget) -> QScrollArea:
    """Let an area hold a widget, which may fill it, and show nothing of its own: no frame, no stop for the keyboard."""
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(widget)
    return area


class _Reflowing(QScrollArea):
    """Tells how wide it is before it gives what it holds that width."""

    def __init__(self, told: Callable[[int], None]) -> None:
        super().__init__()
        self._told = told

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Tell the width first: what is left out for want of room must not hold the page wide."""
        self._told(event.size().width())
        super().resizeEvent(event)


class _Sideways(QScrollArea):
    """As high as what it holds."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Ask for another height when what it holds became higher or lower."""
        if event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().eventFilter(watched, event)

    def sizeHint(self) -> QSize:
        """As wide as there is room."""
        return QSize(super().sizeHint().width(), self.minimumSizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """As high as the content, with room for the bar."""
        held = self.widget()
        inside = held.minimumSizeHint() if held is not None else QSize()
        return QSize(0, inside.height() + self.horizontalScrollBar().sizeHint().height())
