"""The conversation meter over a store."""

from __future__ import annotations

import pytest

from roidesk.domain.instants import HOUR, MINUTE
from roidesk.domain.model import Interaction

pytestmark = pytest.mark.both_engines


@pytest.fixture
def paid(desk):
    desk.ledger.add("rates", {"person": "Ilse Vermeer", "from": "2026-01-01", "hourly": "30"})
    return desk


def costs(desk):
    return sorted(each.spent.cost for each in desk.meter.readings().values())


def test_a_running_timer_costs_by_its_minutes(paid, clock):
    timer = paid.timers.start("email @hollis").row.timer.id
    clock.go_on(20 * MINUTE)
    reading = paid.meter.readings()[timer]
    assert (reading.spent.cost, reading.currency) == (10, "EUR")
    assert reading.cost(clock.now() + 2 * MINUTE) == 11


def test_two_at_once_share_the_time(paid, clock):
    paid.timers.start("call @bluefin")
    clock.go_on(10 * MINUTE)
    timer = paid.timers.start("email @hollis").row.timer.id
    clock.go_on(20 * MINUTE)
    assert costs(paid) == [5, 10]
    assert paid.meter.readings()[timer].cost(clock.now() + 2 * MINUTE) == 5 + 0.5
    paid.tracking.log("tweet @acme 10m")
    assert sum(costs(paid)) < 15


def test_what_was_not_worked_costs_nothing_and_a_paused_one_stands_still(paid, clock):
    timer = paid.timers.start("email @hollis").row.timer.id
    clock.go_on(20 * MINUTE)
    clock.sleep(HOUR)
    assert costs(paid) == [10]
    paid.timers.pause(timer)
    clock.go_on(HOUR)
    reading = paid.meter.readings()[timer]
    assert (reading.spent.cost, reading.cost(clock.now() + HOUR)) == (10, 10)


def test_without_a_rate_no_cost(desk, clock):
    timer = desk.timers.start("email @hollis").row.timer.id
    clock.go_on(MINUTE)
    reading = desk.meter.readings()[timer]
    assert (reading.spent.us, reading.cost(clock.now())) == (MINUTE, None)
    desk.timers.stop()
    assert desk.meter.readings() == {}


def test_similar_ones_are_of_the_same_kind_and_led_to_something(desk, clock):
    kind = None
    for turn in range(1, 12):
        row = desk.tracking.log(f"email @c{turn} {turn}m").row
        desk.outcomes.link(row.interaction.id, "demo_request")
        desk.tracking.log(f"call @c{turn} 50m")
        kind = row.interaction.kind_id
        assert (desk.meter.similar(kind) is None) is (turn < 10)
    found = desk.meter.similar(kind)
    assert (found.n, found.middle_us) == (11, 6 * MINUTE)
    desk.tracking.log("email @nobody 300m")
    assert desk.meter.similar(kind) == found


def test_what_was_paused_is_one_conversation(desk, clock):
    for turn in range(10):
        desk.timers.start(f"email @c{turn}")
        clock.go_on(4 * MINUTE)
        desk.timers.pause(desk.timers.status()[0].timer.id)
        clock.go_on(30 * MINUTE)
        desk.timers.resume(desk.timers.status()[0].timer.id)
        clock.go_on(6 * MINUTE)
        desk.outcomes.link(desk.timers.stop().row.interaction.id, "purchase", "10")
    kind = desk.context.read().all(Interaction)[0].kind_id
    assert desk.meter.similar(kind).middle_us == 10 * MINUTE
