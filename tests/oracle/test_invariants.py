"""What holds of any small team: rows add up to totals whatever is asked, and the order of entries says nothing."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from roidesk.analytics.attribution import MODELS
from roidesk.analytics.sums.dimensions import DIMENSIONS
from roidesk.domain.model import Conversion, Cost, FxRate, Inbound, Interaction, Rate
from roidesk.services.involvement import InvolvementPanel
from roidesk.services.paying_back import PayingBack
from roidesk.services.replies import ReplyTimes
from tests.oracle.random_messages import teams_with_messages
from tests.oracle.test_figures_by_hand import empty, written

__all__ = ["empty"]
ADDED_UP = (
    "interactions minutes labour platform cost conversions purchases booked expected remains personal_minutes".split()
)
TOLERANCE = 1e-9
MOVED = (Interaction, Conversion, Cost, Rate, FxRate, Inbound)
calm = settings(
    max_examples=30,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large],
)


def pairs():
    return st.lists(st.sampled_from(DIMENSIONS), min_size=1, max_size=2, unique=True).map(tuple)


@calm
@given(team=teams_with_messages(), crossed=st.lists(pairs(), min_size=len(MODELS), max_size=len(MODELS)))
def test_rows_add_up_to_totals_by_every_dimension_and_model(empty, team, crossed):
    with written(team, empty) as (figures, _):
        query = team.queries[0]
        for by, model in zip(crossed, MODELS, strict=True):
            adds_up(figures.report(replace(query, by=by, model=model)).as_json(), (by, model))
        for name in DIMENSIONS:
            adds_up(figures.report(replace(query, by=(name,))).as_json(), name)


def adds_up(report, what):
    for name in ADDED_UP:
        if name in report["totals"]:
            parts = sum(row[name]["value"] or 0 for row in report["rows"])
            whole = report["totals"][name]["value"] or 0
            assert parts == pytest.approx(whole, rel=TOLERANCE, abs=TOLERANCE), (what, name)


@calm
@given(team=teams_with_messages(), order=st.randoms(use_true_random=False))
def test_the_order_of_entries_says_nothing(empty, team, order):
    fixed = [each for each in team.entries if not isinstance(each, MOVED)]
    moved = [each for each in team.entries if isinstance(each, MOVED)]
    order.shuffle(moved)
    # What is answered and what is taken back has to be there first.
    moved.sort(key=lambda each: (not isinstance(each, Inbound), bool(getattr(each, "refund_of_id", None))))
    moved.sort(key=lambda each: isinstance(each, Conversion))
    with ExitStack() as stack:
        as_drawn, _ = stack.enter_context(written(team, empty))
        shuffled, _ = stack.enter_context(written(replace(team, entries=(*fixed, *moved)), empty))
        for query in team.queries:
            assert said(as_drawn, query) == said(shuffled, query)


def said(figures, query):
    plain = replace(query, by=())
    return (
        figures.report(query).as_json(),
        PayingBack(figures).report(plain).as_json(),
        ReplyTimes(figures._context, figures).report(plain).as_json(),
        InvolvementPanel(figures).report(plain).as_json(),
    )
