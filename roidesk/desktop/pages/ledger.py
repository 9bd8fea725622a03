"""The ledger: every table of the store, to look through, filter, add to, edit in place, bring in and take out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QWidget

from roidesk.desktop import style
from roidesk.desktop.ledger_ahead import AHEAD, LedgerAhead
from roidesk.desktop.ledger_columns import LedgerColumns
from roidesk.desktop.ledger_draft import LedgerDraft
from roidesk.desktop.ledger_empty import count_words, tell_first, tell_looking, tell_nothing_fits, tell_trash
from roidesk.desktop.ledger_files import LedgerFiles
from roidesk.desktop.ledger_menu import LedgerMenu
from roidesk.desktop.ledger_reading import PAGE, READ_WHOLE, Loaded, read_again, read_first
from roidesk.desktop.ledger_selection import LedgerSelection
from roidesk.desktop.ledger_trash import LedgerTrash
from roidesk.desktop.models.bulk_fields import fields_of
from roidesk.desktop.models.ledger_order import order_of, ordered_by
from roidesk.desktop.models.ledger_rows import LedgerModel
from roidesk.desktop.models.ledger_words import TABS
from roidesk.desktop.page import Page
from roidesk.desktop.tasks import Tasks
from roidesk.desktop.widgets.history_dialog import HistoryDialog
from roidesk.desktop.widgets.import_dialog import ImportDialog
from roidesk.desktop.widgets.ledger_bars import TRASH
from roidesk.desktop.widgets.ledger_layout import LedgerLayout
from roidesk.desktop.widgets.ledger_table import LedgerTable
from roidesk.desktop.widgets.trash_view import TrashView
from roidesk.domain.changes import Changes
from roidesk.domain.errors import UserError
from roidesk.domain.filters import written
from roidesk.domain.filters.expression import all_of, parts_of
from roidesk.domain.instants import MINUTE
from roidesk.i18n import formats
from roidesk.i18n.sentences import explain
from roidesk.services.desk import Desk
from roidesk.services.ledger_views import Size, Stretch, View
from roidesk.services.titles import title

_NARROW = 1180 - 188
_ADDED_BY_WORK = frozenset({"timers", "away", "report_runs", "kind_versions"})
"""Tables whose rows come of something else that is done."""


class LedgerPage(Page):
    """One table at a time. What is typed in a cell is saved when the cell is left; everything can be undone."""

    def __init__(self, desk: Desk, tasks: Tasks) -> None:
        super().__init__()
        self._desk, self._tasks = desk, tasks
        self._stale, self._asked = True, 0
        self._people: tuple[str, ...] = ()
        self._size: Size | None = None
        self._whole = 0
        self.view = View(TABS[0])
        self.model = LedgerModel(self)
        self.table = LedgerTable(self.model)
        self.trash = TrashView()
        self.parts = LedgerLayout(self, (self.table, self.trash))
        self.note, self.tabs, self.bulk, self.empty = (
            self.parts.note, self.parts.tabs, self.parts.bulk, self.parts.empty,
        )  # fmt: skip
        self.add, self.undo, self.counted, self.filter = (
            self.parts.add, self.parts.undo, self.parts.counted, self.parts.filter,
        )  # fmt: skip
        self.files = LedgerFiles(desk, tasks, self, self.note)
        self.selection = LedgerSelection(desk, tasks, self, self.table)
        self.menu = LedgerMenu(desk, tasks, self)
        self.deleted = LedgerTrash(desk, tasks, self, self.trash)
        self.chosen = LedgerColumns(self.table)
        self.draft = LedgerDraft(desk, tasks, self, self.table, self.bulk)
        self.draft.columns = self.chosen.shown
        self.ahead = LedgerAhead(desk, tasks, self, self.table)
        self._current = TABS[0]
        self._connect()

    # ------------------------------------------------------------ what a page is told

    @property
    def current(self) -> str:
        """The name of the table that is shown."""
        return self._current

    @property
    def first(self) -> QWidget:
        """Where the keyboard begins on this page."""
        shown = self.parts.body.currentWidget()
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

    def narrow_down(self) -> None:
        """Let the rows be filtered."""
        self.filter.open()

    def step(self, by: int) -> None:
        """Show the days before or after those that are shown, where only some are."""
        self.parts.days.step(by)

    def show_table(self, table: str) -> None:
        """Show another table, all of it."""
        self.parts.chips.show_parts(())
        self.parts.days.clear()
        self.parts.days.setVisible(table == TABS[0])
        self.filter.take_words(plain=table != TABS[0])
        self._current = table
        self.view = View(table)
        self.tabs.mark(table)
        self.bulk.set_trash(on=table == TRASH)
        self.filter.setVisible(table != TRASH)
        self._load()

    def showEvent(self, event: QShowEvent) -> None:
        """Read what has become stale."""
        super().showEvent(event)
        self.activated()

    def set_room(self, width: int) -> None:
        """Drop the counts of the tabs in a narrow window."""
        self.tabs.set_narrow(narrow=width < style.px(_NARROW))

    # ------------------------------------------------------------ reading

    def _load(self) -> None:
        """Read a table from its start."""
        if self._current == TRASH:
            self._asked += 1
            self.deleted.load()
            return
        self.deleted.leave()
        self._asked += 1
        self._size = None
        self.ahead.follow(self.view)
        asked, view, desk = self._asked, self.view, self._desk
        self._tasks.glance(lambda: read_first(desk, view), lambda found: self._show(asked, found), self.filter.refuse)

    def _refresh(self) -> None:
        """Read the same rows again, and what is new among them; a new row being filled in stays."""
        if not self.model.table or self._current == TRASH:
            self._load()
            return
        if self.model.count > READ_WHOLE and self.table.state() == LedgerTable.State.EditingState:
            return  # rows may move: the cell that is being edited is let finish, which reads them
        self._asked += 1
        self.ahead.follow(self.view)
        first, last = self.table.looked_at
        wanted = Stretch(0, max(PAGE, self.model.count + 1))
        if self.model.count > READ_WHOLE:
            wanted = Stretch(max(0, first - AHEAD), last - first + 2 * AHEAD)
        asked, view, desk = self._asked, self.view, self._desk
        # Where a filter keeps few, this reads far: what is typed meanwhile is not kept waiting for it.
        ask = self._tasks.read if self.view.narrowed else self._tasks.glance
        ask(lambda: read_again(desk, view, wanted), lambda found: self._show_again(asked, found), self.filter.refuse)

    def _count(self, asked: int) -> None:
        """Count what a filter keeps, apart: it may take a moment."""
        self._show_selection()
        if not self.view.narrowed:
            return
        view, views = self.view, self._desk.ledger_views

        def counted(size: Size) -> None:
            if asked == self._asked:
                self._size = size
                self.table.keeping_place(lambda: self.model.resize(size.rows))
                self._show_selection()

        self._tasks.read(lambda: views.count(view), counted)

    def _show_trash(self, count: int) -> None:
        self._stale = False
        self._whole, self._size = count, None
        self.add.setEnabled(False)
        self.parts.columns.setEnabled(False)
        self._show_selection()

    def _show(self, asked: int, found: Loaded) -> None:
        if asked != self._asked:
            return
        self._stale = False
        self.note.hide()
        self.filter.accept()
        self._take_over(found)
        # With the rows, not before: the table moves for them, and would be painted twice.
        self.parts.chips.show_parts([written(each) for each in parts_of(self.view.where)])
        self.model.show_table(self._current, found.columns, found.rows, found.reading, count=found.count)
        by, descending = order_of(self.view)
        self.model.show_order(by, descending=descending)
        self.chosen.show()
        self.table.scrollToTop()
        self._count(asked)

    def _show_again(self, asked: int, found: Loaded) -> None:
        if asked != self._asked or self.model.table != self._current:
            return
        self._stale, count = False, self.model.count if found.count is None else found.count
        self._take_over(found)
        self.table.keeping_place(lambda: self.model.show_part(found.first, found.rows, count))
        self._count(asked)

    def _take_over(self, found: Loaded) -> None:
        self.table.channels = found.channels
        self.draft.begun = found.begun
        self.parts.days.set_today(date.fromisoformat(found.begun["from"]))
        self._people = found.people
        self._whole = found.counts[self._current]
        if found.count is not None and (self._size is None or not self.view.narrowed):
            self._size = Size(found.count, 0)
        self.tabs.count(found.counts)
        self.selection.view, self.selection.kinds = self.view, found.kinds
        able = self._desk.bulk.changeable(self._current) and not self._desk.read_only
        self.bulk.bulk.offer(fields_of(self._current, found.columns) if able else ())
        self.parts.columns.setEnabled(True)
        self.add.setEnabled(self._current not in _ADDED_BY_WORK and not self._desk.read_only)

    # ------------------------------------------------------------ filter and order

    def _refilter(self) -> None:
        self.view = replace(self.view, where=self.filter.expression, words=self.filter.words, days=self.parts.days.days)
        self._load()

    def _clear(self) -> None:
        """Leave everything out that narrows the view."""
        self.parts.days.clear()
        self.filter.clear()
        if self.view.narrowed:
            self._refilter()

    def _drop_part(self, number: int) -> None:
        """Leave one part of the filter out."""
        parts = parts_of(self.view.where)
        kept = all_of(*(each for at, each in enumerate(parts) if at != number))
        self.filter.put("" if kept is None else written(kept))

    def _order(self, column: str) -> None:
        """Put the rows in order of a column; once more: the other way round; a third time: as the table is."""
        if self._current == TRASH or column not in self._desk.ledger_views.sortable(self._current):
            return
        self.view = ordered_by(self.view, column)
        self._load()

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

    def _show_history(self) -> HistoryDialog | None:
        """Show every version of the entry that is selected."""
        chosen = self.trash.selected() if self._current == TRASH else self.table.selected()
        if len(chosen) != 1:
            return None
        dialog = HistoryDialog(self._desk, self._tasks, chosen[0], self._title(chosen[0]), self)
        dialog.open()
        return dialog

    def _title(self, which: UUID) -> str:
        """Return what an entry that is shown is called."""
        if self._current == TRASH:
            return next((each.what for each in self.trash.rows if each.id == which), "")
        row = self.model.row_of(which)
        return "" if row is None else title(self._current, self.model.cells_of(row))

    def _write(self, work: Callable[[], Changes], failed: Callable[[UserError], None]) -> None:
        self._tasks.write(work, lambda _changes: self.note.hide(), failed)

    def _warn(self, error: UserError) -> None:
        self.note.tell(explain(error), "warn")

    # ------------------------------------------------------------ files

    def import_from(self, paths: Sequence[Path]) -> ImportDialog:
        """Show what would be taken in from these files, and take it in when the person says so."""
        return self.files.import_from(paths, self._people)

    def export_to(self, path: Path) -> None:
        """Write everything the store holds to a zip of table files."""
        self.files.export_to(path)

    def choose_import(self) -> None:
        """Ask which files are to be brought in."""
        self.files.choose_import(self.parts.bring, self._people)

    # ------------------------------------------------------------ what is seen

    def _begin_row(self) -> None:
        if self.add.isEnabled():
            self.draft.begin()

    def _show_selection(self) -> None:
        in_trash = self._current == TRASH
        self.bulk.set_contacts(on=self._current == "contacts")
        if in_trash:
            self.bulk.tell(len(self.trash.selected()))
        else:
            us = self.selection.us if self.selection.count > 1 else 0
            self.bulk.tell(self.selection.count, formats.duration(us - us % MINUTE) if us >= MINUTE else "")
        self.counted.setText(count_words(self._whole, self._size, filtered=self.view.narrowed))
        self._show_body()
        for each in (self.bulk.delete, self.bulk.back, self.bulk.erase):
            each.setEnabled(not self._desk.read_only)

    def _show_draft(self) -> None:
        self._show_body()
        if self.model.draft is None:
            self._show_selection()

    def _show_body(self) -> None:
        """Show the rows, or where there are none, how the first one comes."""
        in_trash = self._current == TRASH
        if in_trash and self.trash.rows:
            self.parts.body.setCurrentWidget(self.trash)
            return
        if not in_trash and self.model.rowCount():
            self.parts.body.setCurrentWidget(self.table)
            return
        if in_trash:
            tell_trash(self.empty)
        elif self.view.narrowed and self._size is None:
            tell_looking(self.empty, self.view, self._whole)
        elif self.view.narrowed:
            tell_nothing_fits(self.empty, self.view, self._whole, self._clear, self._drop_part)
        else:
            tell_first(self.empty, self._current, by_work=self._current in _ADDED_BY_WORK)
        self.parts.body.setCurrentWidget(self.empty)

    def _connect(self) -> None:
        self.tabs.chosen.connect(self.show_table)
        self.filter.changed.connect(self._refilter)
        self.parts.days.chosen.connect(self._refilter)
        self.filter.left.connect(self.table.setFocus)
        self.parts.chips.dropped.connect(self._drop_part)
        self.model.edited.connect(self._edit)
        self.model.drafted.connect(self.draft.show)
        self.model.modelReset.connect(self.draft.show)
        self.draft.shown.connect(self._show_draft)
        self.draft.refused.connect(self._warn)
        self.table.deleted.connect(lambda _ids: self.selection.with_ids(self._delete))
        self.table.saved.connect(self.draft.save)
        self.table.left.connect(self._leave_draft)
        self.table.given_up.connect(self.note.hide)
        self.table.closed.connect(lambda: self._refresh() if self._stale else None)
        self.table.order_wanted.connect(self._order)
        self.table.selectionModel().selectionChanged.connect(self._show_selection)
        self.trash.selectionModel().selectionChanged.connect(self._show_selection)
        self.deleted.shown.connect(self._show_trash)
        self.deleted.refused.connect(self._warn)
        self.selection.done.connect(self.done)
        self.selection.told.connect(self.note.tell)
        self.bulk.bulk.wanted.connect(self.selection.change)
        self.bulk.back.clicked.connect(lambda: self.deleted.put_back(self.trash.selected()))
        self.bulk.history.clicked.connect(self._show_history)
        self.bulk.erase.clicked.connect(self.selection.erase)
        self.bulk.delete.clicked.connect(lambda: self.selection.with_ids(self._delete))
        self.bulk.save.clicked.connect(self.draft.save)
        self.bulk.leave.clicked.connect(self._leave_draft)
        self.add.clicked.connect(self._begin_row)
        self.parts.columns.clicked.connect(lambda: self.chosen.ask(self.parts.columns))
        self.undo.clicked.connect(lambda: self._write(self._desk.care.undo, self._warn))
        self.parts.bring.clicked.connect(self.choose_import)
        self.parts.take.clicked.connect(self.files.ask_export)
        for keys, act in (
            ("Ins", self._begin_row),
            ("Ctrl+H", self._show_history),
            ("Ctrl+O", self.choose_import),
            ("Ctrl+Shift+E", self.files.ask_export),
        ):
            shortcut = QShortcut(QKeySequence(keys), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    def _leave_draft(self) -> None:
        self.draft.leave()
        self.note.hide()
