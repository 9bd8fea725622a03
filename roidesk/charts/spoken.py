"""What a screen reader is told of a chart: that it is one, its sentence, and each of its points by name and place.

Qt asks a factory for what it knows of a widget. The first chart installs one that knows charts; it is called only where
somebody listens.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPointF, QRect
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget, QApplication
from shiboken6 import isValid

if TYPE_CHECKING:
    from roidesk.charts.chart import Chart

_INSTALLED = "charts are spoken"


def speak_charts() -> None:
    """Let Qt tell charts as charts, once in a process."""
    app = QApplication.instance()
    if app is not None and not app.property(_INSTALLED):
        app.setProperty(_INSTALLED, True)
        QAccessible.installFactory(_told)


def _told(_name: str, thing: QObject) -> QAccessibleInterface | None:
    from roidesk.charts.chart import Chart

    if not isinstance(thing, Chart):
        return None
    thing.spoken = SpokenChart(thing)  # Qt uses it, but does not keep it alive
    return thing.spoken


class SpokenChart(QAccessibleWidget):
    """A chart for who listens: its name and description are the widget's; each point is a child."""

    def __init__(self, chart: Chart) -> None:
        super().__init__(chart, QAccessible.Role.Chart)
        self._chart = chart
        self._points: list[SpokenPoint] = []

    def childCount(self) -> int:
        """Return how many points there are."""
        return len(self._chart.readings())

    def child(self, index: int) -> QAccessibleInterface | None:  # type: ignore[override]  # the stubs forget None
        """Return a point."""
        if not 0 <= index < self.childCount():
            return None
        while len(self._points) <= index:
            self._points.append(SpokenPoint(self, self._chart, len(self._points)))
        return self._points[index]

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        """Return which point this is, -1 for none of this chart."""
        return next((n for n, each in enumerate(self._points) if each is child), -1)

    def childAt(self, x: int, y: int) -> QAccessibleInterface | None:  # type: ignore[override]  # the stubs forget None
        """Return the point at a place of the screen."""
        index = self._chart.index_at(self._chart.mapFromGlobal(QPointF(x, y)))
        return None if index is None else self.child(index)


class SpokenPoint(QAccessibleInterface):
    """One point of a chart: what is read there, and where it lies."""

    def __init__(self, parent: SpokenChart, chart: Chart, index: int) -> None:
        super().__init__()
        self._parent, self._chart, self._index = parent, chart, index

    def isValid(self) -> bool:
        """Return whether the chart still has this point."""
        return isValid(self._chart) and self._index < len(self._chart.readings())

    def object(self) -> QObject | None:  # type: ignore[override]  # the stubs forget None
        """Return no widget: it is only drawn."""
        return None

    def parent(self) -> QAccessibleInterface:
        """Return the chart."""
        return self._parent

    def role(self) -> QAccessible.Role:
        """Return that it is one of a list."""
        return QAccessible.Role.ListItem

    def state(self) -> QAccessible.State:
        """Return that it can be read, and whether the keys have stepped to it."""
        told = QAccessible.State()
        told.readOnly = 1
        told.selected = int(self._chart.current == self._index)
        return told

    def text(self, kind: QAccessible.Text) -> str:
        """Return what is read at the point."""
        if kind is not QAccessible.Text.Name or not self.isValid():
            return ""
        return self._chart.readings()[self._index].replace("\n", ", ")

    def setText(self, kind: QAccessible.Text, text: str) -> None:
        """Leave it as it is: a figure is not typed."""

    def rect(self) -> QRect:
        """Return where it lies on the screen."""
        area = self._chart.place(self._index).toRect()
        return area.translated(self._chart.mapToGlobal(area.topLeft()) - area.topLeft())

    def childCount(self) -> int:
        """Return that nothing is inside it."""
        return 0

    def child(self, index: int) -> QAccessibleInterface | None:  # type: ignore[override]  # the stubs forget None
        """Return nothing."""
        return None

    def childAt(self, x: int, y: int) -> QAccessibleInterface | None:  # type: ignore[override]  # the stubs forget None
        """Return nothing."""
        return None

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        """Return that it is not there."""
        return -1
