"""Errors of the disk: what is reported as saved is there when the store is opened again, all else says why it is not.

strace could also answer a write with a smaller number, but then nothing at all was written: that is a disk that lies.
Writes that really are cut short are met on a full disk (full_disk.py).
"""

from __future__ import annotations

import shutil
from functools import partial
from typing import NamedTuple

from tests.faults.acts import NAME, Stage, acts, done, staged
from tests.faults.result import Control, Run, Tried, gathered, spread
from tests.faults.stores import problems
from tests.faults.tracing import Point, harmed, missing, points

FAULTS = (
    ("a flush fails (EIO)", ("fsync", "fdatasync"), "error=EIO"),
    ("a write fails (EIO)", ("pwrite64", "write"), "error=EIO"),
    ("no room (ENOSPC)", ("pwrite64", "write"), "error=ENOSPC"),
    ("opening is refused (EACCES)", ("openat",), "error=EACCES"),
)
HARMED = ("log", "undo", "import", "settings", "export zip")


class Failed(NamedTuple):
    """How an act ended that met an error: whether it met it and said it was done, and what is wrong."""

    met: bool
    saved: bool
    problems: tuple[str, ...]


def run(wished: Run) -> list[Tried]:
    """Let every kind of call fail, at about 8 points of each act; at each point in a long run."""
    if missing():
        return [Tried("errors of the disk", 0, not_run=missing())]
    stages = [staged(act, wished.room(act.name)) for act in acts() if act.name in HARMED]
    return [_failing(wished, stages, *fault) for fault in FAULTS]


def _failing(wished: Run, stages: list[Stage], name: str, calls: tuple[str, ...], how: str) -> Tried:
    results: list[Failed] = []
    for stage in stages:
        every = opened() if "openat" in calls else points(stage, wished.room(stage.act.name), calls, within=True)
        results += spread(partial(one, wished, stage, how), every if "openat" in calls else wished.thinned(every, 8))
    results = [each for each in results if each.met]
    told = f"{sum(each.saved for each in results)} saved all the same, the others said why not"
    lost = gathered(each.problems for each in results)
    return Tried(name, len(results), lost, told, _control(wished, stages[0], calls, how))


def opened() -> list[Point]:
    """Return the first times each file is opened: which call that is differs from run to run."""
    files = ("roidesk.db", "roidesk.db-wal", "roidesk.db-head", "in.zip", "out.zip", ".")
    return [Point("openat", number, path) for path in files for number in (1, 2, 3)]


def _control(wished: Run, log: Stage, calls: tuple[str, ...], how: str) -> Control | None:
    if not wished.controls or "openat" in calls:
        return None
    deaf = log.without("report")
    every = points(deaf, wished.room(f"{log.act.name}-without"), calls, within=True)
    results = spread(partial(one, wished, deaf, how), wished.thinned(every, 40))
    return Control("errors not listened to", len(results), sum(bool(each.problems) for each in results))


def one(wished: Run, stage: Stage, how: str, point: Point) -> Failed:
    """Let one call of an act fail, and look."""
    folder = stage.copy(
        wished.folder
        / stage.act.name
        / f"{point.call} {point.number} {point.path.replace('.', '-')} {how} {stage.act.without}"
    )
    ended, met = harmed(stage, folder, point, how)
    judged = stage.judged(folder)
    found = [] if judged.whole else [judged.left]
    if ended.exit == 0 and judged.left == "old":
        found.append("it was acknowledged and is lost")
    if ended.exit and not ended.said_why:
        found.append(f"ended with {ended.exit} and no sentence: {ended.err[-300:]}")
    again = done(folder, stage.act._replace(without=""))
    if again.exit:
        found.append(f"the next start failed: {again.err.strip()}")
    found += problems(folder / NAME)
    shutil.rmtree(folder)
    return Failed(met, ended.exit == 0, tuple(f"{stage.act.name}, {how} at {point}: {each}" for each in found))
