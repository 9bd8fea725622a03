"""Saying which row of a list is marked while the keyboard stays in a field."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt
from PySide6.QtWidgets import QAbstractItemView, QWidget

from roidesk.desktop.widgets.notices import announce


class SpokenMark(QObject):
    """Says each row that becomes marked in a list, as long as the field has the keyboard.

    Qt tells a screen reader of a row only where the list itself has the keyboard; here it would be chosen unheard.
    """

    def __init__(self, view: QAbstractItemView, field: QWidget) -> None:
        super().__init__(view)
        self._field = field
        self._said = ""
        view.selectionModel().currentChanged.connect(self._tell)
        view.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Say the same row again in a list that was closed in between."""
        if event.type() == QEvent.Type.Hide:
            self._said = ""
        return super().eventFilter(watched, event)

    def _tell(self, now: QModelIndex, _before: QModelIndex) -> None:
        text = str(now.data(Qt.ItemDataRole.AccessibleTextRole) or now.data() or "")
        if text and text != self._said and self._field.hasFocus():
            self._said = text
            announce(self._field, text)
