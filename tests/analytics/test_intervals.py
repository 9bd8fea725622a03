import subprocess
import sys

import pytest

from roidesk.analytics.intervals import poisson_interval, ratio_interval, wilson_interval, without_one

# boot::city, the classic data set of a ratio.
CITY_1920 = (138, 93, 61, 179, 48, 37, 29, 23, 30, 2)
CITY_1930 = (143, 104, 69, 260, 75, 63, 50, 48, 111, 50)


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


def test_clusters_that_are_all_alike_make_a_point():
    assert ratio_interval([3, 3, 3], [2, 2, 2]) == (1.5, 1.5)


@pytest.mark.parametrize(("returns", "costs"), [([1], [1]), ([1, 2], [1]), ([1, 2], [0, 0]), ([], [])])
def test_a_ratio_without_clusters_or_costs(returns, costs):
    with pytest.raises(ValueError, match="two clusters"):
        ratio_interval(returns, costs)


def test_leaving_one_out():
    # without the first 5/3, without the second 4/4, without the third 3/3
    assert without_one([1, 2, 3], [2, 1, 2]) == (1, pytest.approx(5 / 3))
    assert without_one([5], [1]) is None
    assert without_one([], []) is None
    assert without_one([5, 1], [1, 0]) == (5, 5)


LOADED = """
import sys, roidesk.analytics.return_page, roidesk.analytics.weekly, roidesk.services.figures
print([name for name in ("numpy", "scipy", "PySide6", "sqlalchemy", "babel") if name in sys.modules])
"""


def test_statistics_are_loaded_only_when_used():
    found = subprocess.run([sys.executable, "-c", LOADED], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"
