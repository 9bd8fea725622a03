"""A slow disk and a locked store under the window: it goes on painting, and what was typed is neither lost nor doubled.

A beat every 10 ms on the thread that paints tells how long it ever stood still. A machine with other things to do may
keep any program waiting: a freeze counts when the same step freezes in each of three attempts.
"""

from __future__ import annotations

import json
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from roidesk.bootstrap import open_desk
from roidesk.domain.model import Interaction
from tests.faults.acts import ROOT, environment
from tests.faults.result import Control, Run, Tried
from tests.faults.stores import copied, line, made

PROGRAM = Path(__file__).parent / "programs" / "heartbeat_window.py"
LONGEST_MS = 100
ATTEMPTS = 3
SLOW = ("strace", "-f", "-q", "-o", "/dev/null", "-e", "trace=fdatasync", "-e", "inject=fdatasync:delay_exit=300000")
"""Each flush to the disk takes 300 ms longer."""


def run(wished: Run) -> list[Tried]:
    """File lines on a slow disk (10; 100 in a long run), and while another program holds the store."""
    store = made(wished.room("made"))
    lines = [line(100 + number) for number in range(wished.count(10, 100))]
    return [_slow(wished, store, lines), _locked(wished, store)]


def _slow(wished: Run, template: Path, lines: list[str]) -> Tried:
    name = "slow disk under the window"
    if not shutil.which("strace"):
        return Tried(name, 0, not_run="strace is missing (apt-get install strace)")
    lost: tuple[str, ...] = ()
    longest: list[int] = []
    for attempt in range(ATTEMPTS):
        store = copied(template, wished.room(f"slow-{attempt}"))
        before = _filed(store)
        with window(store, *SLOW) as ask:
            said = [ask(f"file {each}") for each in lines]
        longest.append(max(each["stood_ms"] for each in said))
        lost = tuple(f"the line {each['line']!r} was left" for each in said if each["line"])
        if (there := _filed(store) - before) != len(lines):
            lost += (f"{there} of {len(lines)} lines are there",)
        if lost or longest[-1] <= LONGEST_MS:
            break
    if min(longest) > LONGEST_MS:
        lost += (f"stood still for {longest} ms",)
    control = None
    if wished.controls:
        store = copied(template, wished.room("slow-control"))
        with window(store, *SLOW, flags=("--on-gui",)) as ask:
            stood = [ask(f"file {each}")["stood_ms"] for each in lines[:3]]
        control = Control("writing on the thread that paints", len(stood), sum(each > LONGEST_MS for each in stood))
    return Tried(name, len(lines), lost, f"300 ms a flush; stood still {min(longest)} ms at most", control)


def _locked(wished: Run, template: Path) -> Tried:
    """Let another program hold the store for longer than a write waits, then let go and try again."""
    lost: list[str] = []
    longest: list[int] = []
    for attempt in range(ATTEMPTS):
        store, wanted = copied(template, wished.room(f"locked-{attempt}")), line(300)
        before = _filed(store)
        with window(store) as ask:
            other = sqlite3.connect(store, isolation_level=None)
            other.execute("begin immediate")
            refused = ask(f"file {wanted}")
            other.execute("rollback")
            other.close()
            offered = refused["offers"] == ["Try again"] and refused["line"] == wanted
            again = ask("again") if offered else refused
        longest.append(refused["stood_ms"])
        lost = [] if offered else [f"the line was not kept or nothing offered: {refused}"]
        if (there := _filed(store) - before) != 1 or again["line"]:
            lost.append(f"filed {there} times, then the line was {again['line']!r}")
        if lost or longest[-1] <= LONGEST_MS:
            break
    if min(longest) > LONGEST_MS:
        lost.append(f"stood still for {longest} ms")
    control = None
    if wished.controls:
        store = copied(template, wished.room("locked-control"))
        with window(store, flags=("--on-gui",)) as ask:
            other = sqlite3.connect(store, isolation_level=None)
            other.execute("begin immediate")
            stood = ask(f"file {line(300)}")["stood_ms"]
            other.close()
        control = Control("writing on the thread that paints", 1, int(stood > LONGEST_MS))
    told = f"locked for longer than the 5 s a write waits; stood still {min(longest)} ms at most"
    return Tried("locked store under the window", 1, tuple(lost), told, control)


@contextmanager
def window(store: Path, *under: str, flags: tuple[str, ...] = ()) -> Iterator[Any]:
    """Show the window on a store; yields what does one thing in it and returns what it then says."""
    command = [*under, sys.executable, str(PROGRAM), str(store), *flags]
    home = environment(store.parent)
    with subprocess.Popen(
        command, cwd=ROOT, env=home, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as program:
        assert program.stdin is not None
        assert program.stdout is not None
        given, answers = program.stdin, program.stdout
        assert answers.readline()

        def ask(words: str) -> dict[str, Any]:
            given.write(f"{words}\n")
            given.flush()
            said: dict[str, Any] = json.loads(answers.readline())
            return said

        yield ask
        given.close()
        program.wait(60)


def _filed(store: Path) -> int:
    desk = open_desk(store)
    try:
        return len(desk.context.read().all(Interaction))
    finally:
        desk.close()
