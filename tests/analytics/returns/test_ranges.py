"""Which figures carry a likely range, from which weeks it is worked out, and which gate withholds it."""

from dataclasses import fields
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roidesk.analytics.gates import Gate
from roidesk.analytics.intervals import weekly_interval
from roidesk.analytics.returns.lines import Amounts, Line, line_of
from roidesk.analytics.returns.ranges import clusters, ranged, ranged_ratio, shown
from roidesk.analytics.sums.tally import Tally, total
from roidesk.domain.instants import HOUR

RANGED = (
    "return_ratio net_romi margin_roi return_incl_expected cost_per_purchase cost_per_conversion minutes_per_purchase "
    "purchases_per_hour revenue_per_hour average_sale average_sale_involved average_sale_others"
).split()


def week(booked, cost, sales=2, hours=2, **more):
    given = {
        "counted": hours * HOUR,
        "us": hours * HOUR,
        "labour": Fraction(cost),
        "booked": Fraction(booked),
        "remains": Fraction(booked) * Fraction(2, 5),
        "purchases": Fraction(sales),
        "conversions": Fraction(sales),
        "sales": sales,
        "events": sales,
        "touched_sales": sales // 2,
        "touched_purchases": Fraction(sales // 2),
        "touched_booked": Fraction(booked, 2),
    }
    return Tally(**(given | more))


WEEKS = [week(200 + 13 * (n * n % 7), 90 + 7 * (n % 5), hours=2 + n % 3) for n in range(13)]


def line(weeks, *, with_ranges=True):
    return ranged(line_of(total(weeks), "EUR", Tally()), weeks, with_ranges=with_ranges)


def test_a_quarter_has_ranges_around_its_values():
    found = line(WEEKS)
    for each in fields(Line):
        figure = getattr(found, each.name)
        if each.name in RANGED:
            assert figure.low < figure.value < figure.high, each.name
            assert figure.reason is None
        else:
            assert figure.low is figure.high is None, each.name


def test_each_range_is_of_its_own_sums():
    found = line(WEEKS)
    cost, booked = [each.cost for each in WEEKS], [each.booked for each in WEEKS]
    two, hours = [2] * 13, [Fraction(each.counted) / HOUR for each in WEEKS]
    expected = {
        "return_ratio": weekly_interval(booked, cost),
        "net_romi": tuple(bound - 1 for bound in weekly_interval(booked, cost)),
        "margin_roi": tuple(bound - 1 for bound in weekly_interval([each * Fraction(2, 5) for each in booked], cost)),
        "cost_per_purchase": weekly_interval(cost, two),
        "minutes_per_purchase": weekly_interval([each * 60 for each in hours], two),
        "purchases_per_hour": weekly_interval(two, hours),
        "revenue_per_hour": weekly_interval(booked, hours),
        "average_sale": weekly_interval(booked, two),
        "average_sale_involved": weekly_interval([each / 2 for each in booked], [1] * 13),
        "average_sale_others": weekly_interval([each / 2 for each in booked], [1] * 13),
    }
    for name, bounds in expected.items():
        figure = getattr(found, name)
        assert (figure.low, figure.high) == pytest.approx(bounds), name


def test_what_is_expected_has_a_part_in_its_range():
    weeks = [week(200, 90, expected=Fraction(10 * (n % 4)), conversions=Fraction(3), events=3) for n in range(13)]
    figure = line(weeks).return_incl_expected
    assert (figure.low, figure.high) == pytest.approx(
        weekly_interval([200 + 10 * (n % 4) for n in range(13)], [90] * 13)
    )
    assert line(weeks).cost_per_conversion.value == 30
    assert line(weeks).cost_per_conversion.low == pytest.approx(30)


def test_an_hour_a_purchase_and_a_purchase_an_hour_say_the_same():
    found = line(WEEKS)
    assert 60 / found.purchases_per_hour.high == pytest.approx(found.minutes_per_purchase.low)
    assert 60 / found.purchases_per_hour.low == pytest.approx(found.minutes_per_purchase.high)


@pytest.mark.parametrize(
    ("weeks", "reason"),
    [
        ([week(100, 50, sales=1)] * 9, "too_few_conversions"),
        ([week(100, 50, sales=2)] * 9, "too_few_clusters"),
        ([*[week(100, 50, sales=2)] * 9, Tally(counted=HOUR)], "too_few_clusters"),
        ([week(100, 50, sales=1)] * 10, None),
    ],
)
def test_gates_withhold_ranges_not_values(weeks, reason):
    figure = line(weeks).return_ratio
    assert (figure.value, figure.reason) == (2, reason)
    assert (figure.low is None) == (reason is not None)


def test_a_reason_that_goes_before_the_gates_stays():
    figure = line([*WEEKS, week(0, 0, sales=0, unpriced=HOUR)]).return_ratio
    assert (figure.reason, figure.low, figure.at_most) == ("rate_missing", None, True)


def test_values_alone_are_told_at_once():
    found = line(WEEKS, with_ranges=False)
    assert found.return_ratio.low is None
    assert found.return_ratio.reason is None
    assert line(WEEKS[:9], with_ranges=False).return_ratio.reason == "too_few_clusters"


def test_weeks_in_which_only_somebody_was_at_work_count_in_ranges():
    weeks = [*WEEKS, Tally(counted=HOUR, us=HOUR)]
    assert clusters(weeks) == 13
    hours = [Fraction(each.counted) / HOUR for each in weeks]
    figure = line(weeks).purchases_per_hour
    assert (figure.low, figure.high) == pytest.approx(weekly_interval([2] * 13 + [0], hours))
    assert (line([*weeks, Tally()]).purchases_per_hour.low, line(weeks).purchases_per_hour.low) == (
        figure.low,
        figure.low,
    )


def test_gifts_in_weeks_without_work_have_a_range():
    gifts = [week(0, 0, sales=1, hours=0) for _ in range(12)]
    figure = line([*gifts, week(0, 30, sales=1)]).purchases_per_hour
    assert figure.low <= figure.value <= figure.high


def test_a_ratio_alone():
    figure = Amounts(total(WEEKS), "EUR").return_ratio
    whole = line(WEEKS).return_ratio
    assert ranged_ratio(figure, WEEKS, with_ranges=True) == whole
    assert ranged_ratio(figure, WEEKS, with_ranges=False).low is None
    assert ranged_ratio(figure, WEEKS[:5], with_ranges=True).reason == "too_few_clusters"
    nothing = Amounts(Tally(), "EUR").return_ratio
    assert ranged_ratio(nothing, [], with_ranges=True) == nothing


def test_what_may_be_shown():
    def found(weeks):
        figure = line(weeks).return_ratio
        return shown(figure, weeks, lambda week: week.booked, lambda week: week.cost, Fraction(1, 10))

    assert (found(WEEKS).gate, found(WEEKS).without_one, found(WEEKS).change) == (Gate.RANGED, None, Fraction(1, 10))
    few = [week(100, 50, sales=2), week(300, 50, sales=3), Tally()]
    assert (found(few).gate, found(few).without_one) == (Gate.HOLLOW, (2, 6))
    assert found(few[:1]).gate is Gate.TOO_LITTLE
    free = [week(100, 0, sales=6)]
    assert (found(free).gate, found(free).without_one) == (Gate.HOLLOW, None)


@given(
    st.lists(
        st.builds(week, st.integers(-500, 500), st.integers(-5, 500), st.integers(0, 9), st.integers(0, 40)),
        max_size=60,
    )
)
def test_whatever_the_weeks_are_there_is_no_fault(weeks):
    found = line(weeks)
    for name in RANGED:
        figure = getattr(found, name)
        assert (figure.low is None) == (figure.high is None)
        if figure.low is not None:
            assert figure.low <= float(figure.value) * (1 + 1e-12) + 1e-9
            assert figure.high >= float(figure.value) * (1 - 1e-12) - 1e-9
