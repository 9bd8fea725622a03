"""Choosing a contact by a few letters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget
from shiboken6 import isValid

from roidesk.desktop import style
from roidesk.desktop.models.found_words import contact_line
from roidesk.desktop.widgets.buttons import Button
from roidesk.desktop.widgets.labels import label
from roidesk.i18n import _

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from uuid import UUID

    from roidesk.desktop.tasks import Tasks
    from roidesk.services.desk import Desk
    from roidesk.services.finding import FoundContact

_SIZE = (460, 320)
_ID = Qt.ItemDataRole.UserRole
_STEPS = frozenset({Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown})


class ContactPicker(QDialog):
    """Asks for one contact. Up and Down go through the list while the field keeps the keyboard; Enter chooses."""

    chosen = Signal(object, str)
    """The id and the name."""

    def __init__(  # noqa: PLR0913 - what is asked, of whom, and what may not be chosen
        self, desk: Desk, tasks: Tasks, question: str, verb: str, parent: QWidget, *, but: Collection[UUID] = ()
    ) -> None:
        super().__init__(parent)
        self._desk, self._tasks, self._but = desk, tasks, frozenset(but)
        self._asked = 0
        self.setWindowTitle(question)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.field = QLineEdit()
        self.field.setAccessibleName(_("Name or address"))
        self.field.setPlaceholderText(_("A name or an address"))
        self.field.textEdited.connect(self._look)
        self.field.installEventFilter(self)
        self.found = QListWidget()
        self.found.setProperty("role", "plain")
        self.found.setAccessibleName(_("Contacts found"))
        self.found.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.found.itemActivated.connect(lambda _item: self._choose())
        self.act = Button(verb, kind="primary")
        self.act.setEnabled(False)
        self.act.clicked.connect(self._choose)
        leave = Button(_("Cancel"), keys=_("Esc"))
        leave.setAutoDefault(False)
        leave.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(leave)
        buttons.addWidget(self.act)
        box = QVBoxLayout(self)
        box.setContentsMargins(*[style.px(20)] * 4)
        box.setSpacing(style.px(10))
        box.addWidget(label(question, "heading", wrap=True))
        box.addWidget(self.field)
        box.addWidget(self.found, 1)
        box.addLayout(buttons)
        style.open_at(self, *_SIZE)

    def look_for(self, text: str) -> None:
        """Begin with a text."""
        self.field.setText(text)
        self._look(text)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let Up and Down go through the list."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() in _STEPS:
            self.found.keyPressEvent(event)
            return True
        return super().eventFilter(watched, event)

    def _look(self, text: str) -> None:
        self._asked += 1
        asked, desk = self._asked, self._desk
        self._tasks.glance(lambda: desk.finding.contacts(text), lambda found: self._show(asked, found))

    def _show(self, asked: int, found: Sequence[FoundContact]) -> None:
        if not isValid(self) or asked != self._asked:
            return  # closed, or typed on, while this was being read
        self.found.clear()
        for each in found:
            if each.contact.id not in self._but:
                name, more = contact_line(each)
                item = QListWidgetItem(f"{name}   {more}" if more else name)
                item.setData(_ID, (each.contact.id, name))
                self.found.addItem(item)
        self.found.setCurrentRow(0)
        self.act.setEnabled(bool(self.found.count()))

    def _choose(self) -> None:
        item = self.found.currentItem()
        if item is not None:
            self.chosen.emit(*item.data(_ID))
            self.accept()
