"""Logging one interaction: through the service, and as a process, beside sqlite3 alone and beside two peers."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from itertools import count
from pathlib import Path

from roidesk.bootstrap import open_desk
from roidesk.domain.instants import midnight
from roidesk.platform.single_instance import ask
from tests.bench import peers
from tests.bench.history import ZONE, copy_of_store
from tests.bench.measure import ROOT, Comparison, in_turns, process, timed
from tests.bench.programs.raw_log import RawLog

PEER_ENTRIES = 1_000
START_PATIENCE = 30.0
_BIN = Path(sys.executable).parent


def lines(until: date) -> Iterator[str]:
    """Yield quick lines for four minutes each that nobody's time overlaps: the history leaves the nights free."""
    for day in count():
        for minute in range(0, 7 * 60, 5):
            yield f"tweet @contact{minute % 20} 4m at {minute // 60}:{minute % 60:02} {until - timedelta(days=day)}"


def through_the_service(until: date) -> list[Comparison]:
    """One entry through `Tracking.log`, committed to the disk, beside sqlite3 writing as many rows."""
    return [_service_beside_raw(entries, until, goal) for entries, goal in ((1_000, 4), (1_000_000, 4))]


def _service_beside_raw(entries: int, until: date, goal: float) -> Comparison:
    with tempfile.TemporaryDirectory() as folder:
        path = copy_of_store(entries, until, Path(folder))
        desk, raw = open_desk(path), RawLog(str(path))
        ours, starts = lines(until), count(midnight(until - timedelta(days=400), ZONE), 300_000_000)
        works = timed(lambda: desk.tracking.log(next(ours))), timed(lambda: raw.log(next(starts)))
        in_turns(*works, rounds=10)  # what is loaded on first use is not what is measured
        mine, floor = in_turns(*works, rounds=150)
        desk.close()
        raw.close()
    return Comparison(f"log one, {entries:,} entries", "sqlite3, the same rows", mine, floor, goal)


def as_a_process(until: date) -> list[Comparison]:
    """`roidesk log` from start to exit, with and without the application running, beside its floor and its peers."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        alone, shared = (copy_of_store(PEER_ENTRIES, until, _made(folder / each)) for each in ("alone", "shared"))
        ours, starts = lines(until), count(midnight(until - timedelta(days=400), ZONE), 300_000_000)
        floor = _raw_process(_copied(alone, folder / "raw.db"), starts)
        others = [peers.watson(folder / "watson", PEER_ENTRIES), peers.utt(folder / "utt", PEER_ENTRIES)]
        with _running(shared) as running:
            works = [_log_process(shared, ours) if running else None, _log_process(alone, ours), floor, *others]
            present = [each for each in works if each is not None]
            in_turns(*present, rounds=2)
            samples = iter(in_turns(*present, rounds=15))
        through, by_itself, bare, watson, utt = (next(samples) if each else None for each in works)
    no_peer = "not installed (make bench brings it)"
    return [
        Comparison("roidesk log, application running", "python -I -S and sqlite3", through, bare, 4,
                   why="" if running else "the application did not start"),
        Comparison("roidesk log, no application", "python -I -S and sqlite3", by_itself, bare),
        Comparison("roidesk log, no application", "watson add", by_itself, watson, 1, why="" if watson else no_peer),
        Comparison("roidesk log, no application", "utt add", by_itself, utt, 1, why="" if utt else no_peer),
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
