"""Floor of the first paint: an empty QMainWindow. Prints when it was painted first."""

import json
import time

from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QMainWindow


class Empty(QMainWindow):
    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        super().paintEvent(event)
        print(json.dumps({"painted_at": time.monotonic_ns()}))
        QApplication.exit()


application = QApplication([])
window = Empty()
window.resize(1280, 800)
window.show()
application.exec()
