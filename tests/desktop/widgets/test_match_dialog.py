"""Who bought, asked about one by one."""

import pytest
from PySide6.QtCore import Qt

from roidesk.bootstrap import open_desk
from roidesk.desktop.widgets.contact_picker import ContactPicker
from roidesk.desktop.widgets.match_dialog import MatchDialog


@pytest.fixture
def filled(filled, clock):
    desk = open_desk(filled, clock)
    desk.tracking.log('call @"Petra Kuiper" 5m 2026-11-18')
    desk.outcomes.convert("purchase 118 @p.kuiper@example.org")
    desk.outcomes.convert("purchase 39 @info@example.com at 2026-11-12T10:00")
    desk.close()
    return filled


@pytest.fixture
def dialog(session, window, today, qtbot):
    qtbot.waitUntil(lambda: any(each.name == "match_people" for each in window.registry.all))
    window.registry.do("match_people")
    (dialog,) = window.findChildren(MatchDialog)
    qtbot.waitUntil(lambda: dialog.model.rowCount() == 2)
    return dialog


def test_yes_keeps_the_address_with_them(dialog, session, qtbot):
    assert dialog.question.text() == "p.kuiper@example.org: They bought · €118. Is that Petra Kuiper?"
    assert dialog.why.text().startswith("Initial and surname alike. ")
    dialog.same.click()
    qtbot.waitUntil(lambda: dialog.model.rowCount() == 1)
    assert dialog.said.text() == "p.kuiper@example.org is Petra Kuiper from now on."
    assert session.desk.context.read().contact_called("p.kuiper@example.org").name == "Petra Kuiper"
    session.undo()
    qtbot.waitUntil(lambda: dialog.model.rowCount() == 2)


def test_nobody_is_proposed_where_nothing_is_alike(dialog, qtbot):
    dialog.leave.click()
    assert dialog.question.text() == "info@example.com: They bought · €39.00. Who is that?"
    assert not dialog.same.isEnabled()
    dialog.new.click()
    qtbot.waitUntil(lambda: dialog.model.rowCount() == 1)


def test_somebody_else_is_chosen(dialog, session, qtbot):
    dialog.other.click()
    (picker,) = dialog.findChildren(ContactPicker)
    picker.look_for("bluefin")
    qtbot.waitUntil(picker.act.isEnabled)
    picker.act.click()
    qtbot.waitUntil(lambda: dialog.model.rowCount() == 1)
    assert session.desk.context.read().contact_called("p.kuiper@example.org").name == "bluefin"


def test_it_ends_when_all_are_known(dialog, qtbot):
    for left in (1, 0):
        dialog.new.click()
        qtbot.waitUntil(lambda left=left: dialog.model.rowCount() == left)
    assert dialog.question.text() == "Everybody who bought is known."
    assert not any(each.isVisible() for each in (dialog.same, dialog.other, dialog.new, dialog.leave, dialog.table))


def test_an_answer_is_taken_back_where_it_was_given_and_nothing_before_it(dialog, session, qtbot):
    dialog.same.click()
    qtbot.waitUntil(lambda: dialog.model.rowCount() == 1)
    qtbot.keyClick(dialog, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: dialog.model.rowCount() == 2)
    assert dialog.said.text() == "Undone"
    before = session.desk.care.actions(1)[0].action.number
    qtbot.keyClick(dialog, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: not session.tasks.busy)
    assert session.desk.care.actions(1)[0].action.number == before


def test_an_import_says_that_some_may_be_known(dialog, session, window, tmp_path, qtbot):
    dialog.accept()
    rows = "at,kind,amount,currency,contact\n2026-11-18T10:00,purchase,118,EUR,petra.kuiper@example.org\n"
    (tmp_path / "conversions.csv").write_text(rows, encoding="utf-8")
    session.tasks.write(lambda: session.desk.exchange.import_paths([tmp_path / "conversions.csv"]))
    qtbot.waitUntil(lambda: window.note.text.startswith("2 addresses that bought may be of people you know."))
    assert [each.text() for each in window.note.offers] == ["Match…"]
