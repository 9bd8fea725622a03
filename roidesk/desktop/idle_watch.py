"""Watches, while a timer runs, whether anybody is at the machine: only that, never what they do."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

from roidesk.desktop.models.away_words import idle_words
from roidesk.domain.away import AT_WORK, Presence, patience_us, present, seen
from roidesk.platform.idle import IdleSource, idle_source
from roidesk.platform.session_signals import SessionSignals

if TYPE_CHECKING:
    from roidesk.desktop.companion import Around
    from roidesk.domain.away import Absence

_CALM_MS = 15_000
_FIRST_MS = 3_000
"""By then the pages stand."""
_KEEN_MS = 2_000
"""While nobody is there: whoever comes back is asked soon."""


class IdleWatch(QObject):
    """Asks the machine on a thread of its own, since some desktops take long to answer; writes who was away."""

    told = Signal(object)
    """How long nobody has moved anything (microseconds), None: not known. From the thread that asks."""

    def __init__(
        self, around: Around, make: Callable[[], IdleSource] = idle_source, signals: SessionSignals | None = None
    ) -> None:
        super().__init__(around.window)
        self._around = around
        self._make = make
        self._source: IdleSource | None = None
        self._thread: ThreadPoolExecutor | None = None
        self._asking = False
        self._listening = False
        self._known: Presence | None = None
        self._locked = False
        self._signals = signals or SessionSignals(self)
        self._signals.locked.connect(self._lock)
        self._signals.sleeping.connect(lambda _begins: around.window.top.look())
        self._timer = QTimer(self)
        self._timer.setInterval(_CALM_MS)
        self._timer.timeout.connect(self.look)
        self.told.connect(self._learn)
        self._first = QTimer(self)
        self._first.setSingleShot(True)
        self._first.setInterval(_FIRST_MS)
        self._first.timeout.connect(self._begin_asking)
        self._first.start()
        self.follow()

    @property
    def reason(self) -> str:
        """Why idle time is not known, as a code of `platform.idle`; "" where it is, or where nobody has asked yet."""
        return self._source.reason if self._source is not None else ""

    def follow(self) -> None:
        """Watch while a timer runs and it is wanted, else do nothing at all."""
        wanted = self._around.kept.settings.watch_idle and any(
            row.timer.paused_us is None for row in self._around.window.top.rows
        )
        if not wanted:
            self._timer.stop()
            self._listen(on=False)
            self._known = None
            self._around.window.top.worked = True
        elif not self._timer.isActive():
            self._known = present(self._around.now(), self._around.desk.context.clock.boot())
            self._timer.start()
            self.look()

    def look(self) -> None:
        """Ask the machine now, unless the answer to the last question is still awaited."""
        if not self._asking and self._timer.isActive():
            self._begin_asking()

    def _begin_asking(self) -> None:
        """Ask on the thread made for it; also once without a timer, so that Settings can say whether it works."""
        if self._asking:
            return
        if self._thread is None:
            self._thread = ThreadPoolExecutor(1, "idle")
        self._asking = True
        self._thread.submit(self._ask)

    def stop(self) -> None:
        """Ask no more."""
        self._timer.stop()
        self._first.stop()
        self._listen(on=False)
        if self._thread is not None:
            if self._source is not None:
                self._thread.submit(self._source.close)
            self._thread.shutdown(wait=True, cancel_futures=False)

    def _ask(self) -> None:
        if self._source is None:
            self._source = self._make()
        self.told.emit(self._source.idle_us())

    def _learn(self, idle_us: int | None) -> None:
        self._asking = False
        self._first.stop()
        self._around.kept.tell("watch_idle", idle_words(self.reason))
        known, around = self._known, self._around
        if known is None or not self._timer.isActive():
            return
        now, boot = around.now(), around.desk.context.clock.boot()
        self._known, absence = seen(known, now, boot, idle_us, locked=self._locked)
        gone = self._known.away_us is not None or now - self._known.input_us > AT_WORK
        self._timer.setInterval(_KEEN_MS if gone else _CALM_MS)
        self._listen(on=gone)
        around.window.top.worked = not gone or any(
            patience_us(row.timer, row.shown.kind) is None for row in around.window.top.rows
        )
        if absence is not None:
            self._write(absence)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Know at the first key in our own window that its person is back: what they stop with it is left out first."""
        if event.type() in (QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress) and self._known is not None:
            self._listen(on=False)
            now, boot = self._around.now(), self._around.desk.context.clock.boot()
            self._known, absence = seen(self._known, now, boot, 0, locked=False)
            if absence is not None:
                self._write(absence)
        return super().eventFilter(watched, event)

    def _listen(self, *, on: bool) -> None:
        app = QApplication.instance()
        if app is not None and on is not self._listening:
            self._listening = on
            if on:
                app.installEventFilter(self)
            else:
                app.removeEventFilter(self)

    def _write(self, absence: Absence) -> None:
        desk = self._around.desk
        # What cannot be written now is no news: the next thing a person writes says why, and more plainly.
        self._around.tasks.write(lambda: desk.timers.absent(absence), failed=lambda _error: None)

    def _lock(self, locked: bool) -> None:  # noqa: FBT001 - the argument of a signal
        self._locked = locked
        self.look()
