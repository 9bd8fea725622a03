"""When a reminder is due, and above all when it is not."""

from __future__ import annotations

import itertools
from datetime import datetime
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roidesk.domain.instants import HOUR, MINUTE, from_local
from roidesk.domain.reminding import SILENT, About, Facts, Message, Reminder, Said, Wishes
from roidesk.domain.reminding import due as due_of

ZONE = "Europe/Amsterdam"
BOTH = Wishes(waiting=True, silence=True, days=frozenset(range(5)), start=9 * 60, end=17 * 60)
NONE = BOTH._replace(waiting=False, silence=False)
NEAR = Message(UUID(int=1), 20 * MINUTE, 2 * HOUR)


def due(wishes, said, *facts, **more):
    return due_of(wishes, said, Facts(*facts, **more))


def at(text, day=19):
    return from_local(datetime.fromisoformat(f"2026-11-{day}T{text}"), ZONE)


def test_nothing_is_said_unless_it_was_asked_for():
    assert due(NONE, Said(), at("14:00"), ZONE, [NEAR]) is None
    assert not NONE.any


@pytest.mark.parametrize(("when", "day", "said"), [("08:59", 19, False), ("09:00", 19, True), ("16:59", 19, True),
                                                   ("17:00", 19, False), ("14:00", 21, False)])  # fmt: skip
def test_only_on_the_days_and_hours_of_work(when, day, said):
    assert (due(BOTH, Said(), at(when, day), ZONE, [NEAR]) is not None) is said


def test_the_most_pressing_message_once_and_none_that_is_late_already():
    late, more = NEAR._replace(id=UUID(int=2), left_us=-1), NEAR._replace(id=UUID(int=3), left_us=5 * MINUTE)
    early = NEAR._replace(id=UUID(int=4), left_us=30 * MINUTE)
    now = at("14:00")
    first = due(BOTH, Said(), now, ZONE, [NEAR, late, more, early], last_us=now)
    assert first == Reminder(About.WAITING, UUID(int=3))
    said = Said().after(first, now)
    assert due(BOTH, said, now + HOUR - 1, ZONE, [NEAR, more], last_us=now) is None
    assert due(BOTH, said, now + HOUR, ZONE, [NEAR, more], last_us=now) == Reminder(About.WAITING, UUID(int=1))
    assert due(BOTH, said, now + HOUR, ZONE, [more, late, early], last_us=now) is None


def test_two_hours_of_work_without_an_entry_counted_from_when_work_began():
    silent = BOTH._replace(waiting=False)
    assert due(silent, Said(), at("10:59"), ZONE) is None
    assert due(silent, Said(), at("11:00"), ZONE) == Reminder(About.SILENCE, since_us=at("09:00"))
    assert due(silent, Said(), at("11:00"), ZONE, last_us=at("09:30")) is None
    assert due(silent, Said(), at("11:30"), ZONE, last_us=at("09:30")).since_us == at("09:30")
    assert due(silent, Said(), at("14:00"), ZONE, last_us=at("14:00")) is None


def test_an_hour_of_quiet_is_an_hour():
    hushed = Said().hushed(at("14:00"))
    assert due(BOTH, hushed, at("14:59"), ZONE, [NEAR]) is None
    assert due(BOTH, hushed, at("15:00"), ZONE, [NEAR]) is not None


@given(st.lists(st.integers(0, 30 * MINUTE), min_size=1, max_size=40))
def test_never_twice_within_an_hour_whatever_happens(steps):
    now, said, told = at("09:00"), Said(), []
    for number, step in enumerate(steps):
        now += step
        found = due(BOTH, said, now, ZONE, [NEAR._replace(id=UUID(int=number + 1))], last_us=now - SILENT)
        if found is not None:
            told.append(now)
            said = said.after(found, now)
    assert all(later - earlier >= HOUR for earlier, later in itertools.pairwise(told))
