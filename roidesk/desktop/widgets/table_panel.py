"""A table of the store within a subject of Settings: its rows are added, edited in place and deleted there."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from roidesk.desktop import style
from roidesk.desktop.models.ledger_rows import LedgerModel, required_words
from roidesk.desktop.models.ledger_words import Reading
from roidesk.desktop.tasks import Tasks
from roidesk.desktop.widgets.buttons import Button
from roidesk.desktop.widgets.labels import label
from roidesk.desktop.widgets.ledger_table import ROW_HEIGHT, LedgerTable
from roidesk.desktop.widgets.refusal import Refusal
from roidesk.domain.catalogue import folded
from roidesk.domain.changes import Changes
from roidesk.domain.errors import UserError
from roidesk.domain.instants import local_day
from roidesk.domain.model import Channel
from roidesk.i18n import _
from roidesk.i18n.sentences import explain
from roidesk.services.desk import Desk
from roidesk.services.ledger import LedgerColumn, Row

_MOST = 256
_SHOWN = 9
_LEAST = 2
_HEAD, _BAR = 30, 14


class Shown(NamedTuple):
    """What a panel shows: a table, its title, a few words, its columns, what its button says, what it says when empty.

    `begun`: what a new row begins with beside what the desk knows (whose it is, today, the currency). `offered`: what
    is proposed while a cell of a column is typed; it is asked for off the GUI thread.
    """

    table: str
    title: str
    meaning: str
    columns: tuple[str, ...]
    add: str
    empty: str
    begun: Mapping[str, str] = {}
    offered: Mapping[str, Callable[[], tuple[str, ...]]] = {}


class _Read(NamedTuple):
    columns: tuple[LedgerColumn, ...]
    rows: tuple[Row, ...]
    channels: Mapping[str, Channel]
    reading: Reading
    begun: Mapping[str, str]


class TablePanel(QFrame):
    """Each edit is one action of the store; a new row is saved when it says what it has to."""

    shown_rows = Signal(object, object)
    """The rows that are shown now, and the `Reading` they are shown with."""

    def __init__(self, desk: Desk, tasks: Tasks, shown: Shown) -> None:
        super().__init__()
        self.setProperty("role", "panel")
        self.setAccessibleName(shown.title)
        self._desk, self._tasks, self._what = desk, tasks, shown
        self._begun: Mapping[str, str] = {}
        self._asked = 0
        self.model = LedgerModel(self)
        self.table = LedgerTable(self.model)
        self.table.setAccessibleName(shown.title)
        self.add = Button(shown.add, "plus")
        self.save = Button(_("Save"), kind="primary", keys=_("Ctrl+Enter"))
        self.leave = Button(_("Give up"), kind="quiet", keys=_("Esc"))
        self.delete = Button(_("Delete"), kind="quiet", keys=_("Del"))
        self._error, self._needed = Refusal(), label("", "help", wrap=True)
        self._nothing = label(shown.empty, "help", wrap=True)
        self._lay()
        self._connect()
        self._show_state()

    def load(self) -> None:
        """Read the rows as they are now; one that is being filled in stays."""
        self._asked += 1
        asked = self._asked
        self._tasks.glance(self._read, lambda found: self._show(found) if asked == self._asked else None)

    @property
    def error(self) -> str:
        """The sentence about what cannot be so, "" when there is none."""
        return self._error.text()

    # ------------------------------------------------------------ reading

    def _read(self) -> _Read:
        desk, table = self._desk, self._what.table
        settings, names = desk.care.settings(), desk.context.read().catalogue()
        today = local_day(desk.context.clock.now(), settings.zone)
        owner = next((each.name for each in names.people if each.id == settings.person_id), "")
        by_name = {each.name: each for each in desk.ledger.columns(table)}
        by_name |= {
            name: replace(by_name[name], choices=choices(), open=True) for name, choices in self._what.offered.items()
        }
        shown = tuple(by_name[name] for name in self._what.columns if name in by_name)
        known = {"person": owner, "from": today.isoformat(), "currency": settings.currency}
        return _Read(
            columns=shown,
            rows=desk.ledger.rows(table, limit=_MOST),
            channels={folded(each.name): each for each in names.channels},
            reading=Reading(settings.currency, today.year, settings.zone),
            begun={key: text for key, text in {**known, **self._what.begun}.items() if key in self._what.columns},
        )

    def _show(self, found: _Read) -> None:
        self._begun = found.begun
        self.table.channels = found.channels
        if self.model.table and self.model.columns == found.columns:
            self.model.show_rows(found.rows)
        else:
            self.model.show_table(self._what.table, found.columns, found.rows, found.reading)
            self.table.show_columns(self._what.columns)
        self._show_state()
        self.shown_rows.emit(found.rows, found.reading)

    # ------------------------------------------------------------ writing

    def begin(self) -> None:
        """Put an empty row on top and open the first cell that has to be filled in."""
        if not self.model.columns:
            return
        self.model.begin(self._begun)
        self._show_state()
        missing = self.model.missing()
        first = missing[0].name if missing else self._what.columns[0]
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        self.table.open_cell(self.model.index(0, self.model.column_at(first)))

    def _save(self) -> None:
        draft = self.model.draft
        if draft is None:
            return
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        if missing := self.model.missing():
            self.table.open_cell(self.model.index(0, self.model.column_at(missing[0].name)))
            return
        fields = {name: text for name, text in draft.items() if text}
        table = self._what.table
        self._tasks.write(lambda: self._desk.ledger.add(table, fields), lambda _added: self._left(), self._refused)

    def _edit(self, which: UUID, column: str, text: str) -> None:
        def refused(error: UserError) -> None:
            self._refused(error)
            self.table.open_cell(self.model.place_of(which, column), text)

        table = self._what.table
        self._write(lambda: self._desk.ledger.edit(table, which, {column: text}), refused)

    def _delete(self, ids: Sequence[UUID]) -> None:
        if ids:
            self._write(lambda: self._desk.ledger.delete(self._what.table, ids), self._refused)

    def _write(self, work: Callable[[], Changes], failed: Callable[[UserError], None]) -> None:
        self._tasks.write(work, lambda _changes: self._tell(""), failed)

    def _left(self) -> None:
        self.model.leave()
        self._tell("")
        self._show_state()

    def _refused(self, error: UserError) -> None:
        """Say what is wrong, and open the cell of the new row it is about."""
        self._tell(explain(error))
        at = self.model.column_at(str(error.facts.get("field")))
        if self.model.draft is not None and at >= 0:
            self.table.open_cell(self.model.index(0, at))

    def _tell(self, sentence: str) -> None:
        self._error.tell(sentence)

    # ------------------------------------------------------------ what is seen

    def _show_state(self) -> None:
        drafting, rows = self.model.draft is not None, self.model.rowCount()
        self.table.setVisible(bool(rows))
        self._nothing.setVisible(not rows)
        high = style.px(_HEAD) + style.px(ROW_HEIGHT) * min(_SHOWN, max(_LEAST, rows)) + style.px(_BAR)
        self.table.setFixedHeight(high)
        writes = not self._desk.read_only
        self.add.setEnabled(writes and not drafting)
        for each in (self.save, self.leave):
            each.setVisible(drafting)
        self._needed.setText(required_words(self.model.missing(), self._what.table) if drafting else "")
        self._needed.setVisible(bool(self._needed.text()))
        self.delete.setVisible(not drafting and writes and bool(self.table.selected()) and self.table.isVisible())

    def _lay(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(style.px(14), style.px(10), style.px(14), 0)
        head.setSpacing(style.px(8))
        head.addWidget(label(self._what.title, "heading"))
        head.addStretch(1)
        head.addWidget(self.delete)
        head.addWidget(self.add)
        words = QVBoxLayout()
        words.setContentsMargins(style.px(14), 0, style.px(14), 0)
        words.setSpacing(style.px(4))
        if self._what.meaning:
            words.addWidget(label(self._what.meaning, "help", wrap=True))
        words.addWidget(self._nothing)
        words.addWidget(self._error)
        foot = QHBoxLayout()
        foot.setContentsMargins(style.px(14), 0, style.px(14), 0)
        foot.addWidget(self._needed, 1)
        foot.addStretch(0)
        foot.addWidget(self.leave)
        foot.addWidget(self.save)
        box = QVBoxLayout(self)
        box.setContentsMargins(1, 0, 1, style.px(10))
        box.setSpacing(style.px(6))
        box.addLayout(head)
        box.addLayout(words)
        box.addWidget(self.table)
        box.addLayout(foot)
        box.addStretch(1)

    def put_below(self, widget: QWidget) -> None:
        """Put something below the rows."""
        layout = self.layout()
        if isinstance(layout, QVBoxLayout):
            layout.insertWidget(layout.count() - 2, widget)

    def _connect(self) -> None:
        self.add.clicked.connect(self.begin)
        self.save.clicked.connect(self._save)
        self.leave.clicked.connect(self._left)
        self.delete.clicked.connect(lambda: self._delete(self.table.selected()))
        self.model.edited.connect(self._edit)
        self.model.drafted.connect(self._show_state)
        self.table.deleted.connect(self._delete)
        self.table.saved.connect(self._save)
        self.table.left.connect(self._left)
        self.table.given_up.connect(lambda: self._tell(""))
        self.table.selectionModel().selectionChanged.connect(self._show_state)
