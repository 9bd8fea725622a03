"""Rows under every model, and the ranges of the credit that one model gives them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from roidesk.analytics.attribution import MARKOV, MODELS
from roidesk.analytics.attribution.credit_ranges import credit_ranges
from roidesk.analytics.attribution.model_doubt import Doubt
from roidesk.analytics.intervals import Interval
from roidesk.analytics.returns.lines import line_of
from roidesk.analytics.returns.ranges import ranged
from roidesk.analytics.sums.dimensions import Dimension, RowKey
from roidesk.analytics.sums.tally import Tally
from roidesk.domain.instants import Span

if TYPE_CHECKING:
    from roidesk.services.figure_view import View


def model_doubts(asked: View, by: tuple[Dimension, ...], currency: str) -> dict[RowKey, Doubt]:
    """Return what every model says of each row that any of them knows; while Markov warns, the span is without it."""
    views = {model: asked.under(model) for model in MODELS}
    sheets = {model: each.sheet(*by) for model, each in views.items()}
    left_out = frozenset({MARKOV}) if markov_warns(views[MARKOV]) else frozenset()
    return {
        row: Doubt(
            {
                model: ranged(line_of(each.rows.get(row, Tally()), currency), each.row(row), with_ranges=False)
                for model, each in sheets.items()
            },
            left_out,
        )
        for row in dict.fromkeys(row for each in sheets.values() for row in each.rows)
    }


def markov_warns(asked: View) -> bool:
    """Return whether a question is asked of Markov, and of too little for it to be more than a lead."""
    return asked.query.model == MARKOV and asked.removals.p_conv.reason is not None


def ranges_of_credit(asked: View, by: tuple[Dimension, ...]) -> Mapping[RowKey, Mapping[str, Interval]]:
    """Return the likely ranges of rows' credit; none under Markov, which takes all journeys together."""
    if not asked.query.with_ranges or asked.query.model == MARKOV:
        return {}
    return credit_ranges(asked.outcomes, by, asked.scope.terms.names, lambda: _touched(asked))


def _touched(asked: View) -> int:
    """Return how many known contacts were touched in the period; who was merged is one."""
    if asked.kept is not None:
        return len({each.contact_id for each in asked.interactions} - {None})
    span, into = asked.period.span(asked.scope.zone), asked.facts.merged(asked.read)
    until = max(span.start, min(span.end, asked.scope.as_of + 1))
    return len({into.get(each, each) for each in asked.read.contacts_touched(Span(span.start, until))})
