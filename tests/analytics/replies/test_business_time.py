"""Business hours: weekdays, holidays, both changes of daylight saving."""

from datetime import date, datetime
from uuid import uuid4

from hypothesis import given
from hypothesis import strategies as st

from roidesk.analytics.replies.business_time import ASSUMED, Calendar
from roidesk.domain.instants import DAY, HOUR, MINUTE, from_local
from roidesk.domain.model import OpenHours

ZONE = "Europe/Amsterdam"


def at(text, zone=ZONE):
    return from_local(datetime.fromisoformat(text), zone)


def hours(opens=None, closes=None, weekday=None, day=None):
    return OpenHours(
        id=uuid4(),
        weekday=weekday,
        day=day,
        opens=None if opens is None else int(opens * 60),
        closes=None if closes is None else int(closes * 60),
    )


NINE_TO_FIVE = Calendar(hours(9, 17, weekday=each) for each in range(5))


def minutes(calendar, start, end, zone=ZONE):
    return calendar.between(at(start, zone), at(end, zone), zone) / MINUTE


def test_the_messages_of_the_worked_example():
    """analytics.md 7.1: business minutes 20 20 90 5 120 3, and 1800 and 30 for those that are open."""
    waits = {
        ("2026-06-01T10:00", "2026-06-01T10:20"): 20,
        ("2026-06-01T16:50", "2026-06-02T09:10"): 20,
        ("2026-06-02T12:00", "2026-06-02T13:30"): 90,
        ("2026-06-03T08:00", "2026-06-03T09:05"): 5,
        ("2026-06-05T16:00", "2026-06-08T10:00"): 120,
        ("2026-06-10T09:00", "2026-06-10T09:03"): 3,
        ("2026-06-09T11:00", "2026-06-15T00:00"): 1800,
        ("2026-06-12T16:30", "2026-06-15T00:00"): 30,
    }
    assert {wait: minutes(NINE_TO_FIVE, *wait) for wait in waits} == waits


def test_nothing_passes_backwards():
    assert minutes(NINE_TO_FIVE, "2026-06-02T10:00", "2026-06-01T10:00") == 0
    assert minutes(NINE_TO_FIVE, "2026-06-02T10:00", "2026-06-02T10:00") == 0


def test_without_hours_those_of_the_trade_are_assumed():
    nobody = Calendar()
    assert nobody.assumed
    assert nobody.hours(date(2026, 6, 1)) == ASSUMED[0] == ((540, 1020),)
    assert nobody.hours(date(2026, 6, 6)) == ()
    assert not NINE_TO_FIVE.assumed


def test_a_holiday_alone_leaves_the_assumed_week():
    calendar = Calendar([hours(day=date(2026, 6, 2))])
    assert calendar.assumed
    assert minutes(calendar, "2026-06-01T16:00", "2026-06-03T10:00") == 120


def test_a_day_with_hours_of_its_own_has_those_instead():
    weekly = (hours(9, 17, weekday=each) for each in range(5))
    calendar = Calendar([*weekly, hours(10, 12, day=date(2026, 6, 6)), hours(13, 14, day=date(2026, 6, 2))])
    assert minutes(calendar, "2026-06-06T00:00", "2026-06-07T00:00") == 120
    assert minutes(calendar, "2026-06-02T00:00", "2026-06-03T00:00") == 60


def test_hours_of_one_day_that_overlap_count_once():
    calendar = Calendar([hours(13, 17, weekday=0), hours(9, 12, weekday=0), hours(11, 14, weekday=0)])
    assert calendar.hours(date(2026, 6, 1)) == ((540, 1020),)
    with_a_break = Calendar([hours(13, 17, weekday=0), hours(9, 12, weekday=0)])
    assert minutes(with_a_break, "2026-06-01T11:30", "2026-06-01T13:30") == 60


def test_hours_that_touch_are_one_stretch():
    assert Calendar([hours(9, 12, weekday=0), hours(12, 17, weekday=0)]).hours(date(2026, 6, 1)) == ((540, 1020),)


def test_hours_with_one_end_are_none():
    calendar = Calendar([hours(9, None, weekday=0), hours(None, 17, weekday=1), hours(9, 17, weekday=2)])
    assert calendar.hours(date(2026, 6, 1)) == calendar.hours(date(2026, 6, 2)) == ()


def test_hours_without_length_are_closed():
    calendar = Calendar([hours(9, 9, weekday=0), hours(weekday=1), hours(9, 17, weekday=2), hours(1, 2)])
    assert calendar.hours(date(2026, 6, 1)) == calendar.hours(date(2026, 6, 2)) == ()
    assert calendar.hours(date(2026, 6, 3)) == ((540, 1020),)


def test_the_same_hours_at_the_clock_of_another_place():
    assert minutes(NINE_TO_FIVE, "2026-06-01T08:00", "2026-06-01T10:00", "America/New_York") == 60
    assert NINE_TO_FIVE.between(at("2026-06-01T10:00"), at("2026-06-01T11:00"), "America/New_York") == 0


ALWAYS = Calendar(hours(0, 24, weekday=each) for each in range(7))


def test_the_day_with_an_hour_less_and_the_one_with_an_hour_more():
    assert minutes(ALWAYS, "2026-03-29T00:00", "2026-03-30T00:00") == 23 * 60
    assert minutes(ALWAYS, "2026-10-25T00:00", "2026-10-26T00:00") == 25 * 60


def test_hours_that_daylight_saving_cuts():
    skipped = Calendar([hours(1, 2.5, weekday=6), hours(0, 0, weekday=0)])
    assert minutes(skipped, "2026-03-29T00:00", "2026-03-30T00:00") == 60
    opens_in_it = Calendar([hours(2.5, 4, weekday=6)])
    assert minutes(opens_in_it, "2026-03-29T00:00", "2026-03-30T00:00") == 60
    within_it = Calendar([hours(2.25, 2.75, weekday=6)])
    assert minutes(within_it, "2026-03-29T00:00", "2026-03-30T00:00") == 0
    twice = Calendar([hours(1, 3, weekday=6)])
    assert minutes(twice, "2026-10-25T00:00", "2026-10-26T00:00") == 180
    from_the_first_on = Calendar([hours(2.5, 4, weekday=6)])
    assert minutes(from_the_first_on, "2026-10-25T00:00", "2026-10-26T00:00") == 150


instants = st.integers(at("2026-03-20T00:00"), at("2026-11-10T00:00"))


def test_a_date_that_comes_twice():
    """Newfoundland set its clocks back at 00:01, so that the last hour of the day before came once more."""
    zone = "America/St_Johns"
    midnight = at("2010-11-07T00:00", zone)
    assert ALWAYS.between(midnight, midnight + 30 * MINUTE, zone) == 30 * MINUTE
    assert ALWAYS.between(midnight - DAY, midnight + DAY, zone) == 2 * DAY


def test_it_matters_not_what_was_asked_before():
    once = Calendar(hours(9, 17, weekday=each) for each in range(5))
    assert minutes(once, "2026-06-09T11:00", "2026-06-15T00:00") == 1800
    assert minutes(once, "2026-06-01T10:00", "2026-06-01T10:20") == 20
    assert minutes(once, "2026-06-09T11:00", "2026-06-15T00:00") == 1800


@given(instants, instants, instants)
def test_time_adds_up_and_is_never_more_than_passed(first, second, third):
    start, middle, end = sorted((first, second, third))
    whole = NINE_TO_FIVE.between(start, end, ZONE)
    assert whole == NINE_TO_FIVE.between(start, middle, ZONE) + NINE_TO_FIVE.between(middle, end, ZONE)
    assert 0 <= whole <= end - start
    assert ALWAYS.between(start, end, ZONE) == end - start


@given(st.integers(0, 365 * 3), st.integers(1, 30))
def test_a_week_has_forty_hours(day, weeks):
    start = at("2025-01-01T12:00") // DAY * DAY + day * DAY
    assert NINE_TO_FIVE.between(start, start + weeks * 7 * DAY, "UTC") == weeks * 40 * HOUR
