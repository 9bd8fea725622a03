"""What a page is made of is loaded before somebody goes there, so that the window does not stand still when they do.

Charts bring libraries of their own: a quarter of a second, in which a key that is pressed would not be seen.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from roidesk.desktop.companion import Companion

if TYPE_CHECKING:
    from roidesk.desktop.companion import Around

_MODULES = ("returns", "week", "ledger")
_STANDING_MS = 2000
"""The first page comes first; by then it stands."""


class LoadingAhead(Companion):
    """Loads them aside, once, when the first page has stood for a while."""

    def __init__(self, around: Around) -> None:
        super().__init__(around)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_STANDING_MS)
        self._later.timeout.connect(lambda: around.tasks.aside(_load, lambda _done: None))
        self._later.start()

    def stop(self) -> None:
        """Whoever leaves goes to no page any more."""
        self._later.stop()


def _load() -> None:
    for each in _MODULES:
        import_module(f"roidesk.desktop.pages.{each}")
