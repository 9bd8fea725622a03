"""Who waits for an answer, and what is done about one."""

from dataclasses import replace
from uuid import UUID

import pytest

from roidesk.domain.errors import UserError
from roidesk.domain.instants import DAY, HOUR, MINUTE
from roidesk.domain.model import Inbound, Interaction, Timer

pytestmark = pytest.mark.both_engines


@pytest.fixture(autouse=True)
def thursday_afternoon(desk, clock):
    """Three o'clock, and somebody already spoken with."""
    clock.set("2026-11-19T15:00")
    desk.tracking.log("email @hollis 9:00-9:05")


def put(desk, **fields):
    names = desk.context.read().catalogue()
    email = next(each for each in names.channels if each.name == "Email")
    given = {"at_us": desk.context.clock.now() - HOUR, "zone": "Europe/Amsterdam", "channel_id": email.id} | fields
    message = Inbound(id=desk.context.id(), **given)
    with desk.context.unit("add") as unit:
        unit.put(message)
    return message


def test_nothing_is_shown_where_no_message_was_ever_recorded(desk):
    assert not desk.waiting.list().recorded


def test_the_most_pressing_comes_first_in_business_minutes(desk):
    now = desk.context.clock.now()
    # 5 o'clock the day before to 3 o'clock today: only the six hours since 9 count, of the four there are.
    old = put(desk, at_us=now - 22 * HOUR, text="Is it on its way?")
    new = put(desk, at_us=now - HOUR)
    found = desk.waiting.list()
    assert found.recorded
    assert found.assumed_hours
    assert [row.message.id for row in found.rows] == [old.id, new.id]
    assert [row.waited_us // MINUTE for row in found.rows] == [360, 60]
    assert [row.left_us // MINUTE for row in found.rows] == [-120, 180]
    assert [row.over for row in found.rows] == [True, False]


def test_what_was_answered_ignored_or_snoozed_waits_no_more(desk):
    now = desk.context.clock.now()
    put(desk, first_reply_us=now)
    put(desk, ignored_us=now)
    put(desk, needs_reply=False)
    put(desk, snoozed_us=now + HOUR)
    put(desk, at_us=now - 31 * DAY)
    assert desk.waiting.list().rows == ()


def test_a_thread_waits_once_since_its_first_message(desk):
    now = desk.context.clock.now()
    first = put(desk, at_us=now - 2 * HOUR, thread="t")
    put(desk, at_us=now - HOUR, thread="t")
    assert [row.message.id for row in desk.waiting.list().rows] == [first.id]


def test_who_waits_longer_is_listed_apart_and_by_who_they_are(desk):
    now, contact = desk.context.clock.now(), desk.context.read().contact_called("hollis").id
    old = put(desk, at_us=now - 31 * DAY, contact_id=contact)
    oldest = put(desk, at_us=now - 400 * DAY)
    put(desk, at_us=now - 31 * DAY, first_reply_us=now - 30 * DAY)
    put(desk, at_us=now - 31 * DAY, ignored_us=now)
    new = put(desk)
    assert [row.message.id for row in desk.waiting.list().rows] == [new.id]
    assert [row.message.id for row in desk.waiting.older().rows] == [oldest.id, old.id]
    assert [row.message.id for row in desk.waiting.list([contact]).rows] == [old.id]


def test_who_wrote_again_is_not_forgotten_because_the_first_message_is_old(desk):
    now = desk.context.clock.now()
    first = put(desk, at_us=now - 31 * DAY, thread="t")
    put(desk, at_us=now - DAY, thread="t")
    assert [row.message.id for row in desk.waiting.list().rows] == [first.id]
    assert desk.waiting.older().rows == ()


def test_what_was_put_off_comes_back_however_old_it_is_then(desk):
    message = put(desk, at_us=desk.context.clock.now() - 29 * DAY)
    desk.waiting.snooze(message.id, desk.context.clock.now() + 3 * DAY)
    desk.context.clock.go_on(3 * DAY + 1)
    assert [row.message.id for row in desk.waiting.list().rows] == [message.id]
    assert desk.waiting.older().rows == ()


def test_who_writes_again_after_being_left_on_purpose_waits_again(desk):
    now = desk.context.clock.now()
    thanks = put(desk, at_us=now - 3 * HOUR, thread="t")
    desk.waiting.ignore(thanks.id)
    desk.context.clock.go_on(HOUR)
    where = put(desk, at_us=now + MINUTE, thread="t", text="Where is my order?")
    assert [row.message.id for row in desk.waiting.list().rows] == [where.id]


def test_an_answer_is_a_timer_linked_to_the_message(desk):
    contact = desk.context.read().contact_called("hollis").id
    message = put(desk, contact_id=contact)
    before = desk.timers.start("call @acme").row.timer
    started = desk.waiting.answer(message.id)
    timer = started.row.timer
    assert (timer.answers_id, timer.contact_id, started.row.shown.channel.name) == (message.id, contact, "Email")
    assert [row.interaction.id for row in started.stopped] == [before.id]
    (row,) = desk.waiting.list().rows
    assert row.answering
    assert desk.waiting.list().open == ()
    desk.timers.stop_one(timer.id)
    assert desk.waiting.list().rows == ()
    desk.care.undo()
    assert desk.waiting.list().rows[0].answering
    desk.care.undo()
    assert desk.context.read().all(Timer)[0].id == before.id  # one step: what ran before runs on
    assert [each.message.id for each in desk.waiting.list().open] == [message.id]


def test_an_answer_may_run_beside_something_else(desk):
    message = put(desk)
    desk.timers.start("call @acme")
    desk.waiting.answer(message.id, beside=True)
    assert len(desk.context.read().all(Timer)) == 2


def test_a_message_without_a_channel_asks_by_which(desk):
    message = put(desk, channel_id=None)
    with pytest.raises(UserError, match="message_without_channel"):
        desk.waiting.answer(message.id)
    phone = next(each for each in desk.waiting.channels() if each.name == "Phone")
    assert desk.waiting.answer(message.id, channel=phone.id).row.shown.channel == phone


def test_a_kind_is_kept(desk):
    names = desk.context.read().catalogue()
    kind = next(each for each in names.kinds if each.name)
    message = put(desk, channel_id=kind.channel_id, kind_id=kind.id)
    timer = desk.waiting.answer(message.id).row.timer
    assert (timer.kind_id, timer.components, timer.score) == (kind.id, kind.components, kind.score)


def test_snooze_comes_back(desk):
    message = put(desk)
    now = desk.context.clock.now()
    desk.waiting.snooze(message.id, now + HOUR)
    assert desk.waiting.list().rows == ()
    desk.context.clock.go_on(HOUR + 1)
    assert [row.message.id for row in desk.waiting.list().rows] == [message.id]
    with pytest.raises(UserError, match="snooze_past"):
        desk.waiting.snooze(message.id, now)


def test_ignoring_is_one_undo_step(desk):
    message = put(desk)
    desk.waiting.ignore(message.id)
    assert desk.waiting.list().rows == ()
    desk.care.undo()
    assert [row.message.id for row in desk.waiting.list().rows] == [message.id]


def test_a_message_is_recorded_by_a_line(desk):
    desk.waiting.record("email @dune at 14:05 Does the stylus fit?")
    (row,) = desk.waiting.list().rows
    assert (row.contact, row.channel.name, row.message.text) == ("dune", "Email", "Does the stylus fit?")
    assert row.waited_us == 55 * MINUTE
    with pytest.raises(UserError, match="channel_missing"):
        desk.waiting.record("what is this")
    with pytest.raises(UserError, match="start_ahead"):
        desk.waiting.record("email @dune at 16:05")


def test_only_some_contacts(desk):
    contact = desk.context.read().contact_called("hollis").id
    put(desk)
    message = put(desk, contact_id=contact)
    assert [row.message.id for row in desk.waiting.list([contact]).rows] == [message.id]


def test_an_answer_logged_by_hand_counts(desk):
    message = put(desk)
    answer = desk.context.read().page(limit=1)[0]
    with desk.context.unit("edit") as unit:
        unit.put(replace(answer, id=UUID(int=1), answers_id=message.id, start_us=message.at_us + MINUTE,
                         end_us=message.at_us + 2 * MINUTE))  # fmt: skip
    assert desk.waiting.list().rows == ()
    assert desk.context.read().get(Interaction, UUID(int=1)) is not None
