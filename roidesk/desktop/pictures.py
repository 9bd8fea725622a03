"""Pictures of the pages as the window shows them, for a machine without a screen and for the documentation."""

from __future__ import annotations

from pathlib import Path
from time import monotonic

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from roidesk.desktop import style
from roidesk.desktop.appearance import Appearance
from roidesk.desktop.application import application
from roidesk.desktop.opening import Opening
from roidesk.desktop.session import Session

SIZE = (1440, 868)
PAGES = ("today", "return", "week")
_QUIET_SECONDS = 0.6  # longer than charts gather changes before they are drawn
_PATIENCE_SECONDS = 60.0


def draw(opening: Opening, folder: Path) -> tuple[Path, ...]:
    """Write each page as `<page>-light.png` and `<page>-dark.png` into `folder` and return what was written."""
    app = application()
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    session = Session(opening)
    session.window.resize(style.px(SIZE[0]), style.px(SIZE[1]))
    session.show()
    settle(app, session)
    for page in PAGES:
        session.window.go(page)
        for appearance in (Appearance.LIGHT, Appearance.DARK):
            style.apply(app, appearance)
            settle(app, session)
            path = folder / f"{page}-{appearance.value}.png"
            session.window.grab().save(str(path))
            written.append(path)
    session.end()
    return tuple(written)


def settle(app: QApplication, session: Session) -> None:
    """Let everything that was asked for arrive and be painted."""
    waiting = QEventLoop()
    quiet_since = begun = monotonic()

    def look() -> None:
        nonlocal quiet_since
        now = monotonic()
        if session.tasks.busy:
            quiet_since = now
        if now - quiet_since > _QUIET_SECONDS or now - begun > _PATIENCE_SECONDS:
            waiting.quit()

    timer = QTimer(app)
    timer.timeout.connect(look)
    timer.start(20)
    waiting.exec()
    timer.stop()
