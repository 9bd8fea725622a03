"""Who waits: turns of threads, and what ends them."""

from dataclasses import replace
from datetime import datetime
from uuid import UUID, uuid4

from hypothesis import given
from hypothesis import strategies as st

from roidesk.analytics.replies.threads import turns
from roidesk.domain.instants import MINUTE, from_local
from roidesk.domain.model import Direction, Inbound, Interaction

ZONE = "Europe/Amsterdam"
CHANNEL = uuid4()


def at(text):
    return from_local(datetime.fromisoformat(f"2026-06-{text}"), ZONE)


AS_OF = at("15T00:00")


def message(when, thread=None, **more):
    given_times = {name: at(more.pop(name)) for name in ("first_reply_us", "ignored_us", "snoozed_us") if name in more}
    return Inbound(id=uuid4(), at_us=at(when), zone=ZONE, channel_id=CHANNEL, thread=thread, **given_times, **more)


def answer(to, start, minutes=5, direction=Direction.OUT):
    return Interaction(
        id=uuid4(),
        person_id=UUID(int=1),
        kind_id=UUID(int=2),
        start_us=at(start),
        end_us=at(start) + minutes * MINUTE,
        zone=ZONE,
        direction=direction,
        answers_id=to.id,
    )


def told(messages, answers=(), as_of=AS_OF):
    return [(turn.first, turn.replied_us) for turn in turns(messages, answers, as_of)]


def test_a_message_waits_until_its_reply():
    open_, done, later = message("01T10:00"), message("01T09:00", first_reply_us="01T09:20"), message("16T09:00")
    assert told([open_, done, later]) == [(done, at("01T09:20")), (open_, None)]


def test_what_needs_no_reply_does_not_wait():
    assert told([message("01T10:00", needs_reply=False)]) == []


def test_an_automatic_reply_stops_nothing():
    one = message("01T10:00", first_reply_us="01T10:01", auto=True)
    assert told([one]) == [(one, None)]
    assert told([one], [answer(one, "01T11:00")]) == [(one, at("01T11:00"))]


def test_a_reply_is_not_known_before_it_was_given():
    one = message("01T10:00", first_reply_us="01T12:00")
    assert told([one], as_of=at("01T11:59")) == [(one, None)]
    assert told([one], as_of=at("01T12:00")) == [(one, at("01T12:00"))]


def test_an_outbound_interaction_answers_it():
    one = message("01T10:00")
    assert told([one], [answer(one, "01T12:00"), answer(one, "01T11:00")]) == [(one, at("01T11:00"))]
    assert told([one], [answer(one, "01T11:00", direction=Direction.IN)]) == [(one, None)]
    assert told([one], [answer(one, "01T11:00")], as_of=at("01T10:30")) == [(one, None)]
    nothing = replace(answer(one, "01T11:00"), answers_id=None)
    assert told([one], [nothing]) == [(one, None)]


def test_what_was_under_way_answers_at_once_and_what_was_over_does_not():
    one = message("01T10:00")
    assert told([one], [answer(one, "01T09:50", minutes=20)]) == [(one, at("01T10:00"))]
    assert told([one], [answer(one, "01T09:50", minutes=5)]) == [(one, None)]
    backwards = message("01T10:00", first_reply_us="01T09:00")
    assert told([backwards]) == [(backwards, None)]


def test_the_instant_itself_is_known():
    one = message("01T10:00", ignored_us="01T10:00", snoozed_us="01T10:00")
    (turn,) = turns([one], [], one.at_us)
    assert (turn.ignored_us, turn.snoozed) == (one.at_us, False)
    assert told([one], [answer(one, "01T10:00")], as_of=one.at_us) == [(one, one.at_us)]
    just_over = answer(one, "01T09:55", minutes=5)
    assert told([one], [just_over]) == [(one, one.at_us)]


def test_whoever_writes_again_meanwhile_waits_once():
    first, again = message("01T10:00", "t"), message("01T11:00", "t", first_reply_us="01T12:00")
    assert told([again, first]) == [(first, at("01T12:00"))]


def test_whoever_writes_again_later_waits_again():
    first = message("01T10:00", "t", first_reply_us="01T12:00")
    same, later = message("01T12:00", "t"), message("01T12:01", "t")
    assert told([first, same, later]) == [(first, at("01T12:00")), (later, None)]


def test_an_answer_to_a_message_that_needs_none_is_one_on_the_thread():
    first, thanks = message("01T10:00", "t"), message("01T10:30", "t", needs_reply=False)
    assert told([first, thanks], [answer(thanks, "01T11:00")]) == [(first, at("01T11:00"))]


def test_threads_of_one_name_on_two_channels_are_two():
    first, other = message("01T10:00", "t"), replace(message("01T10:05", "t"), channel_id=uuid4())
    answered = answer(other, "01T11:00")
    assert told([first, other], [answered]) == [(first, None), (other, at("01T11:00"))]


def test_what_was_left_on_purpose_and_what_was_put_off():
    left = message("01T10:00", "t", ignored_us="02T09:00")
    off = message("01T11:00", snoozed_us="20T09:00")
    answered = message("01T12:00", first_reply_us="01T12:30", ignored_us="01T12:10", snoozed_us="20T09:00")
    first, second, third = turns([left, off, answered], [], AS_OF)
    assert (first.ignored_us, first.snoozed) == (at("02T09:00"), False)
    assert (second.ignored_us, second.snoozed) == (None, True)
    assert (third.ignored_us, third.snoozed) == (None, False)
    (before,) = turns([left], [], at("02T08:00"))
    assert before.ignored_us is None


moments = st.integers(0, 60)


@given(st.lists(st.tuples(moments, st.sampled_from(["", "a", "b"]), st.none() | moments, st.booleans()), max_size=12))
def test_order_matters_not_and_no_reply_comes_before_its_message(rows):
    start = at("01T10:00")
    messages = [
        Inbound(
            id=UUID(int=n + 1),
            at_us=start + when * MINUTE,
            zone=ZONE,
            thread=thread,
            needs_reply=needs,
            first_reply_us=None if reply is None else start + reply * MINUTE,
        )
        for n, (when, thread, reply, needs) in enumerate(rows)
    ]
    found = turns(messages, [], AS_OF)
    assert found == turns(messages[::-1], [], AS_OF)
    assert all(turn.replied_us is None or turn.replied_us >= turn.first.at_us for turn in found)
    assert sum(turn.replied_us is None for turn in found) <= len(found) <= sum(each.needs_reply for each in messages)
    if not any(each.thread for each in messages):
        assert len(found) == sum(each.needs_reply for each in messages)
