"""Pages are made before somebody goes there, so that the window does not stand still when they do.

Charts bring libraries of their own: a quarter of a second, in which a key that is pressed would not be seen. They are
loaded aside; then one page at a time is made, whenever nobody has typed for a while.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from roidesk.desktop.companion import Companion

if TYPE_CHECKING:
    from roidesk.desktop.companion import Around

_PAGES = {"return": "returns", "week": "week", "ledger": "ledger"}
"""The keys of pages, each with the module it is made of."""
_STANDING_MS, _QUIET_MS = 1000, 2000
"""The first page comes first and stands by then; and nobody has typed for so long."""


class LoadingAhead(Companion):
    """Loads and makes them, once, while the person rests."""

    def __init__(self, around: Around) -> None:
        super().__init__(around)
        self._standing, self._quiet = QTimer(self), QTimer(self)
        for timer, ms, then in (
            (self._standing, _STANDING_MS, lambda: around.tasks.aside(_load, lambda _loaded: self._quiet.start())),
            (self._quiet, _QUIET_MS, self._make_one),
        ):
            timer.setSingleShot(True)
            timer.setInterval(ms)
            timer.timeout.connect(then)
        around.window.top.entry.edited.connect(self._wait)
        self._standing.start()

    def stop(self) -> None:
        """Whoever leaves goes to no page any more."""
        self._standing.stop()
        self._quiet.stop()

    def _wait(self) -> None:
        """Somebody types: each of their keys is to be seen at once."""
        for timer in (self._standing, self._quiet):
            if timer.isActive():
                timer.start()

    def _make_one(self) -> None:
        window = self.around.window
        missing = [key for key in _PAGES if window.page(key) is None]
        if missing:
            window.make(missing[0])
            self._quiet.start()


def _load() -> None:
    for module in _PAGES.values():
        import_module(f"roidesk.desktop.pages.{module}")
