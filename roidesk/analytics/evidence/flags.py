"""What weakens an association, so that it cannot be called strong (analytics.md 4.2, 4.5)."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from roidesk.analytics import gates
from roidesk.analytics.evidence.correlation import greatest


class Flag(StrEnum):
    """What has to be said beside an association."""

    EFFORT_FOLLOWS = "effort_may_follow_sales"
    """Sales lead effort as much as effort leads sales."""
    SIMPSON = "simpson"
    """Within the strata it goes the other way than over all."""
    LOW_POWER = "low_power"
    """Under 52 weeks a link that is there is easily missed."""
    AD_WEEKS = "ad_weeks"
    """In some of the weeks advertising was paid for, which may have raised both."""


def sales_may_lead(lags: Sequence[float | None], reverse: Sequence[float | None]) -> bool:
    """Return whether sales lead effort about as much as effort leads sales.

    `lags`: the correlations at lag 0, 1, …; `reverse`: at -1, -2, …. SOURCE: analytics.md 4.2, reverse flag.
    """
    forward, backward = greatest(lags[1:]), greatest(reverse)
    return forward is not None and backward is not None and backward >= forward - gates.REVERSE_MARGIN
