"""Erasing a contact in the ledger: shown first, done on a press, and said what it came to."""

from __future__ import annotations

import pytest

from roidesk.desktop.widgets.erase_dialog import EraseDialog


@pytest.fixture
def lines():
    return (
        'call 11:35-11:58 @bluefin_co "she was tired"',
        'tweet reply 14:02-14:06 @acme "asked @bluefin_co, Bluefin"',
    )


@pytest.fixture
def contacts(qtbot, window):
    window.go("ledger")
    page = window.page("ledger")
    page.show_table("contacts")
    qtbot.waitUntil(lambda: page.model.table == "contacts" and page.model.rowCount() == 2)
    return page


def row_of(page, name):
    return next(at for at in range(page.model.rowCount()) if page.model.rows[at].cells["name"] == name)


@pytest.fixture
def dialog(qtbot, contacts):
    contacts.table.selectRow(row_of(contacts, "bluefin_co"))
    qtbot.waitUntil(contacts.bulk.erase.isVisible)
    contacts.bulk.erase.click()
    (dialog,) = contacts.findChildren(EraseDialog)
    qtbot.waitUntil(dialog.act.isEnabled)
    return dialog


def test_it_shows_what_would_go_and_leaving_changes_nothing(qtbot, session, dialog):
    before = session.desk.care.actions(1)[0].action.number
    assert dialog.said.text().startswith("bluefin_co: 3 entries, 1 text removed")
    assert "Hours and sales with them stay in every figure" in dialog.said.text()
    assert dialog.found.isVisible()
    assert "asked @bluefin_co" in dialog.found.toPlainText()
    dialog.leave.click()
    assert session.desk.care.actions(1)[0].action.number == before


def test_of_somebody_whom_no_text_names_no_empty_list_is_shown(qtbot, session, contacts):
    acme = contacts.model.rows[row_of(contacts, "acme")].id
    dialog = EraseDialog(session.desk, session.tasks, acme, contacts)
    dialog.open()
    qtbot.waitUntil(dialog.act.isEnabled)
    assert not dialog.found.isVisible()
    assert dialog.said.height() >= dialog.said.heightForWidth(dialog.said.width())
    dialog.leave.click()


def test_on_a_press_it_is_done_and_said(qtbot, session, contacts, dialog, filled):
    dialog.backups.setChecked(True)
    dialog.act.click()
    qtbot.waitUntil(lambda: contacts.note.text.startswith("Erased, and now called erased-"))
    assert "It cannot be taken back." in contacts.note.text
    assert "removed; a new one was made" in contacts.note.text
    held = b"".join(each.read_bytes() for each in filled.parent.iterdir() if each.is_file())
    assert b"bluefin_co" not in held
    qtbot.waitUntil(lambda: not session.tasks.busy)


def test_other_tables_offer_no_erasing(qtbot, window, contacts):
    contacts.show_table("interactions")
    qtbot.waitUntil(lambda: contacts.model.table == "interactions" and contacts.model.rowCount() == 2)
    contacts.table.selectRow(0)
    qtbot.waitUntil(contacts.bulk.delete.isVisible)
    assert not contacts.bulk.erase.isVisible()
