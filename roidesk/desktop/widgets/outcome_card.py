"""Did anything come of it? Asked once when a timer stops, answered or put away with one key."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from roidesk.desktop import style
from roidesk.desktop.models.away_words import named
from roidesk.desktop.widgets.buttons import Button
from roidesk.desktop.widgets.card import Card
from roidesk.desktop.widgets.flow_layout import FlowLayout
from roidesk.desktop.widgets.labels import ElidedLabel, keycap, label, rule, tip
from roidesk.desktop.widgets.refusal import Refusal
from roidesk.domain.numbers import exact_number
from roidesk.i18n import _, formats, words
from roidesk.services.outcomes import KindChoice
from roidesk.services.rows import InteractionRow

WIDTH = 420
_PADDING = 18
_DIGITS = 9


class OutcomeCard(Card):
    """A digit chooses what came, Enter saves, 0 says nothing came and Esc not yet. It is never asked again."""

    saved = Signal(str, str, str)
    """The kind of conversion, the amount as typed, and the chance in per cent as typed."""

    def __init__(self, row: InteractionRow, colour: str, choices: Sequence[KindChoice], currency: str) -> None:
        super().__init__(_("Did anything come of it?"), WIDTH)
        self.row = row
        self._given = False
        self._choices = tuple(choices)
        self._currency = currency
        self._group = QButtonGroup(self)
        self._amount = _field(_("Amount, without VAT"), "240", 120)
        self._chance = _field(_("Chance that it comes, per cent"), "30", 72)
        self._worth = label("", "help")
        self._expected = label("", "help")
        self._refusal = Refusal()
        self._money, self._odds = QWidget(), QWidget()
        self._nothing = Button(_("Nothing came of it"), keys="0")
        self._later = Button(_("Not yet"), kind="quiet", keys=_("Esc"))
        for each in (self._nothing, self._later):
            each.setToolTip(tip(_("Neither answer is kept. What comes of it later is linked by C on the entry's row.")))
        self._save = Button(_("Save"), kind="primary", keys=_("Enter"))
        self._lay(_Dot(colour))
        self._connect()
        self._show_kind()

    @property
    def first(self) -> QWidget:
        """The first kind."""
        return self._group.buttons()[0]

    @property
    def kind(self) -> str | None:
        """The kind that is chosen, None while none is."""
        checked = self._group.checkedButton()
        return None if checked is None else self._choices[self._group.buttons().index(checked)].kind

    def choose(self, at: int) -> None:
        """Choose a kind by its place; then its amount can be typed."""
        if at < len(self._choices):
            self._group.buttons()[at].setChecked(True)
            self._amount.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def refuse(self, sentence: str) -> None:
        """Say why it was not saved; what was typed stays."""
        self._given = False
        self._refusal.tell(sentence)
        self._amount.setFocus()

    def _lay(self, dot: QWidget) -> None:
        head = QHBoxLayout()
        head.setSpacing(style.px(8))
        head.addWidget(dot)
        head.addWidget(ElidedLabel(named(self.row.shown), "heading"), 1)
        head.addWidget(label(_("{length}, logged").format(length=formats.duration(self.row.us))))
        self.body.addLayout(head)
        self.body.addWidget(label(_("Did anything come of it?"), "help"))
        flow, kinds = FlowLayout(style.px(8)), QWidget()
        kinds.setLayout(flow)
        for at, each in enumerate(self._choices, 1):
            name = words.conversion_kind(each.kind)
            button = Button(f"{at}  {name}" if at <= _DIGITS else name, keys=str(at) if at <= _DIGITS else "")
            button.setAccessibleName(name)
            button.setCheckable(True)
            self._group.addButton(button)
            flow.addWidget(button)
        kinds.setFixedHeight(flow.heightForWidth(style.px(WIDTH - 2 * _PADDING)))
        self.body.addWidget(kinds)
        money = QHBoxLayout(self._money)
        money.setContentsMargins(0, 0, 0, 0)
        money.setSpacing(style.px(12))
        money.addLayout(_under(self._worth, self._amount))
        odds = QHBoxLayout(self._odds)
        odds.setContentsMargins(0, 0, 0, 0)
        odds.setSpacing(style.px(12))
        odds.addLayout(_under(label(_("Chance that it comes, %"), "help"), self._chance))
        odds.addWidget(self._expected, 1, Qt.AlignmentFlag.AlignBottom)
        money.addWidget(self._odds, 1)
        self.body.addWidget(self._money)
        self.body.addWidget(self._refusal)
        self.body.addWidget(rule())
        foot = QHBoxLayout()
        foot.setSpacing(style.px(8))
        foot.addWidget(self._nothing)
        foot.addWidget(keycap("0"))
        foot.addWidget(self._later)
        foot.addWidget(keycap(_("Esc")))
        foot.addStretch(1)
        foot.addWidget(self._save)
        self.body.addLayout(foot)

    def _connect(self) -> None:
        key = Qt.Key
        digits = {key(key.Key_1 + at): lambda at=at: self.choose(at) for at in range(min(_DIGITS, len(self._choices)))}
        enter = {key.Key_Return: self._enter, key.Key_Enter: self._enter}
        self.use_keys({**digits, key.Key_0: self.put_away, **enter})
        self._group.buttonToggled.connect(self._show_kind)
        self._nothing.clicked.connect(self.put_away)
        self._later.clicked.connect(self.put_away)
        self._save.clicked.connect(self._enter)
        for field in (self._amount, self._chance):
            field.returnPressed.connect(self._enter)
            field.textEdited.connect(self._show_expected)

    def _enter(self) -> None:
        if self.kind is not None and not self._given:  # Enter in a field reaches the card as well
            self._given = True
            self.saved.emit(self.kind, self._amount.text(), self._chance.text() if self._odds.isVisibleTo(self) else "")

    def _show_kind(self) -> None:
        choice = next((each for each in self._choices if each.kind == self.kind), None)
        self._money.setVisible(choice is not None)
        self._save.setEnabled(choice is not None)
        if choice is not None:
            worth = _("Amount, {currency}, without VAT") if choice.booked else _("Worth, if it comes, {currency}")
            self._worth.setText(worth.format(currency=self._currency))
            self._odds.setVisible(not choice.booked)

    def _show_expected(self) -> None:
        """Say what is to be expected, as soon as both can be read."""
        try:
            worth, chance = exact_number(self._amount.text()), exact_number(self._chance.text().replace("%", ""))
        except ValueError:
            self._expected.setText("")
            return
        amount = formats.money(worth * Fraction(chance, 100), self._currency)
        self._expected.setText(_("expected {amount}").format(amount=amount))


class _Dot(QWidget):
    """The colour of the channel."""

    def __init__(self, colour: str) -> None:
        super().__init__()
        self._colour = colour
        self.setFixedSize(QSize(style.px(10), style.px(10)))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._colour))
        painter.drawEllipse(self.rect())
        painter.end()

    def changeEvent(self, event: QEvent) -> None:
        """Draw it anew in another theme."""
        super().changeEvent(event)
        self.update()


def _under(name: QWidget, field: QWidget) -> QVBoxLayout:
    made = QVBoxLayout()
    made.setSpacing(style.px(4))
    made.addWidget(name)
    made.addWidget(field)
    return made


def _field(name: str, example: str, width: int) -> QLineEdit:
    made = QLineEdit()
    made.setAccessibleName(name)
    made.setPlaceholderText(example)
    made.setMinimumWidth(style.px(width))
    return made
