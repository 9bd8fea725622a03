"""What the quick entry shows under its line: the pins and the other keys, what was just started, what Enter will do."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFont, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from roidesk.charts.theme import channel_colour
from roidesk.desktop import style
from roidesk.desktop.models.pin_face import face
from roidesk.desktop.widgets.flow_layout import FlowLayout
from roidesk.desktop.widgets.labels import ElidedLabel, keycap, label
from roidesk.desktop.widgets.pin_button import PinButton
from roidesk.i18n import _, formats
from roidesk.services.pins import PinRow
from roidesk.services.quick import Standing
from roidesk.services.rows import Shown


class PinsPanel(QWidget):
    """The pins with their digits, and the letters that do something."""

    used = Signal(int, bool)
    """The digit of a pin that was clicked, and whether it is to run beside what runs."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: tuple[PinRow, ...] = ()
        self._pins = QWidget()
        self._flow = FlowLayout(style.px(8))
        self._pins.setLayout(self._flow)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self._pins.setSizePolicy(policy)
        self._ask = label("", "help")
        self._letters = Hints()
        self._letters.show_hints(
            Hint(_("a conversion"), "c"),
            Hint(_("a message ignored on purpose"), "i"),
            Hint(_("text that begins with a digit"), _("Space")),
        )
        box = QVBoxLayout(self)
        box.setContentsMargins(style.px(14), style.px(10), style.px(14), style.px(10))
        box.setSpacing(style.px(10))
        box.addWidget(self._ask)
        box.addWidget(self._pins)
        box.addWidget(self._letters)
        self.ask("")

    def show_pins(self, rows: Sequence[PinRow]) -> None:
        """Show those that have a digit."""
        rows = tuple(row for row in rows if row.digit is not None)
        if rows != self._rows:
            self._rows = rows
            self._fill()

    def ask(self, question: str) -> None:
        """Ask which pin is meant, instead of naming the other keys; "" for no question."""
        self._ask.setText(question)
        self._ask.setVisible(bool(question))
        self._letters.setVisible(not question)

    def changeEvent(self, event: QEvent) -> None:
        """Give the icons the colours of another theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._fill()

    def _fill(self) -> None:
        self._flow.empty()
        for row in self._rows:
            button = PinButton(face(row, style.tokens()), alt=False, lengths=False)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # its digit is its key: the line keeps the focus
            button.used.connect(lambda _id, beside, digit=row.digit: self.used.emit(digit, beside))
            self._flow.addWidget(button)
            button.show()
        self._pins.setVisible(bool(self._rows))
        self._pins.updateGeometry()


class StartedPanel(QWidget):
    """What was just started, and the minutes typed after it."""

    def __init__(self) -> None:
        super().__init__()
        self._what = ElidedLabel("", "strong")
        self._minutes = label("")
        self._minutes.setFont(style.font(20, QFont.Weight.DemiBold, style.MONO))
        self._says = label("", "help")
        keys = Hints()
        keys.show_hints(Hint(_("takes it back"), _("Ctrl"), "Z"), Hint(_("lets it run"), _("Esc")))
        head = QHBoxLayout()
        head.addWidget(self._what, 1)
        row = QHBoxLayout()
        row.setSpacing(style.px(10))
        row.addWidget(self._minutes)
        row.addWidget(self._says)
        row.addStretch(1)
        box = QVBoxLayout(self)
        box.setContentsMargins(style.px(14), style.px(10), style.px(14), style.px(10))
        box.setSpacing(style.px(8))
        box.addLayout(head)
        box.addLayout(row)
        box.addWidget(keys)

    @property
    def words(self) -> str:
        """What is shown, as it is read aloud."""
        return f"{self._what.text()}. {self._minutes.text()} {self._says.text()}"

    def show_started(self, what: str, minutes: str) -> None:
        """Show a pin that runs, or how long it will have taken."""
        self._what.setText(_("Started: {what}").format(what=what))
        self._minutes.setText(minutes)
        self._minutes.setVisible(bool(minutes))
        self._says.setText(
            _("min done, ending now: Enter logs it") if minutes else _("Minutes and Enter: it is done already")
        )


class Footer(QFrame):
    """What runs, what was done last, and what Enter will do; in two rows where one is too narrow for both."""

    def __init__(self, now: Callable[[], int]) -> None:
        super().__init__()
        self.setProperty("role", "quick-foot")
        self._now = now
        self._standing = Standing(None, None, None)
        self._said = ""
        self._dot = label()
        self._text = ElidedLabel("", "help")
        self._does = Hints()
        runs = QHBoxLayout()
        runs.setSpacing(style.px(8))
        runs.addWidget(self._dot)
        runs.addWidget(self._text, 1)
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(style.px(14), style.px(7), style.px(14), style.px(7))
        self._box.setSpacing(style.px(8))
        self._box.addLayout(runs, 1)
        self._box.addWidget(self._does)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take the rows that are needed."""
        super().resizeEvent(event)
        self._turn()

    @property
    def text(self) -> str:
        """What is said on the left."""
        return self._text.text()

    def show_standing(self, standing: Standing) -> None:
        """Show what runs and what Enter and a digit will do."""
        self._standing = standing
        self._does.show_hints(*_does(standing))
        self.tick()

    def show_hints(self, *, shown: bool) -> None:
        """Say what Enter and a digit do, or not, where they do something else."""
        self._does.setVisible(shown)
        self._turn()

    def say(self, sentence: str) -> None:
        """Say what was done, until something else is to be said; "" for what runs."""
        self._said = sentence
        self.tick()

    def tick(self) -> None:
        """Let the length shown go on."""
        standing, theme = self._standing, style.tokens()
        running = standing.running
        colour = channel_colour(theme, running.shown.channel).hex if running is not None else theme.edge
        self._dot.setPixmap(style.filled("circle", colour, 10, self.devicePixelRatioF()))
        text = self._said or self._runs()
        if len(text) != len(self._text.text()):
            self._text.setText(text)
            self._turn()
        else:
            self._text.setText(text)

    def _turn(self) -> None:
        """Put what Enter does under what runs where both do not fit into one row."""
        words = self._text.fontMetrics().horizontalAdvance(self._text.text())
        wanted = words + self._does.sizeHint().width() + style.px(80)
        narrow = self._does.isVisibleTo(self) and wanted > self.width()
        self._does.in_one_row(one=not narrow)
        way = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        if self._box.direction() != way:
            self._box.setDirection(way)

    def _runs(self) -> str:
        standing = self._standing
        if (row := standing.running) is not None:
            us = max(0, self._now() - row.timer.start_us - row.timer.step_us - sum(gap.us for gap in row.left_out))
            return f"{_title(row.shown)}, {formats.running(us)}"
        if standing.paused is not None:
            return _("{what}, paused").format(what=_title(standing.paused.shown))
        return _("No timer running")


class Hint(NamedTuple):
    """What keys do: words, and the keys pressed for it."""

    words: str
    first: str
    second: str = ""
    third: str = ""

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys, in their order."""
        return tuple(filter(None, (self.first, self.second, self.third)))


class Hints(QWidget):
    """Keys, each with what it does; those that do not fit go to the next row."""

    def __init__(self) -> None:
        super().__init__()
        self._flow = FlowLayout(style.px(12))
        self.setLayout(self._flow)
        self.in_one_row(one=False)

    def in_one_row(self, *, one: bool) -> None:
        """Keep its own width, or take all there is and as many rows as are needed."""
        wide = QSizePolicy.Policy.Fixed if one else QSizePolicy.Policy.Expanding
        policy = QSizePolicy(wide, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(not one)
        self.setSizePolicy(policy)

    def show_hints(self, *hints: Hint) -> None:
        """Show these."""
        self._flow.empty()
        for each in hints:
            part = QWidget()
            row = QHBoxLayout(part)
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(style.px(5))
            for key in each.keys:
                row.addWidget(keycap(key))
            row.addWidget(label(each.words, "help"))
            self._flow.addWidget(part)
            part.show()
        self.updateGeometry()


def _does(standing: Standing) -> list[Hint]:
    """Return what Enter and a digit do."""
    past = Hint(_("logs 4 min done"), "1", "4", _("Enter"))
    if standing.running is not None:
        return [Hint(_("stops it"), _("Enter")), Hint(_("switches"), "1"), past]
    first = [Hint(_("starts"), "1"), past]
    if standing.paused is not None:
        return [Hint(_("goes on"), _("Enter")), *first]
    if standing.last is not None:
        return [Hint(_("repeats {what}").format(what=_title(standing.last.shown)), _("Enter")), *first]
    return first


def _title(said: Shown) -> str:
    name = f"{said.channel.name} {said.kind.name}".strip()
    return f"{name} @{said.contact}" if said.contact else name
