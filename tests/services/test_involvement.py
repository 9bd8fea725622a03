"""Return on involvement over a real store: the worked example, merged contacts, what came before, filters."""

import json
from dataclasses import replace
from datetime import date
from fractions import Fraction
from uuid import UUID

import pytest

from roidesk.analytics.query import Query
from roidesk.domain.filters import parse
from roidesk.domain.instants import DAY, Period
from roidesk.domain.model import Contact, Conversion, FollowerCount, Inbound, Intent, Praise, Topic
from roidesk.services.figures import Figures
from roidesk.services.involvement import InvolvementPanel
from tests.analytics import worked_example as example
from tests.analytics.worked_example import AS_OF, PERIOD, ZONE, at, key

ASKED = Query(period=PERIOD, as_of=AS_OF)
SECOND_WEEK = replace(ASKED, period=Period(date(2026, 6, 8), date(2026, 6, 14)))
# analytics.md 7.1
EXPECTED = {
    "give": 13,
    "ask": 6,
    "give_ask_ratio": 13 / 6,
    "give_share": 13 / 19,
    "give_minutes": 132,
    "ask_minutes": 118,
    "give_share_minutes": 0.528,
    "solved": 5,
    "solved_per_hour": 15 / 13,
    "cost_per_solved": 49.89,
    "cold_ask_rate": 1 / 7,
    "gives_before_first_ask": 1.75,
    "touched_bought": 3 / 7,
    "non_converting_share": 24 / 260,
    "net_followers": 18,
    "net_followers_per_hour": 54 / 13,
    "unfollow_rate": 0.012,
}


@pytest.fixture
def panel(bench):
    return InvolvementPanel(Figures(bench.context))


@pytest.fixture
def filled(bench):
    bench.put(
        *example.CONVERSION_KINDS,
        *example.INTERACTIONS,
        *example.CONVERSIONS,
        *example.FX,
        *example.COSTS,
        FollowerCount(
            id=key("followers"),
            channel_id=key("tweet"),
            at_us=at("06-14T00:00"),
            zone=ZONE,
            count=1018,
            gained=30,
            lost=12,
        ),
    )
    return bench


def document(panel, query=ASKED):
    return json.loads(json.dumps(panel.report(query).as_json(), allow_nan=False))


def test_the_worked_example(filled, panel):
    found = document(panel)
    assert {name: found[name]["value"] for name in EXPECTED} == pytest.approx(EXPECTED, abs=1e-9)
    channels = {row["key"]: row for row in found["channels"]}
    assert channels["tweet"]["net_followers_per_hour"]["value"] == 22.5
    assert [row["give"]["value"] for row in found["channels"]] == [7, 5, 1]
    assert found["helped_bought"]["helped"]["value"] == 0.6
    assert {row["key"]: row["booked"]["value"] for row in found["sales_by_proof"]} == {
        "direct": 0,
        "journey": 720,
        "self_reported": 0,
        "none": 120,
    }


def test_an_empty_store(bench, panel):
    found = document(panel)
    assert {found[name]["value"] for name in ("give", "ask", "solved")} == {0}
    assert {found[name]["value"] for name in ("give_share", "cost_per_solved", "touched_bought", "unfollow_rate")} == {
        None
    }
    assert all(found[name]["reason"] for name in EXPECTED if found[name]["value"] is None)
    assert found["channels"] == []


def test_merged_contacts_are_one(filled, panel):
    filled.put(replace(example.CONTACTS[7], merged_into_id=key("C7")))
    found = document(panel)
    assert found["touched_contacts"]["value"] == 6
    assert found["cold_ask_rate"]["value"] == 0  # C8's first was an ask; as C7 they were given something before
    assert found["touched_bought"]["value"] == 0.5


def test_stories_begin_before_the_period(filled, panel):
    found = document(panel, SECOND_WEEK)
    assert found["touched_contacts"]["value"] == 5  # C2 C3 C4 C7 C8
    assert found["cold_ask_rate"]["value"] == 1 / 5
    assert found["gives_before_first_ask"]["value"] == 2.5
    assert found["touched_bought"]["value"] == 2 / 5
    assert document(panel, replace(ASKED, as_of=at("06-03T12:00")))["gives_before_first_ask"]["reason"] == "no_ask"


def test_a_purchase_before_the_first_touch_came_of_nothing(filled, panel):
    filled.put(*(replace(each, at_us=at("06-01T08:00")) for each in example.CONVERSIONS))
    found = document(panel)
    assert found["touched_bought"]["value"] == 0
    assert found["commenters_bought"]["commenters"]["value"] == 3 / 7, "who commented and ever bought"


def test_commenters_are_those_who_wrote_in_public(filled, panel):
    only_mail = [each for each in example.INTERACTIONS if each.kind_id == key("kind tweet")]
    filled.put(*(replace(each, kind_id=key("kind email"), components="000022") for each in only_mail))
    assert document(panel)["commenters_bought"]["commenters"]["value"] is None
    wrote = Inbound(
        id=UUID(int=1),
        at_us=at("06-02T10:00"),
        zone=ZONE,
        channel_id=key("tweet"),
        kind_id=key("kind tweet"),
        contact_id=key("C1"),
    )
    filled.put(wrote, replace(wrote, id=UUID(int=2), contact_id=None), replace(wrote, id=UUID(int=3), kind_id=None))
    found = document(panel)["commenters_bought"]
    assert (found["commenters"]["value"], found["commenters"]["n"]) == (1, 1)
    assert (found["others"]["value"], found["others"]["n"]) == (2 / 6, 6)
    old = Conversion(
        id=key("old"), at_us=AS_OF - 400 * DAY, zone=ZONE, kind="purchase", contact_id=key("C7"), booked=True
    )
    filled.put(old, Contact(id=key("was C8"), name="was C8", merged_into_id=key("C8")))
    filled.put(
        replace(old, id=key("older"), contact_id=key("was C8")), replace(old, id=key("to come"), at_us=AS_OF + 1)
    )
    assert document(panel)["commenters_bought"]["others"]["value"] == 4 / 6


def test_targeting_reads_the_interests(filled, panel):
    filled.put(Topic(id=key("music"), name="music"))
    filled.put(replace(example.CONTACTS[0], interests=(key("music"),)))
    filled.put(replace(example.INTERACTIONS[3], topics=(key("music"),)))
    assert document(panel)["targeting_rate"]["value"] == 1
    assert document(panel)["targeting_unknown_share"]["value"] == 245 / 260


def test_praise_and_sentiment_of_the_period_only(filled, panel):
    said = Praise(id=key("praise"), at_us=at("06-02T10:00"), zone=ZONE, kind="recommendation")
    tone = Inbound(id=UUID(int=1), at_us=at("06-01T09:30"), zone=ZONE, sentiment=-1)
    filled.put(said, replace(said, id=key("later"), at_us=AS_OF + DAY), tone)
    filled.put(replace(tone, id=UUID(int=2), at_us=at("05-31T23:59")))
    found = document(panel)
    assert found["praise"]["recommendations"]["value"] == 1
    assert found["sentiment"]["mean"] == {
        "value": -1,
        "unit": "score",
        "n": 1,
        "low": None,
        "high": None,
        "reason": "too_few_messages",
    }
    assert found["sentiment"]["hours"][0]["key"] == "mon 09"


def test_followers_counted_after_as_of_are_not_known(filled, panel):
    assert document(panel, replace(ASKED, as_of=at("06-13T00:00")))["net_followers"]["value"] is None
    zones = FollowerCount(id=key("more"), channel_id=key("email"), at_us=at("06-10T00:00"), zone=ZONE, count=5)
    filled.put(zones, replace(zones, id=key("most"), at_us=at("06-11T00:00"), count=9))
    found = document(panel)
    assert found["net_followers"]["value"] == 22
    assert {row["key"]: row["net_followers"]["value"] for row in found["channels"] if "net_followers" in row} == {
        "tweet": 18,
        "email": 4,
    }


def test_only_what_a_filter_keeps(filled, panel):
    found = document(panel, replace(ASKED, where=parse("channel=video")))
    assert (found["give"]["value"], found["ask"]["value"]) == (1, 3)
    assert [row["key"] for row in found["channels"]] == ["video"]
    assert found["touched_contacts"]["value"] == 3
    assert found["touched_bought"]["value"] == 1


def test_a_missing_rate_is_no_cost_of_nought(bench, panel):
    bench.put(*example.CONVERSION_KINDS, *example.INTERACTIONS)
    bench.put(*(replace(each, from_day=date(2027, 1, each.from_day.day)) for each in example.RATES))
    found = document(panel)
    assert (found["cost_per_solved"]["value"], found["cost_per_solved"]["reason"]) == (None, "rate_missing")


def test_time_split_by_parallel_work_is_counted_once(filled, panel):
    again = replace(example.INTERACTIONS[0], id=key("twice"), intent=Intent.ASK)
    filled.put(again)
    found = document(panel)
    assert found["give_minutes"]["value"] + found["ask_minutes"]["value"] == 250
    assert Fraction(found["ask_minutes"]["value"]) == 121
