"""The chips of a line: what is typed on changes the last of them, the others stay where they are."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QWidget

from roidesk.desktop.widgets.understood_bar import Chip, UnderstoodBar


@pytest.fixture
def bar(qtbot, dressed):
    after = QWidget()
    qtbot.addWidget(after)
    made = UnderstoodBar(after)
    made.resize(900, 60)
    qtbot.addWidget(made)
    return made


def buttons(bar):
    return [bar._flow.itemAt(at).widget() for at in range(bar._flow.count())]


def names(bar):
    return [each.accessibleName() for each in buttons(bar)]


def test_chips_that_stay_are_kept_and_the_others_made_anew(bar):
    bar.show_chips("Will log", [Chip("X"), Chip("Reply"), Chip("@ac")])
    first = buttons(bar)
    bar.show_chips("Will log", [Chip("X"), Chip("Reply"), Chip("@acme"), Chip("4 min")])
    assert buttons(bar)[:2] == first[:2]
    assert names(bar) == ["X", "Reply", "@acme", "4 min"]
    bar.show_chips("Will log", [Chip("Email")])
    assert names(bar) == ["Email"]
    bar.show_chips("Will log", ())
    assert names(bar) == []


def test_chips_follow_one_another_and_a_narrow_bar_is_higher(bar, qtbot):
    bar.show_chips("Will log", [Chip(f"A long chip, number {number}") for number in range(8)])
    bar.show()
    qtbot.waitUntil(lambda: all(each.x() or each.y() for each in buttons(bar)[1:]))
    places = [each.mapTo(bar, QPoint()) for each in buttons(bar)]
    assert [(each.y(), each.x()) for each in places] == sorted((each.y(), each.x()) for each in places)
    wide, narrow = bar._flow.heightForWidth(2000), bar._flow.heightForWidth(200)
    assert wide < narrow
    bar.show_chips("Will log", [Chip("One")])
    assert bar._flow.heightForWidth(200) == wide
