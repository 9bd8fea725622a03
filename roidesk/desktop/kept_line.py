"""A line that was typed and not filed outlives the window, and the machine: it is there again at the next start."""

from __future__ import annotations

from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

if TYPE_CHECKING:
    from roidesk.desktop.tasks import Tasks
    from roidesk.desktop.widgets.entry_line import EntryLine
    from roidesk.domain.changes import Changes

_QUIET_MS = 1000
"""A line is kept when nobody has typed for so long."""


class KeptLine(QObject):
    """Keeps the line of an entry in a file that only this person can read, until it is filed or cleared."""

    def __init__(self, entry: EntryLine, path: Path, tasks: Tasks) -> None:
        super().__init__(entry)
        self._entry, self._path, self._tasks = entry, path, tasks
        self._quiet = QTimer(self)
        self._quiet.setSingleShot(True)
        self._quiet.timeout.connect(self._keep)
        tasks.aside(self._kept, self._bring_back)

    def changed(self, changes: Changes) -> None:
        """Whom somebody has erased may be named in the line that was kept."""
        if changes.label == "erase":
            keep(self._path, "")

    def keep_now(self) -> None:
        """Keep the line as it is, without waiting for a rest: the window goes, or the machine."""
        if self._quiet.isActive():
            self._quiet.stop()
            keep(self._path, self._entry.text)

    def _kept(self) -> str:
        with suppress(OSError, UnicodeDecodeError):
            return self._path.read_text(encoding="utf-8")
        return ""

    def _bring_back(self, text: str) -> None:
        if text.strip() and not self._entry.text:
            self._entry.put(" ".join(text.split()))
        self._entry.edited.connect(self._typed)

    def _typed(self, line: str) -> None:
        # A filed line goes at once: it would come back as if it had not been filed.
        self._quiet.start(_QUIET_MS if line else 0)

    def _keep(self) -> None:
        line = self._entry.text
        self._tasks.aside(lambda: keep(self._path, line), lambda _none: None)


def place_of(store_place: str, which: str) -> Path:
    """Return where a line of a store is kept ("window", "quick"); the name tells nothing of the store."""
    from roidesk.platform.folders import state_folder

    return Path(state_folder()) / f"line-{which}-{blake2b(store_place.encode(), digest_size=8).hexdigest()}.txt"


def keep(path: Path, line: str) -> None:
    """Keep a line; "" forgets it. Where that cannot be, nothing happens: it is only for the day the power fails."""
    from roidesk.platform.files import atomic_write

    with suppress(OSError):
        if line.strip():
            path.parent.mkdir(parents=True, exist_ok=True)
            atomic_write(path, line)
        else:
            path.unlink(missing_ok=True)
