"""The names that other programs rely on: each verb's JSON has every one of them, of the kind that was promised."""

from __future__ import annotations

import pytest

from tests.acceptance.conftest import SHARED
from tests.acceptance.test_any_store import FIGURE

pytestmark = pytest.mark.skipif(not SHARED.is_dir(), reason="the worked example is not beside this checkout")

TOTALS = (
    "interactions minutes labour platform cost conversions purchases booked expected return_ratio net_romi margin_roi"
    " return_incl_expected cost_per_purchase cost_per_conversion minutes_per_purchase purchases_per_hour"
    " revenue_per_hour labour_per_hour personalness personal_minutes contact_share"
).split()
INVOLVEMENT = (
    "give ask give_minutes ask_minutes give_ask_ratio give_share give_share_minutes cold_ask_rate"
    " gives_before_first_ask solved solved_per_hour cost_per_solved touched_bought non_converting_share"
    " net_followers net_followers_per_hour unfollow_rate"
).split()
BASELINE = (
    "cost_per_purchase minutes_per_purchase return_ratio ratio_vs_offline time_advantage cost_advantage"
).split()
REPLIES = "needing replied unanswered_rate ignored_rate waiting sla_met_rate".split()
NUMBERS, NUMBER, TEXT, FLAG = (list,), (int, float, type(None)), (str, type(None)), (bool, type(None))


def is_figure(thing) -> bool:
    return isinstance(thing, dict) and set(thing) == FIGURE


def without_a_figure(document, names) -> list[str]:
    return [name for name in names if not is_figure(document.get(name))]


def of_another_kind(document, kinds) -> list[str]:
    return [name for name, kind in kinds.items() if name not in document or not isinstance(document[name], kind)]


def test_figures(answers):
    said = answers("figures", "--by", "channel")
    assert {"from", "to", "zone", "as_of"} <= set(said["period"])
    assert of_another_kind(said, {"currency": str, "model": str, "window_days": int, "rows": list}) == []
    assert is_figure(said["touched_minutes_share"])
    assert without_a_figure(said["totals"], TOTALS) == []
    for row in said["rows"]:
        assert without_a_figure(row, TOTALS) == []
    assert "(none)" in {row["key"] for row in said["rows"]}


def test_two_dimensions_have_a_list_for_a_key(answers):
    assert all(isinstance(row["key"], list) for row in answers("figures", "--by", "channel,week")["rows"])


def test_markov(answers):
    said = answers("figures", "--by", "channel", "--model", "markov")
    assert is_figure(said["p_conv"])
    assert all(is_figure(row["removal"]) for row in said["rows"])


def test_evidence(answers):
    said = answers("evidence")
    kinds = {"weeks": int, "lags": NUMBERS, "reverse": NUMBERS, "statistic": NUMBER, "best_lag": NUMBER, "p": NUMBER}
    more = {"p_shift": NUMBER, "p_shift_min": NUMBER, "reason": TEXT, "verdict": str, "flags": list, "detrended": dict}
    assert of_another_kind(said, kinds | more) == []
    inner = ("lags", "reverse", "statistic", "best_lag", "p")
    assert of_another_kind(said["detrended"], {name: kinds[name] for name in inner}) == []
    assert (said["weeks"], said["verdict"], said["p"]) == (2, "too_little_data", None)


def test_replies(answers):
    said = answers("replies")
    assert without_a_figure(said, REPLIES) == []
    assert without_a_figure(said["business"], ("median", "p90", "mean", "km_median")) == []
    assert without_a_figure(said["calendar"], ("median", "p90", "mean")) == []
    assert all(isinstance(each, str) for each in said["open"])
    assert all(without_a_figure(row, REPLIES) == [] for row in said["channels"])


def test_payback(answers):
    said = answers("payback")
    assert without_a_figure(said, ("max_exposure", "net")) == []
    days = ("break_even_date", "first_crossing", "max_exposure_date", "forecast_date", "reason", "currency", "basis")
    assert of_another_kind(said, dict.fromkeys(days, TEXT)) == []
    assert all(set(each) == {"date", "net"} for each in said["series"])


def test_involvement(answers):
    assert without_a_figure(answers("involvement"), INVOLVEMENT) == []


def test_baselines(answers):
    (said,) = answers("baselines")["baselines"]
    assert without_a_figure(said, BASELINE) == []
    assert of_another_kind(said, {"same_goal": bool, "name": str}) == []


def test_goals(answers):
    (said,) = answers("goals")["goals"]
    assert without_a_figure(said, ("target", "actual", "pace")) == []
    assert of_another_kind(said, {"metric": str, "met": FLAG, "set_in_advance": FLAG, "changes": list}) == []
