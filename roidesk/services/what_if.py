"""What if hours went to another channel: asked of the weeks of a period."""

from __future__ import annotations

from fractions import Fraction
from uuid import UUID

from roidesk.analytics.query import Query
from roidesk.analytics.sums.dimensions import named
from roidesk.analytics.sums.tally import Tally
from roidesk.analytics.what_if import Asked, Channel, what_if
from roidesk.domain.catalogue import Catalogue, folded
from roidesk.domain.errors import UserError
from roidesk.domain.instants import HOUR
from roidesk.services.context import Context
from roidesk.services.figure_view import View
from roidesk.services.figures import Figures

_DAYS_OF_WEEK = 7


class WhatIfs:
    """Moves hours between channels on paper. Ask from the thread that asks the figures."""

    def __init__(self, context: Context, figures: Figures) -> None:
        self._context = context
        self._figures = figures

    def moved(self, hours: Fraction, source: str, target: str, query: Query) -> Asked:
        """Return what would have been different had hours a week gone from one channel to another.

        Only whole weeks count. `UserError`: `choice_unknown`, `what_if_same`, `what_if_weeks`, `hours_not_there`.
        """
        names = self._context.read().catalogue()
        taken, given = _channel(names, source), _channel(names, target)
        if taken == given:
            raise UserError("what_if_same")
        with self._figures.asking(query) as asked:
            whole = [week for week, days in asked.weeks.items() if days.length == _DAYS_OF_WEEK]
            if not whole:
                raise UserError("what_if_weeks")
            at = [place for place, week in enumerate(asked.weeks) if week in set(whole)]
            totals = [asked.sheet().row(())[place] for place in at]
            sides = [_weekly(asked, each, at) for each in (taken, given)]
            currency = asked.scope.terms.exchange.currency
            _refuse_more(hours, sides[0])
            return Asked(
                period=asked.period,
                zone=asked.scope.zone,
                as_of=asked.scope.as_of,
                currency=currency,
                model=asked.query.model,
                window_days=asked.query.window_days,
                weeks=len(whole),
                answer=what_if(hours, sides[0], sides[1], totals, currency),
            )


def _channel(names: Catalogue, text: str) -> UUID:
    """Return the channel of a name, or the one that a word of the quick line can only mean."""
    wanted = folded(text)
    for each in names.channels:
        if folded(each.name) == wanted:
            return each.id
    meant = {each.channel_id for each in names.kinds if wanted in map(folded, each.words)}
    if len(meant) == 1:
        return meant.pop()
    known = ", ".join(each.name for each in names.channels) or "–"
    raise UserError("choice_unknown", field="channel", text=text, known=known)


def _weekly(asked: View, channel: UUID, at: list[int]) -> Channel:
    row: list[Tally] = asked.sheet(named("channel")).row((channel,))
    return Channel(asked.scope.terms.names.channel[channel].name, [row[place] for place in at])


def _refuse_more(hours: Fraction, source: Channel) -> None:
    have = sum((Fraction(week.counted) for week in source.weeks), Fraction(0)) / HOUR / len(source.weeks)
    if hours > have:
        raise UserError("hours_not_there", name=source.key, have=f"{float(have):.1f}")
