"""The parts of the ledger page, laid out: tabs, tools, filter, the table or what stands in its place, the bar below."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from roidesk.desktop import style
from roidesk.desktop.widgets.buttons import Button
from roidesk.desktop.widgets.days_pill import DaysPill
from roidesk.desktop.widgets.empty_state import EmptyState
from roidesk.desktop.widgets.filter_line import FilterLine
from roidesk.desktop.widgets.flow_layout import FlowLayout, flowing
from roidesk.desktop.widgets.labels import frame, label, rule
from roidesk.desktop.widgets.ledger_bars import BulkBar, TableTabs
from roidesk.desktop.widgets.notices import Note
from roidesk.desktop.widgets.spread_row import SpreadRow, group
from roidesk.i18n import _

_FILTER_WIDTH = 320


class FilterChips(QWidget):
    """The parts of a filter, each a button that leaves it out."""

    dropped = Signal(int)
    """The number of the part to leave out."""

    def __init__(self) -> None:
        super().__init__()
        self._flow = FlowLayout(style.px(6))
        self.setLayout(self._flow)
        self.buttons: list[Button] = []

    def show_parts(self, parts: Sequence[str]) -> None:
        """Show the parts in their order; one alone needs no button, as the line can be emptied."""
        self._flow.empty()
        self.buttons = []
        for number, text in enumerate(parts if len(parts) > 1 else ()):
            button = Button(text.replace("&", "&&"), "x")
            button.setAccessibleName(_("Leave out {filter}").format(filter=text))
            button.clicked.connect(lambda _checked=False, number=number: self.dropped.emit(number))
            self._flow.addWidget(button)
            button.show()
            self.buttons.append(button)
        self.setVisible(bool(self.buttons))


class LedgerLayout(QVBoxLayout):
    """Makes the parts and puts them in their places; the page connects them."""

    def __init__(self, page: QWidget, tables: Sequence[QWidget]) -> None:
        super().__init__(page)
        self.note = Note()
        self.tabs = TableTabs()
        self.add = Button(_("Add a row"), "plus", keys=_("Ins"))
        self.columns = Button(_("Columns"), "table")
        self.undo = Button(_("Undo"), "undo-2", keys=_("Ctrl+Z"))
        self.bring = Button(_("Import…"), "file-down", keys=_("Ctrl+O"))
        self.take = Button(_("Export…"), "download", keys=_("Ctrl+Shift+E"))
        self.bulk = BulkBar()
        self.empty = EmptyState("table-2")
        self.filter = FilterLine()
        self.filter.setMinimumWidth(style.px(_FILTER_WIDTH))
        self.days = DaysPill()
        self.chips = FilterChips()
        self.chips.hide()
        self.body = QStackedWidget()
        self.counted = label("", "help")
        for each in (*tables, self.empty):
            self.body.addWidget(each)
        self._lay()
        self.filter.stay()  # laid in by now: shown on its own it would be a window, and close whatever pop-up is open

    def _lay(self) -> None:
        head = SpreadRow(self.tabs, group(self.undo, self.bring, self.take))
        tools = SpreadRow(self.filter, flowing(self.days, self.add, self.columns, self.counted))
        panel = frame("panel")
        inside = QVBoxLayout(panel)
        inside.setContentsMargins(1, style.px(4), 1, 1)
        inside.setSpacing(0)
        inside.addWidget(self.body, 1)
        inside.addWidget(self.bulk)
        top = QVBoxLayout()
        top.setSpacing(0)
        top.addWidget(head)
        top.addWidget(rule())
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(style.px(10))
        self.addLayout(top)
        for part in (tools, self.chips, self.note):
            self.addWidget(part)
        self.addWidget(panel, 1)
