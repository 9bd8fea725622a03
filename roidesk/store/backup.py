"""Copies of a store: made while it is written to, looked at before they count, never in the place of another file.

A copy is of one moment: it is read in one transaction, which keeps nobody from writing meanwhile. SQLite only.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import sqlite3
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

from roidesk.domain.errors import UserError
from roidesk.store import census, check
from roidesk.store.changelog import Head, head
from roidesk.store.connection import FileConnection, connect, explained, writable
from roidesk.store.opening import schema_of

_PAGES = 2000
"""Pages copied between two looks at whether somebody wants this thread to stop: 8 MB."""
_NO_LINK = getattr(os, "O_NOFOLLOW", 0)


class Held(NamedTuple):
    """What a store holds at one moment.

    `rows`: rows by table; `live`: entries outside the trash by table (`census.MAIN`). `first`: hash of its first
    change, which tells one store from any other; b"" while nothing was ever written.
    """

    head: Head
    first: bytes
    rows: Mapping[str, int]
    live: Mapping[str, int]


class Standing(NamedTuple):
    """The schema of a store, how far its log has come, and the hash of its first change (b"": there is none)."""

    schema: int
    head: Head
    first: bytes


class Copied(NamedTuple):
    """A copy that was looked at: where, how large, of which schema, what it holds, and the SHA-256 of its bytes."""

    path: Path
    size: int
    schema: int
    held: Held
    sha256: str
    deep: bool


def write_copy(source: Path, to: Path, *, deep: bool = True, foreign: bool = False) -> Copied:
    """Copy the store at `source` to the new file `to` (0600), verify it, and have it reach the disk.

    `to` holds the whole copy or is not there, whatever happens, and a file that is there is left alone. `deep`: verify
    every digest as well. `foreign`: nobody has the source open, and it is not touched. `UserError`: `backup_there`,
    `backup_differs`, and those of `verify`, about the store. OSError, or `UserError` `store_full`, `store_io`, when the
    copy cannot be written.
    """
    if to.exists():
        raise UserError("backup_there", path=to)
    draft = to.with_name(f".{to.name}.tmp")
    draft.unlink(missing_ok=True)  # of a copy that was killed
    os.close(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY | _NO_LINK, 0o600))
    try:
        with explained(source):
            wanted = _copied_to(source, draft, foreign=foreign)
        found = verify(draft, deep=deep, name=source)
        if found.held != wanted:
            raise UserError("backup_differs", path=to)
        flush(draft)
        _place(draft, to)
    finally:
        draft.unlink(missing_ok=True)
    flush_folder(to.parent)
    return found._replace(path=to)


def verify(path: Path, *, deep: bool = True, name: Path | None = None) -> Copied:
    """Look at a file that is a store, without touching it, and return what it holds.

    SQLite's check, references and counts; `deep`: also its full check, the chain and every digest. `name`: what errors
    call the file. `UserError`: `store_not_ours`, `store_newer`, `store_empty`, `store_missing`, `store_unreadable`,
    `store_damaged`.
    """
    name = name or path
    if not path.exists():
        raise UserError("store_missing", file=str(name))
    schema = schema_of(path)
    try:
        with explained(name), untouched(path) as connection:
            refuse_unsound(connection, name, deep=deep)
            held = holdings(connection)
            (stands,) = connection.execute("pragma user_version").fetchone()
    except (*check.ODD, sqlite3.DatabaseError) as error:
        # A damaged page shows in any of these.
        raise UserError("store_damaged", file=str(name), said=str(error)) from error
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return Copied(path, path.stat().st_size, max(schema, stands), held, digest, deep)


def refuse_unsound(connection: FileConnection, name: Path, *, deep: bool) -> None:
    """Raise `UserError("store_damaged")` with the first thing that is wrong with a store, of whatever schema."""
    for finding in check.of_file(connection, deep=deep):
        said = " ".join(filter(None, (finding.code, finding.where, finding.said)))
        raise UserError("store_damaged", file=str(name), said=said)


def holdings(connection: FileConnection) -> Held:
    """Return what a store holds, in the transaction that the connection is in."""
    first = connection.execute("select hash from change where seq = 1").fetchone()
    return Held(head(connection), first[0] if first else b"", census.rows(connection), census.live(connection))


def standing(path: Path) -> Standing:
    """Return where a store stands now; `UserError` as opening it, which this does."""
    if not path.exists():
        raise UserError("store_missing", file=str(path))
    schema_of(path)
    try:
        with explained(path), _own(path) as connection:
            first = connection.execute("select hash from change where seq = 1").fetchone()
            (schema,) = connection.execute("pragma user_version").fetchone()
            return Standing(schema, head(connection), first[0] if first else b"")
    except sqlite3.OperationalError as error:  # the tables are not there
        raise UserError("store_damaged", file=str(path), said=str(error)) from error


def fewer_on_purpose(path: Path, *, since: int, since_us: int) -> bool:
    """Whether the log tells why there are fewer entries than after change `since` (at the instant `since_us`).

    Somebody was erased, the trash was emptied, an import was taken back, or a backup was restored.
    """
    query = (
        "select 1 from action as a left join action as o on o.number = a.of_action where "
        "(a.number > coalesce((select action from change where seq = :since), 0) and "
        "((a.op = 'do' and a.label in ('erase', 'purge')) or (a.op = 'undo' and o.label = 'import'))) "
        "or (a.label = 'restore' and a.at_us >= :since_us) limit 1"
    )
    with explained(path), _own(path) as connection:
        return connection.execute(query, {"since": since, "since_us": since_us}).fetchone() is not None


@contextmanager
def untouched(path: Path) -> Iterator[FileConnection]:
    """Open a store's file for reading so that nothing is written to it or beside it."""
    log = path.with_name(f"{path.name}-wal")
    folder = None
    with suppress(OSError):
        if log.exists() and log.stat().st_size:
            folder = Path(tempfile.mkdtemp(prefix="roidesk-"))
    try:
        if folder is None:
            connection = connect(path, mode="immutable")
        else:
            for each in (path, log):
                shutil.copyfile(each, folder / each.name)
            connection = connect(folder / path.name, query_only=True)
        try:
            yield connection
        finally:
            connection.close()
    finally:
        if folder is not None:
            shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _own(path: Path) -> Iterator[FileConnection]:
    """Open a store that others may be writing to; one that cannot be written is not touched."""
    if not (writable(path) and writable(path.parent)):
        with untouched(path) as connection:
            yield connection
        return
    connection = connect(path, query_only=True)
    try:
        yield connection
    finally:
        connection.close()


def _copied_to(source: Path, draft: Path, *, foreign: bool) -> Held:
    """Copy what the source holds at this moment and return what that is."""
    with untouched(source) if foreign else _own(source) as connection:
        connection.execute("begin")
        wanted = holdings(connection)  # from this read on, the transaction sees what it saw first
        copy = sqlite3.connect(draft, isolation_level=None)
        try:
            # Nobody reads the draft before it is whole, and it is flushed as a whole.
            copy.execute("pragma journal_mode = off")
            copy.execute("pragma synchronous = off")
            connection.backup(copy, pages=_PAGES, sleep=0)
        finally:
            copy.close()
        connection.execute("rollback")
    return wanted


def _place(draft: Path, to: Path) -> None:
    """Give a file its name, unless there is one of that name."""
    try:
        os.link(draft, to)
    except FileExistsError:
        raise UserError("backup_there", path=to) from None
    except OSError:  # a file system without links
        if to.exists():
            raise UserError("backup_there", path=to) from None
        draft.rename(to)


def flush(path: Path) -> None:
    """Have what was written to a file reach the disk."""
    file = os.open(path, os.O_RDWR | _NO_LINK)
    try:
        os.fsync(file)
    finally:
        os.close(file)


def flush_folder(folder: Path) -> None:
    """Have the names in a folder reach the disk; Windows has no such call and does it by itself."""
    if sys.platform == "win32":
        return
    file = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(file)
    finally:
        os.close(file)
