"""Reading what a damaged file still holds, from a copy of it: row by row, around the pages that cannot be read."""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from roidesk.store.check import ODD

UNREADABLE = (sqlite3.Error, *ODD)
"""What reading a damaged row comes to."""
_SURE = ((0, 24), (44, 48), (56, 64), (68, 72))
"""Where the first 100 bytes are the same in every store: the format, the size of a page, whose it is."""
_HEADER = 100
_MOST_FAILURES = 200_000
"""A table of which nothing more can be read is given up after so many tries: some seconds."""
_ROWS_A_PAGE = 400


@contextmanager
def opened_copy(path: Path, folder: Path, sound: bytes) -> Iterator[sqlite3.Connection]:
    """Copy a file, with its write-ahead log, into a folder of its own in `folder`, and open the copy for reading.

    The original is only read. `sound` is the header of a sound store: where the damaged one has to be the same, it is.
    """
    with tempfile.TemporaryDirectory(prefix=".roidesk-salvage-", dir=folder) as own:
        copy = Path(own) / "damaged.db"
        shutil.copyfile(path, copy)
        log = path.with_name(f"{path.name}-wal")
        if log.exists():
            shutil.copyfile(log, copy.with_name(f"{copy.name}-wal"))
        with copy.open("r+b") as file:
            for start, end in _SURE:
                file.seek(start)
                file.write(sound[start:end])
        connection = sqlite3.connect(copy, isolation_level=None)
        try:
            for pragma in ("trusted_schema = off", "cell_size_check = on", "mmap_size = 0", "query_only = on"):
                connection.execute(f"pragma {pragma}").fetchall()
            yield connection
        finally:
            connection.close()


def sound_header(store: Path) -> bytes:
    """Return the first bytes of a store that is sound."""
    with store.open("rb") as file:
        return file.read(_HEADER)


class Remnants:
    """The rows of one table of a damaged file that can be read, in no particular order."""

    def __init__(self, connection: sqlite3.Connection, table: str, columns: str) -> None:
        self._connection = connection
        self._query = f"select {table}.rowid, {columns} from {table} where {table}.rowid between ? and ?"
        self._order = f"order by {table}.rowid"
        self._table = table
        self._failures = 0

    def __iter__(self) -> Iterator[tuple[Any, ...]]:
        """Yield each row that can be read, without its row id."""
        yield from self._between(1, self._last())

    def _last(self) -> int:
        """Return the largest row id there may be."""
        with suppress(*UNREADABLE):
            (last,) = self._connection.execute(f"select max(rowid) from {self._table}").fetchone()
            return int(last or 0)
        with suppress(*UNREADABLE):
            (pages,) = self._connection.execute("pragma page_count").fetchone()
            return int(pages) * _ROWS_A_PAGE
        return 0

    def _between(self, low: int, high: int) -> Iterator[tuple[Any, ...]]:
        """Yield from both ends of a stretch until each meets a page that cannot be read, then look at its halves."""
        reached, back = low - 1, high + 1
        try:
            for number, *row in self._connection.execute(f"{self._query} {self._order}", (low, high)):
                reached = number
                yield tuple(row)
        except UNREADABLE:
            self._failures += 1
        else:
            return
        try:
            for number, *row in self._connection.execute(f"{self._query} {self._order} desc", (reached + 1, high)):
                back = number
                yield tuple(row)
        except UNREADABLE:
            self._failures += 1
        else:
            return
        low, high = reached + 1, back - 1
        if low < high and self._failures < _MOST_FAILURES:
            middle = (low + high) // 2
            yield from self._between(low, middle)
            yield from self._between(middle + 1, high)
