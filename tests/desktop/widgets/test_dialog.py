"""What all dialogs do alike: what Enter means, where a refusal is said, and answers that come when they are closed."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit

from roidesk.desktop.widgets.buttons import Button
from roidesk.desktop.widgets.dialog import Dialog
from roidesk.domain.errors import UserError
from tests.desktop.over_pages import kinds


class Question(Dialog):
    """A field with two verbs, one of which Enter may mean."""

    def __init__(self, *, enter):
        super().__init__("Question", None)
        self.field, self.save = QLineEdit(), Button("Save")
        self.other, self.leave = Button("Other"), self.leaving()
        self.pressed = []
        for verb in (self.other, self.leave, self.save):
            verb.clicked.connect(lambda *, verb=verb: self.pressed.append(verb))
        verbs = (self.leave, self.save)
        self.lay(self.field, verbs=verbs, enter=self.save if enter else None, beside=(self.other,), grows=self.field)


@pytest.fixture
def ask(qtbot):
    def asked(*, enter=True):
        dialog = Question(enter=enter)
        dialog.show()
        qtbot.waitExposed(dialog)
        dialog.field.setFocus()
        return dialog

    return asked


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_enter_in_a_field_does_what_the_dialog_is_for(qtbot, ask, key):
    dialog = ask()
    qtbot.keyClick(dialog.field, key)
    assert dialog.pressed == [dialog.save]
    dialog.close()


def test_enter_on_a_button_presses_that_button(qtbot, ask):
    dialog = ask()
    dialog.leave.setFocus()
    pressed = dialog.pressed
    leave = dialog.leave
    qtbot.keyClick(dialog.leave, Qt.Key.Key_Return)
    assert pressed == [leave]


def test_enter_in_a_field_does_nothing_where_it_has_no_meaning(qtbot, ask):
    dialog = ask(enter=False)
    qtbot.keyClick(dialog.field, Qt.Key.Key_Return)
    assert not dialog.pressed
    dialog.close()


def test_what_is_wrong_is_said_above_the_verbs_and_can_be_read_whole(ask):
    dialog = ask()
    dialog.refuse(UserError("amount_unreadable", text="many " * 40))
    QApplication.processEvents()
    assert dialog.isVisible()
    assert "many many" in dialog.problem.text()
    assert dialog.problem.height() >= dialog.problem.heightForWidth(dialog.problem.width()) > dialog.field.height()
    dialog.close()


def test_an_answer_that_comes_when_the_dialog_is_closed_does_nothing(ask):
    dialog = ask()
    said = []
    tell = dialog.while_open(said.append)
    tell("while it is open")
    dialog.close()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    tell("too late")
    assert said == ["while it is open"]


def test_every_dialog_is_one_of_these():
    asking = {each for each in kinds() if issubclass(each, QDialog)}
    assert asking
    assert {each.__name__ for each in asking if not issubclass(each, Dialog)} == set()
