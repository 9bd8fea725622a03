"""What was it, while you were away? One question, its answer known before it is asked: leave it out."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QBrush, QColor, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QHBoxLayout,
    QLineEdit,
    QRadioButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from roidesk.desktop import style
from roidesk.desktop.models.away_words import AwayWords, away_words
from roidesk.desktop.widgets.buttons import Button
from roidesk.desktop.widgets.card import Card
from roidesk.desktop.widgets.icon import Icon
from roidesk.desktop.widgets.labels import ElidedLabel, frame, keycap, label
from roidesk.desktop.widgets.refusal import Refusal
from roidesk.i18n import _
from roidesk.services.away import AwayRow

WIDTH = 540


class Answer(StrEnum):
    """What can be said of a stretch."""

    LEAVE_OUT = "leave_out"
    KEEP = "keep"
    PART = "part"
    ASSIGN = "assign"
    STOP = "stop"


class AwayCard(Card):
    """D leaves out, K keeps, S keeps a part, A says what else it was; Enter does what is chosen, Esc lets it wait."""

    answered = Signal(str, str)
    """An `Answer` and what was typed for it."""
    always = Signal(bool)
    """Shorter stretches are to be left out without a question from now on, or asked about again."""

    def __init__(self, row: AwayRow, colour: str, minutes: int, *, is_always: bool) -> None:
        self._words = said = away_words(row)
        super().__init__(said.title, WIDTH)
        self.row = row
        self._given = False
        self.setAccessibleDescription(said.when)
        self._group = QButtonGroup(self)
        self._line = _field(_("phone @petra"), _("What it was instead"))
        self._part = _field(said.part, _("How long, or until when"))
        self._options = {
            Answer.LEAVE_OUT: _Option(said.leave, said.left, "D"),
            Answer.KEEP: _Option(said.keep, said.kept, "K"),
            Answer.PART: _Option(_("Only a part of it was"), "", "S", self._part),
            Answer.ASSIGN: _Option(_("It was something else"), "", "A", self._line),
        }
        self._always = QCheckBox(_("Always, under {minutes} min. Calls are never idle.").format(minutes=minutes))
        self._always.setChecked(is_always)
        self._refusal = Refusal()
        self._stop = Button(_("Stop the timer"))
        self._do = Button(_("Leave out"), kind="primary")
        self._lay(said, _Bar(row, colour))
        self._connect()
        self._stop.setVisible(bool(row.running))
        self.choose(Answer.LEAVE_OUT)

    @property
    def first(self) -> QWidget:
        """The answer that is chosen."""
        return self._options[self.chosen].radio

    @property
    def chosen(self) -> Answer:
        """The answer that Enter gives."""
        return next(answer for answer, option in self._options.items() if option.radio.isChecked())

    def choose(self, answer: Answer) -> None:
        """Choose an answer without giving it."""
        self._options[answer].radio.setChecked(True)

    def refuse(self, sentence: str) -> None:
        """Say why an answer was not taken; what was typed stays."""
        self._refusal.tell(sentence)
        self._given = False
        field = self._options[self.chosen].field
        (field or self.first).setFocus()

    def answer(self, answer: Answer) -> None:
        """Give an answer, once; one that needs words asks for them first."""
        if answer in self._options:
            self.choose(answer)
        field = self._options[answer].field if answer in self._options else None
        if field is not None and not field.text().strip():
            field.setFocus(Qt.FocusReason.ShortcutFocusReason)
            return
        if not self._given:  # a second key while the first answer is being written would give it twice
            self._given = True
            self.answered.emit(answer, field.text() if field else "")

    def _lay(self, said: AwayWords, bar: QWidget) -> None:
        head = QHBoxLayout()
        head.setSpacing(style.px(14))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(label(said.title, "headline", wrap=True))
        words.addWidget(label(said.when, "help", wrap=True))
        head.addWidget(Icon("coffee", 22, lambda theme: theme.text), 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(words, 1)
        head.addWidget(self.closer(_("Later: it waits in the list")), 0, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(head)
        self.body.addWidget(bar)
        for option in self._options.values():
            self._group.addButton(option.radio)
            self.body.addWidget(option)
        self.body.addWidget(self._refusal)
        self.body.addWidget(self._always)
        side = style.px(18)
        self.body.setContentsMargins(side, side, side, style.px(10))
        self.foot.setContentsMargins(side, 0, side, side)
        self.foot.addStretch(1)
        self.foot.addWidget(self._stop)
        self.foot.addWidget(self._do)

    def _connect(self) -> None:
        key = Qt.Key
        self.use_keys(
            {
                key.Key_D: lambda: self.answer(Answer.LEAVE_OUT),
                key.Key_K: lambda: self.answer(Answer.KEEP),
                key.Key_S: lambda: self.answer(Answer.PART),
                key.Key_A: lambda: self.answer(Answer.ASSIGN),
                key.Key_Return: self._enter,
                key.Key_Enter: self._enter,
            }
        )
        self._do.clicked.connect(self._enter)
        self._stop.clicked.connect(lambda: self.answer(Answer.STOP))
        self._always.toggled.connect(self.always)
        self._group.buttonToggled.connect(self._show_chosen)
        for answer in (Answer.PART, Answer.ASSIGN):
            option = self._options[answer]
            if option.field is not None:
                option.field.textEdited.connect(lambda _text, answer=answer: self.choose(answer))
                option.field.returnPressed.connect(lambda answer=answer: self.answer(answer))

    def _enter(self) -> None:
        self.answer(self.chosen)

    def _show_chosen(self) -> None:
        if self._group.checkedButton() is None:
            return
        verbs = {
            Answer.LEAVE_OUT: _("Leave out"),
            Answer.KEEP: _("Keep"),
            Answer.PART: _("Keep that part"),
            Answer.ASSIGN: _("Log it"),
        }
        self._do.setText(verbs[self.chosen])
        self._do.setAccessibleName(verbs[self.chosen])
        for option in self._options.values():
            style.polish(option.frame, "chosen", "true" if option.radio.isChecked() else "false")


class _Option(QWidget):
    """One answer: its words, what it does, its key, and a field where it needs words."""

    def __init__(self, title: str, meaning: str, key: str, field: QLineEdit | None = None) -> None:
        super().__init__()
        self.radio = QRadioButton(title.replace("&", "&&"))
        self.radio.setAccessibleName(title)
        self.radio.setAccessibleDescription(_("{meaning} (key {key})").format(meaning=meaning, key=key))
        self.field = field
        self.frame = frame("answer")
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.radio)
        if meaning:
            inset = QHBoxLayout()
            inset.setContentsMargins(style.px(24), 0, 0, 0)
            inset.addWidget(ElidedLabel(meaning, "help"))
            words.addLayout(inset)
        row = QHBoxLayout(self.frame)
        row.setContentsMargins(style.px(12), style.px(8), style.px(12), style.px(8))
        row.setSpacing(style.px(12))
        row.addLayout(words, 1)
        if field is not None:
            row.addWidget(field, 1)
        row.addWidget(keycap(key))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.frame)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose this answer."""
        self.radio.setChecked(True)
        self.radio.setFocus(Qt.FocusReason.MouseFocusReason)
        event.accept()


class _Bar(QWidget):
    """From when it ran to now: what counts in its colour, the time away hatched, its times below."""

    def __init__(self, row: AwayRow, colour: str) -> None:
        super().__init__()
        self._row = row
        self._words = away_words(row)
        self._colour = colour
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """The bar and one line of times."""
        return QSize(style.px(200), style.px(38))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw both parts and their times; from right to left where that is how one reads."""
        theme, away = style.tokens(), self._row.away
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        whole = max(1, away.end_us - self._row.since_us)
        share = (
            min(0.8, max(0.2, (away.start_us - self._row.since_us) / whole))
            if away.start_us > self._row.since_us
            else 0.0
        )
        width, height, gap = float(self.width()), float(style.px(18)), float(style.px(2))
        before, after = width * share, width * (1 - share)
        painter.setPen(Qt.PenStyle.NoPen)
        counted = QRectF(width - before if mirrored else 0, 0, max(0.0, before - gap), height)
        painter.setBrush(QColor(self._colour))
        if before:
            painter.drawRoundedRect(counted, style.px(2), style.px(2))
        out = QRectF(0 if mirrored else before, 0, after, height)
        painter.setBrush(QColor(theme.sunken))
        painter.drawRoundedRect(out, style.px(2), style.px(2))
        painter.setBrush(QBrush(QColor(theme.edge), Qt.BrushStyle.BDiagPattern))
        painter.drawRoundedRect(out, style.px(2), style.px(2))
        self._write(painter, before, mirrored=mirrored)
        painter.end()

    def _write(self, painter: QPainter, before: float, *, mirrored: bool) -> None:
        theme, said = style.tokens(), self._words
        area = self.rect().adjusted(0, style.px(20), 0, 0)
        start, end = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight
        near, far = (end, start) if mirrored else (start, end)
        painter.setFont(style.font(11))
        painter.setPen(QColor(theme.text2))
        if before:
            painter.drawText(area, near | Qt.AlignmentFlag.AlignTop, said.since)
        painter.drawText(area, far | Qt.AlignmentFlag.AlignTop, _("{time} back").format(time=said.end))
        painter.setFont(style.font(11, painter.font().Weight.DemiBold))
        painter.setPen(QColor(theme.text))
        text = _("{time} away").format(time=said.start)
        wide = painter.fontMetrics().horizontalAdvance(text)
        at = before - wide / 2 if before else 0.0
        if mirrored:
            at = self.width() - before - wide / 2 if before else self.width() - wide
        painter.drawText(round(at), area.top() + painter.fontMetrics().ascent(), text)


def _field(example: str, name: str) -> QLineEdit:
    made = QLineEdit()
    made.setPlaceholderText(example)
    made.setAccessibleName(name)
    made.setFont(style.font(12, family=style.MONO))
    return made
