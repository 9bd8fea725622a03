from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from roidesk.analytics.goals.baselines import NOT_SAME, About, Effort, compared, rates_interval
from roidesk.domain.instants import Period

FAIR = About("b", "convention", "purchase", Period(date(2026, 3, 10), date(2026, 3, 11)))
OFFLINE = Effort(Fraction(4), 4, Fraction(960), Fraction(1200), Fraction(1000))
ONLINE = Effort(Fraction(4), 4, Fraction(260), Fraction(24945, 100), Fraction(840))


def many(effort, times):
    return Effort(
        effort.conversions * times,
        effort.cases * times,
        effort.minutes * times,
        effort.cost * times,
        None if effort.booked is None else effort.booked * times,
    )


def beside(offline=OFFLINE, online=ONLINE):
    return compared(FAIR, offline, online, "EUR")


def test_the_worked_example():
    found = beside()
    assert (found.offline.cost_per_purchase.value, found.offline.minutes_per_purchase.value) == (300, 240)
    assert float(found.offline.return_ratio.value) == pytest.approx(0.8333333333)
    assert float(found.time_advantage.value) == pytest.approx(3.6923076923)
    assert float(found.cost_advantage.value) == pytest.approx(4.8105832832)
    assert float(found.ratio_vs_offline.value) == pytest.approx(4.0408899579)
    assert found.same_goal


def test_four_purchases_online_leave_the_rule_open():
    found = beside()
    assert (found.rule_met, found.time_advantage.reason) == (None, "too_few_conversions")
    assert (found.time_advantage.low, found.online.minutes_per_purchase.low) == (None, None)


def test_few_purchases_offline_show_their_poisson_range():
    each = beside().offline.cost_per_purchase
    # 1,200 over 10.2416 and 1.0899 (Garwood's bounds of 4).
    assert (each.low, each.high) == pytest.approx((117.169, 1101.05), rel=1e-4)
    assert each.reason is None


def test_with_enough_online_the_rule_is_met_or_not():
    found = beside(online=many(ONLINE, 5))
    assert found.rule_met is True
    assert found.time_advantage.low < found.time_advantage.value < found.time_advantage.high
    assert found.online.cost_per_purchase.low < found.online.cost_per_purchase.value
    slow = Effort(Fraction(20), 20, Fraction(20 * 241), Fraction(100), Fraction(1))
    assert beside(online=slow).rule_met is False


def test_another_goal_is_refused():
    found = beside(online=Effort(Fraction(0), 0, Fraction(260), Fraction(100), Fraction(0)))
    assert (found.same_goal, found.rule_met) == (False, None)
    for figure in (found.time_advantage, found.cost_advantage, found.ratio_vs_offline):
        assert (figure.value, figure.reason) == (None, NOT_SAME)
    assert (found.online.cost_per_purchase.value, found.online.cost_per_purchase.reason) == (None, "no_purchase")


def test_a_baseline_without_conversions():
    found = beside(offline=Effort(Fraction(0), 0, Fraction(960), Fraction(1200), Fraction(0)))
    each = found.offline.cost_per_purchase
    assert (each.value, each.n, found.time_advantage.reason) == (None, 0, "no_purchase")
    assert found.offline.return_ratio.value == 0


def test_what_a_baseline_brought_may_not_be_known():
    found = beside(offline=Effort(Fraction(4), 4, Fraction(960), Fraction(1200), None), online=many(ONLINE, 5))
    assert (found.offline.booked.value, found.offline.booked.reason) == (None, "revenue_unknown")
    assert (found.offline.return_ratio.value, found.ratio_vs_offline.reason) == (None, "revenue_unknown")
    assert found.rule_met is True


def test_rates_of_exchange_that_are_missing():
    unknown = Effort(
        Fraction(4), 4, Fraction(960), Fraction(0), Fraction(0), cost_unknown=True, booked_unknown=True
    )  # fmt: skip
    found = beside(offline=unknown, online=many(ONLINE, 5))
    for figure in (found.offline.cost, found.offline.booked, found.offline.cost_per_purchase, found.cost_advantage):
        assert (figure.value, figure.reason) == (None, "rate_missing")
    assert found.offline.return_ratio.reason == "rate_missing"
    assert found.rule_met is True


def test_online_costs_that_are_not_all_known():
    some = Effort(Fraction(20), 20, Fraction(260), Fraction(100), Fraction(500), cost_unknown=True)
    found = beside(online=some)
    assert (found.online.return_ratio.value, found.online.return_ratio.at_most) == (5, True)
    assert (found.online.cost_per_purchase.value, found.online.cost_per_purchase.reason) == (5, "rate_missing")
    assert (found.cost_advantage.value, found.cost_advantage.reason) == (60, "rate_missing")
    some = Effort(Fraction(20), 20, Fraction(260), Fraction(100), Fraction(500), booked_unknown=True)
    assert beside(online=some).online.return_ratio.reason == "rate_missing"


@pytest.mark.parametrize(("booked", "reason"), [(5, "no_cost"), (0, "nothing_recorded")])
def test_nothing_spent(booked, reason):
    found = beside(online=Effort(Fraction(20), 20, Fraction(0), Fraction(0), Fraction(booked)))
    assert (found.online.return_ratio.value, found.online.return_ratio.reason) == (None, reason)
    assert (found.time_advantage.value, found.time_advantage.reason) == (None, "no_cost")
    assert found.rule_met is None


def test_a_cost_under_one_is_a_cost():
    assert beside(online=Effort(Fraction(20), 20, Fraction(10), HALF, Fraction(5))).online.return_ratio.value == 10


def test_refunds_beyond_sales():
    found = beside(online=Effort(Fraction(20), 20, Fraction(10), Fraction(10), Fraction(-5)))
    assert (found.online.return_ratio.value, found.online.return_ratio.reason) == (-HALF, "refunds_exceed_sales")
    found = beside(online=Effort(Fraction(20), 20, Fraction(10), Fraction(10), Fraction(0)))
    assert (found.online.return_ratio.value, found.online.return_ratio.reason) == (0, None)


HALF = Fraction(1, 2)


def test_credit_in_fractions_keeps_the_number_of_cases():
    part = Effort(Fraction(10), 20, Fraction(200), Fraction(100), Fraction(500))
    each = beside(online=part).online.cost_per_purchase
    assert (each.value, each.n) == (10, 20)
    assert (each.low, each.high) == pytest.approx((200 / 30.8884, 200 / 12.2165), rel=1e-4)


def test_the_range_of_two_counts_is_exact():
    low, high = rates_interval(20, 4)
    share = stats.binomtest(20, 24).proportion_ci(method="exact")
    assert (low, high) == pytest.approx((share.low / (1 - share.low), share.high / (1 - share.high)))


@given(st.integers(1, 500), st.integers(1, 500))
def test_the_range_of_two_counts_holds_their_ratio_and_turns_with_it(above, below):
    low, high = rates_interval(above, below)
    assert low < above / below < high
    assert rates_interval(below, above) == pytest.approx((1 / high, 1 / low))


def test_as_json():
    said = beside().as_json()
    assert (said["name"], said["kind"], said["from"], said["same_goal"]) == (
        "convention",
        "purchase",
        "2026-03-10",
        True,
    )
    assert (said["cost_per_purchase"]["value"], said["minutes_per_purchase"]["value"]) == (300, 240)
    assert said["online"]["cost_per_purchase"]["value"] == 62.3625
