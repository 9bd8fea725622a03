"""The colours a channel can have: eight hues told apart by everybody, and the one its name brings."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QButtonGroup, QSizePolicy, QWidget

from roidesk.charts.theme import LIGHT, channel_colour
from roidesk.desktop import style
from roidesk.desktop.widgets.buttons import Button
from roidesk.desktop.widgets.channel_table import paint_swatch
from roidesk.desktop.widgets.choice_button import ChoiceButton
from roidesk.desktop.widgets.flow_layout import FlowLayout
from roidesk.desktop.widgets.labels import tip
from roidesk.desktop.widgets.tab_order import stop_at
from roidesk.domain.model import Channel
from roidesk.i18n import N_, _

_NAMES: Mapping[str, str] = {
    "email": N_("Blue"), "x": N_("Teal"), "linkedin": N_("Indigo"), "instagram": N_("Pink"), "phone": N_("Green"),
    "video call": N_("Orange"), "live chat": N_("Olive"), "forum": N_("Red"),
}  # fmt: skip
_SIDE, _INSET = 32, 5


class ColourChoice(QWidget):
    """Swatches side by side; the arrows go from one to the next."""

    chosen = Signal(object)
    """A colour as it is stored ("#2A87F0"); None: the one the channel's name brings."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(_("Colour"))
        self._group = QButtonGroup(self)
        self._swatches = {colour: _Swatch(_(_NAMES[key]), colour) for key, colour in LIGHT.channels.items()}
        self.usual = Button(_("As it came"), kind="quiet")
        self.usual.clicked.connect(lambda: self.chosen.emit(None))
        self.setLayout(box := FlowLayout(style.px(4)))
        for colour, swatch in self._swatches.items():
            self._group.addButton(swatch)
            swatch.taken.connect(lambda colour=colour: self.chosen.emit(colour))
            box.addWidget(swatch)
        box.addWidget(self.usual)

    def show_channel(self, channel: Channel) -> None:
        """Mark the colour a channel has."""
        shown = channel_colour(LIGHT, channel)
        self.usual.setVisible(channel.colour is not None)
        chosen = None if shown.hatched else self._swatches.get(shown.hex)
        if chosen is not None:
            chosen.mark()
        elif (before := self._group.checkedButton()) is not None:
            self._group.setExclusive(False)
            before.setChecked(False)
            self._group.setExclusive(True)
        stop_at(chosen, self._swatches.values())


class _Swatch(ChoiceButton):
    def __init__(self, name: str, colour: str) -> None:
        super().__init__()
        self._channel_of_colour = colour
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(name)
        self.setToolTip(tip(name))

    def sizeHint(self) -> QSize:
        return QSize(style.px(_SIDE), style.px(_SIDE))

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme, inset = style.tokens(), style.px(_INSET)
        shown = self._in_theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area: QRect = self.rect().adjusted(inset, inset, -inset, -inset)
        paint_swatch(painter, area, shown, hatched=False)
        if self.isChecked():
            painter.setPen(QPen(QColor(theme.ink), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(self.rect().adjusted(2, 2, -2, -2), style.px(6), style.px(6))
        painter.end()

    def _in_theme(self) -> str:
        """Return the colour as the theme shows it: its own light or dark form of the hue."""
        key = next(key for key, colour in LIGHT.channels.items() if colour == self._channel_of_colour)
        return style.tokens().channels[key]
