"""What of running timers is not counted, in words. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from roidesk.domain.model import AwayCause
from roidesk.domain.timer import Gap
from roidesk.i18n import _, formats


def left_out(gaps: Sequence[Gap]) -> str:
    """Return what was left out of a timer that was stopped."""
    length = formats.duration(sum(gap.us for gap in gaps))
    if any(gap.cause is AwayCause.RESTART for gap in gaps):
        return _("Filed without {length} in which nobody saw it run").format(length=length)
    if any(gap.cause in (AwayCause.IDLE, AwayCause.LOCKED) for gap in gaps):
        return _("Filed without {length} in which you were away").format(length=length)
    return _("Filed without {length} in which this computer slept").format(length=length)
