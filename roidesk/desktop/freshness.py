"""When a page works out its figures again: only while it is looked at, and not more often than the eye can follow."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QElapsedTimer, QTimer
from PySide6.QtWidgets import QWidget

from roidesk.domain.changes import Changes

PAUSE_MS = 250
"""At most one redraw in this time (design.md 10)."""
_UNSEEN = frozenset({"timer", "pin", "decision", "scorecard", "experiment", "report_run", "imported_file"})
"""Tables that no figure is made of."""


class Freshness:
    """Gathers the wishes to refresh one page of figures. `forget` tells them what was touched, None: anything."""

    def __init__(self, page: QWidget, refresh: Callable[[], None], forget: Callable[[Changes | None], None]) -> None:
        self._page, self._refresh, self._forget = page, refresh, forget
        self._stale = True
        self._since = QElapsedTimer()
        self._timer = QTimer(page)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.now)

    @property
    def stale(self) -> bool:
        """Whether what is shown is older than what is known."""
        return self._stale

    def changed(self, changes: Changes) -> None:
        """Something was written: if figures are made of it, refresh soon, or when the page is shown."""
        if changes and changes.tables and changes.tables <= _UNSEEN:
            return
        self._forget(changes or None)
        self._stale = True
        if not self._page.isVisible() or self._timer.isActive():
            return
        passed = self._since.elapsed() if self._since.isValid() else PAUSE_MS
        if passed >= PAUSE_MS:
            self.now()
        else:
            self._timer.start(PAUSE_MS - int(passed))

    def shown(self) -> None:
        """The page is shown: refresh it when it is stale."""
        if self._stale:
            self.now()

    def hidden(self) -> None:
        """Nobody looks any more."""
        self._timer.stop()

    def now(self) -> None:
        """Refresh at once."""
        self._timer.stop()
        self._stale = False
        self._since.restart()
        self._refresh()
