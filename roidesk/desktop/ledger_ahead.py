"""Reads the rows of a long table that are looked at: once scrolling rests, a page at a time, the newest wish first."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from roidesk.desktop.tasks import Tasks
from roidesk.desktop.widgets.ledger_table import LedgerTable
from roidesk.services.desk import Desk
from roidesk.services.ledger import Row
from roidesk.services.ledger_views import Near, Stretch, View

AHEAD = 64
"""So many rows before and after those that are seen are read before they are."""
AHEAD_PAGE = 128
"""So many at a time: a longer page keeps those waiting that are seen by then."""
_REST_MS = 15


class LedgerAhead(QObject):
    """Belongs to one table. What is read for a view is shown only while that view is."""

    def __init__(self, desk: Desk, tasks: Tasks, page: QWidget, table: LedgerTable) -> None:
        super().__init__(page)
        self._desk, self._tasks, self._table = desk, tasks, table
        self._view = View("")
        self._number = 0
        self._reading = False
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self._read)
        table.ledger.rows_wanted.connect(self._rest.start)
        table.verticalScrollBar().valueChanged.connect(self._moved)

    def follow(self, view: View) -> None:
        """Read for this view from now on; what is under way is for another, or for rows that have moved."""
        self._view = view
        self._number += 1
        self._reading = False

    def _moved(self) -> None:
        """Look ahead while one scrolls; not anew with each step, or it would wait for the last."""
        if not self._rest.isActive():
            self._rest.start()

    def _read(self) -> None:
        model = self._table.ledger
        first, last = self._table.looked_at
        # What is seen comes first; then what will be seen next, whichever way one scrolls.
        missing = model.unread(first, last) or model.unread(first - AHEAD, last + AHEAD)
        if missing is None or self._reading or not self._table.isVisible():
            return
        self._reading = True
        down = missing[0] >= first
        first = missing[0] if down else max(0, missing[1] - AHEAD_PAGE + 1)
        known = (model.near(first), model.near(first + AHEAD_PAGE))
        near = tuple(Near(*each) for each in known if each is not None)
        number, view, views = self._number, self._view, self._desk.ledger_views
        wanted = Stretch(first, AHEAD_PAGE, model.count)
        self._tasks.glance(lambda: views.page(view, wanted, near), lambda rows: self._show(number, first, rows))

    def _show(self, number: int, first: int, rows: Sequence[Row]) -> None:
        if number == self._number:
            self._reading = False
            self._table.ledger.put(first, rows)
            self._read()
