"""The window on a store, driven by lines: prints a JSON line when it is there, and one after each line read.

`look` is what coming back to the window does.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from roidesk.bootstrap import open_desk
from roidesk.desktop.asking import Asking
from roidesk.desktop.opening import Carried, Opening
from roidesk.desktop.session import Session
from roidesk.desktop.widgets.away_card import AwayCard
from roidesk.platform.clock import SystemClock
from roidesk.platform.single_instance import Reply


def main() -> None:
    """Show the window and do what is read until there is no more."""
    QApplication(sys.argv[:1])
    path, clock = Path(sys.argv[1]), SystemClock()
    opening = Opening(path, lambda: open_desk(path, clock), clock.now, lambda _desk, _asked: Carried(Reply(2)))
    session = Session(opening)
    session.show()
    settle(session, lambda: session.window.page("today") is not None)
    print(told(session), flush=True)
    for line in sys.stdin:
        if line.strip() == "look":
            session.window.top.look()
        settle(session, lambda: True)
        print(told(session), flush=True)
    session.end()


def settle(session: Session, there: Callable[[], bool]) -> None:
    """Wait until nothing is under way any more, by a clock nobody sets: half a minute at most, counted in turns."""
    for _ in range(3000):
        turn = QEventLoop()
        QTimer.singleShot(10, turn.quit)
        turn.exec()
        if there() and not session.tasks.busy:
            return
    raise SystemExit("the window never came to rest")


def told(session: Session) -> str:
    """Return what the window shows of the timer, and what it asks about sleep."""
    asking = next((each for each in session._companions if isinstance(each, Asking)), None)
    card = asking.cards.shown if asking is not None else None
    asked = card.accessibleName() if isinstance(card, AwayCard) else ""
    return json.dumps({"elapsed": session.window.top.timer.elapsed, "note": asked})


main()
