"""Backups while the window is open: made on a thread of their own, told in the status line, and once a day if not."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, QTimer, Signal

from roidesk.desktop.appearance import kept_state
from roidesk.desktop.tasks import Tasks
from roidesk.domain.errors import UserError
from roidesk.domain.instants import utc
from roidesk.i18n import backup_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from roidesk.services.desk import Desk
    from roidesk.services.restoring import Prepared, Restored

_ROUND_MS = 60_000
_TOLD = "backup_problem_told"


class _Round(NamedTuple):
    """What a look at the backups came to: when the newest was made, and which tables shrank, if one was made now."""

    newest_us: int | None
    fewer: Sequence[str] = ()


class BackingUp(QObject):
    """Makes a backup whenever one is due, and says how old the newest is."""

    aged = Signal(str)
    """How old the newest backup is, in words."""
    noticed = Signal(str)
    """Something is wrong with the backups: at most once a day."""

    def __init__(self, tasks: Tasks, now: Callable[[], int], parent: QObject) -> None:
        super().__init__(parent)
        self._tasks, self._now = tasks, now
        self._desk: Desk | None = None
        self._busy = False
        self._timer = QTimer(self)
        self._timer.setInterval(_ROUND_MS)
        self._timer.timeout.connect(self.look)

    def begin(self, desk: Desk) -> None:
        """Say how old the newest backup is; the first that is due is made a minute later, when the pages stand."""
        self._desk = desk
        self._tasks.aside(lambda: _Round(_newest(desk)), self._looked)
        self._timer.start()

    def stop(self) -> None:
        """Make no more."""
        self._timer.stop()

    def look(self) -> None:
        """Make a backup if one is due, look at one that was not looked at for a week, and say how old the newest is."""
        desk = self._desk
        if desk is None or self._busy:
            return
        self._busy = True
        self._tasks.aside(lambda: _round(desk), self._looked, self._failed)

    def show(self) -> None:
        """Say how old the newest backup is, now that somebody made one."""
        if (desk := self._desk) is not None:
            self._tasks.aside(lambda: _Round(_newest(desk)), self._looked)

    def _looked(self, found: _Round) -> None:
        self._busy = False
        us = None if found.newest_us is None else max(0, self._now() - found.newest_us)
        self.aged.emit(backup_words.age(us))
        if found.fewer:
            self.noticed.emit(backup_words.fewer(found.fewer))

    def _failed(self, error: UserError) -> None:
        from roidesk.i18n.sentences import explain

        self._busy = False
        today = utc(self._now()).date()
        if _told() != today:
            kept_state().setValue(_TOLD, today.isoformat())
            self.noticed.emit(explain(error))


def _told() -> date | None:
    with suppress(ValueError):
        return date.fromisoformat(str(kept_state().value(_TOLD, "")))
    return None


def _newest(desk: Desk) -> int | None:
    newest = desk.backups.newest()
    return newest.made_us if newest else None


def _round(desk: Desk) -> _Round:
    made = None if desk.read_only else desk.backups.make_due()
    desk.backups.look_again()
    return _Round(_newest(desk), made.fewer if made else ())


def on_exit(desk: Desk) -> None:
    """Back up what no backup holds yet. What goes wrong is told at the next start, if it still does then."""
    with suppress(UserError, OSError):
        if not desk.read_only and desk.backups.changed():
            desk.backups.make("exit", deep=False)


def prepared(desk: Desk | None, store: Path, file: Path) -> Prepared:
    """Prepare that a store becomes what a backup holds, also one that cannot be opened. `UserError` as `prepare`."""
    if desk is not None:
        return desk.backups.prepare(file)
    import socket

    from roidesk.platform.clock import SystemClock
    from roidesk.services.restoring import prepare

    return prepare(store, file, clock=SystemClock(), device=socket.gethostname())


def swapped(ready: Prepared, now: int) -> Restored | UserError:
    """Put what was prepared in its place, when nobody has the store open any more."""
    from roidesk.services.restoring import finish

    try:
        return finish(ready, now)
    except UserError as error:
        return error
