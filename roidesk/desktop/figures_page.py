"""A page of figures: what Return and Week have in common."""

from __future__ import annotations

from PySide6.QtGui import QHideEvent, QShowEvent

from roidesk.desktop.freshness import Freshness
from roidesk.desktop.page import Page
from roidesk.desktop.tasks import Tasks
from roidesk.desktop.widgets.notices import Note
from roidesk.domain.changes import Changes
from roidesk.domain.errors import UserError
from roidesk.i18n.sentences import explain
from roidesk.services.desk import Desk


class FiguresPage(Page):
    """Reads its figures off the GUI thread, rests while it is hidden, and says in `note` why it has none."""

    def __init__(self, desk: Desk, tasks: Tasks) -> None:
        super().__init__()
        self._desk, self._tasks = desk, tasks
        self._asked = 0
        self.note = Note()
        self._fresh = Freshness(self, self._load, desk.figures.forget)

    def activated(self) -> None:
        """The page is shown."""
        self._fresh.shown()

    def changed(self, changes: Changes) -> None:
        """Something was written: work out again what it touched."""
        self._fresh.changed(changes)

    def _load(self) -> None:
        """Ask for the figures; `_asked` numbers the questions, so that an old answer is known."""
        raise NotImplementedError

    def _refuse(self, error: UserError) -> None:
        self.note.tell(explain(error), "error")

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what was written while nobody looked."""
        super().showEvent(event)
        self._fresh.shown()

    def hideEvent(self, event: QHideEvent) -> None:
        """Rest."""
        super().hideEvent(event)
        self._fresh.hidden()
