"""Stores that may only be read, are held by somebody else, written by many, or moved away while open."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import NamedTuple

from roidesk.bootstrap import open_desk
from roidesk.domain.errors import UserError
from tests.faults.acts import NAME, PATIENCE, ROOT, Act, Ended, done, environment
from tests.faults.full_disk import missing, mount, unmount
from tests.faults.result import Control, Run, Tried, gathered, spread
from tests.faults.stores import copied, line, made, problems

WRITING = (("log", "tweet", "4m"), ("undo",), ("settings", "margin", "0.3"), ("start", "tweet"))
READING = (("status",), ("figures",), ("interaction", "list"), ("check",))
MANY = Path(__file__).parent / "programs" / "log_many.py"
WRITERS, EACH = 6, 10


class Case(NamedTuple):
    """Something done to a folder with a store in it; `look` returns how many commands were tried and what is wrong."""

    name: str
    look: Callable[[Path], tuple[int, list[str]]]


def run(wished: Run) -> list[Tried]:
    """Try every case once, and ten times the number of writers in a long run."""
    store = made(wished.room("made"))
    cases = [
        Case("a file that may only be read", _file_read_only),
        Case("a folder that may only be read", _folder_read_only),
        Case("held by another program for good", _held_for_good),
        Case("held by another program for a second", _held_for_a_second),
        Case("moved away while open", _moved),
        Case("backed up while another program writes", _backed_up),
    ]
    if not missing(wished):
        cases.append(Case("a disk that may only be read", _disk_read_only))
    results = spread(partial(one, wished, store), cases)
    tried = sum(count for count, _ in results)
    lost = gathered(found for _, found in results)
    told = f"{len(cases)} cases; a read-only disk: {missing(wished) or 'tried'}"
    control = None
    if wished.controls:
        written, found = one(wished, store, Case("a file that may be written", _only_read))
        control = Control("a file that may be written", written, len(found))
    return [Tried("read-only, held, moved", tried, lost, told, control), _writers(wished, store)]


def one(wished: Run, store: Path, case: Case) -> tuple[int, list[str]]:
    """Look at one case, on a copy of the store."""
    folder = wished.folder / case.name.replace(" ", "-")
    copied(store, folder)
    try:
        tried, found = case.look(folder)
    except OSError as error:
        tried, found = 1, [f"{type(error).__name__}: {error}"]
    shutil.rmtree(folder)
    return tried, [f"{case.name}: {each}" for each in found]


def _done(folder: Path, *words: str) -> Ended:
    return done(folder, Act("", words, made))


def _only_read(folder: Path) -> tuple[int, list[str]]:
    """Return what is wrong when writing is not possible: it has to say so, and reading has to go on."""
    before = (folder / NAME).read_bytes()
    found = []
    for words in WRITING:
        ended = _done(folder, *words)
        if ended.exit != 1 or not ended.said_why:
            found.append(f"{' '.join(words)} ended with {ended.exit}: {ended.err.strip()}")
    found += [f"{' '.join(words)} cannot be read" for words in READING if _done(folder, *words).exit]
    if (folder / NAME).read_bytes() != before:
        found.append("the file was changed")
    return len(WRITING) + len(READING), found


def _file_read_only(folder: Path) -> tuple[int, list[str]]:
    (folder / NAME).chmod(0o400)
    return _only_read(folder)


def _folder_read_only(folder: Path) -> tuple[int, list[str]]:
    folder.chmod(0o500)
    try:
        return _only_read(folder)
    finally:
        folder.chmod(0o700)


def _disk_read_only(folder: Path) -> tuple[int, list[str]]:
    mount("--bind", str(folder), str(folder))
    try:
        mount("-o", "remount,ro,bind", str(folder))
        return _only_read(folder)
    finally:
        unmount(folder)


@contextmanager
def _held(store: Path) -> Iterator[sqlite3.Connection]:
    """Another program's transaction on a store."""
    other = sqlite3.connect(store, isolation_level=None)
    other.execute("begin immediate")
    try:
        yield other
    finally:
        other.close()


def _held_for_good(folder: Path) -> tuple[int, list[str]]:
    with _held(folder / NAME):
        ended, read = _done(folder, "log", "tweet", "4m"), _done(folder, "figures")
    found = [] if ended.exit == 1 and ended.said_why else [f"ended with {ended.exit}: {ended.err.strip()}"]
    found += [] if read.exit == 0 else ["it cannot be read meanwhile"]
    return 2, found + problems(folder / NAME)


def _held_for_a_second(folder: Path) -> tuple[int, list[str]]:
    program = [sys.executable, "-m", "roidesk", "--store", folder / NAME, "log", "tweet", "4m"]
    with _held(folder / NAME) as other:
        waiting = subprocess.Popen(
            program,
            cwd=folder,
            env=environment(folder),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
        )
        try:
            waiting.wait(1)
        except subprocess.TimeoutExpired:
            other.execute("rollback")
    _, said = waiting.communicate(timeout=PATIENCE)
    return 1, ([] if waiting.returncode == 0 else [f"it did not wait: {said.strip()}"]) + problems(folder / NAME)


def _moved(folder: Path) -> tuple[int, list[str]]:
    """Move a store away while it is open: what is logged then is refused, or is there when it is moved back."""
    store, elsewhere = folder / NAME, folder / "elsewhere.db"
    desk = open_desk(store)
    saved = []
    desk.tracking.log(line(1))
    os.rename(store, elsewhere)  # noqa: PTH104 - as any program does it
    try:
        saved = [desk.tracking.log(line(2)).row.interaction.id]
    except UserError:
        pass
    finally:
        desk.close()
    os.rename(elsewhere, store)  # noqa: PTH104
    desk = open_desk(store)
    there = {row.interaction.id for row in desk.tracking.page()}
    desk.close()
    return 2, [f"{each} was acknowledged and is lost" for each in saved if each not in there] + problems(store)


def _backed_up(folder: Path) -> tuple[int, list[str]]:
    """Write, back up and check in one program, write in another, and write in the first again: all of it is there.

    Closing any descriptor of a file gives up all locks of the process on it: who looks into an open store beside SQLite
    lets the other program take itself for the last one, and remove the log.
    """
    desk = open_desk(folder / NAME)
    found = []
    before = desk.ledger.count("interactions")
    try:
        for number, look in enumerate((desk.backups.make, desk.backups.newest, desk.backups.due, desk.care.check)):
            desk.tracking.log(line(10 + number))
            look()
            if _done(folder, "log", "tweet", "4m").exit:
                found.append("the other program could not write")
        desk.tracking.log(line(20))
        if (there := desk.ledger.count("interactions") - before) != 9:
            found.append(f"{there} of 9 entries are there")
    except UserError as error:
        found.append(f"the first program could not write on: {error.code}")
    finally:
        desk.close()
    return 9, found + problems(folder / NAME)


def _writers(wished: Run, template: Path) -> Tried:
    """Let many programs log to one store at once: all that was acknowledged is there.

    Who waited five seconds in vain says so and saved nothing: on a machine that stands still that may happen.
    """
    count = wished.count(EACH, 10 * EACH)
    turned_away, found = _written(copied(template, wished.room("writers")), count, ())
    control = None
    if wished.controls:
        at_once, _ = _written(copied(template, wished.room("writers-without")), count, ("immediate",))
        control = Control("begun with reading, turned away at once", WRITERS, at_once)
    told = f"{turned_away} turned away after 5 s"
    return Tried(f"{WRITERS} programs writing at once", WRITERS * count, tuple(found), told, control)


def _written(store: Path, count: int, without: tuple[str, ...]) -> tuple[int, list[str]]:
    """Let the writers write; return how many found the store locked, and what is wrong."""
    command = [sys.executable, MANY, store, str(count), *without]
    how = {"cwd": ROOT, "env": environment(store.parent), "text": True}
    programs = [
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, **how) for _ in range(WRITERS)
    ]
    ended = [(program, *program.communicate(timeout=PATIENCE)) for program in programs]
    locked = sum("store_locked" in err for _, _, err in ended)
    said = [each.split() for _, out, _ in ended for each in out.splitlines()]
    found = [
        f"a writer ended with {each.returncode}: {err.strip()[-200:]}"
        for each, _, err in ended
        if each.returncode and "store_locked" not in err
    ]
    return locked, found + problems(store, [(int(seq), link) for seq, link in said])
