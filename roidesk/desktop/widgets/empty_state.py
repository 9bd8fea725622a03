"""What to do where there is nothing yet."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from roidesk.desktop import style
from roidesk.desktop.widgets.labels import label


class EmptyState(QWidget):
    """An icon, what is not there, and how it comes."""

    def __init__(self, icon: str) -> None:
        super().__init__()
        self._icon = icon
        self._picture = label()
        self._title = label("", "heading")
        self._words = label("", "help", wrap=True)
        self._words.setFixedWidth(style.px(340))
        box = QVBoxLayout(self)
        box.setSpacing(style.px(8))
        box.addStretch(1)
        for part in (self._picture, self._title, self._words):
            part.setAlignment(Qt.AlignmentFlag.AlignCenter)
            box.addWidget(part, 0, Qt.AlignmentFlag.AlignHCenter)
        box.addStretch(1)
        self._draw()

    def tell(self, title: str, words: str) -> None:
        """Say what is not there, and what to do."""
        self._title.setText(title)
        self._words.setText(words)
        self._words.setFixedHeight(self._words.heightForWidth(self._words.width()))

    def changeEvent(self, event: QEvent) -> None:
        """Draw the icon anew in another theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._draw()

    def _draw(self) -> None:
        self._picture.setPixmap(style.pixmap(self._icon, style.tokens().text2, 24, self.devicePixelRatioF()))
