"""Markov's credit beside the same worked out by hand, of any small team."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from hypothesis import HealthCheck, given, settings

from tests.oracle import markov_by_hand as hand
from tests.oracle.random_team import NOW, teams
from tests.oracle.test_figures_by_hand import asked, empty, key_of, same, written

__all__ = ["empty"]
CREDITED = ("conversions", "purchases", "booked", "expected")


def test_the_worked_example():
    paths = "tweet email video email, tweet email video, tweet email, email video tweet video email, email tweet"
    walks = [(path.split(), True) for path in paths.split(", ")] + [(["tweet", "tweet"], False)] * 2
    found = hand.chain(walks)
    assert found.p_conv == Fraction(5, 7)
    assert found.removal == {"tweet": Fraction(8, 11), "email": Fraction(22, 27), "video": Fraction(53, 115)}


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(team=teams())
def test_any_small_team_s_markov_by_hand(empty, team):
    with written(team, empty) as (figures, tables):
        for query in team.queries:
            compare(figures, tables, replace(query, model="markov"))


def compare(figures, tables, query):
    question = asked(query, NOW)
    mine = hand.credited(tables, question)
    report = figures.report(query).as_json()
    rows = {key_of(row["key"]): row for row in report["rows"]} if query.by else {(): report["totals"]}
    for key, sums in mine.items():
        for name in CREDITED:
            # A row of which nothing is known but that it is there may be left out.
            said = rows[key][name]["value"] if key in rows else 0
            assert same(sums.get(name, Fraction(0)), said or 0), (key, name)
    for name in CREDITED:
        assert same(sum(sums.get(name, 0) for sums in mine.values()), report["totals"][name]["value"] or 0), name
    with figures.asking(query) as view:
        found = hand.chain_of(tables, question, ("channel",))
        if found is not None:
            assert same(found.p_conv, float(view.removals.p_conv.value))
