"""What somebody else writes into the store: an import from a terminal, another program."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, QTimer, Signal

from roidesk.desktop.tasks import Tasks
from roidesk.domain.changes import Changes
from roidesk.services.care import ActionRow
from roidesk.services.desk import Desk

_WATCH_MS = 5000


class OthersWrites(QObject):
    """Looks for actions that are newer than our own."""

    seen = Signal()
    """Somebody else wrote."""

    def __init__(self, desk: Desk, tasks: Tasks, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._tasks = desk, tasks
        self._last = 0
        self._watch = QTimer(self)
        self._watch.setInterval(_WATCH_MS)
        self._watch.timeout.connect(self.look)
        tasks.changed.connect(self._wrote)
        self.look()
        self._watch.start()

    def stop(self) -> None:
        """Look no more."""
        self._watch.stop()

    def look(self) -> None:
        """See whether somebody else wrote."""
        desk = self._desk
        self._tasks.glance(lambda: desk.care.actions(1), self._looked)

    def _looked(self, newest: Sequence[ActionRow]) -> None:
        number = newest[0].action.number if newest else 0
        theirs = number > self._last > 0
        self._last = max(number, self._last)
        if theirs:
            self.seen.emit()

    def _wrote(self, changes: Changes) -> None:
        self._last = max(self._last, changes.action or 0)
