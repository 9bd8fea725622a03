"""The same work beside the time trackers of others: logging one entry, and the last week summed up."""

from __future__ import annotations

import sys
import tempfile
from datetime import date, timedelta
from pathlib import Path

from roidesk.bootstrap import open_desk
from roidesk.domain.instants import Period, Week
from tests.bench import peers
from tests.bench.history import copy_of_store
from tests.bench.logging_one import lines
from tests.bench.measure import Comparison, Sample, in_turns, process, timed

_ROIDESK = Path(sys.executable).parent / "roidesk"
_STORED = 100_000


def beside_others(until: date) -> list[Comparison]:
    """Everything of bench g."""
    found = [each for entries, rounds in ((1_000, 15), (10_000, 7)) for each in _processes(until, entries, rounds)]
    return found + [each for entries in (1_000, _STORED) for each in _calls(until, entries)]


def _processes(until: date, entries: int, rounds: int) -> list[Comparison]:
    """Programs, from start to exit; ours without the application running."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        store, typed = copy_of_store(entries, until, folder), lines(until)
        ours = [
            lambda: process([_ROIDESK, "--store", store, "log", *next(typed).split()]),
            lambda: process([_ROIDESK, "--store", store, "week", str(Week.of(until))]),
        ]
        makers = {"watson": peers.watson, "utt": peers.utt, "timewarrior": peers.timewarrior}
        others = {name: make(folder / name, entries) for name, make in makers.items()}
        works = [*ours, *(work for each in others.values() if each for work in (each.log, each.week))]
        in_turns(*works, rounds=1)
        log, week, *theirs = in_turns(*works, rounds=rounds)
    samples = iter(theirs)
    found = []
    for name, peer in others.items():
        of_log, of_week = (next(samples), next(samples)) if peer else (None, None)
        why = "" if peer else peers.missing(name)
        found += [
            Comparison(f"`roidesk log`, {entries:,} entries", f"{name}, one entry", log, of_log, 1, why=why),
            Comparison(f"`roidesk week`, {entries:,} entries", f"{name}, last week", week, of_week, 1, why=why),
        ]
    return found


def _calls(until: date, entries: int) -> list[Comparison]:
    """Calls inside a running program."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        desk, typed = open_desk(copy_of_store(entries, until, folder)), lines(until)
        read, week = desk.context.read(), Period(until - timedelta(days=6), until)
        ours = [timed(lambda: desk.tracking.log(next(typed))), timed(lambda: read.effort_by_week(week))]
        with peers.hamster(folder, entries) as hamster:
            works = [*ours, *((hamster.log, hamster.week) if hamster else ())]
            in_turns(*works, rounds=3)
            log, by_week, *theirs = in_turns(*works, rounds=30)
        desk.close()
    of_log: Sample | None
    of_week: Sample | None
    of_log, of_week = (theirs[0], theirs[1]) if hamster else (None, None)
    why = "" if hamster else peers.missing("hamster")
    return [
        Comparison(f"log one, {entries:,} entries", "hamster, add_fact", log, of_log, 1, why=why),
        Comparison(f"last week, {entries:,} entries", "hamster, get_facts", by_week, of_week, 1, why=why),
    ]
