"""Connections: the one place that opens the database, says how, and knows what its errors mean (reliability.md 4.1)."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

from roidesk.domain.errors import UserError

LOCK_SECONDS = 5.0
_PRAGMAS = (
    "pragma synchronous = full",  # NORMAL loses acknowledged entries when the power fails
    "pragma foreign_keys = on",
    "pragma trusted_schema = off",
    "pragma cell_size_check = on",
    "pragma mmap_size = 0",
    "pragma wal_autocheckpoint = 1000",
)
_CODES = {
    sqlite3.SQLITE_BUSY: "store_locked",
    sqlite3.SQLITE_LOCKED: "store_locked",
    sqlite3.SQLITE_READONLY: "store_read_only",
    sqlite3.SQLITE_IOERR: "store_io",
    sqlite3.SQLITE_CORRUPT: "store_damaged",
    sqlite3.SQLITE_NOTADB: "store_damaged",
    sqlite3.SQLITE_FULL: "store_full",
    sqlite3.SQLITE_IOERR_SHMSIZE: "store_full",  # no room for the index of the log
    sqlite3.SQLITE_CANTOPEN: "store_unreadable",
    sqlite3.SQLITE_PERM: "store_unreadable",
}


def connect(
    path: Path, *, mode: str = "rw", query_only: bool = False, lock_seconds: float = LOCK_SECONDS
) -> sqlite3.Connection:
    """Open the database file at `path`, which exists, with all rules of the connection set.

    `mode`: "rw", "ro", or "immutable" (a file that nobody can write; its write-ahead log is not looked at). A
    connection is used by one thread at a time: `Store` sees to that.
    """
    asked = "mode=ro&immutable=1" if mode == "immutable" else f"mode={mode}"
    connection = sqlite3.connect(
        f"{path.absolute().as_uri()}?{asked}",
        uri=True,
        timeout=lock_seconds,
        isolation_level=None,
        check_same_thread=False,
        cached_statements=256,
    )
    try:
        for pragma in _PRAGMAS:
            connection.execute(pragma)
        if mode == "rw":
            connection.execute("pragma journal_mode = wal")
        if query_only or mode != "rw":
            connection.execute("pragma query_only = on")
        # Reads the first page and the schema, so that a file that is none is found out here.
        connection.execute("select count(*) from sqlite_schema").fetchone()
    except BaseException:
        connection.close()
        raise
    return connection


def writable(path: Path) -> bool:
    """Whether a file or folder may be written; one that is marked read-only counts as such for root too."""
    return bool(path.stat().st_mode & 0o222) and os.access(path, os.W_OK)


class Explained:
    """Turns what SQLite says about the file into a `UserError`; mistakes of ours pass as they are.

    A class, not a generator: every read passes here, and a line that is logged makes a dozen of them.
    """

    __slots__ = ("_path",)

    def __init__(self, path: Path) -> None:
        self._path = path

    def __enter__(self) -> None:
        pass

    def __exit__(self, kind: object, error: BaseException | None, where: object) -> None:
        if not isinstance(error, sqlite3.Error):
            return
        code = code_of(error)
        if code is not None:
            raise UserError(code, file=str(self._path), said=str(error)) from error


def code_of(error: sqlite3.Error) -> str | None:
    """Return the code of what SQLite met in the file or on the disk; None: it is no such thing."""
    number = getattr(error, "sqlite_errorcode", None)
    return None if number is None else _CODES.get(number, _CODES.get(number & 0xFF))
