"""Floor of the charts at start: four pictures by QPainter from the store named first. Prints when all were painted."""

import json
import os
import sqlite3
import sys
import time
from datetime import date

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from tests.bench.memory import resident
from tests.bench.painted import PaintedWindow, read_pictures

application = QApplication([])
connection = sqlite3.connect(f"file:{sys.argv[1]}?mode=ro", uri=True)
window = PaintedWindow(read_pictures(connection, date.fromisoformat(sys.argv[2])))
window.show()


def look() -> None:
    if not all(picture.painted for picture in window.pictures):
        return
    print(json.dumps({"charts_at": time.monotonic_ns(), "resident": resident()}), flush=True)
    os._exit(0)


timer = QTimer()
timer.timeout.connect(look)
timer.start(0)
application.exec()
