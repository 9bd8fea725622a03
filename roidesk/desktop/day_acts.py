"""What can be done with the interactions of a day, whichever part of the page asks for it. Each is one step to undo."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from roidesk.desktop.tasks import Tasks
from roidesk.domain.instants import MINUTE, Span, local, local_day
from roidesk.domain.reshaping import Way
from roidesk.i18n import _
from roidesk.services.desk import Desk


class DayActs(QObject):
    """Writes through the services, and tells in words what was done."""

    done = Signal(str)
    """What was done: a toast says it, with the way back."""
    refused = Signal(object)
    """The `UserError` that says why something could not be done."""
    line_wanted = Signal(str)
    """A quick line to be begun, with the times of a gap."""

    def __init__(self, desk: Desk, tasks: Tasks, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._tasks = desk, tasks

    def move(self, which: UUID, span: Span) -> None:
        """Give an interaction another time or length."""
        self._write(lambda: self._desk.reshaping.move(which, span), _("Moved"))

    def split(self, which: UUID, at_us: int) -> None:
        """Make two of one."""
        self._write(lambda: self._desk.reshaping.split(which, at_us), _("Split in two"))

    def join(self, ids: Sequence[UUID]) -> None:
        """Make one of several."""
        self._write(lambda: self._desk.reshaping.join(ids), _("Joined"))

    def repair(self, earlier: UUID, later: UUID, way: Way) -> None:
        """Tell two that overlap apart."""
        self._write(lambda: self._desk.reshaping.repair(earlier, later, way), _("They no longer overlap"))

    def delete(self, ids: Sequence[UUID]) -> None:
        """Put interactions into the trash; the window offers the way back itself."""
        self._tasks.write(lambda: self._desk.tracking.delete(ids), failed=self.refused.emit)

    def repeat(self, which: UUID) -> None:
        """Do again what an interaction says: starts a timer."""
        self._write(lambda: self._desk.timers.start_like(which), _("Started again"))

    def pin(self, which: UUID) -> None:
        """Keep what an interaction says on a number key."""
        self._write(lambda: self._desk.pins.pin(which), _("Pinned"))

    def fill(self, span: Span) -> None:
        """Begin a line for a stretch in which nothing is logged, in whole minutes that lie within it."""
        clock = self._desk.context.clock
        zone = clock.zone()
        start, end = local(span.start + -span.start % MINUTE, zone), local(span.end - span.end % MINUTE, zone)
        day = "" if local_day(span.start, zone) == local_day(clock.now(), zone) else f"{start:%Y-%m-%d} "
        self.line_wanted.emit(f"{day}{start:%H:%M}-{end:%H:%M} ")

    def _write(self, work: Callable[[], object], words: str) -> None:
        self._tasks.write(work, lambda _result: self.done.emit(words), self.refused.emit)
