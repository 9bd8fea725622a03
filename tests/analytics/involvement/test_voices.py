"""What others say: sentiment by the hour of the week, praise, named sources."""

from dataclasses import replace
from datetime import datetime
from fractions import Fraction
from uuid import uuid4

from roidesk.analytics.involvement.voices import named_sources, praised, sentiment
from roidesk.analytics.sums.outcomes import Outcome
from roidesk.domain.instants import from_local
from roidesk.domain.model import Inbound, Praise
from tests.analytics.worked_example import CONVERSIONS

AMSTERDAM, NEW_YORK = "Europe/Amsterdam", "America/New_York"


def message(wall, said, zone=AMSTERDAM):
    at = from_local(datetime.fromisoformat(f"2026-06-{wall}"), zone)
    return Inbound(id=uuid4(), at_us=at, zone=zone, sentiment=said)


def praise(kind, *, public=None):
    return Praise(id=uuid4(), at_us=0, zone="UTC", kind=kind, public=public)


def outcome(source, **more):
    return Outcome(replace(CONVERSIONS[0], self_reported_source=source, **more), (), (), Fraction(0), None)


def test_sentiment_by_the_hour_where_it_came_in():
    mean, hours = sentiment(
        [message("01T09:10", 1), message("08T09:50", -1), message("01T09:20", 1, NEW_YORK), message("02T10:00", None)]
    )
    assert (mean.value, mean.n, mean.reason) == (Fraction(1, 3), 3, "too_few_messages")
    assert {hour: (each.value, each.n) for hour, each in hours.items()} == {9: (Fraction(1, 3), 3)}
    _, two = sentiment([message("03T23:59", 1), message("01T00:00", 0)])
    assert {hour: each.value for hour, each in two.items()} == {0: 0, 71: 1}


def test_ten_messages_need_no_gate():
    mean, _ = sentiment([message("01T09:10", 1)] * 10)
    assert (mean.value, mean.reason) == (1, None)


def test_no_sentiment_is_not_nought():
    mean, hours = sentiment([message("01T09:10", None)])
    assert (mean.value, mean.n, mean.reason, hours) == (None, 0, "nothing_recorded", {})


def test_praise_is_counted():
    found = praised(
        [praise("recommendation", public=True), praise("compliment"), praise("compliment", public=False)], [], 14
    )
    assert {name: each["value"] for name, each in found.as_json().items() if name != "per_month"} == {
        "recommendations": 1,
        "compliments": 2,
        "public": 1,
        "self_reported": 0,
    }
    assert found.per_month.value == Fraction(146_097 * 3, 4_800 * 14)


def test_sources_that_buyers_name():
    said = [outcome(" a  friend"), outcome("LinkedIn"), outcome("LinkedIn"), outcome(""), outcome(None)]
    refunded = outcome("LinkedIn", amount_minor=-1)
    assert dict(named_sources([*said, refunded])) == {"LinkedIn": 2, "a friend": 1}
    assert list(named_sources(said)) == ["LinkedIn", "a friend"]
    assert list(named_sources([outcome("b"), outcome("a"), outcome("c")])) == ["a", "b", "c"]
    assert praised([], said, 7).self_reported.value == 3
