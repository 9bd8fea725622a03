"""Choosing a contact by a few letters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from roidesk.desktop import style
from roidesk.desktop.widgets.buttons import Button
from roidesk.desktop.widgets.dialog import Dialog
from roidesk.desktop.widgets.found_people import FoundPeople
from roidesk.desktop.widgets.labels import label
from roidesk.i18n import _

if TYPE_CHECKING:
    from collections.abc import Collection
    from uuid import UUID

    from roidesk.desktop.tasks import Tasks
    from roidesk.services.desk import Desk

_SIZE = (460, 320)


class ContactPicker(Dialog):
    """Asks for one contact. Up and Down go through the list while the field keeps the keyboard; Enter chooses."""

    chosen = Signal(object, str)
    """The id and the name."""

    def __init__(  # noqa: PLR0913 - what is asked, of whom, and what may not be chosen
        self, desk: Desk, tasks: Tasks, question: str, verb: str, parent: QWidget, *, but: Collection[UUID] = ()
    ) -> None:
        super().__init__(question, parent)
        self.act = Button(verb, kind="primary")
        self.act.setEnabled(False)
        self.field = QLineEdit()
        self.field.setAccessibleName(_("Name or address"))
        self.field.setPlaceholderText(_("A name or an address"))
        self.field.textEdited.connect(lambda text: self.act.setEnabled(bool(text.strip())))
        self.found = FoundPeople(desk, tasks, self.field, but=but)
        self.act.clicked.connect(lambda: self.found.when_listed(self._choose))
        self.found.listed.connect(lambda: self.act.setEnabled(bool(self.found.count())))
        self.found.itemActivated.connect(lambda _item: self._choose())
        asked = label(question, "heading", wrap=True)
        verbs = self.leaving(), self.act
        self.lay(asked, self.field, self.found, verbs=verbs, enter=self.act, grows=self.found)
        style.open_at(self, *_SIZE)

    def look_for(self, text: str) -> None:
        """Begin with a text."""
        self.field.setText(text)
        self.found.look_for(text)

    def _choose(self) -> None:
        marked = self.found.marked()
        if marked is not None:
            self.chosen.emit(*marked)
            self.accept()
