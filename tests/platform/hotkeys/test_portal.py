"""The portal of a Wayland desktop, played by dbusmock on a message bus of its own."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path
from queue import Empty, Queue

import pytest

from roidesk.platform.hotkeys import Unavailable, Way, take

SYSTEM_PYTHON = "/usr/bin/python3"
"""Debian's own: dbusmock and gi are bound to it."""
PATIENCE = 20


def _lacking():
    missing = [tool for tool in ("dbus-run-session", SYSTEM_PYTHON) if not shutil.which(tool)]
    if not missing:
        asked = subprocess.run([SYSTEM_PYTHON, "-c", "import dbusmock, gi"], capture_output=True, check=False)
        missing += ["python3-dbusmock"] if asked.returncode else []
    return f"the desktop's portal is played by {' '.join(missing)} (apt-get install)" if missing else ""


@pytest.fixture(scope="module")
def bus():
    """The address of a session bus that ends with the tests."""
    if why := _lacking():
        pytest.skip(why)
    command = ["dbus-run-session", "--", "sh", "-c", 'echo "$DBUS_SESSION_BUS_ADDRESS"; exec cat >/dev/null']
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as session:
        yield session.stdout.readline().strip()
        session.stdin.close()
        session.wait(PATIENCE)


@pytest.fixture
def desktop(bus, monkeypatch):
    """Begin a desktop that answers so; what it prints can be read, and what is typed to it presses keys."""
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", bus)
    begun = []

    def begin(answer):
        program = Path(__file__).parent / "programs" / "portal_desktop.py"
        played = subprocess.Popen(
            [SYSTEM_PYTHON, program, answer],
            env={**os.environ, "DBUS_SESSION_BUS_ADDRESS": bus},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        begun.append(played)
        assert played.stdout.readline() == "ready\n"
        return played

    yield begin
    for each in begun:
        each.communicate(timeout=PATIENCE)


@pytest.fixture
def listen():
    """Listen for a key by the portal; what was pressed and told come by two queues."""
    taken = []

    def begin(keys="Ctrl+Alt+Space"):
        pressed, told = Queue(), Queue()
        taken.append(take(keys, Way.PORTAL, lambda: pressed.put(keys), told.put))
        return pressed, told

    yield begin
    for each in taken:
        each.stop()


def test_the_desktop_gives_the_key_and_tells_when_it_is_pressed(desktop, listen):
    played = desktop("gives")
    pressed, told = listen()
    assert told.get(timeout=PATIENCE) is None
    assert played.stdout.readline() == "bound quick-entry=CTRL+ALT+space\n"
    for name in ("another", "quick-entry", "quick-entry"):
        played.stdin.write(f"press {name}\n")
        played.stdin.flush()
    assert [pressed.get(timeout=PATIENCE) for _ in range(2)] == ["Ctrl+Alt+Space"] * 2
    with pytest.raises(Empty):
        pressed.get_nowait()


def test_a_desktop_or_person_that_says_no_is_told_as_such(desktop, listen):
    desktop("refuses")
    _pressed, told = listen()
    assert told.get(timeout=PATIENCE) is Unavailable.REFUSED


def test_a_portal_without_shortcuts_is_told_as_such(desktop, listen):
    desktop("knows nothing of it")
    _pressed, told = listen()
    assert told.get(timeout=PATIENCE) is Unavailable.NO_PORTAL


def test_no_portal_at_all_is_told_as_such(bus, monkeypatch, listen):
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", bus)
    assert listen()[1].get(timeout=PATIENCE) is Unavailable.NO_PORTAL


def test_no_message_bus_is_told_as_such(monkeypatch, listen, tmp_path):
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", f"unix:path={tmp_path}/none")
    assert listen()[1].get(timeout=PATIENCE) is Unavailable.NO_PORTAL


def test_keys_that_cannot_be_heard_are_told_as_such(listen):
    assert listen("A")[1].get(timeout=PATIENCE) is Unavailable.UNREADABLE
