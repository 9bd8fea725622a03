"""The backups of the store in the window: made by themselves, listed, made when asked, gone back to."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from roidesk.desktop.backing_up import BackingUp, prepared

if TYPE_CHECKING:
    from roidesk.desktop.main_window import MainWindow
    from roidesk.desktop.opening import Opening
    from roidesk.desktop.tasks import Tasks
    from roidesk.desktop.widgets.backups_dialog import BackupsDialog
    from roidesk.services.desk import Desk


class Backups(QObject):
    """Also of a store that cannot be opened: then they are listed, and gone back to."""

    ready = Signal(object)
    """What is `Prepared` to take the store's place, once nobody has it open any more."""
    noticed = Signal(str)
    """Something is wrong with the backups: at most once a day."""

    def __init__(self, opening: Opening, tasks: Tasks, window: MainWindow, parent: QObject) -> None:
        super().__init__(parent)
        self._opening, self._tasks, self._window = opening, tasks, window
        self._desk: Desk | None = None
        self.by_themselves = BackingUp(tasks, opening.now, self)
        self.by_themselves.aged.connect(window.sidebar.show_backup)
        self.by_themselves.noticed.connect(self.noticed)

    def serve(self, desk: Desk) -> None:
        """Take the store that is open now."""
        self._desk = desk

    def begin(self) -> None:
        """Make backups from now on, whenever one is due."""
        if self._desk is not None:
            self.by_themselves.begin(self._desk)

    def stop(self) -> None:
        """Make no more."""
        self.by_themselves.stop()

    def show(self) -> BackupsDialog:
        """Show the backups there are, to make one or to go back to one."""
        from roidesk.desktop.widgets.backups_dialog import BackupsDialog
        from roidesk.services.backup_folder import kept_for

        desk, path = self._desk, Path(self._opening.path)
        kept = desk.backups.kept if desk is not None else lambda: kept_for(path)
        make = (lambda: desk.backups.make(pinned=True)) if desk is not None and not desk.read_only else None
        zone = (lambda: desk.care.settings().zone) if desk is not None else lambda: "UTC"
        dialog = BackupsDialog(self._tasks, kept, make, zone, self._window)
        dialog.made.connect(self.by_themselves.show)
        dialog.wanted.connect(lambda file: self.restore(file, dialog))
        dialog.open()
        return dialog

    def restore(self, file: Path, dialog: BackupsDialog) -> None:
        """Let the store become what a backup holds; why it cannot is said in the dialog."""
        store, refused = Path(self._opening.path), dialog.while_open(dialog.refuse)
        self._tasks.write(lambda: prepared(self._desk, store, file), self.ready.emit, refused)
