"""Every figure that a goal or a scorecard may name, for one question."""

from __future__ import annotations

from dataclasses import replace

from roidesk.analytics.metrics import Measures, measures_of
from roidesk.analytics.query import Query
from roidesk.services.figures import Figures


def measures(figures: Figures, query: Query) -> Measures:
    """Return the figures of a period by name, with the gates that withhold ranges but without the ranges."""
    return measures_of(figures.report(replace(query, by=(), with_ranges=False)).totals)
