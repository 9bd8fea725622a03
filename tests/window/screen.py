"""A screen of its own for the real window: X server, window manager, message bus, accessibility bus.

Everything ends with it, also when the test that wanted it is killed: each program waits on a pipe that closes then.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.session import PATIENCE, SYSTEM_PYTHON, message_bus, x_server

LAUNCHERS = tuple(
    Path(each) for each in ("/usr/libexec/at-spi-bus-launcher", "/usr/lib/at-spi2-core/at-spi-bus-launcher")
)
TOOLS = {
    "Xvfb": "xvfb",
    "openbox": "openbox",
    "xdotool": "xdotool",
    "dbus-run-session": "dbus",
    SYSTEM_PYTHON: "python3",
}
"""The program, and the Debian package that brings it."""
_ASK_FOR_ATSPI = "import gi; gi.require_version('Atspi', '2.0'); from gi.repository import Atspi"
_ACCESSIBLE = "QT_LINUX_ACCESSIBILITY_ALWAYS_ON"


@dataclass(frozen=True, slots=True)
class Screen:
    """Where programs are started, so that they show on it and speak on its buses."""

    environment: Mapping[str, str]

    def with_home(self) -> dict[str, str]:
        """The present environment, which has the test's own home folder, on this screen."""
        return {**os.environ, **self.environment}

    def run(self, *command: str | Path, check: bool = True) -> str:
        """Run a program to its end and return what it printed."""
        done = subprocess.run(
            command, env=self.with_home(), capture_output=True, text=True, check=False, timeout=PATIENCE
        )
        if check and done.returncode:
            raise AssertionError(f"{' '.join(map(str, command))} ended with {done.returncode}: {done.stderr}")
        return done.stdout.strip()


def lacking() -> str:
    """Why there can be no such screen here; empty where there can."""
    missing = [package for tool, package in TOOLS.items() if not shutil.which(tool)]
    if not any(each.exists() for each in LAUNCHERS):
        missing.append("at-spi2-core")
    if not missing:
        asked = subprocess.run([SYSTEM_PYTHON, "-c", _ASK_FOR_ATSPI], capture_output=True, check=False)
        missing += ["python3-gi", "gir1.2-atspi-2.0"] if asked.returncode else []
    return f"a real window needs {' '.join(missing)} (apt-get install)" if missing else ""


@contextmanager
def screen(folder: Path, size: str = "1440x900") -> Iterator[Screen]:
    """Give a screen with a window manager; `folder` is the home of what runs beside the window."""
    with ExitStack() as stack:
        display = stack.enter_context(x_server(size))
        own = {"DISPLAY": display, "HOME": str(folder), "XDG_RUNTIME_DIR": str(folder), _ACCESSIBLE: "1"}
        bus = stack.enter_context(message_bus({**os.environ, **own}))
        around = {**os.environ, **own, "DBUS_SESSION_BUS_ADDRESS": bus}
        launcher = next(each for each in LAUNCHERS if each.exists())
        stack.enter_context(_beside([launcher, "--launch-immediately"], around))
        stack.enter_context(_beside(["openbox"], around))
        given = Screen(
            {"DISPLAY": display, "DBUS_SESSION_BUS_ADDRESS": bus, _ACCESSIBLE: "1", "QT_QPA_PLATFORM": "xcb"}
        )
        # A window manager that is not there yet would let the first window come up without the keyboard.
        given.run("timeout", str(PATIENCE), "sh", "-c", "until xdotool get_num_desktops >/dev/null 2>&1; do :; done")
        yield given


@contextmanager
def _beside(command: list[str | Path], environment: Mapping[str, str]) -> Iterator[None]:
    program = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        yield
    finally:
        program.terminate()
        program.wait(PATIENCE)
