"""Planned experiments, drawn by lot and judged by it: only they can say that effort does it (analytics.md 4.5)."""

from __future__ import annotations

from roidesk.analytics.experiments.lot import Lot, lot
from roidesk.analytics.experiments.plan import (
    EFFORTS,
    METRICS,
    MOST_EACH,
    Halves,
    Plan,
    assignments,
    drawn,
    fewest_units,
    smallest_p,
)
from roidesk.analytics.experiments.result import Arm, Flag, Measured, Result, detectable, result

__all__ = [
    "EFFORTS",
    "METRICS",
    "MOST_EACH",
    "Arm",
    "Flag",
    "Halves",
    "Lot",
    "Measured",
    "Plan",
    "Result",
    "assignments",
    "detectable",
    "drawn",
    "fewest_units",
    "lot",
    "result",
    "smallest_p",
]
