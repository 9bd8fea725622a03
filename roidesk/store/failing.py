"""What a failed commit left behind. Loaded only when the disk failed or is full."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from typing import NamedTuple

from roidesk.store.changelog import Head
from roidesk.store.connection import code_of
from roidesk.store.engine import Connection
from roidesk.store.head import holds


class Outcome(NamedTuple):
    """Whether the action is in the file for good, and whether the disk takes anything at all."""

    saved: bool
    sound: bool


def after_failure(open_connection: Callable[[], Connection], due: Head | None) -> Outcome:
    """Find out what became of an action whose commit failed. `due`: what it made the head; None: it did not get so far.

    Call it while the connection that failed is still open and rolled back: SQLite then does not read its log anew, and
    shows an action to another connection only when the log with it was flushed. So what is seen is saved (the commit
    failed at what comes after it: moving a long log into the file), and what is not seen is not.

    A flush that failed leaves the action in the log all the same, where the next start would find it. Emptying the log
    ends that; a disk that fails even here can be told nothing for certain.
    """
    try:
        connection = open_connection()
    except sqlite3.Error:
        return Outcome(saved=False, sound=False)
    seen = logs = False
    try:
        seen = due is not None and holds(connection, due)
        logs = connection.execute("pragma journal_mode").fetchone() == ("wal",)
        connection.execute("pragma wal_checkpoint(truncate)").fetchall()
    except sqlite3.Error as error:
        full = code_of(error) == "store_full"
        return Outcome(saved=full and seen and logs, sound=full)
    else:
        return Outcome(saved=seen and logs, sound=logs or not seen)
    finally:
        connection.close()
