"""What a day adds up to, in a column that may be low."""

from __future__ import annotations

import pytest

from roidesk.desktop.widgets.day_panel import ChannelShare, DayPanel, DaySoFar
from roidesk.domain.instants import MINUTE


@pytest.fixture
def panel(qtbot):
    made = DayPanel()
    qtbot.addWidget(made)
    names = ("Email", "Phone", "Forum", "Live chat", "Video call")
    shares = tuple(ChannelShare(name, "mail", "#2A87F0", 9 * MINUTE) for name in names)
    made.show_day(DaySoFar(45 * MINUTE, counting=False, conversions=1, sales="€240", channels=shares))
    made.show()
    return made


def seen(panel):
    return [name.text() for _icon, name, _time in panel._rows if name.isVisible()]


def test_channels_are_listed_where_there_is_room_and_ask_for_none_where_there_is_not(qtbot, panel):
    panel.resize(312, panel.sizeHint().height())
    qtbot.waitUntil(lambda: len(seen(panel)) == 5)
    assert panel.minimumSizeHint().height() < panel.sizeHint().height() - 3 * 15
    panel.resize(312, panel.minimumSizeHint().height())
    qtbot.waitUntil(lambda: seen(panel) == [])
    panel.resize(312, panel.sizeHint().height())
    qtbot.waitUntil(lambda: len(seen(panel)) == 5)


def test_one_channel_more_asks_for_more_room(qtbot, panel):
    before = panel.sizeHint().height()
    shares = tuple(ChannelShare(f"Channel {n}", "mail", "#2A87F0", MINUTE) for n in range(7))
    panel.show_day(DaySoFar(47 * MINUTE, counting=False, conversions=1, sales="€240", channels=shares))
    qtbot.waitUntil(lambda: panel.sizeHint().height() > before)
    panel.resize(312, panel.sizeHint().height())
    qtbot.waitUntil(lambda: len(seen(panel)) == 7)
