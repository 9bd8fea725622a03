"""Back per unit of cost, by channel: a dot with its likely range, a hollow mark for few cases, words for too few."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QWidget

from roidesk.analytics.gates import Gate
from roidesk.analytics.pages.values import ReturnRow, Shown
from roidesk.charts import marks
from roidesk.charts.by_channel import ChannelReturns
from roidesk.charts.chart import Chart, Heading
from roidesk.charts.marks import AXIS, BODY, BOLD, CENTRE, RIGHT, Legend, Mark, font, px, width_of, write
from roidesk.charts.scale import Scale, money_label, steady
from roidesk.charts.theme import Tokens, channel_colour, channel_icon
from roidesk.charts.words import drawn_range, furthest, unit
from roidesk.domain.figure import Number
from roidesk.i18n import _
from roidesk.i18n.formats import back, percent

_NAME = 114
_FIGURES = 106


class ReturnScale:
    """The axis of returns per unit of cost: from 0 to a round number, with the line where it pays back."""

    def __init__(self) -> None:
        self.scale = Scale(1.0, (0.0, 1.0))

    def suit(self, returns: Iterable[Shown], pays_back_at: Number | None) -> None:
        """Choose ticks that hold every mark and range shown."""
        reference = float(pays_back_at or 1) * 1.15
        self.scale = steady(self.scale, max(reference, *(furthest(each) for each in returns), 0.0), 4)

    def x(self, area: QRectF, value: float) -> float:
        """Return where a return lies in an area."""
        return area.left() + area.width() * min(max(value / self.scale.top, 0.0), 1.0)

    def draw(self, painter: QPainter, area: QRectF, tokens: Tokens, currency: str) -> None:
        """Draw the grid and what stands under it."""
        label = money_label(currency)
        for tick in self.scale.ticks:
            x = self.x(area, tick)
            marks.rule(painter, QPointF(x, area.top()), QPointF(x, area.bottom()), tokens.faint)
            below = QRectF(x - px(30), area.bottom() + px(3), px(60), px(15))
            write(painter, below, label(tick), tokens.text3, font(AXIS), CENTRE)

    def draw_whisker(self, painter: QPainter, area: QRectF, shown: Shown, colour: str, surface: str) -> None:
        """Draw a return in its row: a mark, and the range or (dotted) what leaving one out would make of it."""
        hollow = not shown.gate.shows_range
        y = area.center().y()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
        ends = drawn_range(shown)
        if ends is not None:
            low, high = (self.x(area, float(end)) for end in ends)
            painter.setPen(marks.dotted(colour, px(1.8)) if hollow else QPen(QColor(colour), px(2)))
            painter.drawLine(QPointF(low, y), QPointF(high, y))
            for x in () if hollow else (low, high):
                painter.drawLine(QPointF(x, y - px(3.5)), QPointF(x, y + px(3.5)))
        marks.dot(painter, QPointF(self.x(area, float(shown.figure.value or 0)), y), colour, surface, hollow=hollow)


class Whiskers(Chart):
    """Back per unit of cost by channel (`ChannelReturns`)."""

    def __init__(self, tokens: Tokens, parent: QWidget | None = None) -> None:
        super().__init__(tokens, parent)
        self._value = ChannelReturns("EUR", ())
        self._scale = ReturnScale()

    def show_data(self, value: ChannelReturns) -> None:
        """Show the returns of channels."""
        if len(value.rows) != len(self._value.rows):
            self.updateGeometry()
        self._value = value
        self._scale.suit((row.back for row in value.rows), value.pays_back_at)
        self.say(value)

    def heading(self) -> Heading:
        """Return what stands over the chart."""
        caption = _("n = purchases")
        if self._value.credit:
            caption += " · " + _("credit: {model}").format(model=self._value.credit)
        return Heading(_("Back per {unit}, by channel").format(unit=unit(self._value.currency)), (), caption)

    def minimumSizeHint(self) -> QSize:
        """Return a size that holds a line for each channel."""
        return QSize(round(px(360)), round(px(28 + 16 + 18 + 30) + px(17) * max(len(self._value.rows), 4)))

    def rows_area(self) -> QRectF:
        """Return where the rows lie: between the label of the pay-back line and the axis."""
        body = self.body()
        return QRectF(body.left(), body.top() + px(16), body.width(), body.height() - px(16 + 18 + 28))

    def place(self, index: int) -> QRectF:
        """Return the area of a row up to its mark."""
        row = self._row_area(index)
        edge = self._scale.x(self._plot_area(row), furthest(self._value.drawn[index].back))
        return QRectF(row.left(), row.top(), edge - row.left(), row.height())

    def index_at(self, at: QPointF) -> int | None:
        """Return the row at a place."""
        area = self.rows_area()
        count = len(self._value.rows)
        if not count or not area.contains(at):
            return None
        return min(int((at.y() - area.top()) / (area.height() / count)), count - 1)

    def _row_area(self, index: int) -> QRectF:
        area = self.rows_area()
        height = area.height() / max(len(self._value.rows), 1)
        return QRectF(area.left(), area.top() + index * height, area.width(), height)

    def _plot_area(self, row: QRectF) -> QRectF:
        return row.adjusted(px(_NAME), 0, -px(_FIGURES), 0)

    def draw(self, painter: QPainter) -> None:
        """Draw the rows, the axis and what the marks mean."""
        area = self.rows_area()
        plot = self._plot_area(area)
        if self.current is not None:
            marks.fill(painter, self._row_area(self.current), self.tokens.sel)
        self._scale.draw(painter, plot, self.tokens, self._value.currency)
        drawn = self._value.drawn
        for index, row in enumerate(drawn):
            self._draw_row(painter, self._row_area(index), row)
            if index and drawn[index - 1].back.gate.shows_range != row.back.gate.shows_range:
                y = round(self._row_area(index).top())
                marks.rule(painter, QPointF(area.left(), y), QPointF(area.right(), y), self.tokens.faint)
        self._draw_pays_back(painter, plot, sum(row.back.gate.shows_value for row in drawn))
        self._draw_foot(painter)

    def _draw_row(self, painter: QPainter, area: QRectF, row: ReturnRow) -> None:
        tokens = self.tokens
        if row.channel is None:
            return
        colour = channel_colour(tokens, row.channel)
        side = px(15)
        marks.icon(
            painter,
            QRectF(area.left(), area.center().y() - side / 2, side, side),
            channel_icon(row.channel),
            colour.hex,
        )
        name = QRectF(area.left() + px(22), area.top(), px(_NAME - 26), area.height())
        write(painter, name, row.name, tokens.text, font(12))
        plot = self._plot_area(area)
        figure = QRectF(plot.right() + px(2), area.top(), px(62), area.height())
        count = QRectF(area.right() - px(40), area.top(), px(40), area.height())
        words = self._value.words(row)
        if words:
            self._draw_words(painter, plot, words, hatched=row.back.gate is Gate.TOO_LITTLE)
            write(painter, count, "–", tokens.text3, font(12), RIGHT)
            return
        self._scale.draw_whisker(painter, plot, row.back, colour.hex, tokens.surface)
        write(painter, figure, back(row.back.figure.value, self._value.currency), tokens.text, font(BODY, BOLD), RIGHT)
        write(painter, count, _("n {n}").format(n=row.n), tokens.text3, font(AXIS), RIGHT)

    def _draw_words(self, painter: QPainter, plot: QRectF, words: str, *, hatched: bool) -> None:
        if hatched:
            marks.hatch(painter, plot.adjusted(0, 1, 0, -1), self.tokens.faint)
        wide = width_of(words, font(AXIS)) + px(12)
        behind = QRectF(plot.left() + px(6), plot.top() + 1, wide, plot.height() - 2)
        painter.fillRect(behind, QColor(self.tokens.surface))
        write(painter, behind.adjusted(px(5), 0, px(8), 0), words, self.tokens.text2, font(AXIS))

    def _draw_pays_back(self, painter: QPainter, plot: QRectF, rows: int) -> None:
        level = self._value.pays_back_at
        if level is None or not rows:
            return
        x = self._scale.x(plot, float(level))
        bottom = plot.top() + rows * plot.height() / len(self._value.rows)
        painter.setPen(marks.dashed(self.tokens.text))
        painter.drawLine(QPointF(x, plot.top() - px(2)), QPointF(x, bottom))
        text = _("{amount} pays back at {margin}").format(
            amount=back(level, self._value.currency), margin=percent(self._value.margin)
        )
        wide = width_of(text, font(AXIS, marks.MEDIUM)) + 2
        left = min(max(x - wide / 2, plot.left()), self.body().right() - wide)
        area = QRectF(left, plot.top() - px(17), wide, px(15))
        write(painter, area, text, self.tokens.text, font(AXIS, marks.MEDIUM))

    def _draw_foot(self, painter: QPainter) -> None:
        tokens, body = self.tokens, self.body()
        foot = QRectF(body.left(), body.bottom() - px(24), body.width(), px(24))
        marks.rule(
            painter, QPointF(foot.left(), round(foot.top())), QPointF(foot.right(), round(foot.top())), tokens.faint
        )
        bold, plain = font(AXIS, BOLD), font(AXIS)
        note = self._value.order_note()
        room = foot.width() - (width_of(note, bold) + px(8) if note else 0)
        write(painter, foot, note, tokens.text, bold, RIGHT)
        left = 0.0
        for entry in (
            Legend(_("10 or more: likely range"), tokens.text2, Mark.DOT),
            Legend(_("5–9: leaving one out"), tokens.text2, Mark.HOLLOW),
        ):
            wide = px(16) + width_of(entry.name, plain)
            if left + wide <= room:
                area = QRectF(foot.left() + left, foot.center().y() - px(4), px(10), px(10))
                marks.swatch(painter, area, entry, tokens)
                write(painter, foot.adjusted(left + px(15), 0, 0, 0), entry.name, tokens.text2, plain)
                left += wide + px(10)
