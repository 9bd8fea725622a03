"""The small things every chart is drawn of: type, icons, hatches, swatches, the five bars of how personal."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

from PySide6.QtCore import QByteArray, QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontInfo, QFontMetricsF, QPainter, QPen
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication, QWidget

from roidesk import assets
from roidesk.charts.theme import Tokens

BODY = 13
AXIS = 11
MEDIUM = QFont.Weight.Medium
BOLD = QFont.Weight.DemiBold
_STROKE = "1.75"
_LEVELS = 5
# Drawings run from left to right in every language: "left" is left.
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute
CENTRE = Qt.AlignmentFlag.AlignCenter


def px(length: float) -> float:
    """Return a length, given for a body font of 13 pixels, at the size of the application's font."""
    return length * QFontInfo(QApplication.font()).pixelSize() / BODY


def font(size: float = BODY, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """Return the application's typeface at a designed size."""
    made = QFont(QApplication.font())
    made.setPixelSize(round(px(size)))
    made.setWeight(weight)
    return made


def painter(widget: QWidget) -> QPainter:
    """Return what draws on a widget, from left to right: "4 min" stays so, also where the window is mirrored."""
    made = QPainter(widget)
    made.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    return made


def width_of(text: str, which: QFont) -> float:
    """Return how wide a text is, in pixels."""
    return QFontMetricsF(which).horizontalAdvance(text)


def write(  # noqa: PLR0913, PLR0917 - where, what, how: a text on a chart has these, and nothing is left out
    painter: QPainter, area: QRectF, text: str, colour: str, which: QFont, align: Qt.AlignmentFlag = LEFT
) -> float:
    """Write a text into an area, shortened with "…" where it is too long, and return its width."""
    metrics = QFontMetricsF(which)
    fits = metrics.elidedText(text, Qt.TextElideMode.ElideRight, area.width())
    painter.setFont(which)
    painter.setPen(QColor(colour))
    painter.drawText(area, align | Qt.TextFlag.TextSingleLine, fits)
    return metrics.horizontalAdvance(fits)


def rule(painter: QPainter, start: QPointF, end: QPointF, colour: str, width: float = 1.0) -> None:
    """Draw a straight line on whole pixels."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    painter.setPen(QPen(QColor(colour), width))
    painter.drawLine(start, end)


def dashed(colour: str, width: float = 1.4) -> QPen:
    """Return the pen of a line of reference."""
    pen = QPen(QColor(colour), width)
    pen.setDashPattern([4.0, 2.6])
    return pen


def dotted(colour: str, width: float = 1.4) -> QPen:
    """Return the pen of a line that is less than a line."""
    pen = QPen(QColor(colour), width)
    pen.setDashPattern([1.2, 2.6])
    return pen


def fill(painter: QPainter, area: QRectF, colour: str) -> None:
    """Fill a rectangle on whole pixels."""
    painter.fillRect(area.toAlignedRect() if area.width() >= 1 else area, QColor(colour))


def hatch(painter: QPainter, area: QRectF, colour: str) -> None:
    """Draw thin slanting lines over an area."""
    painter.fillRect(area, QBrush(QColor(colour), Qt.BrushStyle.BDiagPattern))


def framed(painter: QPainter, area: QRectF, fill_with: str, edge: str, *, hatched: str = "") -> None:
    """Draw a bar with an edge, for what must be seen though it is pale."""
    inside = area.adjusted(0.5, 0.5, -0.5, -0.5)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
    painter.setPen(QPen(QColor(edge), 1))
    painter.setBrush(QColor(fill_with))
    painter.drawRoundedRect(inside, 2, 2)
    if hatched:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QBrush(QColor(hatched), Qt.BrushStyle.BDiagPattern))
        painter.drawRect(inside)


def dot(painter: QPainter, at: QPointF, colour: str, surface: str, *, hollow: bool = False) -> None:
    """Draw the mark of a value: filled with a rim of surface, or hollow where it rests on few cases."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
    painter.setPen(QPen(QColor(colour), px(2.2)) if hollow else QPen(QColor(surface), px(1.6)))
    painter.setBrush(QColor(surface) if hollow else QColor(colour))
    radius = px(4.4) if hollow else px(5.4)
    painter.drawEllipse(at, radius, radius)


def icon(painter: QPainter, area: QRectF, name: str, colour: str) -> None:
    """Draw an icon, as lines also in an SVG file; nothing where there is none of that name."""
    renderer = _renderer(name, colour)
    if renderer is not None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
        renderer.render(painter, area)


@lru_cache(maxsize=128)
def _renderer(name: str, colour: str) -> QSvgRenderer | None:
    try:
        svg = assets.icon(name)
    except KeyError:
        return None
    svg = svg.replace("currentColor", colour).replace('stroke-width="2"', f'stroke-width="{_STROKE}"')
    return QSvgRenderer(QByteArray(svg.encode()))


def personal(painter: QPainter, area: QRectF, level: int, tokens: Tokens) -> None:
    """Draw how personal: five bars that grow, as many of them dark as the level says."""
    step = area.width() / _LEVELS
    for n in range(_LEVELS):
        height = area.height() * (0.35 + 0.65 * n / (_LEVELS - 1))
        bar = QRectF(area.left() + n * step, area.bottom() - height, step * 0.72, height)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens.text2 if n < level else tokens.faint))
        painter.drawRoundedRect(bar, 1, 1)


class Mark(Enum):
    """How an entry of a legend is drawn."""

    FILL = "fill"
    HATCH = "hatch"
    OUTLINE = "outline"
    LINE = "line"
    ICON = "icon"
    DOT = "dot"
    HOLLOW = "hollow"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Legend:
    """One entry of a legend; an icon may stand without its name, which is then read on hovering."""

    name: str
    colour: str
    mark: Mark = Mark.FILL
    icon: str = ""


def swatch(painter: QPainter, area: QRectF, entry: Legend, tokens: Tokens) -> None:
    """Draw the mark of a legend's entry."""
    match entry.mark:
        case Mark.FILL:
            painter.fillRect(area, QColor(entry.colour))
        case Mark.HATCH:
            framed(painter, area, tokens.surface, tokens.edge, hatched=entry.colour)
        case Mark.OUTLINE:
            framed(painter, area, entry.colour, tokens.edge)
        case Mark.LINE:
            middle = area.center().y()
            painter.setPen(QPen(QColor(entry.colour), px(2)))
            painter.drawLine(QPointF(area.left(), middle), QPointF(area.right(), middle))
        case Mark.ICON:
            icon(painter, area.adjusted(-1, -1, 1, 1), entry.icon, entry.colour)
        case Mark.DOT | Mark.HOLLOW:
            dot(painter, area.center(), entry.colour, tokens.surface, hollow=entry.mark is Mark.HOLLOW)
        case Mark.NONE:
            pass
