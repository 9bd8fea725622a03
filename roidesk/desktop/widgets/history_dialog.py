"""Every version of one entry, and back to one of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple
from uuid import UUID

from PySide6.QtWidgets import QWidget

from roidesk.desktop import style
from roidesk.desktop.models.ledger_words import Reading, changed_words
from roidesk.desktop.models.plain_rows import PlainRows
from roidesk.desktop.tasks import Tasks
from roidesk.desktop.widgets.buttons import Button
from roidesk.desktop.widgets.dialog import Dialog
from roidesk.desktop.widgets.labels import label
from roidesk.desktop.widgets.plain_table import PlainTable
from roidesk.domain.changes import Changes
from roidesk.domain.instants import local
from roidesk.i18n import _, formats
from roidesk.i18n.tables import column_name, version
from roidesk.services.desk import Desk
from roidesk.services.history import Changed, Version

_WIDTHS = (190, 170)
_Words = Callable[[str, Changed], str]
"""Says what a cell of a table said before and after."""


class _Read(NamedTuple):
    """The versions of an entry, and how their cells are said."""

    versions: tuple[Version, ...]
    words: _Words


class HistoryDialog(Dialog):
    """The newest version stands on top; below the list is all that the selected one changed."""

    def __init__(self, desk: Desk, tasks: Tasks, entry: UUID, title: str, parent: QWidget) -> None:
        super().__init__(_("History"), parent)
        self._desk, self._tasks, self._entry = desk, tasks, entry
        self.versions: tuple[Version, ...] = ()
        self._words: _Words = _no_words
        self._model = PlainRows((_("When"), _("Who"), _("What")))
        self.table = PlainTable(self._model, _("Versions"), _WIDTHS, several=False)
        self.detail = label("", wrap=True)
        self.note = label("", "help", wrap=True)
        self.back = Button(_("Bring this version back"), "undo-2", kind="primary")
        self.leave = self.leaving(_("Close"))
        self._lay(title)
        self.table.selectionModel().selectionChanged.connect(self._show_detail)
        self.table.wanted.connect(self.bring_back)
        self.back.clicked.connect(self.bring_back)
        self._read()

    def bring_back(self) -> None:
        """Make the selected version the present one; it can be undone as any other edit."""
        chosen = self._chosen()
        if chosen is None or not chosen.can_return or self._desk.read_only:
            return
        desk, entry, seq = self._desk, self._entry, chosen.seq
        self._tasks.write(
            lambda: desk.history.bring_back(entry, seq), self.while_open(self._returned), self.while_open(self.refuse)
        )

    def _read(self) -> None:
        desk, entry = self._desk, self._entry
        self._tasks.glance(lambda: _read(desk, entry), self.while_open(self._show), self.while_open(self.refuse))

    def _show(self, read: _Read) -> None:
        self.versions, self._words = read.versions, read.words
        self._model.show_rows([(_when(each), _who(each), self._what(each)) for each in self.versions])
        self.table.selectRow(0)
        self.table.setFocus()

    def _returned(self, _changes: Changes) -> None:
        self.problem.hide()
        self.note.setText(_("Brought back. Undo takes it back."))
        self._read()

    def _chosen(self) -> Version | None:
        chosen = self.table.chosen()
        return self.versions[chosen[0]] if chosen else None

    def _show_detail(self) -> None:
        chosen = self._chosen()
        cells = [self._words(chosen.table, each) for each in chosen.changed] if chosen else []
        self.detail.setText("\n".join(cells))
        self.back.setEnabled(chosen is not None and chosen.can_return and not self._desk.read_only)

    def _what(self, each: Version) -> str:
        cells = "; ".join(self._words(each.table, change) for change in each.changed) if each.what != "added" else ""
        return f"{version(each.what)}: {cells}" if cells else version(each.what)

    def _lay(self, title: str) -> None:
        self.lay(
            label(title, "title", wrap=True), self.table, self.detail, self.note,
            verbs=(self.leave, self.back), enter=self.back, grows=self.table,
        )  # fmt: skip
        self.back.setEnabled(False)
        style.open_at(self, 720, 460)


def _when(each: Version) -> str:
    at = local(each.at_us, each.zone)
    return f"{formats.day(at.date())} {at.year}, {formats.clock(each.at_us, each.zone)}"


def _who(each: Version) -> str:
    return ", ".join(filter(None, (each.by, each.device)))


def _read(desk: Desk, entry: UUID) -> _Read:
    """Read the versions and what their columns hold; runs beside the GUI."""
    versions = desk.history.versions(entry)
    known = set(desk.ledger.tables())
    columns = {
        table: {each.name: each for each in desk.ledger.columns(table)}
        for table in {each.table for each in versions} & known
    }
    settings = desk.care.settings()
    # A year is said with every day: a history is read long after.
    reading = Reading(settings.currency, 0, settings.zone)

    def words(table: str, each: Changed) -> str:
        column = columns.get(table, {}).get(each.column)
        before, after = (changed_words(table, column, text, reading) for text in (each.before, each.after))
        name = column_name(table, each.column)
        return f"{name}: {after}" if not before else f"{name}: {before} → {after or _('nothing')}"

    return _Read(versions, words)


def _no_words(_table: str, _each: Changed) -> str:
    return ""
