"""The panel as a document: every figure under its name, and nothing of it in a return."""

import json
from dataclasses import replace

from roidesk.analytics.involvement.buyers import bought_rate, helped
from roidesk.analytics.involvement.followers import followers
from roidesk.analytics.involvement.giving import giving
from roidesk.analytics.involvement.report import ChannelRow, Involvement
from roidesk.analytics.involvement.unfollowing import unfollowing
from roidesk.analytics.involvement.voices import praised, sentiment
from roidesk.analytics.returns.proof import sales_by_proof
from tests.analytics.involvement.test_buyers import TOLD, purchases
from tests.analytics.involvement.test_giving import asked, cells
from tests.analytics.involvement.test_helping import spent
from tests.analytics.worked_example import AS_OF, INTERACTIONS, PERIOD, ZONE

CONTRACT = (
    "give ask give_minutes ask_minutes give_ask_ratio give_share give_share_minutes cold_ask_rate "
    "gives_before_first_ask solved solved_per_hour cost_per_solved touched_bought non_converting_share net_followers "
    "net_followers_per_hour unfollow_rate"
).split()


def panel():
    mean, _ = sentiment([])
    given = giving(INTERACTIONS, cells(INTERACTIONS))
    return Involvement(
        period=PERIOD,
        zone=ZONE,
        as_of=AS_OF,
        currency="EUR",
        giving=given,
        approach=asked(INTERACTIONS),
        helping=spent(INTERACTIONS),
        touched_bought=bought_rate(3, 7),
        helped=helped(TOLD.keys(), TOLD, purchases()),
        commenters=helped(TOLD.keys(), TOLD, {}),
        followers=followers({}, 1),
        unfollowing=unfollowing([], {}, []),
        sentiment=mean,
        sentiment_by_hour={"mon 09": mean},
        proven=sales_by_proof([], "EUR"),
        praise=praised([], [], 14),
        sources={"a friend": 2},
        channels=(ChannelRow("tweet", given, None), ChannelRow("email", given, followers({}, 1))),
    )


def test_every_figure_of_the_contract():
    document = json.loads(json.dumps(panel().as_json(), allow_nan=False))
    for name in CONTRACT:
        assert set(document[name]) == {"value", "unit", "n", "low", "high", "reason"}, name
    assert document["period"] == {
        "from": "2026-06-01",
        "to": "2026-06-14",
        "zone": ZONE,
        "as_of": "2026-06-15T00:00:00+02:00",
    }
    assert document["praise"]["sources"][0]["key"] == "a friend"
    assert document["praise"]["sources"][0]["conversions"]["value"] == 2
    assert document["asking_and_unfollowing"]["verdict"] == "too_little_data"
    assert [row["key"] for row in document["sales_by_proof"]] == ["direct", "journey", "self_reported", "none"]
    assert document["sentiment"]["hours"][0]["mean"]["reason"] == "nothing_recorded"


def test_channels_have_followers_only_where_some_were_counted():
    tweet, email = panel().as_json()["channels"]
    assert "unfollow_rate" not in tweet
    assert email["unfollow_rate"]["reason"] == "nothing_recorded"


def test_praise_is_in_no_other_figure():
    loud = replace(panel(), sources={}, praise=praised([], [], 1))
    assert {**loud.as_json(), "praise": None} == {**panel().as_json(), "praise": None}
