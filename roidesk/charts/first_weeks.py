"""The first weeks: cost and hours by channel, before anything can be said of what comes back."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from roidesk.analytics.pages.values import ReturnRow
from roidesk.charts import marks
from roidesk.charts.by_channel import ChannelCosts
from roidesk.charts.chart import Chart, Heading
from roidesk.charts.marks import AXIS, BOLD, RIGHT, font, px, write
from roidesk.charts.theme import Tokens, channel_colour, channel_icon
from roidesk.i18n import _

_NAME = 124
_HEAD = 22
_TALLEST = 46
_COLUMNS = (62, 70, 112)


class CostByChannel(Chart):
    """Bars of cost by channel, with hours and conversions beside them (`ChannelCosts`)."""

    def __init__(self, tokens: Tokens, parent: QWidget | None = None) -> None:
        super().__init__(tokens, parent)
        self._value = ChannelCosts("EUR", ())

    def show_data(self, value: ChannelCosts) -> None:
        """Show the costs of channels."""
        self._value = value
        self.updateGeometry()
        self.say(value)

    def heading(self) -> Heading:
        """Return what stands over the chart."""
        return Heading(_("Cost and hours, by channel"), (), _("known from the first entry"))

    def minimumSizeHint(self) -> QSize:
        """Return a size that holds a line for each channel."""
        return QSize(round(px(420)), round(px(28 + _HEAD + 8) + px(24) * max(len(self._value.rows), 3)))

    def place(self, index: int) -> QRectF:
        """Return the area of a channel's row up to the end of its bar."""
        row = self._row_area(index)
        return QRectF(row.left(), row.top(), self._bar(row, self._value.rows[index]).right() - row.left(), row.height())

    def index_at(self, at: QPointF) -> int | None:
        """Return the row at a place."""
        return next((n for n in range(len(self._value.rows)) if self._row_area(n).contains(at)), None)

    def _row_area(self, index: int) -> QRectF:
        body = self.body()
        height = min((body.height() - px(_HEAD)) / max(len(self._value.rows), 1), px(_TALLEST))
        return QRectF(body.left(), body.top() + px(_HEAD) + index * height, body.width(), height)

    def _bar(self, area: QRectF, row: ReturnRow) -> QRectF:
        room = area.width() - px(_NAME) - px(sum(_COLUMNS)) - px(60)
        most = max((float(each.cost.value or 0) for each in self._value.rows), default=0.0)
        wide = room * float(row.cost.value or 0) / most if most else 0.0
        tall = min(px(16), area.height() - px(6))
        return QRectF(area.left() + px(_NAME), area.center().y() - tall / 2, wide, tall)

    def draw(self, painter: QPainter) -> None:
        """Draw a line for each channel."""
        body, tokens = self.body(), self.tokens
        head = QRectF(body.left(), body.top(), body.width(), px(_HEAD))
        write(painter, head.adjusted(px(_NAME), 0, 0, 0), _("cost"), tokens.text2, font(AXIS))
        for area, text in zip(self._columns(head), (_("hours"), _("purchases"), _("other conversions")), strict=True):
            write(painter, area, text, tokens.text2, font(AXIS), RIGHT)
        for index, row in enumerate(self._value.rows):
            self._draw_row(painter, self._row_area(index), row, first=not index, read=index == self.current)

    def _columns(self, area: QRectF) -> tuple[QRectF, QRectF, QRectF]:
        right = area.right()
        found = []
        for wide in reversed(_COLUMNS):
            found.append(QRectF(right - px(wide), area.top(), px(wide), area.height()))
            right -= px(wide)
        return found[2], found[1], found[0]

    def _draw_row(self, painter: QPainter, area: QRectF, row: ReturnRow, *, first: bool, read: bool) -> None:
        tokens = self.tokens
        if row.channel is None:
            return
        if read:
            marks.fill(painter, area, tokens.sel)
        if not first:
            y = round(area.top())
            marks.rule(painter, QPointF(area.left(), y), QPointF(area.right(), y), tokens.faint)
        side = px(15)
        sign = QRectF(area.left(), area.center().y() - side / 2, side, side)
        marks.icon(painter, sign, channel_icon(row.channel), channel_colour(tokens, row.channel).hex)
        write(painter, area.adjusted(px(22), 0, px(_NAME - 4) - area.width(), 0), row.name, tokens.text, font(12))
        bar = self._bar(area, row)
        marks.fill(painter, bar, tokens.cost)
        cost, *others = self._value.cells(row)
        after = QRectF(bar.right() + px(8), area.top(), px(60), area.height())
        write(painter, after, cost, tokens.text, font(12, marks.MEDIUM))
        for n, (place, text) in enumerate(zip(self._columns(area), others, strict=True)):
            write(
                painter,
                place,
                text,
                tokens.text if n else tokens.text2,
                font(12, BOLD if n == 1 else marks.MEDIUM),
                RIGHT,
            )
