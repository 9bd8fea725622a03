"""Contacts found by the letters typed in a field."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QListWidget
from shiboken6 import isValid

from roidesk.desktop.models.found_words import contact_line
from roidesk.desktop.widgets.spoken_mark import SpokenMark
from roidesk.i18n import _

if TYPE_CHECKING:
    from roidesk.desktop.tasks import Tasks
    from roidesk.services.desk import Desk
    from roidesk.services.finding import FoundContact

_STEPS = frozenset({Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown})


class FoundPeople(QListWidget):
    """Who fits what is typed in a field, the likeliest marked; Up and Down in the field go through them.

    `but`: who is not offered. `new`: whether a name that nobody has is offered as a new contact.
    """

    listed = Signal()
    """Who fits the text that is typed now is listed."""

    def __init__(
        self, desk: Desk, tasks: Tasks, field: QLineEdit, *, but: Collection[UUID] = (), new: bool = False
    ) -> None:
        super().__init__()
        self._desk, self._tasks, self._but, self._new = desk, tasks, frozenset(but), new
        self._people: list[tuple[UUID | None, str]] = []
        self._asked, self._answered = 0, 0
        self._due: list[Callable[[], None]] = []
        self.setProperty("role", "plain")
        self.setAccessibleName(_("Contacts found"))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        field.textEdited.connect(self.look_for)
        field.installEventFilter(self)
        SpokenMark(self, field)

    def look_for(self, text: str) -> None:
        """List who fits a text."""
        self._asked += 1
        self._due.clear()
        asked, desk = self._asked, self._desk
        self._tasks.glance(lambda: desk.finding.contacts(text), lambda found: self._show(asked, text, found))

    def stop(self) -> None:
        """List nothing for what was typed last."""
        self._asked += 1
        self._answered = self._asked
        self._due.clear()

    @property
    def is_awaited(self) -> bool:
        """Whether the list is still that of what was typed before."""
        return self._asked != self._answered

    def when_listed(self, act: Callable[[], None]) -> None:
        """Do something, once, when the list is that of what is typed now; typing on calls it off."""
        if not self.is_awaited:
            act()
        elif act not in self._due:
            self._due.append(act)

    def marked(self) -> tuple[UUID | None, str] | None:
        """Return the id and the name of who is marked, without an id who would be new; None: nobody is."""
        at = self.currentRow()
        return self._people[at] if at >= 0 else None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the keys in the field that go up and down go through the list."""
        if not self.isVisible() or not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return super().eventFilter(watched, event)
        if event.key() not in _STEPS:
            return super().eventFilter(watched, event)
        self.keyPressEvent(event)
        return True

    def _show(self, asked: int, text: str, found: Sequence[FoundContact]) -> None:
        if not isValid(self) or asked != self._asked:
            return  # closed, or typed on, while this was being read
        self.clear()
        self._people.clear()
        for each in found:
            if each.contact.id not in self._but:
                name, more = contact_line(each)
                self._add(f"{name}   {more}" if more else name, (each.contact.id, name))
        typed = " ".join(text.split()).removeprefix("@")
        if self._new and typed and all(typed.casefold() != each.contact.name.casefold() for each in found):
            self._add(_("New contact: {name}").format(name=typed), (None, typed))
        self.setCurrentRow(0)
        self._answered = asked
        due, self._due = self._due, []
        self.listed.emit()
        for act in due:
            act()

    def _add(self, text: str, who: tuple[UUID | None, str]) -> None:
        self._people.append(who)
        self.addItem(text)
