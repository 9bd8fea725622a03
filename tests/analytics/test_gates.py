from fractions import Fraction

import pytest

from roidesk.analytics.gates import (
    ENOUGH_WEEKS_FOR_FORECAST,
    Gate,
    Order,
    compared,
    forecast_reason,
    gate,
    markov_reason,
    may_compare,
    order,
    reason,
    too_few,
    withholds_verdict,
)


@pytest.mark.parametrize(
    ("conversions", "clusters", "expected"),
    [
        (-1, 99, Gate.NOTHING),
        (0, 99, Gate.NOTHING),
        (1, 99, Gate.TOO_LITTLE),
        (4, 99, Gate.TOO_LITTLE),
        (5, 99, Gate.HOLLOW),
        (9, 99, Gate.HOLLOW),
        (10, 9, Gate.HOLLOW),
        (10, 10, Gate.RANGED),
        (29, 10, Gate.RANGED),
        (30, 9, Gate.HOLLOW),
        (30, 10, Gate.FULL),
    ],
)
def test_what_may_be_shown(conversions, clusters, expected):
    assert gate(conversions, clusters) is expected


def test_values_from_five_ranges_from_ten():
    assert [each.shows_value for each in Gate] == [False, False, True, True, True]
    assert [each.shows_range for each in Gate] == [False, False, False, True, True]


@pytest.mark.parametrize(
    ("conversions", "clusters", "expected"),
    [
        (9, 99, "too_few_conversions"),
        (9, 1, "too_few_conversions"),
        (10, 9, "too_few_clusters"),
        (10, 10, None),
    ],
)
def test_the_gate_that_withholds_a_range_is_named(conversions, clusters, expected):
    assert reason(conversions, clusters) == expected


@pytest.mark.parametrize(
    ("conversions", "weeks", "expected"),
    [
        (9, 99, "too_few_conversions"),
        (10, ENOUGH_WEEKS_FOR_FORECAST - 1, "too_few_weeks"),
        (10, ENOUGH_WEEKS_FOR_FORECAST, None),
    ],
)
def test_from_how_many_weeks_futures_are_drawn(conversions, weeks, expected):
    assert forecast_reason(conversions, weeks) == expected


def test_other_cases_have_gates_of_their_name():
    assert too_few(9, "messages") == "too_few_messages"
    assert too_few(10, "messages") is None


@pytest.mark.parametrize(
    ("converting", "nulls", "expected"),
    [(299, 50, "too_few_journeys"), (300, 50, None), (300, 0, "no_null_journeys")],
)
def test_what_warns_of_markov(converting, nulls, expected):
    assert markov_reason(converting, nulls) == expected


def test_gates_leave_no_verdict():
    assert [withholds_verdict(why) for why in ("too_few_conversions", "rate_missing", None)] == [True, False, False]


def test_shares_of_known_contacts_may_be_15_points_apart():
    assert may_compare(Fraction(40, 100), Fraction(55, 100))
    assert may_compare(Fraction(55, 100), Fraction(40, 100))
    assert not may_compare(Fraction(40, 100), Fraction(551, 1000))


def test_rows_far_below_the_best_known_one_are_not_compared():
    shares = [Fraction(each, 100) for each in (6, 34, 91, 78, 97)]
    assert compared(shares, [True, False, True, True, False]) == (False, False, True, True, True)
    assert compared([Fraction(1), None], [True, False]) == (True, False)
    # A row without purchases may know more of its contacts than the best of those shown: that is no reason against it.
    assert compared([Fraction(1, 2), Fraction(1)], [True, False]) == (True, True)
    assert compared(shares, [False] * 5) == (True,) * 5
    assert compared([], []) == ()


def test_an_order_only_where_no_two_ranges_overlap():
    assert order([]) is order([(1, 2)]) is Order.TOO_FEW
    assert order([(3, 4), (1, 2), (5, 6)]) is Order.CERTAIN
    assert order([(1, 2), (2, 3)]) is Order.NOT_CERTAIN
    assert order([(1, 9), (2, 3), (10, 11)]) is Order.NOT_CERTAIN
