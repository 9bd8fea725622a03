"""The steps of the ladder, and the flags that keep from its top."""

from __future__ import annotations

import pytest

from roidesk.analytics.evidence import Flag, Verdict, sales_may_lead, verdict


@pytest.mark.parametrize(
    ("weeks", "p", "flags", "step"),
    [
        (200, None, [], Verdict.TOO_LITTLE_DATA),
        (200, 0.2001, [], Verdict.NO_SIGN),
        (20, 0.20, [], Verdict.HINT),
        (200, 0.0501, [], Verdict.HINT),
        (20, 0.05, [], Verdict.PROBABLE),
        (52, 0.0201, [], Verdict.PROBABLE),
        (51, 0.02, [], Verdict.PROBABLE),
        (52, 0.02, ["simpson"], Verdict.PROBABLE),
        (52, 0.02, [], Verdict.STRONG),
    ],
)
def test_the_steps(weeks, p, flags, step):
    assert verdict(weeks, p, flags) is step


@pytest.mark.parametrize("p", [None, 0.9, 0.01])
def test_a_planned_experiment_decides(p):
    assert verdict(3, p, ["simpson"], tested=True) is Verdict.TESTED


def test_lydia_pinkham_says_that_effort_follows_sales():
    # SOURCE: analytics.md 4.7: cross-correlations of her advertising and sales at lags -2 to 2.
    assert sales_may_lead([0.8431, 0.6903, 0.4902], [0.8314, 0.7446])


@pytest.mark.parametrize(
    ("lags", "reverse", "found"),
    [
        ([0.9, 0.25], [0.20], True),
        ([0.9, 0.25], [0.19], False),
        ([0.9, 0.1, 0.40], [0.1, 0.36], True),
        ([0.9], [], False),
        ([0.9, None], [0.9], False),
        ([0.9, 0.1], [None], False),
    ],
)
def test_which_comes_first(lags, reverse, found):
    assert sales_may_lead(lags, reverse) is found


def test_flags_are_the_words_of_the_contract():
    assert [str(each) for each in Flag] == ["effort_may_follow_sales", "simpson", "low_power", "ad_weeks"]
