import itertools
import math
import subprocess
import sys
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from roidesk.analytics.intervals import (
    fieller,
    jackknife_error,
    leave_one_out,
    linearised,
    none_bound,
    poisson_interval,
    rate_interval,
    ratio_interval,
    weekly_difference,
    weekly_interval,
    wilson_interval,
    without_one,
)

# boot::city, the classic data set of a ratio.
CITY_1920 = (138, 93, 61, 179, 48, 37, 29, 23, 30, 2)
CITY_1930 = (143, 104, 69, 260, 75, 63, 50, 48, 111, 50)
# Efron and Tibshirani's patch data: a ratio near nothing.
PATCH_Z = (8406, 2342, 8187, 8459, 4795, 3516, 4796, 10238)
PATCH_Y = (-1200, 2601, -2705, 1982, -1290, 351, -638, -2719)
# The worked example by contact, C1 to C8: sales and labour. The platforms, 96.20, are nobody's.
SALES = (240, 180, 0, 300, 0, 120, 0, 0)
LABOUR = [Fraction(text) for text in "373/12 269/12 19/2 275/4 65/8 0 209/24 14/3".split()]
PLATFORM = Fraction(481, 5)
LEFT = (
    "2.747672111128072 2.907062105417707 3.5007293186080433 2.9883785279468733 "
    "3.4807831762146484 2.8863499699338546 3.4892173491640417 3.4316061823381223"
)


@pytest.mark.parametrize(
    ("k", "low", "high"),
    [
        (0, 0, 3.6889),
        (1, 0.0253, 5.5716),
        (3, 0.6187, 8.7673),
        (4, 1.0899, 10.2416),
        (6, 2.2019, 13.0595),
        (10, 4.7954, 18.3904),
        (20, 12.2165, 30.8884),
    ],
)
def test_garwood(k, low, high):
    assert poisson_interval(k) == pytest.approx((low, high), abs=5e-5)


def test_four_purchases_in_the_worked_example_per_hour():
    low, high = poisson_interval(4)
    assert (low * 60 / 260, high * 60 / 260) == pytest.approx((0.2515073939137671, 2.3634435404777765), abs=1e-9)


def test_wilson():
    assert wilson_interval(3, 7) == pytest.approx((0.1582, 0.7495), abs=5e-5)
    assert wilson_interval(0, 7)[0] == 0
    assert wilson_interval(7, 7)[1] == 1


@given(st.integers(1, 100_000))
def test_nobody_and_everybody_are_bounds_themselves(n):
    assert wilson_interval(0, n)[0] == 0
    assert wilson_interval(n, n)[1] == 1


@pytest.mark.parametrize(("k", "n"), [(0, 0), (-1, 5), (6, 5)])
def test_a_share_that_cannot_be(k, n):
    with pytest.raises(ValueError, match="share"):
        wilson_interval(k, n)


def test_a_negative_count():
    with pytest.raises(ValueError, match="count"):
        poisson_interval(-1)


def test_the_ratio_of_the_cities():
    low, high = ratio_interval(CITY_1930, CITY_1920)
    # 1.2472 to 2.0921 with 200,000 draws
    assert low == pytest.approx(1.2472, abs=0.02)
    assert high == pytest.approx(2.0921, abs=0.03)
    assert ratio_interval(CITY_1930, CITY_1920) == (low, high)


def test_drawing_can_be_followed_and_stopped():
    told = []
    ratio_interval(CITY_1930, CITY_1920, progress=lambda *step: told.append(step))
    assert told[-1] == (10_000, 10_000)


def test_clusters_that_are_all_alike_make_a_point():
    assert ratio_interval([3, 3, 3], [2, 2, 2]) == (1.5, 1.5)


OF_A_RATIO = (ratio_interval, weekly_interval, linearised, fieller, jackknife_error)


@pytest.mark.parametrize("interval", OF_A_RATIO)
@pytest.mark.parametrize(
    ("returns", "costs", "said"),
    [
        ([1], [1], "two clusters"),
        ([1, 2], [1], "two clusters"),
        ([], [], "two clusters"),
        ([1, 2], [0, 0], "above 0"),
        ([1, 2], [3, -4], "above 0"),
        ([1, math.nan], [1, 1], "finite"),
        ([1, 2], [math.inf, 1], "finite"),
    ],
)
def test_a_ratio_that_has_no_interval(interval, returns, costs, said):
    with pytest.raises(ValueError, match=said):
        interval(returns, costs)


def test_the_ratio_of_the_patches():
    found = linearised(PATCH_Y, PATCH_Z)
    assert found.value == pytest.approx(-0.0713061, abs=5e-8)
    assert found.error == pytest.approx(0.10431, abs=5e-6)
    assert jackknife_error(PATCH_Y, PATCH_Z) == pytest.approx(0.10553, abs=5e-6)
    assert fieller(PATCH_Y, PATCH_Z) == pytest.approx((-0.28963, 0.25243), abs=5e-6)


def test_fiellers_interval_of_the_cities():
    assert fieller(CITY_1930, CITY_1920) == pytest.approx((1.19596, 2.46138), abs=5e-6)


@pytest.mark.parametrize("unit", [1e-6, 1e6])
def test_fiellers_interval_follows_the_unit(unit):
    found = fieller([each * unit for each in CITY_1930], [each * unit for each in CITY_1920])
    assert found == pytest.approx((1.19596, 2.46138), abs=5e-6)


def test_costs_that_are_not_clearly_above_nothing_leave_a_ratio_unbounded():
    assert fieller([1, 2, 3], [5, -4, 1]) is None
    assert fieller([1, 1, 1], [2, 2, 2]) == (0.5, 0.5)


def test_the_worked_example_by_contact():
    found = linearised(SALES, LABOUR, fixed=PLATFORM)
    assert sum(LABOUR) + PLATFORM == Fraction(4989, 20)
    assert found == pytest.approx((3.3674082982561635, 0.8364030565716567, 1.3896293470676842, 5.345187249444643))
    left = leave_one_out(SALES, LABOUR, fixed=PLATFORM)
    assert [float(each) for each in left] == pytest.approx([float(each) for each in LEFT.split()])
    assert left[0] == Fraction(600) / (Fraction(4989, 20) - Fraction(373, 12))


def test_a_cost_that_is_nobodys_stays_whole_when_one_is_left_out():
    assert leave_one_out([1, 2], [0, 0], fixed=4) == (Fraction(1, 2), Fraction(1, 4))
    assert leave_one_out([1, 2], [0, 3]) == (Fraction(2, 3), None)
    assert jackknife_error([1, 2], [0, 3]) is None
    # Without the first 2 / 4, without the second 1 / 4: they lie 1/8 from their mean, and n = 2 halves the squares.
    assert jackknife_error([1, 2], [0, 0], fixed=4) == pytest.approx(1 / 8)


@pytest.mark.parametrize(("returns", "costs"), [([1], [1, 2]), ([math.nan], [1]), ([1], [math.inf])])
def test_what_cannot_be_left_out(returns, costs):
    with pytest.raises(ValueError, match=r"pairs|finite"):
        leave_one_out(returns, costs)


def test_the_range_of_weeks_by_hand():
    # 10 of sales for 10 of cost, residuals 1, -1, -1, 1: a week and the next are rather opposite, so that the error is
    # √(4/3 · 4) / 10. Student's quantile with three degrees of freedom is 3.1824.
    stretch = math.exp(3.182446305284263 * math.sqrt(16 / 3) / 10)
    assert weekly_interval([3.5, 1.5, 1.5, 3.5], [2.5] * 4) == pytest.approx((1 / stretch, stretch))


@pytest.mark.parametrize(
    ("residuals", "together"),
    [
        # r₁ = (1 - 1 + 1 + 1 - 1 + 1 - 1) / 8 = 1/8, and (1 + 1/2) / 8 for the short series
        ((1, 1, -1, -1, -1, 1, 1, -1), 5 / 16),
        # r₁ = (5 + 5 - 1) / 12 = 3/4, and (1 + 3) / 12: more than 0.8
        ((-1,) * 6 + (1,) * 6, 0.8),
        ((1, -1) * 6, 0),
    ],
)
def test_weeks_that_hang_together_widen_the_range(residuals, together):
    n = len(residuals)
    low, high = weekly_interval([100 + each for each in residuals], [100] * n)
    error = math.sqrt(n / (n - 1) * n * (1 + 4 * together)) / (100 * n)
    assert math.log(high / low) / 2 == pytest.approx(error * stats.t.ppf(0.975, n - 1))


def test_weeks_that_are_all_alike_make_a_point():
    assert weekly_interval([3, 3, 3], [2, 2, 2]) == (1.5, 1.5)
    assert weekly_interval([0, 0, 0], [2, 2, 2]) == (0, 0)


def test_weeks_in_which_little_changes_slowly_say_less_than_weeks_that_jump():
    up_and_down, slowly = [1, 3] * 6, [1] * 6 + [3] * 6
    narrow, wide = (weekly_interval(each, [2] * 12) for each in (up_and_down, slowly))
    assert narrow[0] > wide[0]
    assert narrow[1] < wide[1]
    assert linearised(up_and_down, [2] * 12) == linearised(slowly, [2] * 12)


@pytest.mark.parametrize("unit", [1, Fraction(1, 100), 1e6])
def test_what_all_came_in_one_week_has_no_range_by_factors(unit):
    low, high = weekly_interval([6305 * unit, 0], [unit, unit])
    # the error is the ratio itself, and Student's quantile with one degree of freedom 12.7062
    assert (low, high) == pytest.approx((3152.5 * -11.706204736432095, 3152.5 * 13.706204736432095))
    assert weekly_interval([0, 0, 0, 120 * unit], [unit] * 4)[0] < 0


def test_refunds_nearly_as_high_as_sales_have_no_range_by_factors():
    low, high = weekly_interval([300, -290, 0, 5], [10] * 4)
    assert low < 0 < high
    assert (low + high) / 2 == pytest.approx(15 / 40)
    low, high = weekly_interval([-3, -1, -2, -2], [1] * 4)
    assert low < high < 0


def test_the_difference_of_two_ratios_of_the_same_weeks():
    mine, theirs = ([6, 2, 4, 4], [2, 1, 1, 2]), ([3, 3, 2, 2], [2, 2, 2, 2])
    found = weekly_difference(mine, theirs)
    assert found.value == pytest.approx(16 / 6 - 10 / 8)
    assert found.low < found.value < found.high
    assert found.high - found.value == pytest.approx(3.182446305284263 * found.error)
    assert weekly_difference(mine, mine) == (0, 0, 0, 0)
    # One minus the other by week: 6/6 − 16/36 − … ; here by their definition.
    moved = [
        (above - Fraction(16, 6) * below) / 6 - (other - Fraction(10, 8) * cost) / 8
        for above, below, other, cost in zip(*mine, *theirs, strict=True)
    ]
    squares = sum(each**2 for each in moved)
    first = sum(one * other for one, other in itertools.pairwise(moved)) / squares
    together = max(first + (1 + 4 * first) / 4, 0)
    assert together == 0
    assert found.error == pytest.approx(math.sqrt(Fraction(4, 3) * squares))
    back = weekly_difference(theirs, mine)
    assert (back.low, back.high) == pytest.approx((-found.high, -found.low))


def test_differences_of_weeks_that_hang_together_are_less_sure():
    slowly, alike = ([1] * 6 + [3] * 6, [1] * 12), ([1] * 12, [1] * 12)
    found = weekly_difference(slowly, alike)
    assert found.value == 1
    # Σ e² = 12 / 144, and one week and the next hang together by more than 0.8.
    assert found.error == pytest.approx(math.sqrt(12 / 11 / 12 * (1 + 4 * 0.8)))


@given(
    weeks=st.lists(st.tuples(st.integers(0, 10**6), st.integers(1, 10**6)), min_size=2, max_size=60),
    factor=st.sampled_from([Fraction(1, 100), 7, 1000]),
)
def test_a_range_holds_its_value_and_follows_the_unit(weeks, factor):
    returns, costs = zip(*weeks, strict=True)
    low, high = weekly_interval(returns, costs)
    assert low <= sum(returns) / sum(costs) * (1 + 1e-12)
    assert high >= sum(returns) / sum(costs) * (1 - 1e-12)
    assert math.isfinite(low)
    assert math.isfinite(high)
    in_other_units = weekly_interval([each * factor for each in returns], [each * factor for each in costs])
    assert in_other_units == pytest.approx((low, high), rel=1e-6, abs=1e-9)


def test_jeffreys_rate():
    assert rate_interval(4) == pytest.approx((1.3502, 9.5114), abs=5e-5)
    assert rate_interval(0) == pytest.approx((stats.gamma.ppf(0.025, 0.5), stats.gamma.ppf(0.975, 0.5)))
    with pytest.raises(ValueError, match="count"):
        rate_interval(-1)


def test_nothing_seen_is_bounded():
    assert none_bound() == pytest.approx(poisson_interval(0)[1], abs=1e-12)
    assert none_bound() == pytest.approx(3.6889, abs=5e-5)


def test_leaving_one_out():
    # without the first 5/3, without the second 4/4, without the third 3/3
    assert without_one([1, 2, 3], [2, 1, 2]) == (1, pytest.approx(5 / 3))
    assert without_one([5], [1]) is None
    assert without_one([], []) is None
    assert without_one([5, 1], [1, 0]) == (5, 5)


def test_drawing_contacts_tells_how_far_it_is():
    told = []
    ratio_interval(CITY_1930, CITY_1920, progress=lambda *step: told.append(step))
    assert told[-1] == (10_000, 10_000)


def test_beside_what_never_varies_a_difference_is_as_sure_as_the_ratio_itself():
    # Slow weeks: their error is stretched, in the difference as in the range of the ratio alone.
    returns, costs = [9, 8, 9, 7, 6, 4, 3, 2, 3, 2, 1, 2], [2] * 12
    alone = weekly_interval(returns, costs)
    beside = weekly_difference((returns, costs), ([3] * 12, costs))
    value = sum(returns) / sum(costs)
    assert beside.value == pytest.approx(value - 1.5)
    assert beside.high - beside.value == pytest.approx(value * math.log(alone[1] / value))


def test_fieller_knows_no_unit():
    in_cents = fieller(CITY_1930, [each / 1000 for each in CITY_1920])
    assert in_cents == pytest.approx([1000 * each for each in fieller(CITY_1930, CITY_1920)])


@pytest.mark.parametrize("ask", [poisson_interval, rate_interval, lambda n: wilson_interval(1, n)])
def test_there_is_no_infinite_count(ask):
    with pytest.raises(ValueError, match=r"count|share"):
        ask(math.inf)


def test_nothing_seen_has_a_rate_as_well():
    assert rate_interval(0) == pytest.approx((0.000491, 2.511943), abs=1e-6)


@pytest.mark.parametrize("n", range(1, 60))
def test_all_of_them_is_a_share_of_exactly_1(n):
    assert wilson_interval(n, n)[1] == 1
    assert wilson_interval(0, n)[0] == 0


LOADED = """
import sys, roidesk.analytics.pages.return_page, roidesk.analytics.pages.week_page, roidesk.services.figures
print([name for name in ("numpy", "scipy", "PySide6", "sqlalchemy", "babel") if name in sys.modules])
"""


def test_statistics_are_loaded_only_when_used():
    found = subprocess.run([sys.executable, "-c", LOADED], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"
