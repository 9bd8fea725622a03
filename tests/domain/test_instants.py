from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roidesk.domain.errors import UserError
from roidesk.domain.instants import DAY, HOUR, Period, Week, from_local, instant, local, local_day, midnight, utc
from tests.domain.times import at


def test_an_hour_over_the_spring_change_is_one_hour():
    assert at("2026-03-29T03:30") - at("2026-03-29T01:30") == HOUR


def test_a_skipped_time_is_refused():
    with pytest.raises(UserError) as refused:
        at("2026-03-29T02:30")
    assert refused.value.code == "time_skipped"


def test_a_time_that_happens_twice_is_the_first_unless_said():
    first = from_local(datetime(2026, 10, 25, 2, 30), "Europe/Amsterdam")
    second = from_local(datetime(2026, 10, 25, 2, 30, fold=1), "Europe/Amsterdam")
    assert second - first == HOUR


def test_half_an_hour_of_change_on_lord_howe():
    span = Period(date(2026, 4, 5), date(2026, 4, 5)).span("Australia/Lord_Howe")
    assert span.us == DAY + HOUR // 2


def test_an_unknown_zone_is_refused():
    with pytest.raises(UserError):
        local(0, "Europe/Atlantis")


@pytest.mark.parametrize(
    ("day", "week"), [("2016-01-03", "2015-W53"), ("2017-01-01", "2016-W52"), ("2018-12-31", "2019-W01")]
)
def test_weeks_around_new_year(day, week):
    assert str(Week.of(date.fromisoformat(day))) == week
    assert date.fromisoformat(day) in Week.parse(week).period


@pytest.mark.parametrize("text", ["2026-W54", "2026-47", "W47", "2026-W00", ""])
def test_no_week(text):
    with pytest.raises(UserError):
        Week.parse(text)


def test_the_last_whole_weeks_end_on_a_sunday():
    period = Period.last_whole_weeks(13, date(2026, 11, 19))
    assert (period.first, period.last, period.length) == (date(2026, 8, 17), date(2026, 11, 15), 91)
    assert [str(week) for week in period.weeks()][::12] == ["2026-W34", "2026-W46"]


def test_a_period_backwards_is_refused():
    with pytest.raises(UserError):
        Period(date(2026, 6, 2), date(2026, 6, 1))


def test_clipping():
    june = Period(date(2026, 6, 1), date(2026, 6, 30))
    assert june.clip(Period(date(2026, 6, 20), date(2026, 7, 5))) == Period(date(2026, 6, 20), date(2026, 6, 30))
    assert june.clip(Period(date(2026, 7, 1), date(2026, 7, 5))) is None


@given(st.datetimes(datetime(1990, 1, 1), datetime(2040, 1, 1)), st.timezone_keys())
def test_instants_and_local_times_agree(moment, zone):
    us = instant(moment.replace(tzinfo=utc(0).tzinfo))
    day = local_day(us, zone)
    assert midnight(day, zone) <= us
    if local(midnight(day + timedelta(days=1), zone), zone).date() == day + timedelta(days=1):
        assert us < midnight(day + timedelta(days=1), zone)
