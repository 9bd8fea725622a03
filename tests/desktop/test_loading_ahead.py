"""Pages are loaded before somebody goes there; tried in a process of its own, as modules stay loaded."""

from __future__ import annotations

import subprocess
import sys

PROGRAM = """
import sys
from PySide6.QtCore import QEventLoop, QTimer
from roidesk.bootstrap import open_desk
from roidesk.desktop.application import application
from roidesk.desktop.session import Session
from roidesk.desktop.opening import Carried, Opening
from roidesk.platform.clock import SystemClock
from roidesk.platform.single_instance import Reply

def turn():
    loop = QEventLoop()
    QTimer.singleShot(10, loop.quit)
    loop.exec()

path, clock = sys.argv[1], SystemClock()
app = application()
session = Session(Opening(path, lambda: open_desk(path, clock), clock.now, lambda *_: Carried(Reply(2))))
session.show()
for _ in range(3000):
    turn()
    if session.window.page("today") is not None and "pyqtgraph" not in sys.modules:
        print("first page without charts")
        break
order = []
for _ in range(3000):
    turn()
    order += [each for each in ("return", "week", "ledger") if session.window.page(each) and each not in order]
    if len(order) == 3 and not session.tasks.busy:
        print(*order, "made; shown is", session.window.current)
        break
session.end()
"""


def test_the_first_page_comes_first_and_then_the_others_are_made(filled):
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(filled)], capture_output=True, text=True, check=True, timeout=120
    )
    assert done.stdout.splitlines() == ["first page without charts", "return week ledger made; shown is today"]
