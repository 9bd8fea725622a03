"""Bringing files into the ledger and taking everything out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from roidesk.desktop.tasks import Tasks
from roidesk.desktop.widgets.import_dialog import ImportDialog, summary
from roidesk.desktop.widgets.notices import Note
from roidesk.i18n import _, formats, ngettext
from roidesk.i18n.sentences import explain
from roidesk.services.agreeing import sentence
from roidesk.services.desk import Desk
from roidesk.services.exchange import ImportReport

_CONFLICTS_TOLD = 5


class LedgerFiles(QObject):
    """Asks for files and tells in the page's note what became of them."""

    def __init__(self, desk: Desk, tasks: Tasks, page: QWidget, note: Note) -> None:
        super().__init__(page)
        self._desk, self._tasks, self._page, self._note = desk, tasks, page, note

    def choose_import(self, beside: QWidget, people: Sequence[str]) -> None:
        """Ask whether files or a folder are to be brought in, then which."""
        menu = QMenu(self._page)
        menu.aboutToHide.connect(menu.deleteLater)
        mode = QFileDialog.FileMode
        menu.addAction(_("A file or zip…"), lambda: self._ask_import(mode.ExistingFiles, people))
        menu.addAction(_("A folder of table files…"), lambda: self._ask_import(mode.Directory, people))
        menu.popup(beside.mapToGlobal(beside.rect().bottomLeft()))

    def import_from(self, paths: Sequence[Path], people: Sequence[str]) -> ImportDialog:
        """Show what would be taken in from these files, and take it in when the person says so."""
        dialog = ImportDialog(self._desk, self._tasks, paths, people, self._page)
        dialog.imported.connect(self._say_imported)
        dialog.open()
        return dialog

    def ask_export(self) -> None:
        """Ask where everything is to be written."""
        dialog = QFileDialog(self._page, _("Export everything"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters([_("Table files in a zip (*.zip)")])
        dialog.setDefaultSuffix("zip")
        dialog.selectFile(_("roidesk") + ".zip")
        dialog.fileSelected.connect(lambda path: self.export_to(Path(path)))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def export_to(self, path: Path) -> None:
        """Write everything the store holds to a zip of table files."""
        self._note.tell(_("Writing {name}…").format(name=path.name))
        self._tasks.read(
            lambda: self._desk.exchange.export(path),
            lambda report: self._note.tell(
                ngettext(
                    "{count} row written to {name}.", "{count} rows written to {name}.", _rows(report.rows)
                ).format(count=formats.number(_rows(report.rows)), name=path.name)
            ),
            lambda error: self._note.tell(explain(error), "warn"),
        )

    def _ask_import(self, mode: QFileDialog.FileMode, people: Sequence[str]) -> None:
        dialog = QFileDialog(self._page, _("Import"))
        dialog.setFileMode(mode)
        if mode is QFileDialog.FileMode.ExistingFiles:
            dialog.setNameFilters([_("Tables (*.csv *.zip)"), _("All files (*)")])
        dialog.filesSelected.connect(lambda paths: self.import_from([Path(each) for each in paths], people))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def _say_imported(self, report: ImportReport) -> None:
        said = _("Imported: {summary} Undo takes all of it back.").format(summary=summary(report))
        told = [sentence(each) for each in report.conflicts[:_CONFLICTS_TOLD]]
        more = len(report.conflicts) - len(told)
        if more:
            told.append(ngettext("and {count} more", "and {count} more", more).format(count=formats.number(more)))
        self._note.tell("\n".join([said, *told]), "warn" if told else "")


def _rows(rows: Mapping[str, int]) -> int:
    return sum(rows.values())
