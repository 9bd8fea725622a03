"""Reads the rows of a long table that are looked at: a page at a time, the newest wish first."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Sequence
from itertools import takewhile

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from roidesk.desktop.ledger_reading import READ_WHOLE
from roidesk.desktop.tasks import Tasks
from roidesk.desktop.widgets.ledger_table import LedgerTable
from roidesk.services.desk import Desk
from roidesk.services.ledger import Row
from roidesk.services.ledger_views import Near, Stretch, View

AHEAD = 64
"""So many rows before and after those that are seen are read before they are."""
AHEAD_PAGE = 64
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
        self._landmarks: tuple[Near, ...] | None = None
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.timeout.connect(self._read)
        table.ledger.rows_wanted.connect(self._read_at_once)
        table.verticalScrollBar().valueChanged.connect(self._moved)

    def follow(self, view: View) -> None:
        """Read for this view from now on; what is under way is for another, or for rows that have moved."""
        self._view = view
        self._number += 1
        self._reading = False
        self._landmarks = None

    def _survey(self) -> None:
        """Find rows all over a long table, from which any page is quick to read: once it is scrolled."""
        if self._landmarks is not None or self._table.ledger.count <= READ_WHOLE:
            return
        self._landmarks = ()
        number, view, views = self._number, self._view, self._desk.ledger_views

        def found() -> tuple[Near, ...]:
            return tuple(takewhile(lambda _each: number == self._number, views.landmarks(view)))

        self._tasks.read(found, lambda landmarks: self._take(number, landmarks))

    def _take(self, number: int, landmarks: tuple[Near, ...]) -> None:
        if number == self._number:
            self._landmarks = landmarks

    def _read_at_once(self) -> None:
        """Read what is seen and missing, once what is being painted has been; every cell of it asks."""
        if not self._reading and (self._rest.interval() or not self._rest.isActive()):
            self._rest.start(0)

    def _moved(self) -> None:
        """Look ahead while one scrolls; not anew with each step, or it would wait for the last."""
        self._survey()
        if not self._rest.isActive() and self._missing() is not None:
            self._rest.start(_REST_MS)

    def _missing(self) -> tuple[int, int] | None:
        """Return what has not been read: of what is seen, or else of what will be seen next, whichever way one goes."""
        first, last = self._table.looked_at
        return self._table.ledger.unread(first, last) or self._table.ledger.unread(first - AHEAD, last + AHEAD)

    def _read(self) -> None:
        self._rest.stop()
        missing = self._missing()
        if missing is None or self._reading or not self._table.isVisible():
            return
        self._reading = True
        model = self._table.ledger
        down = missing[0] >= self._table.looked_at[0]
        first = missing[0] if down else max(0, missing[1] - AHEAD_PAGE + 1)
        known = (model.near(first), model.near(first + AHEAD_PAGE))
        near = (*(Near(*each) for each in known if each is not None), *self._beside(first))
        number, view, views = self._number, self._view, self._desk.ledger_views
        wanted = Stretch(first, AHEAD_PAGE, model.count)
        self._tasks.glance(lambda: views.page(view, wanted, near), lambda rows: self._show(number, first, rows))

    def _beside(self, first: int) -> tuple[Near, ...]:
        """Return the landmarks before and after a place."""
        landmarks = self._landmarks or ()
        at = bisect(landmarks, first, key=lambda each: each.at)
        return landmarks[max(0, at - 1) : at + 1]

    def _show(self, number: int, first: int, rows: Sequence[Row]) -> None:
        if number == self._number:
            self._reading = False
            self._table.ledger.put(first, rows)
            self._read()
