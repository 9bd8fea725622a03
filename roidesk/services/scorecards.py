"""Scorecards: sheets of figures that a team composed itself."""

from __future__ import annotations

from roidesk.analytics.goals.scorecards import Sheet, lines
from roidesk.analytics.query import Query
from roidesk.domain.catalogue import folded
from roidesk.domain.errors import UserError
from roidesk.domain.model import Scorecard
from roidesk.services.measures import Measuring


class Scorecards:
    """The sheets over a period. Reads only."""

    def __init__(self, measuring: Measuring) -> None:
        self._measuring = measuring

    def report(self, query: Query, name: str | None = None) -> tuple[Sheet, ...]:
        """Return every sheet, or the one of a name, with its figures; `UserError`: `scorecard_unknown`."""
        with self._measuring.figures.asking(query) as asked:
            cards = asked.read.all(Scorecard)
            period, currency = asked.period, asked.scope.terms.exchange.currency
        wanted = [each for each in cards if name is None or folded(each.name) == folded(name)]
        if name is not None and not wanted:
            raise UserError("scorecard_unknown", text=name, known=", ".join(each.name for each in cards))
        names = {metric for each in wanted for metric in each.metrics}
        found = self._measuring.of(query, names) if wanted else {}
        return tuple(
            Sheet(str(each.id), each.name, period, currency, lines(each.metrics, each.targets, found))
            for each in wanted
        )
