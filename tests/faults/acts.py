"""What is done to a store while it is harmed: one command of roidesk each, as a person gives it, in a process of it.

Everything lies in one folder: the store, what is brought in, what is written out, the home folder with the backups.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from roidesk.bootstrap import open_desk
from roidesk.domain.errors import UserError
from roidesk.i18n.sentences import explain
from roidesk.store.backup import verify
from tests.faults.stores import BESIDE, NAME, copied, dump, line, made, problems

ROOT = Path(__file__).resolve().parents[2]
RELEASE = ROOT / "tests" / "store" / "releases" / "0001.sql"
PATIENCE = 60
DAY = 86_400


class Act(NamedTuple):
    """A command and the folder it finds, which `prepare` fills.

    `by_file`: no more is promised than that each file is old or new. `without`: a protection that is taken out.
    """

    name: str
    words: tuple[str, ...]
    prepare: Callable[[Path], object]
    by_file: bool = False
    without: str = ""


class Ended(NamedTuple):
    """How a command ended; `exit` is negative when it was killed."""

    exit: int
    out: str
    err: str

    @property
    def killed(self) -> bool:
        return self.exit in (-9, 137)

    @property
    def said_why(self) -> bool:
        """Whether it said in sentences of ours what was wrong, and took no fault for one of our own."""
        return bool(self.err.strip()) and "Traceback" not in self.err and "fault in roidesk" not in self.err


class State(NamedTuple):
    """What a folder holds: the schema, the rows of every table, the files beside the store, the backups."""

    version: int
    rows: dict[str, list[tuple[object, ...]]]
    files: dict[str, bytes]
    backups: tuple[Path, ...]

    @property
    def counts(self) -> tuple[object, ...]:
        """How much there is: instants and ids differ from one run to the next."""
        return self.version, {name: len(rows) for name, rows in self.rows.items()}, self.files, len(self.backups)

    @property
    def store(self) -> tuple[object, ...]:
        """The store alone, without what lies beside it."""
        return self.version, self.rows, self.files


def acts() -> tuple[Act, ...]:
    """Return all that is done."""
    return (
        Act("log", ("log", "tweet", "reply", "@new", "4m"), made),
        Act("start", ("start", "video", "demo"), made),
        Act("create", ("brand", "list"), _nothing),
        Act("migrate", ("status",), _released),
        Act("undo", ("undo", "3"), made),
        Act("settings", ("settings", "margin", "0.3"), made),
        Act("import", ("import", "in.zip"), _with_a_file),
        Act("backup", ("backup",), made),
        Act("restore", ("restore", "kept.db"), _with_a_backup),
        Act("export folder", ("export", "out"), partial(_exported, "out"), by_file=True),
        Act("export zip", ("export", "out.zip"), partial(_exported, "out.zip")),
    )


def _nothing(_: Path) -> None:
    """Put nothing there."""


def _released(folder: Path) -> None:
    """Put a store there as the first schema left it."""
    connection = sqlite3.connect(folder / NAME)
    connection.executescript(RELEASE.read_text(encoding="utf-8"))
    connection.close()
    (folder / NAME).chmod(0o600)


def _with_a_file(folder: Path) -> None:
    """Put a store there, and an export of another one."""
    made(folder)
    other = open_desk(made(folder / "other", entries=30))
    other.exchange.export(folder / "in.zip")
    other.close()
    shutil.rmtree(folder / "other")


def _with_a_backup(folder: Path) -> None:
    """Put a store there, and an older copy of it."""
    desk = open_desk(made(folder))
    desk.backups.copy_to(folder / "kept.db")
    for number in range(10):
        desk.tracking.log(line(500 + number))
    desk.close()


def _exported(to: str, folder: Path) -> None:
    """Put a store there, and an older export of it."""
    desk = open_desk(made(folder, entries=0))
    desk.exchange.export(folder / to)
    for number in range(250):
        desk.tracking.log(line(500 + number))
    desk.close()


def done(folder: Path, act: Act, before: Sequence[str] = ()) -> Ended:
    """Carry out an act in a folder; `before` is what runs it (strace and its options)."""
    program = [ROOT / "tests" / "faults" / "programs" / "without.py", act.without] if act.without else ["-m", "roidesk"]
    ended = subprocess.run(
        [*before, sys.executable, *program, "--store", folder / NAME, *act.words],
        cwd=folder, env=environment(folder), capture_output=True, text=True, check=False, timeout=PATIENCE,
    )  # fmt: skip
    return Ended(ended.returncode, ended.stdout, ended.stderr)


def environment(home: Path) -> dict[str, str]:
    """Return the environment of a program: our modules, English, no compiled files written, nothing outside `home`."""
    return {
        **os.environ,
        "HOME": str(home),
        "LC_ALL": "C.UTF-8",
        "LANGUAGE": "",
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTHONHASHSEED": "0",  # the same calls in the same order each time
        "PYTHONPATH": str(ROOT),
        "XDG_CONFIG_HOME": str(home / "home"),
        "XDG_DATA_HOME": str(home / "home"),
        "XDG_RUNTIME_DIR": str(home),
        "XDG_STATE_HOME": str(home / "home"),
    }


def state(folder: Path) -> State:
    """Return what a folder holds now. A copy of the store is looked at, so that its log stays as it is."""
    store = folder / NAME
    beside = {folder / f"{NAME}{end}" for end in (*BESIDE, "-shm", "-journal")}
    every = [each for each in sorted(folder.rglob("*")) if each.is_file() and each not in beside and not _log(each)]
    kept = [
        each for each in every if each.suffix in {".db", ".json"} and "backups" in each.parts and each.name[0] != "."
    ]
    files = {str(each.relative_to(folder)): each.read_bytes() for each in every if each not in kept}
    backups = tuple(each for each in kept if each.suffix == ".db")
    if not store.exists():
        return State(0, {}, files, backups)
    with TemporaryDirectory() as look:
        copy = copied(store, Path(look))
        try:
            return State(*dump(copy), files, backups)
        except sqlite3.DatabaseError as error:
            return State(-1, {"unreadable": [(str(error),)]}, files, backups)


def _log(path: Path) -> bool:
    """Whether a file is roidesk's own log of what it did, which belongs to no act."""
    return path.name.startswith("roidesk.log")


class Stage(NamedTuple):
    """An act made ready: the folder to copy, what is in it before, and what is in it after the act went well."""

    act: Act
    folder: Path
    old: State
    new: State

    def without(self, protection: str) -> Stage:
        """Return the same with a protection taken out."""
        return self._replace(act=self.act._replace(without=protection))

    def copy(self, to: Path) -> Path:
        """Return a folder to act in."""
        shutil.copytree(self.folder, to)
        return to

    def judged(self, folder: Path) -> Judged:
        """Look at what a folder holds now, beside what was there before and what is there after the act went well."""
        now = state(folder)
        strays = tuple(name for name in now.files if name not in self.old.files and name not in self.new.files)
        left = now._replace(files={name: held for name, held in now.files.items() if name not in strays})
        torn = [f"{each.name}: {why}" for each in now.backups if (why := _torn(each))]
        if torn:
            return Judged(f"neither as before nor as after: {', '.join(torn)}", strays)
        # A backup that is made before something is done may be there without it.
        if left.store == self.old.store:
            return Judged("old" if self.act.words[0] != "backup" or left == self.old else "new", strays)
        if left.counts == self.new.counts:
            return Judged("new", strays)
        if self.act.by_file and left.rows == self.old.rows and self._each_whole(left.files):
            return Judged("each file old or new", strays)
        return Judged(f"neither as before nor as after: {_difference(left, self.old, self.new)}", strays)

    def _each_whole(self, files: dict[str, bytes]) -> bool:
        return all(held in (self.old.files.get(name), self.new.files.get(name)) for name, held in files.items())


class Judged(NamedTuple):
    """What an act left: "old", "new" or in what it differs from both; and the names of files that belong to neither."""

    left: str
    strays: tuple[str, ...]

    @property
    def whole(self) -> bool:
        return not self.left.startswith("neither")


def _torn(backup: Path) -> str:
    """Return what is wrong with a backup, "" when nothing is."""
    try:
        verify(backup)
    except UserError as error:
        return explain(error)
    return ""


def _difference(now: State, old: State, new: State) -> str:
    """Return the tables and files that are as neither."""
    tables = [
        f"{name} {len(rows)} (before {len(old.rows.get(name, ()))}, after {len(new.rows.get(name, ()))})"
        for name, rows in now.rows.items()
        if rows != old.rows.get(name) and len(rows) != len(new.rows.get(name, ()))
    ]
    files = [name for name, held in now.files.items() if held not in (old.files.get(name), new.files.get(name))]
    gone = [f"{name} is gone" for name in old.files if name not in now.files and name in new.files]
    kept = f"{len(now.backups)} backups (before {len(old.backups)}, after {len(new.backups)})"
    return ", ".join((f"version {now.version}", kept, *tables, *files, *gone))


def age(folder: Path, names: Sequence[str]) -> None:
    """Make files and the folders they lie in a day older, as if the next start came a day later."""
    for name in names:
        for each in (folder / name, *(folder / name).relative_to(folder).parents):
            os.utime(folder / each, (time.time() - DAY, time.time() - DAY))


def staged(act: Act, room: Path) -> Stage:
    """Make an act ready, and do it once without harm to see what it does."""
    folder = room / "before"
    folder.mkdir(parents=True)
    act.prepare(folder)
    after = room / "after"
    shutil.copytree(folder, after)
    ended = done(after, act)
    assert ended.exit == 0, ended
    assert not problems(after / NAME, log=False), problems(after / NAME, log=False)
    return Stage(act, folder, state(folder), state(after))
