import itertools
import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from roidesk.analytics.experiments import Halves, drawn, lot
from roidesk.domain.errors import Cancelled

MAIZE = (49, -67, 8, 16, 6, 23, 28, 41, 14, 29, 56, 24, 75, 60, -48)
"""Darwin: fifteen pairs of plants, crossed less self-fertilised, in eighths of an inch."""


def in_pairs(differences):
    """Return outcomes and halves of pairs in which the first gets more."""
    return [each for one in differences for each in (one, 0)], [True, False] * len(differences)


def test_darwins_maize():
    outcomes, more = in_pairs(MAIZE)
    found = lot(outcomes, more, Halves.WEEKS)
    assert found.tried == 32768
    assert found.p == 1726 / 32768 == pytest.approx(0.05267334, abs=1e-8)
    assert found.difference * 15 == pytest.approx(314)
    # 0 is not told from chance at 5 in 100, so the range holds it, but only just.
    assert found.low < 0 < found.high
    assert found.low == pytest.approx(-1, abs=1)


def test_scipy_finds_the_same_in_pairs():
    found = stats.permutation_test((MAIZE,), np.mean, permutation_type="samples", n_resamples=math.inf)
    assert lot(*in_pairs(MAIZE), Halves.WEEKS).p == found.pvalue


HALVES = ([5, 3, 9, 4, 7, 8, 2], [True, True, True, False, False, False, False])


def test_scipy_finds_the_same_in_halves():
    outcomes, more = HALVES
    sides = [[value for value, each in zip(outcomes, more, strict=True) if each is side] for side in (True, False)]
    ours = lot(outcomes, more, Halves.CONTACTS)
    assert ours.tried == 35
    # scipy doubles the smaller tail; that of the absolute difference is counted here, as halves are of unequal number.
    mean = [sum(sides[0]) / 3 - sum(sides[1]) / 4]
    every = [
        sum(outcomes[at] for at in chosen) / 3 - sum(outcomes[at] for at in set(range(7)) - set(chosen)) / 4
        for chosen in itertools.combinations(range(7), 3)
    ]
    assert ours.p == sum(abs(each) >= abs(mean[0]) - 1e-9 for each in every) / 35
    even = lot([*outcomes, 1], [*more, True], Halves.CONTACTS)
    theirs = stats.permutation_test(
        ([*sides[0], 1], sides[1]), lambda x, y: np.mean(x) - np.mean(y), n_resamples=math.inf
    )
    assert even.p == pytest.approx(theirs.pvalue)


@settings(max_examples=60)
@given(st.data(), st.sampled_from(Halves))
def test_the_range_holds_what_the_test_does_not_tell_from_chance(data, halves):
    units = 2 * data.draw(st.integers(4, 6))
    outcomes = data.draw(st.lists(st.integers(-20, 20), min_size=units, max_size=units))
    more = drawn(halves, units, data.draw(st.integers(0, 99)))
    found = lot(outcomes, more, halves)
    above, below = found.low is not None and found.low > 1e-9, found.high is not None and found.high < -1e-9
    assert (above or below) == (found.p <= 0.05)

    def p_of(shift):
        without = [value - shift * each for value, each in zip(outcomes, more, strict=True)]
        return lot(without, more, halves).p

    for end, outside in ((found.low, -1), (found.high, 1)):
        if end is not None:
            assert p_of(end + outside * 0.01) <= 0.05
            assert p_of(end - outside * 0.01) > 0.05 or found.low == found.high


def test_a_range_without_bound_where_too_few_were_drawn():
    few = lot([5, 1, 4, 2], [True, False, True, False], Halves.WEEKS)
    assert (few.tried, few.low, few.high) == (4, None, None)
    one = lot([5, 1], [True, False], Halves.WEEKS)
    assert (one.p, one.low, one.high) == (1, None, None)


def test_exactly_five_in_100_is_told_from_chance():
    found = lot([10, *[0] * 19], [True, *[False] * 19], Halves.CONTACTS)
    assert found.p == 0.05
    assert found.low > 0
    assert found.high is not None


def test_outcomes_all_alike_are_what_any_lot_does():
    found = lot([3] * 12, drawn(Halves.WEEKS, 12, 1), Halves.WEEKS)
    assert (found.difference, found.p, found.low, found.high) == (0, 1, 0, 0)


@pytest.mark.parametrize("halves", [Halves.WEEKS, Halves.CONTACTS])
def test_very_many_ways_are_tried_in_part(halves):
    more = drawn(halves, 400, 3)
    outcomes = [(at * 37 % 11) + 2 * each for at, each in enumerate(more)]
    found = lot(outcomes, more, halves)
    assert found.tried == 10_000
    assert found == lot(outcomes, more, halves)
    assert found.p == 1 / 10_000
    assert found.low < 2 < found.high
    # Without the effect nothing is found.
    assert lot([at * 37 % 11 for at in range(400)], more, halves).p > 0.05


def test_the_order_of_units_does_not_matter():
    outcomes, more = HALVES
    turned = lot(outcomes[::-1], more[::-1], Halves.TOPICS)
    straight = lot(outcomes, more, Halves.TOPICS)
    assert (turned.p, turned.difference) == (straight.p, pytest.approx(straight.difference))


@pytest.mark.parametrize(
    ("outcomes", "more"),
    [
        ([], []),
        ([1, 2], [True, True]),
        ([1, 2], [False, False]),
        ([1, 2, 3], [True, False]),
        ([1, math.nan], [True, False]),
        ([1, math.inf], [True, False]),
    ],
)
def test_what_is_no_experiment(outcomes, more):
    with pytest.raises(ValueError, match="finite outcome"):
        lot(outcomes, more, Halves.CONTACTS)


def test_it_tells_how_far_it_is_and_can_be_stopped():
    told = []
    lot([1, 2] * 100, [True, False] * 100, Halves.CONTACTS, progress=lambda done, whole: told.append((done, whole)))
    assert told[-1] == (10_000, 10_000)

    def stop(done, whole):
        raise Cancelled

    with pytest.raises(Cancelled):
        lot([1, 2] * 100, [True, False] * 100, Halves.WEEKS, progress=stop)
