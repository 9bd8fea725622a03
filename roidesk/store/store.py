"""An open store: who may read and write when, and over which connection."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import partial
from typing import NamedTuple, Self
from uuid import UUID

from roidesk.domain.errors import UserError
from roidesk.domain.instants import Boot
from roidesk.store.changelog import Author, Head
from roidesk.store.connection import code_of, connect
from roidesk.store.engine import Connection, Engine, Explained, Purpose
from roidesk.store.format import VERSION
from roidesk.store.head import STARTS_ANEW, HeadFile
from roidesk.store.place import identity, network_drive
from roidesk.store.reader import KnownNames, Reader
from roidesk.store.writer import Unit


class _Due(NamedTuple):
    """The head of the log once the action is committed, and whether the head record starts anew with it."""

    end: Head
    anew: bool


class Store:
    """An open store. Any thread may read and write; each has connections of its own, and one writes at a time."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        """The database it is kept in."""
        self.path = engine.path
        """The file; None: it lies on a server."""
        self.place = engine.place
        """The store as messages name it."""
        self.read_only = engine.read_only
        self._explained = Explained(engine.place, engine.code_of)
        self._lock_seconds = engine.lock_seconds
        self._names = KnownNames()
        self._mine = threading.local()
        self._opened: list[Connection] = []
        self._opening = threading.Lock()
        self._writing = threading.Lock()
        self.stopped: UserError | None = None
        """Why nothing is written any more, since something went wrong; None: nothing did."""
        self.network = network_drive(self.path) if self.path else ""
        """The kind of network drive the file lies on, "" for a disk of this machine."""
        # Some network drives number their files anew.
        self._which = identity(self.path) if self.path and not self.network else None
        self._due: _Due | None = None
        self._head = HeadFile(self.path) if self.path else None
        self._check_version(self._connection("reading"))
        self.missing = self._count_missing()
        """How many changes were saved that are not in the file, at least."""

    def reader(self) -> Reader:
        """Return the calling thread's reader. It never waits for the writer."""
        with self._explained:
            return Reader(self._connection("reading"), self._explained, self._names)

    @contextmanager
    def unit(self, *, label: str, now: int, actor: UUID | None = None, device: str = "") -> Iterator[Unit]:
        """Do one action in one transaction: it counts as a whole when the block ends, or not at all.

        `UserError`: `store_read_only`, `store_locked`, `store_full` and `store_io` (it is not saved), `store_io_unsure`
        (nobody can tell), `store_moved`, `store_damaged`, and those of `Unit`. After one of the last three before those
        of `Unit` nothing is written any more (`stopped`).
        """
        with self._alone() as connection:
            unit = Unit(connection, self.engine, self._names, Author(label, now, actor, device))
            yield unit
            unit.finish()
            self._due = _Due(unit.end, label in STARTS_ANEW)
        self._names.passed(unit.start, unit.end.seq, unit.changes.tables)

    @contextmanager
    def _alone(self) -> Iterator[Connection]:
        """Let the calling thread write, and no other, in this process or another."""
        self._refuse_when_stopped()
        if getattr(self._mine, "writes", False):
            raise RuntimeError("an action inside an action")
        if not self._writing.acquire(timeout=self._lock_seconds):
            raise UserError("store_locked", file=self.place)
        self._mine.writes = True
        try:
            self._refuse_when_moved()
            with self._explained, self._transaction() as connection:
                yield connection
            self._refuse_when_moved()
        except UserError as error:
            if error.code == "store_damaged":
                self.stop_writing(error)
            raise
        finally:
            self._mine.writes = False
            self._writing.release()

    @contextmanager
    def _transaction(self) -> Iterator[Connection]:
        connection = self._connection("writing")
        self._due = None
        connection.begin("writing")
        try:
            yield connection
            connection.execute("commit")
        except self.engine.errors as error:
            refusal = self.engine.refusal(error)
            if refusal is not None and refusal.kind == "reference":  # what an entry refers to is looked at last
                raise UserError("reference_missing", text=str(error)) from error
            self._weigh(connection, error)
        finally:
            if not self._dropped(connection) and connection.in_transaction:
                connection.execute("rollback")
        if self._due is not None and self._head is not None:
            self._head.note(self._due.end, anew=self._due.anew)
            self.missing = 0 if self._due.anew else self.missing

    def _weigh(self, connection: Connection, error: Exception) -> None:
        """Return when the action is saved in spite of what the disk said; raise when it is not, or nobody can tell."""
        code = code_of(error)
        if self.path is None or (code != "store_io" and (code != "store_full" or self._due is None)):
            raise error
        from roidesk.store.failing import after_failure

        with suppress(sqlite3.Error):
            if connection.in_transaction:
                connection.execute("rollback")
        again = partial(connect, self.path, lock_seconds=self._lock_seconds)
        outcome = after_failure(again, self._due.end if self._due else None)
        self._drop(connection)
        if not outcome.sound:
            unsure = UserError("store_io_unsure", file=self.place, said=str(error))
            self.stop_writing(UserError("store_io_stopped", file=self.place, said=str(error)))
            raise unsure from error
        if not outcome.saved:
            raise error

    def _drop(self, connection: Connection) -> None:
        """Close the calling thread's connection for writing: the next write begins on a new one."""
        self._mine.writing = None
        with self._opening:
            self._opened.remove(connection)
        with suppress(sqlite3.Error):
            connection.close()

    def _dropped(self, connection: Connection) -> bool:
        return self._mine.writing is not connection

    def stop_writing(self, reason: UserError) -> None:
        """Write nothing from now on: the file, or the disk it is on, cannot be relied on. Reading goes on."""
        self.stopped = self.stopped or reason
        self.read_only = True

    def _refuse_when_stopped(self) -> None:
        if self.stopped is not None:
            raise self.stopped.at()
        if self.read_only:
            raise UserError("store_read_only", file=self.place)

    def _refuse_when_moved(self) -> None:
        """Stop where the file is no longer the one that was opened: what is written would go where nobody looks."""
        if self._which is not None and self.path is not None and identity(self.path) != self._which:
            moved = UserError("store_moved", file=self.place)
            self.stop_writing(moved)
            raise moved

    def _count_missing(self) -> int:
        if self._head is None:
            return 0
        with suppress(sqlite3.Error):  # a damaged log is told by the check
            return self._head.missing(self._connection("reading"), note=not self.read_only)
        return 0

    def beat(self, now: int, boot: Boot, person: UUID) -> None:
        """Note where the clocks stand while timers of a person run: nothing a person did, so it is not logged.

        `UserError`: as `unit`.
        """
        with self._alone() as connection:
            connection.execute(
                "update timer set seen_us = :now, boot_id = :boot_id, boot_us = :boot_us, awake_us = :awake_us "
                "where person_id = :person and deleted_us is null and paused_us is null",
                {
                    "now": now,
                    "boot_id": boot.id,
                    "boot_us": boot.us,
                    "awake_us": boot.awake_us,
                    "person": person,
                },
            )

    def scrub(self) -> bool:
        """Leave no byte of what was deleted: rewrite the file without it, and empty the log beside it.

        False: another program reads the log, which therefore still holds older pages; to be tried again later.
        `UserError`: as `unit`.
        """
        if self.read_only:
            raise UserError("store_read_only", file=self.place)
        with self._writing, self._explained:
            return self.engine.scrub(self._connection("writing"))

    def checkpoint(self) -> None:
        """Move what was written into the file itself, as far as nobody reads it; for quiet moments."""
        if not self.read_only:
            with self._writing, self._explained:
                self.engine.checkpoint(self._connection("writing"))
                if self._head is not None:
                    self._head.flush()

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
        if self._head is not None:
            self._head.close()
        self.engine.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _connection(self, purpose: Purpose) -> Connection:
        """Return the calling thread's connection for reading or for writing."""
        found: Connection | None = getattr(self._mine, purpose, None)
        if found is None or found.lost:
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
