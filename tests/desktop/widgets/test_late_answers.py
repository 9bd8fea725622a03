"""Dialogs that are closed while what they asked for is still being worked out: the answer breaks nothing."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from roidesk.desktop.tasks import Tasks
from roidesk.desktop.widgets.backups_dialog import BackupsDialog
from roidesk.desktop.widgets.contact_picker import ContactPicker
from roidesk.desktop.widgets.conversion_dialog import ConversionDialog
from roidesk.desktop.widgets.erase_dialog import EraseDialog
from roidesk.desktop.widgets.history_dialog import HistoryDialog
from roidesk.desktop.widgets.import_dialog import ImportDialog
from roidesk.desktop.widgets.match_dialog import MatchDialog
from roidesk.desktop.widgets.message_dialog import MessageDialog
from roidesk.desktop.widgets.pins_dialog import PinsDialog
from roidesk.domain.errors import UserError


class LateTasks(Tasks):
    """Does nothing until it is told to; what was asked for is then answered, and refused."""

    def __init__(self):
        super().__init__()
        self._asked = []

    def keep(self, work, done=None, failed=None):
        self._asked.append((work, done, failed))

    write = read = glance = aside = keep

    def answer(self):
        asked, self._asked = self._asked, []
        for work, done, failed in asked:
            (done or str)(work())
            (failed or str)(UserError("store_locked"))
        return len(asked)


def _picker(desk, tasks, parent):
    dialog = ContactPicker(desk, tasks, "Who?", "Choose", parent)
    dialog.look_for("acme")
    return dialog


def _message(desk, tasks, parent):
    dialog = MessageDialog(desk, tasks, parent)
    dialog.line.setText("email @acme Is it there?")
    dialog.save.click()
    return dialog


def _conversion(desk, tasks, parent):
    dialog = ConversionDialog(desk, tasks, parent)
    dialog.found.look_for("acme")
    dialog.ask_for(desk.ledger.rows("contacts")[0].id)
    dialog.kind.addItem("They bought", "purchase")
    dialog.amount.setText("12")
    dialog.save.click()
    return dialog


ASKED = {
    "backups": lambda desk, tasks, parent: BackupsDialog(tasks, desk.backups.kept, None, lambda: "UTC", parent),
    "contact": _picker,
    "conversion": _conversion,
    "erase": lambda desk, tasks, parent: EraseDialog(desk, tasks, desk.ledger.rows("contacts")[0].id, parent),
    "history": lambda desk, tasks, parent: HistoryDialog(desk, tasks, desk.ledger.rows("topics")[0].id, "", parent),
    "import": lambda desk, tasks, parent: ImportDialog(desk, tasks, [], [], parent),
    "match": MatchDialog,
    "message": _message,
    "pins": PinsDialog,
}


@pytest.mark.parametrize("name", ASKED)
def test_an_answer_to_a_closed_dialog_is_nobodys(qtbot, dressed, desk, name):
    window, tasks = QWidget(), LateTasks()
    qtbot.addWidget(window)
    dialog = ASKED[name](desk, tasks, window)
    dialog.show()
    dialog.reject()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert not isValid(dialog)
    assert tasks.answer()
