from fractions import Fraction
from types import SimpleNamespace

import pytest

from roidesk.analytics.goals.metrics import (
    ADD_UP,
    METRICS,
    OF_INVOLVEMENT,
    OF_REPLIES,
    bounds,
    holds,
    of_involvement,
    of_replies,
    of_return,
    withheld,
)
from roidesk.analytics.replies.report import reply_line
from roidesk.analytics.returns.lines import line_of
from roidesk.analytics.sums.tally import Tally
from roidesk.domain.figure import Figure

EXACT = Figure(Fraction(10), "EUR")
AT_MOST = Figure(Fraction(10), "ratio", reason="rate_missing", at_most=True)
AT_LEAST = Figure(Fraction(10), "EUR", reason="rate_missing")


def test_every_figure_of_a_line_may_be_asked_for():
    found = of_return(line_of(Tally(purchases=Fraction(3), sales=3), "EUR"))
    assert found["purchases"].value == 3
    assert {"purchases", "return_ratio", "give_share", "touched_bought", "unanswered_rate", "business.p90"} <= set(
        METRICS
    )


def test_figures_of_involvement_and_replies_by_name():
    parts = {name: Figure(at, "count") for at, name in enumerate(OF_INVOLVEMENT)}
    giving = SimpleNamespace(**parts)
    panel = SimpleNamespace(giving=giving, approach=None, helping=None, followers=None)
    assert of_involvement(panel) == parts
    found = of_replies(reply_line([], 240))
    assert set(found) == set(OF_REPLIES)
    assert found["business.median"].reason


def test_a_name_says_one_figure():
    assert (
        len(set(METRICS))
        == len(METRICS)
        == len(of_return(line_of(Tally(), "EUR"))) + len(OF_INVOLVEMENT) + len(OF_REPLIES)
    )
    assert set(METRICS) >= ADD_UP


@pytest.mark.parametrize(
    ("metric", "figure", "expected"),
    [
        ("cost", EXACT, (10, 10)),
        ("return_ratio", AT_MOST, (None, 10)),
        ("cost", AT_LEAST, (10, None)),
        ("booked", AT_LEAST, (None, None)),
        ("cost", Figure(None, "EUR"), (None, None)),
    ],
)
def test_what_is_known_of_a_value(metric, figure, expected):
    assert bounds(metric, figure) == expected


@pytest.mark.parametrize(
    ("metric", "figure", "target", "at_least", "at_most"),
    [
        ("cost", EXACT, 10, True, True),
        ("cost", EXACT, 11, False, True),
        ("cost", EXACT, 9, True, False),
        ("return_ratio", AT_MOST, 11, False, True),
        ("return_ratio", AT_MOST, 10, None, True),
        ("return_ratio", AT_MOST, 9, None, None),
        ("cost", AT_LEAST, 9, True, False),
        ("cost", AT_LEAST, 10, True, None),
        ("cost", AT_LEAST, 11, None, None),
        ("booked", AT_LEAST, 1, None, None),
    ],
)
def test_against_a_target(metric, figure, target, at_least, at_most):
    assert holds(metric, figure, target, at_most=False) is at_least
    assert holds(metric, figure, target, at_most=True) is at_most


@pytest.mark.parametrize(
    ("figure", "why"),
    [
        (EXACT, None),
        (AT_MOST, None),
        (Figure(None, "ratio"), "nothing_recorded"),
        (Figure(None, "ratio", reason="no_cost"), "no_cost"),
        (Figure(Fraction(2), "ratio", 4, reason="too_few_conversions"), "too_few_conversions"),
        (Figure(Fraction(2), "ratio", 40, reason="too_few_clusters"), "too_few_clusters"),
    ],
)
def test_why_there_is_no_verdict(figure, why):
    assert withheld(figure) == why
