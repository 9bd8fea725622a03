"""Text as it was written: never markup, never wider than its place."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QWidget


def label(text: str = "", role: str = "", *, wrap: bool = False) -> QLabel:
    """Return a label; `role` names how it looks (window.qss)."""
    made = QLabel()
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setText(text)
    made.setWordWrap(wrap)
    if role:
        made.setProperty("role", role)
    return made


def keycap(text: str) -> QLabel:
    """Return the picture of a key."""
    made = label(text, "key")
    made.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    return made


def tip(text: str) -> str:
    """Return a text as a tooltip shows it literally: Qt takes tooltips for markup where they look like it."""
    return "<qt>{}</qt>".format(escape(text).replace("\n", "<br>")) if "<" in text else text


def rule() -> QFrame:
    """Return a hairline."""
    made = QFrame()
    made.setProperty("role", "rule")
    return made


def frame(role: str, parent: QWidget | None = None) -> QFrame:
    """Return a frame that looks as the role says (window.qss)."""
    made = QFrame(parent)
    made.setProperty("role", role)
    return made


class ElidedLabel(QLabel):
    """One line that ends in "…" where it does not fit; the whole of it is then in the tooltip."""

    def __init__(self, text: str = "", role: str = "") -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        if role:
            self.setProperty("role", role)
        self.setText(text)

    def minimumSizeHint(self) -> QSize:
        """A few letters: the rest may go."""
        return QSize(self.fontMetrics().averageCharWidth() * 3, super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw what fits."""
        shown = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        self.setToolTip(tip(self.text()) if shown != self.text() else "")
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(self.rect(), int(self.alignment()), shown)
        painter.end()
