"""The running timer, on every page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal, SignalInstance
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QSizePolicy, QVBoxLayout, QWidget

from roidesk.desktop import style
from roidesk.desktop.widgets.buttons import Button, IconButton
from roidesk.desktop.widgets.labels import ElidedLabel, label
from roidesk.i18n import _, ngettext

if TYPE_CHECKING:
    from uuid import UUID

WIDTH = 344
HEIGHT = 44
_SECOND = 1_000_000
_LONG = 3 * 3600 * _SECOND


class Running(NamedTuple):
    """A timer as it is shown. Instants in UTC microseconds; `paused_us`: since when it stands still.

    `out_us`: how much of what the wall clock went on since the start is not counted: sleep, a clock that was set.
    """

    id: UUID
    title: str
    colour: str
    start_us: int
    paused_us: int | None = None
    out_us: int = 0


class TimerBox(QFrame):
    """Shows one running timer of maybe several, and what can be done with it. `now` is the clock."""

    started = Signal()
    """Start was pressed where nothing runs."""
    stopped = Signal(object)
    """The id of the timer to stop."""
    paused = Signal(object)
    """The id of the timer to pause, or to let run on."""
    switched = Signal()
    """Another thing is to be started instead."""

    def __init__(self, now: Callable[[], int]) -> None:
        super().__init__()
        self.setProperty("role", "panel")
        self.setAccessibleName(_("Timer"))
        self.setFixedHeight(style.px(HEIGHT))
        self._now = now
        self._timers: tuple[Running, ...] = ()
        self._shown: UUID | None = None
        self._elapsed = _Elapsed()
        self._title = ElidedLabel("", "help")
        self._dot = label()
        self._others = Button("", kind="quiet")
        self._pause = IconButton("pause", _("Pause"), keys=_("Ctrl+Shift+P"))
        self._switch = IconButton("arrow-left-right", _("Switch to something else"), keys=_("Ctrl+Shift+T"))
        self._stop = Button(_("Stop"), "square", keys=_("Ctrl+T"))
        self._start = Button(_("Start"), "play", keys=_("Ctrl+T"))
        self._idle = label(_("No timer running"), "help")
        self._tick = QTimer(self)
        self._tick.setInterval(1000)
        self._tick.timeout.connect(self._count)
        self._lay()
        self._connect()
        self.show_timers(())

    @property
    def timers(self) -> tuple[Running, ...]:
        """What runs, the newest first."""
        return self._timers

    @property
    def current(self) -> Running | None:
        """The one that is shown."""
        return next((each for each in self._timers if each.id == self._shown), None)

    @property
    def elapsed(self) -> str:
        """The length shown."""
        return self._elapsed.text

    def show_timers(self, timers: Sequence[Running]) -> None:
        """Show what runs now, the newest first; the one shown stays shown while it runs."""
        added = {each.id for each in timers} - {each.id for each in self._timers}
        self._timers = tuple(timers)
        if self.current is None or added:
            self._shown = timers[0].id if timers else None
        self._refresh()

    def changeEvent(self, event: QEvent) -> None:
        """Draw the dot anew in another theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._refresh()

    def _lay(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(0)
        words.setContentsMargins(0, style.px(3), 0, style.px(3))
        words.addWidget(self._elapsed)
        words.addWidget(self._title)
        words.addWidget(self._idle)
        box = QHBoxLayout(self)
        box.setContentsMargins(style.px(10), 0, style.px(8), 0)
        box.setSpacing(style.px(8))
        box.addWidget(self._dot)
        box.addLayout(words, 1)
        for button in (self._others, self._pause, self._switch, self._stop, self._start):
            box.addWidget(button)

    def _connect(self) -> None:
        self._start.clicked.connect(self.started)
        self._switch.clicked.connect(self.switched)
        self._stop.clicked.connect(lambda: self._tell(self.stopped))
        self._pause.clicked.connect(lambda: self._tell(self.paused))
        self._others.clicked.connect(self._choose)

    def _tell(self, signal: SignalInstance) -> None:
        if self._shown is not None:
            signal.emit(self._shown)

    def _refresh(self) -> None:
        current = self.current
        going: tuple[QWidget, ...] = (self._elapsed, self._title, self._pause, self._switch, self._stop)
        resting: tuple[QWidget, ...] = (self._idle, self._start)
        for part in going:
            part.setVisible(current is not None)
        for part in resting:
            part.setVisible(current is None)
        self._others.setVisible(len(self._timers) > 1)
        theme, ratio = style.tokens(), self.devicePixelRatioF()
        if current is None:
            self._tick.stop()
            self._dot.setPixmap(style.pixmap("timer", theme.text2, 17, ratio))
            return
        self._title.setText(current.title)
        count = len(self._timers)
        self._others.setText(str(count))
        self._others.setAccessibleName(ngettext("{count} timer runs", "{count} timers run", count).format(count=count))
        if current.paused_us is None:
            self._pause.call("pause", _("Pause"), keys=_("Ctrl+Shift+P"))
        else:
            self._pause.call("play", _("Go on"), keys=_("Ctrl+Shift+P"))
        self._dot.setPixmap(_dot(current.colour if current.paused_us is None else theme.edge, ratio))
        self._count()
        # Only while something is seen to run: an idle window does not wake the machine each second.
        self._tick.start() if any(each.paused_us is None for each in self._timers) else self._tick.stop()

    def _count(self) -> None:
        current = self.current
        if current is not None:
            from roidesk.i18n import formats

            until = self._now() - current.out_us if current.paused_us is None else current.paused_us
            us = max(0, until - current.start_us)
            state = _("paused") if current.paused_us is not None else ""
            self._elapsed.show_length(formats.running(us), state, warn=us > _LONG)

    def _choose(self) -> None:
        menu = QMenu(self)
        for each in self._timers:
            action = menu.addAction(each.title.replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(each.id == self._shown)
            action.triggered.connect(lambda _checked=False, which=each.id: self._turn_to(which))
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self._others.mapToGlobal(self._others.rect().bottomLeft()))

    def _turn_to(self, which: UUID) -> None:
        self._shown = which
        self._refresh()


class _Elapsed(QWidget):
    """The length in figures: painted, so that no screen reader is told each second."""

    def __init__(self) -> None:
        super().__init__()
        self.text = ""
        self._state = ""
        self._warn = False
        self.setFont(style.font(15, QFont.Weight.DemiBold))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """One line."""
        return QSize(style.px(100), self.fontMetrics().height())

    def show_length(self, text: str, state: str, *, warn: bool) -> None:
        """Show a length; `state` is said behind it."""
        if (text, state, warn) != (self.text, self._state, self._warn):
            self.text, self._state, self._warn = text, state, warn
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the figures."""
        theme = style.tokens()
        painter = QPainter(self)
        painter.setPen(QColor(theme.warn if self._warn else theme.text))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter, self.text)
        if self._state:
            gap = painter.fontMetrics().horizontalAdvance(f"{self.text} ")
            painter.setFont(style.font(12))
            painter.setPen(QColor(theme.text2))
            painter.drawText(self.rect().adjusted(gap, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, self._state)
        painter.end()


def _dot(colour: str, ratio: float) -> QPixmap:
    side = style.px(14)
    made = QPixmap(round(side * ratio), round(side * ratio))
    made.setDevicePixelRatio(ratio)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    faint = QColor(colour)
    faint.setAlpha(50)
    painter.setBrush(faint)
    painter.drawEllipse(0, 0, side, side)
    painter.setBrush(QColor(colour))
    painter.drawEllipse(style.px(2), style.px(2), side - 2 * style.px(2), side - 2 * style.px(2))
    painter.end()
    return made
