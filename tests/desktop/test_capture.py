"""Typing a line in the window: what is offered, what the keys take, what a chip changes, and that nothing is lost."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

LINES = (
    "video demo 11:00-11:31 @northwind #ipad &Stylo",
    "email 11:40-11:45 @norah.b !4",
    "tweet reply 14:02-14:06 @acme #ipad",
)


@pytest.fixture
def lines():
    return LINES


@pytest.fixture
def entry(qtbot, window, session):
    desk = session.desk
    qtbot.waitUntil(lambda: len(desk.completing.complete("@nor", 4).offers) == 2)
    qtbot.waitUntil(lambda: not session.tasks.busy)
    window.top.entry.setFocus()
    qtbot.waitUntil(window.top.entry.field.hasFocus)
    return window.top.entry


@pytest.fixture
def press(entry):
    def press(key, modifier=Qt.KeyboardModifier.NoModifier):
        QTest.keyClick(entry.field, key, modifier)

    return press


@pytest.fixture
def typed(qtbot, entry, window, session):
    """Type a text and wait until it was read."""

    def typed(text):
        QTest.keyClicks(entry.field, text)
        qtbot.waitUntil(lambda: not session.tasks.busy)
        return window.top.capture

    return typed


def listed(capture):
    return [row.text for row in capture._completer.rows] if capture._completer else []


def chips(window):
    return [chip.words for chip in window.top.bar.chips]


def day(session, today):
    return session.desk.tracking.day(today).rows


def test_half_a_name_offers_whom_it_may_be_and_tab_takes_it(typed, press, entry, window):
    capture = typed("video demo @nor")
    assert listed(capture) == ["@norah.b", "@northwind", "@nor"]
    assert "norah.b? Tab to accept" in chips(window)
    assert entry.field._ghost == "ah.b"
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Tab)
    assert entry.text == "video demo @northwind "
    assert listed(capture) == []


def test_the_space_that_fingers_type_after_tab_is_not_one_too_many(typed, press, entry):
    typed("call @nor")
    press(Qt.Key.Key_Tab)
    taken = entry.text
    press(Qt.Key.Key_Space)
    assert entry.text == taken
    press(Qt.Key.Key_Space)
    assert entry.text == f"{taken} "


def test_what_is_wrong_before_it_is_told_though_a_word_is_being_completed(qtbot, typed, window):
    capture = typed("25:00 call @nor")
    assert listed(capture)
    qtbot.waitUntil(lambda: "“25:00” is not a time that exists" in window.top.bar.refusal)
    assert listed(capture)


def test_the_last_used_comes_first(typed, session):
    assert listed(typed("call @nor"))[0] == "@norah.b"


def test_enter_takes_half_a_name_for_whom_it_may_be_and_files_nothing_yet(typed, press, entry, session, qtbot):
    typed("call 4m @north")
    press(Qt.Key.Key_Return)
    assert entry.text == "call 4m @northwind "
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: entry.text == "")
    assert session.desk.completing.recent(1) == ("call @northwind 4m",)


def test_ctrl_enter_makes_a_new_contact_of_half_a_name(typed, press, entry, session, qtbot):
    typed("call 4m @north")
    press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert entry.text == "call 4m @north "
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: entry.text == "")
    assert session.desk.completing.recent(1) == ("call @north 4m",)


def test_a_name_that_is_somebodys_is_filed_by_one_enter(typed, press, entry, qtbot):
    typed("call 4m @acme")
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: entry.text == "")


def test_one_word_of_it_brings_the_whole_line_of_before(typed, press, entry):
    capture = typed("dem")
    assert listed(capture)[0] == "video demo @northwind #ipad &Stylo"
    press(Qt.Key.Key_Tab)
    assert entry.text == "video demo @northwind #ipad &Stylo "


def test_the_arrow_at_the_end_takes_what_is_shown_behind_the_cursor(typed, press, entry):
    typed("twe")
    press(Qt.Key.Key_Right)
    assert entry.text == "tweet reply @acme #ipad "


def test_the_arrow_takes_nothing_that_is_not_shown_there(typed, press, entry):
    typed("dem")
    press(Qt.Key.Key_Right)
    assert entry.text == "dem"


def test_half_a_name_is_no_new_contact_of_a_timer_either(typed, press, entry):
    typed("call @north")
    press(Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert entry.text == "call @northwind "


def test_esc_takes_the_list_away_and_only_then_the_line(typed, press, entry):
    capture = typed("call @nor")
    press(Qt.Key.Key_Escape)
    assert (listed(capture), entry.text) == ([], "call @nor")
    press(Qt.Key.Key_Escape)
    assert entry.text == ""
    press(Qt.Key.Key_Up)
    assert entry.text == "call @nor"


def test_the_list_goes_when_the_cursor_goes_elsewhere_or_the_focus(typed, press, entry, window):
    capture = typed("call @nor")
    press(Qt.Key.Key_Home)
    assert listed(capture) == []
    press(Qt.Key.Key_End)
    capture = typed("a")
    assert listed(capture)
    window.top.timer.setFocus()
    window.page("today").first.setFocus()
    assert listed(capture) == []


def test_typing_can_be_taken_back_after_something_was_accepted(typed, press, entry):
    typed("call @nor")
    press(Qt.Key.Key_Tab)
    press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert entry.text == "call @nor"


def test_up_brings_back_what_was_filed_before_the_window_was_opened(press, entry):
    press(Qt.Key.Key_Up)
    assert entry.text == "tweet reply @acme #ipad 4m"
    press(Qt.Key.Key_Up)
    press(Qt.Key.Key_Up)
    assert entry.text == "video demo @northwind #ipad &Stylo 31m"
    press(Qt.Key.Key_Down)
    assert entry.text == "email @norah.b !4 5m"


def test_up_brings_back_what_was_filed_elsewhere(press, entry, session, qtbot):
    session.tasks.write(lambda: session.desk.tracking.log("call @zebra 4m"))
    qtbot.waitUntil(lambda: not session.tasks.busy)
    press(Qt.Key.Key_Up)
    assert entry.text == "call @zebra 4m"


def test_a_misread_length_has_a_proposal_that_tab_takes(typed, press, entry, window, qtbot):
    typed("tweet @acme 40mm")
    bar = window.top.bar
    qtbot.waitUntil(lambda: bar.proposed == ("40m",))
    assert bar.refusal == "“40mm” is not a time. Did you mean"
    press(Qt.Key.Key_Tab)
    assert entry.text == "tweet @acme 40m"


def test_a_slip_in_a_name_is_told_before_it_becomes_somebody_new(typed, press, entry, window, qtbot):
    typed("call @nrothwind 4m")
    bar = window.top.bar
    qtbot.waitUntil(lambda: bar.proposed == ("@northwind",))
    assert bar.refusal == "Nobody is called “@nrothwind” yet. Did you mean"
    press(Qt.Key.Key_Tab)
    assert entry.text == "call @northwind 4m"


def test_a_proposal_is_of_what_is_refused_first(typed, window, qtbot):
    typed("call 25:00 ~gve")
    bar = window.top.bar
    qtbot.waitUntil(lambda: "25:00" in bar.refusal)
    assert bar.proposed == ()


def test_enter_keeps_a_misread_word_as_a_note(typed, press, entry, session, qtbot):
    typed("call @acme 4m 40mm")
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: entry.text == "")
    rows = session.desk.tracking.page(limit=1)
    assert rows[0].interaction.note == "40mm"


def test_a_link_tells_the_channel_and_is_kept(typed, press, entry, session, qtbot):
    typed("https://x.com/acme/status/12 4m")
    assert chips(session.window)[0] == "X (Twitter) from the link"
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: entry.text == "")
    assert session.desk.tracking.page(limit=1)[0].interaction.note == "https://x.com/acme/status/12"


def choose(qtbot, window, chip, words):
    """Open a chip's menu by key and choose by its words."""
    bar, capture = window.top.bar, window.top.capture
    number = [each.words for each in bar.chips].index(chip)
    button = bar._flow.itemAt(number).widget()
    button.setFocus()
    opened = []
    QTest.keyClick(button, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: capture._menu is not None)
    capture._menu.shown.connect(opened.append)
    qtbot.waitUntil(lambda: bool(opened))
    menu = opened[0]
    action = next(each for each in menu.actions() if each.text() == words)
    menu.setActiveAction(action)
    QTest.keyClick(menu, Qt.Key.Key_Return)


@pytest.mark.parametrize(
    ("chip", "change"),
    [
        ("X (Twitter) reply", ("X (Twitter) post", "tweet post @acme #ipad 4m")),
        ("acme", ("northwind", "tweet reply @northwind #ipad 4m")),
        ("#ipad", ("Take it out", "tweet reply @acme 4m")),
        ("2 of 5", ("5 most personal", "tweet reply @acme #ipad 4m !5")),
    ],
)
def test_a_chip_offers_what_else_its_part_may_say(qtbot, typed, window, chip, change):
    words, line = change
    entry = window.top.entry
    typed("tweet reply @acme #ipad 4m")
    shown = next(each for each in chips(window) if each.lstrip("@").startswith(chip))
    choose(qtbot, window, shown, words)
    assert entry.text == line
    assert entry.field.hasFocus()


def test_the_chip_of_a_contact_opens_their_page(qtbot, typed, window, session):
    opened = []
    window.top.capture.contact_wanted.connect(opened.append)
    typed("tweet reply @acme 4m")
    choose(qtbot, window, "@acme", "Open acme")
    assert opened == [session.desk.context.read().contact_called("acme").id]
