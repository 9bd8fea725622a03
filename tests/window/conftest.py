"""The program as it is started, in a real window on a screen of its own.

Where the tools for that are missing these tests are skipped, and say which are; `make test` installs them for root.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

import pytest

from roidesk.bootstrap import open_desk
from tests.session import PATIENCE
from tests.window.reader import reading
from tests.window.screen import lacking, screen

NOON = 12


def zone_at_noon():
    """A zone in which it is about noon, so that no test runs over midnight."""
    ahead = NOON - datetime.now(UTC).hour  # in zones of this family the sign is turned round: "-3" is ahead of UTC
    return f"Etc/GMT{-ahead:+d}" if ahead else "Etc/GMT"


@pytest.fixture(scope="session")
def real_screen():
    """One screen for all tests of a run: it takes a second to come up."""
    if why := lacking():
        pytest.skip(why)
    folder = Path(tempfile.mkdtemp(prefix="rdw"))
    try:
        with screen(folder) as given:
            yield given
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def zone(monkeypatch):
    """Where the machine is, and the store with it."""
    name = zone_at_noon()
    monkeypatch.setenv("TZ", name)
    return name


@pytest.fixture
def store(tmp_path, zone):
    """A store of one person, with two entries of today and what an hour costs."""
    path = tmp_path / "store.db"
    desk = open_desk(path)
    desk.care.set_up(name="Ilse Vermeer", values={"currency": "EUR", "margin": "0.4", "zone": zone})
    desk.ledger.add("rates", {"person": "Ilse Vermeer", "from": "2026-01-01", "hourly": "30"})
    desk.tracking.log("call 09:35-09:58 @bluefin #delivery")
    desk.tracking.log("tweet reply 10:02-10:06 @acme #ipad &Stylo")
    desk.close()
    return path


@pytest.fixture
def start(real_screen):
    """Start the program on the screen with the words given; whatever is started ends with the test."""
    running = []

    def begin(*words):
        command = [sys.executable, "-m", "roidesk", *map(str, words)]
        app = subprocess.Popen(
            command, env=real_screen.with_home(), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        running.append(app)
        return app

    yield begin
    for each in running:
        each.kill()
        each.communicate(timeout=PATIENCE)


@pytest.fixture
def app(start, store):
    """The window on the store."""
    return start("--store", store)


@pytest.fixture
def reader(real_screen, app):
    """A screen reader, reading the window."""
    with reading(real_screen, app.pid) as given:
        yield given
