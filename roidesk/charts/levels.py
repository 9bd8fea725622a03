"""Does personal pay? Back per unit of cost by level, and hours by level with what came of them."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QWidget

from roidesk.analytics.gates import Gate
from roidesk.analytics.pages.values import OutcomeRow, ReturnRow
from roidesk.charts import marks
from roidesk.charts.by_level import HoursOfLevels, LevelReturns, examples_of, part_names, parts
from roidesk.charts.chart import Chart, Heading
from roidesk.charts.marks import AXIS, BODY, BOLD, CENTRE, RIGHT, Legend, Mark, font, px, width_of, write
from roidesk.charts.scale import Scale, hours_label, steady
from roidesk.charts.theme import Tokens
from roidesk.charts.whiskers import ReturnScale
from roidesk.charts.words import furthest, unit
from roidesk.i18n import _
from roidesk.i18n.formats import back, percent

_NAME = 172
_LEVELS = 5
_ROOMY = 500


class LevelChart(Chart):
    """A chart with one row for each level: number, five bars, examples, and what is drawn beside them."""

    below = 44
    above = 4

    def rows_area(self) -> QRectF:
        """Return where the rows lie."""
        body = self.body()
        height = body.height() - px(self.above) - px(self.below)
        return QRectF(body.left(), body.top() + px(self.above), body.width(), height)

    def row_area(self, index: int) -> QRectF:
        """Return the area of a level's row."""
        area = self.rows_area()
        return QRectF(area.left(), area.top() + index * area.height() / _LEVELS, area.width(), area.height() / _LEVELS)

    def index_at(self, at: QPointF) -> int | None:
        """Return the row at a place."""
        area = self.rows_area()
        if not area.contains(at):
            return None
        return min(int((at.y() - area.top()) / (area.height() / _LEVELS)), _LEVELS - 1)

    def minimumSizeHint(self) -> QSize:
        """Return a size that holds five rows."""
        return QSize(round(px(360)), round(px(28 + self.above + self.below) + px(20) * _LEVELS))

    def draw_level(self, painter: QPainter, area: QRectF, level: int, examples: str) -> None:
        """Draw what a row is about."""
        number = QRectF(area.left(), area.top(), px(12), area.height())
        write(painter, number, str(level), self.tokens.text, font(BODY, BOLD))
        bars = QRectF(area.left() + px(14), area.center().y() - px(5.5), px(29), px(11))
        marks.personal(painter, bars, level, self.tokens)
        words = QRectF(area.left() + px(51), area.top(), px(_NAME - 58), area.height())
        write(painter, words, examples, self.tokens.text2, font(AXIS))

    def draw_current(self, painter: QPainter) -> None:
        """Mark the row that is read."""
        if self.current is not None:
            marks.fill(painter, self.row_area(self.current), self.tokens.sel)

    def foot(self, painter: QPainter) -> QRectF:
        """Draw the line over the note and return the area of the note."""
        body = self.body()
        area = QRectF(body.left(), body.bottom() - px(24), body.width(), px(24))
        y = round(area.top())
        marks.rule(painter, QPointF(area.left(), y), QPointF(area.right(), y), self.tokens.faint)
        return area


class PersonalReturns(LevelChart):
    """Back per unit of cost by level, beside the share of minutes with a known contact (`LevelReturns`)."""

    above = 16

    def __init__(self, tokens: Tokens, parent: QWidget | None = None) -> None:
        super().__init__(tokens, parent)
        self._value = LevelReturns("EUR", ())
        self._scale = ReturnScale()

    def show_data(self, value: LevelReturns) -> None:
        """Show the returns of the five levels."""
        self._value = value
        self._scale.suit((row.back for row in value.rows), value.pays_back_at)
        self.say(value)

    def heading(self) -> Heading:
        """Return what stands over the chart."""
        return Heading(
            _("Does personal pay?"), (), _("sales per {unit} of cost, by level").format(unit=unit(self._value.currency))
        )

    def place(self, index: int) -> QRectF:
        """Return the area of a row up to its mark."""
        row = self.row_area(index)
        edge = self._scale.x(self._plot_area(row), furthest(self._value.rows[index].back))
        return QRectF(row.left(), row.top(), edge - row.left(), row.height())

    def _plot_area(self, row: QRectF) -> QRectF:
        return row.adjusted(px(_NAME), 0, -self._right(), 0)

    def _share(self) -> float:
        """Return the width of the bars of contact shares: shorter where room is short."""
        return px(74 if self.width() >= px(_ROOMY) else 34)

    def _right(self) -> float:
        """Return the width of what stands beside the plot: figure, share as a bar, share as a number."""
        return px(62 + 46) + self._share()

    def draw(self, painter: QPainter) -> None:
        """Draw the rows, the axis and what may not be concluded."""
        area = self.rows_area()
        plot = self._plot_area(area)
        self.draw_current(painter)
        self._scale.draw(painter, plot, self.tokens, self._value.currency)
        level = self._value.pays_back_at
        if level is not None:
            x = self._scale.x(plot, float(level))
            painter.setPen(marks.dashed(self.tokens.text))
            painter.drawLine(QPointF(x, plot.top()), QPointF(x, plot.bottom()))
        self._draw_heads(painter, area)
        for index, row in enumerate(self._value.rows):
            self._draw_row(painter, self.row_area(index), row)
            if index:
                y = round(self.row_area(index).top())
                marks.rule(painter, QPointF(area.left(), y), QPointF(area.right(), y), self.tokens.faint)
        self._draw_note(painter)

    def _draw_heads(self, painter: QPainter, area: QRectF) -> None:
        top = area.top() - px(17)
        per = QRectF(area.right() - self._right(), top, px(58), px(15))
        write(
            painter, per, _("per {unit}").format(unit=unit(self._value.currency)), self.tokens.text2, font(AXIS), RIGHT
        )
        share = QRectF(area.right() - self._share() - px(42), top, self._share() + px(42), px(15))
        roomy = self.width() >= px(_ROOMY)
        text = _("minutes with a contact") if roomy else _("contact known")
        write(painter, share, text, self.tokens.text2, font(AXIS))

    def _draw_row(self, painter: QPainter, area: QRectF, row: ReturnRow) -> None:
        tokens = self.tokens
        self.draw_level(painter, area, row.level, examples_of(row))
        plot = self._plot_area(area)
        words = self._value.words(row)
        figure = QRectF(plot.right(), area.top(), px(58), area.height())
        if words:
            self._draw_words(painter, plot, words, hatched=row.back.gate is Gate.TOO_LITTLE)
            write(painter, figure, "–", tokens.text3, font(12), RIGHT)
        else:
            self._scale.draw_whisker(painter, plot, row.back, tokens.text, tokens.surface)
            write(
                painter, figure, back(row.back.figure.value, self._value.currency), tokens.text, font(BODY, BOLD), RIGHT
            )
        self._draw_share(painter, area, row)

    def _draw_words(self, painter: QPainter, plot: QRectF, words: str, *, hatched: bool) -> None:
        if hatched:
            marks.hatch(painter, plot.adjusted(0, 2, 0, -2), self.tokens.faint)
        wide = min(width_of(words, font(AXIS)) + px(12), plot.width() + px(34))
        behind = QRectF(plot.left() + px(6), plot.top() + 2, wide, plot.height() - 4)
        painter.fillRect(behind, QColor(self.tokens.surface))
        write(painter, behind.adjusted(px(5), 0, px(8), 0), words, self.tokens.text2, font(AXIS))

    def _draw_share(self, painter: QPainter, area: QRectF, row: ReturnRow) -> None:
        tokens = self.tokens
        left_out = row.contact_share.value is not None and not row.compared
        whole = QRectF(area.right() - self._share() - px(42), area.center().y() - px(3.5), self._share(), px(7))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
        painter.setPen(QColor(0, 0, 0, 0))
        painter.setBrush(QColor(tokens.sunken))
        painter.drawRoundedRect(whole, px(2), px(2))
        share = float(row.contact_share.value or 0)
        painter.setBrush(QColor(tokens.warn if left_out else tokens.text2))
        painter.drawRoundedRect(QRectF(whole.left(), whole.top(), whole.width() * share, whole.height()), px(2), px(2))
        text = QRectF(area.right() - px(40), area.top(), px(40), area.height())
        colour = tokens.warn if left_out else tokens.text2
        write(
            painter,
            text,
            percent(row.contact_share.value),
            colour,
            font(AXIS, BOLD if left_out else marks.MEDIUM),
            RIGHT,
        )

    def _draw_note(self, painter: QPainter) -> None:
        warning, rest = self._value.note()
        area = self.foot(painter)
        left = area.left()
        if warning:
            side = px(14)
            sign = QRectF(left, area.center().y() - side / 2 + 1, side, side)
            marks.icon(painter, sign, "triangle-alert", self.tokens.warn)
            left += side + px(6)
            left += write(
                painter, area.adjusted(left - area.left(), 0, 0, 0), warning, self.tokens.text, font(AXIS, BOLD)
            )
            left += px(4)
        write(painter, area.adjusted(left - area.left(), 0, 0, 0), rest, self.tokens.text2, font(AXIS))


class LevelHoursChart(LevelChart):
    """Hours by level, and what came of them (`HoursOfLevels`)."""

    def __init__(self, tokens: Tokens, parent: QWidget | None = None) -> None:
        super().__init__(tokens, parent)
        self._value = HoursOfLevels(())
        self._scale = Scale(1.0, (0.0, 1.0))

    def show_data(self, value: HoursOfLevels) -> None:
        """Show the hours of the five levels."""
        self._value = value
        self._scale = steady(self._scale, max((float(row.hours) for row in value.rows), default=0.0))
        self.say(value)

    def heading(self) -> Heading:
        """Return what stands over the chart."""
        colours = (self.tokens.sales, self.tokens.cost, self.tokens.sunken, self.tokens.edge)
        kinds = (Mark.FILL, Mark.FILL, Mark.OUTLINE, Mark.HATCH)
        legend = tuple(
            Legend(name, colour, kind) for name, colour, kind in zip(part_names(), colours, kinds, strict=True)
        )
        return Heading(_("Hours and what came of them"), legend)

    def place(self, index: int) -> QRectF:
        """Return the area of a row up to the end of its bar."""
        row = self.row_area(index)
        end = self._x(self._plot_area(row), float(self._value.rows[index].hours))
        return QRectF(row.left(), row.top(), end - row.left(), row.height())

    def _plot_area(self, row: QRectF) -> QRectF:
        return row.adjusted(px(_NAME), 0, -px(30), 0)

    def _x(self, plot: QRectF, hours: float) -> float:
        return plot.left() + plot.width() * hours / self._scale.top

    def draw(self, painter: QPainter) -> None:
        """Draw the bars, the axis and the line that names the time that led to nothing."""
        plot = self._plot_area(self.rows_area())
        self.draw_current(painter)
        for tick in self._scale.ticks:
            x = self._x(plot, tick)
            marks.rule(painter, QPointF(x, plot.top()), QPointF(x, plot.bottom()), self.tokens.faint)
            below = QRectF(x - px(30), plot.bottom() + px(3), px(60), px(15))
            write(painter, below, hours_label(tick), self.tokens.text3, font(AXIS), CENTRE)
        for index, row in enumerate(self._value.rows):
            self._draw_row(painter, self.row_area(index), row)
        self._draw_note(painter)

    def _draw_row(self, painter: QPainter, area: QRectF, row: OutcomeRow) -> None:
        tokens = self.tokens
        self.draw_level(painter, area, row.level, examples_of(row))
        plot = self._plot_area(area)
        tall = min(px(16), area.height() - px(4))
        top = area.center().y() - tall / 2
        before = 0.0
        for n, part in enumerate(parts(row)):
            left, right = self._x(plot, before), self._x(plot, before + part)
            before += part
            bar = QRectF(left, top, max(right - left - 1, 0), tall)
            if bar.width() < 1:
                continue
            match n:
                case 0:
                    marks.fill(painter, bar, tokens.sales)
                case 1:
                    marks.fill(painter, bar, tokens.cost)
                case 2:
                    marks.framed(painter, bar, tokens.sunken, tokens.edge)
                case _:
                    marks.framed(painter, bar, tokens.surface, tokens.edge, hatched=tokens.edge)
        self._draw_total(painter, plot, QRectF(self._x(plot, before), top, px(60), tall), before)

    def _draw_total(self, painter: QPainter, plot: QRectF, end: QRectF, hours: float) -> None:
        """Write the hours after the bar; inside its end where there is no room."""
        text = hours_label(round(hours))
        wide = width_of(text, font(AXIS, BOLD))
        if end.left() + px(6) + wide <= plot.right() + px(30):
            write(painter, end.adjusted(px(6), 0, 0, 0), text, self.tokens.text, font(AXIS, BOLD))
            return
        inside = QRectF(end.left() - wide - px(10), end.top() + 1, wide + px(8), end.height() - 2)
        painter.fillRect(inside, QColor(self.tokens.surface))
        write(painter, inside, text, self.tokens.text, font(AXIS, BOLD), CENTRE)

    def _draw_note(self, painter: QPainter) -> None:
        area = self.foot(painter)
        left = area.left()
        led, nothing, unknown = self._value.note()
        for text, weight in (
            (led + " ", marks.font(AXIS)),
            (nothing, marks.font(AXIS, BOLD)),
            (unknown, marks.font(AXIS)),
        ):
            colour = self.tokens.text if text == nothing else self.tokens.text2
            left += write(painter, area.adjusted(left - area.left(), 0, 0, 0), text, colour, weight)
