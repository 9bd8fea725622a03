"""kill -9 at a chosen call to the system: the store is as before or as after, and the next start does the rest."""

from __future__ import annotations

import shutil
from functools import partial
from typing import NamedTuple

from tests.faults.acts import NAME, Stage, acts, age, done, staged
from tests.faults.result import Control, Run, Tried, gathered, spread
from tests.faults.stores import problems
from tests.faults.tracing import NAMES, SYNCS, WRITES, Point, harmed, missing, points


class Killed(NamedTuple):
    """One act killed at one point: "old", "new" or "" (half), and what is wrong."""

    hit: bool
    left: str
    problems: tuple[str, ...]


UNPROTECTED = {"log": "transaction", "import": "transaction", "export zip": "atomic"}
"""What is taken out of an act as its control."""
TOLD = {"transaction": "each statement by itself", "atomic": "written in place"}


def run(wished: Run) -> list[Tried]:
    """Sweep over every act: about 20 points of each, all of them in a long run."""
    if missing():
        return [Tried("kill at a call", 0, not_run=missing())]
    return [_swept(wished, staged(act, wished.room(act.name))) for act in acts()]


def _swept(wished: Run, stage: Stage) -> Tried:
    every = points(stage, wished.room(stage.act.name), (*WRITES, *SYNCS, *NAMES))
    tried = [each for each in spread(partial(one, wished, stage), wished.thinned(every, 20)) if each.hit]
    old, new = (sum(each.left == which for each in tried) for which in ("old", "new"))
    lost = gathered(each.problems for each in tried)
    told = f"{old} old, {new} new, of {len(every)} calls"
    return Tried(f"kill at a call: {stage.act.name}", len(tried), lost, told, _control(wished, stage))


def _control(wished: Run, stage: Stage) -> Control | None:
    protection = UNPROTECTED.get(stage.act.name)
    if protection is None or not wished.controls:
        return None
    bare = stage.without(protection)
    room = wished.room(f"{stage.act.name}-without")
    every = points(bare, room, (*WRITES, *SYNCS, *NAMES))
    tried = [each for each in spread(partial(one, wished, bare), wished.thinned(every, 20)) if each.hit]
    return Control(TOLD[protection], len(tried), sum(bool(each.problems) for each in tried))


def one(wished: Run, stage: Stage, point: Point) -> Killed:
    """Kill an act at a point; look at what is left, do it once more a day later, and look again."""
    folder = stage.copy(wished.folder / stage.act.name / f"{point} {stage.act.without}")
    ended, met = harmed(stage, folder, point, "signal=KILL")
    judged = stage.judged(folder)
    found = [] if judged.whole else [judged.left]
    if ended.out and judged.left == "old":
        found.append("it was acknowledged and is lost")
    age(folder, judged.strays)
    again = done(folder, stage.act._replace(without=""))
    if again.exit:
        found.append(f"the next start failed: {again.err.strip()}")
    found += problems(folder / NAME)
    # A store is made once: the draft of one that was killed after it was put in its place is all there will ever be.
    if stage.act.name != "create" or judged.left != "new":
        strays = stage.judged(folder).strays
        found += [f"{len(strays)} drafts stay for ever, such as {strays[0]}"] if strays else []
    shutil.rmtree(folder)
    return Killed(
        met and ended.killed, judged.left, tuple(f"{stage.act.name}, killed at {point}: {each}" for each in found)
    )
