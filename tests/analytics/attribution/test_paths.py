"""Many journeys at once give what each gives for itself."""

import math
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from roidesk.analytics.attribution import MANY, MODELS, NONE, RULES, Journey, Paths, Touch, credit, models
from roidesk.analytics.attribution.paths import exact_sums

EXACT = ("first", "last", "linear", "position", "shapley")
numbers = st.one_of(
    st.integers(-(10**30), 10**30), st.fractions(-(10**6), 10**6, max_denominator=1000), st.floats(-1e9, 1e9)
)
touches = st.lists(
    st.builds(
        Touch,
        channel=st.sampled_from("abcd"),
        age_days=st.one_of(st.fractions(0, 30), st.floats(0, 4000)),
        minutes=st.one_of(st.just(0), st.fractions(0, 500)),
        personalness=st.one_of(st.just(0), st.integers(0, 100)),
    ),
    max_size=6,
).map(tuple)
every = st.lists(st.builds(Journey, touches, st.integers(0, 9), st.integers(0, 3), numbers), max_size=6)


@given(every)
def test_arrays_give_what_journeys_give_one_by_one(journeys):
    for of in ("conversions", "value"):
        for model in RULES:
            alone = models._one_by_one(journeys, model, of)
            together = credit(Paths.of(journeys, model), model, of)
            assert together.keys() == alone.keys()
            if model in EXACT:
                assert together == alone, model
            else:
                size = sum(abs(float(each.value)) for each in journeys) + 1
                for channel, amount in alone.items():
                    assert together[channel] == pytest.approx(float(amount), rel=1e-9, abs=1e-9 * size), model


@given(st.lists(st.tuples(st.integers(0, 4), st.integers(-(2**62), 2**62))), st.integers(0, 300))
def test_sums_of_whole_numbers_are_exact_however_long(rows, longer):
    keys = np.array([key for key, _ in rows], np.int64)
    for amounts, scale in (
        (np.array([amount for _, amount in rows], np.int64), 1),
        (np.array([amount << longer for _, amount in rows], object), 1 << longer),
    ):
        found = exact_sums(keys, amounts, 5)
        assert found == [scale * sum(amount for key, amount in rows if key == wanted) for wanted in range(5)]


def test_sums_of_limbs_never_pass_what_a_float_holds():
    longest = (1 << 52) - 1
    for many in (3, 4, 1000):
        keys, amounts = np.zeros(many, np.int64), np.full(many, longest)
        assert exact_sums(keys, amounts, 1) == [many * longest]
        assert exact_sums(keys, -amounts, 1) == [-many * longest]


def test_above_so_many_journeys_only_models_that_weigh_by_time_are_not_exact():
    path = (Touch("a", 2, 7, 30), Touch("b", 1, 4, 70), Touch("a", 0, 2, 90))
    few, many = [Journey(path, 1, 1)] * MANY, [Journey(path, 1, 1)] * (MANY + 1)
    for model in MODELS:
        in_few, in_many = ({type(each) for each in credit(each, model).values()} for each in (few, many))
        if model == "time_decay":
            assert in_few == in_many == {float}
        else:
            assert in_few == {Fraction}
            assert in_many == ({float} if model in ("minutes", "personal_minutes") else {Fraction})
        assert math.fsum(credit(many, model).values()) == pytest.approx(MANY + 1, rel=1e-12)


@pytest.mark.parametrize("model", MODELS)
def test_many_journeys_without_a_touch_go_to_none(model):
    assert credit([Journey((), 1, value=Fraction(1, 2))] * (MANY + 1), model, of="value") == {NONE: (MANY + 1) / 2}


@pytest.mark.parametrize(
    ("model", "touch"),
    [
        ("time_decay", Touch("a", age_days=math.nan)),
        ("minutes", Touch("a", minutes=-1)),
        ("personal_minutes", Touch("a", minutes=1, personalness=math.inf)),
    ],
)
def test_what_is_no_finite_amount_is_refused(model, touch):
    with pytest.raises(ValueError, match=r"finite|0 or above"):
        credit([Journey((touch,), 1)] * (MANY + 1), model)


def test_values_longer_than_a_float_are_shared_all_the_same():
    path = (Touch("a", 0, 1), Touch("b", 0, 3))
    tiny, huge = Fraction(1, 10**320), Fraction(10**300)
    found = credit(
        Paths.of([Journey(path, 1, value=tiny), Journey(path, 1, value=huge)], "minutes"), "minutes", "value"
    )
    assert found == {NONE: 0.0, "a": pytest.approx(2.5e299), "b": pytest.approx(7.5e299)}
    exact = credit(Paths.of([Journey(path, 1, value=tiny), Journey(path, 1, value=huge)], "last"), "last", "value")
    assert exact == {NONE: 0, "a": 0, "b": tiny + huge}


def test_a_million_tenths_lose_nothing():
    path = (Touch("a", 1), Touch("b", 1))
    found = credit([Journey(path, 1, value=0.1)] * 100_000, "time_decay", of="value")
    assert found["a"] == found["b"] == pytest.approx(100_000 * 0.1 / 2, rel=1e-15)


def test_shapley_of_journeys_that_share_few_of_many_channels():
    paths = [Journey((Touch(f"c{n}"), Touch("c0"), Touch(f"c{n}")), 1) for n in range(1, 100)]
    found = credit(Paths.of(paths, "shapley"), "shapley")
    assert found == {NONE: 0, "c0": Fraction(99, 2)} | {f"c{n}": Fraction(1, 2) for n in range(1, 100)}


def test_a_touch_of_a_hundred_years_ago_weighs_nothing():
    journeys = [Journey((Touch("a", 40_000), Touch("b", 0)), 1), Journey((Touch("a", 1), Touch("b", 1)), 2)]
    assert credit(Paths.of(journeys, "time_decay"), "time_decay") == {NONE: 0, "a": 1, "b": 2}
