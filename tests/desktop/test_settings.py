"""Settings: each subject reads and writes the store or the desk at once, and every change can be taken back."""

from __future__ import annotations

from dataclasses import fields

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication, QLineEdit

from roidesk.desktop.kept import desk_settings
from roidesk.desktop.settings_subjects import subjects
from roidesk.domain.model import Channel, ChannelKind, Interaction, Person, Rate
from roidesk.domain.personalness import Components
from roidesk.i18n import setting_words
from roidesk.settings.asked import ASKED, NOT_ASKED
from roidesk.settings.desk import DeskSettings
from roidesk.settings.store import StoreSettings


@pytest.fixture
def page(session, qtbot):
    session.window.go("settings")
    made = session.window.page("settings")
    qtbot.waitUntil(lambda: made.section.card is not None)
    return made


@pytest.fixture
def at(session, page, qtbot):
    """Go to a subject, and wait until it stands."""

    def go(subject):
        page.show_subject(subject)
        qtbot.waitUntil(lambda: not session.tasks.busy)
        return page.section

    return go


def _settled(session, qtbot):
    qtbot.waitUntil(lambda: not session.tasks.busy)


def _kind(desk, channel, name):
    read = desk.context.read()
    where = next(each for each in read.all(Channel) if each.name == channel)
    return next(each for each in read.where(ChannelKind, channel_id=where.id) if each.name == name)


# ---------------------------------------------------------------- what is declared


def test_every_setting_is_asked_somewhere_or_left_out_on_purpose():
    known = {each.name for each in (*fields(StoreSettings), *fields(DeskSettings))}
    assert {each.key for each in ASKED} | NOT_ASKED == known
    assert {each.subject for each in ASKED} <= {each.key for each in subjects()}


def test_every_setting_and_choice_is_said_in_words():
    for each in ASKED:
        assert setting_words.said(each.key).name
        assert setting_words.group(each.group)
        assert [code for code in each.choices if setting_words.choice(each.key, code) == code] == []


def test_settings_of_a_group_stand_together():
    seen = []
    for each in ASKED:
        if not seen or seen[-1] != (each.subject, each.group):
            seen.append((each.subject, each.group))
    assert len(seen) == len(set(seen))


# ---------------------------------------------------------------- the page


def test_every_subject_opens_and_begins_somewhere(at):
    for subject in subjects():
        section = at(subject.key)
        assert section.isVisible()
        assert section.first.focusPolicy() != Qt.FocusPolicy.NoFocus or section.first.focusProxy() is not None


def test_every_subject_can_be_gone_to_by_name(session, page, qtbot):
    for each in subjects():
        session.window.registry.do(f"settings_{each.key}")
        assert page.current == each.key
    focus = QApplication.focusWidget()
    assert focus is not None
    assert page.section.isAncestorOf(focus)


def test_a_setting_of_the_store_is_kept_at_once_and_undone(session, at, qtbot):
    form = at("outcomes").forms["counting"]
    line = form.rows["margin"].field.line
    assert line.text() == "40"
    line.setFocus()
    line.selectAll()
    qtbot.keyClicks(line, "37,5")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: session.desk.care.settings().margin * 8 == 3)
    session.undo()
    qtbot.waitUntil(lambda: session.desk.care.settings().margin * 5 == 2)
    qtbot.waitUntil(lambda: line.text() == "40")


def test_what_cannot_be_is_said_and_stays_in_the_field(session, at, qtbot):
    row = at("outcomes").forms["counting"].rows["margin"]
    line = row.field.line
    line.setFocus()
    line.selectAll()
    qtbot.keyClicks(line, "140")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert "140" in row._error.text()
    assert line.text() == "140"
    assert session.desk.care.settings().margin * 5 == 2


def test_a_setting_of_the_desk_is_kept_and_its_field_follows(session, at):
    form = at("reminders").forms["idle"]
    assert form.rows["leave_out_under"].isEnabled()
    form.rows["watch_idle"].field.switch.click()
    assert not desk_settings().watch_idle
    assert not form.rows["leave_out_under"].isEnabled()
    session.kept.keep("watch_idle", "1")
    assert form.rows["watch_idle"].field.switch.isChecked()


def test_a_clock_that_is_none_is_refused_below_its_field(at, qtbot):
    row = at("reminders").forms["reminders"].rows["remind_from"]
    line = row.field.line
    line.setFocus()
    line.selectAll()
    qtbot.keyClicks(line, "25:00")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert "25:00" in row._error.text()
    assert desk_settings().remind_from == 9 * 60


def test_a_language_counts_when_the_window_is_opened_again(session, at, qtbot, monkeypatch):
    spoken = []
    monkeypatch.setattr("roidesk.desktop.session.use", spoken.append)
    row = at("language").forms["language"].rows["language"]
    assert row.later.isHidden()
    row.field.box.setCurrentIndex(row.field.box.findData("da"))
    row.field.box.activated.emit(row.field.box.currentIndex())
    assert desk_settings().language == "da"
    with qtbot.waitSignal(session.window.closing):
        row.later.click()
    assert spoken == ["da"]
    assert session._next is session._opening


# ---------------------------------------------------------------- channels


def test_an_answer_changes_the_score_at_once_and_the_store_with_it(session, page, qtbot):
    section = page.section
    section.table.setFocus()
    names = [each.channel.name for each in section._scale.cards]
    section.table.setCurrentIndex(section.table.model().index(names.index("X (Twitter)"), 0))
    kind = _kind(session.desk, "X (Twitter)", "reply")
    column = section.answers.column(kind.id)
    assert column._score.text() == "22.5"
    column.answers[1]._buttons["2"].click()
    assert column._score.text() == "42.5"
    qtbot.waitUntil(lambda: _kind(session.desk, "X (Twitter)", "reply").score == 4250)
    session.undo()
    qtbot.waitUntil(lambda: section.answers.column(kind.id)._score.text() == "22.5")


def test_the_past_follows_when_asked_and_comes_back_with_the_note(session, page, qtbot):
    def scores():
        return sorted(each.score for each in session.desk.context.read().all(Interaction))

    section = page.section
    names = [each.channel.name for each in section._scale.cards]
    section.table.setCurrentIndex(section.table.model().index(names.index("X (Twitter)"), 0))
    before = scores()
    session.desk.channels.judge(_kind(session.desk, "X (Twitter)", "reply").id, Components((0, 0, 0, 0, 0, 0)))
    assert scores() == before
    section.past.click()
    qtbot.waitUntil(lambda: scores() == [0, 7000])
    qtbot.waitUntil(lambda: "1 entry on X (Twitter)" in section.note.text)
    section.note.offers[0].click()
    qtbot.waitUntil(lambda: scores() == before)


def test_tab_goes_through_a_channel_as_it_is_read(session, page, qtbot):
    section = page.section
    names = [each.channel.name for each in section._scale.cards]
    section.table.setFocus()
    section.table.setCurrentIndex(section.table.model().index(names.index("Phone"), 0))
    qtbot.waitUntil(lambda: all(each.isVisible() for each in section.words._chips))
    said = []
    focus = section.table
    while focus is not section.costs and len(said) < 40:
        qtbot.keyClick(focus, Qt.Key.Key_Tab)
        focus = QApplication.focusWidget()
        said.append(focus.accessibleName() or focus.text())
    assert said[:6] == [
        "Add a channel",
        "Rename…",
        "Take out “call”",
        "Take out “phone”",
        "Words you can type",
        "Green",
    ]
    assert said[6:13] == ["Change “Voice message”: name, words", "no", "yes", "no", "no", "yes", "yes"]
    assert said[13] == "Change “Other”: name, words"
    assert said[-4:] == ["Add a kind", "Change the weights…", "Recalculate the past too", "Rates and costs"]


def test_space_leaves_a_channel_out_of_use(session, page, qtbot):
    section = page.section
    section.table.setFocus()
    qtbot.keyClick(section.table, Qt.Key.Key_Space)
    first = section._scale.cards[0].channel.id
    qtbot.waitUntil(lambda: session.desk.context.read().get(Channel, first).retired_us is not None)
    qtbot.waitUntil(lambda: not section._scale.cards[0].used)
    qtbot.keyClick(section.table, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: session.desk.context.read().get(Channel, first).retired_us is None)


def test_words_are_typed_one_after_the_other(session, page, qtbot):
    section = page.section
    line = section.words.line
    line.setFocus()
    qtbot.keyClicks(line, "Post ")
    qtbot.waitUntil(lambda: "post" in _kind(session.desk, "Email", "").words)
    qtbot.keyClick(line, Qt.Key.Key_Backspace)
    qtbot.waitUntil(lambda: "post" not in _kind(session.desk, "Email", "").words)


def test_a_kind_is_added_and_a_name_that_is_taken_is_refused_in_its_dialog(session, page, qtbot):
    dialog = page.section.ask_kind(None)
    dialog.name.setText("newsletter")
    dialog.save.click()
    qtbot.waitUntil(lambda: not dialog.problem.isHidden())
    dialog.name.setText("survey")
    dialog.save.click()
    qtbot.waitUntil(lambda: "survey" in [each.name for each in page.section.card.kinds])


def test_a_channel_is_added_and_chosen_and_a_taken_name_is_refused_where_it_is_typed(session, page, qtbot):
    dialog = page.section.ask_channel()
    assert not dialog.save.isEnabled()
    dialog.name.setText("phone")
    dialog.save.click()
    qtbot.waitUntil(lambda: not dialog.problem.isHidden())
    assert dialog.name.text() == "phone"
    dialog.name.setText("Trade fair")
    dialog.save.click()
    qtbot.waitUntil(lambda: page.section.card.channel.name == "Trade fair")
    assert page.section.name.text() == "Trade fair"


def test_weights_can_be_used_only_when_they_add_up(session, page, qtbot):
    dialog = page.section._ask_weights()
    dialog.fields[0].setValue(24)
    assert not dialog.use.isEnabled()
    dialog.fields[1].setValue(21)
    dialog.use.click()
    qtbot.waitUntil(lambda: session.desk.care.settings().weights == (24, 21, 20, 10, 15, 10))


# ---------------------------------------------------------------- tables


def test_a_missing_price_leads_to_where_it_is_entered(session, qtbot):
    session.window.go("return")
    session.window.page("return").table_wanted.emit("rates")
    page = session.window.page("settings")
    assert (session.window.current, page.current) == ("settings", "rates")
    assert QApplication.focusWidget() is page.section.rates.add


def test_a_rate_is_added_with_what_the_desk_knows_filled_in(session, at, qtbot):
    panel = at("rates").rates
    panel.add.click()
    assert panel.model.draft["person"] == "Ilse Vermeer"
    assert panel.save.isVisible()
    editor = panel.table.findChild(QLineEdit)
    qtbot.keyClicks(editor, "34.50")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not panel.model.missing())
    panel.save.click()
    qtbot.waitUntil(lambda: [each.hourly_minor for each in session.desk.context.read().all(Rate)] == [3450])
    qtbot.waitUntil(lambda: len(panel.model.rows) == 1)
    assert panel.model.draft is None


def test_enter_presses_the_button_that_has_the_focus(session, at, qtbot):
    panel = at("rates").rates
    panel.add.setFocus()
    qtbot.keyClick(panel.add, Qt.Key.Key_Return)
    assert panel.model.draft is not None


def test_a_goal_proposes_figures_in_words_and_keeps_what_they_stand_for(session, at, qtbot):
    goals = at("outcomes").panels[1]
    goals.add.click()
    editor = goals.table.findChild(QLineEdit)
    qtbot.keyClicks(editor, "a purch")
    found = editor.completer().completionModel()
    assert [found.index(n, 0).data() for n in range(found.rowCount())] == ["Cost a purchase", "Minutes a purchase"]
    editor.setText("cost a purchase")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: goals.model.draft.get("metric") == "cost_per_purchase")
    place = goals.model.index(0, goals.model.column_at("metric"))
    assert place.data() == "Cost a purchase"
    goals.table.open_cell(place)
    assert goals.table.findChild(QLineEdit).text() == "Cost a purchase"
    qtbot.keyClick(goals.table.findChild(QLineEdit), Qt.Key.Key_Escape)


def test_a_person_is_added_and_can_own_the_desk(session, at, qtbot):
    section = at("people")
    section.people.add.click()
    editor = section.people.table.findChild(QLineEdit)
    qtbot.keyClicks(editor, "Joost de Wit")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not section.people.model.missing())
    section.people.save.click()
    box = section.forms["desk"].rows["person_id"].field.box
    qtbot.waitUntil(lambda: box.findText("Joost de Wit") > 0)
    _settled(session, qtbot)
    box.setCurrentIndex(box.findText("Joost de Wit"))
    box.activated.emit(box.currentIndex())
    joost = next(each for each in session.desk.context.read().all(Person) if each.name == "Joost de Wit")
    qtbot.waitUntil(lambda: session.desk.care.settings().person_id == joost.id)


# ---------------------------------------------------------------- keys


def _row_of(section, name):
    return next(at for at, each in enumerate(section._rows) if each.name == name)


def test_keys_are_changed_and_who_had_them_has_none(session, at):
    section = at("keys")
    section.table.selectRow(_row_of(section, "pause"))
    dialog = section.ask()
    dialog.edit.setKeySequence(QKeySequence("Ctrl+T"))
    assert "timer" in dialog.said.text()
    dialog.use.click()
    registry = session.window.registry
    assert (registry.keys("pause"), registry.keys("timer")) == (("Ctrl+T",), ())
    section.usual.click()
    assert (registry.keys("pause"), registry.keys("timer")) == (("Ctrl+Shift+P",), ("Ctrl+T",))


def test_keys_are_pressed_enter_uses_them_and_esc_leaves(session, at, qtbot):
    section = at("keys")
    section.table.selectRow(_row_of(section, "pause"))
    dialog = section.ask()
    qtbot.keyClick(dialog.edit, Qt.Key.Key_J, Qt.KeyboardModifier.ControlModifier)
    assert dialog.keys == "Ctrl+J"
    qtbot.keyClick(dialog.edit, Qt.Key.Key_Escape)
    assert session.window.registry.keys("pause") == ("Ctrl+Shift+P",)
    dialog = section.ask()
    qtbot.keyClick(dialog.edit, Qt.Key.Key_J, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(dialog.edit, Qt.Key.Key_Return)
    assert session.window.registry.keys("pause") == ("Ctrl+J",)


def test_the_key_of_quick_capture_is_asked_for_and_never_taken_from_all_typing(session, at, qtbot):
    section = at("keys")
    field = section.forms["keys"].rows["hotkey"].field
    assert "Ctrl+Alt+Space" in field.button.text()
    qtbot.keyClicks(field.button, "rates")
    assert desk_settings().hotkey == "Ctrl+Alt+Space"
    dialog = field.ask()
    qtbot.keyClick(dialog.edit, Qt.Key.Key_J)
    assert not dialog.use.isEnabled()
    qtbot.keyClick(dialog.edit, Qt.Key.Key_Return)
    assert desk_settings().hotkey == "Ctrl+Alt+Space"
    dialog.edit.setKeySequence(QKeySequence("Meta+J"))
    dialog.use.click()
    assert desk_settings().hotkey == "Meta+J"
    assert "no key" not in field.button.accessibleName()


def test_keys_that_a_list_handles_itself_are_listed_and_cannot_be_changed(at):
    section = at("keys")
    section.table.selectRow(_row_of(section, "row_delete"))
    assert not section.change.isEnabled()
    assert section.ask() is None


def test_the_sheet_shows_what_is_typed_and_keys_as_they_are_now(session, qtbot):
    from roidesk.desktop.widgets.keys_sheet import KeysSheet

    session.kept.keep("keys", "pause=Ctrl+P")
    sheet = KeysSheet(session.window.registry)
    qtbot.addWidget(sheet)
    qtbot.keyClicks(sheet.search, "pause")
    assert [each.keys for each in sheet.shown] == [("Ctrl+P",)]
    sheet.search.setText("no such thing")
    assert sheet.shown == ()
    assert not sheet._nothing.isHidden()


# ---------------------------------------------------------------- storage


def test_everything_is_exported_checked_and_backed_up(session, at, qtbot, tmp_path):
    section = at("storage")
    section.files.export_to(tmp_path / "all.zip")
    qtbot.waitUntil(lambda: "written to all.zip" in section.note.text)
    assert (tmp_path / "all.zip").exists()
    section.check.click()
    qtbot.waitUntil(lambda: "no faults" in section._checked.text())
