"""kill -9 at any moment while roidesk works: what was acknowledged is there, and nothing is half there.

The time to live begins at the first acknowledgement. Begun at the start of the process it would pass while Python
loads, and most rounds would kill a program that has written nothing: a round only counts as hot when it left a log.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from tests.faults.acts import ROOT, environment
from tests.faults.result import Control, Run, Tried, gathered, spread
from tests.faults.stores import copied, made, problems

PROGRAM = Path(__file__).parent / "programs" / "work_until_killed.py"
LONGEST_LIFE = 0.05
HOT = 0.95


@dataclass(frozen=True, slots=True)
class Round:
    """One program killed: what it had acknowledged, whether its log was left behind, what is wrong afterwards."""

    acknowledged: int
    hot: bool
    problems: tuple[str, ...]


def run(wished: Run) -> list[Tried]:
    """Kill 150 programs (10,000 in a long run), and 60 that acknowledge too early."""
    store = made(wished.room("made"))
    rounds = spread(partial(one, wished, store, ()), range(wished.count(150, 10_000)))
    hot = sum(each.hot for each in rounds)
    lost = gathered(each.problems for each in rounds)
    if hot < HOT * len(rounds):
        lost += (f"only {hot} of {len(rounds)} rounds left a log behind: the others prove nothing",)
    told = f"{sum(each.acknowledged for each in rounds):,} actions acknowledged, {hot:,} hot"
    control = None
    if wished.controls:
        early = spread(partial(one, wished, store, ("--early",)), range(60))
        control = Control("acknowledged before the commit", len(early), sum(bool(each.problems) for each in early))
    return [Tried("kill -9 while working", len(rounds), lost, told, control)]


def one(wished: Run, template: Path, flags: tuple[str, ...], number: int) -> Round:
    """Let a program work on a store of its own, kill it, and look."""
    random = wished.random("kill", number)
    folder = wished.room(f"kill-{'-'.join((*flags, str(number)))}")
    store = copied(template, folder)
    life = random.choice((0, random.uniform(0, LONGEST_LIFE)))
    acknowledged = _killed(store, [str(random.random()), *flags], life)
    log = store.with_name(store.name + "-wal")
    hot = log.exists() and log.stat().st_size > 0
    found = problems(store, acknowledged)
    shutil.rmtree(folder)
    return Round(len(acknowledged), hot, tuple(f"kill, round {number}: {each}" for each in found))


def _killed(store: Path, words: list[str], life: float) -> list[tuple[int, str]]:
    """Run the program until `life` seconds after its first line, and return what it acknowledged."""
    command = [sys.executable, PROGRAM, store, *words]
    with subprocess.Popen(
        command, cwd=ROOT, env=environment(store.parent), stdout=subprocess.PIPE, text=True
    ) as program:
        assert program.stdout is not None
        first = program.stdout.readline()
        time.sleep(life)
        program.kill()
        lines = [first, *program.stdout]
    found = (each.split() for each in lines if each.endswith("\n"))
    return [(int(seq), link) for seq, link in found]
