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
    made.show_day(DaySoFar(45 * MINUTE, counting=False, conversions=1, sales=("€240", "in sales"), channels=shares))
    made.show()
    return made


def seen(panel):
    return [name.text() for _icon, name, _time in panel._rows if not name.visibleRegion().isEmpty()]


def test_channels_are_listed_where_there_is_room_and_ask_for_none_where_there_is_not(qtbot, panel):
    qtbot.waitUntil(lambda: panel.maximumHeight() < 300)
    panel.resize(312, 400)
    qtbot.waitUntil(lambda: len(seen(panel)) == 5)
    assert panel.sizeHint().height() < panel.height() - 3 * 15
    panel.resize(312, panel.sizeHint().height())
    qtbot.waitUntil(lambda: seen(panel) == [])
    panel.resize(312, panel.maximumHeight())
    qtbot.waitUntil(lambda: len(seen(panel)) == 5)


def test_it_takes_no_more_room_than_its_channels_need(qtbot, panel):
    qtbot.waitUntil(lambda: panel.maximumHeight() < 300)
    before = panel.maximumHeight()
    shares = tuple(ChannelShare(f"Channel {n}", "mail", "#2A87F0", MINUTE) for n in range(7))
    panel.show_day(DaySoFar(47 * MINUTE, counting=False, conversions=1, sales=("€240", "in sales"), channels=shares))
    qtbot.waitUntil(lambda: panel.maximumHeight() > before)
    panel.resize(312, 900)
    qtbot.waitUntil(lambda: len(seen(panel)) == 7)
    assert panel.height() == panel.maximumHeight() < 300
