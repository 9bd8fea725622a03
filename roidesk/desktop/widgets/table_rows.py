"""How every table of rows behaves, and how the ground of a row is drawn."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QStyle, QTableView

from roidesk.desktop import style
from roidesk.desktop.widgets.column_keys import ColumnKeys

_HEAD = 28
_MARK = 3


def as_rows(table: QTableView, height: int) -> None:
    """Let whole rows be chosen, each of one height (designed), scrolled smoothly; Tab leaves the table."""
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setShowGrid(False)
    table.setWordWrap(False)
    table.setTabKeyNavigation(False)
    table.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    rows = table.verticalHeader()
    rows.hide()
    rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    rows.setDefaultSectionSize(style.px(height))
    columns = table.horizontalHeader()
    columns.setHighlightSections(False)
    columns.setFixedHeight(style.px(_HEAD))
    ColumnKeys(table)


def as_list(table: QTableView, height: int) -> None:
    """Let a table be rows, of which one is chosen and none is changed in its place."""
    as_rows(table, height)
    table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)


def paint_ground(painter: QPainter, area: QRect, *, strong: bool) -> None:
    """Draw the ground of a cell, `strong` where its row is chosen, and the line under it."""
    theme = style.tokens()
    painter.fillRect(area, QColor(theme.sel if strong else theme.surface))
    painter.setPen(QColor(theme.line))
    painter.drawLine(area.bottomLeft(), area.bottomRight())


def paint_mark(painter: QPainter, area: QRect, direction: Qt.LayoutDirection) -> None:
    """Mark the row the keyboard is at, in its first cell: at the edge where reading begins."""
    bar = QRect(area.left(), area.top() + 1, style.px(_MARK), area.height() - 2)
    painter.fillRect(QStyle.visualRect(direction, area, bar), QColor(style.tokens().focus))
