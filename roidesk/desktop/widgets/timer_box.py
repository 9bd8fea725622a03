"""The running timer, on every page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QEvent, QRect, QSize, Qt, QTimer, Signal, SignalInstance
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QStyle, QVBoxLayout, QWidget

from roidesk.desktop import style
from roidesk.desktop.widgets.buttons import Button, IconButton
from roidesk.desktop.widgets.labels import ElidedLabel, label, tip
from roidesk.i18n import _, ngettext

if TYPE_CHECKING:
    from uuid import UUID

    from roidesk.analytics.meter import Spread
    from roidesk.services.meter import Reading

WIDTH = 376
HEIGHT = 44
_STATE = 12
_SECOND = 1_000_000
_LONG = 3 * 3600 * _SECOND


class Running(NamedTuple):
    """A timer as it is shown. Instants in UTC microseconds; `paused_us`: since when it stands still.

    `out_us`: how much of what the wall clock went on since the start is not counted: sleep, a clock that was set.
    `reading` and `spread`: what the conversation meter knows of it, None: nothing.
    """

    id: UUID
    title: str
    colour: str
    start_us: int
    paused_us: int | None = None
    out_us: int = 0
    zone: str = "UTC"
    reading: Reading | None = None
    spread: Spread | None = None


def lasted(timer: Running, now: int) -> int:
    """Return how long a timer has run by now (microseconds)."""
    until = now - timer.out_us if timer.paused_us is None else timer.paused_us
    return max(0, until - timer.start_us)


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
    opened = Signal()
    """All that runs is to be shown."""

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
        self._others = IconButton("chevron-down", "")
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

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Say as much as there is room for now."""
        super().resizeEvent(event)
        self._count()

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
        icons = QHBoxLayout()
        icons.setSpacing(style.px(2))
        for button in (self._others, self._pause, self._switch):
            icons.addWidget(button)
        box.addLayout(icons)
        box.addWidget(self._stop)
        box.addWidget(self._start)

    def _connect(self) -> None:
        self._start.clicked.connect(self.started)
        self._switch.clicked.connect(self.switched)
        self._stop.clicked.connect(lambda: self._tell(self.stopped))
        self._pause.clicked.connect(lambda: self._tell(self.paused))
        self._others.clicked.connect(self.opened)

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
        self._others.setVisible(current is not None)
        self.update(self._gauge())  # of the timer that stopped, or was shown before, nothing stays
        theme, ratio = style.tokens(), self.devicePixelRatioF()
        if current is None:
            self._tick.stop()
            self._dot.setPixmap(style.pixmap("timer", theme.text2, 17, ratio))
            return
        count = len(self._timers)
        runs = ngettext("{count} timer runs", "{count} timers run", count).format(count=count)
        name = _("{timers}: start, cost, stop").format(timers=runs)
        self._others.call("chevron-down", name, keys=_("Ctrl+Shift+M"))
        if current.paused_us is None:
            self._pause.call("pause", _("Pause"), keys=_("Ctrl+Shift+P"))
        else:
            self._pause.call("play", _("Go on"), keys=_("Ctrl+Shift+P"))
        self._dot.setPixmap(dot(current.colour if current.paused_us is None else theme.edge, ratio))
        self._count()
        # Only while something is seen to run: an idle window does not wake the machine each second.
        self._tick.start() if any(each.paused_us is None for each in self._timers) else self._tick.stop()

    def _count(self) -> None:
        current = self.current
        if current is not None:
            from roidesk.desktop.models.meter_words import cost_words
            from roidesk.i18n import formats

            now = self._now()
            us = lasted(current, now)
            others = f"+{len(self._timers) - 1}" if len(self._timers) > 1 else ""
            state = " ".join(filter(None, (_("paused") if current.paused_us is not None else "", others)))
            cost = cost_words(current.reading, now)
            # What it costs stands with how long it took, so that whom it is with has the other line to itself; where
            # it does not fit, it begins that line: half an amount would be another amount.
            beside = f"{state} · {cost}".lstrip()
            length = formats.running(us)
            fits = bool(cost) and self._elapsed.has_room_for(length, beside)
            self._title.setText(" · ".join(filter(None, ("" if fits else cost, current.title))))
            self._elapsed.show_length(length, beside if fits else state, warn=us > _LONG)
            self._tell_meter(current, cost)
            if current.spread is not None:
                self.update(self._gauge())

    def _tell_meter(self, current: Running, cost: str) -> None:
        """Say the meter in words too: in the tooltip, and to a screen reader that asks; it is not told each second."""
        from roidesk.desktop.models.meter_words import shared_words, spread_words

        words = "\n".join(
            filter(None, (current.title, cost, shared_words(current.reading), spread_words(current.spread)))
        )
        if words != self.toolTip():
            self.setToolTip(tip(words))
            self.setAccessibleDescription(words)

    def turn_to(self, which: UUID) -> None:
        """Show another of the timers that run."""
        self._shown = which
        self._refresh()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the meter along the lower edge: how long it took so far, over what half of the similar ones took."""
        super().paintEvent(event)
        current = self.current
        if current is None or current.spread is None:
            return
        theme, area, found = style.tokens(), self._gauge(), current.spread
        us = lasted(current, self._now())
        whole = max(us, found.high_us * 3 // 2, 1)
        painter = QPainter(self)
        painter.setPen(Qt.PenStyle.NoPen)
        for start, end, colour in ((0, whole, theme.line), (found.low_us, found.high_us, theme.edge)):
            painter.setBrush(QColor(colour))
            painter.drawRect(self._part(area, start / whole, end / whole))
        painter.setBrush(QColor(theme.text))
        painter.drawRect(self._part(area, 0, us / whole).adjusted(0, 1, 0, -1))
        painter.end()

    def _gauge(self) -> QRect:
        inset, height = style.px(8), style.px(3)
        return QRect(inset, self.height() - height - 2, self.width() - 2 * inset, height)

    def _part(self, area: QRect, start: float, end: float) -> QRect:
        left, right = round(area.width() * start), round(area.width() * end)
        part = QRect(area.left() + left, area.top(), max(1, right - left), area.height())
        return QStyle.visualRect(self.layoutDirection(), area, part)


class _Elapsed(QWidget):
    """The length in figures: painted, so that no screen reader is told each second."""

    def __init__(self) -> None:
        super().__init__()
        self.text = ""
        self._state = ""
        self._warn = False
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """One line."""
        return QSize(style.px(100), QFontMetrics(_figures()).height())

    def has_room_for(self, text: str, state: str) -> bool:
        """Whether a length and what is said behind it can be shown whole."""
        taken = QFontMetrics(_figures()).horizontalAdvance(f"{text} ")
        return taken + QFontMetrics(style.font(_STATE)).horizontalAdvance(state) <= self.width()

    def show_length(self, text: str, state: str, *, warn: bool) -> None:
        """Show a length; `state` is said behind it."""
        if (text, state, warn) != (self.text, self._state, self._warn):
            self.text, self._state, self._warn = text, state, warn
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the figures, and the state behind them as one reads."""
        theme = style.tokens()
        painter = QPainter(self)
        painter.setFont(_figures())
        taken = painter.fontMetrics().horizontalAdvance(f"{self.text} ")
        painter.setPen(QColor(theme.warn if self._warn else theme.text))
        self._write(painter, 0, self.text)
        if self._state:
            painter.setFont(style.font(_STATE))
            painter.setPen(QColor(theme.text2))
            self._write(painter, taken, self._state)
        painter.end()

    def _write(self, painter: QPainter, after: int, text: str) -> None:
        area = QRect(after, 0, self.width() - after, self.height())
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft  # where lines begin, as one reads
        painter.drawText(QStyle.visualRect(self.layoutDirection(), self.rect(), area), flags, text)


def _figures() -> QFont:
    return style.font(15, QFont.Weight.DemiBold)


def dot(colour: str, ratio: float) -> QPixmap:
    """Return the mark of a timer in its channel's colour."""
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
