"""How long things took: percentiles, and the median of Kaplan and Meier; scipy and numpy say the same."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from roidesk.analytics.replies.durations import Length, km_median, percentile, times
from roidesk.domain.instants import MINUTE

ANSWERED = (20, 20, 90, 5, 120, 3)
OPEN = (1800, 30)


def lengths(answered, still_open=()):
    return [Length(each * MINUTE, done=True) for each in answered] + [
        Length(each * MINUTE, done=False) for each in still_open
    ]


def test_the_worked_example():
    """analytics.md 7.1: business median 20, p90 105, mean 43, Kaplan-Meier 20; calendar 77.5, 2470, 853."""
    business = times(lengths(ANSWERED, OPEN))
    assert [each.value for each in (business.median, business.p90, business.mean)] == [20, 105, 43]
    assert business.km_median.value == 20
    assert (business.median.n, business.km_median.n) == (6, 8)
    calendar = times(lengths((20, 980, 90, 65, 3960, 3), (7980, 3330)))
    assert [each.value for each in (calendar.median, calendar.p90, calendar.mean)] == [Fraction(155, 2), 2470, 853]
    assert {each.reason for each in (business.median, business.p90, business.mean)} == {"too_few_messages"}


def test_nothing_at_all_and_nothing_answered():
    nothing = times([])
    assert {each.value for each in (nothing.median, nothing.p90, nothing.mean, nothing.km_median)} == {None}
    assert (nothing.median.reason, nothing.km_median.reason) == ("nothing_answered", "nothing_recorded")
    assert {each.n for each in (nothing.median, nothing.p90, nothing.mean, nothing.km_median)} == {0}
    still = times(lengths((), (5, 6)))
    assert (still.mean.reason, still.km_median.reason) == ("nothing_answered", "over_half_open")
    assert not nothing.differ
    assert not still.differ


def test_both_medians_are_to_be_said_where_they_differ():
    assert not times(lengths(ANSWERED, OPEN)).differ
    assert times(lengths((10, 20, 30), (40, 50, 60))).differ
    assert times(lengths((10,), (40, 50, 60))).differ, "one of the two cannot be told"
    assert not times(lengths((0, 0, 0), (5,))).differ
    # Of six the two in the middle are 90 and 110: half way, 100, is a tenth above the lower of them.
    assert not times(lengths((1, 2, 90, 110, 200, 300))).differ
    assert times(lengths((1, 2, 89, 111, 200, 300))).differ


def test_ten_lengths_have_a_range():
    found = times(lengths(range(1, 13)))
    assert (found.median.low, found.median.value, found.median.high) == (3, Fraction(13, 2), 10)
    assert found.median.reason is None
    assert (found.p90.low, found.p90.high) == (None, None), "nothing bounds the ninetieth of twelve from above"
    assert found.as_json()["median"]["low"] == 3


def test_nothing_has_no_percentile():
    with pytest.raises(ValueError, match="nothing"):
        percentile([], Fraction(1, 2))


@given(st.lists(st.integers(0, 10**9), min_size=1), st.integers(0, 100))
def test_percentiles_as_numpy_has_them(values, hundredths):
    mine = percentile(sorted(values), Fraction(hundredths, 100))
    assert float(mine) == pytest.approx(np.quantile(values, hundredths / 100), rel=1e-9, abs=1e-6)


some = st.lists(st.tuples(st.integers(0, 30), st.booleans()), min_size=1, max_size=40)


@given(some)
def test_kaplan_meier_as_scipy_has_it(rows):
    every = [Length(us, done) for us, done in rows]
    done, still = [us for us, ended in rows if ended], [us for us, ended in rows if not ended]
    found = stats.ecdf(stats.CensoredData(uncensored=done, right=still)).sf
    # Their product is in floating point: one half may be missed by a hair.
    reached = [us for us, share in zip(found.quantiles, found.probabilities, strict=True) if share <= 0.5 + 1e-9]
    assert km_median(every) == (min(reached) if reached else None)
    assert km_median(every) == km_median(every[::-1])


@given(some)
def test_without_open_ones_it_is_the_lower_median(rows):
    every = sorted(us for us, _ in rows)
    assert km_median([Length(us, done=True) for us in every]) == every[(len(every) - 1) // 2]
