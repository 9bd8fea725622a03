"""The backups there are: when each was made, how much it holds, why; make one, or go back to one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from roidesk.desktop import style
from roidesk.desktop.models.plain_rows import PlainRows
from roidesk.desktop.tasks import Tasks
from roidesk.desktop.widgets.buttons import Button
from roidesk.desktop.widgets.dialog import Dialog
from roidesk.desktop.widgets.labels import label
from roidesk.desktop.widgets.notices import announce
from roidesk.desktop.widgets.plain_table import PlainTable
from roidesk.domain.errors import UserError
from roidesk.domain.instants import local
from roidesk.i18n import _, backup_words, formats
from roidesk.i18n.sentences import explain

if TYPE_CHECKING:
    from roidesk.services.backups import Backup

_SIZE = (760, 460)
_NUMBERS = frozenset((1, 2))
"""Columns that hold numbers."""
_WIDTHS = (170, 100, 84, 220)


class BackupsDialog(Dialog):
    """Lists the backups, the newest first. Enter on one restores it; what is there now is kept as a backup too."""

    wanted = Signal(object)
    """The path of the backup that the store is to become."""
    made = Signal()
    """A backup was made."""

    def __init__(
        self,
        tasks: Tasks,
        kept: Callable[[], Sequence[Backup]],
        make: Callable[[], Backup] | None,
        zone: Callable[[], str],
        parent: QWidget,
    ) -> None:
        super().__init__(_("Backups"), parent)
        self._tasks, self._kept, self._zone = tasks, kept, zone
        self._backups: Sequence[Backup] = ()
        headers = (_("Made"), _("Interactions"), _("Size"), _("Why"), _("State"))
        self._model = PlainRows(headers, right=_NUMBERS, parent=self)
        self.table = PlainTable(self._model, _("Backups"), _WIDTHS, several=False)
        self.table.selectionModel().selectionChanged.connect(lambda *_: self._enable())
        self.table.wanted.connect(self._restore)
        self.said = label("", "help", wrap=True)
        self.now = Button(_("Back up now"))
        self.now.setVisible(make is not None)
        if make is not None:
            self.now.clicked.connect(lambda: self._make(make))
        self.other = Button(_("Restore from a file…"))
        self.other.clicked.connect(self._ask)
        self.restore = Button(_("Restore"), kind="primary")
        self.restore.clicked.connect(self._restore)
        self.leave = self.leaving(_("Close"))
        self._lay()
        self._enable()
        self.look()

    def look(self) -> None:
        """List the backups there are now."""
        self._tasks.aside(
            lambda: (self._kept(), self._zone()), self.while_open(self._show), self.while_open(self.refuse)
        )

    def refuse(self, error: UserError) -> None:
        """Say why it could not be done; nothing was changed."""
        self._say(explain(error))
        self._work(busy=False)

    def _lay(self) -> None:
        told = label(_("Restoring keeps what is there now as a backup, so that you can come back to it."), wrap=True)
        self.lay(
            label(_("Backups"), "title"), told, self.table, self.said,
            verbs=(self.leave, self.restore), enter=self.restore, beside=(self.now, self.other), grows=self.table,
        )  # fmt: skip
        style.open_at(self, *_SIZE)
        self.table.setFocus()

    def _show(self, found: tuple[Sequence[Backup], str]) -> None:
        backups, zone = found
        self._backups = backups
        self._model.show_rows([_cells(each, zone) for each in backups])
        if backups:
            self.table.selectRow(0)
        elif not self.said.text():
            self._say(_("No backup yet. One is made every half hour in which something changed, and when you close."))
        self._enable()

    def _make(self, make: Callable[[], Backup]) -> None:
        self._say(_("Making a backup…"))
        self._work(busy=True)
        self._tasks.aside(make, self.while_open(self._done), self.while_open(self.refuse))

    def _done(self, made: Backup) -> None:
        self._say(backup_words.fewer(made.fewer) if made.fewer else _("Backup made and verified."))
        self._work(busy=False)
        self.made.emit()
        self.look()

    def _ask(self) -> None:
        dialog = QFileDialog(self, _("Restore"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters([_("Stores (*.db)"), _("All files (*)")])
        dialog.fileSelected.connect(lambda path: self._want(Path(path)))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def _restore(self) -> None:
        if self.restore.isEnabled():
            self._want(self._backups[self.table.chosen()[0]].path)

    def _want(self, path: Path) -> None:
        self._say(_("Looking at the backup, and keeping what is there now…"))
        self._work(busy=True)
        self.wanted.emit(path)

    def _say(self, text: str) -> None:
        self.said.setText(text)
        announce(self, text)

    def _work(self, *, busy: bool) -> None:
        for each in (self.now, self.other, self.table):
            each.setEnabled(not busy)
        self._enable(busy=busy)

    def _enable(self, *, busy: bool = False) -> None:
        self.restore.setEnabled(not busy and bool(self.table.chosen()))


def _cells(backup: Backup, zone: str) -> tuple[str, ...]:
    """Return what is shown of a backup, the time as it was in the zone."""
    made = local(backup.made_us, zone)
    return (
        f"{formats.day(made.date(), this_year=0)}, {formats.clock(backup.made_us, zone)}",
        formats.number(backup.entries),
        backup_words.size(backup.size),
        backup_words.reason(backup.reason),
        backup_words.state(verified=backup.verified, pinned=backup.pinned),
    )
