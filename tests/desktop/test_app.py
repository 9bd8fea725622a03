"""From a line typed to a row seen, and back again."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QWidget

from roidesk.charts.chart import Chart
from roidesk.desktop.appearance import Appearance
from roidesk.desktop.models.cell_edits import Column
from roidesk.domain.instants import MINUTE, SECOND


def field(window):
    return window.top.entry.focusProxy()


def type_line(qtbot, window, text):
    field(window).setFocus()
    qtbot.keyClicks(field(window), text)


def press(qtbot, window, key, modifier=Qt.KeyboardModifier.NoModifier):
    qtbot.keyClick(QApplication.focusWidget() or window, key, modifier)


def column(today, which):
    return [today.model.index(row, which).data() for row in range(today.model.rowCount())]


def cell(today, row, which):
    return today.model.index(row, which)


def test_the_window_opens_on_the_day_with_the_entry_line_ready(window, today):
    assert field(window).hasFocus()
    assert column(today, Column.CHANNEL) == ["X (Twitter)", "Phone"]
    assert today.title.text() == "Thursday 19 November"
    assert window.windowTitle().startswith("roidesk — Today")


def test_typing_shows_chips_before_anything_is_saved(qtbot, window, today):
    type_line(qtbot, window, "email @acme 6m zzz")
    qtbot.waitUntil(lambda: any(chip.text.startswith("“zzz”") for chip in window.top.bar.chips))
    words = [chip.words for chip in window.top.bar.chips]
    assert any(each.startswith("Email") for each in words)
    assert any("6 min 14:24–14:30" in each for each in words)
    assert today.model.rowCount() == 2


def test_enter_logs_the_line_and_its_row_appears_on_top(qtbot, window, today):
    type_line(qtbot, window, "email @acme 6m")
    press(qtbot, window, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: today.model.rowCount() == 3)
    assert column(today, Column.CHANNEL)[0] == "Email"
    assert column(today, Column.TIME)[0] == "6 min"
    assert window.top.entry.text == ""


def test_a_second_enter_while_the_first_is_being_filed_files_nothing_twice(qtbot, window, today):
    type_line(qtbot, window, "email 6m")
    press(qtbot, window, Qt.Key.Key_Return)
    press(qtbot, window, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: today.model.rowCount() >= 3)
    qtbot.wait(50)
    assert today.model.rowCount() == 3


def test_a_refused_line_stays_and_one_sentence_says_why(qtbot, window, today):
    type_line(qtbot, window, "email 25:00-26:00")
    press(qtbot, window, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.top.bar.refusal != "")
    assert window.top.entry.text == "email 25:00-26:00"
    assert "25:00" in window.top.bar.refusal
    assert today.model.rowCount() == 2


def test_escape_clears_then_leaves_and_up_brings_the_line_back(qtbot, window, today):
    type_line(qtbot, window, "email 6m")
    press(qtbot, window, Qt.Key.Key_Escape)
    assert window.top.entry.text == ""
    press(qtbot, window, Qt.Key.Key_Up)
    assert window.top.entry.text == "email 6m"
    press(qtbot, window, Qt.Key.Key_Escape)
    press(qtbot, window, Qt.Key.Key_Escape)
    assert not field(window).hasFocus()
    assert today.table.hasFocus()


def test_what_is_typed_while_a_line_is_being_filed_is_kept(qtbot, window, today):
    type_line(qtbot, window, "email 6m")
    press(qtbot, window, Qt.Key.Key_Return)
    qtbot.keyClicks(field(window), " tweet")
    qtbot.waitUntil(lambda: today.model.rowCount() == 3)
    assert window.top.entry.text == "tweet"


def test_without_a_length_enter_starts_a_timer_that_counts_and_stops(qtbot, window, today, clock):
    type_line(qtbot, window, "call @acme")
    qtbot.waitUntil(lambda: any("starts a timer" in chip.text for chip in window.top.bar.chips))
    press(qtbot, window, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.top.timer.current is not None and today.model.rowCount() == 3)
    clock.us += 5 * MINUTE + 7 * SECOND
    qtbot.waitUntil(lambda: window.top.timer.elapsed == "5 min 07 s", timeout=3000)
    assert column(today, Column.TIME)[0] == "5 min 07 s"
    press(qtbot, window, Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: window.top.timer.current is None)
    qtbot.waitUntil(lambda: column(today, Column.TIME)[0] == "5 min")


def test_a_paused_timer_files_what_was_measured_and_goes_on(qtbot, window, today, clock):
    type_line(qtbot, window, "call @acme")
    press(qtbot, window, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    qtbot.waitUntil(lambda: window.top.timer.current is not None)
    clock.us += 2 * MINUTE
    window.top.pause_timer()
    qtbot.waitUntil(lambda: window.top.timer.current.paused_us is not None)
    clock.us += 30 * MINUTE
    window.top.pause_timer()
    qtbot.waitUntil(lambda: window.top.timer.current.paused_us is None)
    clock.us += 3 * MINUTE
    window.top.toggle_timer()
    qtbot.waitUntil(lambda: window.top.timer.current is None and today.model.rowCount() == 4)
    assert sorted(column(today, Column.TIME)[:2]) == ["2 min", "3 min"]


def test_delete_takes_a_row_away_and_ctrl_z_brings_it_back(qtbot, window, today):
    today.table.setFocus()
    today.table.setCurrentIndex(cell(today, 0, 0))
    press(qtbot, window, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: today.model.rowCount() == 1)
    assert window.toast.text == "Deleted"
    press(qtbot, window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: today.model.rowCount() == 2)
    assert column(today, Column.CHANNEL) == ["X (Twitter)", "Phone"]
    press(qtbot, window, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: today.model.rowCount() == 1)


def test_ctrl_z_in_a_line_being_typed_takes_back_typing_and_nothing_else(qtbot, window, today):
    type_line(qtbot, window, "email")
    press(qtbot, window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.wait(30)
    assert window.top.entry.text == ""
    assert today.model.rowCount() == 2


def edit(qtbot, today, row, which, text):
    today.table.setFocus()
    today.table.setCurrentIndex(cell(today, row, which))
    qtbot.keyClick(today.table, Qt.Key.Key_F2)
    editor = today.table.viewport().findChild(QLineEdit)
    editor.setText(text)
    qtbot.keyClick(editor, Qt.Key.Key_Return)


def test_a_length_is_edited_in_place(qtbot, today):
    edit(qtbot, today, 0, Column.TIME, "12m")
    qtbot.waitUntil(lambda: column(today, Column.TIME)[0] == "12 min")
    assert column(today, Column.WHEN)[0] == "14:02 – 14:14"


@pytest.mark.parametrize(
    ("which", "typed", "shown"),
    [
        (Column.WHEN, "13:00-13:30", "13:00 – 13:30"),
        (Column.WITH, "@hollis", "hollis"),
        (Column.TOPICS, "#ipad #quote", "#ipad #quote"),
        (Column.BRAND, "Own shop", "Own shop"),
    ],
)
def test_other_cells_are_edited_in_place(qtbot, today, which, typed, shown):
    edit(qtbot, today, 0, which, typed)
    qtbot.waitUntil(lambda: shown in column(today, which))


def test_a_refused_edit_says_why_and_keeps_what_was_typed(qtbot, today):
    edit(qtbot, today, 0, Column.TIME, "soon")
    qtbot.waitUntil(today.note.isVisible)
    assert "soon" in today.note.text
    # The first editor may not be deleted yet: the one that is open again is where the typing goes.
    qtbot.waitUntil(lambda: isinstance(editor := QApplication.focusWidget(), QLineEdit) and editor.text() == "soon")
    assert today.table.isAncestorOf(QApplication.focusWidget())
    assert column(today, Column.TIME)[0] == "4 min"
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not today.note.isVisible())


def test_d_does_an_interaction_again_as_a_timer(qtbot, window, today):
    today.table.setFocus()
    today.table.setCurrentIndex(cell(today, 0, 0))
    press(qtbot, window, Qt.Key.Key_D)
    qtbot.waitUntil(lambda: window.top.timer.current is not None)
    assert window.top.timer.current.title == "X (Twitter) · acme"


def test_c_links_what_came_of_an_interaction(qtbot, window, today):
    today.table.setFocus()
    today.table.setCurrentIndex(cell(today, 1, 0))
    press(qtbot, window, Qt.Key.Key_C)
    popup = today.menus._link
    popup._amount.setText("1240")
    qtbot.keyClick(popup._amount, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "1,240" in column(today, Column.LED_TO)[1])
    qtbot.waitUntil(lambda: not popup.isVisible())


def test_a_negative_amount_is_refused_in_the_popup_which_stays(qtbot, window, today):
    today.menus.ask_link(today.table.model().rows[0].interaction.id)
    popup = today.menus._link
    popup._amount.setText("-5")
    qtbot.keyClick(popup._amount, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: popup._refusal.text() != "")
    assert popup.isVisible()
    popup.hide()
    assert column(today, Column.LED_TO)[0] == ""


def test_the_day_before_and_back(qtbot, window, today):
    press(qtbot, window, Qt.Key.Key_PageUp, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: today.title.text() == "Wednesday 18 November")
    assert today.model.rowCount() == 0
    assert today.empty.isVisible()
    press(qtbot, window, Qt.Key.Key_PageDown, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: today.model.rowCount() == 2)
    press(qtbot, window, Qt.Key.Key_PageDown, Qt.KeyboardModifier.AltModifier)
    qtbot.wait(30)
    assert today.title.text() == "Thursday 19 November"


def test_the_same_keys_step_through_every_page_that_has_periods(qtbot, window, today):
    window.go("return")
    returns = window.page("return")
    qtbot.waitUntil(lambda: returns._loaded is not None)
    press(qtbot, window, Qt.Key.Key_PageUp, Qt.KeyboardModifier.AltModifier)
    assert returns.bar.asked.back == 1
    window.go("week")
    week = window.page("week")
    qtbot.waitUntil(lambda: week.title.text() == "Week 47")
    press(qtbot, window, Qt.Key.Key_PageUp, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: week.title.text() == "Week 46")
    window.go("ledger")
    press(qtbot, window, Qt.Key.Key_PageUp, Qt.KeyboardModifier.AltModifier)


def test_a_page_whose_code_is_being_loaded_comes_unless_one_has_gone_on(window, qtbot, monkeypatch):
    waiting = []
    for key in ("return", "week"):
        monkeypatch.setitem(window._entries, key, window._entries[key]._replace(load=waiting.append))
    window.visit("week")
    assert (window.current, window.page("week")) == ("week", None)
    window.visit("return")
    for then in waiting:
        then()
    assert window.page("week") is None
    qtbot.waitUntil(window.page("return").isVisible)
    window.visit("today")
    window.visit("return")
    assert window.page("return").isVisible()
    assert len(waiting) == 2


def test_after_midnight_the_page_shows_the_new_day(qtbot, today, clock):
    clock.us += 10 * 60 * MINUTE
    today._count()
    qtbot.waitUntil(lambda: today.title.text() == "Friday 20 November")


def test_the_keys_of_the_design_are_bound(window):
    bound = {each.key().toString() for each in window.findChildren(QShortcut)}
    wanted = (
        "Ctrl+N / Ctrl+1 Ctrl+2 Ctrl+3 Ctrl+5 Ctrl+, Ctrl+T Ctrl+Shift+P Ctrl+Shift+T Ctrl+Z Ctrl+Shift+Z Ctrl+Y "
        "Alt+PgUp Alt+PgDown Ctrl+F F1 Ctrl+? F5 F6 Shift+F6 Ctrl+Q"
    ).split()
    assert {QKeySequence(each).toString() for each in wanted} <= bound


def test_ctrl_f_filters_the_page_that_can_be_filtered(window, qtbot):
    window._find()
    window.go("return")
    page = window.make("return")
    window._find()
    assert not page.filter.isHidden()
    window.go("today")


def test_every_part_that_takes_the_focus_has_a_name(window):
    nameless = [
        each
        for each in window.findChildren(QWidget)
        if each.focusPolicy() != Qt.FocusPolicy.NoFocus
        and each.isVisible()
        and not each.accessibleName()
        and each.focusProxy() is None
    ]
    assert nameless == []


def test_dark_and_light_change_the_palette_and_the_icons_at_once(qtbot, session, window, today):
    light = window.grab().toImage().pixelColor(5, 5)
    session.kept.keep("appearance", Appearance.DARK.value)
    assert window.grab().toImage().pixelColor(5, 5).lightness() < 60 < light.lightness()
    session.kept.keep("appearance", Appearance.LIGHT.value)


def test_a_narrow_window_has_a_rail_and_no_right_column(qtbot, window, today):
    window.resize(1024, 700)
    qtbot.waitUntil(lambda: window.sidebar.width() == 56)
    qtbot.waitUntil(lambda: not today.panel.isVisible())


def test_user_text_is_never_markup(qtbot, window, today):
    type_line(qtbot, window, 'email 6m @"<b>x</b>"')
    press(qtbot, window, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: today.model.rowCount() == 3)
    shown = cell(today, 0, Column.WITH)
    assert shown.data() == "<b>x</b>"
    assert "&lt;b&gt;" in shown.data(Qt.ItemDataRole.ToolTipRole)


def tab_order(window):
    """What Tab reaches, in order, from the entry line on and once around."""
    found = [field(window)]
    each = found[0].nextInFocusChain()
    while each is not found[0]:
        if each.focusPolicy() & Qt.FocusPolicy.TabFocus and each.isVisible() and each.isEnabled():
            found.append(each)
        each = each.nextInFocusChain()
    return [each.accessibleName() for each in found]


def test_tab_goes_from_the_line_over_chips_and_timer_into_the_page_and_to_the_sidebar_last(qtbot, window, today):
    type_line(qtbot, window, "email @acme 6m")
    qtbot.waitUntil(lambda: len(window.top.bar.chips) >= 4)
    order = tab_order(window)
    assert order[0] == "What did you do"
    assert order[1] == "Email"
    places = [order.index(name) for name in ("Email", "Start", "Previous day", "Interactions of the day", "Today")]
    assert places == sorted(places)
    assert order[-5:] == ["Today", "Return", "Week", "Ledger", "Settings"]


def test_f6_goes_from_region_to_region(qtbot, window, today):
    press(qtbot, window, Qt.Key.Key_F6)
    assert today.table.hasFocus()
    press(qtbot, window, Qt.Key.Key_F6)
    assert window.sidebar.isAncestorOf(QApplication.focusWidget())
    press(qtbot, window, Qt.Key.Key_F6)
    assert field(window).hasFocus()


def test_what_another_program_writes_is_seen_without_a_key(qtbot, session, today, filled, clock):
    from roidesk.bootstrap import open_desk

    other = open_desk(filled, clock)
    other.tracking.log("email @hollis 3m")
    other.close()
    session.others.look()
    qtbot.waitUntil(lambda: today.model.rowCount() == 3)


def test_a_command_handed_over_is_carried_out_and_seen_at_once(qtbot, session, today):
    from roidesk.desktop.opening import Carried
    from roidesk.platform.single_instance import Reply, Request

    def carry_out(desk, request):
        logged = desk.tracking.log(" ".join(request.argv[1:]))
        return Carried(Reply(0, "done\n"), logged.changes)

    session.callers._opening = session.callers._opening._replace(carry_out=carry_out)
    told = []
    session.callers.answer(Request(("log", "email", "3m"), "/"), told.append)
    qtbot.waitUntil(lambda: today.model.rowCount() == 3)
    assert told == [Reply(0, "done\n")]


def test_a_fault_of_ours_is_shown_as_a_report_and_the_line_can_be_sent_again(
    qtbot, session, window, today, monkeypatch
):
    def fail(_line):
        raise ZeroDivisionError("planted")

    with monkeypatch.context() as planted:
        planted.setattr(session.desk.tracking, "log", fail)
        type_line(qtbot, window, "email 3m")
        qtbot.keyClick(field(window), Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: session.messages.report is not None and session.messages.report.isVisible())
    report = session.messages.report._text.toPlainText()
    assert "ZeroDivisionError" in report
    assert "planted" not in report
    session.messages.report.close()
    assert window.top.entry.text == "email 3m"
    qtbot.keyClick(field(window), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: today.model.rowCount() == 3)


def test_tab_reaches_everything_on_every_page_as_it_is_read(qtbot, window, today):
    pages = {
        "return": ("13 weeks", "Hours", "Cost and hours, by channel", "Today"),
        "week": ("Previous week", "Brand", "The week by channel and brand", "Hours by channel", "Conversions", "Today"),
        "ledger": ("Interactions", "Undo", "Add a row", "Columns", "Rows", "Today"),
    }
    for key, wanted in pages.items():
        window.go(key)
        page = window.page(key)
        qtbot.waitUntil(lambda page=page: page.first.isVisible() and spoken(page.first) != "")
        qtbot.waitUntil(
            lambda page=page: all(each.accessibleName() for each in page.findChildren(Chart) if each.isVisible())
        )
        field(window).setFocus()
        reached = [spoken(each) for each in tabbed(qtbot, window)]
        found = [next((n for n, name in enumerate(reached) if name.startswith(each)), None) for each in wanted]
        assert None not in found, (key, reached)
        assert found == sorted(found), (key, reached)


def tabbed(qtbot, window):
    """Everything Tab reaches from the entry line until it is there again."""
    reached = []
    while (focus := QApplication.focusWidget()) not in reached:
        reached.append(focus)
        qtbot.keyClick(focus, Qt.Key.Key_Tab)
    assert reached[0] is focus
    return reached


def spoken(widget):
    return QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)


def test_a_missing_hourly_cost_is_named_and_leads_to_where_it_is_entered(qtbot, window, today):
    window.go("return")
    page = window.page("return")
    qtbot.waitUntil(lambda: page.missing.text != "")
    assert page.missing.text.startswith("Ilse Vermeer has no hourly cost on Thu 19 Nov")
    next(each for each in page.missing.findChildren(QPushButton)).click()
    assert window.current == "settings"
    assert window.page("settings").current == "rates"


def test_an_offer_to_take_back_goes_when_something_else_was_done(qtbot, session, window, today):
    today.table.setCurrentIndex(today.model.index(0, 0))
    qtbot.keyClick(today.table, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: window.toast.text == "Deleted")
    session.tasks.write(lambda: session.desk.tracking.log("email 3m"))
    qtbot.waitUntil(lambda: window.toast.text == "")
    session.undo()
    qtbot.waitUntil(lambda: window.toast.text == "Undone")
    session.tasks.write(lambda: session.desk.tracking.log("email 4m"))
    qtbot.waitUntil(lambda: window.toast.text == "")
