"""An open store: who may read and write when, and over which connection."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Self
from uuid import UUID

from roidesk.domain.errors import UserError
from roidesk.store.changelog import Author
from roidesk.store.connection import SQLite
from roidesk.store.engine import LOCK_SECONDS, Connection, Engine, Explained, Purpose
from roidesk.store.format import VERSION
from roidesk.store.reader import KnownNames, Reader
from roidesk.store.writer import Unit


class Store:
    """An open store. Any thread may read and write; each has connections of its own, and one writes at a time."""

    def __init__(self, path: Path, *, read_only: bool, lock_seconds: float = LOCK_SECONDS) -> None:
        self.path = path
        self.read_only = read_only
        self.engine: Engine = SQLite(path, read_only=read_only, lock_seconds=lock_seconds)
        """The database it is kept in."""
        self.place = self.engine.place
        """The store as messages name it."""
        self._explained = Explained(self.engine.place, self.engine.code_of)
        self._lock_seconds = lock_seconds
        self._names = KnownNames()
        self._mine = threading.local()
        self._opened: list[Connection] = []
        self._opening = threading.Lock()
        self._writing = threading.Lock()
        self._check_version(self._connection("reading"))

    def reader(self) -> Reader:
        """Return the calling thread's reader. It never waits for the writer."""
        with self._explained:
            return Reader(self._connection("reading"), self._explained, self._names)

    @contextmanager
    def unit(self, *, label: str, now: int, actor: UUID | None = None, device: str = "") -> Iterator[Unit]:
        """Do one action in one transaction: it counts as a whole when the block ends, or not at all.

        `UserError`: `store_read_only`, `store_locked`, `store_full`, `store_io`, and those of `Unit`.
        """
        with self._alone() as connection:
            unit = Unit(connection, self.engine, self._names, Author(label, now, actor, device))
            yield unit
            unit.finish()

    @contextmanager
    def _alone(self) -> Iterator[Connection]:
        """Let the calling thread write, and no other, in this process or another."""
        if self.read_only:
            raise UserError("store_read_only", file=self.place)
        if getattr(self._mine, "writes", False):
            raise RuntimeError("an action inside an action")
        if not self._writing.acquire(timeout=self._lock_seconds):
            raise UserError("store_locked", file=self.place)
        self._mine.writes = True
        try:
            with self._explained, self._transaction() as connection:
                yield connection
        finally:
            self._mine.writes = False
            self._writing.release()

    @contextmanager
    def _transaction(self) -> Iterator[Connection]:
        connection = self._connection("writing")
        connection.begin("writing")
        try:
            yield connection
            connection.execute("commit")
        except self.engine.errors as error:
            refusal = self.engine.refusal(error)
            if refusal is not None and refusal.kind == "reference":  # what an entry refers to is looked at last
                raise UserError("reference_missing", text=str(error)) from error
            raise
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
            with self._writing, self._explained:
                self.engine.checkpoint(self._connection("writing"))

    def connect(self) -> Connection:
        """Return a new connection for reading, which the caller closes: for checks and copies."""
        with self._explained:
            return self.engine.connect("reading")

    def close(self) -> None:
        """Close all connections, in whatever thread they were opened; the file is then complete by itself."""
        with self._opening:
            opened, self._opened = self._opened, []
        self._mine = threading.local()
        for connection in opened:
            connection.close()
        self.engine.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _connection(self, purpose: Purpose) -> Connection:
        """Return the calling thread's connection for reading or for writing."""
        found: Connection | None = getattr(self._mine, purpose, None)
        if found is None:
            found = self.engine.connect(purpose)
            setattr(self._mine, purpose, found)
            with self._opening:
                self._opened.append(found)
        return found

    def _check_version(self, connection: Connection) -> None:
        """Refuse what the header did not say: the newest version may still stand in the write-ahead log."""
        version = self.engine.version(connection)
        if version != VERSION:
            self.close()
            raise UserError("store_newer", file=self.place, version=version, known=VERSION)
