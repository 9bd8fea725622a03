"""From logging one interaction to charts repainted: our window and the QPainter floor, in turns, in one process.

`repainting.py OUR_STORE FLOOR_STORE UNTIL ROUNDS` prints the milliseconds of each round.
"""

import json
import sqlite3
import sys
import time
from datetime import date
from itertools import count
from pathlib import Path

from PySide6.QtCore import QEventLoop, QObject, QTimer, Signal, SignalInstance

from roidesk.charts.chart import Chart
from roidesk.desktop.application import application
from roidesk.domain.instants import midnight
from tests.bench.history import ZONE
from tests.bench.logging_one import lines
from tests.bench.memory import resident
from tests.bench.our_window import rest, session_on
from tests.bench.painted import PaintedWindow, read_pictures
from tests.bench.programs.raw_log import RawLog

PATIENCE_MS = 60_000
QUIET_MS = 600


class Watch(QObject):
    """Tells when every chart that got something new to show has painted it."""

    done = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.pending: set[int] = set()
        say, paint = Chart.say, Chart.paintEvent

        def saying(chart: Chart, value: object) -> None:
            differs = value != chart._said
            say(chart, value)
            if differs and chart.isVisible():
                self.pending.add(id(chart))

        def painting(chart: Chart, event: object) -> None:
            paint(chart, event)
            if id(chart) in self.pending:
                self.pending.discard(id(chart))
                if not self.pending:
                    # What lies on the last chart, and the way to the screen, come before the next turn of the loop.
                    QTimer.singleShot(0, self.done.emit)

        Chart.say, Chart.paintEvent = saying, painting


def wait_for(signal: SignalInstance) -> None:
    """Let the event loop run, as it does for a user, until a signal comes."""
    loop = QEventLoop()
    signal.connect(loop.quit)
    late = QTimer()
    late.timeout.connect(lambda: loop.exit(1))
    late.start(PATIENCE_MS)
    if loop.exec():
        raise TimeoutError("the charts were not painted")


def main() -> None:
    ours, theirs, until, rounds = sys.argv[1], sys.argv[2], date.fromisoformat(sys.argv[3]), int(sys.argv[4])
    app = application()
    watch = Watch()
    session = session_on(Path(ours))
    session.show()
    session.window.painted.connect(lambda: session.window.go("return"))
    wait_for(watch.done)
    rest(QUIET_MS)
    held = resident()
    raw, reader = RawLog(theirs), sqlite3.connect(f"file:{theirs}?mode=ro", uri=True)
    floor = PaintedWindow(read_pictures(reader, until))
    floor.resize(session.window.size())
    floor.show()
    rest(QUIET_MS)
    typed, starts = lines(until), count(midnight(until, ZONE), 300_000_000)
    desk = session.desk
    assert desk is not None

    def log_ours() -> float:
        line = next(typed)
        start = time.perf_counter_ns()
        session.tasks.write(lambda: desk.tracking.log(line))
        wait_for(watch.done)
        passed = (time.perf_counter_ns() - start) / 1e6
        rest(QUIET_MS)
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
