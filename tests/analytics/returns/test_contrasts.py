"""Sales with and without a touch before them, and the last weeks beside those before."""

from fractions import Fraction

import pytest

from roidesk.analytics.intervals import weekly_difference
from roidesk.analytics.returns.contrasts import involved_sales, last_weeks
from roidesk.analytics.returns.lines import line_of
from roidesk.analytics.returns.ranges import ranged
from roidesk.analytics.sums.tally import Tally, total


def week(cost=50, touched=(100,), others=(80,), **more):
    """A week with some sales that had a touch before them, and some that had none."""
    given = {
        "labour": Fraction(cost),
        "booked": Fraction(sum(touched) + sum(others)),
        "purchases": Fraction(len(touched) + len(others)),
        "sales": len(touched) + len(others),
        "touched_booked": Fraction(sum(touched)),
        "touched_purchases": Fraction(len(touched)),
        "touched_sales": len(touched),
    }
    return Tally(**(given | more))


def involved(weeks, *, with_ranges=True):
    line = ranged(line_of(total(weeks), "EUR"), weeks, with_ranges=with_ranges)
    return involved_sales(line, weeks, with_ranges=with_ranges)


WEEKS = [week(touched=(100 + 3 * n, 140 - 5 * (n % 3)), others=(70 + 10 * (n % 4),)) for n in range(13)]


def test_both_kinds_of_buyers_and_their_difference():
    found = involved(WEEKS)
    touched = Fraction(sum(100 + 3 * n + 140 - 5 * (n % 3) for n in range(13)), 26)
    others = Fraction(sum(70 + 10 * (n % 4) for n in range(13)), 13)
    assert (found.involved.value, found.others.value) == (touched, others)
    assert (found.difference.value, found.difference.unit, found.difference.n) == (touched - others, "EUR", 13)
    expected = weekly_difference(
        ([each.touched_booked for each in WEEKS], [2] * 13),
        ([each.booked - each.touched_booked for each in WEEKS], [1] * 13),
    )
    assert (found.difference.low, found.difference.high) == (expected.low, expected.high)
    assert found.difference.low < found.difference.value < found.difference.high
    assert involved(WEEKS, with_ranges=False).difference.low is None


def test_as_json_the_caution_is_there():
    found = involved(WEEKS).as_json()
    assert list(found) == ["involved", "others", "difference", "caution"]
    assert found["caution"] == "confounded"
    assert found["others"]["n"] == 13


@pytest.mark.parametrize(
    ("weeks", "reason"),
    [
        ([week(others=())] * 12 + [week()], "too_few_conversions"),
        ([week(touched=(1, 2), others=(3, 4))] * 5, "too_few_clusters"),
    ],
)
def test_gates_withhold_the_range_of_a_difference(weeks, reason):
    difference = involved(weeks).difference
    assert (difference.reason, difference.low) == (reason, None)
    assert difference.value is not None


@pytest.mark.parametrize(
    ("weeks", "reason"),
    [
        ([], "no_purchase"),
        ([week(touched=())] * 13, "no_purchase"),
        ([week(others=())] * 13, "no_purchase"),
        ([week(booked_unknown=1)] * 13, "rate_missing"),
    ],
)
def test_without_both_there_is_no_difference(weeks, reason):
    difference = involved(weeks).difference
    assert (difference.value, difference.reason, difference.n) == (None, reason, 0)


# ---------------------------------------------------------------- the last weeks


def ratios(weeks, *, with_ranges=True):
    return last_weeks(weeks, "EUR", with_ranges=with_ranges)


def test_four_weeks_beside_those_before():
    before = [week(cost=60, touched=(100,), others=(20,)) for _ in range(10)]
    recent = [week(cost=80, touched=(100,), others=(40,)) for _ in range(4)]
    found = ratios([*before, *recent])
    assert (found.before.value, found.recent.value) == (2, Fraction(140, 80))
    # 20 more a week brought 20 more a week.
    assert (found.marginal.value, found.marginal.n, found.marginal.unit) == (1, 8, "ratio")
    assert (found.before.reason, found.before.low) == (None, 2)
    assert (found.recent.reason, found.marginal.reason) == ("too_few_conversions", "too_few_conversions")
    assert list(found.as_json()) == ["recent", "before", "marginal"]
    assert ratios([*before, *recent], with_ranges=False).before.low is None


def test_four_weeks_are_too_few_for_a_range_however_much_is_sold():
    many = [week(touched=(10,) * 5)] * 4 + [week(cost=70, touched=(10,) * 5)] * 4
    assert ratios(many).marginal.reason == ratios(many).recent.reason == "too_few_clusters"


def test_too_few_weeks_before():
    found = ratios([week()] * 7)
    for figure in (found.recent, found.before, found.marginal):
        assert (figure.value, figure.reason) == (None, "too_few_weeks")
    assert ratios([week()] * 8).before.value is not None


@pytest.mark.parametrize(
    ("cost", "value", "reason"),
    [
        (50, None, "cost_unchanged"),
        (54, Fraction(0), "cost_barely_changed"),
        (55, Fraction(0), "too_few_conversions"),
        (45, Fraction(0), "too_few_conversions"),
    ],
)
def test_what_more_brought_is_told_only_where_more_was_spent(cost, value, reason):
    found = ratios([week()] * 4 + [week(cost=cost)] * 4).marginal
    assert (found.value, found.reason) == (value, reason)


@pytest.mark.parametrize("unknown", [{"unpriced": 1}, {"platform_unknown": 1}, {"booked_unknown": 1}])
@pytest.mark.parametrize("at", [0, 7])
def test_what_is_not_known_of_either_part_leaves_no_marginal_ratio(unknown, at):
    weeks = [week(cost=50 + n) for n in range(8)]
    weeks[at] = week(**unknown)
    found = ratios(weeks).marginal
    assert (found.value, found.reason) == (None, "rate_missing")


def test_weeks_without_anything():
    found = ratios([Tally()] * 8)
    assert (found.recent.reason, found.marginal.reason) == ("nothing_recorded", "cost_unchanged")
