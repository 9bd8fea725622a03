"""Reminders over a store: of a message near its goal, and of hours without an entry."""

from __future__ import annotations

import pytest

from roidesk.domain.instants import HOUR, MINUTE
from roidesk.domain.reminding import About, Said, Wishes

WISHES = Wishes(waiting=True, silence=True, days=frozenset(range(5)), start=9 * 60, end=17 * 60)


@pytest.fixture
def asked(desk, clock):
    """Somebody wrote at 11:00, and is to be answered within four hours of work; the last entry ended at 14:30."""
    desk.waiting.record("tweet @dune at 11:00")
    desk.tracking.log("call @bluefin 14:00-14:30")
    return desk


def test_a_message_near_its_goal_is_named(asked, clock):
    found = asked.reminding.due(WISHES, Said())
    assert (found.reminder.about, found.row.contact, found.goal_us) == (About.WAITING, "dune", 4 * HOUR)
    assert found.row.left_us == 29 * MINUTE


def test_nothing_is_due_when_nothing_was_asked_for_or_it_is_answered(asked, clock):
    assert asked.reminding.due(WISHES._replace(waiting=False, silence=False), Said()) is None
    message = asked.reminding.due(WISHES, Said()).reminder.message
    asked.waiting.answer(message)
    assert asked.reminding.due(WISHES, Said()) is None


def test_hours_without_an_entry_are_told_unless_a_timer_runs(asked, clock):
    silent = WISHES._replace(waiting=False)
    assert asked.reminding.due(silent, Said()) is None
    clock.go_on(2 * HOUR)
    assert asked.reminding.due(silent, Said()).reminder.about is About.SILENCE
    asked.timers.start("email @hollis")
    assert asked.reminding.due(silent, Said()) is None
