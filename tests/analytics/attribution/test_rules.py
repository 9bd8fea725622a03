import math
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roidesk.analytics.attribution import MODELS, NONE, RULES, Journey, Touch, credit, grained, weights
from roidesk.domain.errors import UserError
from roidesk.domain.instants import DAY, MINUTE
from tests.analytics import worked_example as example

NAMES = {kind.id: channel.name for kind, channel in zip(example.KINDS, example.CHANNELS, strict=True)}


def journeys():
    """The paths of the worked example, one conversion each."""
    return [
        Journey(
            tuple(
                Touch(
                    NAMES[each.kind_id],
                    Fraction(sale.at_us - each.start_us, DAY),
                    Fraction(each.end_us - each.start_us, MINUTE),
                    Fraction(each.score, 100),
                )
                for each in example.INTERACTIONS
                if each.contact_id == sale.contact_id and each.start_us <= sale.at_us
            ),
            conversions=1,
            value=Fraction(sale.amount_minor, 100) if sale.booked else 0,
        )
        for sale in example.CONVERSIONS
    ]


@pytest.mark.parametrize("model", example.CREDIT)
def test_the_exact_models_give_what_the_worked_example_says(model):
    conversions, value = (
        dict(zip(("tweet", "email", "video"), map(Fraction, texts.split()), strict=True))
        for texts in example.CREDIT[model]
    )
    found = credit(journeys(), model)
    assert {name: found.get(name, 0) for name in conversions} == conversions
    assert found[NONE] == 1
    assert all(isinstance(each, Fraction) for each in found.values())
    found = credit(journeys(), model, of="value")
    assert {name: found.get(name, 0) for name in value} == value
    assert found[NONE] == 120


def test_time_decay_gives_what_the_worked_example_says():
    for of, expected in zip(("conversions", "value"), example.TIME_DECAY, strict=True):
        found = credit(journeys(), "time_decay", of)
        assert [found[name] for name in ("tweet", "email", "video")] == pytest.approx(expected, rel=1e-12, abs=1e-9)


def test_the_known_shares_of_one_decayed_journey():
    ages = (Fraction(97, 24), 3, Fraction(43, 24), Fraction(1, 24))
    found = weights([Touch("any", age) for age in ages], "time_decay")
    assert [float(each) for each in found] == pytest.approx([0.206432, 0.228861, 0.257950, 0.306756], abs=1e-6)


@pytest.mark.parametrize(
    ("count", "expected"),
    [(1, "1"), (2, "1/2 1/2"), (3, "2/5 1/5 2/5"), (4, "2/5 1/10 1/10 2/5")],
)
def test_position_is_40_20_40(count, expected):
    assert weights([Touch("any")] * count, "position") == tuple(map(Fraction, expected.split()))


def test_linear_counts_each_touch_of_a_repeated_channel():
    path = tuple(Touch(name) for name in "abab")
    assert credit([Journey((*path, Touch("a")), 10)], "linear") == {NONE: 0, "a": 6, "b": 4}


def test_shapley_counts_a_repeated_channel_once():
    assert credit([Journey(tuple(Touch(name) for name in "aab"), 10)], "shapley") == {NONE: 0, "a": 5, "b": 5}


def test_minutes_of_nothing_fall_back_to_equal_shares():
    still = [Touch("a", minutes=0), Touch("b", minutes=0)]
    assert weights(still, "minutes") == weights(still, "personal_minutes") == (Fraction(1, 2), Fraction(1, 2))
    broadcast = [Touch("a", minutes=1), Touch("b", minutes=3)]
    assert weights(broadcast, "personal_minutes") == (Fraction(1, 4), Fraction(3, 4))


def test_nobody_is_credited_twice_with_nothing():
    assert credit([], "linear") == {NONE: 0}
    assert credit([Journey((), 3, value=30)], "last", of="value") == {NONE: 30}


@pytest.mark.parametrize("model", ["markov", "w_shaped", ""])
def test_a_model_that_is_not_there_is_refused_by_name(model):
    with pytest.raises(UserError) as refused:
        weights([Touch("a")], model)
    assert refused.value.code == "model_unknown"
    assert refused.value.facts == {"text": model, "known": ", ".join(RULES)}


def test_decay_over_years_still_prefers_the_younger_touch():
    old, young = weights([Touch("a", 40_000), Touch("b", 39_000)], "time_decay")
    assert old + young == 1
    assert young > Fraction(99, 100)


@pytest.mark.parametrize(
    ("model", "touch"),
    [
        ("time_decay", Touch("a", age_days=math.nan)),
        ("minutes", Touch("a", minutes=math.inf)),
        ("minutes", Touch("a", minutes=-1)),
        ("personal_minutes", Touch("a", minutes=1, personalness=math.nan)),
    ],
)
def test_what_is_no_finite_amount_is_refused(model, touch):
    with pytest.raises(ValueError, match="finite"):
        weights([touch, Touch("b", 1, 1, 1)], model)


@pytest.mark.parametrize(
    "journey",
    [Journey((), -1), Journey((), 0, nulls=-1), Journey((), 1, value=math.nan), Journey((), 1, value=-math.inf)],
)
def test_a_journey_that_cannot_be_is_refused(journey):
    with pytest.raises(ValueError, match="journey"):
        credit([journey], "linear")


def test_a_model_that_nobody_knows_is_refused_with_all_of_them():
    with pytest.raises(UserError) as refused:
        credit([], "w_shaped")
    assert refused.value.code == "model_unknown"
    assert refused.value.facts == {"text": "w_shaped", "known": ", ".join(MODELS)}


touches = st.lists(
    st.builds(
        Touch,
        channel=st.sampled_from("abcd"),
        age_days=st.fractions(0, 30),
        minutes=st.fractions(0, 500),
        personalness=st.integers(0, 100),
    ),
    max_size=8,
)


@given(st.lists(st.builds(Journey, touches.map(tuple), st.integers(0, 9), value=st.fractions(-99, 9999)), max_size=5))
def test_channels_and_none_add_up_to_the_total(found):
    for model in MODELS:
        for of, whole in (
            ("conversions", sum(each.conversions for each in found)),
            ("value", sum(each.value for each in found)),
        ):
            shares = credit(found, model, of)
            if model == "time_decay":
                assert math.fsum(shares.values()) == pytest.approx(float(whole), rel=1e-9, abs=1e-9)
            else:
                assert sum(shares.values()) == whole


@given(touches.filter(bool))
def test_shares_are_shares(path):
    for model in RULES:
        given_shares = weights(path, model)
        assert sum(given_shares) == 1
        assert min(given_shares) >= 0
        assert len(given_shares) == len(path)


@given(st.lists(st.fractions(0, 1), min_size=1, max_size=6).filter(any))
def test_grained_shares_add_up_and_stay_close(amounts):
    shares = [each / sum(amounts) for each in amounts]
    found = grained(shares)
    assert sum(found) == 1
    assert all(abs(one - other) < Fraction(1, 10**15) for one, other in zip(found, shares, strict=True))
