"""The portal of a Wayland desktop, played by dbusmock on a message bus of its own."""

from __future__ import annotations

from pathlib import Path
from queue import Empty, Queue

import pytest

from roidesk.platform.hotkeys import Unavailable, Way, take
from tests.session import SYSTEM_PYTHON

PATIENCE = 20
PROGRAM = Path(__file__).parent / "programs" / "portal_desktop.py"


@pytest.fixture
def desktop(bus, begin, monkeypatch):
    """Begin a desktop that answers so; what it prints can be read, and what is typed to it presses keys."""
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", bus)
    return lambda answer: begin(SYSTEM_PYTHON, PROGRAM, answer, first="ready")


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
