"""An open store: who may read and write when, and over which connection."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Self
from uuid import UUID

from roidesk.domain.errors import UserError
from roidesk.store.changelog import Author
from roidesk.store.connection import LOCK_SECONDS, Explained, connect, writable
from roidesk.store.format import VERSION
from roidesk.store.reader import KnownNames, Reader
from roidesk.store.writer import Unit


class Store:
    """An open store. Any thread may read and write; each has connections of its own, and one writes at a time."""

    def __init__(self, path: Path, *, read_only: bool, lock_seconds: float = LOCK_SECONDS) -> None:
        self.path = path
        self.read_only = read_only
        self._lock_seconds = lock_seconds
        self._mode, self._file, self._copy = _access(path) if read_only else ("rw", path, None)
        self._names = KnownNames()
        self._mine = threading.local()
        self._opened: list[sqlite3.Connection] = []
        self._opening = threading.Lock()
        self._writing = threading.Lock()
        self._check_version(self._connection("reading"))

    def reader(self) -> Reader:
        """Return the calling thread's reader. It never waits for the writer."""
        with Explained(self.path):
            return Reader(self._connection("reading"), self.path, self._names)

    @contextmanager
    def unit(self, *, label: str, now: int, actor: UUID | None = None, device: str = "") -> Iterator[Unit]:
        """Do one action in one transaction: it counts as a whole when the block ends, or not at all.

        `UserError`: `store_read_only`, `store_locked`, `store_full`, `store_io`, and those of `Unit`.
        """
        with self._alone() as connection:
            unit = Unit(connection, self.path, self._names, Author(label, now, actor, device))
            yield unit
            unit.finish()

    @contextmanager
    def _alone(self) -> Iterator[sqlite3.Connection]:
        """Let the calling thread write, and no other, in this process or another."""
        if self.read_only:
            raise UserError("store_read_only", file=str(self.path))
        if getattr(self._mine, "writes", False):
            raise RuntimeError("an action inside an action")
        if not self._writing.acquire(timeout=self._lock_seconds):
            raise UserError("store_locked", file=str(self.path))
        self._mine.writes = True
        try:
            with Explained(self.path), self._transaction() as connection:
                yield connection
        finally:
            self._mine.writes = False
            self._writing.release()

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        connection = self._connection("writing")
        connection.execute("begin immediate")
        try:
            yield connection
            connection.execute("commit")
        except sqlite3.IntegrityError as error:  # what an entry refers to is looked at last
            raise UserError("reference_missing", text=str(error)) from error
        finally:
            if connection.in_transaction:
                connection.execute("rollback")

    def beat(self, now: int) -> None:
        """Note that the timers still run: a heartbeat is nothing a person did, and is not logged.

        `UserError`: as `unit`.
        """
        with self._alone() as connection:
            connection.execute("update timer set seen_us = :now where deleted_us is null", {"now": now})

    def checkpoint(self) -> None:
        """Move what was written into the file itself, as far as nobody reads it; for quiet moments."""
        if not self.read_only:
            with self._writing, Explained(self.path):
                self._connection("writing").execute("pragma wal_checkpoint(passive)").fetchall()

    def connect(self) -> sqlite3.Connection:
        """Return a new connection for reading, which the caller closes: for checks and copies."""
        with Explained(self.path):
            return connect(self._file, mode=self._mode, query_only=True, lock_seconds=self._lock_seconds)

    def close(self) -> None:
        """Close all connections, in whatever thread they were opened; the file is then complete by itself."""
        with self._opening:
            opened, self._opened = self._opened, []
        self._mine = threading.local()
        for connection in opened:
            connection.close()
        if self._copy is not None:
            import shutil

            shutil.rmtree(self._copy, ignore_errors=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _connection(self, purpose: str) -> sqlite3.Connection:
        """Return the calling thread's connection for reading or for writing."""
        found: sqlite3.Connection | None = getattr(self._mine, purpose, None)
        if found is None:
            reads = purpose == "reading"
            found = connect(self._file, mode=self._mode, query_only=reads, lock_seconds=self._lock_seconds)
            setattr(self._mine, purpose, found)
            with self._opening:
                self._opened.append(found)
        return found

    def _check_version(self, connection: sqlite3.Connection) -> None:
        """Refuse what the header did not say: the newest version may still stand in the write-ahead log."""
        (version,) = connection.execute("pragma user_version").fetchone()
        if version != VERSION:
            self.close()
            raise UserError("store_newer", file=str(self.path), version=version, known=VERSION)


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
