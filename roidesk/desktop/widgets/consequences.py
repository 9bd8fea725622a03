"""What the answers of the first start make, told with the figures of the sample team."""

from __future__ import annotations

from fractions import Fraction
from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from roidesk.desktop import style
from roidesk.desktop.widgets.icon import Icon
from roidesk.desktop.widgets.labels import frame, label
from roidesk.i18n import _, formats

_EXAMPLE = Fraction(162, 100)
_EXAMPLE_COST = 2937


class Consequences(QFrame):
    """What the answers make, told with the figures of the sample team."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "beside")
        self._sentence, self._early = _rich("story"), _rich("story")
        self._team = _rich("")
        self._team_panel = _told("users", self._team)
        box = QVBoxLayout(self)
        box.setContentsMargins(style.px(30), style.px(34), style.px(30), style.px(30))
        box.setSpacing(style.px(14))
        box.addLayout(_line(label(_("What your answers make"), "heading"), label(_("sample team"), "hint")))
        range_note = label(_("Likely range and number of purchases stand below it."), "help", wrap=True)
        box.addWidget(_panel(self._sentence, range_note))
        box.addWidget(_panel(label(_("Before that, in week 3"), "help"), self._early))
        box.addWidget(self._team_panel)
        stays = _rich("")
        stays.setText(
            _strong(_("Your data stays on this computer."))
            + " "
            + escape(
                _("No account, no screenshots, no keystroke logging. It leaves only when you hand over or export.")
            )
        )
        box.addWidget(_told("shield-check", stays))
        box.addStretch(1)

    def tell(self, currency: str, margin: str | None, *, team: bool) -> None:
        """Show what follows from a currency, a margin ("2/5", None: not known) and being in a team."""
        one = formats.money(1, currency, 0)
        sales = escape(_("Every {one} brought back {back} in sales.")).format(
            one=one, back=_strong(formats.back(_EXAMPLE, currency))
        )
        self._sentence.setText(f"{sales} {_remains(currency, margin)}")
        early = _("{cost} of time and platform, 3 purchases so far: too early to say what comes back.")
        self._early.setText(escape(early.format(cost=formats.headline(_EXAMPLE_COST, currency))))
        self._team.setText(
            _strong(_("In a team"))
            + " "
            + escape(
                _(
                    "you see team and channel figures. A person’s own page is for that person, unless they share it. "
                    "Nobody is ranked."
                )
            )
        )
        self._team_panel.setVisible(team)


def _remains(currency: str, margin: str | None) -> str:
    if margin is None:
        return escape(_("Your margin is not known, so whether that pays back is not said."))
    rest = Fraction(margin) * _EXAMPLE
    words = _("At your margin of {margin} that is {rest}: paid back.")
    if rest < 1:
        words = _("At your margin of {margin} that is {rest}: not yet paid back.")
    return escape(words).format(margin=margin_words(margin), rest=_strong(formats.back(rest, currency)))


def _strong(text: str) -> str:
    return f'<span style="font-weight:600">{escape(text)}</span>'


def margin_words(share: str) -> str:
    """Return a margin ("2/5") as it is read ("40 %")."""
    value = Fraction(share)
    return formats.percent(value, 0 if (value * 100).denominator == 1 else 1)


def _rich(role: str) -> QLabel:
    made = label("", role, wrap=True)
    made.setTextFormat(Qt.TextFormat.RichText)
    return made


def _line(*widgets: QWidget) -> QHBoxLayout:
    box = QHBoxLayout()
    box.setSpacing(style.px(8))
    for each in widgets:
        box.addWidget(each)
    box.addStretch(1)
    return box


def _told(icon: str, words: QLabel) -> QFrame:
    row = QWidget()
    box = QHBoxLayout(row)
    box.setContentsMargins(0, 0, 0, 0)
    box.setSpacing(style.px(10))
    box.addWidget(Icon(icon), 0, Qt.AlignmentFlag.AlignTop)
    box.addWidget(words, 1)
    return _panel(row)


def _panel(*widgets: QWidget) -> QFrame:
    made = frame("panel")
    box = QVBoxLayout(made)
    box.setContentsMargins(*[style.px(16)] * 4)
    box.setSpacing(style.px(8))
    for each in widgets:
        box.addWidget(each)
    return made
