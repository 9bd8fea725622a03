"""Which backups are kept: worked out by hand, and what has to hold for any of them."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roidesk.domain.instants import DAY, HOUR, MINUTE, UTC, instant
from roidesk.services.backup_folder import Backup
from roidesk.services.retention import obsolete

NOW = instant(datetime(2026, 11, 22, 14, 5, tzinfo=UTC))


def made(at, **more):
    said = {"reason": "schedule", "sha256": "x", "verified_us": at, "deep": True} | more
    return Backup(Path(f"{at}.db"), at, 2, at // MINUTE, **said)


def kept(backups, now=NOW):
    gone = obsolete(backups, now)
    assert len({id(each) for each in gone}) == len(gone)
    return [each for each in backups if each not in gone]


def days_ago(*days):
    return [made(NOW - each * DAY) for each in days]


def test_of_two_days_all_are_kept():
    every_half_hour = [made(NOW - at * 30 * MINUTE) for at in range(97)]
    assert kept(every_half_hour) == every_half_hour


def test_then_the_newest_of_each_of_twelve_days():
    twice_a_day = [made(NOW - at * 12 * HOUR) for at in range(30)]  # 22 November back to the 8th
    days = {}
    for each in kept(twice_a_day):
        days.setdefault(datetime.fromtimestamp(each.made_us / 1e6, tz=UTC).date(), []).append(each)
    assert [len(days.get(date(2026, 11, day), [])) for day in range(22, 7, -1)] == [2, 2, 2] + [1] * 12


@pytest.mark.parametrize(
    ("years", "count"),
    [
        # 3 days of the two, 12 daily (day 3 to 14), 10 weeks, 9 months
        (3, 3 + 12 + 10 + 9),
        (0.2, 3 + 12 + 8 + 1),
    ],
)
def test_a_backup_a_day_for_years_comes_to_a_few(years, count):
    assert len(kept(days_ago(*range(int(years * 365))))) == pytest.approx(count, abs=1)


def test_one_every_five_weeks_is_kept_for_as_long_as_there_are_places():
    rare = days_ago(*range(0, 3000, 35))
    assert kept(rare) == rare[: 1 + 12 + 10 + 9]


def test_what_is_pinned_stays_and_takes_nobody_s_place():
    backups = days_ago(*range(400))
    pinned = replace(backups[333], pinned=True)
    assert pinned in kept([*backups, pinned])
    assert len(kept([*backups, pinned])) == len(kept(backups)) + 1


def test_what_has_no_note_is_left_alone():
    unnoted = replace(made(NOW - 5000 * DAY), reason="found", sha256="", verified_us=0, deep=False)
    assert unnoted in kept([*days_ago(*range(400)), unnoted])


def test_the_last_that_was_verified_stays_however_old():
    old = [replace(each, verified_us=each.made_us) for each in days_ago(900, 901)]
    unsound = [replace(each, verified_us=0, deep=False) for each in days_ago(*range(400))]
    assert old[0] in kept([*unsound, *old])
    shallow = [replace(each, deep=False) for each in days_ago(*range(400))]
    assert old[0] in kept([*shallow, *old])


def test_what_may_be_kept_no_longer_goes_even_when_pinned_but_never_the_last_verified():
    until = date(2026, 11, 22)
    old, new = made(NOW - 40 * DAY, until=until, pinned=True), made(NOW)
    assert kept([new, old]) == [new]
    assert kept([old]) == [old]
    assert kept([new, replace(old, until=until + timedelta(days=1))]) == [new, replace(old, until=until + timedelta(1))]


def test_a_clock_that_runs_years_ahead_takes_nothing_that_was_not_taken_anyway():
    backups = days_ago(*range(12))
    assert len(kept(backups, NOW + 3650 * DAY)) == 12


INSTANTS = st.lists(st.integers(0, 800 * 48), max_size=120, unique=True).map(
    lambda halves: [made(NOW - each * 30 * MINUTE) for each in sorted(halves)]
)


@given(INSTANTS, st.data())
def test_it_never_loses_the_newest_verified(backups, data):
    backups = [
        replace(each, verified_us=each.made_us * data.draw(st.sampled_from([0, 1, 1])), deep=data.draw(st.booleans()))
        for each in backups
    ]
    sound = [each for each in backups if each.verified]
    assert not sound or max(sound, key=lambda each: each.made_us) in kept(backups)
    assert all(each in kept(backups) for each in backups if each.pinned)


@given(INSTANTS, INSTANTS, st.integers(0, 400))
def test_thinning_early_loses_nothing_that_would_be_kept_later(earlier, later, days):
    """What is let go of today would not be wanted on any later day, whatever comes in between."""
    then = NOW + days * DAY
    later = [each for each in (made(one.made_us + days * DAY + 1) for one in later) if NOW < each.made_us <= then]
    every = [*later, *earlier]
    assert kept([*later, *kept(earlier)], then) == kept(every, then)


@given(INSTANTS)
def test_thinning_twice_is_thinning_once_and_every_part_of_time_stays(backups):
    once = kept(backups)
    assert kept(once) == once
    assert len(once) <= 3 * 48 + 12 + 10 + 9
    assert not backups or backups[0] in once
