"""Times of interactions put right in a store: one action each, taken back as one."""

from dataclasses import replace
from datetime import date

import pytest

from roidesk.domain.errors import UserError
from roidesk.domain.instants import MINUTE, Span
from roidesk.domain.model import Conversion, Interaction
from roidesk.domain.reshaping import Way

pytestmark = pytest.mark.both_engines
TODAY = date(2026, 11, 19)


def rows(desk):
    page = desk.tracking.day(TODAY)
    return [(each.interaction.start_us, each.interaction.end_us) for each in reversed(page.rows)]


def logged(desk, line):
    return desk.tracking.log(line).row.interaction


def test_moving_is_one_step_that_undo_takes_back(desk):
    each = logged(desk, "email 9:00-9:30")
    changes = desk.reshaping.move(each.id, Span(each.start_us + 5 * MINUTE, each.end_us + MINUTE))
    assert changes.days == {TODAY}
    assert rows(desk) == [(each.start_us + 5 * MINUTE, each.end_us + MINUTE)]
    desk.care.undo()
    assert rows(desk) == [(each.start_us, each.end_us)]


def test_what_came_of_it_goes_with_the_part_in_which_it_came_and_back(desk):
    each = logged(desk, "video demo 9:00-10:00 @northwind =500")
    sale = desk.context.read().where(Conversion, interaction_id=each.id)[0]
    desk.reshaping.split(each.id, each.start_us + 20 * MINUTE)
    second = desk.tracking.day(TODAY).rows[0]
    assert [found.id for found in second.led_to] == [sale.id]
    assert rows(desk) == [
        (each.start_us, each.start_us + 20 * MINUTE), (each.start_us + 20 * MINUTE, each.end_us),
    ]  # fmt: skip
    desk.reshaping.join([second.interaction.id, each.id])
    assert rows(desk) == [(each.start_us, each.end_us)]
    assert [found.id for found in desk.tracking.day(TODAY).rows[0].led_to] == [sale.id]
    desk.care.undo()
    desk.care.undo()
    back = desk.context.read().get(Interaction, each.id)
    assert back is not None
    assert replace(back, edited_us=each.edited_us) == each


def test_an_overlap_is_repaired_around_what_interrupted_it(desk):
    call = logged(desk, "call 9:00-10:00 @acme")
    tweet = logged(desk, "tweet reply 9:20-9:30")
    desk.reshaping.repair(call.id, tweet.id, Way.AROUND)
    assert rows(desk) == [
        (call.start_us, tweet.start_us), (tweet.start_us, tweet.end_us), (tweet.end_us, call.end_us),
    ]  # fmt: skip
    desk.care.undo()
    assert len(rows(desk)) == 2


def test_a_refusal_writes_nothing(desk):
    each, other = logged(desk, "email 9:00-9:30"), logged(desk, "call 9:40-9:50")
    before = desk.context.read().actions(10)
    for code, work in (
        ("nothing_left", lambda: desk.reshaping.move(each.id, Span(each.end_us, each.start_us))),
        ("join_differs", lambda: desk.reshaping.join([each.id, other.id])),
        ("split_outside", lambda: desk.reshaping.split(each.id, each.end_us)),
        ("entry_unknown", lambda: desk.reshaping.split(desk.context.id(), each.end_us)),
    ):
        with pytest.raises(UserError, match=code):
            work()
    assert desk.context.read().actions(10) == before
