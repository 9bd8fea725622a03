"""Power loss, replayed: a program's writes are traced, and what a disk may hold when the power fails is built of them.

At any moment a disk holds all that was flushed and any part of what was not, torn at sectors of 512 bytes, in any
order. What was acknowledged before that moment has to be there. Not modelled: names in folders that are lost (SQLite
flushes the folder itself), and disks that say they flushed and did not.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path
from random import Random
from typing import NamedTuple

from tests.faults.acts import ROOT, environment
from tests.faults.result import Control, Run, Tried, gathered, spread
from tests.faults.stores import NAME, copied, made, problems
from tests.faults.tracing import missing

PROGRAM = Path(__file__).parent / "programs" / "log_many.py"
LOGGED = 60
SECTOR = 512
CALLS = "pwrite64,write,lseek,fsync,fdatasync,ftruncate,unlink"
_WRITE = re.compile(r'(?:\d+ +)?p?write(?:64)?\(\d+<(.+?)>, "(.*?)", (\d+)(?:, (\d+))?\) += (\d+)$')
_SEEK = re.compile(r"(?:\d+ +)?lseek\(\d+<(.+?)>, .*\) += (\d+)$")
_SYNC = re.compile(r"(?:\d+ +)?f(?:data)?sync\(\d+<(.+?)>\) += 0$")
_SIZE = re.compile(r"(?:\d+ +)?ftruncate\(\d+<(.+?)>, (\d+)\) += 0$")
_GONE = re.compile(r'(?:\d+ +)?unlink\("(.*?)"\) += 0$')


class Write(NamedTuple):
    """Bytes written to a file at an offset."""

    file: str
    data: bytes
    offset: int


class Flush(NamedTuple):
    """A file's bytes are on the disk."""

    file: str


class Resize(NamedTuple):
    """A file was cut or lengthened; None: it was removed."""

    file: str
    size: int | None


class Acknowledged(NamedTuple):
    """A link of the change log was reported as saved."""

    seq: int
    link: str


Event = Write | Flush | Resize | Acknowledged


def run(wished: Run) -> list[Tried]:
    """Fail the power 600 times (5,000 in a long run), and 200 times with SQLite not waiting for the disk."""
    if missing():
        return [Tried("power loss", 0, not_run=missing())]
    store = made(wished.room("made"))
    events = traced(store, wished.room("full"), ())
    count = wished.count(600, 5_000)
    lost = gathered(spread(partial(one, wished, store, events), range(count)))
    saved = sum(isinstance(each, Acknowledged) for each in events)
    writes = sum(isinstance(each, Write) for each in events)
    control = None
    if wished.controls:
        unsynced = traced(store, wished.room("normal"), ("full",))
        harm = spread(partial(one, wished, store, unsynced), range(200))
        control = Control("synchronous = normal", len(harm), sum(map(bool, harm)))
    return [Tried("power loss while logging", count, lost, f"{saved} entries, {writes:,} writes traced", control)]


def traced(store: Path, folder: Path, without: tuple[str, ...]) -> list[Event]:
    """Let the program log to a copy of a store, and return what it did to the disk."""
    trace, copy = folder / "trace", copied(store, folder / "store")
    command = ["strace", "-f", "-q", "-y", "-xx", "-s", "1000000", "-e", f"trace={CALLS}", "-o", trace]
    program = [sys.executable, PROGRAM, copy, str(LOGGED), *without]
    subprocess.run(
        [*command, *program], cwd=ROOT, env=environment(folder), check=True, capture_output=True, text=True
    )  # fmt: skip
    return list(events(trace.read_text(encoding="ascii").splitlines()))


def events(lines: Iterable[str]) -> Iterator[Event]:
    """Read what strace wrote: files by their names without the folder, acknowledgements from what went to a pipe."""
    places: dict[str, int] = {}
    for line in lines:
        if found := _WRITE.match(line):
            name, data = _name(found[1]), _bytes(found[2])[: int(found[5])]
            if name.startswith("pipe"):
                yield from (Acknowledged(int(seq), link) for seq, link in map(str.split, data.decode().splitlines()))
            elif found[4] is not None:
                yield Write(name, data, int(found[4]))
            else:
                yield Write(name, data, places.get(name, 0))
                places[name] = places.get(name, 0) + len(data)
        elif found := _SEEK.match(line):
            places[_name(found[1])] = int(found[2])
        elif found := _SYNC.match(line):
            yield Flush(_name(found[1]))
        elif found := _SIZE.match(line):
            yield Resize(_name(found[1]), int(found[2]))
        elif found := _GONE.match(line):
            yield Resize(_name(found[1]), None)


def _name(quoted: str) -> str:
    text = _bytes(quoted).decode() if quoted.startswith("\\x") else quoted
    return text.rpartition("/")[2]


def _bytes(quoted: str) -> bytes:
    return bytes.fromhex(quoted.replace("\\x", ""))


def one(wished: Run, store: Path, happened: list[Event], number: int) -> tuple[str, ...]:
    """Fail the power somewhere, build what the disk may hold then, and look at it."""
    random = wished.random("power", number)
    moment = random.randrange(len(happened))
    folder = wished.folder / f"state-{number}"
    folder.mkdir()
    before = {each.name: each.read_bytes() for each in store.parent.iterdir() if each.is_file()}
    for name, held in left(before, happened[:moment], random).items():
        if not name.endswith("-shm"):
            (folder / name).write_bytes(held)
    saved = [(each.seq, each.link) for each in happened[:moment] if isinstance(each, Acknowledged)]
    found = problems(folder / NAME, saved, log=number % 10 == 0)
    shutil.rmtree(folder)
    return tuple(f"power, state {number}, after call {moment}: {each}" for each in found)


def left(before: dict[str, bytes], happened: Iterable[Event], random: Random) -> dict[str, bytes]:
    """Return the files as the disk may hold them: all that was flushed, and of the rest some sectors, torn."""
    disk = {name: bytearray(held) for name, held in before.items()}
    waiting: dict[str, list[Write]] = {}
    for each in happened:
        if isinstance(each, Write):
            waiting.setdefault(each.file, []).append(each)
        elif isinstance(each, Flush):
            _land(disk, waiting.pop(each.file, []))
        elif isinstance(each, Resize):
            _resize(disk, waiting, each)
    share = random.choice((0.0, random.random(), 1.0))
    for name in sorted(waiting):
        sectors = [sector for each in waiting[name] for sector in _torn(each)]
        _land(disk, [each for each in sectors if random.random() < share])
    return {name: bytes(held) for name, held in disk.items()}


def _resize(disk: dict[str, bytearray], waiting: dict[str, list[Write]], to: Resize) -> None:
    """Cut, lengthen or remove a file, at once: a file system does not lose that alone."""
    if to.size is None:
        waiting.pop(to.file, None)
        disk.pop(to.file, None)
        return
    held = disk.setdefault(to.file, bytearray())
    held[:] = held[: to.size].ljust(to.size, b"\0")


def _land(disk: dict[str, bytearray], writes: Iterable[Write]) -> None:
    for each in writes:
        held = disk.setdefault(each.file, bytearray())
        if len(held) < each.offset:
            held.extend(bytes(each.offset - len(held)))
        held[each.offset : each.offset + len(each.data)] = each.data


def _torn(write: Write) -> Iterator[Write]:
    """Yield the parts of a write that lie in one sector each."""
    at = 0
    while at < len(write.data):
        end = min(len(write.data), at + SECTOR - (write.offset + at) % SECTOR)
        yield Write(write.file, write.data[at:end], write.offset + at)
        at = end
