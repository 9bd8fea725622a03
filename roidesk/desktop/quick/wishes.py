"""The writes that single keys of the quick entry ask for, and what is said of them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from roidesk.i18n import _
from roidesk.i18n.sentences import explain

if TYPE_CHECKING:
    from roidesk.desktop.tasks import Tasks
    from roidesk.domain.errors import UserError
    from roidesk.services.desk import Desk
    from roidesk.services.pins import PinRow
    from roidesk.services.quick import Entered
    from roidesk.services.timers import Switched


class Wishes(QObject):
    """Asks for one write at a time: a key pressed while one is under way waits for nothing and is not taken twice."""

    finished = Signal(object)
    """It is done and nothing more is expected (what it became)."""
    stays = Signal(str)
    """It is done, and more may be typed; what to say."""
    refused = Signal(str)
    """Why it was not done."""

    def __init__(self, desk: Desk, tasks: Tasks, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._tasks = desk, tasks
        self._begun: Switched | None = None
        self._under_way = False
        self._minutes: Callable[[], None] | None = None
        tasks.broke.connect(self._broke)

    @property
    def busy(self) -> bool:
        """Whether something that was asked for is not done yet."""
        return self._under_way

    def start(self, row: PinRow, *, beside: bool) -> None:
        """Start the timer of a pin."""
        self._begun, self._minutes = None, None
        self._write(lambda: self._desk.pins.start(row.pin.id, beside=beside), self._started)

    def log(self, row: PinRow, minutes: int) -> None:
        """Turn the timer just started into what is done; where it is still being started, as soon as it is."""
        if self._begun is None and self._under_way:
            self._minutes = partial(self.log, row, minutes)
            return
        begun, self._begun = self._begun, None
        if begun is None:
            self._write(lambda: self._desk.pins.log(row.pin.id, minutes), self.finished.emit)
        else:
            self._write(lambda: self._desk.quick.done(row.pin.id, minutes, begun), self.finished.emit)

    def enter(self) -> None:
        """Stop what runs, let a paused timer go on, or begin again what was last."""
        self._write(self._desk.quick.enter, self._entered)

    def ignore(self, row: PinRow) -> None:
        """Note a message that is not answered on purpose."""
        self._write(lambda: self._desk.quick.ignored(row.pin.id), self.finished.emit)

    def came(self, contact: UUID, kind: str, amount: str) -> None:
        """Enter what came of a contact."""
        self._write(lambda: self._desk.outcomes.of_contact(contact, kind, amount), self.finished.emit)

    def undo(self) -> None:
        """Take back the last action."""
        self._begun = None
        self._write(self._desk.care.undo, lambda _changes: self.stays.emit(_("Undone")))

    def _started(self, begun: Switched) -> None:
        self._begun = begun
        if self._minutes is not None:
            waiting, self._minutes = self._minutes, None
            waiting()
        else:
            self.stays.emit("")

    def _entered(self, entered: Entered) -> None:
        if entered.changes:
            self.finished.emit(entered)
        else:
            self.refused.emit(_("Nothing runs, and there is nothing to repeat yet"))

    def _write(self, work: Callable[[], object], done: Callable[..., None]) -> None:
        self._under_way = True
        self._tasks.write(work, partial(self._done, done), self._failed)

    def _done(self, done: Callable[..., None], result: object) -> None:
        self._under_way = False
        done(result)

    def _failed(self, error: UserError) -> None:
        self._under_way, self._minutes = False, None
        self.refused.emit(explain(error))

    def _broke(self, _report: str) -> None:
        self._under_way = False
