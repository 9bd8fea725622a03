"""What a desktop tells of its locked screen, sleep and idle time, played on a message bus of its own."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from roidesk.platform.idle import idle_source
from roidesk.platform.session_signals import SessionSignals
from tests.session import SYSTEM_PYTHON

PROGRAMS = Path(__file__).parent / "programs"


@pytest.fixture
def desktop(begin):
    played = begin(SYSTEM_PYTHON, PROGRAMS / "played_desktop.py", first="ready 3")

    def tell(line):
        played.stdin.write(f"{line}\n")
        played.stdin.flush()
        assert played.stdout.readline() == "done\n"

    return tell


def test_a_locked_screen_and_sleep_are_heard(desktop, begin):
    listener = begin(sys.executable, PROGRAMS / "session_listener.py", first="listening")
    for told, heard in (
        ("lock", "locked"),
        ("unlock", "unlocked"),
        ("sleep", "sleeping"),
        ("wake", "woken"),
    ):
        desktop(told)
        assert listener.stdout.readline() == f"{heard}\n"


def test_a_window_nobody_sees_listens_to_nothing_and_says_so(qapp, monkeypatch):
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    assert SessionSignals().reason == "no_bus"


def test_gnome_counts_idle_time_on_wayland_too(desktop, bus, monkeypatch):
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", bus)
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
    source = idle_source()
    desktop("idle 90500")
    assert (source.reason, source.idle_us()) == ("", 90_500_000)
    source.close()
    assert source.idle_us() is None
