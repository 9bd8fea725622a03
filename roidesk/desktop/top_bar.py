"""The entry line and the timer, at the same place on every page: logging never changes page."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from roidesk.desktop import style
from roidesk.desktop.capture import Capture
from roidesk.desktop.widgets.entry_line import EntryLine
from roidesk.desktop.widgets.timer_box import WIDTH, Running, TimerBox
from roidesk.desktop.widgets.understood_bar import UnderstoodBar

if TYPE_CHECKING:
    from uuid import UUID

    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QResizeEvent

    from roidesk.analytics.meter import Spread
    from roidesk.desktop.tasks import Tasks
    from roidesk.desktop.widgets.timer_panel import TimerPanel
    from roidesk.domain.changes import Changes
    from roidesk.domain.errors import UserError
    from roidesk.domain.timer import Gap
    from roidesk.services.desk import Desk
    from roidesk.services.meter import Reading
    from roidesk.services.rows import RunningRow
    from roidesk.services.timer_starts import TypedStart
    from roidesk.services.timers import Stopped

# The bar is in the first paint: what it needs only once a store is open is loaded then, inside functions.

_HEARTBEAT_MS = 15_000
_OF_TIMERS = frozenset({"timer", "interaction", "channel", "rate", "setting"})
"""What the box shows is made of these."""
_NARROW = 344
_FOLDED = 700


class _Timers(NamedTuple):
    """What runs, what each costs, and the zone that times of day are shown in, as those of the day's table are."""

    rows: tuple[RunningRow, ...]
    readings: Mapping[UUID, Reading]
    zone: str


class TopBar(QWidget):
    """Logs, starts and stops. It can be typed into before the store is open: `serve` gives it the services."""

    left = Signal()
    """The entry line was left with Esc."""
    blocked = Signal(object, object)
    """A `UserError` that may be over in a moment, and how the line, which is kept, is sent again."""
    said = Signal(str)
    """A sentence for the person that has no place in the bar."""
    timers_shown = Signal(object)
    """What runs now (`RunningRow`), whenever that was looked at."""
    left_out = Signal(object)
    """What was left out of a timer that was just stopped (`Gap`)."""

    def __init__(self, now: Callable[[], int]) -> None:
        super().__init__()
        self._desk: Desk | None = None
        self._tasks: Tasks | None = None
        self.entry = EntryLine()
        self.bar = UnderstoodBar(self.entry.field)
        self.capture = Capture(self.entry, self.bar)
        self._now = now
        self.timer = TimerBox(now)
        self._beat = QTimer(self)
        self._beat.setInterval(_HEARTBEAT_MS)
        self._beat.timeout.connect(self._keep_alive)
        self.rows: tuple[RunningRow, ...] = ()
        """What runs, the newest first."""
        self.worked = True
        """Whether somebody is at the machine, as far as is known: heartbeats say until when that was so."""
        self._similar: dict[UUID, Spread | None] = {}
        self._readings: Mapping[UUID, Reading] = {}
        self._zone = "UTC"
        self._panel: TimerPanel | None = None
        self._asked = 0
        box = QGridLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setHorizontalSpacing(style.px(12))
        box.setVerticalSpacing(style.px(10))
        box.addWidget(self.entry, 0, 0)
        box.addWidget(self.timer, 0, 1)
        box.addWidget(self.bar, 1, 0, 1, 2)
        box.setColumnStretch(0, 1)
        self._box, self._folded = box, False
        self.set_narrow(narrow=False)
        self._connect()

    def serve(self, desk: Desk, tasks: Tasks) -> None:
        """Take the services of an open store, and show what runs in it: timers outlive the program."""
        self._desk, self._tasks = desk, tasks
        tasks.changed.connect(self.changed)
        self.capture.serve(desk, tasks)
        tasks.glance(lambda: _Timers(desk.timers.status(), {}, desk.care.settings().zone), self._took_over)

    def look(self) -> None:
        """Look at the clocks, where something runs: the machine may have slept."""
        if self.timer.timers:
            self._keep_alive()

    def changed(self, changes: Changes) -> None:
        """Show what runs after a write, and what the line means now."""
        self.capture.changed(changes)
        if not changes.tables or "conversion" in changes.tables:
            self._similar.clear()
        if not changes.tables or changes.tables & _OF_TIMERS:
            self._load_timers()

    def changeEvent(self, event: QEvent) -> None:
        """Give timers and chips the colours of another theme."""
        super().changeEvent(event)
        if event.type() == event.Type.PaletteChange and self._desk is not None:
            self._load_timers()
            self.capture.read_again()

    def set_narrow(self, *, narrow: bool) -> None:
        """Leave the entry line more room in a narrow window."""
        self.timer.setFixedWidth(style.px(_NARROW if narrow else WIDTH))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the timer under the entry line where both side by side would be cut: text may be twice as large."""
        super().resizeEvent(event)
        folded = event.size().width() < style.px(_FOLDED)
        if folded != self._folded:
            self._folded = folded
            self._box.addWidget(self.entry, 0, 0, 1, 2 if folded else 1)
            self._box.addWidget(self.timer, 1 if folded else 0, 0 if folded else 1, 1, 2 if folded else 1)
            self._box.addWidget(self.bar, 2 if folded else 1, 0, 1, 2)

    def toggle_timer(self) -> None:
        """Stop the timer that is shown; where none runs, start what the line says."""
        if not self.isEnabled():
            return
        if self.timer.current is not None:
            self._stop(self.timer.current.id)
        else:
            self._start_pressed()

    def pause_timer(self) -> None:
        """Pause the timer that is shown, or let it run on."""
        if self.isEnabled() and self.timer.current is not None:
            self._pause(self.timer.current.id)

    def switch_timer(self) -> None:
        """Start what the line says instead of what runs; with an empty line, ask for it."""
        if not self.isEnabled():
            return
        if self.entry.text.strip():
            self.capture.switch(self.entry.text)
        elif self.timer.current is not None:
            self.capture.ask_what_to_switch_to()
        else:
            self.entry.setFocus()

    def stop_timer(self, which: UUID) -> None:
        """Stop one of the timers that run."""
        self._stop(which)

    def show_panel(self, which: UUID | None = None) -> None:
        """Show all that runs, to stop, to pause, or to say when it really began; `which`: whose start to change."""
        if not self.timer.timers:
            return
        if self._panel is None:
            from roidesk.desktop.widgets.timer_panel import TimerPanel

            self._panel = panel = TimerPanel(self, self._now)
            panel.stopped.connect(self._stop)
            panel.paused.connect(self._pause)
            panel.chosen.connect(self.timer.turn_to)
            panel.start_typed.connect(self._understand_start)
            panel.start_given.connect(self._change_start)
        self._panel.open_below(self.timer, self.timer.timers, which)

    def _connect(self) -> None:
        self.capture.left.connect(self.left)
        self.capture.blocked.connect(self.blocked)
        self.capture.filed.connect(self._filed)
        self.timer.started.connect(self._start_pressed)
        self.timer.stopped.connect(self._stop)
        self.timer.paused.connect(self._pause)
        self.timer.switched.connect(self.switch_timer)
        self.timer.opened.connect(self.show_panel)

    def _filed(self, result: object) -> None:
        self._tell_left_out(getattr(result, "left_out", ()))  # of a switch

    def _start_pressed(self) -> None:
        if self.entry.text.strip():
            self.capture.start(self.entry.text)
        else:
            self.capture.ask_what_to_start()

    def _stop(self, timer: UUID) -> None:
        if self._desk and self._tasks:
            desk = self._desk
            self._tasks.write(lambda: desk.timers.stop_one(timer), self._stopped, self._tell)

    def _stopped(self, stopped: Stopped) -> None:
        self._tell_left_out(stopped.filed.left_out)

    def _tell_left_out(self, gaps: tuple[Gap, ...]) -> None:
        if gaps:
            self.left_out.emit(gaps)

    def _pause(self, timer: UUID) -> None:
        if not (self._desk and self._tasks):
            return
        desk = self._desk
        paused = any(each.id == timer and each.paused_us is not None for each in self.timer.timers)
        change = desk.timers.resume if paused else desk.timers.pause
        self._tasks.write(lambda: change(timer), failed=self._tell)

    def _tell(self, error: UserError) -> None:
        from roidesk.i18n.sentences import explain

        self.said.emit(explain(error))
        self._load_timers()

    # ------------------------------------------------------------ the timers

    def _load_timers(self) -> None:
        if self._desk and self._tasks:
            desk = self._desk
            self._tasks.glance(
                lambda: _Timers(desk.timers.status(), desk.meter.readings(), desk.care.settings().zone),
                self._show_timers,
            )

    def _took_over(self, found: _Timers) -> None:
        """What ran before this window: it may have slept, or the machine may have been off."""
        self._show_timers(found)
        self.look()

    def _show_timers(self, found: _Timers) -> None:
        self.rows, self._readings, self._zone = found
        self._draw_timers()
        if not self.rows:
            self._beat.stop()
        elif not self._beat.isActive():
            self._beat.start()
        self._learn_similar()
        self.timers_shown.emit(self.rows)

    def _draw_timers(self) -> None:
        from roidesk.charts.theme import channel_colour

        theme = style.tokens()
        running = [
            _running(row, channel_colour(theme, row.shown.channel).hex, self._zone)._replace(
                reading=self._readings.get(row.timer.id), spread=self._similar.get(row.timer.kind_id)
            )
            for row in self.rows
        ]
        self.timer.show_timers(running)
        if self._panel is not None and self._panel.isVisible():
            self._panel.show_timers(self.timer.timers)

    def _learn_similar(self) -> None:
        """Look up, once for each kind, how long similar conversations took; nobody waits for it."""
        if not (self._desk and self._tasks):
            return
        desk = self._desk
        for kind in {row.timer.kind_id for row in self.rows} - set(self._similar):
            self._similar[kind] = None
            self._tasks.aside(partial(desk.meter.similar, kind), partial(self._know_similar, kind))

    def _know_similar(self, kind: UUID, found: Spread | None) -> None:
        if found is not None:
            self._similar[kind] = found
            self._draw_timers()

    def _keep_alive(self) -> None:
        if self._desk and self._tasks:
            desk, worked = self._desk, self.worked
            # A heartbeat that cannot be written is no news: what a person writes next says why, and more plainly.
            self._tasks.write(
                lambda: desk.timers.beat(worked=worked), lambda _changes: self._load_timers(), lambda _error: None
            )

    # ------------------------------------------------------------ when it began

    def _understand_start(self, timer: UUID, text: str) -> None:
        if self._desk and self._tasks:
            starts = self._desk.timer_starts
            self._asked += 1
            self._tasks.glance(lambda: starts.understand(timer, text), partial(self._say_start, timer, self._asked))

    def _say_start(self, timer: UUID, asked: int, typed: TypedStart) -> None:
        from roidesk.desktop.models.start_words import start_words

        if asked != self._asked:
            return  # it was changed since, or given
        if self._panel is not None and any(each.timer.id == timer for each in self.rows):
            self._panel.say(timer, start_words(typed, self._now(), self._zone))

    def _change_start(self, timer: UUID, text: str) -> None:
        if self._desk and self._tasks:
            starts = self._desk.timer_starts
            self._asked += 1
            self._tasks.write(
                lambda: starts.change(timer, text), lambda _changes: self._began(timer), partial(self._not_begun, timer)
            )

    def _began(self, timer: UUID) -> None:
        if self._panel is not None:
            self._panel.say(timer, "")

    def _not_begun(self, timer: UUID, error: UserError) -> None:
        from roidesk.i18n.sentences import explain

        if self._panel is not None:
            self._panel.say(timer, explain(error), problem=True)


def _running(row: RunningRow, colour: str, zone: str) -> Running:
    who = row.shown.contact or row.shown.kind.name
    title = f"{row.shown.channel.name} · {who}" if who else row.shown.channel.name
    out = row.timer.step_us + sum(gap.us for gap in row.left_out)
    return Running(row.timer.id, title, colour, row.timer.start_us, row.timer.paused_us, out, zone)
