"""What the line will do, part by part, before Enter."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QSizePolicy, QWidget

from roidesk.desktop import style
from roidesk.desktop.widgets import personal_mark
from roidesk.desktop.widgets.flow_layout import FlowLayout
from roidesk.desktop.widgets.labels import keycap, label, tip
from roidesk.i18n import _


class ChipState(StrEnum):
    """How sure a part is."""

    KNOWN = ""
    WARN = "warn"
    GUESS = "guess"


class Chip(NamedTuple):
    """One part as it was understood. `start`, `end`: where it stands in the line (equal: nowhere).

    `colour` is that of the icon or of the mark; `level` draws the five bars instead of an icon.
    """

    text: str
    detail: str = ""
    icon: str = ""
    colour: str = ""
    level: int = 0
    state: ChipState = ChipState.KNOWN
    start: int = 0
    end: int = 0

    @property
    def words(self) -> str:
        """The chip as it is read aloud."""
        return f"{self.text} {self.detail}".strip()


class UnderstoodBar(QFrame):
    """The chips of the line that is being typed, or why it was refused."""

    picked = Signal(int, int)
    """The part of the line that a chip stands for: its first character and the one after it."""

    def __init__(self, after: QWidget) -> None:
        """`after` is what Tab leaves for the first chip."""
        super().__init__()
        self._after = after
        self.setProperty("role", "understood")
        self.setAccessibleName(_("How the line is understood"))
        self._icon = label()
        self._verb = label("", "help")
        self._chips = QWidget()
        self._flow = FlowLayout(style.px(8))
        self._chips.setLayout(self._flow)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self._chips.setSizePolicy(policy)
        self._refusal = label("", wrap=True)
        self._refusal.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._keys = self._key_hints()
        self._shown: tuple[Chip, ...] = ()
        box = QHBoxLayout(self)
        box.setContentsMargins(style.px(12), style.px(6), style.px(12), style.px(6))
        box.setSpacing(style.px(8))
        box.addWidget(self._icon)
        box.addWidget(self._verb)
        box.addWidget(self._chips, 1)
        box.addWidget(self._refusal, 1)
        box.addWidget(self._keys)
        self.setMinimumHeight(style.px(40))
        self.hide()

    @property
    def chips(self) -> tuple[Chip, ...]:
        """What is shown."""
        return self._shown

    @property
    def refusal(self) -> str:
        """The sentence shown, "" where nothing was refused."""
        return self._refusal.text() if self._refusal.isVisibleTo(self) else ""

    def show_chips(self, verb: str, chips: Sequence[Chip]) -> None:
        """Show how the line is understood; `verb` says what Enter will do."""
        self._verb.setText(verb)
        if tuple(chips) != self._shown:
            self._fill(chips)
        self._turn(refused=False)

    def show_refusal(self, sentence: str) -> None:
        """Say in one sentence why the line cannot be filed."""
        self._refusal.setText(sentence)
        self._turn(refused=True)

    def _turn(self, *, refused: bool) -> None:
        theme = style.tokens()
        name, colour = ("circle-alert", theme.loss) if refused else ("check", theme.gain)
        self._icon.setPixmap(style.pixmap(name, colour, 16, self.devicePixelRatioF()))
        for part in (self._verb, self._chips, self._keys):
            part.setVisible(not refused)
        self._refusal.setVisible(refused)
        style.polish(self, "state", "error" if refused else "")
        self.show()

    def _fill(self, chips: Sequence[Chip]) -> None:
        self._shown = tuple(chips)
        self._flow.empty()
        before = self._after
        for chip in chips:
            button = _ChipButton(chip)
            button.clicked.connect(lambda _checked=False, chip=chip: self.picked.emit(chip.start, chip.end))
            self._flow.addWidget(button)
            button.show()
            QWidget.setTabOrder(before, button)
            before = button
        self._chips.updateGeometry()

    def _key_hints(self) -> QWidget:
        made = QWidget()
        box = QHBoxLayout(made)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(style.px(4))
        for part in (keycap(_("Shift")), keycap(_("Enter")), label(_("timer"), "hint")):
            box.addWidget(part)
        return made


class _ChipButton(QPushButton):
    """A chip: icon or bars, the text, and a fainter detail."""

    def __init__(self, chip: Chip) -> None:
        super().__init__()
        self._chip = chip
        self.setProperty("role", "chip")
        self.setProperty("state", chip.state.value)
        self.setAccessibleName(chip.words)
        self.setToolTip(tip(_("Change “{part}”").format(part=chip.words)))
        self.setFont(style.font(12))
        self.setEnabled(chip.end > chip.start)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """As wide as its parts."""
        metrics = self.fontMetrics()
        width = 2 * style.px(8) + metrics.horizontalAdvance(self._chip.text)
        if self._chip.detail:
            width += style.px(6) + metrics.horizontalAdvance(self._chip.detail)
        return QSize(width + self._mark_width() + 2, style.px(26))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground as a button, then the parts."""
        super().paintEvent(event)
        theme = style.tokens()
        painter = QPainter(self)
        area = QRect(style.px(8) + 1, 0, self.width(), self.height())
        if self._chip.level:
            bottom = area.center().y() + style.px(6)
            personal_mark.paint(painter, area.left(), bottom, self._chip.level, self._chip.colour or theme.text2)
        elif self._chip.icon:
            drawn = style.pixmap(self._chip.icon, self._chip.colour or theme.text, 15, self.devicePixelRatioF())
            painter.drawPixmap(area.left(), (self.height() - style.px(15)) // 2, drawn)
        area.setLeft(area.left() + self._mark_width())
        painter.setFont(self.font())
        for text, colour in ((self._chip.text, theme.text), (self._chip.detail, theme.text3)):
            painter.setPen(QColor(colour))
            painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, text)
            area.setLeft(area.left() + painter.fontMetrics().horizontalAdvance(text) + style.px(6))
        painter.end()

    def _mark_width(self) -> int:
        if self._chip.level:
            return style.px(personal_mark.WIDTH + 6)
        return style.px(21) if self._chip.icon else 0
