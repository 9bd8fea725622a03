"""What the mouse does at the head of a table, by keys: on the column the keyboard is in."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHeaderView, QTableView

from roidesk.desktop import style

_BY = 16
_HELD = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
_WIDER = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}


class ColumnKeys(QObject):
    """Ctrl and Shift with right or left make the column wider or narrower, with O they put the rows in its order."""

    def __init__(self, table: QTableView) -> None:
        super().__init__(table)
        self._table = table
        table.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take these keys from the table, which would select with them."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
            if held == _HELD and self._take(Qt.Key(event.key())):
                return True
        return super().eventFilter(watched, event)

    def _take(self, key: Qt.Key) -> bool:
        header, at = self._table.horizontalHeader(), self._table.currentIndex().column()
        if at < 0:
            return False
        if key == Qt.Key.Key_O:
            header.sectionClicked.emit(at)
            return True
        if key not in _WIDER or header.sectionResizeMode(at) != QHeaderView.ResizeMode.Interactive:
            return False
        wanted = header.sectionSize(at) + _WIDER[key] * style.px(_BY)
        header.resizeSection(at, max(header.minimumSectionSize(), wanted))
        return True
