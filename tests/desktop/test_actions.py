"""One registry of what can be done by key."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMainWindow

from roidesk.desktop.actions import Action, Actions
from roidesk.desktop.kept import KeptSettings, desk_settings
from roidesk.domain.errors import UserError


@pytest.fixture
def window(qtbot):
    made = QMainWindow()
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitExposed(made)
    return made


def test_keys_do_what_they_were_bound_to_until_they_are_changed(window, qtbot):
    done = []
    registry = Actions(window)
    registry.add(Action("log", "Log", ("Ctrl+L", "F7"), lambda: done.append("log")))
    qtbot.keyClick(window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(window, Qt.Key.Key_F7)
    assert done == ["log", "log"]
    with qtbot.waitSignal(registry.changed):
        registry.use({"log": "F8"})
    qtbot.keyClick(window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(window, Qt.Key.Key_F7)
    assert done == ["log", "log"]
    qtbot.keyClick(window, Qt.Key.Key_F8)
    assert done == ["log", "log", "log"]
    registry.use({"log": ""})
    assert registry.keys("log") == ()
    qtbot.keyClick(window, Qt.Key.Key_F8)
    registry.do("log")
    assert done == ["log"] * 4


def test_what_a_field_does_itself_is_listed_and_cannot_be_changed(window):
    registry = Actions(window)
    registry.add(Action("enter", "Log the line", ("Enter",)))
    registry.use({"enter": "F9"})
    assert registry.keys("enter") == ("Enter",)
    registry.do("enter")
    registry.do("nobody knows this")
    assert registry.keys("nobody knows this") == ()


def test_an_action_of_the_same_name_takes_the_place_of_the_one_before(window, qtbot):
    done = []
    registry = Actions(window)
    registry.add(Action("go", "Go", ("F6",), lambda: done.append("old")))
    registry.add(Action("go", "Go", ("F6",), lambda: done.append("new")))
    qtbot.keyClick(window, Qt.Key.Key_F6)
    assert done == ["new"]
    assert len(registry.all) == 1


def test_a_setting_of_the_desk_is_kept_and_told(qtbot):
    kept = KeptSettings()
    with qtbot.waitSignal(kept.changed) as told:
        kept.keep("ask_on_stop", "0")
    assert told.args == ["ask_on_stop"]
    assert not kept.settings.ask_on_stop
    assert not desk_settings().ask_on_stop
    with qtbot.assertNotEmitted(kept.changed):
        kept.keep("ask_on_stop", "0")
    with pytest.raises(UserError):
        kept.keep("text_percent", "12")
    assert KeptSettings().settings == kept.settings
