"""What a day adds up to while something runs."""

from __future__ import annotations

from datetime import date

import pytest

from roidesk.bootstrap import open_desk
from roidesk.desktop.models.day_totals import totals
from roidesk.domain.instants import MINUTE


@pytest.fixture
def tracking(filled, clock):
    desk = open_desk(filled, clock)
    yield desk.tracking
    desk.close()


TODAY = date(2026, 11, 19)


def test_the_totals_of_what_is_filed_are_those_of_the_service(tracking, clock):
    page = tracking.day(TODAY)
    found = totals(page, clock.now(), running=False)
    assert found.us == page.counted_us == 27 * MINUTE
    assert [channel.name for channel, _us in found.by_channel] == ["Phone", "X (Twitter)"]


def test_what_runs_counts_up_to_now_and_shares_with_what_was_done_meanwhile(tracking, clock):
    tracking.start("video @acme")
    clock.us += 10 * MINUTE
    tracking.log("email 4m")
    found = totals(tracking.day(TODAY), clock.now(), running=True)
    by_name = {channel.name: us for channel, us in found.by_channel}
    assert found.us == (27 + 10) * MINUTE
    assert by_name["Video call"] == 8 * MINUTE
    assert by_name["Email"] == 2 * MINUTE


def test_a_paused_timer_counts_nothing_more(tracking, clock):
    started = tracking.start("video @acme")
    clock.us += 10 * MINUTE
    tracking.pause(started.row.timer.id)
    clock.us += 60 * MINUTE
    assert totals(tracking.day(TODAY), clock.now(), running=True).us == 37 * MINUTE
