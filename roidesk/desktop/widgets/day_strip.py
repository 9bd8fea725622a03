"""A day in one strip: colour is the channel, height how personal, a diamond what led to a conversion."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QBrush, QColor, QFont, QHelpEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from roidesk.desktop import style
from roidesk.desktop.widgets.labels import tip
from roidesk.domain.instants import HOUR, MINUTE
from roidesk.i18n import _, formats

HEIGHT = 104
_LEFT, _RIGHT, _TOP, _AXIS = 16, 12, 8, 22
_LEVELS = 5
_ICON_FROM = 24
"""From this designed width on a block carries its channel's icon; narrower ones have a tooltip and this hit area."""
_EDGED_FROM = 5
_LEAST_GAP = 30 * MINUTE
_EARLIEST, _LATEST = 9, 18


@dataclass(frozen=True, slots=True)
class Block:
    """One interaction in the strip. `words` is its tooltip; `running`: it has no end yet."""

    id: UUID
    start_us: int
    end_us: int
    level: int
    colour: str
    icon: str
    words: str
    hatched: bool = False
    led: bool = False
    running: bool = False


@dataclass(frozen=True, slots=True)
class Day:
    """What a strip shows: from one midnight to the next in a zone; `now_us` None: not this day."""

    start_us: int
    end_us: int
    zone: str
    blocks: tuple[Block, ...] = ()
    now_us: int | None = None


def hours_shown(day: Day) -> tuple[int, int]:
    """Return from when to when the strip reaches: a working day, more where there is more. Half an hour before it."""
    ends = [min(block.end_us, day.end_us) for block in day.blocks] + ([day.now_us] if day.now_us else [])
    starts = [max(block.start_us, day.start_us) for block in day.blocks]
    first = min([day.start_us + _EARLIEST * HOUR, *(start - start % HOUR for start in starts)])
    last = max([day.start_us + _LATEST * HOUR, *(end + -end % HOUR for end in ends)])
    return max(day.start_us, first - HOUR // 2), min(day.end_us, last + HOUR // 6)


def gaps(blocks: Sequence[Block]) -> tuple[tuple[int, int], ...]:
    """Return the stretches of half an hour and more in which nothing is logged, between the first and the last."""
    found, reach = [], None
    for block in sorted(blocks, key=lambda each: each.start_us):
        if reach is not None and block.start_us - reach >= _LEAST_GAP:
            found.append((reach, block.start_us))
        reach = max(reach or block.end_us, block.end_us)
    return tuple(found)


class DayStrip(QWidget):
    """Shows a `Day`. The table below it says the same in words and is where keys act."""

    picked = Signal(object)
    """The id of the interaction that was clicked."""

    def __init__(self) -> None:
        super().__init__()
        self._day: Day | None = None
        self._selected: frozenset[UUID] = frozenset()
        self._hovered: UUID | None = None
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(_("Day strip"))

    def sizeHint(self) -> QSize:
        """As wide as there is room."""
        return QSize(style.px(600), style.px(HEIGHT))

    def show_day(self, day: Day, summary: str) -> None:
        """Show a day; `summary` says it in words."""
        if day != self._day:
            self._day = day
            self.setAccessibleDescription(summary)
            self.update()

    def select(self, which: Sequence[UUID]) -> None:
        """Frame the interactions selected elsewhere."""
        if frozenset(which) != self._selected:
            self._selected = frozenset(which)
            self.update()

    def at(self, point: QPoint) -> Block | None:
        """Return the block under a point, or the nearest one whose hit area holds it."""
        if self._day is None:
            return None
        least = style.px(_ICON_FROM)
        hits = []
        for block in self._day.blocks:
            area = self._area(block)
            wide = max(0.0, (least - area.width()) / 2)
            if area.left() - wide <= point.x() <= area.right() + wide and point.y() <= self._base():
                hits.append((abs(area.center().x() - point.x()), block))
        return min(hits, key=lambda hit: hit[0])[1] if hits else None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Frame the block under the pointer."""
        block = self.at(event.position().toPoint())
        hovered = block.id if block else None
        if hovered != self._hovered:
            self._hovered = hovered
            self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the block under the pointer."""
        block = self.at(event.position().toPoint())
        if block is not None:
            self.picked.emit(block.id)

    def leaveEvent(self, event: QEvent) -> None:
        """Frame nothing."""
        super().leaveEvent(event)
        self._hovered = None
        self.update()

    def changeEvent(self, event: QEvent) -> None:
        """Draw anew in another theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.update()

    def event(self, event: QEvent) -> bool:
        """Say what a block is."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            block = self.at(event.pos())
            if block is None:
                QToolTip.hideText()
            else:
                QToolTip.showText(event.globalPos(), tip(block.words), self)
            return True
        return super().event(event)

    # ------------------------------------------------------------ drawing

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the day."""
        if self._day is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_scale(painter, self._day)
        for start, end in gaps(self._day.blocks):
            self._paint_gap(painter, start, end)
        for block in sorted(self._day.blocks, key=lambda each: each.start_us):
            self._paint_block(painter, block)
        if self._day.now_us is not None:
            self._paint_now(painter, self._day.now_us, self._day.zone)
        painter.end()

    def _base(self) -> float:
        return self.height() - style.px(_AXIS)

    def _x(self, us: int) -> float:
        if self._day is None:
            return 0
        first, last = hours_shown(self._day)
        left, right = style.px(_LEFT), self.width() - style.px(_RIGHT)
        return left + (right - left) * (us - first) / (last - first)

    def _high(self, level: int) -> float:
        return (self._base() - style.px(_TOP)) * level / _LEVELS

    def _area(self, block: Block) -> QRectF:
        day = self._day
        start = max(block.start_us, day.start_us) if day else block.start_us
        end = min(block.end_us, day.end_us) if day else block.end_us
        left, high = self._x(start), self._high(block.level)
        return QRectF(left, self._base() - high, max(3.0, self._x(end) - left), high)

    def _paint_scale(self, painter: QPainter, day: Day) -> None:
        theme = style.tokens()
        painter.setFont(style.font(11))
        left, right, base = style.px(_LEFT), self.width() - style.px(_RIGHT), self._base()
        dotted = QPen(QColor(theme.line), 1, Qt.PenStyle.DotLine)
        for level in range(1, _LEVELS + 1):
            y = round(base - self._high(level)) + 0.5
            painter.setPen(dotted)
            painter.drawLine(QPointF(left, y), QPointF(right, y))
        painter.setPen(QColor(theme.text3))
        for level in (1, _LEVELS):
            y = base - self._high(level)
            painter.drawText(QRectF(0, y - 2, left - 6, 16), Qt.AlignmentFlag.AlignHCenter, str(level))
        painter.setPen(QColor(theme.edge))
        painter.drawLine(QPointF(left, base + 0.5), QPointF(right, base + 0.5))
        first, last = hours_shown(day)
        every = HOUR if (last - first) / HOUR * style.px(56) < right - left else 2 * HOUR
        hour = day.start_us
        while hour <= last:
            if hour >= first:
                self._paint_hour(painter, hour, day)
            hour += every

    def _paint_hour(self, painter: QPainter, hour: int, day: Day) -> None:
        theme, x, base = style.tokens(), round(self._x(hour)) + 0.5, self._base()
        painter.setPen(QColor(theme.edge))
        painter.drawLine(QPointF(x, base), QPointF(x, base + 4))
        if day.now_us is not None and abs(self._x(day.now_us) - x) < style.px(38):
            return  # the time of the now line stands there
        painter.setPen(QColor(theme.text2))
        painter.drawText(
            QRectF(x - style.px(30), base + style.px(5), style.px(60), style.px(16)),
            Qt.AlignmentFlag.AlignHCenter,
            formats.clock(hour, day.zone),
        )

    def _paint_gap(self, painter: QPainter, start: int, end: int) -> None:
        theme = style.tokens()
        left, right, high = self._x(start), self._x(end), self._high(_LEVELS) * 0.84
        area = QRectF(left, self._base() - high, right - left, high)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QBrush(QColor(theme.line), Qt.BrushStyle.BDiagPattern))
        painter.drawRect(area)
        text = _("{length} gap").format(length=formats.duration(end - start))
        painter.setFont(style.font(11))
        wide = painter.fontMetrics().horizontalAdvance(text) + style.px(8)
        if wide < area.width():
            place = QRectF(area.center().x() - wide / 2, self._base() - style.px(26), wide, style.px(16))
            painter.fillRect(place, QColor(theme.surface))
            painter.setPen(QColor(theme.text2))
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, text)

    def _paint_block(self, painter: QPainter, block: Block) -> None:
        theme, area = style.tokens(), self._area(block)
        fill = QColor(block.colour)
        if block.running:
            fill.setAlphaF(0.35)
        marked = block.id in self._selected or block.id == self._hovered
        if marked:
            painter.setPen(QPen(QColor(theme.focus if block.id in self._selected else theme.text), 2))
        elif area.width() > _EDGED_FROM:
            painter.setPen(QPen(QColor(theme.surface), 1))
        else:
            painter.setPen(Qt.PenStyle.NoPen)  # an edge would hide what is as thin as itself
        painter.setBrush(fill)
        painter.drawRoundedRect(area, 2, 2)
        if block.hatched:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QBrush(QColor(theme.surface), Qt.BrushStyle.BDiagPattern))
            painter.drawRoundedRect(area, 2, 2)
        if block.running:
            painter.fillRect(QRectF(area.left(), area.top(), area.width(), 2), QColor(block.colour))
        if area.width() >= style.px(_ICON_FROM):
            self._paint_icon(painter, block, area)
        if block.led:
            self._paint_diamond(painter, area)

    def _paint_icon(self, painter: QPainter, block: Block, area: QRectF) -> None:
        colour = block.colour if block.running else style.tokens().surface
        side = style.px(15)
        drawn = style.pixmap(block.icon, colour, 15, self.devicePixelRatioF())
        top = max(area.top() + 2, area.bottom() - side - style.px(5))
        painter.drawPixmap(QPointF(area.center().x() - side / 2, top), drawn)

    def _paint_diamond(self, painter: QPainter, area: QRectF) -> None:
        theme, half = style.tokens(), style.px(45) / 10
        inside = area.top() < style.px(_TOP) + 2 * half
        y = area.top() + half + style.px(4) if inside else area.top() - half - style.px(2)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.surface if inside else theme.ink))
        paint_diamond(painter, QPointF(area.center().x(), y), half)

    def _paint_now(self, painter: QPainter, now: int, zone: str) -> None:
        theme, x = style.tokens(), round(self._x(now)) + 0.5
        painter.setPen(QPen(QColor(theme.ink), 1.5))
        painter.drawLine(QPointF(x, 0), QPointF(x, self._base() + style.px(4)))
        place = QRectF(x - style.px(19), self._base() + style.px(4), style.px(38), style.px(16))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.ink))
        painter.drawRoundedRect(place, 3, 3)
        painter.setFont(style.font(11, QFont.Weight.DemiBold))
        painter.setPen(QColor(theme.onink))
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, formats.clock(now, zone))


def paint_diamond(painter: QPainter, centre: QPointF, half: float) -> None:
    """Draw the mark of a conversion with the painter's brush."""
    x, y = centre.x(), centre.y()
    painter.drawPolygon(
        QPolygonF([QPointF(x, y - half), QPointF(x + half, y), QPointF(x, y + half), QPointF(x - half, y)])
    )
