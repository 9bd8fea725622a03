"""How a day strip is drawn: where things lie, and what they look like."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QPainter, QPen, QPolygonF

from roidesk.desktop import style
from roidesk.desktop.models.strip import Block, Day, Grip, Hold, gaps, tick_every
from roidesk.domain.instants import MINUTE, Span
from roidesk.i18n import _, formats

HEIGHT = 104
_LEFT, _RIGHT, _TOP, _AXIS = 16, 12, 8, 22
_LEVELS = 5
ICON_FROM = 24
"""From this designed width on a block carries its channel's icon; narrower ones have a tooltip and this hit area."""
_ICON, _ICON_LOW = 15, 11
"""Its side, and that in a block of the lowest level."""
_EDGE = 6
_EDGED_FROM = 5
_TICKS_APART = 72


@dataclass(frozen=True, slots=True)
class Plot:
    """Where a day lies in a widget of some size, when a stretch of it is seen. Time goes on to the right everywhere."""

    day: Day
    seen: Span
    width: int
    height: int

    @property
    def left(self) -> int:
        """Where the axis begins."""
        return style.px(_LEFT)

    @property
    def right(self) -> int:
        """Where the axis ends."""
        return self.width - style.px(_RIGHT)

    @property
    def base(self) -> float:
        """Where the blocks stand."""
        return self.height - style.px(_AXIS)

    def x(self, us: int) -> float:
        """Return where an instant lies."""
        return self.left + (self.right - self.left) * (us - self.seen.start) / self.seen.us

    def us(self, x: float) -> int:
        """Return the instant at a place, of those that are seen."""
        part = (x - self.left) / max(1, self.right - self.left)
        return self.seen.start + round(min(max(part, 0.0), 1.0) * self.seen.us)

    def wide(self, pixels: float) -> int:
        """Return how long a stretch of so many pixels is."""
        return round(pixels * self.seen.us / max(1, self.right - self.left))

    def high(self, level: int) -> float:
        """Return how high a level reaches."""
        return (self.base - style.px(_TOP)) * level / _LEVELS

    def area(self, block: Block) -> QRectF:
        """Return where a block is drawn."""
        seen = Span(max(block.start_us, self.day.start_us), min(block.end_us, self.day.end_us))
        return self.area_of(seen, block.level)

    def area_of(self, span: Span, level: int) -> QRectF:
        """Return where a stretch of time is drawn, of a level's height."""
        left, high = self.x(span.start), self.high(level)
        return QRectF(left, self.base - high, max(3.0, self.x(span.end) - left), high)

    def at(self, point: QPoint) -> Block | None:
        """Return the block under a point, or the nearest one whose hit area holds it; of several the shortest."""
        least = style.px(ICON_FROM)
        hits = []
        for block in self.day.blocks:
            area = self.area(block)
            beside = max(0.0, area.left() - point.x(), point.x() - area.right())
            if beside <= max(0.0, (least - area.width()) / 2) and 0 <= point.y() <= self.base:
                hits.append((beside, area.width(), block))
        return min(hits, key=lambda hit: hit[:2])[2] if hits else None

    def gap_at(self, point: QPoint) -> Span | None:
        """Return the gap under a point."""
        us = self.us(point.x())
        inside = self.left <= point.x() <= self.right and 0 <= point.y() <= self.base
        every = gaps(self.day.blocks, self.day.now_us) if inside else ()
        return next((each for each in every if each.start <= us < each.end), None)

    def grip_at(self, block: Block, point: QPoint) -> Grip:
        """Return by what a block is held at a point: by an end where that is near, and beside a thin one."""
        area = self.area(block)
        reach = style.px(_EDGE) if area.width() >= style.px(ICON_FROM) else 0
        if point.x() <= area.left() + reach - (not reach):
            return Grip.START
        return Grip.END if point.x() >= area.right() - reach + (not reach) else Grip.WHOLE


@dataclass(frozen=True, slots=True)
class Marks:
    """What is marked: selected elsewhere, where the keyboard is, under the pointer, held, and being drawn."""

    selected: Collection[UUID] = frozenset()
    current: Block | Span | None = None
    hovered: Block | Span | None = None
    hold: Hold | None = None
    drawn: Span | None = None


def draw(painter: QPainter, plot: Plot, marks: Marks, ratio: float) -> None:
    """Draw the strip: `ratio` is how many pixels of the screen a pixel of the widget has."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _draw_scale(painter, plot)
    painter.save()
    painter.setClipRect(QRectF(plot.left, 0, plot.right - plot.left, plot.height))
    for gap in gaps(plot.day.blocks, plot.day.now_us):
        _draw_gap(painter, plot, gap, marked=gap in (marks.current, marks.hovered))
    # What lasts longer lies below, so that what was done meanwhile is seen.
    for block in sorted(plot.day.blocks, key=lambda each: (each.start_us - each.end_us, each.start_us)):
        _draw_block(painter, plot, block, marks, ratio)
    painter.restore()
    if plot.day.now_us is not None and plot.seen.start <= plot.day.now_us <= plot.seen.end:
        _draw_now(painter, plot, plot.day.now_us)
    if marks.hold is not None:
        _draw_hold(painter, plot, marks.hold)
    if marks.drawn is not None:
        _draw_drawn(painter, plot, marks.drawn)


def paint_diamond(painter: QPainter, centre: QPointF, half: float) -> None:
    """Draw the mark of a conversion with the painter's brush."""
    x, y = centre.x(), centre.y()
    painter.drawPolygon(
        QPolygonF([QPointF(x, y - half), QPointF(x + half, y), QPointF(x, y + half), QPointF(x - half, y)])
    )


def _draw_scale(painter: QPainter, plot: Plot) -> None:
    theme = style.tokens()
    painter.setFont(style.font(11))
    dotted = QPen(QColor(theme.faint), 1, Qt.PenStyle.DotLine)
    for level in range(1, _LEVELS + 1):
        y = round(plot.base - plot.high(level)) + 0.5
        painter.setPen(dotted)
        painter.drawLine(QPointF(plot.left, y), QPointF(plot.right, y))
    painter.setPen(QColor(theme.text3))
    for level in (1, _LEVELS):
        y = plot.base - plot.high(level)
        painter.drawText(QRectF(0, y - 2, plot.left - 6, style.px(16)), Qt.AlignmentFlag.AlignHCenter, str(level))
    painter.setPen(QColor(theme.edge))
    painter.drawLine(QPointF(plot.left, plot.base + 0.5), QPointF(plot.right, plot.base + 0.5))
    every = tick_every(plot.seen, plot.right - plot.left, style.px(_TICKS_APART))
    tick = plot.day.start_us + -(-(plot.seen.start - plot.day.start_us) // every) * every
    while tick <= plot.seen.end:
        _draw_tick(painter, plot, tick)
        tick += every


def _draw_tick(painter: QPainter, plot: Plot, tick: int) -> None:
    theme, x = style.tokens(), round(plot.x(tick)) + 0.5
    painter.setPen(QColor(theme.edge))
    painter.drawLine(QPointF(x, plot.base), QPointF(x, plot.base + 4))
    if plot.day.now_us is not None and abs(plot.x(plot.day.now_us) - x) < style.px(38):
        return  # the time of the now line stands there
    painter.setPen(QColor(theme.text2))
    place = QRectF(x - style.px(30), plot.base + style.px(5), style.px(60), style.px(16))
    painter.drawText(place, Qt.AlignmentFlag.AlignHCenter, formats.clock(tick, plot.day.zone))


def _draw_gap(painter: QPainter, plot: Plot, gap: Span, *, marked: bool) -> None:
    theme = style.tokens()
    left, right, high = plot.x(gap.start), plot.x(gap.end), plot.high(_LEVELS) * 0.84
    area = QRectF(left, plot.base - high, right - left, high)
    painter.setPen(QPen(QColor(theme.focus), 2) if marked else Qt.PenStyle.NoPen)
    painter.setBrush(QBrush(QColor(theme.faint), Qt.BrushStyle.BDiagPattern))
    painter.drawRect(area.adjusted(1, 1, -1, -1) if marked else area)
    text = _("{length} gap").format(length=formats.duration(gap.us))
    painter.setFont(style.font(11))
    wide = painter.fontMetrics().horizontalAdvance(text) + style.px(8)
    if wide < area.width():
        place = QRectF(area.center().x() - wide / 2, plot.base - style.px(26), wide, style.px(16))
        painter.fillRect(place, QColor(theme.surface))
        painter.setPen(QColor(theme.text2))
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, text)


def _draw_block(painter: QPainter, plot: Plot, block: Block, marks: Marks, ratio: float) -> None:
    theme, area = style.tokens(), plot.area(block)
    fill = QColor(block.colour)
    held = marks.hold is not None and marks.hold.block.id == block.id and marks.hold.grip is not Grip.CUT
    if block.running or held:
        fill.setAlphaF(0.35)
    chosen = block.id in marks.selected or block == marks.current
    if chosen or block == marks.hovered:
        painter.setPen(QPen(QColor(theme.focus if chosen else theme.text), 2))
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
    if area.width() >= style.px(ICON_FROM):
        colour = block.colour if block.running or held else theme.surface
        size = _ICON if area.height() >= style.px(_ICON + 4) else _ICON_LOW
        side = style.px(size)
        drawn = style.pixmap(block.icon, colour, size, ratio)
        top = max(area.center().y() - side / 2, area.bottom() - side - style.px(5))
        painter.drawPixmap(QPointF(area.center().x() - side / 2, top), drawn)
    if block.led:
        _draw_diamond(painter, area)


def _draw_diamond(painter: QPainter, area: QRectF) -> None:
    theme, half = style.tokens(), style.px(45) / 10
    inside = area.top() < style.px(_TOP) + 2 * half
    y = area.top() + half + style.px(4) if inside else area.top() - half - style.px(2)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(theme.surface if inside else theme.ink))
    paint_diamond(painter, QPointF(area.center().x(), y), half)


def _draw_now(painter: QPainter, plot: Plot, now: int) -> None:
    theme, x = style.tokens(), round(plot.x(now)) + 0.5
    painter.setPen(QPen(QColor(theme.ink), 1.5))
    painter.drawLine(QPointF(x, 0), QPointF(x, plot.base + style.px(4)))
    _draw_label(painter, plot, x, formats.clock(now, plot.day.zone), plot.base + style.px(4))


def _draw_hold(painter: QPainter, plot: Plot, hold: Hold) -> None:
    """Draw what is held where it would be put, with its times."""
    theme = style.tokens()
    if hold.grip is Grip.CUT:
        x = round(plot.x(hold.span.start)) + 0.5
        painter.setPen(QPen(QColor(theme.focus), 2, Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(x, 0), QPointF(x, plot.base))
        text = _("split at {time}").format(time=formats.clock(hold.span.start, plot.day.zone))
        _draw_label(painter, plot, x, text, style.px(2))
        return
    area = plot.area_of(hold.span, hold.block.level)
    painter.setPen(QPen(QColor(theme.focus), 2))
    painter.setBrush(QColor(hold.block.colour))
    painter.drawRoundedRect(area, 2, 2)
    _draw_label(painter, plot, area.center().x(), span_words(hold.span, plot.day.zone), style.px(2))


def _draw_drawn(painter: QPainter, plot: Plot, span: Span) -> None:
    """Draw the stretch that is being drawn."""
    theme = style.tokens()
    area = plot.area_of(span, _LEVELS)
    fill = QColor(theme.focus)
    fill.setAlphaF(0.15)
    painter.setPen(QPen(QColor(theme.focus), 2))
    painter.setBrush(fill)
    painter.drawRoundedRect(area, 2, 2)
    _draw_label(painter, plot, area.center().x(), span_words(span, plot.day.zone), style.px(2))


def _draw_label(painter: QPainter, plot: Plot, x: float, text: str, top: float) -> None:
    """Draw light on dark what holds at a place, as far as there is room on either side."""
    theme = style.tokens()
    painter.setFont(style.font(11, QFont.Weight.DemiBold))
    wide = painter.fontMetrics().horizontalAdvance(text) + style.px(8)
    left = min(max(x - wide / 2, 0.0), plot.width - wide)
    place = QRectF(left, top, wide, style.px(16))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(theme.ink))
    painter.drawRoundedRect(place, 3, 3)
    painter.setPen(QColor(theme.onink))
    painter.drawText(place, Qt.AlignmentFlag.AlignCenter, text)


def span_words(span: Span, zone: str) -> str:
    """Return a stretch of time with its length ("11:40 – 12:05, 25 min")."""
    length = formats.duration(span.us - span.us % MINUTE if span.us >= MINUTE else span.us)
    return f"{formats.clock(span.start, zone)} – {formats.clock(span.end, zone)}, {length}"
