"""The figures a goal or a scorecard may be about, by name, and what can be said of one against a target."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields

from roidesk.analytics import gates
from roidesk.analytics.returns import Line
from roidesk.domain.figure import Figure, Number

Measures = Mapping[str, Figure]
"""Figures of one period by name."""

METRICS = tuple(each.name for each in fields(Line))
"""Every name that may be asked for."""
ADD_UP = frozenset(
    "interactions minutes labour platform cost conversions purchases booked expected remains profit new_customers "
    "personal_minutes".split()
)
"""Sums and counts: the parts of a period add up to the whole, so that half of it is expected to bring half."""
_SPENT = frozenset("labour platform cost cost_per_purchase cost_per_conversion labour_per_hour".split())
"""What can only be more where the cost of something is not known."""


def measures_of(line: Line) -> Measures:
    """Return the figures of a line by name."""
    return {name: getattr(line, name) for name in METRICS}


def bounds(metric: str, figure: Figure) -> tuple[Number | None, Number | None]:
    """Return between what the true value of a figure lies, by what is known: both the same, one or both None."""
    if figure.value is None:
        return None, None
    value = figure.value
    if figure.at_most:
        return None, value
    if figure.reason == "rate_missing":
        return (value, None) if metric in _SPENT else (None, None)
    return value, value


def holds(metric: str, figure: Figure, target: Number, *, at_most: bool) -> bool | None:
    """Return whether a figure is at least (or at most) a target; None: what is not known could decide it either way."""
    least, most = bounds(metric, figure)
    if at_most:
        return True if most is not None and most <= target else False if least is not None and least > target else None
    return True if least is not None and least >= target else False if most is not None and most < target else None


def withheld(figure: Figure) -> str | None:
    """Return why no verdict can be given on a figure: it has no value, or a gate withholds it; else None."""
    if figure.value is None:
        return figure.reason or "nothing_recorded"
    return figure.reason if gates.withholds_verdict(figure.reason) else None
