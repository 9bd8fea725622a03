"""The path of a contact, drawn: height is how personal, a diamond is a conversion, time runs from left to right."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from roidesk.charts import marks
from roidesk.charts.chart import Chart, Heading
from roidesk.charts.contact_path import ContactPath, Step
from roidesk.charts.marks import AXIS, BOLD, CENTRE, LEFT, RIGHT, dotted, font, px, rule, width_of, write
from roidesk.charts.path_layout import Sizes, TouchMark, Wanted, touch_marks, word_places
from roidesk.charts.theme import channel_colour, channel_icon
from roidesk.domain.instants import DAY
from roidesk.i18n import _, formats, ngettext

_LEVELS = 5
_TOP, _BOTTOM, _SIDE, _END = 18, 24, 26, 22
_HEADROOM = 0.9
"""Levels of room over the highest, so that what came of it is written clear of the touches."""
_MARK, _LONGER, _DOT = 12, 12, 5.4
"""Radius of a touch with its icon, what it is longer with a number, and the radius of a dot where both have no room."""
_DIAMOND = 6
_GAP = 6
"""Between a line and its words."""
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
        for mark in self._marks(places):
            self._draw_mark(painter, mark)
        if self.current is not None and self._value.steps[self.current].channel is not None:
            at = places[self.current]
            self._draw_mark(painter, TouchMark((at.x(), at.y()), (self.current,)))

    # ------------------------------------------------------------ where things are

    def _plot(self) -> QRectF:
        return self.body().adjusted(px(_SIDE), px(_TOP), -px(_END), -px(_BOTTOM))

    def _places(self) -> list[QPointF]:
        return [self._at(each) for each in self._value.steps]

    def _marks(self, places: list[QPointF]) -> tuple[TouchMark, ...]:
        touched = [(n, (at.x(), at.y())) for n, at in enumerate(places) if self._value.steps[n].channel is not None]
        return touch_marks(touched, Sizes(px(_MARK), px(_DOT), px(_LONGER)))

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
        """Draw what came of it; what has no room for its words keeps a shorter line, and is read like any step."""
        plot, steps = self._plot(), self._value.steps
        came = [(at, step) for at, step in zip(places, steps, strict=True) if step.channel is None]
        wanted = [Wanted(at.x(), width_of(each.what, font(AXIS, BOLD)) + 2, int(each.sale)) for at, each in came]
        said = word_places(wanted, (0, self.width()), px(_GAP))
        for n, (at, step) in enumerate(came):
            painter.setPen(dotted(self.tokens.text))
            painter.drawLine(QPointF(at.x(), plot.top() - px(10 if n in said else -4)), at)
            self._draw_diamond(painter, at)
            if n in said:
                area = QRectF(said[n], plot.top() - px(16), wanted[n].wide, px(16))
                write(painter, area, step.what, self.tokens.text, font(AXIS, BOLD), LEFT)

    def _draw_diamond(self, painter: QPainter, at: QPointF) -> None:
        side = px(_DIAMOND)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(self.tokens.surface), 1))  # two that nearly meet are told apart
        painter.setBrush(QColor(self.tokens.text))
        corners = ((0, -side), (side, 0), (0, side), (-side, 0))
        painter.drawPolygon(QPolygonF([QPointF(at.x() + x, at.y() + y) for x, y in corners]))

    def _draw_mark(self, painter: QPainter, mark: TouchMark) -> None:
        """Draw a touch with the icon of its channel; several that share a mark with their number."""
        channels = {each for n in mark.members if (each := self._value.steps[n].channel) is not None}
        one = next(iter(channels)) if len(channels) == 1 else None
        colour = channel_colour(self.tokens, one).hex if one is not None else self.tokens.text2
        at, radius, several = QPointF(*mark.at), px(_MARK), len(mark.members) > 1
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if mark.small:
            marks.dot(painter, at, colour, self.tokens.surface)
            return
        area = QRectF(at.x() - radius, at.y() - radius, 2 * radius + px(_LONGER if several else 0), 2 * radius)
        painter.setPen(QPen(QColor(colour), px(1.8)))
        painter.setBrush(QColor(self.tokens.surface))
        painter.drawRoundedRect(area, radius, radius)
        if one is not None:
            side = px(13)
            marks.icon(painter, QRectF(at.x() - side / 2, at.y() - side / 2, side, side), channel_icon(one), colour)
        if several:
            number = area.adjusted(px(20), 0, -px(4), 0) if one is not None else area
            write(painter, number, formats.number(len(mark.members)), self.tokens.text, font(AXIS, BOLD), CENTRE)
