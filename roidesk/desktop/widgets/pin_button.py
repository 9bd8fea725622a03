"""One pin as a button: its number key, the channel's icon, its name and how long it files."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QStyle

from roidesk.desktop import style
from roidesk.desktop.models.pin_face import PinFace
from roidesk.desktop.widgets.labels import tip
from roidesk.i18n import _

_EDGE, _GAP, _CAP, _ICON = 9, 7, 20, 16


class PinButton(QPushButton):
    """Files its pin, or starts its timer, when it is pressed; with Shift it always starts one beside what runs."""

    used = Signal(object, bool)
    """The pin's id, and whether it is to run beside what runs."""

    def __init__(self, face: PinFace, *, alt: bool = True, lengths: bool = True) -> None:
        """`alt`: its key is pressed with Alt; `lengths`: it shows how long it files."""
        super().__init__()
        self.face = face
        self._alt = alt
        self._length = face.length if lengths else ""
        self._shifted = False
        self.setProperty("role", "pin")
        self.setAccessibleName(face.words if lengths else face.label)
        self.setAccessibleDescription(face.what)
        self.setToolTip(tip("\n".join(filter(None, (face.what, self._how())))))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.clicked.connect(lambda: self.used.emit(face.id, self._shifted))

    def sizeHint(self) -> QSize:
        """As wide as its parts."""
        inside = [self._metrics(text, small=small) for text, small in self._texts()]
        width = 2 * style.px(_EDGE) + style.px(_ICON) + style.px(_GAP) * len(inside) + sum(inside)
        return QSize(width + (style.px(_CAP + _GAP) if self.face.key else 0) + 2, style.px(32))

    def minimumSizeHint(self) -> QSize:
        """All of it: a pin without its name is none."""
        return self.sizeHint()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Remember whether Shift was held."""
        self._shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        super().mousePressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground as a button, then the parts, from the side where reading begins."""
        super().paintEvent(event)
        theme = style.tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        at = style.px(_EDGE) + 1
        if self.face.key:
            cap = self._place(at, style.px(_CAP), style.px(_CAP))
            painter.setPen(QColor(theme.line))
            painter.setBrush(QColor(theme.sunken))
            painter.drawRoundedRect(cap, style.px(4), style.px(4))
            painter.setFont(style.font(11, QFont.Weight.Medium))
            painter.setPen(QColor(theme.text2))
            painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, self.face.key)
            at += style.px(_CAP + _GAP)
        side = style.px(_ICON)
        drawn = style.pixmap(self.face.icon, self.face.colour, _ICON, self.devicePixelRatioF())
        painter.drawPixmap(self._place(at, side, side).topLeft(), drawn)
        at += side + style.px(_GAP)
        for text, small in self._texts():
            width = self._metrics(text, small=small)
            painter.setFont(_font(small=small))
            painter.setPen(QColor(theme.text2 if small else theme.text))
            painter.drawText(self._place(at, width, self.height()), Qt.AlignmentFlag.AlignVCenter, text)
            at += width + style.px(_GAP)
        painter.end()

    def _texts(self) -> list[tuple[str, bool]]:
        texts = [(self.face.label, False)]
        return [*texts, (self._length, True)] if self._length else texts

    def _metrics(self, text: str, *, small: bool) -> int:
        return QFontMetrics(_font(small=small)).horizontalAdvance(text)

    def _place(self, at: int, width: int, height: int) -> QRect:
        """Return where a part lies, so far from the side where reading begins."""
        logical = QRect(at, (self.height() - height) // 2, width, height)
        return QStyle.visualRect(self.layoutDirection(), self.rect(), logical)

    def _how(self) -> str:
        key = self.face.key
        if not key:
            return ""
        return _("Alt+{digit}; with Shift, beside what runs").format(digit=key) if self._alt else key


def _font(*, small: bool) -> QFont:
    return style.font(12, QFont.Weight.Normal if small else QFont.Weight.Medium)
