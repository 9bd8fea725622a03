"""A contact's page in the window."""

import json

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication, QDialog

from roidesk.bootstrap import open_desk
from roidesk.desktop.widgets.buttons import IconButton
from roidesk.desktop.widgets.contact_picker import ContactPicker
from roidesk.desktop.widgets.conversion_dialog import ConversionDialog
from roidesk.domain.model import Contact, Conversion, Timer


@pytest.fixture
def lines():
    return (
        "tweet reply 09:00-09:04 @anna ~give",
        "email 10:00-10:12 @anna ~give #sizes +solved",
        "call 11:00-11:18 @anna ~ask",
        "email 12:00-12:05 @petra",
    )


@pytest.fixture
def filled(filled, clock):
    desk = open_desk(filled, clock)
    desk.ledger.add("rates", {"person": "Ilse Vermeer", "from": "2026-01-01", "hourly": "30"})
    desk.outcomes.convert("purchase 285 @a.brandt@example.com")
    desk.close()
    return filled


def known(session, name):
    return session.desk.context.read().contact_called(name)


@pytest.fixture
def page(qtbot, session, window):
    window.resize(1440, 868)
    session.places.show_contact(known(session, "anna").id)
    page = window.page("contact")
    qtbot.waitUntil(lambda: page.model.rowCount() == 3)
    return page


def test_it_says_who_and_what_it_took(page, window):
    assert window.windowTitle() == "roidesk — anna"
    assert page.figures.texts() == (
        "Time: 34 min, 3 entries",
        "Cost: €17.00, at €30.00 an hour",
        "Sales, without VAT: €0.00, 0 purchases",
        "Other conversions: 0",
        "Highest level reached: 4, Phone, Thu 19 Nov",
        "Give : ask: 2 : 1, 2 gives before the first ask",
    )
    assert "3 contacts" in page.path.accessibleDescription()


def test_no_place_is_marked_and_back_leads_where_one_came_from(page, window, qtbot):
    assert not any(button.isChecked() for button in window.sidebar._buttons.values())
    qtbot.waitUntil(lambda: window.registry.keys("back") == ("Alt+Left",))
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.keyClick(window, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: window.current == "today")
    assert window.sidebar.current.isChecked()


def test_back_goes_through_the_contacts_first(page, session, window, qtbot):
    session.places.show_contact(known(session, "petra").id)
    qtbot.waitUntil(lambda: window.windowTitle() == "roidesk — petra")
    page.back()
    qtbot.waitUntil(lambda: window.windowTitle() == "roidesk — anna")
    page.back()
    assert window.current == "today"


def test_a_name_in_the_table_of_the_day_leads_here(session, window, today, qtbot):
    today.table.contact_wanted.emit(today.day_rows[0].interaction.id)
    qtbot.waitUntil(lambda: window.windowTitle() == "roidesk — petra")


def test_merging_and_taking_apart(page, session, window, qtbot):
    other = known(session, "a.brandt@example.com").id
    page.head.merge.click()
    (picker,) = window.findChildren(ContactPicker)
    picker.look_for("a.br")
    qtbot.waitUntil(picker.act.isEnabled)
    picker.act.click()
    qtbot.waitUntil(lambda: "€285" in page.figures.texts()[2])
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    apart = next(each for each in page.side.findChildren(IconButton) if each.accessibleName().endswith(" apart"))
    apart.setFocus()
    qtbot.keyClick(apart, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: "€0.00" in page.figures.texts()[2])
    assert page.side.address.hasFocus()
    session.undo()
    qtbot.waitUntil(lambda: "€285" in page.figures.texts()[2])
    assert session.desk.context.read().get(Contact, other).merged_into_id == known(session, "anna").id


def test_it_is_changed_where_it_stands(page, session, qtbot):
    def now():
        return session.desk.context.read().get(Contact, page.shown)

    page.side.address.setText("@anna.makes")
    qtbot.keyClick(page.side.address, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: now().handles == ("@anna.makes",))
    qtbot.waitUntil(lambda: page.side.address.text() == "")
    page.side.interest.setText("#drawing")
    qtbot.keyClick(page.side.interest, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(now().interests) == 1)
    page.side.audience.setCurrentIndex(page.side.audience.findData("customer"))
    page.side.audience.activated.emit(page.side.audience.currentIndex())
    qtbot.waitUntil(lambda: now().audience == "customer")
    page.head.edit()
    page.head._field.setText("Anna Brandt")
    qtbot.keyClick(page.head._field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: now().name == "Anna Brandt")
    session.undo()
    qtbot.waitUntil(lambda: now().name == "anna")


def test_a_timer_begins_as_the_last_time(page, session, qtbot):
    page.head.start.click()
    qtbot.waitUntil(lambda: len(session.desk.context.read().all(Timer)) == 1)
    assert session.desk.context.read().all(Timer)[0].contact_id == page.shown


def test_everything_about_them_goes_into_a_file(page, tmp_path, qtbot):
    page.export(tmp_path / "anna.json")
    qtbot.waitUntil(page.note.isVisible)
    assert len(json.loads((tmp_path / "anna.json").read_text(encoding="utf-8"))["interactions"]) == 3


def test_the_table_twin_of_the_path(page):
    page.panel.toggle_table()
    assert page.panel.shows_table
    assert [row[1] for row in page.path.table().rows] == ["X (Twitter)", "Email", "Phone"]


def test_a_conversion_for_them_is_typed_with_enter_alone(page, session, window, qtbot):
    page.head.convert.click()
    (dialog,) = window.findChildren(ConversionDialog)
    qtbot.waitUntil(lambda: dialog.who.text() == "anna" and dialog.kind.count() == 5)
    dialog.amount.setText("240")
    qtbot.keyClick(dialog.amount, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "€240" in page.figures.texts()[2])
    qtbot.waitUntil(lambda: window.toast.text == "They bought: anna")


def test_a_conversion_says_what_is_wrong_and_keeps_what_was_typed(page, session, window, qtbot):
    page.head.convert.click()
    (dialog,) = window.findChildren(ConversionDialog)
    qtbot.waitUntil(lambda: dialog.who.text() == "anna" and dialog.kind.count() == 5)
    dialog.amount.setText("many")
    dialog.save.click()
    qtbot.waitUntil(dialog.problem.isVisible)
    assert dialog.amount.text() == "many"
    dialog.amount.setText("12,50")
    dialog.when.setText("at 09:05")
    dialog.save.click()
    qtbot.waitUntil(lambda: any(each.amount_minor == 1250 for each in session.desk.context.read().all(Conversion)))


def test_the_path_is_drawn_in_dark_and_when_empty(page, session, qtbot):
    from roidesk.charts.contact_path import ContactPath
    from roidesk.charts.theme import DARK

    page.path.restyle(DARK)
    page.path.step_to(1)
    assert not page.path.grab().isNull()
    page.path.step_to(None)
    page.path.show_data(ContactPath(()))
    assert not page.path.grab().isNull()
    QApplication.processEvents()


def test_dialogs_may_be_closed_while_something_is_being_read(page, session, window, qtbot):
    for name in ("add_conversion", "match_people", "record_message"):
        window.registry.do(name)
    page.head.merge.click()
    for dialog in window.findChildren(QDialog):
        if isinstance(dialog, ContactPicker):
            dialog.look_for("pe")
        dialog.reject()
    qtbot.waitUntil(lambda: not session.tasks.busy)
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert session.messages.report is None
