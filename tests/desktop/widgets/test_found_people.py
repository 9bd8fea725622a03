"""Who fits what is typed: whoever is faster than the list gets whom they typed, not whom the list still shows."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from roidesk.bootstrap import open_desk
from roidesk.desktop.widgets.contact_picker import ContactPicker
from roidesk.desktop.widgets.conversion_dialog import ConversionDialog
from roidesk.domain.model import Contact, Conversion
from tests.desktop.widgets.test_late_answers import LateTasks

ENTER = Qt.Key.Key_Return


@pytest.fixture
def lines():
    return ("call 11:00-11:05 @norma", "call 11:35-11:58 @northwind", "call 12:00-12:05 @northgate")


@pytest.fixture
def desk(filled, clock):
    desk = open_desk(filled, clock)
    desk.completing.prepare()
    yield desk
    desk.close()


@pytest.fixture
def tasks(dressed):
    tasks = LateTasks()
    yield tasks
    tasks.close()


@pytest.fixture
def parent(qtbot):
    parent = QWidget()
    qtbot.addWidget(parent)
    return parent


def names(dialog):
    return [dialog.found.item(at).text().split("   ")[0] for at in range(dialog.found.count())]


def test_a_contact_is_chosen_when_they_are_listed(desk, tasks, parent, qtbot):
    dialog = ContactPicker(desk, tasks, "Who?", "Choose", parent)
    dialog.open()
    chosen = []
    dialog.chosen.connect(lambda _id, name: chosen.append(name))
    qtbot.keyClicks(dialog.field, "nor")
    tasks.answer()
    assert names(dialog)[0] == "northgate"
    qtbot.keyClicks(dialog.field, "ma")
    qtbot.keyClick(dialog.field, ENTER)
    assert chosen == []
    tasks.answer()
    assert chosen == ["norma"]


def test_typing_on_calls_it_off(desk, tasks, parent, qtbot):
    dialog = ContactPicker(desk, tasks, "Who?", "Choose", parent)
    dialog.open()
    chosen = []
    dialog.chosen.connect(lambda _id, name: chosen.append(name))
    qtbot.keyClicks(dialog.field, "northw")
    qtbot.keyClick(dialog.field, ENTER)
    qtbot.keyClicks(dialog.field, "i")
    tasks.answer()
    assert chosen == []
    assert dialog.isVisible()
    dialog.reject()


def test_a_conversion_typed_without_a_pause_is_theirs_and_makes_nobody_new(desk, tasks, parent, qtbot):
    before = len(desk.context.read().all(Contact))
    dialog = ConversionDialog(desk, tasks, parent)
    dialog.ask_for(None)
    tasks.answer()  # the kinds
    qtbot.keyClicks(dialog.who, "northw")
    qtbot.keyClick(dialog.who, ENTER)
    qtbot.keyClick(dialog.kind, ENTER)
    qtbot.keyClicks(dialog.amount, "240")
    qtbot.keyClick(dialog.amount, ENTER)
    qtbot.keyClick(dialog.amount, ENTER)
    tasks.answer()  # who it is
    tasks.answer()  # what is written
    (came,) = desk.context.read().all(Conversion)
    assert desk.context.read().get(Contact, came.contact_id).name == "northwind"
    assert len(desk.context.read().all(Contact)) == before
