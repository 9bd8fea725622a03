"""A beat on the thread that paints, for programs that measure how long it ever stood still."""

from __future__ import annotations

import time

from PySide6.QtCore import QEventLoop, Qt, QTimer

BEAT_MS = 10


class Heart:
    """Beats on the GUI thread and keeps the longest time between two beats (seconds)."""

    def __init__(self, beat_ms: int = BEAT_MS) -> None:
        self._last = time.perf_counter()
        self.longest = 0.0
        self._timer = QTimer()
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)
        self._timer.start(beat_ms)

    def begin(self) -> None:
        """Forget what was."""
        self._last, self.longest = time.perf_counter(), 0.0

    def longest_ms(self) -> float:
        """Return the longest time in milliseconds, what has passed since the last beat included."""
        self._beat()
        return self.longest * 1000

    def _beat(self) -> None:
        now = time.perf_counter()
        self.longest = max(self.longest, now - self._last)
        self._last = now


def turns(count: int) -> None:
    """Let the loop turn so many times 10 ms."""
    for _ in range(count):
        turn = QEventLoop()
        QTimer.singleShot(BEAT_MS, turn.quit)
        turn.exec()
