"""The line that is typed into tells of each text once."""

from __future__ import annotations

import pytest
from PySide6.QtTest import QTest

from roidesk.desktop.widgets.entry_line import EntryLine, Stretch, Tint


@pytest.fixture
def line(qtbot, dressed):
    made = EntryLine()
    qtbot.addWidget(made)
    return made


def test_colours_are_no_other_text(line):
    told = []
    line.edited.connect(told.append)
    QTest.keyClicks(line.field, "call")
    line.tint((Stretch(0, 4, Tint.WRONG),))
    assert told == ["c", "ca", "cal", "call"]
    line.put("")
    line.put("call")
    assert told[4:] == ["", "call"]
