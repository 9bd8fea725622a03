"""Goals of any small team beside the same worked out by hand: how far each is, and whether it was met in time."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from fractions import Fraction
from typing import NamedTuple

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from roidesk.domain.instants import utc
from roidesk.domain.model import Goal
from roidesk.services.goals import Goals
from roidesk.services.history import History
from roidesk.services.involvement import InvolvementPanel
from roidesk.services.measures import Measuring
from roidesk.services.replies import ReplyTimes
from tests.oracle import by_hand
from tests.oracle.random_team import BRANDS, CHANNELS, NOW, PEOPLE, Team, key, maybe, teams
from tests.oracle.test_figures_by_hand import asked, empty, same, written

__all__ = ["empty"]
COUNTED = ("interactions", "minutes", "conversions", "purchases", "personal_minutes")
"""What no rate of exchange and no gate keeps from a verdict."""
OTHERS = ("cost", "booked", "return_ratio", "minutes_per_purchase", "contact_share", "margin_roi")
SCOPES = (
    "team",
    "nobody:Eve",
    "channel:Fax",
    *(f"person:{each.name}" for each in PEOPLE),
    *(f"channel:{each.name}" for each in CHANNELS),
    *(f"brand:{each.name}" for each in BRANDS),
)


class Asked(NamedTuple):
    team: Team
    goals: dict[str, Goal]


@st.composite
def goals(draw, number: int, period):
    return Goal(
        id=key(f"goal {number}"),
        metric=draw(st.sampled_from(COUNTED + OTHERS)),
        target=draw(st.sampled_from(["0", "1", "2.5", "90"])),
        first_day=period.first,
        last_day=period.last,
        bound=draw(st.sampled_from(["least", "most"])),
        scope=draw(st.sampled_from(SCOPES)),
        max_minutes=draw(maybe([0, 60, 5000])),
        max_cost_minor=None,
        set_us=draw(st.just(NOW) | st.just(0)),
    )


@st.composite
def teams_with_goals(draw) -> Asked:
    team = draw(teams())
    period = team.queries[0].period
    wanted = [draw(goals(number, period)) for number in range(draw(st.integers(1, 3)))]
    return Asked(replace(team, entries=(*team.entries, *wanted)), {str(each.id): each for each in wanted})


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(given_team=teams_with_goals())
def test_any_small_team_s_goals_by_hand(empty, given_team):
    team, wanted = given_team
    with written(team, empty) as (figures, tables):
        query = replace(team.queries[0], by=())
        context = figures._context
        measuring = Measuring(figures, InvolvementPanel(figures), ReplyTimes(context, figures))
        said = Goals(measuring, History(context)).report(query).as_json()["goals"]
        assert {each["id"] for each in said} == set(wanted)
        for each in said:
            compare(each, wanted[each["id"]], tables, asked(query, NOW))


def compare(said, goal, tables, question):
    what, _, name = goal.scope.partition(":")
    mine = by_hand.figures(tables, replace(question, by=() if what in {"team", "nobody"} else (what,)))
    if what == "nobody" or name in {"Fax", "Eve"}:
        assert (said["actual"]["value"], said["met"], said["reason"]) == (None, None, "scope_unknown")
        return
    nothing = by_hand.worked_out(by_hand.Sums())
    row = mine.totals if what == "team" else mine.rows.get((name,), nothing)
    assert same(row[goal.metric], said["actual"]["value"]), goal
    assert same(row["minutes"], said["minutes"]["value"])
    start, end = (
        datetime.combine(day, time(), tables.zone).astimezone(UTC)
        for day in (goal.first_day, goal.last_day + timedelta(days=1))
    )
    gone = (question.as_of - start) / (end - start)
    assert float(said["elapsed"]["value"]) == min(max(gone, 0), 1) or abs(said["elapsed"]["value"] - gone) < 1e-9
    assert said["set_in_advance"] == (utc(goal.set_us) < start)
    if question.as_of < end:
        assert said["met"] is None
    elif goal.metric in COUNTED:
        target, actual = Fraction(goal.target), row[goal.metric]
        reached = actual >= target if goal.bound == "least" else actual <= target
        in_time = goal.max_minutes is None or row["minutes"] <= goal.max_minutes
        assert said["met"] == (reached and in_time), (goal, said)
