"""Somebody asks the program to end: the system that is switched off, a terminal that closes, `kill`, Ctrl+C."""

from __future__ import annotations

from contextlib import ExitStack

from PySide6.QtCore import QObject, QSocketNotifier, Signal

_WISHES = ("SIGTERM", "SIGHUP", "SIGINT")
"""Windows does not know the second, and never sends the first."""
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
        """Listen from now on, unless it does already; to be called on the main thread."""
        import signal  # only now: the first paint does not wait for it
        import socket

        if self._open is not None:
            return
        with ExitStack() as opened:
            here, there = map(opened.enter_context, socket.socketpair())
            for end in (here, there):
                end.settimeout(0)
            before = signal.set_wakeup_fd(there.fileno(), warn_on_full_buffer=False)
            opened.callback(signal.set_wakeup_fd, before)
            for each in (getattr(signal, name) for name in _WISHES if hasattr(signal, name)):
                # What is heard is the byte written to the socket; that there is a function keeps us from being ended.
                opened.callback(signal.signal, each, signal.signal(each, lambda *_what: None))
            notifier = QSocketNotifier(here.fileno(), QSocketNotifier.Type.Read, self)
            opened.callback(notifier.setEnabled, False)  # noqa: FBT003 - Qt's
            notifier.activated.connect(lambda: self._hear(here.recv(_ENOUGH)))
            self._open = opened.pop_all()

    def stop(self) -> None:
        """Hear no more: signals do again what they did before."""
        if self._open is not None:
            self._open.close()
            self._open = None

    def _hear(self, _signals: bytes) -> None:
        self.said = True
        self.heard.emit()
