"""Works on a store until it is killed, and writes a line to its output once each action is saved.

    work_until_killed.py STORE SEED [--early]

A line is "<number of the last change> <its hash in hex>". `--early`: it is written before the commit instead, which is
the mistake that the fault job has to be able to see.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from random import Random

from roidesk.bootstrap import open_desk
from roidesk.domain.errors import UserError
from roidesk.domain.model import Interaction
from roidesk.services.desk import Desk
from roidesk.store import changelog, writer
from tests.faults.stores import line


def acknowledge(head: changelog.Head) -> None:
    """Say that everything up to here is saved."""
    os.write(1, f"{head.seq} {bytes(head.hash).hex()}\n".encode())


def before_the_commit() -> None:
    """Take the protection out: acknowledge each action while its transaction is still open."""
    finish = writer.Unit.finish

    def early(unit: writer.Unit) -> None:
        finish(unit)
        acknowledge(changelog.head(unit._connection))

    writer.Unit.finish = early


def actions(desk: Desk, random: Random) -> list[Callable[[], object]]:
    """Return what a person may do next; logging comes most often."""

    def some() -> Interaction:
        return random.choice(desk.context.read().all(Interaction))

    def log() -> object:
        return desk.tracking.log(line(random.randrange(5_000)))

    def start() -> None:
        desk.timers.start("video demo @northwind")
        desk.timers.beat()

    return [
        log, log, log, log, start,
        desk.timers.stop,
        lambda: desk.ledger.edit("interactions", some().id, {"note": str(random.random())}),
        lambda: desk.ledger.delete("interactions", [some().id]),
        lambda: desk.care.undo(random.randint(1, 3)),
        desk.care.redo,
        lambda: desk.outcomes.convert("purchase 240 @contact1"),
    ]  # fmt: skip


def main() -> None:
    """Work until killed."""
    path, seed, *flags = sys.argv[1:]
    desk, random = open_desk(Path(path), create=False), Random(seed)
    if "--early" in flags:
        before_the_commit()
    may = actions(desk, random)
    while True:
        try:
            random.choice(may)()
        except UserError:  # nothing to take back, no timer to stop
            continue
        if "--early" not in flags:
            acknowledge(changelog.head(desk.context.store._connection("reading")))


if __name__ == "__main__":
    main()
