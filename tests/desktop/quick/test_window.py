"""The quick entry, key by key: what it files, what it shows, and that nothing typed is lost."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from roidesk.desktop.quick.keys import Mode
from roidesk.domain.instants import MINUTE
from roidesk.domain.model import Conversion, Inbound, Interaction

ENTER, ESCAPE, SPACE = Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Space


@pytest.fixture
def lines():
    return ("call 11:35-11:58 @bluefin #delivery", "tweet reply 14:02-14:06 @acme #ipad &Stylo !4")


def running(desk):
    return [row.shown.channel.name for row in desk.timers.status()]


def newest(desk):
    return max(desk.context.read().all(Interaction), key=lambda each: each.end_us)


def gone(qtbot, hands):
    qtbot.waitUntil(lambda: not hands.window.isVisible())


def test_a_digit_starts_and_the_pop_up_waits_for_minutes(hands, desk):
    hands.summon()
    hands.press("1")
    assert running(desk) == ["Email"]
    assert hands.window.isVisible()
    hands.press(ENTER)
    assert not hands.window.isVisible()
    assert running(desk) == ["Email"]


def test_minutes_turn_it_into_a_past_entry_however_fast_they_are_typed(qtbot, hands, desk, clock):
    desk.timers.start("video @northwind")
    hands.summon()
    hands.type("114")
    QTest.keyClick(hands.window.focusWidget(), ENTER)
    gone(qtbot, hands)
    assert running(desk) == ["Video call"]
    entry = newest(desk)
    assert (entry.end_us - entry.start_us, entry.end_us) == (14 * MINUTE, clock.now())


def test_a_digit_switches_and_with_shift_runs_beside(hands, desk):
    desk.timers.start("video @northwind")
    hands.summon()
    hands.press("1")
    assert running(desk) == ["Email"]
    hands.press(ESCAPE)
    hands.summon()
    QTest.keyEvent(QTest.KeyAction.Click, hands.window.focusWidget(), "$", Qt.KeyboardModifier.ShiftModifier)
    hands._settle()
    assert sorted(running(desk)) == ["Email", "Phone"]


def test_enter_stops_what_runs_and_else_repeats(hands, desk):
    hands.summon()
    assert "repeats" in " ".join(each.text() for each in hands.window.footer.findChildren(QLabel))
    hands.press(ENTER)
    assert running(desk) == ["X (Twitter)"]
    assert desk.timers.status()[0].shown.contact == "acme"
    hands.summon()
    hands.press(ENTER)
    assert running(desk) == []
    assert not hands.window.isVisible()


def test_what_is_ignored_on_purpose_is_noted(hands, desk, clock):
    hands.summon()
    hands.press("i")
    assert hands.window._state.mode is Mode.IGNORE
    hands.press("2")
    assert not hands.window.isVisible()
    (inbound,) = desk.context.read().all(Inbound)
    assert (inbound.at_us, inbound.ignored_us) == (clock.now(), clock.now())


def test_a_conversion_typed_without_a_pause(qtbot, hands, desk):
    hands.summon()
    hands.press("c")
    hands.type("bl")
    QTest.keyClick(hands.window.focusWidget(), ENTER)
    hands.type("240")
    QTest.keyClick(hands.window.focusWidget(), ENTER)
    gone(qtbot, hands)
    (came,) = desk.context.read().all(Conversion)
    assert (came.kind, came.amount_minor, came.interaction_id) == ("purchase", 24_000, None)
    assert desk.context.read().contact_names([came.contact_id])[came.contact_id] == "bluefin"


def test_a_conversion_of_another_kind_without_an_amount(qtbot, hands, desk):
    hands.summon()
    hands.press("c")
    hands.press("b", "l", ENTER)
    QTest.keyClick(hands.window.focusWidget(), Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    hands.press(ENTER)
    gone(qtbot, hands)
    (came,) = desk.context.read().all(Conversion)
    assert (came.kind, came.amount_minor) == ("demo_request", None)


def test_who_it_came_of_is_found_as_in_the_line(hands, desk):
    desk.completing.prepare()
    hands.summon()
    hands.press("c")
    for typed in ("uefi", "bleufin"):  # inside of the name; a slip of the fingers
        hands.window.came.who.clear()
        hands.type(typed)
        hands.press()
        assert hands.window.came.people.item(0).text() == "bluefin"


def test_an_amount_that_is_none_is_refused_and_stays(qtbot, hands, desk):
    hands.summon()
    hands.press("c", "b", "l", ENTER)
    hands.type("lots")
    hands.press(ENTER)
    assert hands.window.isVisible()
    assert hands.window.came.amount.text() == "lots"
    assert desk.context.read().all(Conversion) == []
    hands.window.came.amount.clear()
    hands.type("12,50")
    hands.press(ENTER)
    assert [each.amount_minor for each in desk.context.read().all(Conversion)] == [1250]


def test_letters_of_nobody_become_a_line(hands):
    hands.summon()
    hands.press("c", "x", "q", ENTER)
    assert hands.window._state.mode is Mode.CAME
    QTest.keyClick(hands.window.came.who, Qt.Key.Key_Tab)
    assert hands.window.entry.text == "cxq"


def test_a_line_that_begins_with_c_is_a_line_as_it_is_typed(qtbot, hands, desk):
    hands.summon()
    hands.press("c")
    hands.type("all @acme 5m")
    assert hands.window.entry.text == "call @acme 5m"
    while hands.window.isVisible():
        hands.press(ENTER)
    row = desk.tracking.page(limit=1)[0]
    assert (row.shown.channel.name, row.shown.contact, row.us) == ("Phone", "acme", 5 * MINUTE)


def test_space_begins_text_and_any_other_sign_is_text(qtbot, hands, desk):
    hands.summon()
    hands.press(SPACE)
    hands.type("5m tweet reply @acme")
    qtbot.waitUntil(lambda: any("Acme" in chip.text or "acme" in chip.text for chip in hands.window.bar.chips))
    hands.press(ENTER)
    gone(qtbot, hands)
    assert newest(desk).end_us - newest(desk).start_us == 5 * MINUTE
    hands.summon()
    hands.press("t")
    assert hands.window.entry.text == "t"


def test_a_word_with_i_is_text(hands):
    hands.summon()
    hands.press("i", "n")
    assert hands.window.entry.text == "in"


def test_what_was_typed_is_there_the_next_time(qtbot, hands):
    hands.summon()
    hands.type("tweet @acme")
    hands.window.hide()
    hands.summon()
    assert hands.window.entry.text == "tweet @acme"
    while hands.window.entry.text:  # the first may close a list
        hands.press(ESCAPE)
    assert hands.window.isVisible()
    hands.press(ESCAPE)
    assert not hands.window.isVisible()


def test_undo_takes_back_the_last_action(hands, desk):
    hands.summon()
    hands.press("1")
    hands.press((Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier))
    assert running(desk) == []
    assert hands.window.isVisible()
    assert hands.window.footer.text == "Undone"


def test_a_key_without_a_pin_says_so(hands, desk):
    hands.summon()
    hands.press("9")
    assert hands.window.refusal.isVisible()
    assert running(desk) == []
    hands.press("4")
    assert running(desk) == ["Phone"]
    assert not hands.window.refusal.isVisible()


def test_a_line_that_cannot_be_filed_stays_with_its_reason(qtbot, hands):
    hands.summon()
    hands.press(SPACE)
    hands.type("tweet reply 25:99-26:00 4m")
    hands.press(ENTER)
    assert hands.window.isVisible()
    assert hands.window.entry.text == "tweet reply 25:99-26:00 4m" or hands.window.bar.refusal


def test_control_enter_logs_and_opens(qtbot, hands, session):
    session.window.go("ledger")
    hands.summon()
    hands.type("tweet 3m")
    hands.press((ENTER, Qt.KeyboardModifier.ControlModifier))
    gone(qtbot, hands)
    assert session.window.current == "today"
    today = session.window.page("today")
    qtbot.waitUntil(lambda: today.table.selected() == (newest(session.desk).id,))
    assert session.window.focusWidget() is today.table


def test_a_second_enter_does_nothing_twice(qtbot, hands, desk):
    hands.summon()
    QTest.keyClick(hands.window.focusWidget(), ENTER)
    QTest.keyClick(hands.window.entry.field, ENTER)
    hands._settle()
    assert running(desk) == ["X (Twitter)"]


def test_it_is_as_high_as_what_it_shows(qtbot, hands):
    hands.summon()
    for keys in ("1", (ESCAPE,), "c", (ESCAPE,), "tweet @acme #ipad &Stylo 4m and a note that goes on for long"):
        if isinstance(keys, str):
            hands.type(keys)
        else:
            hands.press(*keys)
        if not hands.window.isVisible():
            hands.summon()
        hands._settle()
        window = hands.window
        qtbot.waitUntil(lambda: window.rect().contains(window.footer.geometry()))  # noqa: B023
        assert all(
            window.rect().contains(each.geometry()) for each in window.children() if getattr(each, "isVisible", bool)()
        )


def test_the_same_keys_put_it_away_while_nothing_is_typed(hands):
    hands.summon()
    hands.quick.summon()
    assert not hands.window.isVisible()


def test_settings_say_why_the_key_is_not_heard(qtbot, quick, session):
    said = "There is no screen on which keys could be heard."
    assert quick.state == said
    page = session.window.make("settings")
    page.show_subject("keys")
    form = next(form for form in page.section.forms.values() if "hotkey" in form.rows)
    assert form.rows["hotkey"]._state.text() == said
    session.kept.keep("hotkey", "")
    assert form.rows["hotkey"]._state.text() == "No keys are set; “roidesk quick” and the tray open it."
