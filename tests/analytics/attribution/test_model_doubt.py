"""Every model beside each other: the spread of the worked example, and rows that have none."""

import json
from fractions import Fraction

from roidesk.analytics.attribution import MODELS
from roidesk.analytics.attribution.model_doubt import MEASURES, Doubt
from roidesk.analytics.returns.lines import line_of
from roidesk.analytics.sums.tally import Tally

# Booked sales that each model credits the tweets of the worked example with; they cost 104.
TWEET = {
    "first": 420,
    "last": 0,
    "linear": 180,
    "position": 188,
    "minutes": Fraction(306860, 5369),
    "personal_minutes": Fraction(345278880, 16868929),
    "shapley": 240,
    "markov": 500,
}


def tweets(**left_out):
    lines = {
        model: line_of(Tally(booked=Fraction(booked), platform=Fraction(104), sales=3), "EUR")
        for model, booked in TWEET.items()
    }
    return Doubt(lines, **left_out)


def test_the_spread_of_the_worked_example():
    span = tweets(left_out=frozenset({"markov"})).span("return_ratio")
    assert (span.least.model, span.least.figure.value) == ("last", 0)
    assert (span.most.model, span.most.figure.value) == ("first", Fraction(420, 104))
    assert tweets().span("return_ratio").most.model == "markov"


def test_figures_stay_figures_and_say_whose_they_are():
    found = json.loads(json.dumps(tweets().as_json()))
    assert list(found) == ["by_model", "model_doubt"]
    assert list(found["by_model"]["last"]) == list(MEASURES)
    assert found["by_model"]["last"]["booked"] == {
        "value": 0, "unit": "EUR", "n": 3, "low": None, "high": None, "reason": None,
    }  # fmt: skip
    assert set(found["model_doubt"]["booked"]) == {"least", "least_model", "most", "most_model"}
    assert found["model_doubt"]["booked"]["least_model"] == "last"
    assert found["model_doubt"]["booked"]["most_model"] == "markov"
    assert found["model_doubt"]["booked"]["most"]["value"] == 500


def test_where_no_model_gives_a_value_both_ends_say_why():
    nothing = Doubt({model: line_of(Tally(), "EUR") for model in MODELS})
    span = nothing.span("return_ratio")
    assert span.least == span.most
    assert (span.least.figure.value, span.least.figure.reason) == (None, "nothing_recorded")
    assert nothing.span("conversions").least.model == "first"


def test_a_model_without_a_value_is_no_end_of_the_span():
    lines = dict(tweets().lines) | {"linear": line_of(Tally(), "EUR")}
    span = Doubt(lines).span("return_ratio")
    assert (span.least.model, span.most.model) == ("last", "markov")
    assert (span.least.figure.value, span.most.figure.value) == (0, Fraction(500, 104))
    only = Doubt({"linear": line_of(Tally(), "EUR"), "first": tweets().lines["first"]}).span("return_ratio")
    assert only.least == only.most
    assert only.least.model == "first"
