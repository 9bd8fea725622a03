"""Every key of the worked example's `expected.json`, and the verb and field, or the library call, that gives it."""

from __future__ import annotations

import json
from fractions import Fraction

import pytest

from roidesk.analytics.intervals import leave_one_out, linearised, poisson_interval
from roidesk.analytics.personal.dose import fisher
from roidesk.analytics.sums.rounding import apportioned, minor_unit
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


def _of_figures():
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
    markov = (*FIGURES, "--model", "markov")
    yield "markov.P_conv", markov, ("p_conv",)
    for channel in CHANNELS:
        yield f"markov.removal.{channel}", markov, ("rows", channel, "removal")
        yield f"markov.count.{channel}", markov, ("rows", channel, "conversions")
        yield f"markov.revenue.{channel}", markov, ("rows", channel, "booked")


def _of_other_verbs():
    for key, place in INVOLVEMENT.items():
        yield key, ("involvement",), place
    for key, place in REPLIES.items():
        yield key, ("replies",), place
    for key, name in BASELINES.items():
        yield key, ("baselines",), ("baselines", "convention", name)
    yield "sla.met(bh<=60)", ("replies", "--sla", "60"), ("sla_met_rate",)
    yield "profit.margin40", ("payback", "--margin", "0.4"), ("net",)


VERBS = {key: (words, place) for key, words, place in (*_of_figures(), *_of_other_verbs())}
"""Each key that a verb gives: the words to ask with, and where its value stands in the answer."""


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


# ---------------------------------------------------------------- what a verb says in more than one field


def pay_back(answers, wanted):
    said = answers("payback")
    assert said["basis"] == "sales"
    assert [each["date"] for each in said["series"]] == [each["date"] for each in wanted["series"]]
    nets = [each["net"] for each in said["series"]]
    assert nets == pytest.approx([each["net"] for each in wanted["series"]], abs=CLOSE)


def break_even(answers, wanted):
    assert answers("payback")["break_even_date"] == wanted["date"]


def exposure(answers, wanted):
    said = answers("payback")
    assert said["max_exposure_date"] == wanted["date"]
    assert said["max_exposure"]["value"] == pytest.approx(wanted["value"], abs=CLOSE)


def still_open(answers, wanted):
    said = answers("replies")
    waits = {key: figure["value"] for key, figure in said["open_minutes"].items()}
    assert waits == {str(foreign_id("inbound", name)): minutes for name, minutes in wanted["minutes"].items()}
    assert sorted(said["open"]) == sorted(waits)


def goal(answers, wanted):
    said = found(answers("goals"), ("goals", "purchases"))
    assert (said["actual"]["value"], said["target"]["value"]) == (wanted["actual"], wanted["target"])
    assert (said["met"], said["set_in_advance"]) == (wanted["met"], wanted["set_in_advance"])
    assert (said["within_minutes"], said["within_cost"]) == (True, True)


# ---------------------------------------------------------------- what gates withhold: the library, fed by a verb


def by_contact(answers):
    """Return sales and labour of each contact, by name, and the platform cost that is nobody's."""
    said = answers("figures", "--by", "contact")
    rows = {row["key"]: row for row in said["rows"]}
    sums = {name: (rows[name]["booked"]["value"], rows[name]["labour"]["value"]) for name in sorted(rows)}
    return sums, said["totals"]["platform"]["value"]


def standard_error(answers, wanted):
    sums, platform = by_contact(answers)
    assert linearised(*zip(*sums.values(), strict=True), fixed=platform).error == pytest.approx(wanted["value"])


def student_interval(answers, wanted):
    sums, platform = by_contact(answers)
    range_ = linearised(*zip(*sums.values(), strict=True), fixed=platform)
    assert (range_.low, range_.high) == pytest.approx((wanted["low"], wanted["high"]))


def without_each_contact(answers, wanted):
    sums, platform = by_contact(answers)
    left = leave_one_out(*zip(*sums.values(), strict=True), fixed=platform)
    assert dict(zip(sums, map(float, left), strict=True)) == pytest.approx(wanted["values"])


def purchases_an_hour(answers, wanted):
    totals = answers("figures")["totals"]
    hours = totals["minutes"]["value"] / 60
    low, high = poisson_interval(totals["purchases"]["value"])
    assert (low / hours, high / hours) == pytest.approx((wanted["low"], wanted["high"]))


def video_and_purchase(answers, wanted):
    video = found(answers("personalness"), ("channels", "video"))
    of_each = [(video[side]["value"], video[side]["n"]) for side in ("reached", "others")]
    hits = [(round(share * n), n) for share, n in of_each]
    assert hits == [(3, 3), (0, 4)]
    assert video["p"] is None, "too few for a test to be shown"
    assert fisher(*hits) == pytest.approx(wanted["value"])


def largest_remainder(_, wanted):
    parts = apportioned([Fraction(10, 3)] * 3, minor_unit("EUR"))
    assert [f"{float(part):.2f}" for part in parts] == wanted["parts"]


OTHERS = {
    "cumulative_net": pay_back,
    "break_even_date": break_even,
    "max_exposure": exposure,
    "ri.open": still_open,
    "goal.purchases": goal,
    "romi.booked.se_cluster": standard_error,
    "romi.booked.ci95_t7": student_interval,
    "romi.booked.leave_one_contact_out": without_each_contact,
    "purchases_per_hour.garwood95": purchases_an_hour,
    "fisher.video_vs_purchase.p": video_and_purchase,
    "largest_remainder_of_10.00_over_3": largest_remainder,
}


@pytest.mark.parametrize("key", OTHERS)
def test_a_verb_or_the_library_gives_it(answers, key):
    OTHERS[key](answers, EXPECTED[key])


def test_no_key_is_left_out():
    assert VERBS.keys() | OTHERS.keys() == EXPECTED.keys()
    assert not VERBS.keys() & OTHERS.keys()
