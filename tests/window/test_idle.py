"""How long nobody touched anything, as a real X server counts it."""

from __future__ import annotations

import sys
import time

from tests.session import PATIENCE

ASK = "from roidesk.platform.idle import idle_source as s; m = s(); print(m.reason or m.idle_us())"


def test_a_key_ends_the_time_that_nobody_touched_anything(real_screen):
    def idle():
        return int(real_screen.run(sys.executable, "-c", ASK))

    end = time.monotonic() + PATIENCE
    while (before := idle()) < 3_000_000 and time.monotonic() < end:
        pass
    real_screen.run("xdotool", "key", "shift")
    assert idle() < before
