"""roidesk without its protection against sleep, restarts and a clock that is set: only the wall clock is believed."""

from __future__ import annotations

import sys
from dataclasses import replace

from roidesk.__main__ import main
from roidesk.domain.instants import Boot
from roidesk.domain.model import Timer
from roidesk.services import timers


def believed(timer: Timer, now: int, _boot: Boot, *, watched: bool = False) -> Timer:
    """Believe the wall clock."""
    return replace(timer, seen_us=now)


timers.observed = believed
sys.exit(main(sys.argv[1:]))
