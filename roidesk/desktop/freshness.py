"""When a page works out its figures again: only while it is looked at, and not more often than the eye can follow."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QElapsedTimer, QTimer
from PySide6.QtWidgets import QWidget

PAUSE_MS = 250
"""At most one redraw in this time (design.md 10)."""


class Freshness:
    """Gathers the wishes to refresh one page."""

    def __init__(self, page: QWidget, refresh: Callable[[], None]) -> None:
        self._page, self._refresh = page, refresh
        self._stale = True
        self._since = QElapsedTimer()
        self._timer = QTimer(page)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.now)

    @property
    def stale(self) -> bool:
        """Whether what is shown is older than what is known."""
        return self._stale

    def touched(self) -> None:
        """Something the page shows was written: refresh soon, or when the page is shown."""
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
