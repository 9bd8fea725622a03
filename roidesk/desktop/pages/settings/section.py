"""What the Settings page may ask of one of its subjects, and what a subject may say to it."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from roidesk.desktop import style
from roidesk.desktop.actions import Actions
from roidesk.desktop.kept import KeptSettings
from roidesk.desktop.tasks import Tasks
from roidesk.desktop.widgets.labels import frame, label
from roidesk.desktop.widgets.notices import Note
from roidesk.domain.changes import Changes
from roidesk.domain.errors import UserError
from roidesk.i18n.sentences import explain
from roidesk.services.desk import Desk

T = TypeVar("T")
_GAP = 12
SIDE_BY_SIDE = 700
"""Designed width from which two panels stand beside each other."""


class Around(NamedTuple):
    """What a subject may use: the store, work off the GUI thread, what the desk keeps, and what can be done by key."""

    desk: Desk
    tasks: Tasks
    kept: KeptSettings
    actions: Actions


class Section(QWidget):
    """One subject of Settings: it reads what it shows when it is shown, and again after every write."""

    leads = Signal(str)
    """Another subject is wanted, by its key."""
    wanted = Signal(str)
    """Something is wanted that only the window can do, by its word ("backups", "again", or a table)."""

    rebuilt = Signal()
    """Parts that the keyboard reaches were made anew: their order is to be set."""

    def __init__(self, around: Around) -> None:
        super().__init__()
        self.around = around
        self.desk, self.tasks = around.desk, around.tasks
        self.note = Note()
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(style.px(_GAP))
        self.column.addWidget(self.note)
        self._asked = 0

    @property
    def first(self) -> QWidget:
        """Where the keyboard begins in it."""
        raise NotImplementedError

    def load(self) -> None:
        """Read what is shown."""

    def changed(self, _changes: Changes) -> None:
        """Something was written: by default everything is read again."""
        self.load()

    def set_room(self, room: int) -> None:
        """Lay panels one below the other where there is no room for two beside each other; `room` is in pixels."""

    def glance(self, work: Callable[[], T], show: Callable[[T], None]) -> None:
        """Read, and show what was asked for last."""
        self._asked += 1
        asked = self._asked
        self.tasks.glance(work, lambda found: show(found) if asked == self._asked else None)

    def write(self, work: Callable[[], Changes], done: Callable[[], None] | None = None) -> None:
        """Write; a refusal is said above the subject, and what is shown goes back to what is stored."""
        self.tasks.write(work, lambda _changes: self._wrote(done), self._refused)

    def _wrote(self, done: Callable[[], None] | None) -> None:
        self.note.hide()
        if done is not None:
            done()

    def _refused(self, error: UserError) -> None:
        self.note.tell(explain(error), "warn")
        self.load()


def direction(room: int) -> QBoxLayout.Direction:
    """Return how panels lie: beside each other from a designed width on, else one below the other."""
    beside = room >= style.px(SIDE_BY_SIDE)
    return QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom


def panel(title: str, help_text: str = "", *beside: QWidget) -> tuple[QWidget, QVBoxLayout]:
    """Return a panel with its title, a few words beside it and buttons at its end, and the box for its content."""
    made = frame("panel")
    box = QVBoxLayout(made)
    box.setContentsMargins(style.px(14), style.px(10), style.px(14), style.px(14))
    box.setSpacing(style.px(8))
    head = QHBoxLayout()
    head.setSpacing(style.px(8))
    head.addWidget(label(title, "heading"))
    if help_text:
        head.addWidget(label(help_text, "help", wrap=True), 1)
    else:
        head.addStretch(1)
    for each in beside:
        head.addWidget(each)
    box.addLayout(head)
    return made, box
