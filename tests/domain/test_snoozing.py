"""Until when something may be put off."""

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roidesk.domain.instants import DAY, from_local, local
from roidesk.domain.snoozing import times

ZONE = "Europe/Amsterdam"


@pytest.mark.parametrize(
    ("wall", "offered"),
    [
        ("2026-11-19T10:30", ["11-19 11:30", "11-19 14:00", "11-20 09:00", "11-23 09:00"]),
        ("2026-11-19T15:30", ["11-19 16:30", "11-20 09:00", "11-23 09:00"]),
        ("2026-11-22T15:30", ["11-22 16:30", "11-23 09:00"]),
        ("2026-11-23T15:30", ["11-23 16:30", "11-24 09:00", "11-30 09:00"]),
        ("2026-10-24T15:30", ["10-24 16:30", "10-25 09:00", "10-26 09:00"]),
    ],
)
def test_what_is_offered(wall, offered):
    now = from_local(datetime.fromisoformat(wall), ZONE)
    assert [local(each.us, ZONE).strftime("%m-%d %H:%M") for each in times(now, ZONE)] == offered


@given(st.integers(0, 60_000 * DAY), st.sampled_from([ZONE, "UTC", "America/St_Johns", "Pacific/Apia"]))
def test_all_lie_ahead_and_each_once(now, zone):
    found = [each.us for each in times(now, zone)]
    assert all(now < each < now + 9 * DAY for each in found)
    assert found == sorted(set(found))
