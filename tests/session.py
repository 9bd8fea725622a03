"""What a desktop gives its programs: an X server, a message bus. Each ends with the block it was asked for in."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

PATIENCE = 60
"""Seconds; a program that takes longer hangs."""
SYSTEM_PYTHON = "/usr/bin/python3"
"""Debian's own: gi and dbus are bound to it."""


@contextmanager
def x_server(size: str) -> Iterator[str]:
    """Run an X server without a screen, of so many pixels ("1440x900"), and give the name of its display."""
    read, write = os.pipe()
    # It would start anew when its last client has gone, and turn away who comes meanwhile: the window manager, now and
    # then, after the accessibility bus has looked who is there.
    command = ["Xvfb", "-displayfd", str(write), "-screen", "0", f"{size}x24", "-nolisten", "tcp", "-noreset"]
    server = subprocess.Popen(command, pass_fds=[write], stderr=subprocess.DEVNULL)
    os.close(write)
    try:
        with os.fdopen(read) as answer:
            yield f":{answer.readline().strip()}"
    finally:
        server.terminate()
        server.wait(PATIENCE)


@contextmanager
def message_bus(environment: Mapping[str, str] | None = None) -> Iterator[str]:
    """Run a session bus for as long as its shell can read, and give its address."""
    command = ["dbus-run-session", "--", "sh", "-c", 'echo "$DBUS_SESSION_BUS_ADDRESS"; exec cat >/dev/null']
    with subprocess.Popen(
        command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as session:
        assert session.stdin is not None
        assert session.stdout is not None
        try:
            yield session.stdout.readline().strip()
        finally:
            session.stdin.close()
            session.wait(PATIENCE)
