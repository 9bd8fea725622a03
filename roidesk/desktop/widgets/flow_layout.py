"""Items in rows, as words in a paragraph."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget

from roidesk.desktop import style

_GAP = 8


class FlowLayout(QLayout):
    """Lays its items from one side to the other and begins a new row where one is full; mirrored for right-to-left."""

    def __init__(self, spacing: int) -> None:
        super().__init__()
        self._items: list[QLayoutItem] = []
        self._heights: dict[int, int] = {}
        self.setSpacing(spacing)
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:
        """Take an item at the end."""
        self._items.append(item)

    def count(self) -> int:
        """How many items there are."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:  # Qt asks past the end, for None
        """Return an item, None past the end."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Give an item away, None past the end."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def empty(self, kept: int = 0) -> None:
        """Give up every item and its widget, but the first ones that are kept."""
        for item in self._items[kept:]:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        del self._items[kept:]
        self.invalidate()

    def invalidate(self) -> None:
        """Measure anew: something has come, gone or changed."""
        self._heights.clear()
        super().invalidate()

    def expandingDirections(self) -> Qt.Orientation:
        """It needs no more room than its items."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """Narrower means higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height that all rows need; it is asked for again and again."""
        if width not in self._heights:
            self._heights[width] = self._lay(QRect(0, 0, width, 0), move=False)
        return self._heights[width]

    def setGeometry(self, area: QRect) -> None:
        """Put every item in its place."""
        super().setGeometry(area)
        self._lay(area, move=True)

    def sizeHint(self) -> QSize:
        """All in one row."""
        sizes = [item.sizeHint() for item in self._items]
        gaps = self.spacing() * max(0, len(sizes) - 1)
        return QSize(sum(size.width() for size in sizes) + gaps, max((size.height() for size in sizes), default=0))

    def minimumSize(self) -> QSize:
        """The largest item."""
        size = QSize()
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        return size

    def _lay(self, area: QRect, *, move: bool) -> int:
        parent = self.parentWidget()
        mirrored = parent is not None and parent.isRightToLeft()
        y = area.y()
        for row in self._rows(area.width()):
            x, high = area.x(), max(item.sizeHint().height() for item in row)
            for item in row:
                size = item.sizeHint()
                if move:
                    left = area.right() + 1 - (x - area.x()) - size.width() if mirrored else x
                    item.setGeometry(QRect(QPoint(left, y + (high - size.height()) // 2), size))
                x += size.width() + self.spacing()
            y += high + self.spacing()
        return max(0, y - self.spacing() - area.y())

    def _rows(self, width: int) -> list[list[QLayoutItem]]:
        """Return the items that are shown, row by row."""
        rows: list[list[QLayoutItem]] = []
        end = 0
        for item in self._items:
            if item.isEmpty():
                continue
            wide = item.sizeHint().width()
            if rows and end + wide <= width:
                rows[-1].append(item)
            else:
                rows.append([item])
                end = 0
            end += wide + self.spacing()
        return rows


def flowing(*parts: QWidget) -> QWidget:
    """Return parts beside each other; those that have no room begin a new row."""
    made = QWidget()
    row = FlowLayout(style.px(_GAP))
    for each in parts:
        row.addWidget(each)
    made.setLayout(row)
    return made
