"""Our window as a user starts it. Prints when it was painted first, and when one could type or the charts were up.

`roidesk_window.py typing|charts STORE`
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


def ready() -> None:
    """Note that one can type."""
    figures["typing_at"] = time.monotonic_ns()
    report()


def first(window: MainWindow, event: object, paint=MainWindow.paintEvent) -> None:
    """Paint; note the first time, and wait for what was asked for once the event loop has nothing better to do."""
    paint(window, event)
    if "painted_at" in figures:
        return
    figures["painted_at"] = time.monotonic_ns()
    if sys.argv[1] == "charts":
        QTimer.singleShot(0, lambda: watch(window))
    else:
        window.ready.connect(ready)


if __name__ == "__main__":
    MainWindow.paintEvent = first
    sys.exit(main(["--store", sys.argv[2]]))
