"""A message bus of its own, on which a desktop is played."""

from __future__ import annotations

import os
import shutil
import subprocess

import pytest

from tests.session import SYSTEM_PYTHON, message_bus

PATIENCE = 20


def _lacking():
    missing = [tool for tool in ("dbus-run-session", SYSTEM_PYTHON) if not shutil.which(tool)]
    if not missing:
        asked = subprocess.run([SYSTEM_PYTHON, "-c", "import dbus, dbusmock, gi"], capture_output=True, check=False)
        missing += ["python3-dbusmock"] if asked.returncode else []
    return f"a desktop is played by {' '.join(missing)} (apt-get install)" if missing else ""


@pytest.fixture(scope="module")
def bus():
    """The address of a bus that ends with the tests of a module."""
    if why := _lacking():
        pytest.skip(why)
    with message_bus() as address:
        yield address


@pytest.fixture
def begin(bus):
    """Begin a program on the bus, the session's and the system's in one, and wait for its first line."""
    begun = []

    def run(*command, first):
        here = {name: text for name, text in os.environ.items() if name != "QT_QPA_PLATFORM"}
        program = subprocess.Popen(
            list(map(str, command)),
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
