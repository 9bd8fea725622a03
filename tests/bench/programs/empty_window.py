"""Floor of the first paint: an empty QMainWindow. Prints when it was painted first."""

import json
import os
import time

from PySide6.QtCore import QTimer
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QMainWindow

from tests.bench.memory import resident


class Empty(QMainWindow):
    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        super().paintEvent(event)
        painted = time.monotonic_ns()
        QTimer.singleShot(0, lambda: report(painted))


def report(painted: int) -> None:
    print(json.dumps({"painted_at": painted, "resident": resident()}), flush=True)
    os._exit(0)


application = QApplication([])
window = Empty()
window.resize(1440, 868)
window.show()
application.exec()
