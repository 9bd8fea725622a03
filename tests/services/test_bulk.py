"""Many rows changed together: one action, taken back as one, refused whole."""

from __future__ import annotations

from datetime import date

import pytest

from roidesk.domain.errors import UserError
from roidesk.domain.instants import MINUTE
from roidesk.services.bulk import Listed

pytestmark = pytest.mark.both_engines
TODAY = date(2026, 11, 19)


@pytest.fixture
def rows(desk):
    lines = ("email 9:00-9:10 @acme #ipad", "call 10:00-10:20 @bo #Quote #ipad", "tweet reply 11:00-11:03")
    return [desk.tracking.log(line).row.interaction for line in lines]


def shown(desk, what):
    return [what(row) for row in reversed(desk.tracking.day(TODAY).rows)]


def ids(rows):
    return [each.id for each in rows]


def test_a_name_that_is_new_is_made_once_and_the_whole_is_taken_back_as_one(desk, rows):
    desk.bulk.change("interactions", ids(rows[:2]), {"brand": "Stylo", "intent": "give"})
    assert shown(desk, lambda row: row.shown.brand) == ["Stylo", "Stylo", None]
    assert shown(desk, lambda row: row.interaction.intent) == ["give", "give", None]
    assert len(desk.tracking.names().brands) == 1
    desk.care.undo()
    assert shown(desk, lambda row: row.shown.brand) == [None, None, None]
    assert desk.tracking.names().brands == ()


def test_another_channel_brings_its_own_kind_and_a_level_keeps_the_score_that_has_it(desk, rows):
    desk.bulk.change("interactions", ids(rows), {"channel": "Phone", "kind": ""})
    assert set(shown(desk, lambda row: row.shown.channel.name)) == {"Phone"}
    scores = shown(desk, lambda row: row.interaction.score)
    desk.bulk.change("interactions", ids(rows), {"personalness": f"!{desk.tracking.day(TODAY).rows[0].shown.level}"})
    assert shown(desk, lambda row: row.interaction.score) == scores
    desk.bulk.change("interactions", ids(rows), {"personalness": "!1"})
    assert shown(desk, lambda row: row.shown.level) == [1, 1, 1]


@pytest.mark.parametrize(
    ("how", "topics"),
    [
        (Listed.ADD, [("ipad", "quote"), ("Quote", "ipad"), ("quote",)]),
        (Listed.TAKE, [("ipad",), ("ipad",), ()]),
        (Listed.REPLACE, [("quote",), ("quote",), ("quote",)]),
    ],
)
def test_topics_are_added_taken_or_replaced(desk, rows, how, topics):
    desk.bulk.change_list("interactions", ids(rows), "topics", ["quote"], how)
    found = shown(desk, lambda row: tuple(sorted(each.casefold() for each in row.shown.topics)))
    assert found == [tuple(sorted(each.casefold() for each in wanted)) for wanted in topics]


def test_times_are_shifted_together(desk, rows):
    desk.bulk.shift(ids(rows), -10 * MINUTE)
    assert shown(desk, lambda row: row.interaction.start_us) == [each.start_us - 10 * MINUTE for each in rows]
    desk.care.undo()
    assert shown(desk, lambda row: row.interaction.start_us) == [each.start_us for each in rows]


def test_each_may_have_led_to_the_same_kind_of_thing(desk, rows):
    desk.bulk.link(ids(rows[:2]), "demo_request")
    assert shown(desk, lambda row: [each.kind for each in row.led_to]) == [["demo_request"], ["demo_request"], []]
    desk.care.undo()
    assert shown(desk, lambda row: len(row.led_to)) == [0, 0, 0]


def test_one_that_cannot_be_so_refuses_all(desk, rows):
    before = desk.context.read().actions(10)
    for code, work in (
        ("choice_unknown", lambda: desk.bulk.change("interactions", ids(rows), {"intent": "beg"})),
        ("column_unknown", lambda: desk.bulk.change("interactions", ids(rows), {"colour": "red"})),
        ("column_read_only", lambda: desk.bulk.change("rates", [desk.context.id()], {"hourly": "3"})),
        ("entry_unknown", lambda: desk.bulk.change("interactions", [*ids(rows), desk.context.id()], {"note": "x"})),
        ("choice_unknown", lambda: desk.bulk.link(ids(rows), "wedding")),
    ):
        with pytest.raises(UserError, match=code):
            work()
    assert desk.context.read().actions(10) == before
