from itertools import product

import numpy as np
import pytest

from roidesk.analytics.resampling import bca, block_interval, block_length, blocks
from roidesk.domain.errors import Cancelled

CITY_1920 = (138, 93, 61, 179, 48, 37, 29, 23, 30, 2)
CITY_1930 = (143, 104, 69, 260, 75, 63, 50, 48, 111, 50)


def test_known_intervals_of_the_cities():
    # 200,000 draws: percentiles 1.2511 to 2.1085, BCa 1.2472 to 2.0921
    assert block_interval(CITY_1930, CITY_1920, block=1) == pytest.approx((1.2511, 2.1085), abs=0.02)
    assert bca(CITY_1930, CITY_1920) == pytest.approx((1.2472, 2.0921), abs=0.02)


PATCH_Z = (8406, 2342, 8187, 8459, 4795, 3516, 4796, 10238)
PATCH_Y = (-1200, 2601, -2705, 1982, -1290, 351, -638, -2719)


@pytest.mark.parametrize(
    ("above", "below", "error", "bias"), [(CITY_1930, CITY_1920, 0.222, 0.039), (PATCH_Y, PATCH_Z, 0.102, None)]
)
def test_known_errors_of_ratios_drawn_again(above, below, error, bias):
    above, below = np.array(above), np.array(below)
    drawn = np.concatenate(list(blocks(len(above), block=1)))
    ratios = above[drawn].sum(axis=1) / below[drawn].sum(axis=1)
    assert ratios.std(ddof=1) == pytest.approx(error, abs=0.006)
    if bias is not None:
        assert ratios.mean() - above.sum() / below.sum() == pytest.approx(bias, abs=0.006)


def test_clusters_that_are_all_alike_make_a_point():
    assert bca([3, 3, 3], [2, 2, 2]) == (1.5, 1.5)


def test_draws_without_any_cost_are_left_out():
    # Half of the draws of two hold only one of them; the one that costs nothing has no ratio of its own.
    assert bca([4, 1], [2, 0]) == pytest.approx((2, 2.5))
    assert block_interval([4, 1], [2, 0], block=1) == pytest.approx((2, 2.5))


def test_without_a_corrected_interval_clusters_are_still_drawn_one_by_one():
    # One draw in 16 of these costs nothing, so the corrected interval would have an end at infinity.
    told = []
    found = bca([1, 2, 1, 1], [1, 1, 0, 0], progress=lambda *step: told.append(step))
    assert found == block_interval([1, 2, 1, 1], [1, 1, 0, 0], block=1)
    assert found != block_interval([1, 2, 1, 1], [1, 1, 0, 0])
    assert told[-10:] == [(step * 1_000, 10_000) for step in range(1, 11)]


def test_the_unit_of_cost_does_not_matter():
    plain, small = block_interval([1, 2, 4], [1, 2, 3]), block_interval([1, 2, 4], [0.001, 0.002, 0.003])
    assert small == pytest.approx([1000 * each for each in plain])


def test_as_many_draws_as_are_asked_for():
    told = []
    few = bca(CITY_1930, CITY_1920, draws=200, progress=lambda *step: told.append(step))
    assert few != bca(CITY_1930, CITY_1920)
    assert told[0] == (200, 200)


def test_blocks_are_neighbours_and_go_round():
    assert [block_length(n) for n in (1, 2, 8, 13, 26, 52, 104)] == [1, 1, 2, 2, 3, 4, 5]
    drawn = np.concatenate(list(blocks(5, draws=2500, block=2)))
    assert drawn.shape == (2500, 5)
    assert {tuple(row) for row in drawn[:, :2]} == {(n, (n + 1) % 5) for n in range(5)}
    assert {tuple(row) for row in drawn[:, 2:4]} == {(n, (n + 1) % 5) for n in range(5)}
    assert set(drawn[:, 4]) == set(range(5))


def test_blocks_come_as_often_as_all_their_starts_say():
    returns, costs = np.array([1.0, 2, 7, 3, 0, 4]), np.array([1.0, 2, 1, 3, 2, 1])
    every = [
        returns[places].sum() / costs[places].sum()
        for starts in product(range(6), repeat=3)
        if (places := [(start + step) % 6 for start in starts for step in range(2)])
    ]
    low, high = block_interval(returns, costs, block=2)
    assert np.mean(np.array(every) < low) <= 0.03
    assert np.mean(np.array(every) > high) <= 0.03
    assert np.mean(np.array(every) <= low) >= 0.02
    assert np.mean(np.array(every) >= high) >= 0.02


def test_one_block_of_everything_is_the_whole():
    assert block_interval([1, 2, 3], [4, 5, 6], block=3) == pytest.approx((0.4, 0.4))


@pytest.mark.parametrize("interval", [bca, block_interval])
def test_drawing_tells_how_far_it_is_and_can_be_stopped(interval):
    told = []
    interval(CITY_1930, CITY_1920, progress=lambda *step: told.append(step))
    assert told[:10] == [(step * 1_000, 10_000) for step in range(1, 11)]
    assert set(told[10:]) <= {(10_000, 10_000)}
    assert all(type(done) is int for done, _ in told)

    def stop(done, whole):
        if done >= 3_000:
            raise Cancelled

    with pytest.raises(Cancelled):
        interval(CITY_1930, CITY_1920, progress=stop)


def test_the_same_entries_give_the_same_range():
    assert block_interval(CITY_1930, CITY_1920) == block_interval(CITY_1930, CITY_1920)
    assert [each.tolist() for each in blocks(4, draws=3)] == [each.tolist() for each in blocks(4, draws=3)]
