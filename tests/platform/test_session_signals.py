"""What a desktop tells of its locked screen, sleep and idle time, played on a message bus of its own."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from roidesk.platform.idle import idle_source
from roidesk.platform.session_signals import SessionSignals

SYSTEM_PYTHON = "/usr/bin/python3"
"""Debian's own: dbus and gi are bound to it."""
PATIENCE = 20
PROGRAMS = Path(__file__).parent / "programs"


def _lacking():
    missing = [tool for tool in ("dbus-run-session", SYSTEM_PYTHON) if not shutil.which(tool)]
    if not missing:
        asked = subprocess.run([SYSTEM_PYTHON, "-c", "import dbus, gi"], capture_output=True, check=False)
        missing += ["python3-dbusmock"] if asked.returncode else []
    return f"the desktop is played by {' '.join(missing)} (apt-get install)" if missing else ""


@pytest.fixture(scope="module")
def bus():
    """The address of a bus that ends with the tests."""
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
def begin(bus):
    """Begin a program on the bus, the session's and the system's in one, and wait for its first line."""
    begun = []

    def run(*command, first):
        here = {name: text for name, text in os.environ.items() if name != "QT_QPA_PLATFORM"}
        program = subprocess.Popen(
            command,
            env={**here, "DBUS_SESSION_BUS_ADDRESS": bus, "DBUS_SYSTEM_BUS_ADDRESS": bus},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        begun.append(program)
        assert program.stdout.readline() == f"{first}\n"
        return program

    yield run
    for each in begun:
        each.communicate(timeout=PATIENCE)


@pytest.fixture
def desktop(begin):
    played = begin(SYSTEM_PYTHON, str(PROGRAMS / "played_desktop.py"), first="ready 3")

    def tell(line):
        played.stdin.write(f"{line}\n")
        played.stdin.flush()
        assert played.stdout.readline() == "done\n"

    return tell


def test_a_locked_screen_sleep_and_the_end_are_heard(desktop, begin):
    listener = begin(sys.executable, str(PROGRAMS / "session_listener.py"), first="listening")
    for told, heard in (
        ("lock", "locked"),
        ("unlock", "unlocked"),
        ("sleep", "sleeping"),
        ("wake", "woken"),
        ("off", "ending"),
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
