from __future__ import annotations

import sys
from pathlib import Path

import pytest

from roidesk.domain.instants import Boot, zone_info
from roidesk.platform.clock import SystemClock


def test_the_zone_is_the_one_the_environment_names(monkeypatch):
    monkeypatch.setenv("TZ", ":Asia/Kathmandu")
    assert SystemClock().zone() == "Asia/Kathmandu"


@pytest.mark.parametrize("named", ["Mars/Olympus_Mons", "../../etc/passwd", "/etc/localtime", "CET-1CEST", "XXX", ""])
def test_a_zone_that_is_none_leaves_that_of_the_machine(monkeypatch, named):
    monkeypatch.setenv("TZ", named)
    assert zone_info(SystemClock().zone())


def test_the_uptime_has_sleep_in_it_and_the_time_awake_has_not():
    boot, later = SystemClock().boot(), SystemClock().boot()
    assert later.id == boot.id
    assert later.us >= boot.us
    if sys.platform == "linux":
        assert boot.id
        assert boot.us >= boot.awake_us > 0


@pytest.mark.parametrize(("system", "id", "awake"), [("darwin", "", 2), ("win32", "", 0)])
def test_what_other_systems_tell(monkeypatch, system, id, awake):  # noqa: A002
    """By what Python's manual says their clocks are; not tried on these systems."""
    monkeypatch.setattr("sys.platform", system)
    monkeypatch.setattr("time.CLOCK_UPTIME_RAW", 8, raising=False)
    monkeypatch.setattr("time.clock_gettime_ns", lambda clock: 2000 if clock == 8 else 9000)
    monkeypatch.setattr("time.monotonic_ns", lambda: 9000)
    monkeypatch.setattr("roidesk.platform.clock._BOOT_ID", Path("/nowhere"))
    assert SystemClock().boot() == Boot(id, 9, awake)
