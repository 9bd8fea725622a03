"""The window on a store, driven by lines: files what it reads, and says the longest moment in which it stood still.

    python heartbeat_window.py STORE [--on-gui]

Read: "file LINE" (typed and entered), "again" (the button of the note), "rest N" (N turns of nothing). Printed after
each: one JSON line. `--on-gui` is the control: writes are done on the thread that paints.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from roidesk.bootstrap import open_desk
from roidesk.desktop.opening import Carried, Opening
from roidesk.desktop.session import Session
from roidesk.desktop.tasks import Tasks, _Outcome
from roidesk.platform.clock import SystemClock
from roidesk.platform.single_instance import Reply
from tests.heart import Heart, turns


def main() -> None:
    """Show the window and do what is read until there is no more."""
    app = QApplication(sys.argv[:1])
    if "--on-gui" in sys.argv:
        Tasks.write = _on_gui  # type: ignore[method-assign]
    path, clock = Path(sys.argv[1]), SystemClock()
    session = Session(Opening(path, lambda: open_desk(path, clock), clock.now, lambda *_: Carried(Reply(2))))
    session.show()
    settle(session, lambda: session.window.page("today") is not None)
    heart = Heart()
    settle(session, lambda: True)
    print("{}", flush=True)
    for line in sys.stdin:
        heart.begin()
        act(session, line.strip())
        settle(session, lambda: True)
        print(told(session, heart), flush=True)
    session.end()
    app.quit()


def act(session: Session, line: str) -> None:
    """Do one thing as a person does it."""
    verb, _, rest = line.partition(" ")
    top = session.window.top
    if verb == "file":
        top.entry.put(rest)
        top.entry.logged.emit(rest)
    elif verb == "again":
        session.window.note.offers[0].click()
    elif verb == "rest":
        turns(int(rest))


def _on_gui(tasks: Tasks, work: Callable[[], object], done: object = None, failed: object = None) -> None:
    """Do a write where it is asked for, as a program without threads would."""
    tasks._under_way += 1
    tasks._writes += 1
    tasks._deliver(_Outcome(tasks._outcome(work, done, failed, write=True), write=True))


def settle(session: Session, there: Callable[[], bool]) -> None:
    """Wait until nothing is under way any more: a minute at most, counted in turns."""
    for _ in range(6000):
        turns(1)
        if there() and not session.tasks.busy:
            return
    raise SystemExit("the window never came to rest")


def told(session: Session, heart: Heart) -> str:
    """Return how long it stood still and what it shows."""
    note, top = session.window.note, session.window.top
    return json.dumps(
        {
            "stood_ms": round(heart.longest * 1000),
            "note": note.text if note.isVisible() else "",
            "offers": [each.text() for each in note.offers] if note.isVisible() else [],
            "line": top.entry.text,
        }
    )


main()
