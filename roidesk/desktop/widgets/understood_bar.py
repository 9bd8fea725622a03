"""What the line will do, part by part, before Enter."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QSizePolicy, QWidget

from roidesk.desktop import style
from roidesk.desktop.widgets import personal_mark
from roidesk.desktop.widgets.flow_layout import FlowLayout
from roidesk.desktop.widgets.labels import keycap, label, tip
from roidesk.i18n import _

_ALL = 100
"""The stretch of what takes all the room there is."""

_ROOMY = 760
"""Under this designed width the chips have it to themselves."""


class ChipState(StrEnum):
    """How sure a part is."""

    KNOWN = ""
    WARN = "warn"
    GUESS = "guess"


class Chip(NamedTuple):
    """One part as it was understood. `start`, `end`: where it stands in the line (equal: nowhere).

    `colour` is that of the icon or of the mark; `level` draws the five bars instead of an icon. `part` is what it was
    taken for (`Role`): by it the ways to change it are found; "": it only tells something.
    """

    text: str
    detail: str = ""
    icon: str = ""
    colour: str = ""
    level: int = 0
    state: ChipState = ChipState.KNOWN
    start: int = 0
    end: int = 0
    part: str = ""

    @property
    def words(self) -> str:
        """The chip as it is read aloud."""
        return f"{self.text} {self.detail}".strip()


class UnderstoodBar(QFrame):
    """The chips of the line that is being typed, or why it was refused."""

    picked = Signal(object, object)
    """A chip was pressed (`Chip`), and its button."""
    meant = Signal(str)
    """What was proposed for a misread part was taken."""
    left = Signal()
    """Esc on one of the chips."""

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
        self._proposals = QWidget()
        offers = QHBoxLayout(self._proposals)
        offers.setContentsMargins(0, 0, 0, 0)
        offers.setSpacing(style.px(6))
        self._hint = label("", "help")
        self._keys = self._key_hints()
        self._shown: tuple[Chip, ...] = ()
        self._proposed: tuple[str, ...] = ()
        box = QHBoxLayout(self)
        box.setContentsMargins(style.px(12), style.px(6), style.px(12), style.px(6))
        box.setSpacing(style.px(8))
        box.addWidget(self._icon)
        box.addWidget(self._verb)
        box.addWidget(self._chips, _ALL)
        box.addWidget(self._refusal)
        box.addWidget(self._proposals)
        box.addStretch(1)
        box.addWidget(self._hint)
        box.addWidget(self._keys)
        self._box = box
        self.setMinimumHeight(style.px(40))
        self.hide()

    @property
    def chips(self) -> tuple[Chip, ...]:
        """What is shown."""
        return self._shown

    @property
    def proposed(self) -> tuple[str, ...]:
        """What Tab and the buttons would put for the part that was misread; () where nothing is proposed."""
        return self._proposed if self._proposals.isVisibleTo(self) else ()

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
        self._propose((), "")
        self._turn(refused=True)

    def show_misread(self, sentence: str, proposals: Sequence[str], hint: str = "", *, refused: bool) -> None:
        """Say what was misread and what may have been meant; `hint`: what Enter does with it as it is."""
        self._refusal.setText(sentence)
        self._propose(proposals, hint)
        self._turn(refused=refused, told=True)

    def _propose(self, proposals: Sequence[str], hint: str) -> None:
        if tuple(proposals) != self._proposed:
            self._proposed = tuple(proposals)
            self._fill_proposals()
        self._hint.setText(hint)

    def _fill_proposals(self) -> None:
        box = self._proposals.layout()
        while box is not None and (item := box.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        before = self._after
        for number, text in enumerate(self._proposed):
            button = _ChipButton(Chip(text, detail=_("Tab") if number == 0 else ""))
            button.setEnabled(True)
            button.setAccessibleName(_("Did you mean “{text}”?").format(text=text))
            button.clicked.connect(lambda _checked=False, text=text: self.meant.emit(text))
            button.left.connect(self.left)
            if box is not None:
                box.addWidget(button)
            QWidget.setTabOrder(before, button)
            before = button

    @property
    def _has_room(self) -> bool:
        """Whether keys fit beside the chips."""
        return self.width() >= style.px(_ROOMY)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the keys out where the chips need the room."""
        super().resizeEvent(event)
        self._keys.setVisible(self._chips.isVisibleTo(self) and self._has_room)

    def _turn(self, *, refused: bool, told: bool = False) -> None:
        theme = style.tokens()
        says = refused or told
        name, colour = ("circle-alert", theme.loss) if refused else ("check", theme.gain)
        if told and not refused:
            name, colour = "triangle-alert", theme.warn
        self._icon.setPixmap(style.pixmap(name, colour, 16, self.devicePixelRatioF()))
        for part in (self._verb, self._chips):
            part.setVisible(not says)
        self._keys.setVisible(not says and self._has_room)
        # A sentence that stands alone may take the whole bar, one before proposals only what it needs.
        self._refusal.setWordWrap(not self._proposed)
        self._box.setStretchFactor(self._refusal, 0 if self._proposed else _ALL)
        self._refusal.setVisible(says)
        self._proposals.setVisible(says and bool(self._proposed))
        self._hint.setVisible(says and bool(self._hint.text()))
        style.polish(self, "state", "error" if refused else "")
        self.show()

    def _fill(self, chips: Sequence[Chip]) -> None:
        pairs = enumerate(zip(self._shown, chips, strict=False))
        kept = next((at for at, (old, new) in pairs if old != new), min(len(self._shown), len(chips)))
        self._shown = tuple(chips)
        self._flow.empty(kept)  # what one types changes the last of them
        last = self._flow.itemAt(kept - 1)
        before = (last.widget() if last is not None else None) or self._after
        for chip in chips[kept:]:
            button = _ChipButton(chip)
            button.clicked.connect(lambda _checked=False, chip=chip, at=button: self.picked.emit(chip, at))
            button.left.connect(self.left)
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
        for part in (keycap(_("Tab")), label(_("next"), "hint"), keycap(_("Shift")), keycap(_("Enter")),
                     label(_("timer"), "hint")):  # fmt: skip
            box.addWidget(part)
        return made


class _ChipButton(QPushButton):
    """A chip: icon or bars, the text, and a fainter detail. Enter and Down press it as Space does."""

    left = Signal()

    def __init__(self, chip: Chip) -> None:
        super().__init__()
        self._chip = chip
        self.setProperty("role", "chip")
        self.setProperty("state", chip.state.value)
        self.setAccessibleName(chip.words)
        self.setToolTip(tip(_("Change “{part}”").format(part=chip.words)))
        self.setFont(style.font(12))
        self.setEnabled(bool(chip.part))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the ways to change it, or go back to the line."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down):
            self.click()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

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
        at, mark = style.px(8) + 1, self._mark_width()
        if self._chip.level:
            place = self._place(at, style.px(personal_mark.WIDTH))
            bottom = place.center().y() + style.px(6)
            personal_mark.paint(painter, place.left(), bottom, self._chip.level, self._chip.colour or theme.text2)
        elif self._chip.icon:
            drawn = style.pixmap(self._chip.icon, self._chip.colour or theme.text, 15, self.devicePixelRatioF())
            painter.drawPixmap(self._place(at, style.px(15)).left(), (self.height() - style.px(15)) // 2, drawn)
        at += mark
        painter.setFont(self.font())
        for text, colour in ((self._chip.text, theme.text), (self._chip.detail, theme.text3)):
            width = painter.fontMetrics().horizontalAdvance(text)
            painter.setPen(QColor(colour))
            painter.drawText(self._place(at, width + 1), Qt.AlignmentFlag.AlignVCenter, text)
            at += width + style.px(6)
        painter.end()

    def _place(self, at: int, width: int) -> QRect:
        """Return where something of a width lies that begins so far from where one begins to read."""
        return QRect(self.width() - at - width if self.isRightToLeft() else at, 0, width, self.height())

    def _mark_width(self) -> int:
        if self._chip.level:
            return style.px(personal_mark.WIDTH + 6)
        return style.px(21) if self._chip.icon else 0
