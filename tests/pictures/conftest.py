"""A window that is drawn the same each time: a standing clock, a store made the same way, a caret that stands."""

from __future__ import annotations

import os
import shutil
from datetime import date
from pathlib import Path

import pytest
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from PySide6.QtCore import QCoreApplication, QEvent, QSettings, Qt, QTranslator
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication, QDialog

from roidesk import assets, i18n
from roidesk.bootstrap import open_desk
from roidesk.desktop import application, style
from roidesk.desktop.appearance import Appearance, kept_state
from roidesk.desktop.opening import Carried, Opening
from roidesk.desktop.session import Session
from roidesk.platform.single_instance import Reply
from tests.desktop.conftest import ZONE, HandClock
from tests.pictures.likeness import heaps, keep, marked, wrong

ROOT = Path(__file__).resolve().parents[2]
KEPT = ROOT / "docs" / "pictures" / "states"
FOUND = ROOT / "out" / "pictures"
ACCEPT = "ROIDESK_ACCEPT_PICTURES"
"""Set by `make pictures`: what is drawn becomes what is kept."""
DAY = date(2026, 11, 19)


@pytest.fixture
def clock():
    return HandClock()


@pytest.fixture(scope="session")
def stores(tmp_path_factory):
    """One store of each kind, made once; a test works on a copy."""
    folder = tmp_path_factory.mktemp("stores")
    for kind in ("sample", "empty", "new"):
        desk = open_desk(folder / f"{kind}.db", HandClock())
        if kind == "sample":
            desk.care.demo(weeks=30, ending=DAY)
        elif kind == "empty":
            desk.care.set_up(name="Ilse Vermeer", values={"currency": "EUR", "margin": "0.4", "zone": ZONE})
        desk.close()
    damaged = folder / "damaged.db"
    shutil.copy(folder / "empty.db", damaged)
    with damaged.open("r+b") as file:
        file.seek(100)
        file.write(b"\xff" * 8)
    return folder


@pytest.fixture
def spoken(tmp_path, monkeypatch):
    """Speak a language for one test, from its catalogue as it is in the sources."""

    def speak(language):
        if language != "en":
            folder = tmp_path / "locale" / language / "LC_MESSAGES"
            folder.mkdir(parents=True)
            source = assets.locale_dir() / language / "LC_MESSAGES" / "roidesk.po"
            with source.open("rb") as said, (folder / "roidesk.mo").open("wb") as file:
                write_mo(file, read_po(said, locale=language))
            monkeypatch.setattr(i18n, "locale_dir", lambda: tmp_path / "locale")
        i18n.use(language)

    yield speak
    i18n.use("en")


@pytest.fixture
def copied(home, stores, tmp_path, monkeypatch):
    """Copy a store of a kind for one test, whose desk keeps nothing yet."""
    monkeypatch.chdir(tmp_path)
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(home / ".config"))
    return lambda kind: Path(shutil.copy(stores / f"{kind}.db", "store.db"))


@pytest.fixture
def mirrored(monkeypatch):
    """Mirror the window as the first language that is written so will; the words stay English."""
    return lambda: monkeypatch.setattr(application, "current", lambda: "ar")


@pytest.fixture
def show(qtbot, qapp, copied, clock, spoken, mirrored):
    """Show a store in a state: the window, with its first page in it."""
    flash = qapp.cursorFlashTime()
    qapp.setCursorFlashTime(0)
    shown = []

    def show(state):
        spoken(state.language)
        if state.mirrored:
            mirrored()
        kept_state().setValue("appearance", state.appearance.value)
        kept_state().setValue("text_percent", state.percent)
        path = copied(state.store)  # relative: it is in some sentences
        session = Session(Opening(path, lambda: open_desk(path, clock), clock.now, _no_commands))
        shown.append(session)
        session.window.resize(*state.size)
        session.show()
        session.window.activateWindow()
        if state.store in {"sample", "empty"}:
            qtbot.waitUntil(lambda: bool(session._companions) and not session.tasks.busy, timeout=20_000)
        return session

    yield show
    for session in shown:
        session.end()
        for _ in range(3):
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
            QApplication.processEvents()
    for each in qapp.findChildren(QTranslator):
        qapp.removeTranslator(each)
        each.deleteLater()
    qapp.setCursorFlashTime(flash)
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    style.apply(qapp, Appearance.LIGHT)


def _no_commands(_desk, _request):
    return Carried(Reply(2, "", "not here"))


@pytest.fixture
def settled(qtbot):
    """Return the picture of a widget once nothing is under way and it is drawn twice the same."""

    def settled(session, widget):
        last = QImage()
        quiet = 0

        def stands():
            nonlocal last, quiet
            if not widget.isActiveWindow():
                widget.activateWindow()  # what has the keyboard shows it
                return False
            now = seen(widget)
            quiet = quiet + 1 if now == last and not session.tasks.busy else 0
            last = now
            return quiet > _QUIET

        qtbot.waitUntil(stands, timeout=30_000)
        return last

    return settled


def seen(widget):
    """Return the picture of a widget with the pop-ups that lie over it."""
    picture = widget.grab().toImage()
    painter = QPainter(picture)
    for each in QApplication.topLevelWidgets():
        parent = each.parentWidget()
        if each.isVisible() and parent is not None and parent.window() is widget and not isinstance(each, QDialog):
            painter.drawPixmap(widget.mapFromGlobal(each.pos()), each.grab())
    painter.end()
    return picture


_QUIET = 15
"""Looks at a picture that did not change, one each 10 ms and the time to draw it: charts gather changes for longer."""


class Compared:
    """Pictures that were compared with those that are kept, and which of them are others."""

    def __init__(self):
        self.others = []

    def __call__(self, name, picture):
        """Compare one; where pictures are accepted, keep it unless it is the same."""
        path = KEPT / f"{name}.png"
        corners = heaps(wrong(picture, QImage(str(path)))) if path.exists() else None
        if corners == []:
            return
        if os.environ.get(ACCEPT):
            keep(picture, path)
            return
        FOUND.mkdir(parents=True, exist_ok=True)
        marked(picture, corners or []).save(str(FOUND / f"{name}.png"))
        self.others.append(name if corners else f"{name} (new)")

    def end(self):
        """Fail where there were others."""
        if self.others:
            pytest.fail(f"other pictures: {', '.join(self.others)}. See out/pictures; `make pictures` accepts them.")


@pytest.fixture
def compare():
    """Compare pictures; `end` says which are others."""
    return Compared()
