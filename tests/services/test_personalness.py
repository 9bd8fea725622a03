"""How personal the worked example is, by level and by channel, and what judging a kind anew leaves."""

import json
from datetime import date
from fractions import Fraction

import pytest

from roidesk.analytics.query import Query
from roidesk.domain.instants import Period
from roidesk.domain.model import ChannelKind, Interaction
from tests.analytics import worked_example as example

ASKED = Query(period=example.PERIOD, as_of=example.AS_OF)
LOGGED = {"person": "Ilse Vermeer", "channel": "Video call", "minutes": "10", "contact": "Kim"}


def put(desk, *entries):
    with desk.context.unit("put") as unit:
        unit.put_many(entries)
    desk.figures.forget(unit.changes)


@pytest.fixture
def small(bare_desk):
    """A store that holds the worked example and nothing else."""
    put(bare_desk, *example.EVERYTHING)
    return bare_desk


def test_the_worked_example(small):
    page = small.personalness.report(ASKED)
    assert page.personalness.value == Fraction(14505, 260)
    assert page.personal_minutes.value == Fraction("145.05")
    assert [line.minutes.value for line in page.levels] == [0, 48, 87, 0, 125]
    assert [line.share.value for line in page.levels][1] == Fraction(48, 260)
    assert [(line.rung.bought.value, line.rung.contacts.value) for line in page.levels][4] == (3, 3)
    video = next(line for line in page.channels if line.key == "video")
    assert (video.reached.n, video.others.n, video.p) == (3, 4, None)
    assert (page.bought_untouched.value, page.trend.reason, page.beside) == (1, "too_few_conversions", None)
    document = json.loads(json.dumps(page.as_json(), allow_nan=False))
    assert document["cautions"] == ["reverse_causality", "more_touches"]


def test_other_weights_beside_it(small):
    page = small.personalness.report(ASKED, other=(0, 0, 0, 0, 50, 50))
    assert page.beside.weights == (0, 0, 0, 0, 50, 50)
    # tweet 50, e-mail 100, video 100
    assert page.beside.personalness.value == Fraction(48 * 50 + 212 * 100, 260)
    assert [each.contacts.value for each in page.beside.rungs] == [0, 0, 0, 2, 5]
    assert page.personalness.value == Fraction(14505, 260)
    kinds = {each["key"]: each for each in page.as_json()["kinds"]}
    assert (kinds["tweet"]["score"]["value"], kinds["tweet"]["other_score"]["value"]) == (22.5, 50)


def test_the_store_may_be_set_to_other_weights(small):
    small.care.change_settings({"other_weights": "0 0 0 0 50 50"})
    assert small.personalness.report(ASKED).beside.weights == (0, 0, 0, 0, 50, 50)
    small.care.change_settings({"other_weights": ""})
    assert small.personalness.report(ASKED).beside is None


def test_kinds_that_change_places_are_named(desk):
    document = desk.personalness.report(Query(), other=(0, 0, 0, 100, 0, 0)).as_json()
    assert document["other"]["ranking_changes"] is True
    assert ["Video call", "In person lunch"] not in document["other"]["swapped"]
    same = desk.personalness.report(Query(), other=(25, 20, 20, 10, 15, 10)).as_json()
    assert same["other"]["swapped"] == []


def test_an_empty_store(desk):
    page = desk.personalness.report(Query())
    assert (page.personalness.reason, page.contact_share.reason) == ("no_time", "no_time")
    assert {line.share.reason for line in page.levels} == {"no_time"}
    assert (page.channels, page.trend.reason) == ((), "too_few_conversions")
    json.dumps(page.as_json(), allow_nan=False)


# ---------------------------------------------------------------- judging anew


def logged(desk, start):
    return desk.ledger.add("interactions", LOGGED | {"start": start}).entry


def kind_of(desk, entry):
    return desk.context.read().get(ChannelKind, entry.kind_id)


def scores(desk):
    return [each.score for each in sorted(desk.context.read().all(Interaction), key=lambda each: each.start_us)]


def test_a_kind_judged_anew_leaves_what_was_logged(desk, clock):
    entry = logged(desk, "2026-11-18T09:00")
    desk.ledger.edit("channels", entry.kind_id, {"face": "0"})
    logged(desk, "2026-11-19T09:00")
    assert scores(desk) == [9000, 7000]
    page = desk.personalness.report(Query(period=Period(date(2026, 11, 18), date(2026, 11, 19))))
    assert page.personalness.value == 80
    kind = next(each for each in page.kinds if each.judged.name == "Video call")
    assert [(each.since, each.score) for each in kind.versions] == [(None, 9000), (date(2026, 11, 19), 7000)]


def test_a_kind_judged_anew_for_the_past_too(desk):
    entry = logged(desk, "2026-11-18T09:00")
    by_hand = desk.ledger.add("interactions", LOGGED | {"start": "2026-11-18T10:00", "personalness": "40"}).entry
    desk.ledger.edit("channels", entry.kind_id, {"face": "0"}, also_past=True)
    assert scores(desk) == [7000, 4000]
    assert by_hand.score_given


def test_camera_off_is_said_of_one_entry(desk):
    entry = logged(desk, "2026-11-18T09:00")
    desk.ledger.edit("interactions", entry.id, {"components": "220022"})
    assert scores(desk) == [7000]
    assert kind_of(desk, entry).score == 9000
