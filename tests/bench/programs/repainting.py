"""From logging one interaction to charts repainted: our window and the QPainter floor, in turns, in one process.

`repainting.py OUR_STORE FLOOR_STORE UNTIL ROUNDS` prints the milliseconds of each round.
"""

import json
import sqlite3
import sys
import time
from collections.abc import Callable
from datetime import date
from functools import partial
from itertools import count
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from roidesk.bootstrap import open_desk
from roidesk.charts.chart import Chart
from roidesk.desktop.app import Carried, Opening, Session, application
from roidesk.domain.instants import midnight
from roidesk.platform.clock import SystemClock
from roidesk.platform.single_instance import Reply
from tests.bench.history import ZONE
from tests.bench.logging_one import lines
from tests.bench.memory import resident
from tests.bench.painted import PaintedWindow, read_pictures
from tests.bench.programs.raw_log import RawLog

PATIENCE = 60.0
QUIET = 0.5


class Watch:
    """Knows which charts got something new to show, and which of them have painted it since."""

    def __init__(self) -> None:
        self.told: set[int] = set()
        self.pending: set[int] = set()
        say, paint = Chart.say, Chart.paintEvent

        def saying(chart: Chart, value: object) -> None:
            say(chart, value)
            if chart.isVisible():
                self.told.add(id(chart))
                self.pending.add(id(chart))

        def painting(chart: Chart, event: object) -> None:
            paint(chart, event)
            self.pending.discard(id(chart))

        Chart.say, Chart.paintEvent = saying, painting

    def clear(self) -> None:
        self.told.clear()
        self.pending.clear()

    @property
    def done(self) -> bool:
        return bool(self.told) and not self.pending


def spin(until: Callable[[], bool]) -> None:
    """Let events happen until something holds."""
    deadline = time.monotonic() + PATIENCE
    while not until():
        if time.monotonic() > deadline:
            raise TimeoutError("the charts were not repainted")
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 5)


def rest() -> None:
    """Let whatever is still to come of the last round come."""
    loop = QEventLoop()
    QTimer.singleShot(round(QUIET * 1000), loop.quit)
    loop.exec()


def main() -> None:
    ours, theirs, until, rounds = sys.argv[1], sys.argv[2], date.fromisoformat(sys.argv[3]), int(sys.argv[4])
    app = application()
    watch = Watch()
    opening = Opening(
        Path(ours), partial(open_desk, Path(ours)), SystemClock().now, lambda _desk, _request: Carried(Reply(0))
    )
    session = Session(opening)
    session.show()
    session.window.go("return")
    spin(lambda: watch.done)
    rest()
    held = resident()
    raw, reader = RawLog(theirs), sqlite3.connect(f"file:{theirs}?mode=ro", uri=True)
    floor = PaintedWindow(read_pictures(reader, until))
    floor.resize(session.window.size())
    floor.show()
    rest()
    typed, starts = lines(until), count(midnight(until, ZONE), 300_000_000)
    desk = session.desk
    assert desk is not None

    def log_ours() -> float:
        watch.clear()
        line = next(typed)
        start = time.perf_counter_ns()
        session.tasks.write(lambda: desk.tracking.log(line))
        spin(lambda: watch.done)
        passed = (time.perf_counter_ns() - start) / 1e6
        rest()
        return passed

    def log_floor() -> float:
        start = time.perf_counter_ns()
        raw.log(next(starts))
        floor.show_pictures(read_pictures(reader, until))
        return (time.perf_counter_ns() - start) / 1e6

    both = [(log_ours(), log_floor()) for _ in range(rounds)]
    session.end()
    print(json.dumps({"ours": [each for each, _ in both], "floor": [each for _, each in both], "resident": held}))
    del app


main()
