"""Our window on a store, for programs that measure it, and the event loop they wait in as a user does."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer

from roidesk.bootstrap import open_desk
from roidesk.desktop.opening import Carried, Opening
from roidesk.desktop.session import Session
from roidesk.platform.clock import SystemClock
from roidesk.platform.single_instance import Reply

PATIENCE_S = 60.0


def session_on(store: Path) -> Session:
    """Return a session on a store, not shown yet, that no other process can ask for anything."""
    return Session(
        Opening(store, partial(open_desk, store), SystemClock().now, lambda _desk, _request: Carried(Reply(0)))
    )


def rest(ms: int) -> None:
    """Let the event loop run for so long."""
    loop = QEventLoop()
    QTimer.singleShot(ms, loop.quit)
    loop.exec(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)


def until(there: Callable[[], object]) -> None:
    """Let the event loop run until something is there."""
    end = time.monotonic() + PATIENCE_S
    while not there():
        rest(1)
        if time.monotonic() > end:
            raise TimeoutError
