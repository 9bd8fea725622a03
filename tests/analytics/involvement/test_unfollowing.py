"""Whether people leave when we ask more: which weeks are compared, and what is withheld."""

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from uuid import UUID

from roidesk.analytics.involvement.followers import moves
from roidesk.analytics.involvement.unfollowing import unfollowing
from roidesk.domain.instants import DAY, Period, Week, midnight
from roidesk.domain.model import Direction, FollowerCount, Intent
from tests.analytics.worked_example import INTERACTIONS

TWEET = UUID(int=1)
FIRST = Week(2026, 1)
WEEKS = [FIRST.plus(n) for n in range(24)]


def sent(week, asks, of=10):
    start = midnight(week.monday, "UTC") + DAY
    return [
        replace(
            INTERACTIONS[0],
            id=UUID(int=1000 * (week.number + 1) + n),
            start_us=start + n,
            end_us=start + n,
            zone="UTC",
            intent=Intent.ASK if n < asks else Intent.GIVE,
        )
        for n in range(of)
    ]


def counted(week, lost, total=1000):
    at = midnight(week.monday + timedelta(days=6), "UTC")
    return FollowerCount(
        id=UUID(int=week.number + 1), channel_id=TWEET, at_us=at, zone="UTC", count=total, gained=lost, lost=lost
    )


def compared(asks, lost, weeks=WEEKS):
    touches = [each for week, count in zip(WEEKS, asks, strict=True) for each in sent(week, count)]
    every = moves(counted(week, gone) for week, gone in zip(WEEKS, lost, strict=True) if gone is not None)
    return unfollowing(touches, every, weeks)


ASKS = [n * 7 % 10 for n in range(24)]


def test_nothing_recorded_is_too_little():
    found = unfollowing([], {}, WEEKS)
    assert found.weeks is None
    assert found.as_json()["period"] is None
    assert found.evidence.verdict == "too_little_data"


def test_those_who_leave_a_week_after_the_asks():
    found = compared(ASKS, [0, *(2 * each for each in ASKS[:-1])])
    assert found.weeks == Period(date(2025, 12, 29), date(2026, 6, 14))
    assert found.evidence.weeks == 24
    assert (found.evidence.best_lag, len(found.evidence.lags)) == (1, 3)
    assert found.evidence.lags[1] > 0.9
    assert found.as_json()["period"]["from"] == "2025-12-29"


def test_only_the_last_weeks_without_a_gap_are_compared():
    lost = [each if n not in {3, 23} else None for n, each in enumerate(ASKS)]
    found = compared(ASKS, lost)
    assert found.weeks == Period(WEEKS[4].monday, WEEKS[22].period.last)
    assert (found.evidence.weeks, found.evidence.verdict) == (19, "too_little_data")


def test_a_week_in_which_nothing_was_sent_is_a_gap():
    touches = [each for week in WEEKS if week != WEEKS[10] for each in sent(week, 5)]
    theirs = [replace(each, direction=Direction.IN) for each in sent(WEEKS[10], 5)]
    found = unfollowing([*touches, *theirs], moves(counted(week, 1) for week in WEEKS), WEEKS)
    assert found.weeks == Period(WEEKS[11].monday, WEEKS[-1].period.last)


def test_weeks_that_are_not_asked_for_do_not_count():
    assert compared(ASKS, ASKS, WEEKS[:5]).evidence.weeks == 5


def test_steady_asking_tells_nothing():
    found = compared([5] * 24, ASKS)
    assert found.evidence.p is None
    assert found.evidence.lags[0] is None or abs(found.evidence.lags[0]) < Fraction(1, 10**6)
