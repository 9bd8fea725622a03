"""Five bars: how personal, 1 least to 5 most."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from roidesk.desktop import style
from roidesk.i18n import _

_BARS = 5
WIDTH, HEIGHT = 28, 13


def words(level: int) -> str:
    """Return the mark in words."""
    return _("personal {level} of 5").format(level=level)


def paint(painter: QPainter, x: float, bottom: float, level: int, colour: str) -> None:
    """Draw the mark with its lower left corner at a point; bars above the level are faint."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    faint = QColor(style.tokens().faint)
    bar, step = style.px(40) / 10, style.px(60) / 10
    for n in range(_BARS):
        high = style.px(10 * (3 + n * 2.4)) / 10
        painter.setBrush(QColor(colour) if n < level else faint)
        painter.drawRoundedRect(QRectF(x + n * step, bottom - high, bar, high), 1, 1)
    painter.restore()
