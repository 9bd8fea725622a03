"""Four charts on a page."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QGridLayout, QWidget

from roidesk.charts.chart import Chart
from roidesk.desktop import style
from roidesk.desktop.widgets.chart_panel import ChartPanel

Shares = tuple[int, int]


class ChartGrid(QWidget):
    """Charts in their frames, two by two, or one under the other where there is little room.

    `across` and `down`: how two columns, and two rows, share the room.
    """

    def __init__(self, charts: Sequence[Chart], *, across: Shares = (1, 1), down: Shares = (1, 1)) -> None:
        super().__init__()
        self.panels = tuple(ChartPanel(each) for each in charts)
        self._across, self._down = across, down
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(style.px(12))
        self._columns = 0
        self.set_narrow(narrow=False)

    def set_narrow(self, *, narrow: bool) -> None:
        """Lay the charts out two by two, or one under the other."""
        columns = 1 if narrow else 2
        if columns == self._columns:
            return
        self._columns = columns
        for n, panel in enumerate(self.panels):
            self._grid.addWidget(panel, n // columns, n % columns)
        for row, share in enumerate((1, 1, 1, 1) if narrow else (*self._down, 0, 0)):
            self._grid.setRowStretch(row, share)
        for column, share in enumerate((1, 0) if narrow else self._across):
            self._grid.setColumnStretch(column, share)

    def refresh(self) -> None:
        """Bring the tables up to date that are shown instead of charts."""
        for panel in self.panels:
            panel.refresh()
