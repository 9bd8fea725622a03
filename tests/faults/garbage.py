"""Files that are no store, or one made by somebody else to do harm: refused in a sentence, and left as they are."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from random import Random
from typing import NamedTuple

from roidesk.store.format import APPLICATION_ID, VERSION
from tests.faults.acts import NAME, Act, done
from tests.faults.result import Control, Run, Tried, gathered, spread
from tests.faults.stores import copied, made

HUGE = 10 << 30
COMMANDS = (("log", "tweet", "4m"), ("status",), ("check",), ("figures",))
HOSTILE = (
    "create trigger steal after insert on interaction begin delete from interaction; end",
    "create trigger undo_log after insert on change begin select load_extension('/tmp/x.so'); end",
    "create view person_names as select name from person",
    "create table other (a, b as (a || zeroblob(1000000)) virtual)",
    "create index ix_slow on interaction (length(zeroblob(1000000) || note))",
    "drop table person",
    "alter table cost_shares add column more text",
    "drop trigger change_no_update",
)


class Case(NamedTuple):
    """A file: its name, and what makes it of a sound store."""

    name: str
    spoil: Callable[[Path], object]
    refused: bool = True


def run(wished: Run) -> list[Tried]:
    """Offer about 100 files of all kinds (1,000 in a long run) to four commands."""
    store = made(wished.room("made"))
    cases = list(_cases(wished.count(60, 960)))
    lost = gathered(spread(partial(one, wished, store), cases))
    control = None
    if wished.controls:
        sound = [Case(f"sound {number}", lambda _: None) for number in range(1)]
        opened = [each for case in sound for each in one(wished, store, case)]
        control = Control("a sound store is not refused", len(sound), int(bool(opened)))
    return [Tried("files that are no store", len(cases) * len(COMMANDS), lost, f"{len(cases)} files", control)]


def _cases(random_ones: int) -> Iterator[Case]:
    yield Case("empty", partial(_content, b""))
    yield Case("text", partial(_content, b"start,minutes\n2026-06-01,4\n" * 100))
    yield Case("only a magic", partial(_content, b"SQLite format 3\0"))
    yield Case("zip", partial(_content, b"PK\3\4" + bytes(200)))
    yield Case("zeros", partial(_content, bytes(8192)))
    yield Case("10 GB of nothing", _huge)
    yield Case("a folder", _folder)
    yield Case("a newer store", partial(_patched, 60, (VERSION + 1).to_bytes(4)))
    yield Case("a store of nobody", partial(_patched, 68, bytes(4)))
    yield Case("pages of another size", partial(_patched, 16, (1).to_bytes(2)))
    yield Case("cut in half", _halved)
    for number in range(random_ones // 2):
        yield Case(f"random bytes {number}", partial(_noise, number))
        yield Case(f"random bytes after our header {number}", partial(_noise_after_header, number))
    for number, statement in enumerate(HOSTILE):
        yield Case(f"hostile schema {number}", partial(_altered, statement), refused=False)


def _content(data: bytes, path: Path) -> None:
    path.write_bytes(data)


def _huge(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(HUGE)


def _folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def _patched(at: int, data: bytes, path: Path) -> None:
    with path.open("r+b") as file:
        file.seek(at)
        file.write(data)


def _halved(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2)


def _noise(number: int, path: Path) -> None:
    path.write_bytes(Random(number).randbytes(4096 * (1 + number % 5)))


def _noise_after_header(number: int, path: Path) -> None:
    path.write_bytes(path.read_bytes()[:100] + Random(number).randbytes(4096 * 8 - 100))


def _altered(statement: str, path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute(statement)
    connection.commit()
    connection.close()
    assert int.from_bytes(path.read_bytes()[68:72]) == APPLICATION_ID


def one(wished: Run, store: Path, case: Case) -> list[str]:
    """Offer a file to every command, and look whether it is refused and still the same."""
    folder = wished.folder / case.name.replace(" ", "-")
    path = copied(store, folder)
    case.spoil(path)
    before = _kept(path)
    found = []
    for words in COMMANDS:
        ended = done(folder, Act("", words, lambda _: None))
        if ended.exit != 0 and not ended.said_why and "check" not in words:  # which says what it finds as its answer
            found.append(f"{' '.join(words)}: {ended.err[-300:]}")
        if case.refused and ended.exit == 0:
            found.append(f"{' '.join(words)}: taken for a store")
        if case.refused and _kept(path) != before:
            found.append(f"{' '.join(words)}: changed the file")
    if not case.refused and done(folder, Act("", ("check", "--deep"), lambda _: None)).exit == 0:
        found.append("check --deep says nothing")
    shutil.rmtree(folder)
    return [f"{case.name}: {each}" for each in found]


def _kept(path: Path) -> object:
    """Return what a file holds; of a huge one how long it is and how much of it is there."""
    if path.is_dir():
        return sorted(path.iterdir())
    if path.stat().st_size > HUGE // 2:
        return path.stat().st_size, path.stat().st_blocks
    return path.read_bytes(), sorted(each.name for each in path.parent.iterdir() if each.name.startswith(NAME))
