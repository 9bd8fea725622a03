"""Plots over weeks, from left to right in every language, drawn by QPainter alone (decision record 005).

What is drawn in a plot is given in weeks and values and drawn in pixels: hatches, gaps and line widths are then the
same on screen, at every zoom, and in files.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen, QPolygonF, QTransform

from roidesk.charts import marks
from roidesk.charts.marks import AXIS, BOLD, CENTRE, RIGHT, font, px
from roidesk.charts.scale import Scale
from roidesk.charts.theme import Tokens
from roidesk.domain.instants import Week

AMOUNTS = 44
"""Room for the amounts at the left, and for the numbers of the weeks below, at the designed size."""
NUMBERS = 20
_LEAST_WEEKS = 4.0
_ZOOM_STEP = 0.8


class Drawn:
    """Something drawn in a plot."""

    layer = 0
    """Higher ones lie over lower ones."""

    def draw(self, painter: QPainter, there: QTransform) -> None:
        """Draw; `there` turns weeks and values into pixels."""
        raise NotImplementedError


class Bars(Drawn):
    """One series of bars: `low` and `high` ends by week, at a place and width within the week."""

    def __init__(self, left: float, width: float) -> None:
        self._left, self._width = left, width
        self._ends: tuple[tuple[float, float], ...] = ()
        self._colour = "#000000"
        self._hatch = ""

    def set_data(self, low: Sequence[float], high: Sequence[float]) -> bool:
        """Take new ends; returns whether they differ from those shown."""
        before, self._ends = self._ends, tuple(zip(low, high, strict=True))
        return before != self._ends

    def dress(self, colour: str, hatch: str = "") -> None:
        """Take a colour, and that of the hatch over it ("" for none)."""
        self._colour, self._hatch = colour, hatch

    def draw(self, painter: QPainter, there: QTransform) -> None:
        """Draw each bar on whole pixels, a pixel apart from the one below."""
        colour = QColor(self._colour)
        over = QBrush(QColor(self._hatch), Qt.BrushStyle.BDiagPattern) if self._hatch else None
        for n, (low, high) in enumerate(self._ends):
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
    """The grid, the base line and the lines of reference."""

    def __init__(self) -> None:
        self.ticks: tuple[float, ...] = ()
        self.references: tuple[tuple[float, QPen], ...] = ()
        self.extent = (0.0, 1.0)
        self._colours = ("#000000", "#000000")

    def dress(self, line: str, base: str) -> None:
        """Take the colours of the grid and of its lowest line."""
        self._colours = (line, base)

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

    layer = 1

    def __init__(self) -> None:
        self.week: int | None = None
        self.top = 1.0
        self._brush = QBrush()

    def dress(self, colour: str, style: Qt.BrushStyle) -> None:
        """Take a colour and how it fills."""
        self._brush = QBrush(QColor(colour), style)

    def draw(self, painter: QPainter, there: QTransform) -> None:
        """Fill the week's column."""
        if self.week is not None:
            painter.fillRect(there.mapRect(QRectF(self.week - 0.5, 0, 1, self.top)), self._brush)


class Course(Drawn):
    """A line over weeks with its likely range behind it and a mark at its end."""

    layer = 2

    def __init__(self) -> None:
        self._line: tuple[tuple[int, float], ...] = ()
        self._band: tuple[tuple[int, float, float], ...] = ()
        self._colours = ("#000000", "#000000", "#000000")

    def set_data(self, line: tuple[tuple[int, float], ...], band: tuple[tuple[int, float, float], ...]) -> bool:
        """Take points (week, value) and ranges (week, low, high); returns whether they differ from those shown."""
        before, self._line, self._band = (self._line, self._band), line, band
        return before != (line, band)

    def dress(self, line: str, band: str, surface: str) -> None:
        """Take colours."""
        self._colours = (line, band, surface)

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


class WeekView:
    """Which of the weeks are shown, as places on the axis of weeks; the plots of one chart share it."""

    def __init__(self) -> None:
        self.whole = self.shown = (0.0, 1.0)

    def show_all(self) -> None:
        """Show every week."""
        self.shown = self.whole

    def zoom(self, about: float, *, closer: bool) -> None:
        """Show fewer weeks, or more; what is at `about` stays where it is."""
        first, last = self.shown
        length = max((last - first) * (_ZOOM_STEP if closer else 1 / _ZOOM_STEP), _LEAST_WEEKS)
        self._show(about - (about - first) / (last - first) * length, length)

    def move(self, weeks: float) -> None:
        """Move along the weeks."""
        first, last = self.shown
        self._show(first + weeks, last - first)

    def _show(self, first: float, length: float) -> None:
        length = min(length, self.whole[1] - self.whole[0])
        first = min(max(first, self.whole[0]), self.whole[1] - length)
        self.shown = (first, first + length)


class Panel:
    """One plot over weeks: a grid, items drawn in it, amounts at the left, and week numbers below.

    `weeks`: what stands before the numbers; None: there are none.
    """

    def __init__(self, view: WeekView, label: Callable[[float], str], weeks: str | None) -> None:
        self.view, self.label = view, label
        self.area = QRectF()
        self.scale: Scale | None = None
        self.rules, self.running = Rules(), Column()
        self.items: list[Drawn] = [self.rules, self.running]
        self._name = weeks
        self._numbers: tuple[int, ...] = ()

    def add(self, item: Drawn) -> None:
        """Add an item over those of its layer."""
        self.items.append(item)

    def remove(self, item: Drawn) -> None:
        """Take an item away."""
        self.items.remove(item)

    def lay(self, place: QRectF) -> None:
        """Take a place for the plot with its axes."""
        self.area = place.adjusted(px(AMOUNTS), 0, 0, 0 if self._name is None else -px(NUMBERS))

    def frame(self, weeks: Sequence[Week], scale: Scale, *, running: bool) -> None:
        """Set the weeks and the scale of values; what is zoomed into stays so while the weeks do."""
        whole = (-0.6, max(len(weeks), 1) - 0.4)
        self._numbers = tuple(week.number for week in weeks)
        self.running.week = len(weeks) - 1 if running else None
        self.running.top = scale.top
        self.scale = scale
        self.rules.ticks, self.rules.extent = scale.ticks, whole
        if whole != self.view.whole:
            self.view.whole = whole
            self.view.show_all()

    def there(self) -> QTransform:
        """Return what turns weeks and values into pixels of the chart."""
        first, last = self.view.shown
        wide = self.area.width() / (last - first)
        high = self.area.height() / (self.scale.top if self.scale else 1)
        return QTransform(wide, 0, 0, -high, self.area.left() - first * wide, self.area.bottom())

    def week_at(self, x: float) -> float:
        """Return the place on the axis of weeks at a pixel."""
        first, last = self.view.shown
        return first + (x - self.area.left()) / max(self.area.width(), 1) * (last - first)

    def restyle(self, tokens: Tokens) -> None:
        """Take the colours of a theme."""
        self.rules.dress(tokens.line, tokens.edge)
        self.running.dress(tokens.line, Qt.BrushStyle.BDiagPattern)

    def draw(self, painter: QPainter, tokens: Tokens) -> None:
        """Draw the plot, its amounts and its weeks."""
        there = self.there()
        painter.save()
        if self.view.shown != self.view.whole:
            painter.setClipRect(self.area.adjusted(0, -1, 0, 1))
        for item in sorted(self.items, key=lambda each: each.layer):
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
            item.draw(painter, there)
        painter.restore()
        for tick in self.rules.ticks:
            y = there.map(QPointF(0, tick)).y()
            text = QRectF(self.area.left() - px(AMOUNTS), y - px(8), px(AMOUNTS - 7), px(16))
            marks.write(painter, text, self.label(tick), tokens.text3, font(AXIS), RIGHT)
        if self._name is not None:
            self._draw_weeks(painter, tokens, self._name)

    def _draw_weeks(self, painter: QPainter, tokens: Tokens, name: str) -> None:
        """Write as many numbers as there is room for, the running week in bold."""
        first, last = self.view.shown
        slot = self.area.width() / (last - first)
        every = next((step for step in (1, 2, 4, 8, 13, 26, 52) if slot * step >= px(24)), 104)
        count, top = len(self._numbers), self.area.bottom() + px(3)
        for n in range(count):
            if (count - 1 - n) % every or not first <= n <= last:
                continue
            bold = self.running.week == n
            middle = self.area.left() + (n - first) * slot
            area = QRectF(middle - px(20), top, px(40), px(15))
            colour = tokens.text if bold else tokens.text3
            marks.write(painter, area, str(self._numbers[n]), colour, font(AXIS, BOLD) if bold else font(AXIS), CENTRE)
        if name:
            area = QRectF(self.area.left() - px(58), top, px(50), px(15))
            marks.write(painter, area, name, tokens.text3, font(AXIS), RIGHT)
