"""Small questions beside what asked for them: Enter means the button it is on, else what is asked."""

from __future__ import annotations

from uuid import UUID

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QPushButton, QWidget

from roidesk.desktop.widgets.bulk_popup import BulkPopup
from roidesk.desktop.widgets.link_popup import LinkPopup

ENTER = Qt.Key.Key_Return


@pytest.fixture
def many(qtbot, dressed):
    window = QWidget()
    qtbot.addWidget(window)
    popup = BulkPopup(window)
    popup.ask_text("The brand of 3 interactions", (), "", QPoint(200, 400))
    yield popup
    popup.hide()


@pytest.fixture
def came(qtbot, dressed):
    window = QWidget()
    qtbot.addWidget(window)
    popup = LinkPopup(window)
    popup.ask(UUID(int=1), ("phone_call", "purchase"), "EUR", QPoint(600, 200))
    yield popup
    popup.hide()


def button(popup, name):
    (found,) = [each for each in popup.findChildren(QPushButton) if each.accessibleName() == name]
    return found


def press(qtbot, on):
    on.setFocus()
    qtbot.keyClick(on, ENTER)


def test_enter_on_leave_it_leaves_all_rows_as_they_are(qtbot, many):
    said = []
    many.chosen.connect(lambda *what: said.append(what))
    many.editor.setText("Stylo")
    press(qtbot, button(many, "Leave it"))
    assert not said
    assert not many.isVisible()


def test_enter_in_the_field_or_on_change_changes_them_once(qtbot, many):
    said = []
    many.chosen.connect(lambda text, _how: said.append(text))
    many.editor.setText("Stylo")
    press(qtbot, many.editor)
    press(qtbot, button(many, "Change"))
    assert said == ["Stylo", "Stylo"]


def test_enter_on_a_button_of_what_came_of_it_presses_it(qtbot, came):
    said = []
    came.chosen.connect(lambda _which, kind, _amount: said.append(kind))
    press(qtbot, button(came, "Save"))
    press(qtbot, came._amount)
    press(qtbot, button(came, "They bought"))  # it is down already
    assert said == ["purchase"] * 3
    press(qtbot, button(came, "They phoned"))
    press(qtbot, came._amount)
    assert said[3:] == ["phone_call"]
    press(qtbot, button(came, "Not yet"))
    assert len(said) == 4
    assert not came.isVisible()
