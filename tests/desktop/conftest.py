"""A window on a small store of its own, with a clock that tests set."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QSettings
from PySide6.QtWidgets import QApplication

from roidesk.bootstrap import open_desk
from roidesk.desktop import style
from roidesk.desktop.appearance import Appearance
from roidesk.desktop.first_run import FirstRun
from roidesk.desktop.opening import Carried, Opening
from roidesk.desktop.session import Session
from roidesk.desktop.tasks import Tasks
from roidesk.domain.instants import Boot, instant
from roidesk.platform.single_instance import Reply

ZONE = "Europe/Amsterdam"


class HandClock:
    """A clock that stands where it was set."""

    def __init__(self) -> None:
        self.us = instant(datetime(2026, 11, 19, 14, 30, 42, tzinfo=ZoneInfo(ZONE)))
        self.slept = 0
        self.run = "first"

    def now(self) -> int:
        return self.us

    def zone(self) -> str:
        return ZONE

    def boot(self) -> Boot:
        return Boot(self.run, self.us, self.us - self.slept)

    def sleep(self, us: int) -> None:
        self.us += us
        self.slept += us


@pytest.fixture(autouse=True)
def kept_at_home(home):
    """What a desk keeps lies in this test's home: Qt looks up that place once, and would stay in the first test's."""
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(home / ".config"))


@pytest.fixture
def clock():
    return HandClock()


@pytest.fixture
def dressed(qapp):
    style.load_fonts(qapp)
    style.apply(qapp, Appearance.LIGHT)
    return qapp


@pytest.fixture
def path(tmp_path):
    return tmp_path / "store.db"


@pytest.fixture
def lines():
    """What is in the store when the window opens; a test module may give its own."""
    return ("call 11:35-11:58 @bluefin #delivery", "tweet reply 14:02-14:06 @acme #ipad &Stylo")


@pytest.fixture
def filled(path, clock, lines):
    desk = open_desk(path, clock)
    desk.care.set_up(name="Ilse Vermeer", values={"currency": "EUR", "margin": "0.4", "zone": ZONE})
    for line in lines:
        desk.tracking.log(line)
    desk.close()
    return path


@pytest.fixture
def desk(filled, clock):
    """The services on the filled store, without a window."""
    desk = open_desk(filled, clock)
    yield desk
    desk.close()


@pytest.fixture
def tasks(qapp):
    """Work off the thread that paints, for a part of the window by itself."""
    tasks = Tasks()
    yield tasks
    tasks.close()


def _no_commands(_desk, _request):
    return Carried(Reply(2, "", "not here"))


@pytest.fixture
def session(qtbot, dressed, filled, clock):
    """The application on the filled store, shown, with its pages open."""
    session = Session(Opening(filled, lambda: open_desk(filled, clock), clock.now, _no_commands))
    session.show()
    session.window.activateWindow()
    qtbot.waitUntil(lambda: session.window.page("today") is not None)
    qtbot.waitUntil(lambda: session.window.page("today").model.rowCount() >= 2)
    yield session
    end(session)


def end(session):
    """Close a session and let Qt delete what belongs to it."""
    session.end()
    for _ in range(3):
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        QApplication.processEvents()


@pytest.fixture
def window(session):
    return session.window


@pytest.fixture
def today(window):
    return window.page("today")


@pytest.fixture
def first_questions(qtbot, dressed, tmp_path):
    """The questions of the first start, on a store of their own."""
    desk, tasks = open_desk(tmp_path / "new.db"), Tasks()
    page = FirstRun(desk, tasks)
    qtbot.addWidget(page)
    page.resize(1200, 780)
    page.show()
    yield page
    tasks.close()
    desk.close()
