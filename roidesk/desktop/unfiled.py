"""The line of the window is kept while it is not filed; that of the quick entry keeps its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roidesk.desktop.companion import Companion
from roidesk.desktop.kept_line import KeptLine, place_of

if TYPE_CHECKING:
    from roidesk.desktop.companion import Around
    from roidesk.domain.changes import Changes


class Unfiled(Companion):
    """Keeps the line of the window, which is there before any store is open."""

    def __init__(self, around: Around) -> None:
        super().__init__(around)
        self._line = KeptLine(around.window.top.entry, place_of(around.desk.store_place, "window"), around.tasks)

    def changed(self, changes: Changes) -> None:
        """Something was written."""
        self._line.changed(changes)

    def keep(self) -> None:
        """Keep the line as it is now."""
        self._line.keep_now()

    def stop(self) -> None:
        """The window goes; the line stays."""
        self._line.keep_now()
