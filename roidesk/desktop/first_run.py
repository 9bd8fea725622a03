"""The first start: four questions in under a minute, each of which can be skipped and changed later."""

from __future__ import annotations

import getpass
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from roidesk.desktop import style
from roidesk.desktop.tasks import Tasks
from roidesk.desktop.widgets.buttons import Button
from roidesk.desktop.widgets.choice import Choice, Option
from roidesk.desktop.widgets.combo import Combo
from roidesk.desktop.widgets.consequences import Consequences, margin_words
from roidesk.desktop.widgets.labels import frame, label
from roidesk.desktop.widgets.questions import ask, in_a_row, named_field
from roidesk.desktop.widgets.refusal import Refusal
from roidesk.domain.errors import UserError
from roidesk.domain.money import exponent
from roidesk.domain.wages import HOURS_A_WEEK, ON_TOP, Per, hourly_cost
from roidesk.i18n import _, currencies, formats, typed
from roidesk.i18n.sentences import explain
from roidesk.services.desk import Desk

_WIDE, _NARROW = 1000, 600
_WIDEST = 1180
_WAGES = {Per.HOUR: Fraction(24), Per.MONTH: Fraction(3600), Per.YEAR: Fraction(43_000)}
"""Examples of wages, shown while nothing is typed."""


@dataclass(frozen=True, slots=True)
class Answers:
    """What was answered, as texts the services read. `hourly` and `margin` None: not answered, or not known.

    `begin`: "empty", "import" or "sample".
    """

    name: str
    team: bool
    currency: str
    hourly: str | None
    margin: str | None
    begin: str

    def values(self) -> dict[str, str]:
        """Return the settings that follow, by key."""
        return {"currency": self.currency, "margin": self.margin or "", "team": "1" if self.team else "0"}


class FirstRun(QWidget):
    """Asks what the figures need. Every answer can be left out: then it is asked for when it matters."""

    done = Signal()
    """The store is set up for its owner."""
    sample_wanted = Signal()
    """The sample team is wanted; the person's own store stays as it was."""
    import_wanted = Signal()
    """The store is set up, and what the person has elsewhere is to be brought in."""

    def __init__(self, desk: Desk, tasks: Tasks) -> None:
        super().__init__()
        self._desk, self._tasks = desk, tasks
        self.setAccessibleName(_("First start"))
        self.team = Choice(
            _("Alone or in a team?"),
            (
                Option("0", "user", _("Alone"), _("One desk. No other page is shown.")),
                Option("1", "users", _("In a team"), _("Each desk keeps its own file and hands its week over.")),
            ),
            "0",
        )
        self.name = named_field(_("Your name"), _owner())
        self.currency = Combo(_("Currency"))
        self.hourly = named_field(_("What an hour costs"))
        self.wage = Button(_("I only know my wage"), kind="link")
        self.per = Combo(_("What the wage is for"))
        self.margin = named_field(_("What remains of a sale of 100"))
        self.unknown = Button(_("I don’t know"))
        self.data = Choice(
            _("Start with"),
            (
                Option("empty", "pencil", _("Nothing yet"), _("Log the first thing you do.")),
                Option("import", "file-down", _("What you have"), _("A time tracker’s export, or table files.")),
                Option("sample", "flask-conical", _("The sample team"), _("60 weeks, 4 people, in a file of its own.")),
            ),
            "empty",
        )
        self.start = Button(_("Start"), kind="primary")
        self.skip = Button(_("Skip, ask me when it matters"), kind="quiet")
        self._hourly_note, self._margin_note = label("", "help", wrap=True), label("", "help")
        self._error = Refusal()
        self._beside = Consequences()
        self._fill_currencies()
        self._fill_wages()
        self._lay()
        self._connect()
        self._show_consequences()
        self.setFocusProxy(self.team)

    def answers(self) -> Answers:
        """Return what was answered; `UserError` names the field that cannot be read."""
        return Answers(
            name=self.name.text().strip() or _owner(),
            team=self.team.key == "1",
            currency=self._currency(),
            hourly=self._hourly(),
            margin=self._margin(),
            begin=self.data.key,
        )

    @property
    def error(self) -> str:
        """The sentence about what cannot be so, "" when there is none."""
        return self._error.text()

    # ------------------------------------------------------------ reading the fields

    def _currency(self) -> str:
        return str(self.currency.currentData())

    def _hourly(self) -> str | None:
        text = self.hourly.text().strip()
        if not text:
            return None
        amount = _within(text, field=_("an hour"), above=Fraction(0))
        if not self.wage.isChecked():
            return typed.number(text)
        digits = exponent(self._currency())
        cost = hourly_cost(amount, Per(self.per.currentData()))
        return str(Decimal(round(cost * 10**digits)).scaleb(-digits))

    def _margin(self) -> str | None:
        text = self.margin.text().strip()
        if not text or self.unknown.isChecked():
            return None
        share = _within(text, field=_("margin"), above=Fraction(0), most=Fraction(100)) / 100
        return f"{share.numerator}/{share.denominator}" if share.denominator > 1 else "1"

    # ------------------------------------------------------------ what is shown

    def _fill_currencies(self) -> None:
        self.currency.setMaxVisibleItems(12)
        for code, name in currencies.named():
            self.currency.addItem(name, code)
        self.currency.setCurrentIndex(max(0, self.currency.findData(currencies.likely())))

    def _fill_wages(self) -> None:
        for per, words in ((Per.HOUR, _("an hour")), (Per.MONTH, _("a month")), (Per.YEAR, _("a year"))):
            self.per.addItem(words, per.value)
        self.per.setCurrentIndex(1)
        self.per.hide()

    def _lay(self) -> None:
        for each in (self.wage, self.unknown):
            each.setCheckable(True)
        left = QWidget()
        box = QVBoxLayout(left)
        box.setContentsMargins(style.px(36), style.px(22), style.px(36), style.px(18))
        box.setSpacing(style.px(8))
        box.addWidget(label(_("Four questions, under a minute"), "welcome", wrap=True))
        box.addWidget(label(_("All can be changed later, with a date."), "help"))
        self._lay_questions(box)
        box.addStretch(1)
        card = frame("first-run")
        card.setMaximumWidth(style.px(_WIDEST))
        halves = QHBoxLayout(card)
        halves.setContentsMargins(0, 0, 0, 0)
        halves.setSpacing(0)
        halves.addWidget(left, 6)
        halves.addWidget(self._beside, 5)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        ground = QWidget()
        ground.setProperty("role", "ground")
        middle = QHBoxLayout(ground)
        middle.setContentsMargins(0, 0, 0, 0)
        middle.addStretch(1)
        middle.addWidget(card, 100)
        middle.addStretch(1)
        scroll.setWidget(ground)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(scroll, 1)
        outer.addLayout(self._made_foot())

    def _made_foot(self) -> QHBoxLayout:
        """Return what ends it, which stays in sight in a low window."""
        foot = QHBoxLayout()
        foot.setContentsMargins(0, style.px(10), 0, 0)
        within = QWidget()
        within.setMaximumWidth(style.px(_WIDEST))
        row = QHBoxLayout(within)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(style.px(12))
        row.addWidget(self.skip)
        row.addWidget(self._error, 1)
        row.addStretch(0)
        row.addWidget(self.start)
        foot.addStretch(1)
        foot.addWidget(within, 100)
        foot.addStretch(1)
        return foot

    def _lay_questions(self, box: QVBoxLayout) -> None:
        self._name_row = in_a_row(label(_("Your name, as the others see it"), "help"), self.name)
        hour = in_a_row(self.currency, self.hourly, self.per, self.wage)
        rest = in_a_row(self.margin, self.unknown, self._margin_note)
        self.currency.setMinimumContentsLength(12)
        self.currency.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.hourly.setFixedWidth(style.px(110))
        self.margin.setFixedWidth(style.px(110))
        self._margin_title = label("", "heading", wrap=True)
        ask(box, 1, label(_("Alone or in a team?"), "heading"), self.team, self._name_row)
        ask(box, 2, label(_("Which currency, and what does an hour cost?"), "heading"), hour, self._hourly_note)
        ask(box, 3, self._margin_title, rest)
        ask(box, 4, label(_("Start with"), "heading"), self.data)

    def _connect(self) -> None:
        for field in (self.hourly, self.margin):
            field.textChanged.connect(self._show_consequences)
        for button in (self.wage, self.unknown):
            button.toggled.connect(self._show_consequences)
        self.currency.currentIndexChanged.connect(self._show_consequences)
        self.per.currentIndexChanged.connect(self._show_consequences)
        self.team.chosen.connect(self._show_consequences)
        self.margin.textEdited.connect(lambda _text: self.unknown.setChecked(False))
        self.start.clicked.connect(self._begin)
        self.skip.clicked.connect(self._skip)
        for keys in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            shortcut = QShortcut(QKeySequence(keys), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(self._enter)

    def showEvent(self, event: QShowEvent) -> None:
        """Begin at the first question."""
        super().showEvent(event)
        self.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Drop the right half where both do not fit, and put choices below each other where the text is large."""
        super().resizeEvent(event)
        self._beside.setVisible(event.size().width() >= style.px(_WIDE))
        for each in (self.team, self.data):
            each.set_narrow(narrow=event.size().width() < style.px(_NARROW))

    def _show_consequences(self) -> None:
        """Say beside each field how it was read, and what the answers make of the sample's figures."""
        currency, team = self._currency(), self.team.key == "1"
        hundred = formats.money(100, currency, 0)
        self._name_row.setVisible(team)
        known = self.wage.isChecked()
        self.per.setVisible(known)
        self.wage.setText(_("I know the whole cost") if known else _("I only know my wage"))
        self.hourly.setAccessibleName(_("Your wage") if known else _("What an hour costs"))
        self._margin_title.setText(
            _("Of a sale of {hundred}, without VAT, how much remains after what the goods cost?").format(
                hundred=hundred
            )
        )
        example = Fraction(63, 2) if not known else _WAGES[Per(self.per.currentData())]
        self.hourly.setPlaceholderText(formats.money(example, currency, 0 if known else None))
        self.margin.setPlaceholderText(formats.money(40, currency, 0))
        self._hourly_note.setText(self._read_note(self._hourly, self._hour_words))
        self._hourly_note.setVisible(bool(self._hourly_note.text()))
        margin = self._read_note(self._margin, lambda text: _("= {share} margin").format(share=margin_words(text)))
        without = _("Then roidesk shows sales, and never says “paid back”.")
        self._margin_note.setText(without if self.unknown.isChecked() else margin)
        self._beside.tell(currency, self._known(self._margin), team=team)
        self._error.tell("")

    def _hour_words(self, hourly: str) -> str:
        cost = formats.money(Fraction(hourly), self._currency())
        if self.wage.isChecked():
            said = _("= {cost} an hour, at {hours} hours a week and with {share} on top of the wage")
            return said.format(cost=cost, hours=HOURS_A_WEEK, share=formats.percent(ON_TOP))
        return _("= {cost} an hour").format(cost=cost)

    def _known(self, read: Callable[[], str | None]) -> str | None:
        try:
            return read()
        except UserError:
            return None

    def _read_note(self, read: Callable[[], str | None], words: Callable[[str], str]) -> str:
        text = self._known(read)
        return words(text) if text is not None else ""

    # ------------------------------------------------------------ what is done

    def _enter(self) -> None:
        focus = self.focusWidget()
        if isinstance(focus, QAbstractButton) and focus in {self.skip, self.wage, self.unknown}:
            focus.click()
        else:
            self._begin()

    def _skip(self) -> None:
        self._set_up(Answers(_owner(), team=False, currency=self._currency(), hourly=None, margin=None, begin="empty"))

    def _begin(self) -> None:
        try:
            answers = self.answers()
        except UserError as error:
            self._refuse(error)
            self._go_to_unread()
            return
        if answers.begin == "sample":
            self.sample_wanted.emit()
        else:
            self._set_up(answers)

    def _go_to_unread(self) -> None:
        """Let the person go on in the field that cannot be read."""
        for line, read in ((self.hourly, self._hourly), (self.margin, self._margin)):
            try:
                read()
            except UserError:
                line.setFocus(Qt.FocusReason.OtherFocusReason)
                line.selectAll()
                return

    def _set_up(self, answers: Answers) -> None:
        self.setEnabled(False)
        self._tasks.write(
            lambda: self._desk.care.set_up(name=answers.name, values=answers.values(), hourly=answers.hourly),
            lambda _changes: self._ready(answers),
            self._refuse,
        )

    def _ready(self, answers: Answers) -> None:
        self.done.emit()
        if answers.begin == "import":
            self.import_wanted.emit()

    def _refuse(self, error: UserError) -> None:
        self.setEnabled(True)
        self._error.tell(explain(error))


def _within(text: str, *, field: str, above: Fraction, most: Fraction | None = None) -> Fraction:
    amount = Fraction(typed.number(text))
    if amount <= above or (most is not None and amount > most):
        raise UserError("amount_outside", text=text, field=field)
    return amount


def _owner() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return _("Me")
