"""The ledger: every table of the store, to look through, add to, edit in place, bring in and take out."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QMenu, QStackedWidget, QVBoxLayout, QWidget

from roidesk.desktop import style
from roidesk.desktop.models.ledger_rows import LedgerModel, required_words
from roidesk.desktop.models.ledger_words import TABS, Reading, in_order, shown_at_first
from roidesk.desktop.page import Page
from roidesk.desktop.tasks import Tasks
from roidesk.desktop.widgets.buttons import Button
from roidesk.desktop.widgets.empty_state import EmptyState
from roidesk.desktop.widgets.history_dialog import HistoryDialog
from roidesk.desktop.widgets.import_dialog import ImportDialog, summary
from roidesk.desktop.widgets.labels import frame, label, rule
from roidesk.desktop.widgets.ledger_bars import TRASH, BulkBar, TableTabs
from roidesk.desktop.widgets.ledger_table import LedgerTable
from roidesk.desktop.widgets.notices import Note
from roidesk.desktop.widgets.trash_view import TrashView
from roidesk.domain.catalogue import folded
from roidesk.domain.changes import Changes
from roidesk.domain.errors import UserError
from roidesk.domain.instants import local, local_day
from roidesk.domain.model import Channel
from roidesk.i18n import _, formats, ngettext
from roidesk.i18n.sentences import explain
from roidesk.i18n.tables import column_name, table_name
from roidesk.services.agreeing import sentence
from roidesk.services.desk import Desk
from roidesk.services.exchange import ImportReport
from roidesk.services.ledger import LedgerColumn, Row
from roidesk.services.titles import title
from roidesk.services.trash import Trashed

_PAGE = 256
_MOST_READ_AGAIN = 2048
_CONFLICTS_TOLD = 5
_NARROW = 1180 - 188
_ADDED_BY_WORK = frozenset({"timers", "report_runs", "kind_versions"})
"""Tables whose rows come of something else that is done."""


@dataclass(frozen=True, slots=True)
class _Loaded:
    """A table as it was read, with what the page needs beside it."""

    columns: tuple[LedgerColumn, ...]
    rows: tuple[Row, ...]
    counts: Mapping[str, int]
    people: tuple[str, ...]
    channels: Mapping[str, Channel]
    reading: Reading
    begun: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class _Deleted:
    """The trash as it was read."""

    rows: tuple[Trashed, ...]
    count: int
    zone: str
    year: int


class LedgerPage(Page):
    """One table at a time. What is typed in a cell is saved when the cell is left; everything can be undone."""

    def __init__(self, desk: Desk, tasks: Tasks) -> None:
        super().__init__()
        self._desk, self._tasks = desk, tasks
        self._stale, self._asked = True, 0
        self._shown: dict[str, tuple[str, ...]] = {}
        self._begun: Mapping[str, str] = {}
        self._people: tuple[str, ...] = ()
        self._count = 0
        self.model = LedgerModel(self)
        self.table = LedgerTable(self.model)
        self.trash = TrashView()
        self.note = Note()
        self.tabs = TableTabs()
        self.add = Button(_("Add a row"), "plus", keys=_("Ins"))
        self.columns = Button(_("Columns"), "table")
        self.undo = Button(_("Undo"), "undo-2", keys=_("Ctrl+Z"))
        self.bring = Button(_("Import…"), "file-down", keys=_("Ctrl+O"))
        self.take = Button(_("Export…"), "download", keys=_("Ctrl+Shift+E"))
        self.bulk = BulkBar()
        self.empty = EmptyState("table-2")
        self._body = QStackedWidget()
        self.counted = label("", "help")
        self._current = TABS[0]
        self._lay()
        self._connect()

    # ------------------------------------------------------------ what a page is told

    @property
    def current(self) -> str:
        """The name of the table that is shown."""
        return self._current

    @property
    def first(self) -> QWidget:
        """Where the keyboard begins on this page."""
        shown = self._body.currentWidget()
        return shown if shown in (self.table, self.trash) else self.add

    def activated(self) -> None:
        """Show the table as it is now."""
        if self._stale:
            self._load()

    def changed(self, changes: Changes) -> None:
        """Read the rows again when something was written."""
        self._stale = True
        if self.isVisible():
            self._refresh()

    def show_table(self, table: str) -> None:
        """Show another table."""
        self._current = table
        self.tabs.mark(table)
        self.bulk.set_trash(on=table == TRASH)
        self._load()

    def showEvent(self, event: QShowEvent) -> None:
        """Read what has become stale."""
        super().showEvent(event)
        self.activated()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Drop the counts of the tabs in a narrow window."""
        super().resizeEvent(event)
        self.tabs.set_narrow(narrow=event.size().width() < style.px(_NARROW))

    # ------------------------------------------------------------ reading

    def _load(self) -> None:
        """Read a table from its start."""
        if self._current == TRASH:
            self._load_trash()
            return
        self._asked += 1
        asked, table = self._asked, self._current
        self._tasks.glance(lambda: self._read(table, _PAGE), lambda found: self._show(asked, found))

    def _refresh(self) -> None:
        """Read the same rows again, and what is new among them; a new row being filled in stays."""
        if not self.model.table or self._current == TRASH:
            self._load()
            return
        self._asked += 1
        asked, table = self._asked, self._current
        many = min(max(_PAGE, len(self.model.rows)), _MOST_READ_AGAIN)
        self._tasks.glance(lambda: self._read(table, many), lambda found: self._show_again(asked, found))

    def _more(self) -> None:
        rows = self.model.rows
        if not rows:
            return
        asked, table, last = self._asked, self._current, rows[-1].id
        self._tasks.glance(
            lambda: self._desk.ledger.rows(table, limit=_PAGE, before=last),
            lambda found: self._append(asked, found),
        )

    def _read(self, table: str, limit: int) -> _Loaded:
        """Read what is shown, on another thread."""
        ledger, settings = self._desk.ledger, self._desk.care.settings()
        now = self._desk.context.clock.now()
        names = self._desk.context.read().catalogue()
        today = local_day(now, settings.zone)
        owner = next((each.name for each in names.people if each.id == settings.person_id), "")
        moment = local(now, settings.zone).strftime("%Y-%m-%d %H:%M")
        return _Loaded(
            columns=in_order(table, ledger.columns(table)),
            rows=ledger.rows(table, limit=limit),
            counts=ledger.counts(),
            people=tuple(each.name for each in names.people),
            channels={folded(each.name): each for each in names.channels},
            reading=Reading(settings.currency, today.year),
            begun={
                "start": moment, "at": moment, "person": owner, "from": today.isoformat(), "date": today.isoformat(),
                "currency": settings.currency,
            },
        )  # fmt: skip

    def _load_trash(self) -> None:
        self._asked += 1
        asked, desk = self._asked, self._desk

        def read() -> _Deleted:
            settings = desk.care.settings()
            year = local_day(desk.context.clock.now(), settings.zone).year
            return _Deleted(desk.trash.rows(), desk.trash.count(), settings.zone, year)

        self._tasks.glance(read, lambda found: self._show_trash(asked, found))

    def _show_trash(self, asked: int, found: _Deleted) -> None:
        if asked != self._asked:
            return
        self._stale = False
        self._count = found.count
        self.add.setEnabled(False)
        self.columns.setEnabled(False)
        self.trash.show_trash(found.rows, found.zone, found.year)
        self._show_selection()

    def _show(self, asked: int, found: _Loaded) -> None:
        if asked != self._asked:
            return
        self._stale = False
        self.note.hide()
        self._take_over(found)
        whole = len(found.rows) < _PAGE
        self.model.show_table(self._current, found.columns, found.rows, found.reading, whole=whole)
        self._show_columns()
        self.table.scrollToTop()
        self._show_selection()

    def _show_again(self, asked: int, found: _Loaded) -> None:
        if asked != self._asked or self.model.table != self._current:
            return
        self._stale = False
        self._take_over(found)
        self.model.show_rows(found.rows, whole=len(found.rows) >= self._count)
        self._show_selection()

    def _append(self, asked: int, rows: Sequence[Row]) -> None:
        if asked == self._asked:
            self.model.append(rows, whole=len(rows) < _PAGE)
            self._show_selection()

    def _take_over(self, found: _Loaded) -> None:
        self.table.channels = found.channels
        self._begun = found.begun
        self._people = found.people
        self._count = found.counts[self._current]
        self.tabs.count(found.counts)
        self.columns.setEnabled(True)
        self.add.setEnabled(self._current not in _ADDED_BY_WORK and not self._desk.read_only)

    # ------------------------------------------------------------ writing

    def _edit(self, which: UUID, column: str, text: str) -> None:
        table = self._current

        def refused(error: UserError) -> None:
            self._warn(error)
            if table == self._current:
                self.table.open_cell(self.model.place_of(which, column), text)

        self._write(lambda: self._desk.ledger.edit(table, which, {column: text}), refused)

    def _delete(self, ids: Sequence[UUID]) -> None:
        table = self._current
        self._write(lambda: self._desk.ledger.delete(table, ids), self._warn)

    def _put_back(self, ids: Sequence[UUID]) -> None:
        if ids and not self._desk.read_only:
            self._write(lambda: self._desk.trash.restore(ids), self._warn)

    def _show_history(self) -> HistoryDialog | None:
        """Show every version of the entry that is selected."""
        chosen = self.trash.selected() if self._current == TRASH else self.table.selected()
        if len(chosen) != 1:
            return None
        dialog = HistoryDialog(self._desk, self._tasks, chosen[0], self._title(chosen[0]), self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()
        return dialog

    def _title(self, which: UUID) -> str:
        """Return what an entry that is shown is called."""
        if self._current == TRASH:
            return next((each.what for each in self.trash.rows if each.id == which), "")
        return next((title(self._current, each.cells) for each in self.model.rows if each.id == which), "")

    def _begin_row(self) -> None:
        """Put an empty row on top and open the first cell that has to be filled in."""
        if not self.add.isEnabled() or not self.model.columns:
            return
        wanted = {each.name for each in self.model.columns if each.required or each.name in self._shown_columns()}
        self.model.begin({name: text for name, text in self._begun.items() if name in wanted and text})
        self.table.scrollToTop()
        self._show_draft()
        missing = self.model.missing()
        first = missing[0].name if missing else self._shown_columns()[0]
        self.table.setFocus()
        self.table.open_cell(self.model.index(0, self.model.column_at(first)))

    def _save_row(self) -> None:
        draft, table = self.model.draft, self._current
        if draft is None:
            return
        self.table.setFocus()
        if missing := self.model.missing():
            self.table.open_cell(self.model.index(0, self.model.column_at(missing[0].name)))
            return
        fields = {name: text for name, text in draft.items() if text}
        self._tasks.write(lambda: self._desk.ledger.add(table, fields), lambda _added: self._leave_row(), self._back_to)

    def _back_to(self, error: UserError) -> None:
        """Say what is wrong with a new row, and open the cell it is about."""
        self._warn(error)
        at = self.model.column_at(str(error.facts.get("field")))
        if self.model.draft is not None and at >= 0:
            self.table.open_cell(self.model.index(0, at))

    def _leave_row(self) -> None:
        self.model.leave()
        self.note.hide()
        self._show_draft()

    def _write(self, work: Callable[[], Changes], failed: Callable[[UserError], None]) -> None:
        self._tasks.write(work, lambda _changes: self.note.hide(), failed)

    def _warn(self, error: UserError) -> None:
        self.note.tell(explain(error), "warn")

    def _take_back(self) -> None:
        self._write(self._desk.care.undo, self._warn)

    # ------------------------------------------------------------ files

    def _choose_import(self) -> None:
        menu = QMenu(self)
        menu.addAction(_("A file or zip…"), lambda: self._ask_import(QFileDialog.FileMode.ExistingFiles))
        menu.addAction(_("A folder of table files…"), lambda: self._ask_import(QFileDialog.FileMode.Directory))
        menu.popup(self.bring.mapToGlobal(self.bring.rect().bottomLeft()))

    def _ask_import(self, mode: QFileDialog.FileMode) -> None:
        dialog = QFileDialog(self, _("Import"))
        dialog.setFileMode(mode)
        if mode is QFileDialog.FileMode.ExistingFiles:
            dialog.setNameFilters([_("Tables (*.csv *.zip)"), _("All files (*)")])
        dialog.filesSelected.connect(lambda paths: self.import_from([Path(each) for each in paths]))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def import_from(self, paths: Sequence[Path]) -> ImportDialog:
        """Show what would be taken in from these files, and take it in when the person says so."""
        dialog = ImportDialog(self._desk, self._tasks, paths, self._people, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.imported.connect(self._say_imported)
        dialog.open()
        return dialog

    def _say_imported(self, report: ImportReport) -> None:
        said = _("Imported: {summary} Undo takes all of it back.").format(summary=summary(report))
        told = [sentence(each) for each in report.conflicts[:_CONFLICTS_TOLD]]
        more = len(report.conflicts) - len(told)
        if more:
            told.append(ngettext("and {count} more", "and {count} more", more).format(count=formats.number(more)))
        self.note.tell("\n".join([said, *told]), "warn" if told else "")

    def _ask_export(self) -> None:
        dialog = QFileDialog(self, _("Export everything"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters([_("Table files in a zip (*.zip)")])
        dialog.setDefaultSuffix("zip")
        dialog.selectFile(_("roidesk") + ".zip")
        dialog.fileSelected.connect(lambda path: self.export_to(Path(path)))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def _ask_erase(self) -> None:
        from roidesk.desktop.widgets.erase_dialog import EraseDialog

        for contact in self.table.selected()[:1]:
            dialog = EraseDialog(self._desk, self._tasks, contact, self)
            dialog.erased.connect(self.note.tell)
            dialog.open()

    def export_to(self, path: Path) -> None:
        """Write everything the store holds to a zip of table files."""
        self.note.tell(_("Writing {name}…").format(name=path.name))
        self._tasks.read(
            lambda: self._desk.exchange.export(path),
            lambda report: self.note.tell(
                ngettext(
                    "{count} row written to {name}.", "{count} rows written to {name}.", _rows(report.rows)
                ).format(count=formats.number(_rows(report.rows)), name=path.name)
            ),
            self._warn,
        )

    # ------------------------------------------------------------ what is seen

    def _shown_columns(self) -> tuple[str, ...]:
        return self._shown.get(self._current) or shown_at_first(self._current, tuple(self.model.columns))

    def _show_columns(self) -> None:
        self.table.show_columns(self._shown_columns())

    def _choose_columns(self) -> None:
        menu = QMenu(self)
        shown = self._shown_columns()
        for each in self.model.columns:
            action = menu.addAction(column_name(self._current, each.name))
            action.setCheckable(True)
            action.setChecked(each.name in shown)
            action.toggled.connect(lambda on, name=each.name: self._toggle_column(name, on=on))
        menu.popup(self.columns.mapToGlobal(self.columns.rect().bottomLeft()))

    def _toggle_column(self, name: str, *, on: bool) -> None:
        chosen = {*self._shown_columns(), name} if on else set(self._shown_columns()) - {name}
        if chosen:
            self._shown[self._current] = tuple(each.name for each in self.model.columns if each.name in chosen)
            self._show_columns()

    def _show_selection(self) -> None:
        in_trash = self._current == TRASH
        self.bulk.set_contacts(on=self._current == "contacts")
        self.bulk.tell(len(self.trash.selected() if in_trash else self.table.selected()))
        shown, count = len(self.trash.rows if in_trash else self.model.rows), self._count
        text = ngettext("{count} row", "{count} rows", count).format(count=formats.number(count))
        if shown < count:
            text = _("first {shown} of {rows}").format(shown=formats.number(shown), rows=text)
        self.counted.setText(text)
        self._show_body()
        for each in (self.bulk.delete, self.bulk.back, self.bulk.erase):
            each.setEnabled(not self._desk.read_only)

    def _show_draft(self) -> None:
        drafting = self.model.draft is not None
        self._show_body()
        self.bulk.tell_draft(required_words(self.model.missing(), self._current) if drafting else None)
        if not drafting:
            self._show_selection()

    def _show_body(self) -> None:
        """Show the rows, or where there are none, how the first one comes."""
        if self._current == TRASH and self.trash.rows:
            self._body.setCurrentWidget(self.trash)
            return
        if self._current == TRASH:
            words = _("What you delete waits here for 90 days, and can be put back.")
            self.empty.tell(_("The trash is empty"), words)
            self._body.setCurrentWidget(self.empty)
            return
        if self.model.rowCount():
            self._body.setCurrentWidget(self.table)
            return
        words = _("Rows appear here as you work.")
        if self._current not in _ADDED_BY_WORK:
            words = _("Add a row, or import what you have elsewhere.")
        self.empty.tell(_("{table}: nothing here yet").format(table=table_name(self._current)), words)
        self._body.setCurrentWidget(self.empty)

    def _lay(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(style.px(8))
        head.addWidget(self.tabs)
        head.addStretch(1)
        for button in (self.undo, self.bring, self.take):
            head.addWidget(button)
        tools = QHBoxLayout()
        tools.setSpacing(style.px(8))
        tools.addWidget(self.add)
        tools.addStretch(1)
        tools.addWidget(self.columns)
        tools.addWidget(self.counted)
        panel = frame("panel")
        inside = QVBoxLayout(panel)
        inside.setContentsMargins(1, style.px(4), 1, 1)
        inside.setSpacing(0)
        self._body.addWidget(self.table)
        self._body.addWidget(self.trash)
        self._body.addWidget(self.empty)
        inside.addWidget(self._body, 1)
        inside.addWidget(self.bulk)
        top = QVBoxLayout()
        top.setSpacing(0)
        top.addLayout(head)
        top.addWidget(rule())
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(style.px(10))
        box.addLayout(top)
        box.addLayout(tools)
        box.addWidget(self.note)
        box.addWidget(panel, 1)

    def _connect(self) -> None:
        self.tabs.chosen.connect(self.show_table)
        self.model.edited.connect(self._edit)
        self.model.drafted.connect(self._show_draft)
        self.model.more_wanted.connect(self._more)
        self.model.modelReset.connect(self._show_draft)
        self.table.deleted.connect(self._delete)
        self.table.saved.connect(self._save_row)
        self.table.left.connect(self._leave_row)
        self.table.given_up.connect(self.note.hide)
        self.table.selectionModel().selectionChanged.connect(self._show_selection)
        self.trash.selectionModel().selectionChanged.connect(self._show_selection)
        self.trash.put_back.connect(self._put_back)
        self.bulk.back.clicked.connect(lambda: self._put_back(self.trash.selected()))
        self.bulk.history.clicked.connect(self._show_history)
        self.bulk.erase.clicked.connect(self._ask_erase)
        self.bulk.delete.clicked.connect(lambda: self._delete(self.table.selected()))
        self.bulk.save.clicked.connect(self._save_row)
        self.bulk.leave.clicked.connect(self._leave_row)
        self.add.clicked.connect(self._begin_row)
        self.columns.clicked.connect(self._choose_columns)
        self.undo.clicked.connect(self._take_back)
        self.bring.clicked.connect(self._choose_import)
        self.take.clicked.connect(self._ask_export)
        for keys, act in (
            ("Ins", self._begin_row),
            ("Ctrl+H", self._show_history),
            ("Ctrl+O", self._choose_import),
            ("Ctrl+Shift+E", self._ask_export),
        ):
            shortcut = QShortcut(QKeySequence(keys), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)


def _rows(rows: Mapping[str, int]) -> int:
    return sum(rows.values())
