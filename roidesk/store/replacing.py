"""Putting a prepared file in the place of a store: whatever happens, the old one or the new one is there, whole."""

from __future__ import annotations

import shutil
import sqlite3
import sys
from pathlib import Path

from roidesk.store.backup import flush, flush_folder
from roidesk.store.changelog import Head
from roidesk.store.connection import code_of, connect, explained
from roidesk.store.head import HeadFile, head_path

BESIDE = ("-wal", "-shm", "-journal")
"""What SQLite keeps beside a file."""


def replace_store(draft: Path, path: Path, end: Head) -> None:
    """Put `draft`, a whole store that nobody has open, in the place of the one at `path`; `end` is the end of its log.

    Nobody else may have the old one open: `UserError("store_locked")`, and nothing is changed. Its write-ahead log is
    moved into it first, since SQLite would take one that is left over for a log of the new file.
    """
    flush(draft)
    with explained(path):
        old = _alone(path)
        try:
            for end_of_name in BESIDE:
                path.with_name(path.name + end_of_name).unlink(missing_ok=True)
            head_path(path).unlink(missing_ok=True)  # no record is better than one of another log
            if old is not None and sys.platform == "win32":
                old.close()  # a file that somebody has open cannot be replaced there
            draft.replace(path)
        finally:
            if old is not None:
                old.close()
    flush_folder(path.parent)
    record = HeadFile(path)
    record.note(end, anew=True)
    record.close()


def _alone(path: Path) -> sqlite3.Connection | None:
    """Return a connection that keeps all others out of the store, its log moved into the file; None: it is damaged."""
    if not path.exists() or not path.stat().st_size:
        return None
    try:
        connection = connect(path, lock_seconds=1)
    except sqlite3.Error as error:
        if code_of(error) == "store_damaged":
            return None
        raise
    try:
        connection.execute("pragma locking_mode = exclusive")
        # Leaving the write-ahead mode needs the file for oneself, and leaves no log behind.
        connection.execute("pragma journal_mode = delete").fetchone()
        connection.execute("begin exclusive")
        connection.execute("rollback")  # the lock stays: the locking mode is exclusive
    except sqlite3.Error as error:
        connection.close()
        if code_of(error) == "store_damaged":
            return None
        raise
    return connection


def keep_as_it_is(path: Path, to: Path) -> None:
    """Copy a damaged store byte for byte, with its log and its head record beside it, into a new file."""
    for end in ("-wal", "-head", ""):
        source = path.with_name(path.name + end)
        if end and not source.exists():
            continue
        target = to.with_name(to.name + end)
        with target.open("xb") as written, source.open("rb") as read:
            target.chmod(0o600)
            shutil.copyfileobj(read, written)
        flush(target)
    flush_folder(to.parent)
