"""Time adds up, whatever the clocks of the world do: over midnights, daylight saving, leap days, years and zones."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roidesk.domain.effort import pieces
from roidesk.domain.errors import UserError
from roidesk.domain.instants import DAY, HOUR, MINUTE, Period, Week, from_local, local_day, midnight
from roidesk.domain.model import Interaction
from tests.domain.times import at, transitions, zones

ANN = UUID(int=1)
BERLIN, NEW_YORK, LORD_HOWE = "Europe/Berlin", "America/New_York", "Australia/Lord_Howe"


def interaction(start, end, zone, number=1, person=ANN):
    return Interaction(
        id=UUID(int=100 + number), person_id=person, kind_id=UUID(int=9), start_us=start, end_us=end, zone=zone
    )


def hours(*texts):
    return [sum(int(part) * unit for part, unit in zip(text.split(":"), (HOUR, MINUTE), strict=True)) for text in texts]


@pytest.mark.parametrize(
    ("zone", "start", "end", "days"),
    [
        (BERLIN, "2024-05-06T22:00", "2024-05-07T02:30", ["2:00", "2:30"]),
        (BERLIN, "2024-03-30T23:00", "2024-03-31T05:00", ["1:00", "4:00"]),
        (BERLIN, "2024-10-26T23:00", "2024-10-27T05:00", ["1:00", "6:00"]),
        (NEW_YORK, "2024-03-10T01:30", "2024-03-10T03:30", ["1:00"]),
        (NEW_YORK, "2024-11-03T00:30", "2024-11-03T02:30", ["3:00"]),
        (LORD_HOWE, "2024-04-07T00:00", "2024-04-07T06:00", ["6:30"]),
        (LORD_HOWE, "2024-10-06T00:00", "2024-10-06T06:00", ["5:30"]),
        (BERLIN, "2024-02-28T23:00", "2024-03-01T01:00", ["1:00", "24:00", "1:00"]),
        (BERLIN, "2023-02-28T23:00", "2023-03-01T01:00", ["1:00", "1:00"]),
        (BERLIN, "2100-02-28T23:00", "2100-03-01T01:00", ["1:00", "1:00"]),
        (BERLIN, "2024-12-31T23:15", "2025-01-01T00:45", ["0:45", "0:45"]),
        (BERLIN, "2024-04-30T23:59", "2024-05-01T00:01", ["0:01", "0:01"]),
        # midnight itself does not exist (Brazil until 2019), comes twice (Cuba), or a whole day is left out (Samoa)
        ("America/Sao_Paulo", "2018-11-03T23:00", "2018-11-04T02:00", ["1:00", "1:00"]),
        ("America/Sao_Paulo", "2018-02-17T22:00", "2018-02-18T01:00", ["3:00", "1:00"]),
        ("America/Havana", "2024-11-02T23:00", "2024-11-03T02:00", ["1:00", "3:00"]),
        ("Pacific/Apia", "2011-12-29T23:00", "2011-12-31T01:00", ["1:00", "0:00", "1:00"]),
        # the clock goes back over midnight: the hour that comes again belongs to the day that has begun
        ("America/St_Johns", "2006-10-28T23:30", "2006-10-29T00:30", ["0:30", "1:30"]),
    ],
)
def test_each_day_has_the_hours_that_passed_in_it(zone, start, end, days):
    whole = interaction(at(start, zone), at(end, zone), zone)
    found = pieces([whole])
    assert [piece.us for piece in found] == hours(*days)
    assert [piece.day for piece in found] == list(Period(local_day(whole.start_us, zone), found[-1].day).days())
    assert sum(piece.counted_us for piece in found) == whole.end_us - whole.start_us


@pytest.mark.parametrize(
    ("zone", "wall"),
    [(NEW_YORK, "2024-03-10T02:30"), (BERLIN, "2026-03-29T02:00"), (LORD_HOWE, "2026-10-04T02:15")],
)
def test_a_time_that_the_clock_leaves_out_is_refused(zone, wall):
    with pytest.raises(UserError, match="time_skipped"):
        at(wall, zone)


@pytest.mark.parametrize(
    ("zone", "day", "length"),
    [
        (BERLIN, "2026-03-29", "167:00"),
        (BERLIN, "2026-10-25", "169:00"),
        (BERLIN, "2026-06-07", "168:00"),
        (NEW_YORK, "2026-03-08", "167:00"),
        (NEW_YORK, "2026-11-01", "169:00"),
        (LORD_HOWE, "2026-04-05", "168:30"),
        (LORD_HOWE, "2026-10-04", "167:30"),
    ],
)
def test_a_week_worked_through_has_the_hours_of_its_clock(zone, day, length):
    week = Week.of(date.fromisoformat(day))
    span = week.period.span(zone)
    cuts = [span.start, *range(span.start + 7 * HOUR + 1, span.end, 7 * HOUR + 1), span.end]
    found = pieces(interaction(start, end, zone, n) for n, (start, end) in enumerate(pairwise(cuts)))
    assert [sum(piece.us for piece in found)] == hours(length)
    by_day = {each: sum(piece.us for piece in found if piece.day == each) for each in week.period.days()}
    assert by_day == {each: Period(each, each).span(zone).us for each in week.period.days()}


CHANGES = st.sampled_from(zones()).flatmap(
    lambda zone: st.tuples(st.just(zone), st.sampled_from(transitions(zone) or (0,)))
)
LENGTHS = st.integers(0, 60 * HOUR)


@given(st.lists(st.tuples(CHANGES, LENGTHS, LENGTHS), min_size=1, max_size=4))
def test_around_any_change_of_any_clock_parts_add_up_and_lie_in_their_day(drawn):
    for number, ((zone, change), before, length) in enumerate(drawn):
        whole = interaction(change - before, change - before + length, zone, number)
        found = pieces([whole])
        assert sum(piece.us for piece in found) == length
        assert all(piece.us >= 0 for piece in found)
        assert [piece.first for piece in found] == [True] + [False] * (len(found) - 1)
        start = whole.start_us
        for piece in found:
            assert midnight(piece.day, zone) <= start
            start += piece.us
            assert start <= max(midnight(piece.day + timedelta(days=1), zone), whole.start_us)


@given(st.lists(st.tuples(CHANGES, LENGTHS, LENGTHS), min_size=1, max_size=6), st.integers(0, 50))
def test_who_travels_works_no_more_than_passes(drawn, apart):
    """Interactions in any zones, at the same time or not: what counts is the time that passed."""
    base = drawn[0][0][1]
    entries = [
        interaction(base + before // (apart + 1), base + before // (apart + 1) + length, zone, number)
        for number, ((zone, _), before, length) in enumerate(drawn)
    ]
    covered, reach = 0, None
    for each in sorted(entries, key=lambda each: each.start_us):
        start = each.start_us if reach is None else max(each.start_us, reach)
        covered += max(0, each.end_us - start)
        reach = each.end_us if reach is None else max(reach, each.end_us)
    found = pieces(entries)
    assert sum(piece.counted_us for piece in found) == covered
    for each in entries:
        mine = [piece for piece in found if piece.interaction.id == each.id]
        assert sum(piece.us for piece in mine) == each.end_us - each.start_us
        assert mine[0].day == local_day(each.start_us, each.zone)


@given(CHANGES, st.integers(-27 * HOUR, 27 * HOUR))
def test_every_instant_lies_in_one_day(change, apart):
    zone, us = change
    us += apart
    day = local_day(us, zone)
    assert midnight(day, zone) <= us < midnight(day + timedelta(days=1), zone)


@given(st.dates(date(1990, 1, 1), date(2040, 1, 1)), st.integers(0, 400), st.sampled_from(zones()))
def test_days_make_up_their_period(first, length, zone):
    period = Period(first, first + timedelta(days=length))
    assert sum(Period(day, day).span(zone).us for day in period.days()) == period.span(zone).us


@pytest.mark.parametrize(
    ("day", "next_day"),
    [("2024-02-28", "2024-02-29"), ("2100-02-28", "2100-03-01"), ("2024-12-31", "2025-01-01")],
)
def test_leap_days_and_new_year(day, next_day):
    first = date.fromisoformat(day)
    assert local_day(midnight(first, BERLIN) + DAY, BERLIN) == date.fromisoformat(next_day)
    assert from_local(at.wall(f"{next_day}T00:00"), BERLIN) == midnight(date.fromisoformat(next_day), BERLIN)
