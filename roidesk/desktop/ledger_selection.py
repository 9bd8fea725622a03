"""What is done with the selected rows of the ledger, also with those that were selected but never read."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from uuid import UUID

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtWidgets import QWidget

from roidesk.desktop.bulk_edits import BulkEdits
from roidesk.desktop.models.bulk_fields import BulkField
from roidesk.desktop.tasks import Tasks
from roidesk.desktop.widgets.ledger_table import LedgerTable
from roidesk.services.desk import Desk
from roidesk.services.ledger_views import View

_MOST_SUMMED = 5000
"""Of more selected rows than this their time is not added up."""


class LedgerSelection(QObject):
    """Knows which rows are selected in a view."""

    done = Signal(str)
    """What was done: a toast says it, with the way back."""

    told = Signal(str)
    """What became of it, for which there is no way back by a toast."""

    def __init__(self, desk: Desk, tasks: Tasks, page: QWidget, table: LedgerTable) -> None:
        super().__init__(page)
        self._page = page
        self._desk, self._tasks, self._table = desk, tasks, table
        self._edits = BulkEdits(desk, tasks, page)
        self._edits.done.connect(self.done)
        self.view = View("")
        self.kinds: Sequence[str] = ()

    @property
    def edits(self) -> BulkEdits:
        """What asks for a value and writes it."""
        return self._edits

    @property
    def count(self) -> int:
        """How many rows are selected."""
        return sum(many for _first, many in self._table.selected_places())

    @property
    def us(self) -> int:
        """How long the selected rows took, in microseconds; 0 where rows take no time, or not all have been read."""
        if self.count > _MOST_SUMMED:
            return 0
        above = int(self._table.ledger.draft is not None)
        cells = [
            self._table.ledger.cells_of(at + above)
            for first, many in self._table.selected_places()
            for at in range(first, first + many)
        ]
        if not all(cells):
            return 0
        return sum(round(float(each.get("seconds") or 0) * 1_000_000) for each in cells)

    def with_ids(self, act: Callable[[Sequence[UUID]], None]) -> None:
        """Do something with the ids of all selected rows; those not read yet are read first."""
        known, places, view = self._table.selected(), self._table.selected_places(), self.view
        if len(known) == sum(many for _first, many in places):
            act(known)
            return
        views = self._desk.ledger_views
        self._tasks.read(lambda: [each for first, many in places for each in views.ids(view, first, many)], act)

    def change(self, field: BulkField, corner: QPoint) -> None:
        """Ask for a value of all selected rows."""
        self.with_ids(lambda ids: self._edits.ask(field, ids, self.kinds, corner))

    def erase(self) -> None:
        """Ask what is to be erased with the contact that is selected, and do it when the person says so."""
        from roidesk.desktop.widgets.erase_dialog import EraseDialog

        for contact in self._table.selected()[:1]:
            dialog = EraseDialog(self._desk, self._tasks, contact, self._page)
            dialog.erased.connect(self.told)
            dialog.open()
