"""The path of a contact, drawn: height is how personal, a diamond is a conversion, time runs from left to right."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from roidesk.charts import marks
from roidesk.charts.chart import Chart, Heading
from roidesk.charts.contact_path import ContactPath, Step
from roidesk.charts.marks import AXIS, BOLD, CENTRE, LEFT, RIGHT, dotted, font, px, rule, width_of, write
from roidesk.charts.theme import channel_colour, channel_icon
from roidesk.domain.instants import DAY
from roidesk.i18n import _, formats, ngettext

_LEVELS = 5
_TOP, _BOTTOM, _SIDE, _END = 18, 24, 26, 22
_HEADROOM = 0.9
"""Levels of room over the highest, so that what came of it is written clear of the touches."""
_MARK = 12
"""Radius of a touch with its icon; where there is too little room for it a dot stands."""
_DIAMOND = 6
_LABEL_ROOM = 92


class Path(Chart):
    """Shows a `ContactPath`."""

    _value = ContactPath(())

    def show_data(self, value: ContactPath) -> None:
        """Show another path."""
        self._value = value
        self.say(value)

    def heading(self) -> Heading:
        """Return what stands over it."""
        caption = _("height = how personal, 1 least to 5 most; diamond = a conversion")
        if self._value.earlier:
            more = ngettext("{count} earlier is in the list", "{count} earlier are in the list", self._value.earlier)
            caption = f"{caption} · {more.format(count=self._value.earlier)}"
        return Heading(_("The path"), caption=caption)

    def place(self, index: int) -> QRectF:
        """Return the area of a step."""
        at = self._at(self._value.steps[index])
        radius = px(_MARK)
        return QRectF(at.x() - radius, at.y() - radius, 2 * radius, 2 * radius)

    def index_at(self, at: QPointF) -> int | None:
        """Return the step nearest to a place, if it is near."""
        near = [(abs(place.x() - at.x()) + abs(place.y() - at.y()), n) for n, place in enumerate(self._places())]
        distance, found = min(near, default=(0.0, None))
        return found if distance <= px(2 * _MARK) else None

    def draw(self, painter: QPainter) -> None:
        """Draw the levels, the days, the line through the touches, and what came of it."""
        self._draw_levels(painter)
        self._draw_days(painter)
        places = self._places()
        touched = [at for at, step in zip(places, self._value.steps, strict=True) if step.channel is not None]
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(self.tokens.text3), px(1.4)))
        painter.drawPolyline(QPolygonF(touched))
        self._draw_outcomes(painter, places)
        last = -1e9
        for n, (at, step) in enumerate(zip(places, self._value.steps, strict=True)):
            if step.channel is not None:
                room = at.x() - last >= px(2 * _MARK)
                self._draw_touch(painter, at, step, room=room or n == self.current)
                last = at.x() if room else last

    # ------------------------------------------------------------ where things are

    def _plot(self) -> QRectF:
        return self.body().adjusted(px(_SIDE), px(_TOP), -px(_END), -px(_BOTTOM))

    def _places(self) -> list[QPointF]:
        return [self._at(each) for each in self._value.steps]

    def _at(self, step: Step) -> QPointF:
        plot = self._plot()
        first, last = self._value.steps[0].at_us, self._value.steps[-1].at_us
        span = max(last - first, DAY)
        x = plot.left() + px(_MARK) + (step.at_us - first) / span * (plot.width() - 2 * px(_MARK))
        return QPointF(x, self._height(step.level) if step.channel is not None else plot.bottom())

    def _height(self, level: float) -> float:
        plot = self._plot()
        return plot.bottom() - level * plot.height() / (_LEVELS + _HEADROOM)

    # ------------------------------------------------------------ what is drawn

    def _draw_levels(self, painter: QPainter) -> None:
        plot = self._plot()
        for level in range(1, _LEVELS + 1):
            y = round(self._height(level))
            painter.setPen(dotted(self.tokens.line, 1))
            painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y))
            area = QRectF(0, y - px(8), plot.left() - px(8), px(16))
            write(painter, area, str(level), self.tokens.text2, font(AXIS), RIGHT)
        rule(painter, plot.bottomLeft(), plot.bottomRight(), self.tokens.edge, 1.4)

    def _draw_days(self, painter: QPainter) -> None:
        """Write days below, as many as have room."""
        if not self._value.steps:
            return
        plot, first = self._plot(), self._value.steps[0]
        span = max(self._value.steps[-1].at_us - first.at_us, DAY)
        fits = max(1, int(plot.width() // px(_LABEL_ROOM)))
        days = max(1, -(-(span // DAY + 1) // fits))
        for n in range(0, span // DAY + 1, days):
            day: date = first.day + timedelta(days=n)
            x = plot.left() + px(_MARK) + n * DAY / span * (plot.width() - 2 * px(_MARK))
            area = QRectF(x - px(_LABEL_ROOM) / 2, plot.bottom() + px(6), px(_LABEL_ROOM), px(16))
            text = formats.day(day, this_year=self._value.steps[-1].day.year)
            write(painter, area, text, self.tokens.text2, font(AXIS), CENTRE)

    def _draw_outcomes(self, painter: QPainter, places: list[QPointF]) -> None:
        plot, free = self._plot(), -1e9
        for at, step in zip(places, self._value.steps, strict=True):
            if step.channel is not None:
                continue
            painter.setPen(dotted(self.tokens.text))
            painter.drawLine(QPointF(at.x(), plot.top() - px(6)), at)
            self._draw_diamond(painter, at)
            wide = width_of(step.what, font(AXIS, BOLD)) + 2
            before = at.x() + px(6) + wide > self.width()
            left = at.x() - px(6) - wide if before else at.x() + px(6)
            if left >= free:
                area = QRectF(left, plot.top() - px(16), wide, px(16))
                free = left + write(painter, area, step.what, self.tokens.text, font(AXIS, BOLD), LEFT) + px(8)

    def _draw_diamond(self, painter: QPainter, at: QPointF) -> None:
        side = px(_DIAMOND)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self.tokens.text))
        corners = ((0, -side), (side, 0), (0, side), (-side, 0))
        painter.drawPolygon(QPolygonF([QPointF(at.x() + x, at.y() + y) for x, y in corners]))

    def _draw_touch(self, painter: QPainter, at: QPointF, step: Step, *, room: bool) -> None:
        if step.channel is None:
            return
        colour = channel_colour(self.tokens, step.channel).hex
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not room:
            marks.dot(painter, at, colour, self.tokens.surface)
            return
        painter.setPen(QPen(QColor(colour), px(1.8)))
        painter.setBrush(QColor(self.tokens.surface))
        painter.drawEllipse(at, px(_MARK), px(_MARK))
        side = px(13)
        area = QRectF(at.x() - side / 2, at.y() - side / 2, side, side)
        marks.icon(painter, area, channel_icon(step.channel), colour)
