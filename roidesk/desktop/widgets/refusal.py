"""Why something was not done, where it was asked for."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from roidesk.desktop.widgets.notices import announce


class Refusal(QLabel):
    """A sentence that is seen while it holds, and said when it comes: the keyboard is elsewhere then."""

    def __init__(self) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setProperty("role", "error")
        self.hide()

    def tell(self, sentence: str) -> None:
        """Say why; "" where nothing is wrong any more."""
        self.setText(sentence)
        self.setVisible(bool(sentence))
        if sentence:
            announce(self, sentence)
