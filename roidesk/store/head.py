"""The head of the log, kept outside the database: a database that lost its newest changes looks sound by itself.

SQLite takes a write-ahead log that was cut or lost for one that ended there, and a file put in place of a newer one is
as good as any (reliability.md 0.5). `<store>-head` holds how far the log had come. It is written after each commit,
without waiting for the disk, so that it may lag behind, but is never ahead of a file that lost nothing.

Layout: three places of 512 bytes, so that a write that is torn harms one of them: two for the head, written in turn,
and one for where the log ended when a loss was first seen. Each holds a mark, `seq` (8 bytes), the hash (32) and a
checksum (16). What does not fit is passed over: the file stops nothing, whatever is in it.
"""

from __future__ import annotations

import os
import struct
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path

from roidesk.store.changelog import Head, head
from roidesk.store.engine import Connection

STARTS_ANEW = frozenset(("behind", "restore"))
"""Labels of actions after which the head is that of the file, whatever it was before."""
_MARK = b"RDh1"
_RECORD = struct.Struct(">4sQ32s16s")
_CHECK = 16
_STEP = 512
_PLACES = 2
_LOSS = 2
_NO_LINK = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)


def head_path(store: Path) -> Path:
    """Return where the head of a store is kept."""
    return store.with_name(f"{store.name}-head")


class HeadFile:
    """The head record beside a store. One thread at a time writes: the one that holds the store's writing lock."""

    def __init__(self, store: Path) -> None:
        self._path = head_path(store)
        self._file: int | None = None
        self._turn = 0
        self._written = False
        self._stands = False
        self._heads, self._loss = self._read()

    def missing(self, connection: Connection, *, note: bool = False) -> int:
        """Return how many changes were saved that are not in the database, at least; 0: none.

        Make the `HeadFile` before the connection reads: whoever writes meanwhile is then ahead of the record. `note`:
        keep where the log ended when the loss was first seen, as more may be written before anybody answers.
        """
        if not self._heads or holds(connection, self._heads[0]):
            return 0
        self._stands = True
        newest, end = self._heads[0], head(connection)
        if self._loss is not None and self._loss.seq < newest.seq and holds(connection, self._loss):
            return newest.seq - self._loss.seq
        if end.seq >= newest.seq:
            return 1  # somebody who knows no head record wrote on
        if note:
            self._put(_LOSS, end)
        return newest.seq - end.seq

    def note(self, end: Head, *, anew: bool = False) -> None:
        """Record what was committed. While changes are missing the record stands, until it is begun `anew`."""
        if anew:
            self._stands = False
            for place in range(_PLACES):
                self._put(place, end)
            self._put(_LOSS, None)
        elif not self._stands:
            self._put(self._turn, end)
            self._turn = (self._turn + 1) % _PLACES

    def flush(self) -> None:
        """Have the record reach the disk."""
        if self._written and self._file is not None:
            with suppress(OSError):
                os.fsync(self._file)
            self._written = False

    def close(self) -> None:
        """Flush and close the file."""
        self.flush()
        if self._file is not None:
            with suppress(OSError):
                os.close(self._file)
            self._file = None

    def _read(self) -> tuple[list[Head], Head | None]:
        """Return the heads on record, the newest first, and where the log ended when a loss was seen."""
        try:
            file = os.open(self._path, os.O_RDONLY | _NO_LINK | getattr(os, "O_NONBLOCK", 0))
        except OSError:
            return [], None
        try:
            data = os.read(file, _STEP * (_LOSS + 1))
        except OSError:
            return [], None
        finally:
            os.close(file)
        found = [_parsed(data[place * _STEP : place * _STEP + _RECORD.size]) for place in range(_LOSS + 1)]
        heads = sorted((each for each in found[:_PLACES] if each is not None), reverse=True)
        return heads, found[_LOSS]

    def _put(self, place: int, record: Head | None) -> None:
        with suppress(OSError):
            if self._file is None:
                self._file = os.open(self._path, os.O_RDWR | os.O_CREAT | _NO_LINK, 0o600)
            os.lseek(self._file, place * _STEP, os.SEEK_SET)
            os.write(self._file, _packed(record) if record is not None else bytes(_RECORD.size))
            self._written = True


def _packed(record: Head) -> bytes:
    said = _RECORD.pack(_MARK, record.seq, record.hash, b"")[:-_CHECK]
    return said + blake2b(said, digest_size=_CHECK).digest()


def _parsed(data: bytes) -> Head | None:
    if len(data) < _RECORD.size:
        return None
    mark, seq, hash_, check = _RECORD.unpack(data)
    whole = mark == _MARK and check == blake2b(data[:-_CHECK], digest_size=_CHECK).digest()
    return Head(seq, hash_) if whole else None


def holds(connection: Connection, record: Head) -> bool:
    """Whether a change with this number and hash is in the log."""
    if not record.seq:
        return True
    row = connection.execute("select hash from change where seq = :seq", {"seq": record.seq}).fetchone()
    return row is not None and row[0] == record.hash
