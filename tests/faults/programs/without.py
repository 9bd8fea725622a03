"""roidesk with one of its protections taken out: what the fault jobs have to see do harm.

without.py PROTECTION WORD…

"transaction": each statement counts by itself. "report": that a commit failed is not heard. "full": SQLite does not
wait for the disk at each commit. "immediate": a transaction begins with reading, and wants to write later. "atomic":
files are written over in place. "flush": no file of ours waits for the disk.
"""

from __future__ import annotations

import os
import sqlite3
import sys
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path

from roidesk.__main__ import main
from roidesk.platform import files
from roidesk.services import exporting

Execute = Callable[..., sqlite3.Cursor]


def transaction(execute: Execute, sql: str, *values: object) -> sqlite3.Cursor:
    """Leave out where an action begins and ends."""
    return execute("select 1" if sql.startswith(("begin", "commit", "rollback")) else sql, *values)


def report(execute: Execute, sql: str, *values: object) -> sqlite3.Cursor:
    """Take a commit for done whatever is said."""
    with suppress(sqlite3.OperationalError):
        return execute(sql, *values)
    return execute("select 1")


def full(execute: Execute, sql: str, *values: object) -> sqlite3.Cursor:
    """Ask for less than the disk's word."""
    return execute(sql.replace("synchronous = full", "synchronous = normal"), *values)


def immediate(execute: Execute, sql: str, *values: object) -> sqlite3.Cursor:
    """Begin without the right to write."""
    return execute("begin" if sql == "begin immediate" else sql, *values)


def take_out(protection: str) -> None:
    """Let this process do without a protection from here on."""
    if protection == "atomic":
        files.atomic_write = exporting.atomic_write = _in_place
    elif protection == "flush":
        os.fsync = lambda _: None
    else:
        speak = {"transaction": transaction, "report": report, "full": full, "immediate": immediate}[protection]
        sqlite3.connect = partial(_connect, sqlite3.connect, speak)


def _connect(
    connect: Callable[..., sqlite3.Connection],
    speak: Callable[..., sqlite3.Cursor],
    *where: object,
    factory: type[sqlite3.Connection] = sqlite3.Connection,
    **how: object,
) -> sqlite3.Connection:
    class Bare(factory):
        """A connection that says what it is told to a little differently."""

        def execute(self, sql: str, *values: object) -> sqlite3.Cursor:
            return speak(super().execute, sql, *values)

    return connect(*where, factory=Bare, **how)


def _in_place(path: Path, content: files.Content, *, mode: int = 0o600) -> None:
    with path.open("wb") as stream:
        path.chmod(mode)
        if callable(content):
            content(stream)
        else:
            stream.write(content.encode() if isinstance(content, str) else content)


if __name__ == "__main__":
    take_out(sys.argv[1])
    sys.exit(main(sys.argv[2:]))
