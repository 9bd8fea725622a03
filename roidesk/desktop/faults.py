"""Exceptions nobody foresaw, wherever they come up: in a slot, an overridden method, a thread of Qt's or of Python's.

None of them ends the program or the loop: each is noted, and shown as a report that can be copied.
"""

from __future__ import annotations

import sys
import threading
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from types import TracebackType


class Faults(QObject):
    """Catches them from `install` to `remove`, on any thread, and tells of each on the thread this object lives in."""

    broke = Signal(str)
    """A report (`roidesk.platform.fault`), once for each fault: one in a paint event comes back with every paint."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._told: set[str] = set()

    def install(self) -> None:
        """Begin to catch. What notes them is loaded with the first: the first paint does not wait for it."""
        sys.excepthook = self._caught
        threading.excepthook = self._caught_in_thread
        sys.unraisablehook = _quiet

    def remove(self) -> None:
        """Let Python do again what it does by itself."""
        sys.excepthook = sys.__excepthook__
        threading.excepthook = threading.__excepthook__
        sys.unraisablehook = sys.__unraisablehook__

    def _caught_in_thread(self, caught: threading.ExceptHookArgs) -> None:
        if caught.exc_value is not None:
            self._caught(caught.exc_type, caught.exc_value, caught.exc_traceback)

    def _caught(self, kind: type[BaseException], error: BaseException, where: TracebackType | None) -> None:
        from roidesk.platform.fault import noted, report

        if not issubclass(kind, Exception):
            sys.__excepthook__(kind, error, where)
            return
        said = report(error.with_traceback(where))
        if said not in self._told:
            self._told.add(said)
            self.broke.emit(noted(error))


def _quiet(unraisable: sys.UnraisableHookArgs) -> None:
    from roidesk.platform.fault import quiet_unraisable

    quiet_unraisable(unraisable)
