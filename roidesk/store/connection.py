"""SQLite: the one place that opens the file, says how, and knows what its errors mean (reliability.md 4.1)."""

from __future__ import annotations

import os
import re
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import suppress
from operator import attrgetter
from pathlib import Path
from typing import Any
from uuid import UUID

from roidesk.store.engine import LOCK_SECONDS, BrokenRule, Connection, Explained, Purpose
from roidesk.store.place import network_drive

_PRAGMAS = (
    "pragma synchronous = full",  # NORMAL loses acknowledged entries when the power fails
    "pragma foreign_keys = on",
    "pragma trusted_schema = off",
    "pragma cell_size_check = on",
    "pragma mmap_size = 0",
    "pragma wal_autocheckpoint = 1000",
)
_ON_NETWORK = (
    # The log's index is shared memory, which machines do not share. A file that comes with a log is taken alone first.
    "pragma locking_mode = exclusive",
    "pragma journal_mode = delete",
    "pragma locking_mode = normal",
    "pragma synchronous = extra",
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
_NOT_OURS = ("no such table", "no such column", "unsafe use of")
"""How SQLite begins to say that the schema is not the one we made, or holds what somebody else put there."""

# How values that SQLite has no type for are bound, in this process: an id as its 16 bytes, yes/no as 1 or 0.
sqlite3.register_adapter(UUID, attrgetter("bytes"))
sqlite3.register_adapter(bool, int)


class FileConnection(sqlite3.Connection):
    """A connection to a file, with the few words that not every database says alike."""

    lost = False
    """A file does not go away like a server does."""

    def begin(self, purpose: Purpose) -> None:
        """Begin a transaction; one that writes keeps all others from writing from here on."""
        self.execute("begin immediate" if purpose == "writing" else "begin")

    def stream(self, sql: str) -> Iterator[Any]:
        """Return the rows one by one, however many there are."""
        return self.execute(sql)


def connect(
    path: Path, *, mode: str = "rw", query_only: bool = False, lock_seconds: float = LOCK_SECONDS
) -> FileConnection:
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
        factory=FileConnection,
    )
    try:
        if sys.version_info >= (3, 12):
            connection.setconfig(sqlite3.SQLITE_DBCONFIG_DEFENSIVE, True)  # noqa: FBT003 - as it is declared
        for pragma in _PRAGMAS:
            connection.execute(pragma)
        if mode == "rw":
            for pragma in _ON_NETWORK if network_drive(path) else ("pragma journal_mode = wal",):
                connection.execute(pragma).fetchall()
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


def code_of(error: BaseException) -> str | None:
    """Return the code of what SQLite met in the file or on the disk; None: it is no such thing."""
    number = getattr(error, "sqlite_errorcode", None)
    if number == sqlite3.SQLITE_ERROR and str(error).startswith(_NOT_OURS):
        return "store_damaged"
    if number is not None:
        return _CODES.get(number, _CODES.get(number & 0xFF))
    # Text in the file that is none: the driver says so itself, or stumbles over SQLite's own words about the schema.
    unreadable = isinstance(error, UnicodeDecodeError) or str(error).startswith("Could not decode to UTF-8")
    return "store_damaged" if unreadable else None


def explained(path: Path) -> Explained:
    """Return what turns SQLite's words about a file into a `UserError`."""
    return Explained(str(path), code_of)


def damage(connection: Connection, *, deep: bool) -> Iterator[tuple[str, str, str]]:
    """Yield what SQLite's own checks find: code, where, what."""
    for (said,) in connection.execute("pragma integrity_check" if deep else "pragma quick_check"):
        if said != "ok":
            yield "database_damaged", "", said
    for table, row, other, _ in connection.execute("pragma foreign_key_check"):
        yield "reference_broken", table, f"{row} -> {other}"


class SQLite:
    """The `Engine` of a store in a file, which exists."""

    name = "sqlite"
    errors: type[Exception] = sqlite3.Error

    def __init__(self, path: Path, *, read_only: bool = False, lock_seconds: float = LOCK_SECONDS) -> None:
        self.path = path
        self.place = str(path)
        self.read_only = read_only
        self.lock_seconds = lock_seconds
        self._mode, self._file, self._copy = _access(path) if read_only else ("rw", path, None)

    def connect(self, purpose: Purpose) -> FileConnection:
        """Open a connection to the file."""
        reads = purpose == "reading"
        return connect(self._file, mode=self._mode, query_only=reads, lock_seconds=self.lock_seconds)

    def bare(self) -> FileConnection:
        """Open a connection that only looks: what is made or migrated is not open yet."""
        return self.connect("reading")

    def version(self, connection: Connection) -> int:
        """Return the `user_version`, as it stands in the file or in its write-ahead log."""
        (version,) = connection.execute("pragma user_version").fetchone()
        return int(version)

    def code_of(self, error: BaseException) -> str | None:
        """Return the code of what SQLite met in the file or on the disk; None: it is no such thing."""
        return code_of(error)

    def refusal(self, error: Exception) -> BrokenRule | None:
        """Return what a rule refused, or that a value is none that a column can hold."""
        if isinstance(error, OverflowError | UnicodeEncodeError):
            return BrokenRule("value", "")
        if not isinstance(error, sqlite3.IntegrityError):
            return None
        if error.sqlite_errorcode == sqlite3.SQLITE_CONSTRAINT_UNIQUE:
            return BrokenRule("alike", "")
        if error.sqlite_errorcode == sqlite3.SQLITE_CONSTRAINT_FOREIGNKEY:
            return BrokenRule("reference", "")
        found = re.search(r"ck_\w+|\w+\.\w+", str(error))
        return BrokenRule("value", found[0] if found else "")

    def checkpoint(self, connection: Connection) -> None:
        """Move what was written into the file itself, as far as nobody reads it."""
        connection.execute("pragma wal_checkpoint(passive)").fetchall()

    def scrub(self, connection: Connection) -> bool:
        """Write the file anew without what was deleted, and empty its log; False while somebody reads the log."""
        connection.execute("pragma secure_delete = on")
        connection.execute("vacuum")
        (busy, _, _) = connection.execute("pragma wal_checkpoint(truncate)").fetchone()
        return not busy

    def damage(self, connection: Connection, *, deep: bool) -> Iterator[tuple[str, str, str]]:
        """Yield what SQLite's own checks find."""
        return damage(connection, deep=deep)

    def close(self) -> None:
        """Remove the copy that was read in place of the file."""
        if self._copy is not None:
            import shutil

            shutil.rmtree(self._copy, ignore_errors=True)


def _access(path: Path) -> tuple[str, Path, Path | None]:
    """Return how a store that may not be written is read: mode, file, and a folder to remove afterwards.

    SQLite needs to write beside a file in write-ahead mode even to read it. Where the folder does not let it, the file
    is taken as it is if its log is empty, and a copy of both is read if not.
    """
    if writable(path.parent):
        return "ro", path, None
    log = path.with_name(path.name + "-wal")
    with suppress(OSError):
        if not log.exists() or log.stat().st_size == 0:
            return "immutable", path, None
    import shutil
    import tempfile

    folder = Path(tempfile.mkdtemp(prefix="roidesk-"))
    for each in (path, log):
        shutil.copyfile(each, folder / each.name)
    return "rw", folder / path.name, folder
