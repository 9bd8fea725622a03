"""What a day adds up to while something runs."""

from __future__ import annotations

from datetime import date

from roidesk.desktop.models.day_totals import totals
from roidesk.domain.instants import MINUTE

TODAY = date(2026, 11, 19)


def test_what_is_filed_adds_up_by_channel(desk, clock):
    page = desk.tracking.day(TODAY)
    found = totals(page, clock.now(), running=False)
    assert found.us == 27 * MINUTE
    assert [channel.name for channel, _us in found.by_channel] == ["Phone", "X (Twitter)"]


def test_what_runs_counts_up_to_now_and_shares_with_what_was_done_meanwhile(desk, clock):
    desk.timers.start("video @acme")
    clock.us += 10 * MINUTE
    desk.tracking.log("email 4m")
    found = totals(desk.tracking.day(TODAY), clock.now(), running=True)
    by_name = {channel.name: us for channel, us in found.by_channel}
    assert found.us == (27 + 10) * MINUTE
    assert by_name["Video call"] == 8 * MINUTE
    assert by_name["Email"] == 2 * MINUTE


def test_a_paused_timer_counts_nothing_more(desk, clock):
    started = desk.timers.start("video @acme")
    clock.us += 10 * MINUTE
    desk.timers.pause(started.row.timer.id)
    clock.us += 60 * MINUTE
    assert totals(desk.tracking.day(TODAY), clock.now(), running=True).us == 37 * MINUTE


def test_parallel_time_counts_once(desk, clock):
    desk.tracking.delete([row.interaction.id for row in desk.tracking.day(TODAY).rows])
    desk.tracking.log("call @bluefin 13:00-14:00")
    desk.tracking.log("tweet @acme 13:20-13:40")
    found = totals(desk.tracking.day(TODAY), clock.now(), running=False)
    assert found.us == 60 * MINUTE
    assert [(channel.name, us) for channel, us in found.by_channel] == [
        ("Phone", 50 * MINUTE),
        ("X (Twitter)", 10 * MINUTE),
    ]
