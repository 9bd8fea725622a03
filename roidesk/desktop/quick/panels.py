"""What the quick entry shows under its line: the pins and the other keys, what was just started, what Enter will do."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from roidesk.charts.theme import channel_colour
from roidesk.desktop import style
from roidesk.desktop.models.pin_face import face
from roidesk.desktop.widgets.flow_layout import FlowLayout
from roidesk.desktop.widgets.labels import ElidedLabel, frame, keycap, label
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
        self._letters = QWidget()
        letters = _hints(self._letters, ("c", _("a conversion")), ("i", _("a message ignored on purpose")),
                         (_("Space"), _("text that begins with a digit")))  # fmt: skip
        letters.addStretch(1)
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
        keys = QWidget()
        hints = _hints(keys, (_("Ctrl"), ""), ("Z", _("takes it back")), (_("Esc"), _("lets it run")))
        hints.addStretch(1)
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


class Footer(QWidget):
    """What runs, what was done last, and what Enter will do."""

    def __init__(self, now: Callable[[], int]) -> None:
        super().__init__()
        self._now = now
        self._standing = Standing(None, None, None)
        self._said = ""
        self._frame = frame("quick-foot")
        self._dot = label()
        self._text = ElidedLabel("", "help")
        self._does = QWidget()
        self._row = QHBoxLayout(self._does)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(style.px(5))
        inside = QHBoxLayout(self._frame)
        inside.setContentsMargins(style.px(14), style.px(7), style.px(14), style.px(7))
        inside.setSpacing(style.px(8))
        inside.addWidget(self._dot)
        inside.addWidget(self._text, 1)
        inside.addWidget(self._does)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._frame)

    @property
    def text(self) -> str:
        """What is said on the left."""
        return self._text.text()

    def show_standing(self, standing: Standing) -> None:
        """Show what runs and what Enter and a digit will do."""
        self._standing = standing
        while (item := self._row.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.deleteLater()
        for part in self._hints(standing):
            self._row.addWidget(part)
        self.tick()

    def show_hints(self, *, shown: bool) -> None:
        """Say what Enter and a digit do, or not, where they do something else."""
        self._does.setVisible(shown)

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
        self._text.setText(self._said or self._runs())

    def _runs(self) -> str:
        standing = self._standing
        if (row := standing.running) is not None:
            us = max(0, self._now() - row.timer.start_us - row.timer.step_us - sum(gap.us for gap in row.left_out))
            return f"{_title(row.shown)}, {formats.running(us)}"
        if standing.paused is not None:
            return _("{what}, paused").format(what=_title(standing.paused.shown))
        return _("No timer running")

    def _hints(self, standing: Standing) -> list[QWidget]:
        enter = keycap(_("Enter"))
        if standing.running is not None:
            return [enter, label(_("stops it;"), "help"), keycap("1"), label(_("switches;"), "help"), *_past()]
        first = [keycap("1"), label(_("starts;"), "help"), *_past()]
        if standing.paused is not None:
            return [enter, label(_("goes on;"), "help"), *first]
        if standing.last is not None:
            return [enter, label(_("repeats {what};").format(what=_title(standing.last.shown)), "help"), *first]
        return first


def _past() -> list[QWidget]:
    return [keycap("1"), keycap("4"), keycap(_("Enter")), label(_("logs 4 min done"), "help")]


def _title(said: Shown) -> str:
    name = f"{said.channel.name} {said.kind.name}".strip()
    return f"{name} @{said.contact}" if said.contact else name


def _hints(within: QWidget, *hints: tuple[str, str]) -> QHBoxLayout:
    """Lay keys, each with what it does, in a row."""
    row = QHBoxLayout(within)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(style.px(5))
    for key, does in hints:
        row.addWidget(keycap(key))
        if does:
            said = label(does, "help")
            said.setContentsMargins(0, 0, style.px(12), 0)
            row.addWidget(said)
    return row
