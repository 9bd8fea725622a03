"""A screen reader's own action on a button that stays down does what a click does, wherever there is one.

Qt turns such a button without a click, so that nobody may wait for one.
"""

from __future__ import annotations

import pytest
from PySide6.QtCore import SIGNAL
from PySide6.QtGui import QAccessible, QAccessibleActionInterface
from PySide6.QtWidgets import QAbstractButton, QApplication, QMenu
from shiboken6 import isValid

from roidesk.desktop.pages.settings.page import subjects
from roidesk.desktop.widgets.choice_button import ChoiceButton
from roidesk.desktop.widgets.colour_choice import ColourChoice
from roidesk.desktop.widgets.setting_fields import Field
from tests.desktop.over_pages import OPENED, Scene, close
from tests.desktop.spoken import where

TURN = QAccessibleActionInterface.toggleAction()


@pytest.fixture
def scene(qtbot, session, clock, tmp_path):
    return Scene(qtbot, session, clock, tmp_path)


def staying(within):
    """The buttons that stay down."""
    return [each for each in within.findChildren(QAbstractButton) if each.isCheckable() and each.isVisible()]


def turn(button):
    QAccessible.queryAccessibleInterface(button).actionInterface().doAction(TURN)


def waits_for_a_click(button):
    own = 1 if isinstance(button, ChoiceButton) else 0
    return button.receivers(SIGNAL("clicked(bool)")) > own


def faults(within):
    """The buttons that wait for a click, and those that a screen reader cannot turn."""
    found = [f"waits for a click: {where(each)}" for each in staying(within) if waits_for_a_click(each)]
    for each in staying(within):
        if not isValid(each) or not each.isVisible() or not each.isEnabled():
            continue  # another one took it away
        was, name = each.isChecked(), where(each)
        turn(each)
        one_of_some = each.autoExclusive() or (each.group() is not None and each.group().exclusive())
        if each.isChecked() is was and not (was and one_of_some) and not menu_opened():
            found.append(f"cannot be turned: {name}")
    return found


def menu_opened():
    """Whether a menu has come, which is closed again."""
    menu = QApplication.activePopupWidget()
    return isinstance(menu, QMenu) and menu.close()


@pytest.mark.parametrize("key", ["today", "return", "week", "ledger", "settings"])
def test_on_every_page(scene, key):
    page = scene.page(key)
    assert faults(page) == []
    scene.quiet()


@pytest.mark.parametrize("key", [each.key for each in subjects()])
def test_in_every_subject_of_the_settings_where_it_is_kept(scene, key):
    section = scene.setting(key)
    assert faults(section) == []
    scene.quiet()
    for field in section.findChildren(Field):
        for button in staying(field):
            with scene.qtbot.waitSignal(field.said):
                turn(button)
            scene.quiet()


@pytest.mark.parametrize("name", OPENED)
def test_over_the_pages(scene, name):
    over = OPENED[name].open(scene)
    assert faults(over) == []
    scene.quiet()
    close(over)


def test_in_the_first_questions(first_questions):
    assert faults(first_questions) == []


def test_where_one_can_go(scene):
    sidebar, gone = scene.session.window.sidebar, []
    sidebar.chosen.connect(gone.append)
    for each in staying(sidebar):
        turn(each)
        scene.quiet()
    assert gone == ["return", "week", "ledger", "settings"]


def test_a_colour_is_chosen(scene):
    choice = scene.setting("channels").findChild(ColourChoice)
    told = []
    choice.chosen.connect(told.append)
    swatches = [each for each in staying(choice) if not each.isChecked()]
    for each in swatches:
        turn(each)
        scene.quiet()
    assert len(set(told)) == len(swatches) == len(told)


def test_the_walk_hears_of_a_button_that_waits_for_a_click(qtbot):
    button = ChoiceButton("A")
    qtbot.addWidget(button)
    assert not waits_for_a_click(button)
    button.clicked.connect(lambda: None)
    assert waits_for_a_click(button)
