"""The figures of replies: the worked example, rates and their gates, the scenario."""

import json
from datetime import date, datetime
from fractions import Fraction
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roidesk.analytics.replies.business_time import Calendar
from roidesk.analytics.replies.report import Replies, ReplyRow, Scenario, cases, grouped, rate, reply_line
from roidesk.analytics.replies.threads import Turn, turns
from roidesk.domain.instants import HOUR, MINUTE, Period, from_local
from roidesk.domain.model import Inbound

ZONE = "Europe/Amsterdam"
# analytics.md 7.1: when each came and when it was answered
MESSAGES = """
01T10:00 01T10:20
01T16:50 02T09:10
02T12:00 02T13:30
03T08:00 03T09:05
05T16:00 08T10:00
09T11:00 -
10T09:00 10T09:03
11T15:00 unneeded
12T16:30 -
"""


def at(text):
    return from_local(datetime.fromisoformat(f"2026-06-{text}"), ZONE)


AS_OF = at("15T00:00")


def message(number, came, reply):
    return Inbound(
        id=UUID(int=number),
        at_us=at(came),
        zone=ZONE,
        needs_reply=reply != "unneeded",
        first_reply_us=None if reply in {"-", "unneeded"} else at(reply),
    )


def example():
    rows = [line.split() for line in MESSAGES.strip().splitlines()]
    return cases(turns([message(n, *row) for n, row in enumerate(rows, 1)], [], AS_OF), Calendar(), AS_OF)


def test_the_worked_example():
    line = reply_line(example(), 240 * MINUTE)
    counts = {"needing": 8, "replied": 6, "ignored": 1, "waiting": 1, "ignored_on_purpose": 0, "snoozed": 0}
    assert {name: getattr(line, name).value for name in counts} == counts
    rates = {"reply_rate": Fraction(3, 4), "unanswered_rate": Fraction(1, 4), "ignored_rate": Fraction(1, 8)}
    assert {name: getattr(line, name).value for name in rates} == rates
    assert {key: figure.value for key, figure in line.open_minutes.items()} == {UUID(int=6): 1800, UUID(int=9): 30}
    assert (line.business.median.value, line.business.km_median.value) == (20, 20)
    assert (line.calendar.median.value, line.calendar.p90.value) == (Fraction(155, 2), 2470)
    assert line.unanswered_rate.reason == "too_few_messages"


@pytest.mark.parametrize(
    ("sla", "met", "ignored"),
    [
        (60, Fraction(1, 2), 1),
        (20, Fraction(1, 2), 2),
        (19, Fraction(1, 4), 2),
        (29, Fraction(1, 2), 2),
        (30, Fraction(1, 2), 1),
        (1799, Fraction(3, 4), 1),
        (1800, Fraction(3, 4), 0),
    ],
)
def test_the_goal_itself_is_in_time(sla, met, ignored):
    line = reply_line(example(), sla * MINUTE)
    assert (line.sla_met_rate.value, line.ignored.value) == (met, ignored)


def test_no_message_is_no_rate():
    line = reply_line([], 240 * MINUTE)
    assert (line.needing.value, line.open_minutes) == (0, {})
    assert {(each.value, each.reason) for each in (line.reply_rate, line.ignored_rate, line.sla_met_rate)} == {
        (None, "nothing_recorded")
    }


def test_left_on_purpose_is_ignored_at_once_and_put_off_still_waits():
    one, two = message(1, "12T16:30", "-"), message(2, "12T16:40", "-")
    found = cases([Turn(one, ignored_us=at("12T16:31")), Turn(two, snoozed=True)], Calendar(), AS_OF)
    line = reply_line(found, 240 * MINUTE)
    assert (line.ignored.value, line.ignored_on_purpose.value, line.waiting.value, line.snoozed.value) == (1, 1, 1, 1)


def test_ten_cases_have_a_range_and_nine_have_none():
    nine, ten = rate(3, 9), rate(3, 10)
    assert (nine.low, nine.reason) == (None, "too_few_messages")
    assert (ten.value, ten.reason) == (Fraction(3, 10), None)
    assert (ten.low, ten.high) == pytest.approx((0.10779, 0.60322), abs=1e-5)
    assert rate(1, 9, "contacts").reason == "too_few_contacts"


def test_the_scenario_is_its_assumptions_multiplied():
    said = Scenario(3, Fraction(1, 10), Fraction(200), "EUR")
    document = said.as_json()
    assert {name: document[name]["value"] for name in document} == {
        "ignored": 3,
        "chance": 0.1,
        "sale": 200,
        "expected_loss": 60,
        "minutes_to_answer": None,
    }
    assert document["minutes_to_answer"]["reason"] == "nothing_answered"
    assert document["expected_loss"]["unit"] == "EUR"


def test_what_answering_would_have_taken_is_by_the_answers_logged():
    said = Scenario(3, Fraction(1, 10), Fraction(200), "EUR", (4 * MINUTE, 8 * MINUTE))
    assert (said.minutes_to_answer.value, said.minutes_to_answer.n) == (18, 2)
    assert said.minutes_to_answer.reason == "too_few_messages"


def test_the_document():
    every = example()
    line = reply_line(every, 240 * MINUTE)
    period = Period(date(2026, 6, 1), date(2026, 6, 14))
    row = ReplyRow(None, line)
    found = Replies(period, ZONE, AS_OF, 240, True, line, (row,), ())  # noqa: FBT003 - in the order of the fields
    document = json.loads(json.dumps(found.as_json(), allow_nan=False))
    assert document["open"] == [str(UUID(int=6)), str(UUID(int=9))]
    assert document["open_minutes"][document["open"][0]]["value"] == 1800
    assert (document["business_hours"], document["scenario"]) == ("assumed", None)
    assert document["channels"][0]["key"] is None
    assert document["channels"][0]["business"]["p90"]["value"] == 105
    assert document["period"]["as_of"] == "2026-06-15T00:00:00+02:00"


def test_groups_keep_the_order():
    every = example()
    days = grouped(every, lambda case: case.turn.first.at_us // (24 * HOUR))
    assert [len(group) for group in days.values()] == [2, 1, 1, 1, 1, 1, 1]


waits = st.lists(st.tuples(st.integers(0, 20_000), st.none() | st.integers(0, 20_000)), max_size=20)


@given(waits, st.integers(1, 2000))
def test_what_is_open_is_ignored_or_waits(rows, sla):
    came = at("01T00:00")
    messages = [
        Inbound(
            id=UUID(int=n + 1),
            at_us=came + start * MINUTE,
            zone=ZONE,
            first_reply_us=None if reply is None else came + (start + reply) * MINUTE,
        )
        for n, (start, reply) in enumerate(rows)
    ]
    every = cases(turns(messages, [], AS_OF), Calendar(), AS_OF)
    line = reply_line(every, sla * MINUTE)
    assert line.needing.value == line.replied.value + line.ignored.value + line.waiting.value
    assert len(line.open_minutes) == line.ignored.value + line.waiting.value
    if every:
        assert line.reply_rate.value + line.unanswered_rate.value == 1
        assert line.sla_met_rate.value <= line.reply_rate.value
    json.dumps(line.as_json(), allow_nan=False)
