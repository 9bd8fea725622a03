"""The machine's clock and zone."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

from roidesk.domain.errors import UserError
from roidesk.domain.instants import zone_info

_BOOT_ID = Path("/proc/sys/kernel/random/boot_id")
_LOCALTIME = Path("/etc/localtime")


def _linked(path: Path) -> str:
    """Return where a link leads, one step far: the name given there, not what that is another name of."""
    try:
        return os.readlink(path)  # noqa: PTH115 - asked for every line that is logged; pathlib takes five times as long
    except OSError:
        return ""


def _is_zone(name: str) -> bool:
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

    def boot(self) -> tuple[str, int]:
        """Return a start of the machine at that instant."""
        return "", 0


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

    def boot(self) -> tuple[str, int]:
        """Return an id of this start of the machine and the microseconds since it, sleep included where it tells."""
        try:
            boot_id = _BOOT_ID.read_text().strip()
        except OSError:
            boot_id = ""
        if sys.platform == "linux":
            return boot_id, time.clock_gettime_ns(time.CLOCK_BOOTTIME) // 1000
        return boot_id, time.monotonic_ns() // 1000
