"""Several efforts on one page: what is seen alone and vanishes jointly."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from roidesk.analytics.evidence import Verdict, lagged_association
from roidesk.analytics.evidence.jointly import Joint, family, slopes
from roidesk.domain.figure import Figure

NOTHING = Figure(None, "per_h", reason="not_determined")


def company(weeks=80, seed=1):
    """Calls bring sales; tweets are written in the weeks of many calls, and bring none."""
    chance = np.random.default_rng(seed)
    calls = 10 + 3 * chance.standard_normal(weeks)
    tweets = 0.7 * calls + chance.standard_normal(weeks)
    sales = 5 * calls + 3 * chance.standard_normal(weeks)
    return [[float(each) for each in series] for series in (calls, tweets, sales)]


def test_what_was_only_in_company_vanishes_jointly():
    calls, tweets, sales = company()
    alone, jointly = slopes([calls, tweets], sales, "EUR")
    assert alone[1].low > 3
    assert jointly[1].low < 0 < jointly[1].high
    assert jointly[0].low < 5 < jointly[0].high
    assert {each.unit for each in (*alone, *jointly)} == {"EUR"}


def test_controls_are_held_still():
    calls, tweets, sales = company()
    alone, _ = slopes([tweets], sales, "EUR", [calls])
    assert alone[0].low < 0 < alone[0].high


def test_what_never_varies_leaves_the_rest():
    calls, _, sales = company()
    same = [3.0] * len(calls)
    alone, jointly = slopes([same, calls], sales, "EUR", [same])
    assert (alone[0].value, alone[0].reason, jointly[0].reason) == (None, "not_determined", "not_determined")
    assert jointly[1].value == pytest.approx(alone[1].value)


def test_what_follows_from_the_others_is_not_determined():
    calls, tweets, sales = company()
    twice = [2 * each for each in calls]
    alone, jointly = slopes([calls, tweets, twice], sales, "EUR")
    assert all(each.value is not None for each in alone)
    assert {each.reason for each in jointly} == {"not_determined"}


def test_few_weeks_have_no_range():
    calls, tweets, sales = (series[:19] for series in company())
    alone, _ = slopes([calls, tweets], sales, "EUR")
    assert (alone[0].low, alone[0].reason) == (None, "too_few_weeks")
    assert alone[0].value is not None


def test_missing_values():
    alone, jointly = slopes([[1, None, 2]], [1, 2, 3], "EUR")
    assert alone == jointly
    assert alone[0].reason == "values_missing"


def test_the_verdict_allows_for_how_many_were_tested():
    chance = np.random.default_rng(11)
    _, _, sales = company()
    rows = [
        Joint(number, lagged_association(chance.standard_normal(80).tolist(), sales, 2), NOTHING, NOTHING)
        for number in range(8)
    ]
    calls = Joint("calls", lagged_association(company()[0], sales, 2), NOTHING, NOTHING)
    short = Joint(None, lagged_association([1, 2], [2, 1], 2), NOTHING, NOTHING)
    found = family([*rows, calls, short])
    assert found[-2].evidence.verdict in {Verdict.STRONG, Verdict.PROBABLE}
    assert found[-2].p_holm == pytest.approx(9 * calls.evidence.weaker_p)
    assert (found[-1].p_holm, found[-1].p_bh, found[-1].evidence.verdict) == (None, None, Verdict.TOO_LITTLE_DATA)
    for before, after in zip(rows, found, strict=False):
        assert before.evidence.weaker_p <= after.p_bh <= after.p_holm
    assert family([]) == ()


def test_which_of_them_is_asked_strictly():
    # By Holm each is 0.06, by Benjamini and Hochberg 0.04.
    one = lagged_association(*company()[1:], 2)
    rows = [
        Joint(p, replace(one, p=p, detrended=replace(one.detrended, p=p)), NOTHING, NOTHING) for p in (0.02, 0.03, 0.04)
    ]
    assert [row.p_holm for row in family(rows)] == pytest.approx([0.06] * 3)
    assert [row.p_bh for row in family(rows)] == pytest.approx([0.04] * 3)
    assert {row.evidence.verdict for row in family(rows)} == {Verdict.HINT}


def test_as_json():
    told = Joint("calls", lagged_association([1, 2], [2, 1], 1), NOTHING, NOTHING).as_json()
    assert list(told) == "key alone jointly statistic best_lag p p_holm p_bh reason verdict".split()
    assert (told["p"], told["reason"], told["verdict"]) == (None, "too_few_weeks", "too_little_data")
