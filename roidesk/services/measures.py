"""Every figure that a goal or a scorecard may name, for one question."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from roidesk.analytics.goals.metrics import (
    OF_INVOLVEMENT,
    OF_REPLIES,
    Measures,
    of_involvement,
    of_replies,
    of_return,
)
from roidesk.analytics.query import Query
from roidesk.services.figures import Figures
from roidesk.services.involvement import InvolvementPanel
from roidesk.services.replies import ReplyTimes


class Measuring:
    """The figures of `figures`, `involvement` and `replies`, by name. Reads only."""

    def __init__(self, figures: Figures, involvement: InvolvementPanel, replies: ReplyTimes) -> None:
        self.figures = figures
        self._involvement = involvement
        self._replies = replies

    def of(self, query: Query, wanted: Collection[str]) -> Measures:
        """Return the figures of a period: all of the return, and what else is wanted.

        Gates that withhold likely ranges are named; the ranges themselves are not worked out.
        """
        asked = replace(query, by=(), with_ranges=False)
        found = dict(of_return(self.figures.report(asked).totals))
        if not set(OF_INVOLVEMENT).isdisjoint(wanted):
            found |= of_involvement(self._involvement.report(asked))
        if not set(OF_REPLIES).isdisjoint(wanted):
            found |= of_replies(self._replies.report(asked).totals)
        return found
