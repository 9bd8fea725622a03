"""Lines typed key by key into our window: when each letter, and when its chips and its list, were painted.

`typing_lines.py STORE` prints milliseconds: a list a key, and the slowest of 20.
"""

import gc
import json
import statistics
import sys
import time
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest

from roidesk.desktop.application import application
from roidesk.desktop.capture import Capture
from roidesk.desktop.widgets.entry_line import _Edit
from tests.bench.our_window import session_on, until

BETWEEN_MS = 40
LINES = (
    "tweet reply @bane #solvin 4m",
    "video demo @man der 31m !5",
    "call @wehanjo #ti &brand 1h20",
    "email @rotiris 9:30-9:50 what was said",
    "call @nreo 5m",
)
shown: dict[str, float] = {}
echoed: dict[str, float] = {}


def watch() -> None:
    """Note when a line was painted, and its chips: they are laid out in one turn of the loop, painted by the next."""
    show, paint = Capture._show, _Edit.paintEvent

    def showing(capture: Capture, asked: int, looked: object) -> None:
        show(capture, asked, looked)
        text = capture._entry.text
        if asked != capture._asked:
            return  # of a line that has been typed on since
        QTimer.singleShot(0, lambda: QTimer.singleShot(0, lambda: shown.setdefault(text, time.perf_counter_ns())))

    def painting(edit: _Edit, event: object) -> None:
        paint(edit, event)
        echoed.setdefault(edit.toPlainText(), time.perf_counter_ns())

    Capture._show, _Edit.paintEvent = showing, painting


def main() -> None:
    app = application()
    watch()
    session = session_on(Path(sys.argv[1]))
    session.show()
    until(lambda: session.desk is not None and session.window.page("today") is not None)
    until(lambda: not session.tasks.busy)
    entry = session.window.top.entry
    session.window.activateWindow()
    entry.setFocus()
    until(entry.field.hasFocus)
    gc.collect()
    gc.freeze()  # as the program does once it stands
    chips: list[float] = []
    echo: list[float] = []
    for line in LINES:
        entry.put("")
        for at, sign in enumerate(line, start=1):
            text = line[:at]
            shown.clear()
            echoed.clear()
            pressed = time.perf_counter_ns()
            QTest.keyClick(entry.field, sign)
            until(lambda text=text: text in shown and text in echoed)
            chips.append((shown[text] - pressed) / 1e6)
            echo.append((echoed[text] - pressed) / 1e6)
            QTest.qWait(BETWEEN_MS)
    session.end()
    p95 = statistics.quantiles(chips, n=20)[-1]
    print(json.dumps({"chips": chips, "echo": echo, "p95": p95}))
    del app


if __name__ == "__main__":
    main()
