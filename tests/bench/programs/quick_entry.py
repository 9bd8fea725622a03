"""The quick entry of our window, raised again and again: from the key to its first paint.

`quick_entry.py STORE` prints milliseconds: "raised" from where the key is told to us, and "key" from the key itself,
pressed into the X server, where there is one.
"""

import json
import sys
import time
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication

from roidesk.desktop.application import application
from roidesk.desktop.quick.companion import QuickEntry
from roidesk.desktop.quick.window import QuickWindow
from tests.bench.our_window import rest, session_on, until

TIMES = 25
BETWEEN_MS = 80
painted: list[int] = []


def watch() -> None:
    """Note when the pop-up was painted."""
    paint = QuickWindow.paintEvent

    def painting(window: QuickWindow, event: object) -> None:
        paint(window, event)
        QTimer.singleShot(0, lambda: painted.append(time.perf_counter_ns()))

    QuickWindow.paintEvent = painting


def raised(quick: QuickEntry, press: object) -> list[float]:
    """Raise it many times and return how long each took; it has gone and nothing is under way before the next."""
    took = []
    for _ in range(TIMES):
        painted.clear()
        began = time.perf_counter_ns()
        press()
        until(lambda: painted)
        took.append((painted[0] - began) / 1e6)
        quick.window.hide()
        until(lambda: not quick.around.tasks.busy)
        rest(BETWEEN_MS)
    return took


def by_key() -> object:
    """Return what presses the chord into the X server."""
    from pynput.keyboard import Controller, Key

    keys = Controller()

    def press() -> None:
        with keys.pressed(Key.ctrl), keys.pressed(Key.alt):
            keys.tap(Key.space)

    return press


def main() -> None:
    app = application()
    watch()
    session = session_on(Path(sys.argv[1]))
    session.show()
    until(lambda: any(isinstance(each, QuickEntry) for each in session._companions))
    quick = next(each for each in session._companions if isinstance(each, QuickEntry))
    until(lambda: quick.window._rows)
    until(lambda: not session.tasks.busy)
    figures = {"raised": raised(quick, quick.heard.emit), "key": []}
    if QGuiApplication.platformName() == "xcb":
        until(lambda: quick.unavailable is None)
        figures["key"] = raised(quick, by_key())
    print(json.dumps(figures))
    session.end()
    del app


if __name__ == "__main__":
    main()
