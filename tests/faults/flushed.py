"""Power loss and names: a file that takes its name has to be on the disk before, and its name in the folder after.

The order of the calls is read from a trace of each act. A file that gets its name first may be empty after a power cut,
and the old one is gone: that happened to others (docs/reliability.md).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from tests.faults.acts import Stage, acts, done, staged
from tests.faults.result import Control, Run, Tried, gathered
from tests.faults.tracing import missing, traced

CALLS = ("pwrite64", "write", "fsync", "fdatasync", "ftruncate", "rename", "link", "linkat")
_FILE = re.compile(r"(?:\d+ +)?(\w+)\(\d+<(/[^>]+)>")
_NAMED = re.compile(r'(?:\d+ +)?(?:rename|link)\("([^"]+)", "([^"]+)"\) += 0')
_SYNCS = ("fsync", "fdatasync")
NAMING = ("create", "migrate", "import", "backup", "restore", "export folder", "export zip")


def run(wished: Run) -> list[Tried]:
    """Look at every act that gives files their names."""
    name = "flushed before it gets its name"
    if missing():
        return [Tried(name, 0, not_run=missing())]
    stages = [staged(act, wished.room(act.name)) for act in acts() if act.name in NAMING]
    results = [one(wished, stage) for stage in stages]
    told = "the file before, its folder after"
    control = None
    if wished.controls:
        bare = [one(wished, stage.without("flush")) for stage in stages]
        control = Control("nothing flushed", sum(count for count, _ in bare), sum(len(found) for _, found in bare))
    return [Tried(name, sum(count for count, _ in results), gathered(found for _, found in results), told, control)]


def one(wished: Run, stage: Stage) -> tuple[int, list[str]]:
    """Do an act, and return how many flushes there have to be (file and folder), and which are missing."""
    room = wished.room(f"{stage.act.name}-{stage.act.without}")
    folder, trace = stage.copy(room / "traced"), room / "trace"
    ended = done(folder, stage.act, traced(CALLS, trace))
    assert ended.exit == 0, ended
    count, found = early(trace.read_text(encoding="utf-8", errors="replace").splitlines(), str(folder))
    return 2 * count, [f"{stage.act.name}: {each}" for each in found]


def early(lines: Iterable[str], within: str) -> tuple[int, list[str]]:
    """Return how many files took a name, and which did before they, or after them their folder, were flushed."""
    unflushed: set[str] = set()
    waiting: set[str] = set()
    count, found = 0, []
    for line in lines:
        if (call := _FILE.match(line)) and call[2].startswith(within):
            if call[1] in _SYNCS:
                unflushed.discard(call[2])
                waiting -= {each for each in waiting if str(Path(each).parent) == call[2]}
            else:
                unflushed.add(call[2])
        elif (named := _NAMED.match(line)) and named[1].startswith(within):
            count += 1
            waiting.add(str(Path(within) / named[2]))
            if named[1] in unflushed:
                found.append(f"{Path(named[2]).name} got its name before it was on the disk")
    return count, found + [f"the folder was not flushed after {Path(each).name} got its name" for each in waiting]
