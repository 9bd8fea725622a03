"""A beat on the thread that paints, for programs that measure how long it ever stood still."""

from __future__ import annotations

import time

from PySide6.QtCore import QEventLoop, Qt, QTimer

BEAT_MS = 10


class Heart:
    """Beats every 10 ms on the GUI thread and keeps the longest time between two beats (seconds)."""

    def __init__(self) -> None:
        self._last = time.perf_counter()
        self.longest = 0.0
        self._timer = QTimer()
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)
        self._timer.start(BEAT_MS)

    def begin(self) -> None:
        """Forget what was."""
        self._last, self.longest = time.perf_counter(), 0.0

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
