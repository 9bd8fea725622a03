"""strace: what a command asks of the system, and the same command with one of these calls made to fail or to kill it.

`when=N` counts each kind of call by itself, and each thread. A sweep over a set of kinds with one N would stop at the
commonest and never reach the last sync: each kind is swept alone. `--seccomp-bpf` would be faster, and injects nothing.
"""

from __future__ import annotations

import re
import shutil
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from tests.faults.acts import Ended, Stage, done

WRITES = ("pwrite64", "write")
SYNCS = ("fsync", "fdatasync")
NAMES = ("ftruncate", "unlink", "rename", "link", "linkat", "mkdir", "chmod", "fchmod")
CALL = re.compile(r"^(?:\d+ +)?(\w+)\(")


class Point(NamedTuple):
    """The `number`-th call of a kind; `path`: of those about this file of the act's folder."""

    call: str
    number: int
    path: str = ""

    def __str__(self) -> str:
        return f"{self.call} {self.number} {self.path}".rstrip()


def missing() -> str:
    """Return why nothing can be traced here, "" where it can."""
    return "" if shutil.which("strace") else "strace is missing (apt-get install strace)"


def points(stage: Stage, room: Path, calls: Sequence[str], *, within: bool = False) -> list[Point]:
    """Return every call of these kinds that an act makes when nothing goes wrong, in their order.

    `within`: only those about a file in the act's folder.
    """
    folder, trace = stage.copy(room / "counted"), room / "calls"
    ended = done(folder, stage.act, traced(calls, trace))
    assert ended.exit == 0, ended
    seen: Counter[str] = Counter()
    found = []
    for line in trace.read_text(encoding="utf-8", errors="replace").splitlines():
        if made := CALL.match(line):
            seen[made[1]] += 1
            if not within or str(folder) in line:
                found.append(Point(made[1], seen[made[1]]))
    shutil.rmtree(folder)
    return found


def harmed(stage: Stage, folder: Path, point: Point, how: str) -> tuple[Ended, bool]:
    """Do an act in a folder while strace does something to one of its calls: "signal=KILL", "error=EIO", …

    Returns how it ended, and whether it came to that call.
    """
    trace = folder.with_name(f"{folder.name}.trace")
    only = ("-P", str(folder / point.path)) if point.path else ()
    inject = ("-e", f"inject={point.call}:{how}:when={point.number}")
    ended = done(folder, stage.act, (*traced((point.call,), trace, *only), *inject))
    met = ended.killed or "(INJECTED)" in trace.read_text(encoding="utf-8", errors="replace")
    trace.unlink()
    return ended, met


def traced(calls: Sequence[str], to: Path, *how: str) -> tuple[str, ...]:
    """Return what runs a command and writes such calls of it to a file, files by their paths."""
    return ("strace", "-f", "-q", "-y", *how, "-o", str(to), "-e", f"trace={','.join(calls)}")
