"""Anything in any order: add, edit, delete, undo, redo, import, backup, restore, crash, open again.

Hypothesis chooses; beside the store goes a model of plain values. After every step the two hold the same, and at the
end `check --deep` finds nothing. A crash is a copy of the files as they lie on the disk while the store is open: what
a killed process leaves.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from functools import partial
from itertools import count
from pathlib import Path
from uuid import UUID

from hypothesis import HealthCheck, settings
from hypothesis import seed as seeded
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from roidesk.bootstrap import open_desk
from roidesk.domain.model import Interaction
from roidesk.platform.clock import SystemClock
from roidesk.services import restoring
from roidesk.store.check import check
from tests.faults.result import Control, Run, Tried, gathered, spread
from tests.faults.stores import BESIDE, copied, line, made

Model = dict[UUID, str | None]
"""The notes of the interactions outside the trash."""
BROUGHT = 5
CHUNK = 25


class AnyOrder(RuleBasedStateMachine):
    """A store and its model. `template` is copied for each run; `brought` is an export of another store."""

    template: Path
    brought: Path
    kept_by_crash = BESIDE

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="roidesk-machine-"))
        os.environ["XDG_DATA_HOME"] = str(self.folder / "home")  # where backups go
        self.numbers = count(2_000)
        self.model: Model = {}
        self.past: list[Model] = []
        self.future: list[Model] = []
        self.backups: list[tuple[Path, Model, list[Model]]] = []
        self.imported = False

    @initialize()
    def opened(self) -> None:
        self.store = copied(self.template, self.folder / "0")
        self.desk = open_desk(self.store)
        self.model = self._held()

    def _held(self) -> Model:
        return {each.id: each.note for each in self.desk.context.read().all(Interaction)}

    def _did(self, after: Model) -> None:
        self.past.append(self.model)
        self.future.clear()
        self.model = after

    def _some(self, data: st.DataObject) -> UUID:
        return list(self.model)[data.draw(st.integers(0, len(self.model) - 1))]

    @rule()
    def add(self) -> None:
        logged = self.desk.tracking.log(line(next(self.numbers)))
        self._did(self.model | {logged.row.interaction.id: None})

    @precondition(lambda self: self.model)
    @rule(data=st.data())
    def edit(self, data: st.DataObject) -> None:
        chosen, note = self._some(data), f"note {next(self.numbers)}"
        self.desk.ledger.edit("interactions", chosen, {"note": note})
        self._did(self.model | {chosen: note})

    @precondition(lambda self: self.model)
    @rule(data=st.data())
    def delete(self, data: st.DataObject) -> None:
        chosen = self._some(data)
        self.desk.ledger.delete("interactions", [chosen])
        self._did({each: note for each, note in self.model.items() if each != chosen})

    @precondition(lambda self: self.past)
    @rule()
    def undo(self) -> None:
        self.desk.care.undo()
        self.future.append(self.model)
        self.model = self.past.pop()

    @precondition(lambda self: self.future)
    @rule()
    def redo(self) -> None:
        self.desk.care.redo()
        self.past.append(self.model)
        self.model = self.future.pop()

    @precondition(lambda self: not self.imported)
    @rule()
    def bring_in(self) -> None:
        report = self.desk.exchange.import_paths([self.brought])
        assert report.new >= BROUGHT
        self.imported = True
        brought = {each: note for each, note in self._held().items() if each not in self.model}
        assert len(brought) == BROUGHT
        again = self.desk.exchange.import_paths([self.brought])
        assert (again.new, again.replaced, again.changes.action) == (0, 0, None)
        self._did(self.model | brought)

    @rule()
    def back_up(self) -> None:
        path = self.folder / f"backup-{next(self.numbers)}.db"
        self.desk.backups.copy_to(path)
        self.backups.append((path, self.model, list(self.past)))

    @precondition(lambda self: self.backups)
    @rule(data=st.data())
    def restore(self, data: st.DataObject) -> None:
        path, model, past = self.backups[data.draw(st.integers(0, len(self.backups) - 1))]
        self.desk.close()
        clock = SystemClock()
        restoring.finish(restoring.prepare(self.store, path, clock=clock, device="desk"), clock.now())
        self.desk = open_desk(self.store)
        self.model, self.past, self.future = model, list(past), []
        self.imported = True  # what was brought in before may lie in the trash of what was restored

    @rule()
    def open_again(self) -> None:
        self.desk.close()
        self.desk = open_desk(self.store)

    @rule()
    def crash(self) -> None:
        after = self.folder / str(next(self.numbers))
        left = copied(self.store, after)
        for end in set(BESIDE) - set(self.kept_by_crash):
            left.with_name(left.name + end).unlink(missing_ok=True)
        self.desk.close()
        self.store = left
        self.desk = open_desk(left)

    @invariant()
    def as_the_model(self) -> None:
        assert self._held() == self.model

    def teardown(self) -> None:
        try:
            if hasattr(self, "desk"):
                found = check(self.desk.context.store, deep=True)
                self.desk.close()
                assert found == []
        finally:
            shutil.rmtree(self.folder)


class WithoutLog(AnyOrder):
    """The same where a crash takes the write-ahead log along."""

    kept_by_crash = ("", "-head")


def run(wished: Run) -> list[Tried]:
    """Do 50 runs of up to 30 steps (2,000 of 50 in a long run), and 25 of a store that loses its log in a crash."""
    template, brought = prepared(wished.room("made"))
    runs, steps = wished.count(50, 2_000), wished.count(30, 50)
    AnyOrder.template, AnyOrder.brought = template, brought
    work = partial(chunk, AnyOrder, wished.seed, steps)
    lost = gathered(spread(work, range(0, runs, CHUNK)))
    control = None
    if wished.controls:
        caught = chunk(WithoutLog, wished.seed, steps, 0)
        control = Control("a crash takes the log along", 1, len(caught))
    return [Tried("anything in any order", runs, lost, f"runs of up to {steps} steps", control)]


def prepared(folder: Path) -> tuple[Path, Path]:
    """Return a store with two interactions, and an export of another one with `BROUGHT`."""
    template = made(folder / "template", entries=2)
    other = open_desk(made(folder / "other", entries=BROUGHT))
    other.exchange.export(folder / "in.zip")
    other.close()
    return template, folder / "in.zip"


def chunk(machine: type[AnyOrder], seed: int, steps: int, start: int, runs: int = CHUNK) -> list[str]:
    """Do some of the runs; a fault is returned as what Hypothesis found to be the shortest way there."""
    how = settings(
        max_examples=runs, stateful_step_count=steps, deadline=None, database=None, print_blob=False,
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    try:
        run_state_machine_as_test(seeded(seed * 1_000_003 + start)(machine), settings=how)
    except Exception as error:  # noqa: BLE001 - a group of assertions, or whatever broke
        told = " · ".join(getattr(error, "__notes__", ()))
        return [f"runs {start} to {start + runs - 1}: {type(error).__name__}: {error} · {told}"]
    return []
