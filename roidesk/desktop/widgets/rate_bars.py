"""What an hour of each person has cost over time, as bars one after the other."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from roidesk.charts.theme import contrast
from roidesk.desktop import style
from roidesk.desktop.models.rate_spans import Span, told
from roidesk.i18n import _

_ROW, _GAP, _AXIS, _NAME, _SIDE = 24, 4, 18, 110, 14
_MOST = 6


class RateBars(QWidget):
    """A row for each person: where a rate ends, the next begins. The table above it says the same in words."""

    def __init__(self) -> None:
        super().__init__()
        self._spans: tuple[Span, ...] = ()
        self._people: tuple[str, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(_("What an hour has cost"))
        self.hide()

    def show_spans(self, spans: Sequence[Span]) -> None:
        """Show other rates; of many people the first few."""
        self._people = tuple(dict.fromkeys(each.person for each in spans))[:_MOST]
        self._spans = tuple(each for each in spans if each.person in self._people)
        self.setAccessibleDescription(told(self._spans))
        self.setVisible(len(self._spans) > 1)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """As high as its rows."""
        return QSize(style.px(240), style.px(_ROW * len(self._people) + _AXIS + _GAP))

    def minimumSizeHint(self) -> QSize:
        """As high as its rows."""
        return QSize(0, self.sizeHint().height())

    def changeEvent(self, event: QEvent) -> None:
        """Draw it anew in another theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.updateGeometry()
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the names, the bars and the years."""
        if not self._spans:
            return
        painter = QPainter(self)
        painter.setFont(style.font(12))
        first, last = min(each.first for each in self._spans), max(each.last for each in self._spans)
        area = QRectF(style.px(_NAME + _SIDE), 0, self.width() - style.px(_NAME + 2 * _SIDE), self.height())
        for at, person in enumerate(self._people):
            self._paint_name(painter, person, at * style.px(_ROW))
            for each in self._spans:
                if each.person == person:
                    self._paint_span(painter, each, self._placed(each, area, first, last, at * style.px(_ROW)))
        self._paint_years(painter, area, first, last)
        painter.end()

    def _x(self, day: date, area: QRectF, first: date, last: date) -> float:
        """Return where a day lies; time runs from left to right in every language, as in a chart."""
        return area.left() + area.width() * (day - first).days / max(1, (last - first).days)

    def _placed(self, each: Span, area: QRectF, first: date, last: date, top: float) -> QRectF:
        left, right = (self._x(day, area, first, last) for day in (each.first, each.last))
        return QRectF(left, top, max(2.0, right - left - 1), style.px(_ROW - _GAP))

    def _paint_name(self, painter: QPainter, person: str, top: float) -> None:
        room = QRectF(style.px(_SIDE), top, style.px(_NAME - 8), style.px(_ROW - _GAP))
        painter.setPen(QColor(style.tokens().text2))
        shown = painter.fontMetrics().elidedText(person, Qt.TextElideMode.ElideRight, int(room.width()))
        painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), shown)

    def _paint_span(self, painter: QPainter, each: Span, box: QRectF) -> None:
        theme = style.tokens()
        newest = max(other.first for other in self._spans if other.person == each.person)
        ground = theme.sales if each.first == newest else theme.cost
        painter.fillRect(box, QColor(ground))
        ink = max((theme.surface, theme.text), key=lambda colour: contrast(colour, ground))
        painter.setPen(QColor(ink))
        inner = box.adjusted(style.px(6), 0, -style.px(4), 0)
        if painter.fontMetrics().horizontalAdvance(each.words) <= inner.width():
            painter.drawText(inner, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), each.words)

    def _paint_years(self, painter: QPainter, area: QRectF, first: date, last: date) -> None:
        theme = style.tokens()
        top = style.px(_ROW) * len(self._people)
        painter.setPen(QColor(theme.edge))
        painter.drawLine(int(area.left()), top, int(area.right()), top)
        painter.setFont(style.font(11))
        painter.setPen(QColor(theme.text3))
        starts = [first, *(date(year, 1, 1) for year in range(first.year + 1, last.year + 1))]
        edge = -1.0
        for each in starts:
            x = self._x(each, area, first, last)
            if x > edge:
                room = QRectF(x, top, style.px(60), style.px(_AXIS))
                painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), str(each.year))
                edge = x + style.px(40)
