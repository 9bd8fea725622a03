"""Every key of the worked example's `expected.json`, and the verb and field, or the library call, that gives it."""

from __future__ import annotations

import json

import pytest

from roidesk.domain.ids import foreign_id
from tests.acceptance.conftest import SHARED

pytestmark = pytest.mark.skipif(not SHARED.is_dir(), reason="the worked example is not beside this checkout")

EXPECTED = json.loads((SHARED / "expected.json").read_text()) if SHARED.is_dir() else {}
CLOSE = 5e-7
"""The contract asks for six decimals."""

FIGURES = ("figures", "--by", "channel", "--margin", "0.4")
CHANNELS = ("tweet", "email", "video")
MODELS = {
    "first": "first",
    "last": "last",
    "linear": "linear",
    "position40_20_40": "position",
    "time_decay_7d": "time_decay",
    "minutes": "minutes",
    "personal_minutes": "personal_minutes",
    "shapley": "shapley",
}
TOTALS = {
    "minutes.total": "minutes",
    "labour.total": "labour",
    "platform.total": "platform",
    "cost.total": "cost",
    "revenue.booked": "booked",
    "value.expected": "expected",
    "romi.booked": "return_ratio",
    "romi.booked_net": "net_romi",
    "romi.incl_expected": "return_incl_expected",
    "roi.margin40": "margin_roi",
    "cpa.booked": "cost_per_purchase",
    "cpa.all6": "cost_per_conversion",
    "minutes_per_purchase": "minutes_per_purchase",
    "revenue_per_hour": "revenue_per_hour",
    "avg_cost_per_hour": "labour_per_hour",
    "personalness.effort_mean": "personalness",
    "personal_minutes": "personal_minutes",
    "purchases_per_hour": "purchases_per_hour",
}
INVOLVEMENT = {
    "give.n": ("give",),
    "ask.n": ("ask",),
    "give_ask.ratio": ("give_ask_ratio",),
    "give_share.n": ("give_share",),
    "give.minutes": ("give_minutes",),
    "ask.minutes": ("ask_minutes",),
    "give_share.minutes": ("give_share_minutes",),
    "solved.n": ("solved",),
    "solved.per_hour": ("solved_per_hour",),
    "cost_per_solved": ("cost_per_solved",),
    "cold_ask_rate": ("cold_ask_rate",),
    "gives_before_first_ask.mean": ("gives_before_first_ask",),
    "touched_contacts_bought": ("touched_bought",),
    "non_converting_minutes_share": ("non_converting_share",),
    "followers.net_per_hour": ("net_followers_per_hour",),
    "followers.net_per_tweet_hour": ("channels", "tweet", "net_followers_per_hour"),
    "unfollow_rate": ("unfollow_rate",),
}
REPLIES = {
    "ri.needs_reply": ("needing",),
    "ri.replied": ("replied",),
    "ri.unanswered_rate": ("unanswered_rate",),
    "ri.ignored_rate(SLA 240 bh-min)": ("ignored_rate",),
    "frt.bh.median": ("business", "median"),
    "frt.bh.p90": ("business", "p90"),
    "frt.bh.mean": ("business", "mean"),
    "frt.bh.km_median": ("business", "km_median"),
    "frt.cal.median": ("calendar", "median"),
    "frt.cal.p90": ("calendar", "p90"),
    "frt.cal.mean": ("calendar", "mean"),
}
BASELINES = {
    "offline.cpa": "cost_per_purchase",
    "offline.min_per_purchase": "minutes_per_purchase",
    "offline.romi": "return_ratio",
    "eroi.time_advantage": "time_advantage",
    "eroi.cost_advantage": "cost_advantage",
    "romi.ratio_vs_offline": "ratio_vs_offline",
}
OF_CREDIT = {"count": "conversions", "revenue": "booked", "romi": "return_ratio"}


def _verbs():
    """Yield each key that a verb gives: the words to ask with, and where its value stands in the answer."""
    for key, name in TOTALS.items():
        yield key, FIGURES, ("totals", name)
    for channel in CHANNELS:
        for name in ("minutes", "labour", "platform", "cost"):
            yield f"{name}.{channel}", FIGURES, ("rows", channel, name)
    for said, model in MODELS.items():
        words = (*FIGURES, "--model", model)
        for part, name in OF_CREDIT.items():
            for channel in (*CHANNELS, *(["(none)"] if part != "romi" else [])):
                yield f"attr.{said}.{part}.{channel}", words, ("rows", channel, name)
    for key, place in INVOLVEMENT.items():
        yield key, ("involvement",), place
    for key, place in REPLIES.items():
        yield key, ("replies",), place
    for key, name in BASELINES.items():
        yield key, ("baselines",), ("baselines", "convention", name)
    yield "sla.met(bh<=60)", ("replies", "--sla", "60"), ("sla_met_rate",)
    yield "profit.margin40", ("payback", "--margin", "0.4"), ("net",)


VERBS = {key: (words, place) for key, words, place in _verbs()}


def found(document, place):
    """Return what stands at a place of an answer; a row is found by its key, or by its name or metric."""
    for step in place:
        if isinstance(document, list):
            document = next(each for each in document if step in {each.get(name) for name in ("key", "name", "metric")})
        else:
            document = document[step]
    return document


@pytest.mark.parametrize("key", VERBS)
def test_a_verb_gives_it(answers, key):
    words, place = VERBS[key]
    assert found(answers(*words), place)["value"] == pytest.approx(EXPECTED[key]["value"], abs=CLOSE)


def test_pay_back_day_by_day(answers):
    said = answers("payback")
    assert said["basis"] == "sales"
    assert [each["date"] for each in said["series"]] == [each["date"] for each in EXPECTED["cumulative_net"]["series"]]
    for mine, theirs in zip(said["series"], EXPECTED["cumulative_net"]["series"], strict=True):
        assert mine["net"] == pytest.approx(theirs["net"], abs=CLOSE)
    assert said["break_even_date"] == EXPECTED["break_even_date"]["date"]
    assert said["max_exposure_date"] == EXPECTED["max_exposure"]["date"]
    assert said["max_exposure"]["value"] == pytest.approx(EXPECTED["max_exposure"]["value"], abs=CLOSE)


def test_open_messages_and_how_long_they_wait(answers):
    said = answers("replies")
    waits = {key: figure["value"] for key, figure in said["open_minutes"].items()}
    named = EXPECTED["ri.open"]["minutes"].items()
    assert waits == {str(foreign_id("inbound", name)): minutes for name, minutes in named}
    assert sorted(said["open"]) == sorted(waits)


def test_the_goal_was_set_in_advance_and_met(answers):
    said, wanted = found(answers("goals"), ("goals", "purchases")), EXPECTED["goal.purchases"]
    assert (said["actual"]["value"], said["target"]["value"]) == (wanted["actual"], wanted["target"])
    assert (said["met"], said["set_in_advance"]) == (wanted["met"], wanted["set_in_advance"])
    assert (said["within_minutes"], said["within_cost"]) == (True, True)
