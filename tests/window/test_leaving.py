"""The machine is switched off under the real window: a login manager that waits for who holds it up, then kill -9."""

from __future__ import annotations

import subprocess
import time
from pathlib import Path

import pytest

from roidesk.desktop.kept_line import place_of
from roidesk.platform.single_instance import ask
from tests.session import PATIENCE, SYSTEM_PYTHON
from tests.window.test_quick_entry import focused, kept, until

LOGIN_MANAGER = Path(__file__).parent.parent / "platform" / "programs" / "login_manager.py"
TYPED = "email @dune not yet fil"


@pytest.fixture
def login(real_screen, monkeypatch):
    """Tell a login manager something, and return what it answers; it is there before the program is."""
    if subprocess.run([SYSTEM_PYTHON, "-c", "import dbusmock"], capture_output=True, check=False).returncode:
        pytest.skip("a login manager is played by python3-dbusmock (apt-get install)")
    monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", real_screen.environment["DBUS_SESSION_BUS_ADDRESS"])
    with subprocess.Popen(
        [SYSTEM_PYTHON, str(LOGIN_MANAGER)],
        env=real_screen.with_home(), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    ) as played:  # fmt: skip
        assert played.stdout.readline() == "ready\n"

        def tell(line):
            played.stdin.write(f"{line}\n")
            played.stdin.flush()
            return played.stdout.readline().strip()

        yield tell
        played.stdin.close()
        played.wait(PATIENCE)


def test_a_line_and_a_timer_outlive_a_machine_that_is_switched_off(login, app, real_screen, store):
    assert until(lambda: login("held") == "held by roidesk"), "nobody holds the machine up"
    real_screen.run("xdotool", "search", "--sync", "--onlyvisible", "--name", "Today$", "windowactivate", "--sync")
    assert until(lambda: focused(real_screen).endswith("Today"))
    ask(store, ("start", "call", "@acme"), "/")
    real_screen.run("xdotool", "key", "ctrl+n", "type", "--delay", "12", TYPED)
    ask(store, ("status",), "/")  # answered after the keys
    asked_us = time.time_ns() // 1000
    assert login("off") == "off"
    app.kill()
    app.wait(PATIENCE)
    assert place_of(str(store), "window").read_text() == TYPED
    ((seen_us,),) = kept(store, "select seen_us from timer where deleted_us is null")
    assert seen_us >= asked_us
