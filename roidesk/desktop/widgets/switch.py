"""A switch: a check box drawn as something that is on or off."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QCheckBox, QSizePolicy

from roidesk.desktop import style

WIDTH, HEIGHT = 36, 24
_TRACK = 20
_GAP = 3


class Switch(QCheckBox):
    """On or off, at once. A screen reader takes it for a check box; Space turns it."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """One size."""
        return QSize(style.px(WIDTH), style.px(HEIGHT))

    def minimumSizeHint(self) -> QSize:
        """One size."""
        return self.sizeHint()

    def hitButton(self, _pos: object) -> bool:
        """All of it is the switch."""
        return True

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the track and the knob."""
        painter = QPainter(self)
        mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        paint(painter, QRectF(self.rect()), on=self.isChecked(), enabled=self.isEnabled(), mirrored=mirrored)
        painter.end()


def paint(painter: QPainter, area: QRectF, *, on: bool, enabled: bool = True, mirrored: bool = False) -> None:
    """Draw a switch in the middle of an area: filled with the knob at its end where it is on, else an outline."""
    theme = style.tokens()
    high = style.px(_TRACK)
    track = QRectF(0, 0, style.px(WIDTH), high)
    track.moveCenter(area.center())
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    ink = QColor(theme.ink if enabled else theme.edge)
    painter.setPen(ink)
    painter.setBrush(ink if on else QColor(theme.surface))
    painter.drawRoundedRect(track.adjusted(0.5, 0.5, -0.5, -0.5), high / 2, high / 2)
    knob = high / 2 - style.px(_GAP)
    at_end = on is not mirrored
    middle = track.right() - high / 2 if at_end else track.left() + high / 2
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(theme.onink) if on else ink)
    painter.drawEllipse(QPointF(middle, track.center().y()), knob, knob)
    painter.restore()
