from __future__ import annotations

import pytest

from roidesk.domain.instants import zone_info
from roidesk.platform.clock import SystemClock


def test_the_zone_is_the_one_the_environment_names(monkeypatch):
    monkeypatch.setenv("TZ", ":Asia/Kathmandu")
    assert SystemClock().zone() == "Asia/Kathmandu"


@pytest.mark.parametrize("named", ["Mars/Olympus_Mons", "../../etc/passwd", "/etc/localtime", "CET-1CEST", "XXX", ""])
def test_a_zone_that_is_none_leaves_that_of_the_machine(monkeypatch, named):
    monkeypatch.setenv("TZ", named)
    assert zone_info(SystemClock().zone())
