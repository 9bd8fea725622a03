"""Personalness and moved hours beside the same worked out by hand, of any small team."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from hypothesis import HealthCheck, given, settings

from roidesk.domain.errors import UserError
from roidesk.domain.instants import Period, Week
from roidesk.services.personalness import Personalness
from roidesk.services.what_if import WhatIfs
from tests.oracle.personalness_by_hand import highest_levels, moved, personalness
from tests.oracle.random_team import NOW, teams
from tests.oracle.test_figures_by_hand import asked, empty, same, written

__all__ = ["empty"]
OTHER = (10, 30, 0, 5, 15, 40)
ANY_TEAM = settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large],
)


@ANY_TEAM
@given(team=teams())
def test_any_small_team_s_personalness_by_hand(empty, team):
    with written(team, empty) as (figures, tables):
        service = Personalness(context_of(figures), figures)
        for query in team.queries:
            plain = replace(query, by=())
            page = service.report(plain, other=OTHER).as_json()
            reached, untouched = highest_levels(tables, asked(plain, NOW))
            said = {each["level"]: each for each in page["levels"]}
            for level, contacts in reached.items():
                assert said[level]["contacts"]["value"] == len(contacts)
                assert said[level]["bought"]["value"] == sum(contacts)
            assert page["bought_untouched"]["value"] == untouched
            mine = personalness(tables, asked(plain, NOW), OTHER)
            assert same(mine, page["other"]["personalness"]["value"])


@ANY_TEAM
@given(team=teams())
def test_any_small_team_s_moved_hours_by_hand(empty, team):
    with written(team, empty) as (figures, tables):
        service = WhatIfs(context_of(figures), figures)
        for query in team.queries:
            days = Period(Week.of(query.period.first).period.first, Week.of(query.period.last).period.last)
            whole = replace(query, by=(), period=days)
            channels = sorted({row["name"] for row in tables.rows["channels"]})[:3]
            for source in channels:
                for target in channels:
                    compare(service, tables, whole, source, target)


def compare(service, tables, query, source, target):
    hours = Fraction(1, 100)
    try:
        said = service.moved(hours, source, target, query).as_json()
    except UserError as refused:
        if refused.code not in {"what_if_same", "hours_not_there"}:
            raise
        return
    mine = moved(tables, asked(query, NOW), hours, source, target)
    assert same(mine["purchases"], said["purchases_change"]["value"])
    if said["sales_change"]["reason"] != "rate_missing":
        assert same(mine["booked"], said["sales_change"]["value"])


def context_of(figures):
    """Return what the figures stand on."""
    return figures._context
