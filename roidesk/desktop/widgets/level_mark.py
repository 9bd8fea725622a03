"""How personal, as five bars that are a widget of their own."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from roidesk.desktop import style
from roidesk.desktop.widgets import personal_mark


class LevelMark(QWidget):
    """Five bars, filled up to a level; a screen reader is told it in words."""

    def __init__(self, level: int, colour: str = "") -> None:
        super().__init__()
        self._level, self._colour = level, colour
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.tell(level)

    def tell(self, level: int) -> None:
        """Show another level."""
        self._level = level
        self.setAccessibleName(personal_mark.words(level))
        self.update()

    def sizeHint(self) -> QSize:
        """As large as the bars."""
        return QSize(style.px(personal_mark.WIDTH + 6), style.px(personal_mark.HEIGHT + 2))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the bars."""
        painter = QPainter(self)
        colour = self._colour or style.tokens().text2
        personal_mark.paint(painter, 0, self.height() - 1, self._level, colour)
        painter.end()
