"""Reading what a damaged file still holds, from a copy of it: row by row, around the pages that cannot be read."""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from collections.abc import Iterable, Iterator
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
_MOST_CUT = 100
"""A file that should be so many times as long is one whose header is damaged."""


@contextmanager
def opened_copy(path: Path, new: Path) -> Iterator[sqlite3.Connection]:
    """Copy a file, with its write-ahead log, into a folder beside `new` and open the copy for reading.

    The original is only read. `new` is a store as it is made: the copy gets from it what has to be the same in every
    store, and where the list of its tables cannot be read, that list.
    """
    with tempfile.TemporaryDirectory(prefix=".roidesk-salvage-", dir=new.parent) as own:
        copy = Path(own) / "damaged.db"
        shutil.copyfile(path, copy)
        log = path.with_name(f"{path.name}-wal")
        if log.exists():
            shutil.copyfile(log, copy.with_name(f"{copy.name}-wal"))
        _put_pages(copy, new, _SURE)
        _say_size(copy, new)
        connection = _open(copy)
        try:
            if not _lists_tables(connection):
                connection.close()  # empties the log into the file
                _put_pages(copy, new, _pages_of_list(new))
                connection = _open(copy)
            yield connection
        finally:
            connection.close()


def _say_size(copy: Path, new: Path) -> None:
    """Let the file have as many pages as its header says, empty ones where it was cut short: SQLite opens no other."""
    with copy.open("r+b") as file:
        header = file.read(_HEADER)
        page = int.from_bytes(header[16:18])
        there = -(-copy.stat().st_size // page)
        least = max(there, new.stat().st_size // page)
        said = int.from_bytes(header[28:32])
        pages = max(least, said if said < _MOST_CUT * least else 0)
        file.seek(28)
        file.write(pages.to_bytes(4))
        file.seek(92)
        file.write(header[24:28])  # that the number is of this version of the file
        file.truncate(pages * page)


def _open(copy: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(copy, isolation_level=None)
    with suppress(sqlite3.Error):
        for pragma in ("trusted_schema = off", "cell_size_check = on", "mmap_size = 0", "query_only = on"):
            connection.execute(f"pragma {pragma}").fetchall()
    return connection


def _lists_tables(connection: sqlite3.Connection) -> bool:
    try:
        connection.execute("select count(*) from sqlite_schema").fetchone()
        connection.execute("select 1 from change limit 1").fetchone()
    except UNREADABLE:
        return False
    return True


def _pages_of_list(new: Path) -> list[tuple[int, int]]:
    """Return where the list of tables lies in a store as it is made: all but the pages that tables begin with.

    In an older store it lies there too, unless the file was written anew since (VACUUM). Then what is read under its
    names is not what the log has digests of, or nothing.
    """
    connection = sqlite3.connect(new)
    try:
        roots = {page for (page,) in connection.execute("select rootpage from sqlite_schema where rootpage > 0")}
        (pages,) = connection.execute("pragma page_count").fetchone()
        (size,) = connection.execute("pragma page_size").fetchone()
    finally:
        connection.close()
    rest = [(page * size, (page + 1) * size) for page in range(1, pages) if page + 1 not in roots]
    return [(_HEADER, size), *rest]


def _put_pages(copy: Path, new: Path, stretches: Iterable[tuple[int, int]]) -> None:
    with copy.open("r+b") as to, new.open("rb") as of:
        for start, end in stretches:
            of.seek(start)
            to.seek(start)
            to.write(of.read(end - start))


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
