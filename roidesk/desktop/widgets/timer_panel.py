"""All timers that run: each can be stopped, paused, looked at closely, and told when it really began."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QStyle, QVBoxLayout, QWidget

from roidesk.desktop import style
from roidesk.desktop.models.meter_words import cost_words, shared_words, spread_words
from roidesk.desktop.widgets.buttons import Button, IconButton
from roidesk.desktop.widgets.labels import ElidedLabel, label, rule
from roidesk.desktop.widgets.timer_box import Running, dot, lasted
from roidesk.i18n import _, formats

if TYPE_CHECKING:
    from uuid import UUID

WIDTH = 400


class TimerPanel(QFrame):
    """Opens below the timer box; Esc or a click elsewhere closes it."""

    stopped = Signal(object)
    """The id of the timer to stop."""
    paused = Signal(object)
    """The id of the timer to pause, or to let run on."""
    chosen = Signal(object)
    """The id of the timer that the box is to show."""
    start_typed = Signal(object, str)
    """The id of a timer and a start that is being typed: what it would mean is to be said (`say`)."""
    start_given = Signal(object, str)
    """The id of a timer and the start it is to have."""

    def __init__(self, parent: QWidget, now: Callable[[], int]) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setProperty("role", "popup")
        self.setAccessibleName(_("Timers"))
        self.setWindowTitle(_("Timers"))
        self.setFixedWidth(style.px(WIDTH))
        self._now = now
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(*[style.px(14)] * 4)
        self._box.setSpacing(style.px(10))
        self._rows: dict[UUID, _Row] = {}
        self._tick = QTimer(self)
        self._tick.setInterval(1000)
        self._tick.timeout.connect(self._count)

    def open_below(self, box: QWidget, timers: Sequence[Running], focus: UUID | None = None) -> None:
        """Open below the box; `focus`: whose start is to be changed."""
        self.show_timers(timers)
        direction = self.layoutDirection()
        area = QStyle.alignedRect(
            direction, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop, self.size(), box.rect()
        )
        self.move(box.mapToGlobal(QPoint(area.left(), box.height() + style.px(4))))
        self.show()
        self._tick.start()
        row = self._rows.get(focus) if focus is not None else next(iter(self._rows.values()), None)
        if row is not None:
            row.start.setFocus(Qt.FocusReason.PopupFocusReason)
            row.start.selectAll()

    def show_timers(self, timers: Sequence[Running]) -> None:
        """Show what runs now; what is being typed stays."""
        if {each.id for each in timers} != set(self._rows):
            self._fill(timers)
        for each in timers:
            self._rows[each.id].show_timer(each, self._now())
        if not timers:
            self.close()
        self._fit()

    def say(self, timer: UUID, text: str, *, problem: bool = False) -> None:
        """Say what a typed start means, or why it is none."""
        if (row := self._rows.get(timer)) is not None:
            row.say(text, problem=problem)
            self._fit()

    def _fill(self, timers: Sequence[Running]) -> None:
        while self._box.count():
            item = self._box.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._rows = {}
        for at, each in enumerate(timers):
            if at:
                self._box.addWidget(rule())
            self._rows[each.id] = row = _Row(each)
            row.stop.clicked.connect(partial(self._stop, each.id))
            row.pause.clicked.connect(partial(self._pause, each.id))
            row.look.clicked.connect(partial(self._choose, each.id))
            row.start.textEdited.connect(partial(self.start_typed.emit, each.id))
            row.start.returnPressed.connect(partial(self._give, each.id))
            row.look.setVisible(len(timers) > 1)
            self._box.addWidget(row)
            row.show()  # Qt would show it a moment later, and until then it has no height

    def _stop(self, timer: UUID) -> None:
        self.stopped.emit(timer)

    def _pause(self, timer: UUID) -> None:
        self.paused.emit(timer)

    def _choose(self, timer: UUID) -> None:
        self.chosen.emit(timer)
        self.close()

    def _give(self, timer: UUID) -> None:
        self.start_given.emit(timer, self._rows[timer].start.text())

    def _count(self) -> None:
        if not self.isVisible():
            self._tick.stop()
            return
        for row in self._rows.values():
            row.count(self._now())

    def _fit(self) -> None:
        for row in self._rows.values():
            row.lay_again()
        self._box.activate()
        if self._box.hasHeightForWidth():
            self.setFixedHeight(self._box.totalHeightForWidth(self.width()))
        else:
            self.setFixedHeight(self._box.totalSizeHint().height())


class _Row(QWidget):
    """One timer: what, how long and what it cost; its start to be changed; what similar ones took."""

    def __init__(self, timer: Running) -> None:
        super().__init__()
        self._timer = timer
        self._dot = label()
        self._title = ElidedLabel(timer.title, "heading")
        self._length = label("", "strong")
        self._meter = label("", "help", wrap=True)
        self._hint = label("", "help", wrap=True)
        self.start = QLineEdit()
        self.start.setAccessibleName(_("When {what} began").format(what=timer.title))
        self.start.setPlaceholderText(_("14:05 or -10"))
        self.start.setFixedWidth(style.px(112))
        self.pause = IconButton("pause", _("Pause"))
        self.look = IconButton("eye", _("Show this one in the box"))
        self.stop = Button(_("Stop"), "square")
        self._lay()

    def show_timer(self, timer: Running, now: int) -> None:
        """Show it as it is now."""
        self._timer = timer
        resumed = timer.paused_us is not None
        self.pause.call("play" if resumed else "pause", _("Go on") if resumed else _("Pause"))
        self._dot.setPixmap(dot(timer.colour if not resumed else style.tokens().edge, self.devicePixelRatioF()))
        self.start.setEnabled(not resumed)
        if not self.start.isModified():
            self.start.setText(formats.clock(timer.start_us, timer.zone))
        self.count(now)

    def count(self, now: int) -> None:
        """Show how long it has run, and the meter."""
        reading = self._timer.reading
        self._length.setText(formats.running(lasted(self._timer, now)))
        said = (cost_words(reading, now), shared_words(reading))
        meter = "\n".join(filter(None, (" · ".join(filter(None, said)), spread_words(self._timer.spread))))
        self._meter.setText(meter)
        self._meter.setVisible(bool(meter))

    def say(self, text: str, *, problem: bool) -> None:
        """Say what the typed start means; an accepted one is shown as it is."""
        self._hint.setText(text)
        self._hint.setVisible(bool(text))
        style.polish(self._hint, "state", "error" if problem else "")
        if not text:
            self.start.setModified(False)

    def lay_again(self) -> None:
        """Take the height that what it says now needs."""
        self._outer.invalidate()
        self._outer.activate()

    def _lay(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(style.px(8))
        head.addWidget(self._dot)
        head.addWidget(self._title, 1)
        head.addWidget(self._length)
        acts = QHBoxLayout()
        acts.setSpacing(style.px(8))
        acts.addWidget(label(_("Began"), "help"))
        acts.addWidget(self.start)
        acts.addStretch(1)
        for button in (self.look, self.pause, self.stop):
            acts.addWidget(button)
        self._outer = box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(style.px(6))
        box.addLayout(head)
        box.addWidget(self._meter)
        box.addLayout(acts)
        box.addWidget(self._hint)
        self._hint.hide()
