"""Ctrl+K: anything by a few letters, from the keyboard alone."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from roidesk.desktop.models.palette_rows import Offer, Section, fitting, in_sections, next_offer
from roidesk.desktop.palette import Palette
from roidesk.desktop.widgets.conversion_dialog import ConversionDialog
from roidesk.domain.model import Timer
from roidesk.services import finding

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def lines():
    return (
        "video demo 13:20-13:51 @northwind",
        "email 12:00-12:09 @northwind answer about delivery",
        "call 11:00-11:09 @bluefin #delivery",
    )


@pytest.fixture
def palette(qtbot, session, window):
    window.resize(1440, 868)
    qtbot.waitUntil(lambda: any(isinstance(each, Palette) for each in session._companions))
    (palette,) = (each for each in session._companions if isinstance(each, Palette))
    window.top.entry.setFocus()
    qtbot.keyClick(window.top.entry.field, Qt.Key.Key_K, CTRL)
    qtbot.waitUntil(palette.box.field.hasFocus)
    return palette


def titles(palette, section):
    return [row.title for row in palette.box.rows if isinstance(row, Offer) and row.section is section]


def look(qtbot, palette, text, section, title):
    qtbot.keyClicks(palette.box.field, text)
    qtbot.waitUntil(lambda: any(title in each for each in titles(palette, section)))


def test_it_lists_every_action_before_anything_is_typed(palette):
    assert "Undo the last action" in titles(palette, Section.DO)
    assert titles(palette, Section.GO_TO)[:4] == ["Today", "Return", "Week", "Ledger"]


def test_a_contact_opens_with_enter(palette, window, qtbot):
    look(qtbot, palette, "north", Section.CONTACTS, "northwind")
    assert palette.box.current.more == "2 interactions"
    qtbot.keyClick(palette.box.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.windowTitle() == "roidesk — northwind")
    assert not palette.box.isVisible()


def test_enter_waits_for_what_was_typed_however_fast_it_was(palette, window, session, qtbot):
    undone = len(session.desk.care.actions(99))
    qtbot.keyClicks(palette.box.field, "north")  # the list is still that of every action
    qtbot.keyClick(palette.box.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.windowTitle() == "roidesk — northwind")
    assert len(session.desk.care.actions(99)) == undone


def test_a_key_after_enter_takes_it_back(palette, qtbot):
    qtbot.keyClicks(palette.box.field, "north")
    qtbot.keyClick(palette.box.field, Qt.Key.Key_Return)
    qtbot.keyClicks(palette.box.field, "w")
    qtbot.waitUntil(lambda: titles(palette, Section.CONTACTS) == ["northwind"])
    assert palette.box.isVisible()


def test_a_timer_begins_with_shift_enter(palette, session, qtbot):
    look(qtbot, palette, "north", Section.CONTACTS, "northwind")
    assert "Start a timer with northwind" in titles(palette, Section.DO)
    qtbot.keyClick(palette.box.field, Qt.Key.Key_Return, SHIFT)
    qtbot.waitUntil(lambda: len(session.desk.context.read().all(Timer)) == 1)


def test_a_conversion_is_asked_for(palette, window, qtbot):
    look(qtbot, palette, "north", Section.CONTACTS, "northwind")
    qtbot.keyClick(palette.box.field, Qt.Key.Key_C, CTRL | SHIFT)
    qtbot.waitUntil(lambda: any(each.isVisible() for each in window.findChildren(ConversionDialog)))
    (dialog,) = window.findChildren(ConversionDialog)
    qtbot.waitUntil(lambda: dialog.who.text() == "northwind")
    dialog.reject()


def test_entries_by_note_topic_and_contact(palette, qtbot):
    look(qtbot, palette, "delivery", Section.ENTRIES, "Answer about delivery")
    assert len(titles(palette, Section.ENTRIES)) == 2
    palette.box.field.clear()
    look(qtbot, palette, "bluefin", Section.ENTRIES, "Phone")


def test_an_entry_opens_its_day(palette, today, window, qtbot):
    window.go("week")
    look(qtbot, palette, "delivery", Section.ENTRIES, "Answer about delivery")
    while palette.box.current.title != "Answer about delivery":
        qtbot.keyClick(palette.box.field, Qt.Key.Key_Down)
    qtbot.keyClick(palette.box.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.current == "today" and len(today.table.selected()) == 1)
    assert today.row(today.table.selected()[0]).interaction.note == "answer about delivery"


@pytest.fixture
def one_at_a_time(monkeypatch):
    """Only the newest entry is looked through at once."""
    monkeypatch.setattr(finding, "_AT_ONCE", 1)
    monkeypatch.setattr(finding, "_AT_A_TIME", 1)


def test_older_entries_are_found_while_it_says_that_it_looks_on(one_at_a_time, palette, session, qtbot, monkeypatch):
    said = []
    older = session.desk.finding.older
    monkeypatch.setattr(
        session.desk.finding, "older", lambda looked: (said.append(palette.box._state.text()), older(looked))[1]
    )
    look(qtbot, palette, "delivery", Section.ENTRIES, "Phone")
    qtbot.waitUntil(lambda: len(titles(palette, Section.ENTRIES)) == 2)
    qtbot.waitUntil(palette.box._state.isHidden)
    assert set(said) == {"Looking through older interactions…"}


@pytest.mark.parametrize("end", ["key", "esc"])
def test_another_key_and_esc_end_the_look_through_older_ones(one_at_a_time, palette, session, qtbot, monkeypatch, end):
    steps = []

    def endless(looked):
        steps.append(looked)
        return looked

    monkeypatch.setattr(session.desk.finding, "older", endless)
    qtbot.keyClicks(palette.box.field, "zzq")
    listed = []
    palette.box.list.model().modelReset.connect(lambda: listed.append(len(steps)))
    qtbot.waitUntil(lambda: len(steps) > 3)
    assert [each for each in listed if each > 1] == []  # a list that stays as it is can be scrolled
    if end == "esc":
        qtbot.keyClick(palette.box.field, Qt.Key.Key_Escape)
    else:
        palette.box.field.setText("")
    qtbot.waitUntil(lambda: not session.tasks.busy)
    many = len(steps)
    QApplication.processEvents()
    assert len(steps) == many


def test_what_is_found_late_does_not_move_the_mark(palette, qtbot):
    palette.box.show_offers([Offer(Section.GO_TO, "Week", int)])
    palette.box.show_offers([Offer(Section.ENTRIES, "A weekly call", int), Offer(Section.GO_TO, "Week", int)])
    assert palette.box.current.title == "Week"


def test_a_page_keeps_only_a_contact(palette, window, qtbot):
    look(qtbot, palette, "north", Section.GO_TO, "Ledger, only northwind")
    next(row for row in palette.box.rows if isinstance(row, Offer) and "Ledger, only" in row.title).act()
    assert window.current == "ledger"
    assert window.page("ledger").filter.text == "@northwind"


def test_an_action_is_done_and_says_its_keys(palette, window, qtbot):
    look(qtbot, palette, "week", Section.GO_TO, "Week")
    while palette.box.current.title != "Week":
        qtbot.keyClick(palette.box.field, Qt.Key.Key_Down)
    assert palette.box.current.keys == ("Ctrl", "3")
    qtbot.keyClick(palette.box.field, Qt.Key.Key_Return)
    assert window.current == "week"


def test_esc_gives_the_keyboard_back(palette, window, qtbot):
    qtbot.keyClicks(palette.box.field, "zzqqx")
    qtbot.waitUntil(palette.box._state.isVisible)
    qtbot.keyClick(palette.box.field, Qt.Key.Key_Escape)
    assert not palette.box.isVisible()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is window.top.entry.field)


def test_what_is_marked_is_said(palette, qtbot):
    look(qtbot, palette, "north", Section.CONTACTS, "northwind")
    assert palette.box.field.accessibleDescription() == "Contacts, northwind, 2 interactions, Enter"


def test_sections_and_steps():
    offers = [Offer(Section.GO_TO, "b", int), Offer(Section.DO, "a", int)]
    rows = in_sections(offers)
    assert [row.title if isinstance(row, Offer) else row for row in rows] == [Section.DO, "a", Section.GO_TO, "b"]
    assert [next_offer(rows, at, 1) for at in (-1, 1, 3)] == [1, 3, 1]
    assert next_offer(rows, 1, -1) == 3
    assert next_offer([], 0, 1) == -1


def test_words_of_actions_may_be_typed_in_part(session):
    found = [each.name for each in fitting(session.window.registry.all, "undo")]
    assert found == ["undo"]
    assert fitting(session.window.registry.all, "zzqqx") == []
    for typed, subject in (("dark", "appearance"), ("time zone", "language"), ("what remains", "outcomes")):
        names = [each.name for each in fitting(session.window.registry.all, typed)]
        assert names[0] == f"settings_{subject}"
    assert fitting(session.window.registry.all, "nor") == []
    assert [each.name for each in fitting(session.window.registry.all, "setings")][:1] == ["page_settings"]


def test_an_entry_is_told_by_the_clock_of_the_day_wherever_it_was_logged(qtbot, session, palette):
    def logged_abroad():
        (row,) = (each for each in session.desk.tracking.page() if each.shown.contact == "bluefin")
        with session.desk.context.unit("edit") as unit:
            unit.put(replace(row.interaction, zone="America/New_York"))
        return unit.changes

    session.tasks.write(logged_abroad)
    qtbot.waitUntil(lambda: not session.tasks.busy)
    qtbot.keyClicks(palette.box.field, "delivery")
    told = "bluefin, today 11:00, 9 min"
    qtbot.waitUntil(lambda: any(isinstance(row, Offer) and row.more == told for row in palette.box.rows))
