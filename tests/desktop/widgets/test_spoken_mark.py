"""A row that is marked while the keyboard is in a field is said."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLineEdit, QListWidget, QVBoxLayout, QWidget

from roidesk.desktop.widgets import spoken_mark
from roidesk.desktop.widgets.spoken_mark import SpokenMark


@pytest.fixture
def said(monkeypatch):
    said = []
    monkeypatch.setattr(spoken_mark, "announce", lambda _widget, text: said.append(text))
    return said


@pytest.fixture
def box(qtbot):
    box = QWidget()
    lay = QVBoxLayout(box)
    for each in (QLineEdit(), QListWidget()):
        lay.addWidget(each)
    box.show()
    box.activateWindow()
    yield box
    box.close()


@pytest.fixture
def names(qtbot, box):
    field, names = box.findChild(QLineEdit), box.findChild(QListWidget)
    SpokenMark(names, field)
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    return names


def offer(names, *given):
    names.clear()
    names.addItems(given)
    names.setCurrentRow(0)


def test_each_row_that_becomes_marked_is_said(names, said):
    offer(names, "petra", "petrus")
    names.setCurrentRow(1)
    assert said == ["petra", "petrus"]


def test_the_one_that_stays_marked_is_said_once_until_the_list_was_closed(names, said):
    offer(names, "petra", "petrus")
    offer(names, "petra")
    assert said == ["petra"]
    names.hide()
    names.show()
    offer(names, "petra")
    assert said == ["petra", "petra"]


def test_nothing_is_said_for_who_is_elsewhere(box, names, said):
    box.findChild(QLineEdit).clearFocus()
    offer(names, "petra")
    assert said == []
