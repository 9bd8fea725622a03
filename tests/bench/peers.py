"""Two command-line time trackers of others, each with a history of its own of a given size."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from uuid import UUID

from tests.bench.measure import ROOT, process

_BIN = ROOT / ".venv-bench" / "bin"
_SUNDAY = datetime(2026, 11, 15, 18, tzinfo=UTC)


def _starts(entries: int) -> list[datetime]:
    """Return starts an hour apart, the last on a Sunday evening."""
    return [_SUNDAY - timedelta(hours=entries - n) for n in range(entries)]


def watson(folder: Path, entries: int) -> Callable[[], float] | None:
    """Return a work that runs `watson add` on a history of so many frames; None where watson is not there."""
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
    # A new frame may not overlap an older one: each run takes the next free minutes after the history.
    later = count()

    def run() -> float:
        start = _SUNDAY + timedelta(minutes=10 * next(later))
        end = start + timedelta(minutes=4)
        times = ["--from", start.isoformat()[:19], "--to", end.isoformat()[:19]]
        return process([program, "add", *times, "tweet", "+reply"], {"WATSON_DIR": str(folder), "TZ": "UTC"})

    return run


def utt(folder: Path, entries: int) -> Callable[[], float] | None:
    """Return a work that runs `utt add` on a log of so many lines; None where utt is not there."""
    program = _BIN / "utt"
    if not program.exists():
        return None
    folder.mkdir()
    log = folder / "utt.log"
    log.write_text(
        "".join(f"{start:%Y-%m-%d %H:%M} channel{n % 8}: reply\n" for n, start in enumerate(_starts(entries)))
    )
    home = {"HOME": str(folder), "XDG_CONFIG_HOME": str(folder), "XDG_DATA_HOME": str(folder)}
    return lambda: process([program, "--data", log, "add", "tweet: reply"], home)
