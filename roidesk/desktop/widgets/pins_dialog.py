"""The list of pins: add, change every field, order, remove. A change is kept at once, and Ctrl+Z takes it back."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, NamedTuple
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QMenu, QVBoxLayout, QWidget

from roidesk.desktop import style
from roidesk.desktop.models.pin_face import length, what
from roidesk.desktop.models.pin_fields import cells_of, new_pin, pin_fields
from roidesk.desktop.widgets.buttons import Button, IconButton
from roidesk.desktop.widgets.dialog import Dialog
from roidesk.desktop.widgets.labels import label, tip
from roidesk.desktop.widgets.pin_form import PinForm
from roidesk.desktop.widgets.scrolled import scrolled
from roidesk.i18n import _, ngettext
from roidesk.services.pins import PinRow, Proposal

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from roidesk.desktop.tasks import Tasks
    from roidesk.domain.catalogue import Catalogue
    from roidesk.domain.changes import Changes
    from roidesk.services.desk import Desk
    from roidesk.services.ledger import LedgerColumn

_SIZE = (820, 560)
_LIST = 300


class _Loaded(NamedTuple):
    """The pins with all their cells, and the names a form offers."""

    rows: tuple[PinRow, ...]
    cells: Mapping[UUID, Mapping[str, str]]
    columns: tuple[LedgerColumn, ...]
    names: Catalogue


class PinsDialog(Dialog):
    """All pins on the left, every field of one on the right."""

    def __init__(self, desk: Desk, tasks: Tasks, parent: QWidget, which: UUID | None = None) -> None:
        super().__init__(_("Pins"), parent)
        self._desk, self._tasks = desk, tasks
        self._wanted = which
        self._loaded: _Loaded | None = None
        self.list = QListWidget()
        self.list.setAccessibleName(_("Pins in the order of their keys"))
        self.list.setProperty("role", "plain")
        self.form = PinForm()
        self.add = Button(_("Add"), "plus", keys=_("Ctrl+N"))
        self.up = IconButton("arrow-up", _("To the key before"), keys=_("Alt+Up"))
        self.down = IconButton("arrow-down", _("To the next key"), keys=_("Alt+Down"))
        self.remove = IconButton("trash-2", _("Remove this pin"), keys=_("Del"))
        self.by_use = Button(_("Most used first"), kind="quiet")
        self.suggest = Button(_("Suggest"), "lightbulb", kind="quiet")
        self.leave = Button(_("Done"), kind="primary", keys=_("Esc"))
        self._lay()
        self._connect()
        tasks.changed.connect(self._changed)
        self._load()

    # ------------------------------------------------------------ showing

    def _load(self) -> None:
        self._tasks.glance(self._read, self.while_open(self._show))

    def _read(self) -> _Loaded:
        ledger, pins = self._desk.ledger, self._desk.pins
        cells = {row.id: row.cells for row in ledger.rows("pins", limit=1000)}
        return _Loaded(pins.rows(), cells, ledger.columns("pins"), self._desk.tracking.names())

    def _show(self, loaded: _Loaded) -> None:
        chosen = self._wanted or self._chosen()
        at = self.list.currentRow()
        self._loaded, self._wanted = loaded, None
        self.list.blockSignals(True)
        self.list.clear()
        for row in loaded.rows:
            self.list.addItem(_item(row))
        ids = [row.pin.id for row in loaded.rows]
        where = ids.index(chosen) if chosen in ids else min(max(at, 0), len(ids) - 1)
        self.list.setCurrentRow(where)
        self.list.blockSignals(False)
        self._show_chosen()

    def _show_chosen(self) -> None:
        loaded, chosen = self._loaded, self._chosen()
        at, count = self.list.currentRow(), self.list.count()
        self.up.setEnabled(at > 0)
        self.down.setEnabled(0 <= at < count - 1)
        self.remove.setEnabled(chosen is not None)
        self.by_use.setEnabled(count > 1)
        self.form.setVisible(chosen is not None)
        if loaded is not None and chosen is not None:
            fields = pin_fields(loaded.cells.get(chosen, {}), loaded.columns, loaded.names)
            self.form.show_fields(chosen, fields)

    def _chosen(self) -> UUID | None:
        at = self.list.currentRow()
        return self._loaded.rows[at].pin.id if self._loaded is not None and 0 <= at < len(self._loaded.rows) else None

    def _changed(self, changes: Changes) -> None:
        if "pin" in changes.tables:
            self._load()

    # ------------------------------------------------------------ changing

    def _write(self, work: Callable[[], Changes]) -> None:
        self.problem.hide()
        self._tasks.write(work, failed=self.while_open(self.refuse))

    def _edit(self, which: UUID, field: str, text: str) -> None:
        self._write(lambda: self._desk.pins.edit(which, cells_of(field, text)))

    def _add(self) -> None:
        if self._loaded is not None:
            cells = new_pin(self._loaded.names)
            self.problem.hide()
            self._tasks.write(
                lambda: self._desk.pins.add(cells), self.while_open(self._added), self.while_open(self.refuse)
            )

    def _added(self, changes: Changes) -> None:
        """Go to the new one; its name is there to be typed over."""
        before = {row.pin.id for row in self._loaded.rows} if self._loaded is not None else set()
        self._wanted = next(iter(changes.entries - before), None)
        self.form.begin_next()

    def _move(self, by: int) -> None:
        if (chosen := self._chosen()) is not None:
            self._write(lambda: self._desk.pins.move(chosen, by))

    def _remove(self) -> None:
        if (chosen := self._chosen()) is not None:
            self._write(lambda: self._desk.pins.remove(chosen))

    def _order_by_use(self) -> None:
        self._write(self._desk.pins.order_by_use)

    def _suggest(self) -> None:
        self._tasks.read(self._desk.pins.proposals, self.while_open(self._offer))

    def _offer(self, proposals: Sequence[Proposal]) -> None:
        """Offer what was often done; what is chosen becomes the last pin."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for each in proposals:
            times = ngettext("{count} time in two weeks", "{count} times in two weeks", each.times)
            said = f"{what(each.pin, each.shown)} · {length(each.pin)} · {times.format(count=each.times)}"
            menu.addAction(said.replace("&", "&&"), partial(self._keep, each))
        if not proposals:
            nothing = menu.addAction(_("Nothing without a pin was done three times in the last two weeks"))
            nothing.setEnabled(False)
        menu.popup(self.suggest.mapToGlobal(self.suggest.rect().bottomLeft()))

    def _keep(self, proposal: Proposal) -> None:
        self._wanted = proposal.pin.id
        self._write(lambda: self._desk.pins.keep(proposal.pin))

    # ------------------------------------------------------------ parts

    def _connect(self) -> None:
        self.list.currentRowChanged.connect(lambda _at: self._show_chosen())
        self.form.edited.connect(self._edit)
        self.add.clicked.connect(self._add)
        self.up.clicked.connect(lambda: self._move(-1))
        self.down.clicked.connect(lambda: self._move(1))
        self.remove.clicked.connect(self._remove)
        self.by_use.clicked.connect(self._order_by_use)
        self.suggest.clicked.connect(self._suggest)
        self.leave.clicked.connect(self.accept)
        for keys, act in (
            ("Ctrl+N", self._add),
            ("Alt+Up", lambda: self._move(-1)),
            ("Alt+Down", lambda: self._move(1)),
            ("Ctrl+Z", lambda: self._tasks.write(self._desk.care.undo)),
            ("Ctrl+Shift+Z", lambda: self._tasks.write(self._desk.care.redo)),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(act)
        delete = QShortcut(QKeySequence("Del"), self.list)
        delete.setContext(Qt.ShortcutContext.WidgetShortcut)
        delete.activated.connect(self._remove)

    def _lay(self) -> None:
        acts = QHBoxLayout()
        acts.setSpacing(style.px(4))
        for part in (self.add, self.up, self.down, self.remove):
            acts.addWidget(part)
        acts.addStretch(1)
        more = QHBoxLayout()
        more.setSpacing(style.px(4))
        more.addWidget(self.suggest)
        more.addWidget(self.by_use)
        more.addStretch(1)
        left = QVBoxLayout()
        left.setSpacing(style.px(8))
        left.addWidget(self.list, 1)
        left.addLayout(acts)
        left.addLayout(more)
        self.list.setFixedWidth(style.px(_LIST))
        body = QHBoxLayout()
        body.setSpacing(style.px(20))
        body.addLayout(left)
        body.addWidget(scrolled(self.form), 1)
        kept = _("Kept as you type; Ctrl+Z takes it back. The order changes only when you change it.")
        self.lay(body, verbs=(self.leave,), enter=None, beside=(label(kept, "hint"),), grows=body)
        style.open_at(self, *_SIZE)


def _item(row: PinRow) -> QListWidgetItem:
    key = str(row.digit) if row.digit is not None else "–"
    item = QListWidgetItem(f"{key}   {row.pin.label}  ·  {length(row.pin)}")
    item.setToolTip(tip(what(row.pin, row.shown)))
    return item
