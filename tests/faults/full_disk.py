"""A full disk, met at many positions: nothing that was saved is lost, nothing old is harmed, and it says so."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from tests.faults.acts import NAME, Stage, acts, done, staged
from tests.faults.result import Control, Run, Tried, gathered, spread
from tests.faults.stores import problems

PAGE = 4096
ROOMY = 64 << 20
POSITIONS = 20
"""In each act: 200 in all."""
ENOUGH = 1024
"""Pages that any act is content with."""


def run(wished: Run) -> list[Tried]:
    """Fill the disk at 20 positions of every act (200 in a long run), from no room at all to just enough."""
    if missing(wished):
        return [Tried("disk full", 0, not_run=missing(wished))]
    stages = [staged(act, wished.room(act.name)) for act in acts()]
    needs = spread(partial(_needed, wished), stages)
    return [_filled(wished, stage, need) for stage, need in zip(stages, needs, strict=True)]


def missing(wished: Run) -> str:
    """Return why nothing can be mounted here, "" where it can."""
    try:
        with disk(wished.room("trial"), PAGE):
            return ""
    except OSError as error:
        return f"nothing can be mounted here ({error})"


@contextmanager
def disk(at: Path, size: int) -> Iterator[Path]:
    """A disk of so many bytes, until the end of the block."""
    mount("-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(at))
    try:
        yield at
    finally:
        unmount(at)


def unmount(at: Path) -> None:
    """Take a disk away."""
    subprocess.run(["umount", "--lazy", at], check=True, capture_output=True)


def mount(*words: str) -> None:
    """Mount a disk; `OSError` says why that cannot be."""
    ended = subprocess.run(["mount", *words], check=False, capture_output=True, text=True)
    if ended.returncode:
        raise OSError(ended.stderr.strip())


def _filled(wished: Run, stage: Stage, need: int) -> Tried:
    every = sorted({round(n * need / wished.count(POSITIONS, 200)) for n in range(wished.count(POSITIONS, 200))})
    results = spread(partial(one, wished, stage), every)
    told = f"0 to {need * PAGE // 1024} KiB of room"
    lost = gathered(results)
    return Tried(f"disk full: {stage.act.name}", len(every), lost, told, _control(wished, stage, need))


def _control(wished: Run, stage: Stage, need: int) -> Control | None:
    if stage.act.name != "export zip" or not wished.controls:
        return None
    every = range(0, need, max(1, need // 10))
    results = spread(partial(one, wished, stage.without("atomic")), every)
    return Control("written in place", len(every), sum(map(bool, results)))


def _needed(wished: Run, stage: Stage) -> int:
    """Return about the least number of free pages that the act is content with, found by halving."""
    least, most = 0, ENOUGH
    while least < most:
        middle = (least + most) // 2
        room = wished.room(f"{stage.act.name}-{middle}")
        with disk(room, _pages(stage.folder) * PAGE + middle * PAGE):
            content = done(stage.copy(room / "disk"), stage.act).exit == 0
        least, most = (least, middle) if content else (middle + 1, most)
    return max(least, 1)


def _pages(folder: Path) -> int:
    return sum(-(-each.stat().st_size // PAGE) for each in folder.rglob("*") if each.is_file())


def one(wished: Run, stage: Stage, free: int) -> tuple[str, ...]:
    """Do an act on a disk with so many free pages; look; make room, and look whether it goes on."""
    room = wished.room(f"{stage.act.name}-{stage.act.without}-{free}")
    with disk(room, (_pages(stage.folder) + free) * PAGE or PAGE):
        folder = stage.copy(room / "disk")
        ended = done(folder, stage.act)
        mount("-o", f"remount,size={ROOMY}", str(room))
        found = _wrong(stage, folder, ended.exit, said_why=ended.said_why)
        again = done(folder, stage.act._replace(without=""))
        if again.exit:
            found.append(f"with room it still fails: {again.err.strip()}")
        found += problems(folder / NAME)
    os.rmdir(room)  # noqa: PTH106 - refuses to remove anything but an empty folder
    return tuple(f"{stage.act.name}, {free} pages free: {each}" for each in found)


def _wrong(stage: Stage, folder: Path, status: int, *, said_why: bool) -> list[str]:
    """Return what is wrong with how an act ended: well means saved, and else it has to say why and leave no trace."""
    judged = stage.judged(folder)
    if status == 0:
        return [] if judged.left == "new" else [f"said to be saved, but {judged.left}"]
    found = [] if judged.left == "old" else [f"said not to be saved, but {judged.left}"]
    found += [f"{each} is left" for each in judged.strays]
    return found if said_why and status == 1 else [*found, f"ended with {status} and no sentence"]
