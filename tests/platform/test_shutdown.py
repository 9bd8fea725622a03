"""The machine that is switched off waits until what is open was written; a login manager is played."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from roidesk.platform import shutdown
from roidesk.platform.shutdown import ShutdownSignal, delay
from tests.session import SYSTEM_PYTHON

PROGRAMS = Path(__file__).parent / "programs"


@pytest.fixture
def login(begin, bus, monkeypatch):
    """Tell the login manager something, and return what it answers."""
    monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", bus)
    played = begin(SYSTEM_PYTHON, PROGRAMS / "login_manager.py", first="ready")

    def tell(line):
        played.stdin.write(f"{line}\n")
        played.stdin.flush()
        return played.stdout.readline().strip()

    return tell


def test_the_machine_is_held_up_until_it_is_let_go(login):
    held = delay("a line is being saved")
    assert held.reason == ""
    assert login("held") == "held by roidesk"
    held.let_go()
    assert login("off") == "off"
    assert login("held") == "held by nobody"


def test_that_it_is_switched_off_or_is_not_after_all_is_heard(login, begin):
    listener = begin(sys.executable, PROGRAMS / "session_listener.py", first="listening")
    assert login("off") == "off"
    assert listener.stdout.readline() == "ending\n"
    assert login("stay") == "done"
    assert listener.stdout.readline() == "staying\n"


def test_where_nobody_switches_machines_off_that_is_said(bus, monkeypatch):
    monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", "unix:path=/nowhere")
    assert delay("why") == (None, "no_bus")
    monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", bus)
    assert delay("why") == (None, "refused")  # a bus, and no login manager on it
    monkeypatch.setattr(shutdown.sys, "platform", "win32")
    assert delay("why") == (None, "other_system")


def test_a_window_nobody_sees_hears_of_nothing(qapp, monkeypatch):
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    assert not ShutdownSignal().heard
