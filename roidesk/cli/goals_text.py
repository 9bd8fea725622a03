"""Goals, baselines and scorecards in words for a terminal."""

from __future__ import annotations

from roidesk.analytics.scorecards import Sheet
from roidesk.i18n import _
from roidesk.services.baselines import BaselinesReport
from roidesk.services.goals import GoalsReport


def goals(found: GoalsReport) -> str:
    """Return the goals in words."""
    return _("No goal yet.") if not found.goals else str(found)


def baselines(found: BaselinesReport) -> str:
    """Return the comparison in words."""
    return _("No baseline yet.") if not found.baselines else str(found)


def sheets(found: tuple[Sheet, ...]) -> str:
    """Return scorecards in words."""
    return _("No scorecard yet.") if not found else str(found)
