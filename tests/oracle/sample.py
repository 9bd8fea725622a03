"""The sample team as it is exported, and the clock of a desk at which nothing happens."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

from roidesk.domain.instants import Boot, Period, instant
from tests.oracle.exported import Tables

ENDING = date(2026, 11, 19)
WEEKS = 10
NOW_IN_SAMPLE = instant(datetime.fromisoformat("2026-11-19T14:31+01:00"))


class Clock:
    """The clock of a desk at which nothing happens."""

    def __init__(self, now: int) -> None:
        self._now = now

    def now(self) -> int:
        return self._now

    def zone(self) -> str:
        return "Europe/Amsterdam"

    def boot(self) -> Boot:
        return Boot("boot", self._now, self._now)


def recent(tables: Tables, period: Period, window_days: int) -> Tables:
    """Return tables without the interactions that are too old to matter: sharing time by hand is slow."""
    first = period.first - timedelta(days=window_days + 2)
    proofs = {row["interaction"] for row in tables.rows["conversions"]}
    rows = [row for row in tables.rows["interactions"] if row["start"][:10] >= first.isoformat() or row["id"] in proofs]
    return replace(tables, rows={**tables.rows, "interactions": rows})
