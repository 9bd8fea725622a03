"""What is open is written before the machine is switched off or the session ends, and the machine waits for that."""

from __future__ import annotations

from collections.abc import Callable
from threading import Event

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QGuiApplication, QSessionManager

from roidesk.desktop.tasks import Tasks
from roidesk.i18n import _
from roidesk.platform.shutdown import Delay, ShutdownSignal, delay

_FIRST_MS = 3_000
"""By then the pages stand: what is loaded to ask does not make them wait."""
_PATIENCE_S = 2.0
"""As long as systems wait for a program that does not answer, at least."""


class Leaving(QObject):
    """Holds switching off up until `keep` and every write before it are done.

    `keep` writes what is open: a line that was typed, how far the timers are known to run.
    """

    def __init__(
        self,
        tasks: Tasks,
        keep: Callable[[], None],
        *,
        ask: Callable[[str], Delay] = delay,
        shutdown: ShutdownSignal | None = None,
        after_ms: int = _FIRST_MS,
    ) -> None:
        super().__init__(tasks)
        self._tasks, self._keep, self._ask = tasks, keep, ask
        self.delay = Delay()
        """What holds it up, or why nothing does."""
        self._shutdown = shutdown or ShutdownSignal(self)
        self._shutdown.told.connect(self._told)
        if isinstance(app := QGuiApplication.instance(), QGuiApplication):
            app.commitDataRequest.connect(self.commit)
        self._first = QTimer(self)
        self._first.setSingleShot(True)
        self._first.timeout.connect(self._hold)
        self._first.start(after_ms)

    def stop(self) -> None:
        """The window has closed; the machine need not wait for it."""
        self._first.stop()
        if isinstance(app := QGuiApplication.instance(), QGuiApplication):
            app.commitDataRequest.disconnect(self.commit)
        self._let_go()

    def commit(self, manager: QSessionManager) -> None:
        """Write what is open before answering: the session ends when every program has, and begins us anew by itself.

        Nothing is asked, nothing is closed: somebody else may still call it off.
        """
        manager.setRestartHint(QSessionManager.RestartHint.RestartNever)
        written = Event()
        self._keep()
        self._tasks.write(written.set)
        written.wait(_PATIENCE_S)

    def _told(self, begins: bool) -> None:  # noqa: FBT001 - the argument of a signal
        if begins:
            self._keep()
            # Writes are done one after the other: when this one is, what was open is on the disk.
            self._tasks.write(lambda: None, lambda _none: self._let_go())
        else:
            self._hold()

    def _hold(self) -> None:
        if self._shutdown.heard and self.delay.held is None:
            why = _("A line or a timer is being saved")
            self._tasks.aside(lambda: self._have(why), lambda _none: None)

    def _have(self, why: str) -> None:
        # Not handed over to the GUI thread: a window that has closed meanwhile would never let go of it.
        self.delay = self._ask(why)

    def _let_go(self) -> None:
        self.delay.let_go()
        self.delay = Delay()
