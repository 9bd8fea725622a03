"""What can be changed of the selected rows, as buttons: as many as there is room for, the rest in a menu."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QPoint, QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QWidget

from roidesk.desktop import style
from roidesk.desktop.models.bulk_fields import FIRST, BulkField
from roidesk.desktop.widgets.buttons import Button
from roidesk.i18n import _

_GAP = 8


class BulkButtons(QWidget):
    """The fields that are changed most have a button of their own."""

    wanted = Signal(object, object)
    """A `BulkField` to change, and where on the screen to ask."""

    def __init__(self) -> None:
        super().__init__()
        self._fields: tuple[BulkField, ...] = ()
        self._buttons: list[tuple[BulkField, Button]] = []
        self.more = Button(_("Change…"))
        self.more.clicked.connect(self._open)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(style.px(_GAP))
        self._row.addWidget(self.more)
        self._row.addStretch(1)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def offer(self, fields: Sequence[BulkField]) -> None:
        """Take the fields that can be changed."""
        if tuple(fields) == self._fields:
            return
        self._fields = tuple(fields)
        for _field, old in self._buttons:
            self._row.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._buttons = []
        for each in [field for field in self._fields if field.name in FIRST and field.icon]:
            button = Button(_("{what}…").format(what=each.words), each.icon)
            button.clicked.connect(partial(self._ask, each, button))
            self._row.insertWidget(len(self._buttons), button)
            self._buttons.append((each, button))
        self._fit()

    def minimumSizeHint(self) -> QSize:
        """The menu alone holds them all."""
        return self.more.minimumSizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as many buttons as fit."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        room = self.width() - self.more.sizeHint().width()
        for _field, button in self._buttons:
            room -= button.sizeHint().width() + style.px(_GAP)
            button.setVisible(room >= 0)
        self.more.setVisible(bool(self._fields))

    def _ask(self, field: BulkField, beside: QWidget, *_checked: bool) -> None:
        self.wanted.emit(field, beside.mapToGlobal(QPoint(0, -style.px(_GAP))))

    def _open(self) -> None:
        shown = {field for field, button in self._buttons if button.isVisibleTo(self)}
        menu = QMenu(self)
        menu.aboutToHide.connect(menu.deleteLater)
        for each in self._fields:
            if each not in shown:
                menu.addAction(_("{what}…").format(what=each.words)).triggered.connect(
                    partial(self._ask, each, self.more)
                )
        menu.popup(self.more.mapToGlobal(QPoint(0, -menu.sizeHint().height())))
