"""The trash as a part of the ledger: read page by page, put back from."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from roidesk.desktop.ledger_reading import TRASH_PAGE, Deleted, read_trash
from roidesk.desktop.tasks import Tasks
from roidesk.desktop.widgets.trash_view import TrashView
from roidesk.services.desk import Desk


class LedgerTrash(QObject):
    """Reads what was deleted into its view."""

    shown = Signal(int)
    """The rows are there; how many there are in all."""
    refused = Signal(object)
    """The `UserError` that says why something was not put back."""

    def __init__(self, desk: Desk, tasks: Tasks, page: QWidget, view: TrashView) -> None:
        super().__init__(page)
        self._desk, self._tasks, self._view = desk, tasks, view
        self._asked = 0
        view.put_back.connect(self.put_back)
        view.more_wanted.connect(lambda: self._read(len(view.rows) + TRASH_PAGE))

    def load(self) -> None:
        """Read what is there now, as much as was shown."""
        self._read(len(self._view.rows))

    def leave(self) -> None:
        """Something else is shown: what is still being read is not."""
        self._asked += 1

    def put_back(self, ids: Sequence[UUID]) -> None:
        """Put entries back."""
        if ids and not self._desk.read_only:
            self._tasks.write(lambda: self._desk.trash.restore(ids), failed=self.refused.emit)

    def _read(self, limit: int) -> None:
        self._asked += 1
        asked, desk = self._asked, self._desk
        self._tasks.glance(lambda: read_trash(desk, limit), lambda found: self._show(asked, found))

    def _show(self, asked: int, found: Deleted) -> None:
        if asked == self._asked:
            whole = len(found.rows) >= found.count
            self._view.show_trash(found.rows, found.zone, found.year, whole=whole)
            self.shown.emit(found.count)
