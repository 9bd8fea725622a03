"""Replies over a real store: threads, links, filters, zones, merged contacts."""

from dataclasses import replace
from datetime import date, datetime
from fractions import Fraction
from uuid import UUID

import pytest

from roidesk.analytics.query import Query
from roidesk.domain.filters import parse
from roidesk.domain.instants import DAY, MINUTE, Period, from_local
from roidesk.domain.model import Contact, Inbound, OpenHours
from roidesk.services.figures import Figures
from roidesk.services.replies import ReplyTimes
from tests.analytics import worked_example as example
from tests.analytics.replies.test_report import MESSAGES
from tests.analytics.worked_example import AS_OF, INTERACTIONS, PERIOD, ZONE, at, key

ASKED = Query(period=PERIOD, as_of=AS_OF)


@pytest.fixture
def replies(bench):
    return ReplyTimes(bench.context, Figures(bench.context))


def message(number, came, reply="-", channel="tweet", **more):
    return Inbound(
        id=UUID(int=number),
        at_us=at(f"06-{came}"),
        zone=ZONE,
        channel_id=key(channel),
        needs_reply=reply != "unneeded",
        first_reply_us=None if reply in {"-", "unneeded"} else at(f"06-{reply}"),
        **more,
    )


def messages():
    return [message(n, *line.split()) for n, line in enumerate(MESSAGES.strip().splitlines(), 1)]


def answering(number, to, start, **more):
    return replace(
        INTERACTIONS[0],
        id=UUID(int=1000 + number),
        start_us=at(f"06-{start}"),
        end_us=at(f"06-{start}") + 5 * MINUTE,
        answers_id=UUID(int=to),
        **more,
    )


def test_the_worked_example(bench, replies):
    bench.put(*messages())
    found = replies.report(ASKED)
    line = found.totals
    assert (line.needing.value, line.replied.value, line.ignored.value, line.waiting.value) == (8, 6, 1, 1)
    assert (line.business.median.value, line.business.p90.value, line.business.mean.value) == (20, 105, 43)
    assert {str(id_): figure.value for id_, figure in line.open_minutes.items()} == {
        str(UUID(int=6)): 1800,
        str(UUID(int=9)): 30,
    }
    assert (found.sla_minutes, found.assumed_hours) == (240, True)
    assert replies.report(ASKED, sla_minutes=60).totals.sla_met_rate.value == Fraction(1, 2)
    assert [row.key for row in found.channels] == ["tweet"]
    assert [row.key for row in found.hours][:2] == ["mon 10", "mon 16"]
    assert sum(row.line.needing.value for row in found.hours) == 8


def test_an_empty_store(replies):
    line = replies.report(ASKED).totals
    assert (line.needing.value, line.unanswered_rate.value, line.business.median.value) == (0, None, None)


def test_entered_hours_and_holidays_hold(bench, replies):
    bench.put(*messages())
    week = [OpenHours(id=key(f"hours {n}"), weekday=n, opens=540, closes=1020) for n in range(5)]
    bench.put(*week, OpenHours(id=key("holiday"), day=date(2026, 6, 2)))
    found = replies.report(ASKED)
    assert not found.assumed_hours
    lengths = {id_: figure.value for id_, figure in found.totals.open_minutes.items()}
    assert lengths == {UUID(int=6): 1800, UUID(int=9): 30}
    # M2 came on the 1st at 16:50 and was answered on the holiday; M3 came and was answered on it.
    assert found.totals.business.mean.value == Fraction(20 + 10 + 0 + 5 + 120 + 3, 6)


def test_a_linked_interaction_answers(bench, replies):
    bench.put(*messages(), answering(1, 6, "09T12:00"))
    line = replies.report(ASKED).totals
    assert (line.replied.value, list(line.open_minutes)) == (7, [UUID(int=9)])
    assert replies.report(replace(ASKED, as_of=at("06-09T11:30"))).totals.replied.value == 5


def test_a_message_of_a_wait_that_began_before_the_period_does_not_wait_anew(bench, replies):
    before = message(1, "01T10:00", thread="t")
    bench.put(before, message(2, "08T10:00", thread="t"), message(3, "10T10:00", thread="t"))
    later = replace(ASKED, period=Period(date(2026, 6, 8), date(2026, 6, 14)))
    assert replies.report(later).totals.needing.value == 0
    assert replies.report(ASKED).totals.open_minutes.keys() == {UUID(int=1)}
    bench.put(replace(before, first_reply_us=at("06-02T10:00")))
    assert replies.report(later).totals.open_minutes.keys() == {UUID(int=2)}


def test_messages_lie_on_the_day_where_they_came_in(bench, replies):
    """In Auckland it is the 15th already when it is the 14th here."""
    came = from_local(datetime.fromisoformat("2026-06-15T01:00"), "Pacific/Auckland")
    bench.put(Inbound(id=UUID(int=1), at_us=came, zone="Pacific/Auckland"))
    assert replies.report(ASKED).totals.needing.value == 0
    monday = Period(date(2026, 6, 15), date(2026, 6, 15))
    found = replies.report(replace(ASKED, period=monday))
    assert [row.key for row in found.hours] == ["mon 01"]
    assert found.channels[0].key is None


def test_only_what_a_filter_keeps(bench, replies):
    bench.put(*messages()[:3], message(20, "04T10:00", channel="email", contact_id=key("C1")))
    by_mail = replies.report(replace(ASKED, where=parse("channel=email")))
    assert by_mail.totals.open_minutes.keys() == {UUID(int=20)}
    assert replies.report(replace(ASKED, where=parse("not channel=email"))).totals.needing.value == 3
    bench.put(replace(example.CONTACTS[0], merged_into_id=key("C2")))
    assert replies.report(replace(ASKED, where=parse("@C2"))).totals.needing.value == 1


def test_the_scenario_only_where_one_assumes(bench, replies):
    bench.put(*messages())
    assert replies.report(ASKED).scenario is None
    found = replies.report(ASKED, assumed=(Fraction(1, 10), Fraction(200)))
    assert (found.scenario.loss.value, found.scenario.loss.unit) == (20, "EUR")
    assert found.scenario.minutes_to_answer.value is None
    bench.put(answering(1, 1, "01T10:20"), answering(2, 1, "16T10:20"))
    found = replies.report(ASKED, assumed=(Fraction(1, 10), Fraction(200)))
    assert (found.scenario.minutes_to_answer.value, found.scenario.minutes_to_answer.n) == (5, 1)


def test_more_threads_than_fit_one_question(bench, replies):
    bench.put(*(message(n, "01T10:00", thread=f"t{n}") for n in range(1, 1203)))
    assert replies.report(ASKED).totals.needing.value == 1202
    assert replies.report(ASKED).as_json()["open"][0] == str(UUID(int=1))


def test_messages_without_a_contact_can_be_filtered(bench, replies):
    bench.put(message(1, "01T10:00"), Contact(id=key("Zoe"), name="Zoe"), message(2, "02T10:00", contact_id=key("Zoe")))
    assert replies.report(replace(ASKED, where=parse("contact=none"))).totals.open_minutes.keys() == {UUID(int=1)}
    assert replies.report(replace(ASKED, as_of=AS_OF + DAY)).totals.needing.value == 2
