"""Icons that stand by themselves."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QLabel

from roidesk.charts.theme import Tokens
from roidesk.desktop import style

Ink = Callable[[Tokens], str]
"""Tells a colour of the theme that is worn."""


def muted(theme: Tokens) -> str:
    """Return the colour of what stands beside the text."""
    return theme.text2


class Icon(QLabel):
    """An icon that follows the theme; `filled`: with its inside, as marks of a legend are."""

    def __init__(self, name: str = "", size: float = 16, ink: Ink = muted, *, filled: bool = False) -> None:
        super().__init__()
        self._size, self._filled = size, filled
        self.put(name, ink)

    def put(self, name: str, ink: Ink = muted) -> None:
        """Show another icon; "" shows none."""
        self._name, self._ink = name, ink
        self._draw()

    def changeEvent(self, event: QEvent) -> None:
        """Draw it anew in another theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._draw()

    def _draw(self) -> None:
        if not self._name:
            self.clear()
            return
        drawn = style.filled if self._filled else style.pixmap
        self.setPixmap(drawn(self._name, self._ink(style.tokens()), self._size, self.devicePixelRatioF()))
