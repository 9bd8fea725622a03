"""A new row of the ledger, from the empty one on top of the table until it is saved or given up."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from roidesk.desktop.models.ledger_rows import LedgerModel, required_words
from roidesk.desktop.tasks import Tasks
from roidesk.desktop.widgets.ledger_bars import BulkBar
from roidesk.desktop.widgets.ledger_table import LedgerTable
from roidesk.domain.errors import UserError
from roidesk.services.desk import Desk


class LedgerDraft(QObject):
    """Fills in what can be known, opens what is needed, and keeps what was typed when it is refused."""

    shown = Signal()
    """The new row is there, or gone."""
    refused = Signal(object)
    """The `UserError` that says why it was not saved."""

    def __init__(self, desk: Desk, tasks: Tasks, page: QWidget, table: LedgerTable, bar: BulkBar) -> None:
        super().__init__(page)
        self._desk, self._tasks, self._table, self._bar = desk, tasks, table, bar
        self.begun: Mapping[str, str] = {}
        self.columns: Callable[[], tuple[str, ...]] = tuple

    @property
    def _model(self) -> LedgerModel:
        return self._table.ledger

    def begin(self) -> None:
        """Put an empty row on top and open the first cell that has to be filled in."""
        model, columns = self._model, self.columns()
        if not model.columns:
            return
        wanted = {each.name for each in model.columns if each.required or each.name in columns}
        model.begin({name: text for name, text in self.begun.items() if name in wanted and text})
        self._table.scrollToTop()
        self.show()
        missing = model.missing()
        first = missing[0].name if missing else columns[0]
        self._table.setFocus()
        self._table.open_cell(model.index(0, model.column_at(first)))

    def save(self) -> None:
        """Save it, or open the first cell that still has to be filled in."""
        model, draft = self._model, self._model.draft
        if draft is None:
            return
        self._table.setFocus()
        if missing := model.missing():
            self._table.open_cell(model.index(0, model.column_at(missing[0].name)))
            return
        table, fields = model.table, {name: text for name, text in draft.items() if text}
        self._tasks.write(lambda: self._desk.ledger.add(table, fields), lambda _added: self.leave(), self._back_to)

    def leave(self) -> None:
        """Take it away."""
        self._model.leave()
        self.show()

    def show(self) -> None:
        """Say what it still needs."""
        draft = self._model.draft
        self._bar.tell_draft(None if draft is None else required_words(self._model.missing(), self._model.table))
        self.shown.emit()

    def _back_to(self, error: UserError) -> None:
        """Say what is wrong with it, and open the cell it is about."""
        self.refused.emit(error)
        at = self._model.column_at(str(error.facts.get("field")))
        if self._model.draft is not None and at >= 0:
            self._table.open_cell(self._model.index(0, at))
