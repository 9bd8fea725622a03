"""Time trackers of others, each with a history of its own of a given size, asked to log one entry and to sum a week.

watson and utt come from `make` (`.venv-bench`); timewarrior and hamster are Debian's, where somebody installed them.
"""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import NamedTuple
from uuid import UUID

from tests.bench.measure import ROOT, process

_BIN = ROOT / ".venv-bench" / "bin"
_SUNDAY = datetime(2026, 11, 15, 18, tzinfo=UTC)
_YEARS = timedelta(days=5 * 365)
_LENGTH = timedelta(minutes=4)
_DEBIAN_PYTHON = Path("/usr/bin/python3")
_WEEK = ("2026-11-09", "2026-11-16")


class Peer(NamedTuple):
    """A program: what it takes (ms) to log one entry of four minutes, and to sum up the last week."""

    name: str
    log: Callable[[], float]
    week: Callable[[], float]


def missing(name: str) -> str:
    """Return what to say of a program that is not there."""
    how = {"timewarrior": "apt-get install timewarrior", "hamster": "apt-get install hamster-time-tracker"}
    return f"{name} is not installed ({how.get(name, 'make bench brings it')})"


def _starts(entries: int) -> list[datetime]:
    """Return starts evenly over five years, the last on a Sunday evening."""
    return [_SUNDAY - _YEARS * (entries - n) / entries for n in range(entries)]


def _free() -> Iterator[tuple[datetime, datetime]]:
    """Yield four minutes after four minutes that no entry has taken: those of a history may not overlap."""
    for n in count():
        start = _SUNDAY + timedelta(minutes=10 * (n + 1))
        yield start, start + _LENGTH


def watson(folder: Path, entries: int) -> Peer | None:
    """Return watson with so many frames; None where it is not there."""
    program = _BIN / "watson"
    if not program.exists():
        return None
    folder.mkdir()
    frames = [
        [int(start.timestamp()), int(start.timestamp()) + 240, f"channel{n % 8}", UUID(int=n + 1).hex, ["reply"],
         int(start.timestamp()) + 240]
        for n, start in enumerate(_starts(entries))
    ]  # fmt: skip
    (folder / "frames").write_text(json.dumps(frames))
    free, own = _free(), {"WATSON_DIR": str(folder), "TZ": "UTC"}

    def log() -> float:
        start, end = next(free)
        return process([program, "add", "--from", _plain(start), "--to", _plain(end), "tweet", "+reply"], own)

    return Peer("watson", log, lambda: process([program, "report", "-f", _WEEK[0], "-t", _WEEK[1], "--no-pager"], own))


def utt(folder: Path, entries: int) -> Peer | None:
    """Return utt with so many lines; None where it is not there."""
    program = _BIN / "utt"
    if not program.exists():
        return None
    folder.mkdir()
    log = folder / "utt.log"
    log.write_text(
        "".join(f"{start:%Y-%m-%d %H:%M} channel{n % 8}: reply\n" for n, start in enumerate(_starts(entries)))
    )
    own = {"HOME": str(folder), "XDG_CONFIG_HOME": str(folder), "XDG_DATA_HOME": str(folder)}
    return Peer(
        "utt",
        lambda: process([program, "--data", log, "add", "tweet: reply"], own),
        lambda: process([program, "--data", log, "report", "--from", _WEEK[0], "--to", "2026-11-15"], own),
    )


def timewarrior(folder: Path, entries: int) -> Peer | None:
    """Return timewarrior with so many intervals, in its files of a month each; None where it is not there."""
    program = shutil.which("timew")
    if program is None:
        return None
    (folder / "data").mkdir(parents=True)
    (folder / "timewarrior.cfg").touch()
    months: dict[str, list[str]] = {}
    for n, start in enumerate(_starts(entries)):
        end = start + min(_LENGTH, _YEARS / entries)
        months.setdefault(f"{start:%Y-%m}", []).append(f"inc {_basic(start)} - {_basic(end)} # channel{n % 8} reply\n")
    for month, lines in months.items():
        (folder / "data" / f"{month}.data").write_text("".join(lines))
    free, own = _free(), {"TIMEWARRIORDB": str(folder), "TZ": "UTC"}

    def log() -> float:
        start, end = next(free)
        return process([program, "track", _plain(start), "-", _plain(end), "channel1", "reply", ":yes"], own)

    return Peer("timewarrior", log, lambda: process([program, "summary", _WEEK[0], "-", _WEEK[1]], own))


@contextmanager
def hamster(folder: Path, entries: int) -> Iterator[Peer | None]:
    """Give hamster's storage with so many facts, called as its own programs call it; None where it is not there."""
    dbus = shutil.which("dbus-run-session")
    if dbus is None or shutil.which("hamster") is None or not _DEBIAN_PYTHON.exists():
        yield None
        return
    program = ROOT / "tests" / "bench" / "programs" / "hamster_facts.py"
    running = subprocess.Popen(
        [dbus, "--", _DEBIAN_PYTHON, program, str(entries)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, bufsize=1,
        env={"HOME": str(folder), "XDG_DATA_HOME": str(folder), "PATH": "/usr/bin:/bin"},
    )  # fmt: skip

    def asked(what: str) -> float:
        if running.stdin is None or running.stdout is None:
            raise RuntimeError("hamster has no pipes")
        running.stdin.write(f"{what}\n")
        return float(running.stdout.readline())

    try:
        ready = running.stdout is not None and running.stdout.readline().strip() == "ready"
        yield Peer("hamster", lambda: asked("add"), lambda: asked("week")) if ready else None
    finally:
        running.communicate()


def _plain(at: datetime) -> str:
    return f"{at:%Y-%m-%dT%H:%M:%S}"


def _basic(at: datetime) -> str:
    return f"{at:%Y%m%dT%H%M%SZ}"
