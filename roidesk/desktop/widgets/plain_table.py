"""A table of texts to choose rows from."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from roidesk.desktop import style
from roidesk.desktop.models.plain_rows import PlainRows
from roidesk.desktop.widgets.table_rows import as_list, paint_ground, paint_mark

ROW_HEIGHT = 32
_PAD = 8


class PlainTable(QTableView):
    """Rows to look at; Enter or a double click does what is done with them."""

    wanted = Signal()
    """Enter was pressed on the selected rows, or one was clicked twice."""

    def __init__(self, model: PlainRows, name: str, widths: Sequence[int], *, several: bool) -> None:
        super().__init__()
        self.setModel(model)
        self.setItemDelegate(_TextDelegate(self))
        self.setAccessibleName(name)
        as_list(self, ROW_HEIGHT)
        if several:
            self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        columns = self.horizontalHeader()
        columns.setStretchLastSection(True)
        columns.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for at, width in enumerate(widths):
            self.setColumnWidth(at, style.px(width))
        self.doubleClicked.connect(lambda _index: self.wanted.emit())

    def chosen(self) -> tuple[int, ...]:
        """Return the numbers of the selected rows, from top to bottom."""
        return tuple(sorted(index.row() for index in self.selectionModel().selectedRows()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter does what is done with the rows; the rest moves the cursor."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.chosen():
            self.wanted.emit()
        else:
            super().keyPressEvent(event)


class _TextDelegate(QStyledItemDelegate):
    """Draws a text on the ground of its row."""

    def __init__(self, table: PlainTable) -> None:
        super().__init__(table)
        self._table = table

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw the ground of the row, then the text, cut where it is too long."""
        theme = style.tokens()
        area: QRect = option.rect
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        paint_ground(painter, area, strong=selected)
        painter.setFont(style.font(13))
        painter.setPen(QColor(theme.text))
        inner = area.adjusted(style.px(_PAD), 0, -style.px(_PAD), 0)
        text = painter.fontMetrics().elidedText(str(index.data() or ""), Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(inner, index.data(Qt.ItemDataRole.TextAlignmentRole), text)
        if self._table.hasFocus() and index.row() == self._table.currentIndex().row() and index.column() == 0:
            paint_mark(painter, area, option.direction)
        painter.restore()
