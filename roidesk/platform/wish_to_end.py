"""Somebody asks the program to end: the system that is switched off, a terminal that closes, `kill`, Ctrl+C.

Windows does not ask so: there it is not available, and Qt tells that a session ends.
"""

from __future__ import annotations

import os
import sys
from contextlib import ExitStack

from PySide6.QtCore import QObject, QSocketNotifier, Signal

_ENOUGH = 64


class WishToEnd(QObject):
    """Hears signals of the system within Qt's loop, which Python's own way of hearing them would wait for for ever.

    While it listens none of them ends the program in the middle of what it writes: it ends itself, in order. A session
    that is closed sends two of them at once.
    """

    heard = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.said = False
        """Whether it was heard."""
        self._open: ExitStack | None = None

    def listen(self) -> None:
        """Listen from now on, unless it does already or the system sends none; to be called on the main thread."""
        import signal  # only now: the first paint does not wait for it

        if self._open is not None or sys.platform == "win32":
            return
        with ExitStack() as opened:
            here, there = os.pipe()
            for end in (here, there):
                opened.callback(os.close, end)
                os.set_blocking(end, False)
            before = signal.set_wakeup_fd(there, warn_on_full_buffer=False)
            opened.callback(signal.set_wakeup_fd, before)
            for each in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT):
                # What is heard is the byte written to the pipe; that there is a function keeps us from being ended.
                opened.callback(signal.signal, each, signal.signal(each, lambda *_what: None))
            notifier = QSocketNotifier(here, QSocketNotifier.Type.Read, self)
            opened.callback(notifier.setEnabled, False)  # noqa: FBT003 - Qt's
            notifier.activated.connect(lambda: self._hear(os.read(here, _ENOUGH)))
            self._open = opened.pop_all()

    def stop(self) -> None:
        """Hear no more: signals do again what they did before."""
        if self._open is not None:
            self._open.close()
            self._open = None

    def _hear(self, _signals: bytes) -> None:
        self.said = True
        self.heard.emit()
