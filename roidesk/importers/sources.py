"""Where rows come from: a file, a folder or a zip, looked at before it is read and refused in a sentence when unfit.

Nothing is unpacked to disk. What a zip says of itself is checked before its content is read, and the content is counted
while it is read, as a zip may lie.
"""

from __future__ import annotations

import csv
import hashlib
import re
import stat
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import IO

from roidesk.domain.errors import UserError

LARGEST_FILE = 200_000_000
LONGEST_LINE = 64 * 1024
MOST_PACKED = 100
"""How many times smaller than its content a file in a zip may be."""
_MEGABYTE = 1_000_000
_LOOK = 1024
"""How many bytes are looked at to tell text from anything else."""
_BOM = b"\xef\xbb\xbf"
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_ZIP = b"PK\x03\x04"
_EMPTY_ZIP = b"PK\x05\x06"
_LONE_RETURN = re.compile(r"(?<=\r)(?!\n)")


@dataclass(frozen=True, slots=True)
class Source:
    """One file of rows. `name` is what a person knows it by ("june.zip/rates.csv"), `base` its own name."""

    name: str
    base: str
    size: int
    open: Callable[[], IO[bytes]]


@dataclass(frozen=True, slots=True)
class Found:
    """What there is to read at a path, and the names of what was passed over. `single`: the path is one file."""

    sources: tuple[Source, ...]
    passed_over: tuple[str, ...] = ()
    single: bool = False


@contextmanager
def found_at(path: Path, wanted: Callable[[str], bool]) -> Iterator[Found]:
    """Give what there is to read at a path; of a folder or zip only the files whose base name is `wanted`.

    `UserError`: `file_missing`, `file_unreadable`, `file_not_regular`, `file_too_large`, `zip_…`.
    """
    try:
        mode = path.stat().st_mode
        if stat.S_ISDIR(mode):
            yield _in_folder(path, wanted)
        elif not stat.S_ISREG(mode):
            raise UserError("file_not_regular", file=path.name)
        elif _head(path) in (_ZIP, _EMPTY_ZIP):
            with zipfile.ZipFile(path) as archive:
                yield _in_zip(path, archive, wanted)
        else:
            yield Found((_file(path, path.name),), single=True)
    except FileNotFoundError:
        raise UserError("file_missing", file=str(path)) from None
    except (zipfile.BadZipFile, zlib.error, EOFError):
        raise UserError("zip_damaged", file=path.name) from None
    except (OSError, NotImplementedError) as error:
        raise UserError("file_unreadable", file=str(path), reason=str(error)) from error


def _head(path: Path) -> bytes:
    with path.open("rb") as stream:
        return stream.read(len(_ZIP))


def _file(path: Path, name: str) -> Source:
    size = path.stat().st_size
    _refuse_large(name, size)
    return Source(name, path.name, size, lambda: path.open("rb"))


def _in_folder(folder: Path, wanted: Callable[[str], bool]) -> Found:
    sources, passed_over = [], []
    for each in sorted(folder.iterdir()):
        if each.is_symlink() or not each.is_file() or not wanted(each.name):
            passed_over.append(each.name)
        else:
            sources.append(_file(each, each.name))
    return Found(tuple(sources), tuple(passed_over))


def _in_zip(path: Path, archive: zipfile.ZipFile, wanted: Callable[[str], bool]) -> Found:
    members = [each for each in archive.infolist() if not each.is_dir()]
    for each in members:
        _refuse_member(path, each)
    _refuse_large(path.name, sum(each.file_size for each in members if wanted(PurePosixPath(each.filename).name)))
    sources: list[Source] = []
    passed_over: list[str] = []
    for each in members:
        base = PurePosixPath(each.filename).name
        if not wanted(base):
            passed_over.append(each.filename)
        elif base in {source.base for source in sources}:
            raise UserError("zip_twofold", file=path.name, name=base)
        else:
            sources.append(Source(f"{path.name}/{base}", base, each.file_size, _member(archive, each)))
    return Found(tuple(sources), tuple(passed_over))


def _member(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> Callable[[], IO[bytes]]:
    return lambda: archive.open(member)


def _refuse_member(path: Path, member: zipfile.ZipInfo) -> None:
    name = member.filename.replace("\\", "/")
    if name.startswith("/") or ".." in PurePosixPath(name).parts or re.match(r"[A-Za-z]:", name):
        raise UserError("zip_leads_out", file=path.name, name=member.filename)
    if stat.S_ISLNK(member.external_attr >> 16):
        raise UserError("zip_has_link", file=path.name, name=member.filename)
    if member.flag_bits & 1:
        raise UserError("zip_encrypted", file=path.name, name=member.filename)
    if member.file_size > MOST_PACKED * max(member.compress_size, 1) and member.file_size > _MEGABYTE:
        raise UserError("zip_bomb", file=path.name, name=member.filename)


def _refuse_large(name: str, size: int) -> None:
    if size > LARGEST_FILE:
        raise UserError("file_too_large", file=name, size=size // _MEGABYTE, most=LARGEST_FILE // _MEGABYTE)


# ---------------------------------------------------------------- lines and rows


@dataclass
class Lines:
    """The lines of a source as text. `count` bytes were read so far; `digest` is their SHA-256."""

    source: Source
    stream: IO[bytes]
    count: int = 0
    digest: str = ""
    _hash: hashlib._Hash = field(default_factory=hashlib.sha256)

    def __iter__(self) -> Iterator[str]:
        """Yield each line with its end; `UserError` for what is no text of ours, with line and byte."""
        number = 0
        while raw := self.stream.readline(LONGEST_LINE + 1):
            number += 1
            yield from _LONE_RETURN.split(self._text(raw, number))
        self.digest = self._hash.hexdigest()

    def _text(self, raw: bytes, number: int) -> str:
        before, self.count = self.count, self.count + len(raw)
        self._hash.update(raw)
        name = self.source.name
        if self.count > LARGEST_FILE:
            _refuse_large(name, self.count)
        if number == 1:
            if raw.startswith(_UTF16):
                raise UserError("file_utf16", file=name)
            if raw.startswith(_BOM):
                raw, before = raw[len(_BOM) :], len(_BOM)
        if b"\0" in raw:
            raise UserError("file_binary", file=name, line=number)
        if len(raw) > LONGEST_LINE:
            raise UserError("file_line_too_long", file=name, line=number, most=LONGEST_LINE // 1024)
        try:
            return raw.decode()
        except UnicodeDecodeError as error:
            byte = before + error.start + 1
            raise UserError("file_not_utf8", file=name, line=number, byte=byte) from None


@dataclass(frozen=True, slots=True)
class Sheet:
    """A file as rows under a header: `rows` gives each row's first line and its cells, blank rows left out."""

    source: Source
    header: tuple[str, ...]
    rows: Iterator[tuple[int, list[str]]]
    lines: Lines


@contextmanager
def sheet(source: Source) -> Iterator[Sheet]:
    """Open a source as comma-separated rows.

    `UserError` with file and line: no text, no header, another separator, quotes that do not close.
    """
    with source.open() as stream:
        head = stream.read(_LOOK)
    if b"\0" in head and not head.startswith(_UTF16):
        raise UserError("file_binary", file=source.name)
    with source.open() as stream:
        lines = Lines(source, stream)
        rows = _rows(source, lines)
        _, header = next(rows, (0, []))
        names = tuple(name.strip() for name in header)
        if not any(names):
            raise UserError("file_empty", file=source.name)
        if len(names) == 1 and (other := re.search(r"[;\t|]", names[0])):
            raise UserError("separator_wrong", file=source.name, found="Tab" if other[0] == "\t" else other[0])
        yield Sheet(source, names, rows, lines)


def _rows(source: Source, lines: Lines) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(iter(lines), strict=True)
    line = 1
    while True:
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            code = "cell_too_long" if "field larger" in str(error) else "quotes_broken"
            raise UserError(code, file=source.name, line=line) from None
        if any(row):
            yield line, row
        line = reader.line_num + 1


def head_of(source: Source) -> tuple[str, ...]:
    """Return the header of a source."""
    with sheet(source) as opened:
        return opened.header
