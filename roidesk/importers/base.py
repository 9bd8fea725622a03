"""What every format of import has in common: it knows its own files and turns their rows into rows of our tables."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Protocol
from uuid import UUID

from roidesk.domain.errors import UserError
from roidesk.domain.ids import foreign_id
from roidesk.importers.sources import Sheet


@dataclass(frozen=True, slots=True)
class Options:
    """What a person says about the files. `person`: whose time it is where a file names nobody.

    `date_order`: "dmy" or "mdy" for dates such as 03/04/2024. `channel_of` finds the channel and kind that texts speak
    of, most telling text first.
    """

    person: str | None = None
    date_order: str | None = None
    channel_of: Callable[[Sequence[str]], tuple[str, str]] = lambda _texts: ("", "")


@dataclass(frozen=True, slots=True)
class Planned:
    """One row as cells of one of our tables.

    `origin`: the file's own column behind each of ours, with its number. `wanted`: the id made from the row's content;
    `settled`: an entry of that id is this very row, whatever became of it since.
    """

    table: str
    line: int
    cells: Mapping[str, str]
    origin: Mapping[str, tuple[str, int]]
    wanted: UUID | None = None
    settled: bool = False


@dataclass(frozen=True, slots=True)
class RowError:
    """A row that cannot be taken in: where, and why (`error` has the code and the facts)."""

    file: str
    line: int
    error: UserError
    column: int | None = None
    field: str | None = None

    @classmethod
    def of(cls, file: str, line: int, error: UserError, origin: Mapping[str, tuple[str, int]]) -> RowError:
        """Return the error of a row, with the file's own column for ours."""
        said = error.facts.get("field")
        name, number = origin.get(str(said), (str(said) if said else None, None))
        return cls(file, line, error, number, name)


class Format(Protocol):
    """A kind of file: how it is recognised, and how its rows become ours."""

    @property
    def name(self) -> str:
        """What `--as` calls it."""

    def detects(self, name: str, header: Sequence[str]) -> bool:
        """Whether a file of that name and header is of this format for sure."""

    def rows(self, sheet: Sheet, options: Options) -> Iterator[Planned | RowError]:
        """Yield the rows of a file; `UserError` when its header cannot be of this format."""

    def notes(self, header: Sequence[str]) -> Iterable[UserError]:
        """Return what a person should know about what is not taken in, as codes and facts."""


@dataclass
class Content:
    """Makes the ids of rows that have none: from what they say, and how often the same was said before."""

    table: str
    _seen: Counter[str] = field(default_factory=Counter)

    def id(self, texts: Iterable[tuple[str, str]]) -> UUID:
        """Return the id of a row's own cells: the same for the same cells, another when they come again in a file."""
        said = "\x1f".join(f"{name}\x1e{text}" for name, text in sorted(texts) if text)
        digest = blake2b(said.encode(errors="surrogatepass"), digest_size=16).hexdigest()
        self._seen[digest] += 1
        return foreign_id(self.table, f"row:{digest}:{self._seen[digest]}")


def check_length(sheet: Sheet, line: int, row: Sequence[str]) -> RowError | None:
    """Return the error of a row that has not as many cells as the header, or None."""
    if len(row) == len(sheet.header):
        return None
    code = "row_short" if len(row) < len(sheet.header) else "row_long"
    error = UserError(code, cells=len(row), columns=len(sheet.header))
    number = len(row) if len(row) < len(sheet.header) else len(sheet.header) + 1
    return RowError(sheet.source.name, line, error, number, None)
