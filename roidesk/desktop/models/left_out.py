"""What of running timers is not counted, in words. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from roidesk.domain.instants import local_day
from roidesk.domain.model import AwayCause
from roidesk.domain.timer import Gap
from roidesk.i18n import _, formats
from roidesk.services.rows import RunningRow


def while_it_ran(rows: Sequence[RunningRow]) -> str:
    """Return in a sentence when nobody can have worked while timers ran."""
    what = ", ".join(dict.fromkeys(" · ".join(filter(None, (_name(row), row.shown.contact))) for row in rows))
    gaps = sorted({gap for row in rows for gap in row.left_out})
    start, end = _between(gaps[0].start, gaps[-1].end, rows[0].timer.zone)
    if len(gaps) > 1:
        length = formats.duration(sum(gap.us for gap in gaps))
        return _("Between {start} and {end} this computer slept or was off for {length} while {what} ran.").format(
            start=start, end=end, length=length, what=what
        )
    if gaps[0].cause is AwayCause.RESTART:
        return _("This computer was restarted: nobody saw {what} run from {start} to {end}.").format(
            start=start, end=end, what=what
        )
    return _("This computer slept from {start} to {end} while {what} ran.").format(start=start, end=end, what=what)


def left_out(gaps: Sequence[Gap]) -> str:
    """Return what was left out of a timer that was stopped."""
    length = formats.duration(sum(gap.us for gap in gaps))
    if any(gap.cause is AwayCause.RESTART for gap in gaps):
        return _("Filed without {length} in which nobody saw it run").format(length=length)
    if any(gap.cause in (AwayCause.IDLE, AwayCause.LOCKED) for gap in gaps):
        return _("Filed without {length} in which you were away").format(length=length)
    return _("Filed without {length} in which this computer slept").format(length=length)


def _name(row: RunningRow) -> str:
    return " ".join(filter(None, (row.shown.channel.name, row.shown.kind.name)))


def _between(start: int, end: int, zone: str) -> tuple[str, str]:
    """Return two times of day, the first with its day where that is another."""
    first, last = local_day(start, zone), local_day(end, zone)
    said = formats.clock(start, zone)
    return (said if first == last else f"{formats.day(first)} {said}"), formats.clock(end, zone)
