"""Opening a store: look before touching, refuse what is not ours, make what is missing, migrate what is older.

A file that is refused is left as it was, byte for byte: its header is read before SQLite sees it.
"""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from uuid import uuid4

from roidesk.domain.errors import UserError
from roidesk.domain.servers import is_server
from roidesk.store.connection import SQLite, connect, explained, writable
from roidesk.store.drafts import forget_drafts
from roidesk.store.engine import LOCK_SECONDS
from roidesk.store.format import APPLICATION_ID, MAGIC, VERSION
from roidesk.store.place import followed
from roidesk.store.store import Store

_HEADER = 100
_BINARY = getattr(os, "O_BINARY", 0)


def open_store(
    place: Path | str,
    *,
    create: bool = True,
    read_only: bool = False,
    lock_seconds: float = LOCK_SECONDS,
    before_migration: Callable[[Path], object] | None = None,
) -> Store:
    """Open the store at a path, or at the URL of a server; make it when it is missing, bring an older one up to date.

    A file or folder that cannot be written opens read-only (`Store.read_only`). `lock_seconds`: how long a write waits
    for another process. `before_migration` copies an older store before it is touched (`migrate`): whoever opens a
    store that somebody works with gives it. `UserError`: `store_missing`, `store_empty`, `store_not_ours`,
    `store_newer`, `store_older` (and cannot be migrated, being read-only), `store_damaged`, `store_unreadable`,
    `store_locked`, `store_io`, `store_full`, `store_link` (somebody else's link); for a URL `open_server_store`'s.
    """
    if isinstance(place, str) and is_server(place):
        from roidesk.store.opening_server import open_server_store

        return open_server_store(place, create=create, read_only=read_only, lock_seconds=lock_seconds)
    path = followed(Path(place).expanduser())
    with explained(path):
        if not _exists(path):
            if not create or read_only:
                raise UserError("store_missing", file=str(path))
            _make(path, lock_seconds)
        version = schema_of(path)
        can_write = not read_only and writable(path) and writable(path.parent)
        if version < VERSION:
            if not can_write:
                raise UserError("store_older", file=str(path))
            from roidesk.store.migrate import migrate

            migrate(path, before=before_migration, lock_seconds=lock_seconds)
        if can_write:
            _free_companions(path)
        return Store(SQLite(path, read_only=not can_write, lock_seconds=lock_seconds))


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except OSError as error:  # in a folder that may not be looked into
        raise UserError("store_unreadable", file=str(path), said=error.strerror or "") from error


def _free_companions(path: Path) -> None:
    """Let the log beside a store be written again: SQLite made it as read-only as the store was when looked at."""
    for end in ("-wal", "-shm"):
        companion = path.with_name(path.name + end)
        with suppress(OSError):
            if not writable(companion):
                companion.chmod(0o600)


def schema_of(path: Path) -> int:
    """Return the `user_version` in the header of a file that is a store of ours; `UserError` for any other file."""
    try:
        header = _first_bytes(path)
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


def _first_bytes(path: Path) -> bytes:
    """Return the header. Links were followed by now, and what is no file would never end or be waited for.

    Where SQLite has the file open in this process, its own descriptor is read: on POSIX, closing any other one of the
    same file would drop all locks that SQLite holds, and other processes would take the log away under it.
    """
    if sys.platform != "win32" and (held := _held_first_bytes(path.lstat())) is not None:
        return held
    file = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | _BINARY)
    try:
        return os.read(file, _HEADER)
    finally:
        os.close(file)


def _held_first_bytes(wanted: os.stat_result) -> bytes | None:
    """Return the header through a descriptor of the file that is open already; None: there is none."""
    for name in os.listdir("/dev/fd"):  # noqa: PTH208 - numbers, not paths
        with suppress(OSError):
            each = os.fstat(int(name))
            if stat.S_ISREG(each.st_mode) and (each.st_dev, each.st_ino) == (wanted.st_dev, wanted.st_ino):
                return os.pread(int(name), _HEADER, 0)
    return None


def _make(path: Path, lock_seconds: float) -> None:
    """Make a store beside its place and put it there whole: whatever happens, no half-made one is found."""
    from roidesk.store.backup import flush_folder
    from roidesk.store.migrate import migrate

    draft = path.with_name(f".{path.name}.{uuid4().hex}")
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        forget_drafts(path)
        os.close(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    except OSError as error:
        raise UserError("folder_not_writable", file=str(path), said=error.strerror or "") from error
    try:
        migrate(draft, lock_seconds=lock_seconds)
        _settle(draft)
        _place(draft, path)
        flush_folder(path.parent)
    finally:
        for end in ("", "-wal", "-shm"):
            draft.with_name(draft.name + end).unlink(missing_ok=True)


def _settle(draft: Path) -> None:
    """Move all of a draft into the file itself, or fail: on a full disk SQLite leaves it in the log without a word."""
    connection = connect(draft)
    try:
        connection.execute("pragma wal_checkpoint(truncate)").fetchall()
    finally:
        connection.close()


def _place(draft: Path, path: Path) -> None:
    try:
        os.link(draft, path)
    except FileExistsError:
        return  # another process was first: its store is as good
    except OSError:  # a file system without links
        if not path.exists():
            draft.rename(path)
