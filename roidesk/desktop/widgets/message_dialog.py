"""Recording a message that came in, by a line such as one logs with."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from roidesk.desktop import style
from roidesk.desktop.widgets.buttons import Button
from roidesk.desktop.widgets.dialog import Dialog
from roidesk.desktop.widgets.labels import label
from roidesk.i18n import _

if TYPE_CHECKING:
    from roidesk.desktop.tasks import Tasks
    from roidesk.domain.changes import Changes
    from roidesk.domain.errors import UserError
    from roidesk.services.desk import Desk

_WIDTH = 520


class MessageDialog(Dialog):
    """Asks for one message. What was typed stays until it is saved."""

    recorded = Signal()
    """It is saved, and waits for an answer."""

    def __init__(self, desk: Desk, tasks: Tasks, parent: QWidget) -> None:
        super().__init__(_("Record a message"), parent)
        self._desk, self._tasks = desk, tasks
        self.line = QLineEdit()
        self.line.setAccessibleName(_("Message that came in"))
        self.line.setPlaceholderText(_("email @hollis at 14:05 Is the replacement on its way?"))
        self.save = Button(_("Save"), kind="primary")
        self.save.clicked.connect(self._save)
        help_text = _("By which channel, from whom, when if not now, and what they wrote.")
        self.lay(label(help_text, "help", wrap=True), self.line, verbs=(self.leaving(), self.save), enter=self.save)
        self.setMinimumWidth(style.px(_WIDTH))

    def _save(self) -> None:
        line = self.line.text()
        if not line.strip():
            self.line.setFocus()
            return
        self.save.setEnabled(False)
        self._tasks.write(
            lambda: self._desk.waiting.record(line), self.while_open(self._saved), self.while_open(self.refuse)
        )

    def _saved(self, _changes: Changes) -> None:
        self.recorded.emit()
        self.accept()

    def refuse(self, error: UserError) -> None:
        """Say what is wrong with the line, and let it be put right."""
        super().refuse(error)
        self.save.setEnabled(True)
        self.line.setFocus()


def ask_message(desk: Desk, tasks: Tasks, parent: QWidget, done: Callable[[str], object]) -> None:
    """Ask for a message that came in; `done` is told that it is recorded."""
    dialog = MessageDialog(desk, tasks, parent)
    dialog.recorded.connect(lambda: done(_("Message recorded")))
    dialog.open()
