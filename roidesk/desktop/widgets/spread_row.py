"""Two groups at either end of one row, or in two rows where one has no room for both."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from roidesk.desktop import style

_GAP = 8


class SpreadRow(QWidget):
    """The first group takes what the other leaves."""

    def __init__(self, first: QWidget, last: QWidget) -> None:
        super().__init__()
        self._first, self._last = first, last
        for each in (first, last):
            each.setParent(self)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def sizeHint(self) -> QSize:
        """Both beside each other."""
        first, last = self._first.sizeHint(), self._last.sizeHint()
        return QSize(first.width() + last.width() + style.px(_GAP), max(first.height(), last.height()))

    def minimumSizeHint(self) -> QSize:
        """One below the other, each as narrow as it can be."""
        first, last = self._first.minimumSizeHint(), self._last.minimumSizeHint()
        return QSize(max(first.width(), last.width()), min(first.height(), last.height()))

    def heightForWidth(self, width: int) -> int:
        """One row, or two with a gap between them."""
        return max(place.bottom() + 1 for place in self._places(width))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the groups where there is room."""
        super().resizeEvent(event)
        self._lay()

    def event(self, event: QEvent) -> bool:
        """Follow a group that has become wider."""
        if event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
            self._lay()
        return super().event(event)

    def _lay(self) -> None:
        mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        for each, place in zip((self._first, self._last), self._places(self.width()), strict=True):
            if mirrored:
                place.moveLeft(self.width() - place.right() - 1)
            each.setGeometry(place)

    def _places(self, width: int) -> tuple[QRect, QRect]:
        gap, end = style.px(_GAP), min(self._last.sizeHint().width(), width)
        # What has a least width of its own does not become narrower: it would lie over the other.
        if max(self._first.sizeHint().width(), self._first.minimumWidth()) + gap + end <= width:
            start = width - end - gap
            first, last = _high(self._first, start), _high(self._last, end)
            high = max(first, last)
            return QRect(0, (high - first) // 2, start, first), QRect(width - end, (high - last) // 2, end, last)
        first = _high(self._first, width)
        return QRect(0, 0, width, first), QRect(0, first + gap, end, _high(self._last, end))


def group(*parts: QWidget, together: bool = False) -> QWidget:
    """Return parts beside each other; `together`: they leave the room behind them empty."""
    made = QWidget()
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(style.px(_GAP))
    for each in parts:
        row.addWidget(each)
    if together:
        row.addStretch(1)
    return made


def _high(part: QWidget, width: int) -> int:
    return part.heightForWidth(width) if part.hasHeightForWidth() else part.sizeHint().height()
