"""From a key in the entry line to its chips and its list, with very many contacts and topics to choose from."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from random import Random

from roidesk.bootstrap import open_desk
from roidesk.domain.ids import foreign_id
from roidesk.domain.model import Contact, Topic
from tests.bench.history import copy_of_store
from tests.bench.measure import Comparison, Sample, report_of
from tests.bench.window import screens

ENTRIES, CONTACTS, TOPICS = 100_000, 20_000, 5_000
FRAME_MS = 16
_SYLLABLES = "ba ne ro ti mu ka sol vin der man el or ost ing we han jo ris ta lu".split()


def keystrokes(until: date) -> list[Comparison]:
    """Return the times from a key press to the painted chips beside one frame, and what of them is the echo."""
    found = []
    with tempfile.TemporaryDirectory() as folder:
        store = copy_of_store(ENTRIES, until, Path(folder))
        _fill(store)
        with screens() as present:
            for name, environment in present:
                given = report_of("typing_lines.py", store, environment=environment)
                frame = Sample((FRAME_MS,))
                known = f"{CONTACTS:,} contacts, {TOPICS:,} topics, {name}"
                found += [
                    Comparison(f"key to chips, {known}", "one frame", Sample(tuple(given["chips"])), frame, 1),
                    Comparison(f"the slowest key in 20, {name}", "one frame", Sample((given["p95"],)), frame),
                    Comparison(f"key to its letter, {name}", "one frame", Sample(tuple(given["echo"])), frame, 1),
                ]
    return found


def _fill(store: Path) -> None:
    """Put the contacts and topics into a store."""
    from roidesk.platform.clock import SystemClock

    desk = open_desk(store, SystemClock())
    names = _names(Random(1))  # noqa: S311 - the same names each time
    people = [
        Contact(id=foreign_id("bench", f"contact {n}"), name=f"{next(names).title()} {next(names).title()}",
                handles=(f"@{next(names)}{n}",))
        for n in range(CONTACTS)
    ]  # fmt: skip
    topics = [Topic(id=foreign_id("bench", f"topic {n}"), name=f"{next(names)}{n}") for n in range(TOPICS)]
    with desk.context.unit("add") as unit:
        unit.put_many([*people, *topics])
    desk.close()
    with store.open("rb+") as file:
        os.fsync(file.fileno())


def _names(chance: Random) -> Iterator[str]:
    while True:
        yield "".join(chance.choices(_SYLLABLES, k=chance.randrange(2, 5)))
