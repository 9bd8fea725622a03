"""The machine's clock and zone."""

from __future__ import annotations

import os
import sys
import time
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from roidesk.domain.errors import UserError

if TYPE_CHECKING:
    from roidesk.domain.instants import Boot

# The first paint waits for this module, and needs neither zones nor starts: they are loaded by who asks for one.

_BOOT_ID = Path("/proc/sys/kernel/random/boot_id")
_LOCALTIME = Path("/etc/localtime")


def _linked(path: Path) -> str:
    """Return where a link leads, one step far: the name given there, not what that is another name of."""
    try:
        return os.readlink(path)  # noqa: PTH115 - asked for every line that is logged; pathlib takes five times as long
    except OSError:
        return ""


def _is_zone(name: str) -> bool:
    from roidesk.domain.instants import zone_info

    try:
        zone_info(name)
    except UserError:
        return False
    return True


class StandingClock:
    """One instant in one zone that does not pass: for pictures that are to be the same whenever they are drawn."""

    def __init__(self, now: int, zone: str) -> None:
        self._now = now
        self._zone = zone

    def now(self) -> int:
        """Return the instant it stands at."""
        return self._now

    def zone(self) -> str:
        """Return its zone."""
        return self._zone

    def boot(self) -> Boot:
        """Return a start of the machine at that instant."""
        from roidesk.domain.instants import Boot

        return Boot("", 0)


class SystemClock:
    """The present, as this machine tells it (`domain.instants.Clock`)."""

    def now(self) -> int:
        """Return the present instant (UTC microseconds)."""
        return time.time_ns() // 1000

    def zone(self) -> str:
        """Return the IANA name of the machine's zone; "UTC" where it names none.

        On Linux and macOS the link behind /etc/localtime names it; tzlocal knows the rest (Windows, odd set-ups) and is
        asked only then, since a line from a terminal would wait for it.
        """
        named = os.environ.get("TZ", "").lstrip(":")
        if named == "UTC" or ("/" in named and _is_zone(named)):
            return named
        if not named:
            _, found, name = _linked(_LOCALTIME).partition("/zoneinfo/")
            if found:
                return name
        import tzlocal

        return tzlocal.get_localzone_name() or "UTC"

    def boot(self) -> Boot:
        """Return how long the machine runs, with sleep and without as far as it tells.

        Linux and macOS have a clock for both, and only Linux a name for each start. Elsewhere (Windows) the one clock
        Python gives counts sleep too.
        """
        from roidesk.domain.instants import Boot

        # The time awake is read first, so that it is never more than the uptime.
        if sys.platform == "linux":
            awake = _microseconds(time.CLOCK_MONOTONIC)
            return Boot(self._boot_id, _microseconds(time.CLOCK_BOOTTIME), awake)
        if sys.platform == "darwin":
            awake = _microseconds(time.CLOCK_UPTIME_RAW)
            return Boot(self._boot_id, _microseconds(time.CLOCK_MONOTONIC), awake)
        return Boot(self._boot_id, time.monotonic_ns() // 1000)

    @cached_property
    def _boot_id(self) -> str:
        """The name of this start of the machine: it stays as long as this process does."""
        try:
            return _BOOT_ID.read_text().strip()
        except OSError:
            return ""


def _microseconds(clock: int) -> int:
    return time.clock_gettime_ns(clock) // 1000
