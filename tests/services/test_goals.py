"""Goals, baselines and scorecards over a real store."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from roidesk.analytics.goals.goals import State
from roidesk.analytics.query import Query
from roidesk.domain.errors import UserError
from roidesk.domain.filters import parse
from roidesk.domain.model import Baseline, Brand, Goal, Scorecard
from roidesk.services.baselines import Baselines
from roidesk.services.goals import Goals
from roidesk.services.history import History
from roidesk.services.involvement import InvolvementPanel
from roidesk.services.measures import Measuring
from roidesk.services.replies import ReplyTimes
from roidesk.services.scorecards import Scorecards
from tests.analytics import worked_example as example
from tests.analytics.worked_example import AS_OF, PERIOD, at, key
from tests.services.figures_bench import sale, touch

ASKED = Query(as_of=AS_OF)
IN_JUNE = replace(ASKED, period=PERIOD)
SET = at("05-29T12:00")


def goal(name="goal", **given):
    base = {"metric": "purchases", "target": "4", "first_day": PERIOD.first, "last_day": PERIOD.last, "set_us": SET}
    return Goal(id=key(name), **(base | given))


def measuring(bench):
    figures = bench.figures
    return Measuring(figures, InvolvementPanel(figures), ReplyTimes(bench.context, figures))


@pytest.fixture
def goals(bench):
    return Goals(measuring(bench), History(bench.context))


def only(goals, **asked):
    (found,) = goals.report(replace(ASKED, **asked)).goals
    return found


def test_the_worked_example_is_met_and_was_set_in_advance(small, goals):
    small.put(goal(max_minutes=300, max_cost_minor=30_000))
    found = only(goals)
    assert (found.state, found.met, found.facts.set_in_advance) == (State.MET, True, True)
    assert (found.facts.actual.value, found.facts.minutes.value) == (4, 260)
    assert float(found.facts.cost.value) == 249.45
    assert found.facts.changes == ()


def test_half_way_it_is_on_pace_or_behind(small, goals):
    small.put(goal(), goal("more", target="8"))
    found = goals.report(replace(ASKED, as_of=at("06-08T00:00"))).goals
    assert {each.facts.target.value: each.state for each in found} == {4: State.BEHIND, 8: State.BEHIND}
    assert found[0].facts.elapsed == Fraction(1, 2)


def test_a_sum_that_may_not_be_passed(small, goals):
    small.put(goal(metric="minutes", target="260", bound="most"))
    assert only(goals).met is True
    # 159 minutes by the 7th; 130 would be half.
    assert only(goals, as_of=at("06-08T00:00")).state is State.OVER_PACE
    assert only(goals, as_of=at("06-01T00:00")).state is State.NOT_BEGUN


@pytest.mark.parametrize(
    ("scope", "minutes"), [("team", 260), ("Team", 260), ("channel:Email", 87), ("person:Ann", 106), ("brand:Stylo", 5)]
)
def test_scopes(small, goals, scope, minutes):
    small.put(Brand(id=key("Stylo"), name="Stylo"), touch("for", "06-10T08:00", 5, brand_id=key("Stylo")))
    small.put(goal(metric="minutes", target="1", scope=scope))
    extra = {"team": 5, "Team": 5, "channel:Email": 5, "person:Ann": 5}.get(scope, 0)
    assert only(goals).facts.actual.value == minutes + extra


@pytest.mark.parametrize("scope", ["channel:Fax", "moon", "moon:full", "channel", ""])
def test_a_scope_nobody_knows_leaves_it_open(small, goals, scope):
    small.put(goal(scope=scope))
    found = only(goals)
    assert (found.state, found.reason, found.facts.actual.value) == (State.CANNOT_TELL, "scope_unknown", None)


def test_a_figure_nobody_knows_leaves_it_open(small, goals):
    small.put(goal(metric="happiness"))
    assert (only(goals).state, only(goals).reason) == (State.CANNOT_TELL, "metric_unknown")


@pytest.mark.parametrize("target", ["many", "1/0", "nan", "inf", "1e999999999", "-1e-99"])
def test_a_target_that_is_no_number(small, goals, target):
    small.put(goal(target=target))
    assert (only(goals).met, only(goals).reason) == (None, "target_unreadable")


def test_gates_leave_ratios_open(small, goals):
    small.put(goal(metric="return_ratio", target="1"))
    found = only(goals)
    assert (found.met, found.reason) == (None, "too_few_conversions")
    assert float(found.facts.actual.value) == pytest.approx(3.367408)


def test_money_in_another_currency(small, goals):
    small.put(goal(metric="booked", target="900", currency="USD", max_cost_minor=30_000))
    found = only(goals)
    assert (found.facts.target.value, found.facts.max_cost.value, found.met) == (810, 270, True)
    small.put(goal(metric="booked", target="900", currency="DKK", max_cost_minor=30_000))
    assert (only(goals).met, only(goals).reason, only(goals).within_cost) == (None, "rate_missing", None)
    # What is no money has no rate of exchange.
    small.put(goal(currency="DKK"))
    assert only(goals).met is True


def test_only_goals_with_a_day_in_the_period_the_last_first(small, goals):
    july = {"first_day": date(2026, 7, 1), "last_day": date(2026, 7, 31)}
    small.put(goal(), goal("july", **july))
    assert [each.facts.period.first.month for each in goals.report(ASKED).goals] == [7, 6]
    assert [each.facts.period.first.month for each in goals.report(IN_JUNE).goals] == [6]
    assert goals.report(replace(ASKED, where=parse("channel=email"))).goals[1].facts.minutes.value == 87


def test_set_after_the_fact(small, goals):
    small.put(goal(set_us=at("06-02T10:00")))
    assert only(goals).facts.set_in_advance is False


def test_when_nobody_said_it_was_set_when_it_was_entered(small, goals):
    small.clock.us = at("05-30T10:00")
    small.put(goal(set_us=None))
    small.clock.us = AS_OF
    assert only(goals).facts.set_in_advance is True
    assert only(goals).facts.set_at.startswith("2026-05-30T10:00")


def test_when_the_log_has_lost_its_beginning_nobody_knows(small):
    class Lost:
        def versions(self, _entry):
            return ()

    small.put(goal(set_us=None))
    found = only(Goals(measuring(small), Lost()))
    assert (found.facts.set_at, found.facts.set_in_advance) == (None, None)


def test_moving_the_goal_shows_and_after_it_began_it_was_not_set_in_advance(small, goals):
    small.clock.us = SET
    small.put(goal(target="6"))
    small.clock.us = at("05-30T10:00")
    small.put(goal(target="5"))
    assert only(goals).facts.set_in_advance is True
    small.clock.us = at("06-10T10:00")
    small.put(goal(target="4"))
    small.clock.us = AS_OF
    found = only(goals)
    said = [(each.column, each.before, each.after, each.after_start) for each in found.facts.changes]
    assert said == [("target", "6", "5", False), ("target", "5", "4", True)]
    assert (found.met, found.facts.set_in_advance) == (True, False)


@pytest.mark.parametrize(
    ("wanted", "actual", "met"),
    [
        (("solved", "5", "least"), 5, True),
        (("give_share", "0.7", "least"), 13 / 19, False),
        (("net_followers", "1", "least"), None, None),
        (("touched_bought", "0.9", "most"), 3 / 7, None),
        (("unanswered_rate", "0.1", "most"), None, None),
        (("business.median", "60", "most"), None, None),
    ],
)
def test_goals_of_involvement_and_replies(small, goals, wanted, actual, met):
    metric, target, bound = wanted
    small.put(goal(metric=metric, target=target, bound=bound))
    found = only(goals)
    assert found.met is met
    assert found.facts.actual.value == (None if actual is None else pytest.approx(actual))
    assert met is not None or found.reason


def test_an_empty_store_has_none(bench, goals):
    assert goals.report(ASKED).as_json()["goals"] == []


def test_goals_as_json(small, goals):
    small.put(goal())
    said = goals.report(ASKED).as_json()
    assert (said["currency"], said["as_of"]) == ("EUR", "2026-06-15T00:00:00+02:00")
    assert (said["goals"][0]["met"], said["goals"][0]["set_in_advance"]) == (True, True)


# ------------------------------------------------------------ baselines


FAIR = Baseline(
    id=key("fair"), name="convention", first_day=date(2026, 3, 10), last_day=date(2026, 3, 11), minutes=960,
    cost_minor=120_000, currency="EUR", conversions=4, revenue_minor=100_000,
)  # fmt: skip


def beside(bench, **changed):
    bench.put(replace(FAIR, **changed))
    (found,) = Baselines(bench.figures).report(IN_JUNE).baselines
    return found


def test_the_offline_comparison_of_the_worked_example(small):
    found = beside(small)
    assert float(found.time_advantage.value) == pytest.approx(3.692308, abs=1e-6)
    assert float(found.cost_advantage.value) == pytest.approx(4.810583, abs=1e-6)
    assert float(found.ratio_vs_offline.value) == pytest.approx(4.0408899579, abs=1e-9)
    assert (found.same_goal, found.rule_met) == (True, None)


def test_a_baseline_of_another_goal_is_refused(small):
    found = beside(small, kind="phone_call")
    assert (found.same_goal, found.time_advantage.value, found.time_advantage.reason) == (False, None, "not_same_goal")


def test_a_baseline_of_expected_conversions_is_compared_by_its_own_kind(small):
    found = beside(small, kind="demo_request")
    assert (found.same_goal, found.online.conversions.value) == (True, 1)
    assert (found.online.booked.value, found.online.booked.reason) == (None, "revenue_unknown")


def test_a_baseline_in_another_currency(small):
    small.put(replace(example.FX[0], id=key("spring"), day=date(2026, 3, 9)))
    found = beside(small, currency="USD")
    assert (found.offline.cost.value, found.offline.booked.value) == (1080, 900)
    found = beside(small, currency="DKK")
    assert (found.offline.cost.reason, found.offline.booked.reason) == ("rate_missing", "rate_missing")


def test_a_baseline_that_wrote_down_no_sales(small):
    found = beside(small, revenue_minor=None)
    assert found.offline.return_ratio.reason == "revenue_unknown"


def test_no_baseline_and_nothing_online(bench):
    assert Baselines(bench.figures).report(IN_JUNE).as_json()["baselines"] == []
    found = beside(bench)
    assert (found.same_goal, found.online.return_ratio.reason) == (False, "nothing_recorded")


def test_online_conversions_of_a_filter_are_its_credit(small):
    small.put(FAIR)
    (found,) = Baselines(small.figures).report(replace(IN_JUNE, where=parse("channel=tweet"), model="linear")).baselines
    assert found.online.conversions.value == Fraction(1, 4) + Fraction(1, 3) + Fraction(1, 5)
    assert found.online.conversions.n == 3


def test_missing_rates_are_named(small):
    small.put(FAIR, sale("dkk", "06-10T10:00", currency="DKK"))
    assert [each.name for each in Baselines(small.figures).report(IN_JUNE).missing] == ["DKK"]


# ------------------------------------------------------------ scorecards


def test_scorecards(small):
    cards = Scorecards(measuring(small))
    assert cards.report(IN_JUNE) == ()
    small.put(
        Scorecard(id=key("on"), name="ON Model", metrics=("purchases", "cost"), targets=("cost:<=200",)),
        Scorecard(id=key("empty"), name="Empty"),
    )
    assert {each.name for each in cards.report(IN_JUNE)} == {"ON Model", "Empty"}
    (sheet,) = cards.report(IN_JUNE, "on model")
    assert [(each.metric, each.reached) for each in sheet.lines] == [("purchases", None), ("cost", False)]
    with pytest.raises(UserError, match="scorecard_unknown"):
        cards.report(IN_JUNE, "moon")
