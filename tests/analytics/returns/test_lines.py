"""Figures from sums: what each is of, and what is said where arithmetic, rates or margins give nothing."""

from dataclasses import fields
from fractions import Fraction

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from roidesk.analytics.returns.lines import Amounts, Line, hours, line_of, others, touched_share
from roidesk.analytics.sums.tally import Tally
from roidesk.domain.figure import Figure
from roidesk.domain.instants import HOUR, MINUTE

# The worked example (analytics.md 7.1) as sums: four purchases of 840.00, 260 minutes, 249.45 spent, margin 40 %.
WORKED = Tally(
    interactions=20,
    us=260 * MINUTE,
    counted=260 * MINUTE,
    personal=14505 * 100 * MINUTE,
    known=260 * MINUTE,
    labour=Fraction(613, 4),
    platform=Fraction(481, 5),
    conversions=Fraction(6),
    purchases=Fraction(4),
    booked=Fraction(840),
    expected=Fraction(45),
    remains=Fraction(336),
    events=6,
    sales=4,
    touched_purchases=Fraction(3),
    touched_booked=Fraction(720),
    touched_sales=3,
    new_unknown=4,
)
LED = Tally(led_to_sale=200 * MINUTE, led_to_other=36 * MINUTE)


def changed(**more):
    return Tally(**({each.name: getattr(WORKED, each.name) for each in fields(Tally)} | more))


def of(tally, led=LED):
    return line_of(tally, "EUR", led)


@pytest.mark.parametrize(
    ("name", "value", "unit", "n"),
    [
        ("interactions", "20", "count", None), ("minutes", "260", "min", 20), ("labour", "613/4", "EUR", None),
        ("platform", "481/5", "EUR", None), ("cost", "4989/20", "EUR", None), ("conversions", "6", "count", 6),
        ("purchases", "4", "count", 4), ("booked", "840", "EUR", 4), ("expected", "45", "EUR", 2),
        ("return_ratio", "5600/1663", "ratio", 4), ("net_romi", "3937/1663", "ratio", 4),
        ("margin_roi", "577/1663", "ratio", 4), ("return_incl_expected", "5900/1663", "ratio", 4),
        ("cost_per_purchase", "4989/80", "EUR", 4), ("cost_per_conversion", "1663/40", "EUR", 6),
        ("minutes_per_purchase", "65", "min", 4), ("purchases_per_hour", "12/13", "per_h", 4),
        ("revenue_per_hour", "2520/13", "EUR", 4), ("labour_per_hour", "1839/52", "EUR", None),
        ("personalness", "2901/52", "score", None), ("personal_minutes", "2901/20", "min", None),
        ("contact_share", "1", "share", None), ("remains", "336", "EUR", 4), ("profit", "1731/20", "EUR", 4),
        ("average_sale", "210", "EUR", 4), ("average_sale_involved", "240", "EUR", 3),
        ("average_sale_others", "120", "EUR", 1), ("led_to_nothing_share", "6/65", "share", None),
    ],
)  # fmt: skip
def test_the_worked_example(name, value, unit, n):
    figure = getattr(of(WORKED), name)
    assert (figure.value, figure.unit, figure.n) == (Fraction(value), unit, n)


def test_what_belongs_beside_the_totals():
    led = changed(led_to_sale=LED.led_to_sale, led_to_other=LED.led_to_other)
    assert touched_share(led) == Figure(Fraction(236, 260), "share")
    assert hours(WORKED) == Figure(Fraction(13, 3), "h", 20)
    assert others(WORKED) == Figure(Fraction(2), "count", 2)


def test_nothing_at_all():
    line = of(Tally(), Tally())
    said = {each.name: (getattr(line, each.name).value, getattr(line, each.name).reason) for each in fields(Line)}
    nought = "interactions minutes labour platform cost conversions purchases booked expected personal_minutes"
    assert {name for name, (value, reason) in said.items() if value == 0 and reason is None} == {
        *nought.split(), "remains", "profit", "new_customers",
    }  # fmt: skip
    assert {name: reason for name, (value, reason) in said.items() if value is None} == {
        **dict.fromkeys("return_ratio net_romi margin_roi return_incl_expected".split(), "nothing_recorded"),
        **dict.fromkeys("cost_per_purchase minutes_per_purchase".split(), "no_purchase"),
        **dict.fromkeys("average_sale average_sale_involved average_sale_others".split(), "no_purchase"),
        "cost_per_conversion": "no_conversion",
        **dict.fromkeys("purchases_per_hour revenue_per_hour labour_per_hour personalness".split(), "no_time"),
        **dict.fromkeys("contact_share led_to_nothing_share".split(), "no_time"),
    }
    assert said["purchases_bound"] == (pytest.approx(3.6889, abs=5e-5), None)


# ---------------------------------------------------------------- zero rules (analytics.md 5.6)


def test_sales_without_cost_are_no_infinity():
    line = of(changed(labour=Fraction(0), platform=Fraction(0)))
    for figure in (line.return_ratio, line.net_romi, line.margin_roi, line.return_incl_expected):
        assert (figure.value, figure.reason) == (None, "no_cost")
    assert line.cost_per_purchase.value == 0


def test_cost_without_sales_is_0_and_bounded():
    line = of(Tally(counted=HOUR, us=HOUR, labour=Fraction(30)))
    assert (line.return_ratio.value, line.net_romi.value, line.return_ratio.reason) == (0, -1, "too_few_conversions")
    assert (line.cost_per_purchase.value, line.cost_per_purchase.reason) == (None, "no_purchase")
    assert line.profit.value == -30
    assert line.purchases_bound.value == pytest.approx(3.6889, abs=5e-5)


def test_with_a_purchase_there_is_no_bound_of_none():
    figure = of(WORKED).purchases_bound
    assert (figure.value, figure.reason, figure.n) == (None, "purchases_seen", 4)


def test_refunds_beyond_sales_are_shown_below_0():
    line = of(changed(booked=Fraction(-84), remains=Fraction(-168, 5)))
    assert line.return_ratio.value == Fraction(-84) / WORKED.cost
    assert line.return_ratio.reason == "refunds_exceed_sales"
    assert line.profit.value == Fraction(-168, 5) - WORKED.cost
    assert line.average_sale.value == -21


def test_refunds_of_a_platform_leave_no_cost():
    line = of(changed(platform=Fraction(-200)))
    assert line.cost.value < 0
    assert (line.return_ratio.value, line.return_ratio.reason) == (None, "no_cost")


@pytest.mark.parametrize("unknown", [{"unpriced": MINUTE}, {"platform_unknown": 1}])
def test_a_cost_not_all_known_makes_ratios_bounds(unknown):
    line = of(changed(**unknown))
    for figure in (line.return_ratio, line.net_romi, line.margin_roi, line.return_incl_expected, line.profit):
        assert (figure.at_most, figure.reason) == (True, "rate_missing")
    assert not line.remains.at_most
    assert line.remains.reason is None
    assert (line.cost_per_purchase.value, line.cost_per_purchase.reason) == (Fraction(4989, 80), "rate_missing")
    assert line.cost.reason == "rate_missing"


def test_a_cost_of_which_nothing_is_known():
    line = of(changed(labour=Fraction(0), platform=Fraction(0), unpriced=HOUR, platform_unknown=1))
    for name in "labour platform cost return_ratio cost_per_purchase cost_per_conversion labour_per_hour".split():
        figure = getattr(line, name)
        assert (name, figure.value, figure.reason) == (name, None, "rate_missing")


def test_some_labour_known():
    figure = of(changed(unpriced=MINUTE)).labour_per_hour
    assert (figure.value, figure.reason) == (Fraction(1839, 52), "rate_missing")


def test_sales_not_all_known_are_at_least():
    line = of(changed(booked_unknown=1))
    for name in "booked return_ratio margin_roi revenue_per_hour remains profit".split():
        figure = getattr(line, name)
        assert (name, figure.reason, figure.at_most) == (name, "rate_missing", False)
        assert figure.value is not None
    assert (line.average_sale.value, line.average_sale.reason) == (None, "rate_missing")
    both = of(changed(booked_unknown=1, unpriced=MINUTE))
    for name in "return_ratio margin_roi profit".split():
        figure = getattr(both, name)
        assert (name, figure.value, figure.reason) == (name, None, "rate_missing")
    assert both.remains.value == 336


def test_sales_of_which_nothing_is_known():
    none = {"booked": Fraction(0), "remains": Fraction(0), "booked_unknown": 4}
    line = of(changed(**none, expected=Fraction(0), expected_unknown=2))
    for name in "booked expected return_ratio margin_roi return_incl_expected revenue_per_hour remains profit".split():
        figure = getattr(line, name)
        assert (name, figure.value, figure.reason) == (name, None, "rate_missing")
    free = Amounts(changed(**none, labour=Fraction(0), platform=Fraction(0)), "EUR")
    assert free.return_ratio.reason == "no_cost"
    assert of(changed(**none, counted=0)).revenue_per_hour.reason == "no_time"


def test_what_is_expected_and_not_all_known():
    line = of(changed(expected_unknown=1))
    assert (line.expected.value, line.expected.reason) == (45, "rate_missing")
    assert line.return_incl_expected.reason == "rate_missing"
    assert line.return_ratio.reason == "too_few_conversions"


def test_a_margin_nobody_knows():
    line = of(changed(margin_unknown=1))
    for figure in (line.margin_roi, line.remains, line.profit):
        assert (figure.value, figure.reason) == (None, "margin_unknown")


# ---------------------------------------------------------------- whom it reached


@pytest.mark.parametrize(
    ("new", "unknown", "value", "n", "reason"),
    [("3", 0, 3, 4, None), ("3/2", 2, Fraction(3, 2), 2, "not_said"), ("0", 4, None, 0, "not_said")],
)
def test_new_customers_are_those_said_to_be(new, unknown, value, n, reason):
    figure = of(changed(new_customers=Fraction(new), new_unknown=unknown)).new_customers
    assert (figure.value, figure.n, figure.reason) == (value, n, reason)


def test_time_that_led_to_nothing():
    assert of(changed(known=200 * MINUTE), Tally()).led_to_nothing_share.value == Fraction(200, 260)
    # 120 of 300 minutes before a sale, shared with parallel ones down to 104 of 260
    shared = of(changed(us=300 * MINUTE), Tally(led_to_sale=120 * MINUTE)).led_to_nothing_share
    assert shared.value == Fraction(156, 260)
    proof_alone = of(changed(known=0), Tally(led_to_sale=10 * MINUTE)).led_to_nothing_share
    assert proof_alone.value == 0
    assert line_of(WORKED, "EUR").led_to_nothing_share.reason == "not_asked"


# ---------------------------------------------------------------- anything

AMOUNTS = st.fractions(min_value=-1000, max_value=1000, max_denominator=100)
COUNTS = st.integers(0, 40)
MANY = st.builds(
    Tally,
    interactions=COUNTS,
    us=st.just(HOUR),
    counted=st.integers(0, HOUR),
    known=st.integers(0, HOUR),
    personal=st.integers(0, HOUR * 10_000),
    labour=AMOUNTS,
    unpriced=COUNTS,
    platform=AMOUNTS,
    platform_unknown=COUNTS,
    conversions=COUNTS.map(Fraction),
    purchases=COUNTS.map(Fraction),
    booked=AMOUNTS,
    expected=AMOUNTS,
    remains=AMOUNTS,
    booked_unknown=COUNTS,
    expected_unknown=COUNTS,
    margin_unknown=COUNTS,
    events=COUNTS,
    sales=COUNTS,
    touched_purchases=COUNTS.map(Fraction),
    touched_booked=AMOUNTS,
    touched_sales=COUNTS,
)


@given(MANY)
def test_every_figure_has_a_value_or_a_reason(tally):
    for each in fields(Line):
        figure = getattr(of(tally, Tally()), each.name)
        assert figure.value is not None or figure.reason, each.name
        assert figure.low is figure.high is None
        assert figure.value is None or isinstance(figure.value, Fraction | float)


UNITS = (
    dict.fromkeys("interactions conversions purchases new_customers purchases_bound".split(), "count")
    | dict.fromkeys("minutes minutes_per_purchase personal_minutes".split(), "min")
    | dict.fromkeys("return_ratio net_romi margin_roi return_incl_expected".split(), "ratio")
    | dict.fromkeys("contact_share led_to_nothing_share".split(), "share")
    | {"personalness": "score", "purchases_per_hour": "per_h"}
)
"""What is not here is money."""


def cases(tally):
    """Return how many cases stand behind each figure of which that is said, whether it has a value or not."""
    others_purchases = tally.purchases - tally.touched_purchases
    of_sales = "purchases booked return_ratio net_romi margin_roi return_incl_expected purchases_per_hour"
    return dict.fromkeys([*of_sales.split(), "revenue_per_hour", "remains", "profit"], tally.sales) | {
        "minutes": tally.interactions,
        "conversions": tally.events,
        "expected": tally.events - tally.sales,
        "cost_per_purchase": tally.sales if tally.purchases else 0,
        "minutes_per_purchase": tally.sales if tally.purchases else 0,
        "average_sale": tally.sales if tally.purchases else 0,
        "cost_per_conversion": tally.events if tally.conversions else 0,
        "average_sale_involved": tally.touched_sales if tally.touched_purchases else 0,
        "average_sale_others": tally.sales - tally.touched_sales if others_purchases else 0,
        "new_customers": tally.sales - tally.new_unknown,
        "purchases_bound": tally.sales,
    }


NOTHING_OF_IT = changed(margin_unknown=1, booked_unknown=4, booked=Fraction(0), labour=Fraction(0), unpriced=HOUR)


@example(Tally())
@example(changed(counted=0))
@example(changed(labour=Fraction(0), platform=Fraction(0)))
@example(changed(labour=Fraction(0), platform=Fraction(0), unpriced=HOUR))
@example(changed(booked_unknown=1, unpriced=MINUTE))
@example(changed(margin_unknown=1))
@example(NOTHING_OF_IT)
@given(MANY)
def test_units_and_cases_are_said_whatever_is_known(tally):
    for led in (LED, None):
        line = of(tally, led)
        for each in fields(Line):
            figure = getattr(line, each.name)
            assert figure.unit == UNITS.get(each.name, "EUR"), each.name
            assert figure.n == cases(tally).get(each.name), each.name


def test_few_purchases_are_gated_and_many_are_not():
    gated = (
        "return_ratio cost_per_purchase minutes_per_purchase purchases_per_hour revenue_per_hour average_sale".split()
    )
    for sales, reason in ((9, "too_few_conversions"), (10, None)):
        line = of(changed(sales=sales, events=sales))
        assert {getattr(line, name).reason for name in gated} == {reason}
    assert of(WORKED).labour_per_hour.reason is None


def test_half_a_euro_is_a_cost():
    line = of(changed(labour=Fraction(1, 2), platform=Fraction(0)))
    assert line.return_ratio.value == 1680
    unsaid = of(changed(labour=Fraction(1, 2), platform=Fraction(0), booked=Fraction(0), booked_unknown=4))
    assert (unsaid.return_ratio.value, unsaid.return_ratio.reason) == (None, "rate_missing")


def test_as_json_each_figure_has_its_name():
    found = of(WORKED).as_json()
    assert list(found) == [each.name for each in fields(Line)]
    assert found["average_sale"] == {
        "value": 210,
        "unit": "EUR",
        "n": 4,
        "low": None,
        "high": None,
        "reason": "too_few_conversions",
    }
