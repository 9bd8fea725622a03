"""Each way to choose one of some buttons is told once."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleActionInterface
from PySide6.QtWidgets import QButtonGroup, QWidget

from roidesk.desktop.widgets.choice_button import ChoiceButton


@pytest.fixture
def told():
    return []


@pytest.fixture
def buttons(qtbot, told):
    box = QWidget()
    qtbot.addWidget(box)
    group = QButtonGroup(box)
    made = {}
    for name in "abc":
        made[name] = ChoiceButton(name, box)
        made[name].taken.connect(lambda name=name: told.append(name))
        group.addButton(made[name])
    made["a"].mark()
    box.show()
    yield made
    box.close()


def act(button, name):
    QAccessible.queryAccessibleInterface(button).actionInterface().doAction(name)


def test_marking_tells_nobody(buttons, told):
    buttons["b"].mark()
    assert (told, buttons["a"].isChecked(), buttons["b"].isChecked()) == ([], False, True)


def test_click_and_space_tell_once_also_where_it_is_down(qtbot, buttons, told):
    qtbot.mouseClick(buttons["b"], Qt.MouseButton.LeftButton)
    qtbot.keyClick(buttons["b"], Qt.Key.Key_Space)
    assert told == ["b", "b"]


def test_a_screen_reader_turns_one_and_is_understood_again_and_again(buttons, told):
    for name in "bcbab":
        act(buttons[name], QAccessibleActionInterface.toggleAction())
    assert told == list("bcbab")


def test_ways_mixed(qtbot, buttons, told):
    qtbot.mouseClick(buttons["b"], Qt.MouseButton.LeftButton)
    act(buttons["c"], QAccessibleActionInterface.toggleAction())
    buttons["a"].mark()
    act(buttons["b"], QAccessibleActionInterface.toggleAction())
    assert told == ["b", "c", "b"]
