"""Logging one interaction: through the service, and as a process, beside sqlite3 alone."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from datetime import date, timedelta
from itertools import count
from pathlib import Path

from roidesk.bootstrap import open_desk
from roidesk.domain.instants import HOUR, MINUTE, midnight
from roidesk.domain.model import Interaction
from roidesk.platform.single_instance import ask
from roidesk.services.desk import Desk
from tests.bench.history import SIZES, ZONE, copy_of_store, sizes_there, why_not
from tests.bench.measure import ROOT, Comparison, in_turns, process, timed
from tests.bench.programs.raw_log import RawLog

ENTRIES = 1_000
START_PATIENCE = 30.0
_ROUND, _NIGHTS = 50, 60
_BIN = Path(sys.executable).parent


def _free(last: date) -> Iterator[tuple[date, int]]:
    """Yield days, backwards, with minutes of their nights: four of them each time that nobody's history overlaps."""
    for day in count():
        for minute in range(0, 7 * 60, 5):
            yield last - timedelta(days=day), minute


def lines(until: date) -> Iterator[str]:
    """Yield quick lines for four minutes each, each in minutes of its own."""
    for day, minute in _free(until):
        yield f"tweet @contact{minute % 20} 4m at {minute // 60}:{minute % 60:02} {day}"


def interactions(like: Interaction, desk: Desk, last: date) -> Iterator[Interaction]:
    """Yield interactions as a program hands them over, of the desk's own person, each in minutes of its own."""
    owner = desk.context.settings().person_id or like.person_id
    for day, minute in _free(last):
        start = midnight(day, ZONE) + minute * MINUTE
        yield replace(like, id=desk.context.id(), person_id=owner, start_us=start, end_us=start + 4 * MINUTE)


def through_the_service(until: date) -> list[Comparison]:
    """One entry put in as the services do, and one line through `Tracking.log`, beside sqlite3 writing as many rows.

    Each is committed to the disk; at every size there is.
    """
    sizes = sizes_there(until)
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        works = [work for size in sizes for work in _service_and_raw(size, until, Path(folder), stack)]
        in_turns(*works, rounds=10)  # what is loaded on first use is not what is measured
        samples = in_turns(*works, rounds=150)
    put, log, raw = (dict(zip(sizes, samples[n::3], strict=True)) for n in range(3))
    first = SIZES[0]
    found = []
    for what, ours in (("insert one", put), ("log a line", log)):
        found += [
            Comparison(f"{what}, {size:,} entries", "sqlite3, the same rows", ours.get(size), raw.get(size), 3,
                       why=why_not(size, until))
            for size in SIZES
        ]  # fmt: skip
        found += [
            Comparison(f"{what}, {size:,} entries", f"{what}, {first:,} entries", ours.get(size), ours[first], 1.5,
                       why=why_not(size, until))
            for size in SIZES[2:]
        ]  # fmt: skip
    return [*found, _beside_a_round(until)]


def _service_and_raw(entries: int, until: date, folder: Path, stack: ExitStack) -> list[Callable[[], float]]:
    path = copy_of_store(entries, until, folder)
    desk, raw = open_desk(path), RawLog(str(path))
    stack.callback(raw.close)
    stack.callback(desk.close)
    (like,) = desk.context.read().page(limit=1)
    given = interactions(like, desk, until - timedelta(days=200))
    typed, starts = lines(until), count(midnight(until - timedelta(days=400), ZONE), 300_000_000)
    return [
        _second(lambda: _put(desk, given)),
        _second(timed(lambda: desk.tracking.log(next(typed)))),
        _second(timed(lambda: raw.log(next(starts)))),
    ]


def _put(desk: Desk, given: Iterator[Interaction]) -> float:
    """Put one interaction in, and return the milliseconds that took."""
    entry = next(given)

    def put() -> None:
        with desk.context.unit("log") as unit:
            unit.put(entry)

    return timed(put)()


def _second(work: Callable[[], float]) -> Callable[[], float]:
    """Return a work that does it twice and gives the figure of the second.

    Both write to one file, and a connection throws its pages away when another one wrote: the first takes it over.
    """

    def run() -> float:
        work()
        return work()

    return run


def _beside_a_round(until: date) -> Comparison:
    """One entry in the minutes of a round of fifty others of the same person, beside one that has its time alone."""
    nights = [until - timedelta(days=n) for n in range(1, _NIGHTS + 1)]
    with tempfile.TemporaryDirectory() as folder:
        desk = open_desk(copy_of_store(SIZES[0], until, Path(folder)))
        (like,) = desk.context.read().page(limit=1)
        one = next(interactions(like, desk, until))
        starts = (midnight(night, ZONE) + HOUR for night in nights for _ in range(_ROUND))
        with desk.context.unit("round") as unit:
            unit.put_many(
                replace(one, id=desk.context.id(), start_us=start, end_us=start + 4 * MINUTE) for start in starts
            )
        shared = (f"tweet 4m at 1:00 {night}" for night in nights)
        alone = (f"tweet 4m at 3:00 {night}" for night in nights)
        works = timed(lambda: desk.tracking.log(next(shared))), timed(lambda: desk.tracking.log(next(alone)))
        in_turns(*works, rounds=10)
        with_others, by_itself = in_turns(*works, rounds=_NIGHTS - 10)
        desk.close()
    return Comparison(f"log a line beside {_ROUND} at the same time", "log a line", with_others, by_itself)


def as_a_process(until: date) -> list[Comparison]:
    """`roidesk log` from start to exit, with and without the application running, beside its floor."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        alone, shared = (copy_of_store(ENTRIES, until, _made(folder / each)) for each in ("alone", "shared"))
        ours, starts = lines(until), count(midnight(until - timedelta(days=400), ZONE), 300_000_000)
        floor = _raw_process(_copied(alone, folder / "raw.db"), starts)
        with _running(shared) as running:
            works = [_log_process(shared, ours) if running else None, _log_process(alone, ours), floor]
            present = [each for each in works if each is not None]
            in_turns(*present, rounds=2)
            samples = iter(in_turns(*present, rounds=15))
        through, by_itself, bare = (next(samples) if each else None for each in works)
    return [
        Comparison("roidesk log, application running", "python -I -S and sqlite3", through, bare, 4,
                   why="" if running else "the application did not start"),
        Comparison("roidesk log, no application", "python -I -S and sqlite3", by_itself, bare),
    ]  # fmt: skip


def _made(folder: Path) -> Path:
    folder.mkdir()
    return folder


def _copied(path: Path, to: Path) -> Path:
    to.write_bytes(path.read_bytes())
    return to


def _raw_process(path: Path, starts: Iterator[int]) -> Callable[[], float]:
    program = ROOT / "tests" / "bench" / "programs" / "raw_log.py"
    return lambda: process([sys.executable, "-I", "-S", program, path, str(next(starts))])


def _log_process(path: Path, ours: Iterator[str]) -> Callable[[], float]:
    return lambda: process([_BIN / "roidesk", "--store", path, "log", *next(ours).split()])


@contextmanager
def _running(path: Path) -> Iterator[bool]:
    """Run the application on a store, without a screen; gives whether it takes commands."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    application = subprocess.Popen([_BIN / "roidesk", "--store", path], env=environment, stderr=subprocess.DEVNULL)
    try:
        yield _answers(path, application)
    finally:
        application.terminate()
        application.wait()


def _answers(path: Path, application: subprocess.Popen[bytes]) -> bool:
    deadline = time.monotonic() + START_PATIENCE
    while time.monotonic() < deadline and application.poll() is None:
        reply = ask(path, ["--json", "status"], str(ROOT))
        if reply is not None:
            json.loads(reply.out)
            return True
        time.sleep(0.1)
    return False
