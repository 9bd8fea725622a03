"""Opening a store: look before touching, refuse what is not ours, make what is missing, migrate what is older.

A file that is refused is left as it was, byte for byte: its header is read before SQLite sees it.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Self
from uuid import UUID, uuid4

from roidesk.domain.errors import UserError
from roidesk.store.changelog import Author
from roidesk.store.connection import LOCK_SECONDS, connect, explained
from roidesk.store.format import APPLICATION_ID, MAGIC, VERSION
from roidesk.store.reader import Names, Reader
from roidesk.store.writer import Unit

_HEADER = 100
_NOBODY_WRITES = 0o222


def open_store(
    path: Path, *, create: bool = True, read_only: bool = False, lock_seconds: float = LOCK_SECONDS
) -> Store:
    """Open the store at `path`; make it when it is missing, bring it up to date when it is older.

    A file or folder that cannot be written opens read-only (`Store.read_only`). `lock_seconds`: how long a write waits
    for another process. `UserError`: `store_missing`, `store_empty`, `store_not_ours`, `store_newer`, `store_older`
    (and cannot be migrated, being read-only), `store_damaged`, `store_unreadable`, `store_locked`, `store_io`,
    `store_full`.
    """
    path = path.expanduser()
    with explained(path):
        if not path.exists():
            if not create or read_only:
                raise UserError("store_missing", file=str(path))
            _make(path, lock_seconds)
        version = _version(path)
        writable = not read_only and _writable(path) and _writable(path.parent)
        if version < VERSION:
            if not writable:
                raise UserError("store_older", file=str(path))
            from roidesk.store.migrate import migrate

            migrate(path, lock_seconds=lock_seconds)
        return Store(path, read_only=not writable, lock_seconds=lock_seconds)


def _version(path: Path) -> int:
    """Return the `user_version` in the header of a file that is a store of ours."""
    try:
        with path.open("rb") as file:
            header = file.read(_HEADER)
    except IsADirectoryError:
        raise UserError("store_not_ours", file=str(path)) from None
    except OSError as error:
        raise UserError("store_unreadable", file=str(path), said=error.strerror or "") from error
    if not header:
        raise UserError("store_empty", file=str(path))
    if len(header) < _HEADER or not header.startswith(MAGIC):
        raise UserError("store_not_ours", file=str(path))
    if int.from_bytes(header[68:72]) != APPLICATION_ID:
        raise UserError("store_not_ours", file=str(path))
    version = int.from_bytes(header[60:64])
    if version > VERSION:
        raise UserError("store_newer", file=str(path), version=version, known=VERSION)
    return version


def _writable(path: Path) -> bool:
    """Whether a file or folder may be written; one that is marked read-only counts as such for root too."""
    return bool(path.stat().st_mode & _NOBODY_WRITES) and os.access(path, os.W_OK)


def _make(path: Path, lock_seconds: float) -> None:
    """Make a store beside its place and put it there whole: whatever happens, no half-made one is found."""
    from roidesk.store.migrate import migrate

    draft = path.with_name(f".{path.name}.{uuid4().hex}")
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        os.close(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    except OSError as error:
        raise UserError("folder_not_writable", file=str(path), said=error.strerror or "") from error
    try:
        migrate(draft, lock_seconds=lock_seconds)
        _place(draft, path)
    finally:
        for end in ("", "-wal", "-shm"):
            draft.with_name(draft.name + end).unlink(missing_ok=True)


def _place(draft: Path, path: Path) -> None:
    try:
        os.link(draft, path)
    except FileExistsError:
        return  # another process was first: its store is as good
    except OSError:  # a file system without links
        if not path.exists():
            draft.rename(path)


class Store:
    """An open store. Any thread may read and write; each has connections of its own, and one writes at a time."""

    def __init__(self, path: Path, *, read_only: bool, lock_seconds: float = LOCK_SECONDS) -> None:
        self.path = path
        self.read_only = read_only
        self._lock_seconds = lock_seconds
        self._mode, self._file, self._copy = _access(path) if read_only else ("rw", path, None)
        self._names = Names()
        self._mine = threading.local()
        self._opened: list[sqlite3.Connection] = []
        self._opening = threading.Lock()
        self._writing = threading.Lock()
        self._check_version(self._connection("reading"))

    def reader(self) -> Reader:
        """Return the calling thread's reader. It never waits for the writer."""
        with explained(self.path):
            return Reader(self._connection("reading"), self.path, self._names)

    @contextmanager
    def unit(self, *, label: str, now: int, actor: UUID | None = None, device: str = "") -> Iterator[Unit]:
        """Do one action in one transaction: it counts as a whole when the block ends, or not at all.

        `UserError`: `store_read_only`, `store_locked`, `store_full`, `store_io`, and those of `Unit`.
        """
        if self.read_only:
            raise UserError("store_read_only", file=str(self.path))
        if getattr(self._mine, "writes", False):
            raise RuntimeError("an action inside an action")
        if not self._writing.acquire(timeout=self._lock_seconds):
            raise UserError("store_locked", file=str(self.path))
        self._mine.writes = True
        try:
            with explained(self.path), self._transaction() as connection:
                reader = Reader(connection, self.path, self._names, remembers=False)
                unit = Unit(connection, reader, Author(label, now, actor, device))
                yield unit
                unit.finish()
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
        except sqlite3.IntegrityError as error:
            raise UserError("reference_missing", text=str(error)) from error
        finally:
            if connection.in_transaction:
                connection.execute("rollback")

    def checkpoint(self) -> None:
        """Move what was written into the file itself, as far as nobody reads it; for quiet moments."""
        if not self.read_only:
            with self._writing, explained(self.path):
                self._connection("writing").execute("pragma wal_checkpoint(passive)").fetchall()

    def close(self) -> None:
        """Close all connections, in whatever thread they were opened; the file is then complete by itself."""
        with self._opening:
            opened, self._opened = self._opened, []
        self._mine = threading.local()
        for connection in opened:
            connection.close()
        if self._copy is not None:
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
    if _writable(path.parent):
        return "ro", path, None
    log = path.with_name(path.name + "-wal")
    with suppress(OSError):
        if not log.exists() or log.stat().st_size == 0:
            return "immutable", path, None
    folder = Path(tempfile.mkdtemp(prefix="roidesk-"))
    for each in (path, log):
        shutil.copyfile(each, folder / each.name)
    return "rw", folder / path.name, folder
