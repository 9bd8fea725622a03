"""Numbers that are none, given to what others may import: refused, or None with a reason; never handed on."""

from __future__ import annotations

import math

import pytest

from roidesk.analytics.attribution import MODELS, Journey, Touch, credit
from roidesk.analytics.evidence import lagged_association
from roidesk.analytics.intervals import (
    poisson_interval,
    rate_interval,
    ratio_interval,
    weekly_interval,
    wilson_interval,
)

NONE = (math.nan, math.inf, -math.inf)
WEIGHED = ("time_decay", "minutes", "personal_minutes")


@pytest.mark.parametrize("number", NONE)
@pytest.mark.parametrize("model", MODELS)
def test_a_value_that_is_no_number_is_refused(model, number):
    with pytest.raises(ValueError, match="finite"):
        credit([Journey((Touch("a"),), 1, value=number)], model, "value")


@pytest.mark.parametrize("number", NONE)
@pytest.mark.parametrize("model", WEIGHED)
def test_a_touch_weighed_by_no_number_is_refused(model, number):
    with pytest.raises(ValueError, match="finite"):
        credit([Journey((Touch("a", number, number, number), Touch("b", 1, 1, 1)), 1)], model)


@pytest.mark.parametrize("number", NONE)
@pytest.mark.parametrize("interval", [ratio_interval, weekly_interval])
def test_a_ratio_of_no_numbers_is_refused(interval, number):
    for returns, costs in (([1, number], [1, 1]), ([1, 1], [1, number])):
        with pytest.raises(ValueError, match="finite"):
            interval(returns, costs)


@pytest.mark.parametrize("number", NONE)
def test_a_count_that_is_no_number_is_refused(number):
    for ask in (poisson_interval, rate_interval, lambda k: wilson_interval(k, 5), lambda n: wilson_interval(1, n)):
        with pytest.raises(ValueError, match=r"count|share"):
            ask(number)


@pytest.mark.parametrize("number", NONE)
def test_a_week_that_is_no_number_is_missing(number):
    for effort, outcome in (([1.0, 2, number], [1.0, 2, 3]), ([1.0, 2, 3], [1.0, 2, number])):
        found = lagged_association(effort * 10, outcome * 10, 2)
        assert (found.reason, found.verdict.value) == ("values_missing", "too_little_data")
        assert (found.p, found.p_shift, found.statistic) == (None, None, None)
