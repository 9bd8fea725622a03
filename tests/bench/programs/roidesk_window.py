"""Our window as a user starts it. Prints when it was painted first, or when the charts of Return were up as well.

`roidesk_window.py paint|charts STORE`
"""

import json
import os
import sys
import time

from PySide6.QtCore import QTimer

from roidesk.__main__ import main
from roidesk.desktop.main_window import MainWindow
from tests.bench.memory import resident

CHARTS = 4
figures: dict[str, float] = {}


def report() -> None:
    """Print the figures and be gone: how fast we end is not asked here."""
    print(json.dumps(figures | {"resident": resident()}), flush=True)
    os._exit(0)


def watch(window: MainWindow) -> None:
    """Go to Return as soon as the window is there, and wait until its charts were painted with what they show."""
    from roidesk.charts.chart import Chart

    painted: set[int] = set()
    paint = Chart.paintEvent

    def noting(chart: Chart, event: object) -> None:
        paint(chart, event)
        if chart._said is not None:
            painted.add(id(chart))
            QTimer.singleShot(0, look)

    def look() -> None:
        charts = [each for each in window.findChildren(Chart) if each.isVisible()]
        if len(charts) >= CHARTS and all(id(each) in painted for each in charts):
            figures["charts_at"] = time.monotonic_ns()
            report()

    Chart.paintEvent = noting
    window.go("return")


def seen(window: MainWindow) -> None:
    """Note the first paint, once all of it is on the screen."""
    figures["painted_at"] = time.monotonic_ns()
    if sys.argv[1] == "paint":
        report()
    watch(window)


def first(window: MainWindow, event: object, paint=MainWindow.paintEvent) -> None:
    """Paint, and the first time look again when the event loop has nothing better to do."""
    paint(window, event)
    if "seen" not in figures:
        figures["seen"] = 1
        QTimer.singleShot(0, lambda: seen(window))


if __name__ == "__main__":
    MainWindow.paintEvent = first
    sys.exit(main(["--store", sys.argv[2]]))
