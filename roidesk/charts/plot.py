"""The one place where pyqtgraph is set up: plots over weeks, from left to right in every language, without menus.

What is drawn in a plot is drawn in pixels of the device (`Drawn`): hatches, gaps and line widths are then the same on
screen, at every zoom, and in files, where pyqtgraph's cosmetic pens would come out as thick as the plot.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen, QPolygonF, QTransform
from PySide6.QtWidgets import QFrame, QGraphicsSceneWheelEvent

from roidesk.charts import marks
from roidesk.charts.marks import AXIS, BOLD, CENTRE, font, px
from roidesk.charts.scale import Scale
from roidesk.charts.theme import Tokens
from roidesk.domain.instants import Week

LTR = Qt.LayoutDirection.LeftToRight
_LEAST_WEEKS = 4
_ZOOM_STEP = 0.8


class Drawn(pg.GraphicsObject):
    """An item whose data is in weeks and values, and whose strokes and hatches are in pixels."""

    def __init__(self) -> None:
        super().__init__()
        self.bounds = QRectF(0, 0, 1, 1)

    def boundingRect(self) -> QRectF:
        """Return all of the plot: an item may draw anywhere in it."""
        return self.bounds

    def within(self, bounds: QRectF) -> None:
        """Set the plot's extent, when it changes."""
        if bounds != self.bounds:
            self.prepareGeometryChange()
            self.bounds = bounds

    def paint(self, painter: QPainter, *_args: object) -> None:
        """Draw in pixels."""
        there = painter.worldTransform()
        painter.save()
        painter.setWorldTransform(QTransform())
        self.draw(painter, there)
        painter.restore()

    def draw(self, painter: QPainter, there: QTransform) -> None:
        """Draw; `there` turns weeks and values into pixels."""
        raise NotImplementedError


class Bars(Drawn):
    """One series of bars: `low` and `high` ends by week, at a place and width within the week."""

    def __init__(self, left: float, width: float) -> None:
        super().__init__()
        self._left, self._width = left, width
        self._low = self._high = np.zeros(0)
        self._colour = "#000000"
        self._hatch = ""

    def set_data(self, low: Sequence[float], high: Sequence[float]) -> bool:
        """Take new ends; returns whether they differ from those shown."""
        before = (self._low, self._high)
        self._low, self._high = np.asarray(low, dtype=float), np.asarray(high, dtype=float)
        changed = not (np.array_equal(before[0], self._low) and np.array_equal(before[1], self._high))
        if changed:
            self.update()
        return changed

    def dress(self, colour: str, hatch: str = "") -> None:
        """Take a colour, and that of the hatch over it ("" for none)."""
        if (colour, hatch) != (self._colour, self._hatch):
            self._colour, self._hatch = colour, hatch
            self.update()

    def draw(self, painter: QPainter, there: QTransform) -> None:
        """Draw each bar on whole pixels, a pixel apart from the one below."""
        colour = QColor(self._colour)
        over = QBrush(QColor(self._hatch), Qt.BrushStyle.BDiagPattern) if self._hatch else None
        for n, (low, high) in enumerate(zip(self._low.tolist(), self._high.tolist(), strict=True)):
            if high <= low:
                continue
            area = there.mapRect(QRectF(n + self._left, low, self._width, high - low))
            left, right = round(area.left()), round(area.right())
            top, bottom = round(area.top()), round(area.bottom())
            bar = QRectF(left, top, max(right - left, 1), max(bottom - top - (1 if low else 0), 1))
            painter.fillRect(bar, colour)
            if over is not None:
                painter.fillRect(bar, over)


class Rules(Drawn):
    """The grid, the base line, the lines of reference, and the hatch over the running week."""

    def __init__(self) -> None:
        super().__init__()
        self.ticks: tuple[float, ...] = ()
        self.references: tuple[tuple[float, QPen], ...] = ()
        self.extent = (0.0, 1.0)
        self._colours = ("#000000", "#000000")

    def dress(self, line: str, base: str) -> None:
        """Take the colours of the grid and of its lowest line."""
        self._colours = (line, base)
        self.update()

    def draw(self, painter: QPainter, there: QTransform) -> None:
        """Draw the lines from edge to edge of the weeks."""
        for tick in self.ticks:
            start, end = self._ends(there, tick)
            y = round(start.y()) + 0.5
            painter.setPen(QPen(QColor(self._colours[1] if not tick else self._colours[0]), 1))
            painter.drawLine(QPointF(start.x(), y), QPointF(end.x(), y))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
        for value, pen in self.references:
            start, end = self._ends(there, value)
            painter.setPen(pen)
            painter.drawLine(start, end)

    def _ends(self, there: QTransform, value: float) -> tuple[QPointF, QPointF]:
        return there.map(QPointF(self.extent[0], value)), there.map(QPointF(self.extent[1], value))


class Column(Drawn):
    """A week marked over its whole height: hatched while it is running."""

    def __init__(self) -> None:
        super().__init__()
        self.week: int | None = None
        self._brush = QBrush()

    def dress(self, colour: str, style: Qt.BrushStyle) -> None:
        """Take a colour and how it fills."""
        self._brush = QBrush(QColor(colour), style)
        self.update()

    def mark(self, week: int | None) -> None:
        """Mark a week, or none."""
        if week != self.week:
            self.week = week
            self.update()

    def draw(self, painter: QPainter, there: QTransform) -> None:
        """Fill the week's column."""
        if self.week is not None:
            area = QRectF(self.week - 0.5, self.bounds.top(), 1, self.bounds.height())
            painter.fillRect(there.mapRect(area), self._brush)


class Course(Drawn):
    """A line over weeks with its likely range behind it and a mark at its end."""

    def __init__(self) -> None:
        super().__init__()
        self._line: tuple[tuple[int, float], ...] = ()
        self._band: tuple[tuple[int, float, float], ...] = ()
        self._colours = ("#000000", "#000000", "#000000")

    def set_data(self, line: tuple[tuple[int, float], ...], band: tuple[tuple[int, float, float], ...]) -> bool:
        """Take points (week, value) and ranges (week, low, high); returns whether they differ from those shown."""
        if (line, band) == (self._line, self._band):
            return False
        self._line, self._band = line, band
        self.update()
        return True

    def dress(self, line: str, band: str, surface: str) -> None:
        """Take colours."""
        self._colours = (line, band, surface)
        self.update()

    def draw(self, painter: QPainter, there: QTransform) -> None:
        """Draw the range, then the line, then its end."""
        line, band, surface = self._colours
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
        upper = [QPointF(week, high) for week, _low, high in self._band]
        lower = [QPointF(week, low) for week, low, _high in reversed(self._band)]
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(band))
        painter.drawPolygon(there.map(QPolygonF([*upper, *lower])))
        points = there.map(QPolygonF([QPointF(week, value) for week, value in self._line]))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(line), px(2), Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        painter.drawPolyline(points)
        if self._line:
            marks.dot(painter, points.at(len(self._line) - 1), line, surface)


class WeekAxis(pg.AxisItem):
    """The axis of weeks: as many numbers as there is room for, the running week in bold; "week" before them."""

    def __init__(self, name: str) -> None:
        super().__init__("bottom")
        self._name = name
        self._numbers: tuple[int, ...] = ()
        self._running = False
        self._tokens: Tokens | None = None

    def number(self, weeks: Sequence[Week], *, running: bool) -> None:
        """Take the weeks."""
        numbers = tuple(week.number for week in weeks)
        if (numbers, running) != (self._numbers, self._running):
            self._numbers, self._running = numbers, running
            self.picture = None
            self.update()

    def dress(self, tokens: Tokens) -> None:
        """Take the colours of a theme."""
        self._tokens = tokens
        self.picture = None
        self.update()

    def boundingRect(self) -> QRectF:
        """Return the axis's own area, and to the left of it that of its name."""
        return QRectF(super().boundingRect().adjusted(-px(60) if self._name else 0, 0, 0, 0))

    def paint(self, painter: QPainter, *_args: object) -> None:
        """Write the numbers under their weeks."""
        if self._tokens is None or not self._numbers:
            return
        first, last = self.range
        width = float(self.size().width())
        slot = width / (last - first)
        every = next(step for step in (1, 2, 4, 8, 13, 26, 52, 104) if slot * step >= px(24))
        count = len(self._numbers)
        for n in range(count):
            if (count - 1 - n) % every or not first <= n <= last:
                continue
            bold = self._running and n == count - 1
            area = QRectF((n - first) * slot - px(20), px(3), px(40), px(15))
            colour = self._tokens.text if bold else self._tokens.text3
            marks.write(painter, area, str(self._numbers[n]), colour, font(AXIS, BOLD) if bold else font(AXIS), CENTRE)
        if self._name:
            area = QRectF(-px(58), px(3), px(50), px(15))
            marks.write(painter, area, self._name, self._tokens.text3, font(AXIS), marks.RIGHT)


class WeekView(pg.ViewBox):
    """A view that zooms over the weeks with Ctrl and the wheel, moves when dragged, and shows all on a double click."""

    def __init__(self) -> None:
        super().__init__(enableMenu=False, enableMouse=False, border=None, defaultPadding=0)
        self.whole = (0.0, 1.0)

    def show_all(self) -> None:
        """Show every week."""
        self.setXRange(*self.whole, padding=0)

    def zoom(self, around: float, *, closer: bool) -> None:
        """Show fewer weeks or more; the one around which it happens stays where it is."""
        first, last = self.viewRange()[0]
        length = max((last - first) * (_ZOOM_STEP if closer else 1 / _ZOOM_STEP), _LEAST_WEEKS)
        share = (around - first) / (last - first)
        self._show(around - share * length, length)

    def reveal(self, week: int) -> None:
        """Move as far as it takes to see a week."""
        first, last = self.viewRange()[0]
        self._show(min(max(first, week + 0.5 - (last - first)), week - 0.5), last - first)

    def wheelEvent(self, event: QGraphicsSceneWheelEvent, axis: object = None) -> None:
        """Zoom while Ctrl is held; without it the wheel scrolls the page."""
        if not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.ignore()
            return
        event.accept()
        self.zoom(float(self.mapSceneToView(event.scenePos()).x()), closer=event.delta() > 0)

    def mouseDragEvent(self, event: Any, axis: object = None) -> None:  # noqa: ANN401 - pyqtgraph's own event
        """Move along the weeks."""
        event.accept()
        first, last = self.viewRange()[0]
        moved = self.mapSceneToView(event.lastScenePos()).x() - self.mapSceneToView(event.scenePos()).x()
        self._show(first + moved, last - first)

    def mouseDoubleClickEvent(self, event: Any) -> None:  # noqa: ANN401 - Qt's, through an untyped class
        """Show every week again."""
        event.accept()
        self.show_all()

    def _show(self, first: float, length: float) -> None:
        length = min(length, self.whole[1] - self.whole[0])
        first = min(max(first, self.whole[0]), self.whole[1] - length)
        self.setXRange(first, first + length, padding=0)


class Panel:
    """One plot over weeks: a grid, items drawn in it, amounts at the left, week numbers below when it is the lowest."""

    def __init__(
        self, area: pg.GraphicsLayoutWidget, row: int, label: Callable[[float], str], weeks: str | None
    ) -> None:
        self.view = WeekView()
        self.week_axis = WeekAxis(weeks or "")
        self.plot = pg.PlotItem(viewBox=self.view, axisItems={"bottom": self.week_axis}, enableMenu=False)
        area.addItem(self.plot, row, 0)
        self.plot.hideButtons()
        self.plot.setDefaultPadding(0)
        self.view.disableAutoRange()
        self.scale: Scale | None = None
        self.rules, self.running = Rules(), Column()
        self.running.setZValue(1)
        self.items: list[Drawn] = []
        for item in (self.rules, self.running):
            self.add(item)
        self.label = label
        self.plot.setLayoutDirection(LTR)
        for name in ("left", "right", "top", "bottom"):
            self.plot.getAxis(name).setLayoutDirection(LTR)
        left = self.plot.getAxis("left")
        left.setStyle(tickLength=0, tickTextOffset=round(px(7)), autoExpandTextSpace=False)
        left.setWidth(round(px(44)))
        self.week_axis.setHeight(round(px(20)) if weeks is not None else 0)
        self.week_axis.setVisible(weeks is not None)

    def add(self, item: Drawn) -> None:
        """Add an item over those there are."""
        self.items.append(item)
        item.within(self.rules.bounds)
        self.view.addItem(item, ignoreBounds=True)

    def remove(self, item: Drawn) -> None:
        """Take an item away."""
        self.items.remove(item)
        self.view.removeItem(item)

    def frame(self, weeks: Sequence[Week], scale: Scale, *, running: bool) -> None:
        """Set the weeks and the scale of values, where they changed."""
        count = max(len(weeks), 1)
        whole = (-0.6, count - 0.4)
        self.week_axis.number(weeks, running=running)
        self.running.mark(count - 1 if running else None)
        if scale == self.scale and whole == self.view.whole:
            return
        self.scale, self.view.whole = scale, whole
        self.rules.ticks, self.rules.extent = scale.ticks, whole
        self.view.setYRange(0, scale.top, padding=0)
        self.plot.getAxis("left").setTicks([[(tick, self.label(tick)) for tick in scale.ticks]])
        self.view.show_all()
        for item in self.items:
            item.within(QRectF(whole[0], 0, whole[1] - whole[0], scale.top))
        self.rules.update()

    def restyle(self, tokens: Tokens) -> None:
        """Take the colours of a theme."""
        left = self.plot.getAxis("left")
        left.setPen(pg.mkPen(None))
        left.setTickPen(pg.mkPen(None))
        left.setTextPen(pg.mkPen(tokens.text3))
        left.setStyle(tickFont=font(AXIS))
        self.week_axis.dress(tokens)
        self.rules.dress(tokens.faint, tokens.edge)
        self.running.dress(tokens.faint, Qt.BrushStyle.BDiagPattern)


def plot_area() -> pg.GraphicsLayoutWidget:
    """Return the widget that plots lie in: left to right, without a frame, without a background of its own."""
    area = pg.GraphicsLayoutWidget()
    area.setLayoutDirection(LTR)
    area.ci.setLayoutDirection(LTR)
    area.ci.setContentsMargins(0, 0, 0, 0)
    area.ci.layout.setSpacing(0)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setBackground(None)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
    area.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    return area
