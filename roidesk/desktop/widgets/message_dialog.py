"""Recording a message that came in, by a line such as one logs with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget
from shiboken6 import isValid

from roidesk.desktop import style
from roidesk.desktop.widgets.buttons import Button
from roidesk.desktop.widgets.labels import label
from roidesk.i18n import _
from roidesk.i18n.sentences import explain

if TYPE_CHECKING:
    from roidesk.desktop.tasks import Tasks
    from roidesk.domain.errors import UserError
    from roidesk.services.desk import Desk

_WIDTH = 520


class MessageDialog(QDialog):
    """Asks for one message. What was typed stays until it is saved."""

    recorded = Signal()
    """It is saved, and waits for an answer."""

    def __init__(self, desk: Desk, tasks: Tasks, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk, self._tasks = desk, tasks
        self.setWindowTitle(_("Record a message"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.line = QLineEdit()
        self.line.setAccessibleName(_("Message that came in"))
        self.line.setPlaceholderText(_("email @hollis at 14:05 Is the replacement on its way?"))
        self.line.returnPressed.connect(self._save)
        self._problem = label("", "error", wrap=True)
        self._problem.hide()
        self.save = Button(_("Save"), kind="primary")
        self.save.clicked.connect(self._save)
        leave = Button(_("Cancel"), keys=_("Esc"))
        leave.setAutoDefault(False)
        leave.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(leave)
        buttons.addWidget(self.save)
        box = QVBoxLayout(self)
        box.setContentsMargins(*[style.px(20)] * 4)
        box.setSpacing(style.px(10))
        box.addWidget(label(_("By which channel, from whom, when if not now, and what they wrote."), "help", wrap=True))
        box.addWidget(self.line)
        box.addWidget(self._problem)
        box.addLayout(buttons)
        self.setMinimumWidth(style.px(_WIDTH))

    def _save(self) -> None:
        line = self.line.text()
        if not line.strip():
            self.line.setFocus()
            return
        self.save.setEnabled(False)
        self._tasks.write(lambda: self._desk.waiting.record(line), lambda _changes: self._saved(), self._refused)

    def _saved(self) -> None:
        if not isValid(self):
            return  # closed while it was being saved
        self.recorded.emit()
        self.accept()

    def _refused(self, error: UserError) -> None:
        if not isValid(self):
            return
        self.save.setEnabled(True)
        self._problem.setText(explain(error))
        self._problem.show()
        self.line.setFocus()
