"""The ledger page on a real store: look through, add, edit in place, delete, bring in, take out."""

from __future__ import annotations

import zipfile
from datetime import date

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QFontMetrics, QHelpEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QComboBox, QLabel, QLineEdit, QMenu, QToolTip

from roidesk.bootstrap import open_desk
from roidesk.desktop import ledger_ahead, style
from roidesk.desktop.ledger_reading import PAGE
from roidesk.desktop.models.ledger_words import Reading, cell_words, in_order
from roidesk.desktop.pages.ledger import LedgerPage
from roidesk.desktop.tasks import Tasks
from roidesk.desktop.widgets.buttons import Button
from roidesk.desktop.widgets.history_dialog import HistoryDialog
from roidesk.desktop.widgets.link_popup import LinkPopup
from roidesk.domain.instants import MINUTE
from roidesk.domain.model import Cost, Interaction, Rate
from roidesk.domain.periods import month_of
from roidesk.i18n import use
from roidesk.i18n.tables import column_name, table_name
from roidesk.services import ledger_views
from roidesk.services.ledger import LedgerColumn
from roidesk.services.ledger_views import Near, Stretch
from tests.desktop.conftest import ZONE


@pytest.fixture
def desk(tmp_path, clock):
    made = open_desk(tmp_path / "own.db", clock)
    made.care.set_up(name="Ann", values={"currency": "EUR", "zone": "Europe/Amsterdam"}, hourly="30")
    for minute in range(10, 14):
        made.ledger.add(
            "interactions",
            {"start": f"2026-03-02T09:{minute}", "minutes": "4", "person": "Ann", "channel": "Email", "contact": "Bo"},
        )
    yield made
    made.close()


@pytest.fixture
def page(qtbot, dressed, desk):
    tasks = Tasks()
    made = LedgerPage(desk, tasks)
    tasks.changed.connect(made.changed)
    tasks.broke.connect(pytest.fail)
    qtbot.addWidget(made)
    made.resize(1200, 760)
    made.show()
    qtbot.waitUntil(lambda: len(made.model.rows) == 4)
    yield made
    tasks.close()


def cell(page, row, column):
    return page.model.index(row, page.model.column_at(column))


def shown(page, table, qtbot):
    page.show_table(table)
    qtbot.waitUntil(lambda: page.model.table == table)


def test_every_table_can_be_looked_at(page, qtbot, desk):
    for table in desk.ledger.tables():
        shown(page, table, qtbot)
        assert table_name(table) != table
        for column in page.model.columns:
            assert column_name(table, column.name)[0].isupper(), column.name


def test_the_newest_come_first_in_words(page):
    assert page.model.data(cell(page, 0, "start")).endswith("2 Mar, 09:13 – 09:17")
    assert page.model.data(cell(page, 0, "minutes")) == "4 min"
    assert page.model.data(cell(page, 0, "personalness")) == "3 · 25"


def test_what_is_typed_in_a_cell_is_saved_and_can_be_taken_back(page, qtbot, desk):
    which = page.model.rows[0].id
    page.model.setData(cell(page, 0, "note"), "asked for the price")
    qtbot.waitUntil(lambda: page.model.data(cell(page, 0, "note")) == "asked for the price")
    assert desk.context.read().get(Interaction, which).note == "asked for the price"
    page.undo.click()
    qtbot.waitUntil(lambda: page.model.data(cell(page, 0, "note")) == "")


def test_what_cannot_be_is_said_and_stays_in_the_cell(page, qtbot):
    page.table.setFocus()
    page.model.setData(cell(page, 0, "personalness"), "140")
    qtbot.waitUntil(lambda: page.note.isVisibleTo(page))
    assert "140" in page.note.text
    editor = page.table.findChild(QLineEdit)
    assert editor.text() == "140"


def test_a_row_is_added_when_all_it_needs_is_there(page, qtbot, desk):
    shown(page, "costs", qtbot)
    page.add.click()
    assert page.model.draft["from"] == page.model.draft["from"][:10]
    assert not page.bulk.save.isEnabled()
    assert "Amount" in page.bulk.words.text()
    for column, text in {"name": "Chat widget", "kind": "subscription", "amount": "69", "to": "2099-01-31"}.items():
        page.model.setData(cell(page, 0, column), text)
    page.bulk.save.click()
    qtbot.waitUntil(lambda: len(page.model.rows) == 1)
    assert page.model.draft is None
    assert [each.amount_minor for each in desk.context.read().all(Cost)] == [6900]


def test_an_empty_table_says_how_its_first_row_comes(page, qtbot):
    shown(page, "costs", qtbot)
    assert page.empty.isVisibleTo(page)
    page.add.click()
    assert page.table.isVisibleTo(page)


def test_a_new_row_that_is_refused_stays(page, qtbot, desk):
    shown(page, "rates", qtbot)
    page.add.click()
    page.model.setData(cell(page, 0, "hourly"), "-5")
    page.bulk.save.click()
    qtbot.waitUntil(lambda: page.note.isVisibleTo(page))
    assert page.model.draft["hourly"] == "-5"
    assert len(desk.context.read().all(Rate)) == 1
    assert page.table.currentIndex() == cell(page, 0, "hourly")
    editor = page.table.viewport().findChild(QLineEdit)
    assert editor.text() == "-5"
    qtbot.keyPress(editor, Qt.Key.Key_Escape)
    qtbot.keyPress(page.table, Qt.Key.Key_Escape)
    assert page.model.draft is None


def test_a_new_row_stays_while_others_write(page, qtbot, desk):
    shown(page, "rates", qtbot)
    page.add.click()
    page.model.setData(cell(page, 0, "hourly"), "41")
    page.changed(desk.ledger.add("people", {"name": "Cy"}).changes)
    shown_rows = page.model.rowCount()
    qtbot.waitUntil(lambda: page._asked > 0 and not page._stale)
    assert page.model.draft["hourly"] == "41"
    assert page.model.rowCount() == shown_rows


def test_selected_rows_are_deleted_in_one_step(page, qtbot, desk):
    page.table.selectRow(1)
    keep = {page.model.rows[0].id, page.model.rows[2].id, page.model.rows[3].id}
    assert page.bulk.delete.isVisibleTo(page)
    qtbot.keyPress(page.table, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: len(page.model.rows) == 3)
    assert {each.id for each in desk.context.read().all(Interaction)} == keep


def test_codes_are_chosen_in_words(page, qtbot):
    shown(page, "channels", qtbot)
    page.table.open_cell(cell(page, 0, "instant"))
    box = page.table.findChild(QComboBox)
    assert [box.itemText(at) for at in range(box.count())] == ["–", "no", "half", "yes"]


def test_long_tables_are_read_page_by_page(page, qtbot, desk):
    for at in range(300):
        desk.ledger.add("topics", {"name": f"topic {at:03}"})
    shown(page, "topics", qtbot)
    qtbot.waitUntil(lambda: len(page.model.rows) >= PAGE)
    assert len(page.model.rows) < 300
    assert page.counted.text() == "300 rows"
    assert page.model.rowCount() == 300
    bar = page.table.verticalScrollBar()
    while bar.value() < bar.maximum():
        bar.setValue(bar.value() + bar.pageStep())
        qtbot.waitUntil(lambda: page.model.unread(*page.table.looked_at) is None)
    qtbot.waitUntil(lambda: len(page.model.rows) == 300)
    assert len({each.id for each in page.model.rows}) == 300


COST = {"kind": "subscription", "from": "2026-03-01", "to": "2026-03-31"}


def filtered(page, text):
    page.filter._edit.setText(text)
    page.filter._take()


def test_rows_are_filtered_counted_and_parts_of_the_filter_dropped(page, qtbot, desk):
    desk.ledger.edit("interactions", page.model.rows[1].id, {"channel": "Phone", "kind": "", "topics": "ipad"})
    filtered(page, "channel=phone and #ipad")
    qtbot.waitUntil(lambda: page.counted.text() == "1 of 4 rows · 4 min")
    assert len(page.model.rows) == 1
    assert [each.text().strip() for each in page.parts.chips.buttons] == ["channel=phone", "#ipad"]
    filtered(page, "channel=phone and personal<2")
    qtbot.waitUntil(page.empty.isVisible)
    assert page.empty.title == "No row fits this filter"
    assert [each.text() for each in page.empty.offers] == ["Drop “personal<2”", "Clear all"]
    page.empty.offers[0].click()
    qtbot.waitUntil(lambda: len(page.model.rows) == 1)
    assert page.filter.text == "channel=phone"
    filtered(page, "")
    qtbot.waitUntil(lambda: page.counted.text() == "4 rows")


def test_a_filter_that_cannot_be_keeps_the_rows_and_says_why(page, qtbot):
    filtered(page, "channel=telegraph")
    qtbot.waitUntil(lambda: "telegraph" in page.filter.error)
    assert len(page.model.rows) == 4


def test_other_tables_are_searched_by_words(page, qtbot):
    shown(page, "channels", qtbot)
    filtered(page, "phone")
    qtbot.waitUntil(lambda: {each.cells["name"] for each in page.model.rows} == {"Phone"})
    shown(page, "interactions", qtbot)
    qtbot.waitUntil(lambda: len(page.model.rows) == 4)
    assert page.filter.text == ""


def test_rows_of_some_days_only_with_how_long_they_took(page, qtbot, desk):
    cells = {"start": "2026-10-27T09:00", "minutes": "30", "person": "Ann", "channel": "Email"}
    october = desk.ledger.add("interactions", cells).entry.id
    page.changed(None)
    days = page.parts.days
    qtbot.waitUntil(lambda: len(page.model.rows) == 5)
    days.menu().aboutToShow.emit()
    texts = [each.text() for each in days.menu().actions()]
    assert texts[:2] == ["Any time", "Today"]
    assert texts[4:6] == ["November 2026", "October 2026"]
    assert texts[-2:] == ["2026", "Custom…"]
    next(each for each in days.menu().actions() if each.text() == "October 2026").trigger()
    qtbot.waitUntil(lambda: page.counted.text() == "1 of 5 rows · 30 min")
    assert [each.id for each in page.model.rows] == [october]
    assert days.accessibleName() == "Days: October 2026"
    page.step(-7)
    qtbot.waitUntil(lambda: page.counted.text() == "4 of 5 rows · 16 min")
    page.step(1)
    qtbot.waitUntil(lambda: page.parts.body.currentWidget() is page.empty)
    assert "April 2026: 0 of 5 rows." in [each.text() for each in page.empty.findChildren(QLabel)]
    next(each for each in page.empty.findChildren(Button) if each.text() == "Clear all").click()
    qtbot.waitUntil(lambda: len(page.model.rows) == 5)
    assert days.text().strip() == "Any time"
    page.step(1)  # any days have none before or after
    assert not page.view.narrowed


def test_days_belong_to_interactions_and_to_nothing_else(page, qtbot):
    page.parts.days.show_days(month_of(date(2026, 3, 2)))
    qtbot.waitUntil(lambda: page.counted.text() == "4 of 4 rows · 16 min")
    shown(page, "costs", qtbot)
    assert not page.parts.days.isVisible()
    shown(page, "interactions", qtbot)
    assert page.parts.days.isVisible()
    assert page.parts.days.days is None


@pytest.mark.parametrize("language", ["da", "en"])
def test_the_moment_of_a_row_is_whole_in_every_language(page, qtbot, desk, language):
    use(language)
    try:
        page.show_table("interactions")
        qtbot.waitUntil(lambda: "man." in cell(page, 0, "start").data() or language == "en")
        metrics, at = QFontMetrics(style.font(13)), page.model.column_at("start")
        room = page.table.columnWidth(at) - 2 * style.px(8)
        assert room > metrics.horizontalAdvance(cell(page, 0, "start").data())
    finally:
        use("en")


def test_a_cell_whose_words_are_cut_says_them_all_under_the_pointer(page, qtbot, desk):
    topics = "; ".join(f"topic {number}" for number in range(12))
    desk.ledger.edit("interactions", page.model.rows[0].id, {"topics": topics})
    page.changed(None)
    qtbot.waitUntil(lambda: "#topic 11" in cell(page, 0, "topics").data())

    def said(column):
        place = page.table.visualRect(cell(page, 0, column)).center()
        under = page.table.viewport().mapToGlobal(place)
        QApplication.sendEvent(page.table.viewport(), QHelpEvent(QEvent.Type.ToolTip, place, under))
        return QToolTip.text()

    assert said("channel") == ""
    assert "#topic 11" in said("topics")


def test_a_column_puts_rows_in_its_order_and_back(page, qtbot, desk):
    ids = [each.id for each in page.model.rows]
    desk.ledger.edit("interactions", ids[2], {"minutes": "50"})
    header, at = page.table.horizontalHeader(), page.model.column_at("minutes")
    header.sectionClicked.emit(at)
    qtbot.waitUntil(lambda: page.model.rows[0].id == ids[2])
    assert page.model.headerData(at, Qt.Orientation.Horizontal) == "Time ↓"
    header.sectionClicked.emit(at)
    qtbot.waitUntil(lambda: page.model.rows[-1].id == ids[2])
    header.sectionClicked.emit(at)
    qtbot.waitUntil(lambda: [each.id for each in page.model.rows] == ids)
    assert page.model.headerData(0, Qt.Orientation.Horizontal) == "When ↓"


def test_another_table_does_not_claim_the_order_of_the_one_before(page, qtbot, desk):
    desk.ledger.add("costs", {"name": "Desk", "amount": "1", **COST})
    shown(page, "costs", qtbot)
    page.table.horizontalHeader().sectionClicked.emit(page.model.column_at("from"))
    qtbot.waitUntil(lambda: "↓" in page.model.headerData(page.model.column_at("from"), Qt.Orientation.Horizontal))
    shown(page, "rates", qtbot)
    assert page.model.headerData(page.model.column_at("from"), Qt.Orientation.Horizontal) == "From"


def test_selected_rows_are_changed_together(page, qtbot, desk):
    said = []
    page.done.connect(said.append)
    page.table.selectAll()
    assert page.bulk.words.text() == "4 rows selected · 16 min"
    field = next(each for each in page.bulk.bulk._fields if each.name == "brand")
    page.selection.change(field, page.mapToGlobal(page.rect().center()))
    page.selection.edits.popup.editor.setText("Stylo")
    qtbot.keyClick(page.selection.edits.popup.editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: {each.cells["brand"] for each in page.model.rows} == {"Stylo"})
    assert said == ["Brand of 4 rows: Stylo"]
    assert len(page.table.selected()) == 4
    page.undo.click()
    qtbot.waitUntil(lambda: {each.cells["brand"] for each in page.model.rows} == {""})


def test_rows_that_were_never_read_are_changed_with_the_others(page, qtbot, desk):
    for at in range(300):
        desk.ledger.add("costs", {"name": f"cost {at:03}", "amount": "1", **COST})
    shown(page, "costs", qtbot)
    assert len(page.model.rows) < 300
    page.table.selectAll()
    assert page.selection.count == 300
    got = []
    page.selection.with_ids(got.extend)
    qtbot.waitUntil(lambda: len(set(got)) == 300)


def menu_texts(page):
    menu = next(each for each in page.findChildren(QMenu) if each.isVisible())
    texts = [action.text().split("\t")[0] for action in menu.actions() if action.text()]
    return menu, texts


def test_letters_act_on_an_interaction_as_on_today_and_change_no_cell(page, qtbot, desk):
    said = []
    page.done.connect(said.append)
    before = page.model.rows[0].cells
    page.table.setCurrentIndex(cell(page, 0, "channel"))
    for key in (Qt.Key.Key_D, Qt.Key.Key_P, Qt.Key.Key_X):
        qtbot.keyClick(page.table, key)
    qtbot.waitUntil(lambda: said == ["Started again", "Pinned"])
    assert len(desk.timers.status()) == 1
    assert page.table.state() is not QAbstractItemView.State.EditingState
    assert page.model.rows[0].cells == before
    with qtbot.waitSignal(page.contact_wanted):
        qtbot.keyClick(page.table, Qt.Key.Key_O)
    qtbot.keyClick(page.table, Qt.Key.Key_C)
    (popup,) = page.findChildren(LinkPopup)
    assert popup.isVisible()
    popup.hide()
    page.table.selectAll()
    qtbot.keyClick(page.table, Qt.Key.Key_D)  # of several rows none is meant
    qtbot.waitUntil(lambda: not page._tasks.busy)
    assert len(desk.timers.status()) == 1


def taken(table, key, text):
    """Return whether a table takes a key before the window makes a pin of it."""
    event = QKeyEvent(QEvent.Type.ShortcutOverride, key, Qt.KeyboardModifier.NoModifier, text)
    event.ignore()
    QApplication.sendEvent(table, event)
    return event.isAccepted()


def test_a_number_is_typed_in_ones_own_way_and_what_was_there_is_not_read_anew(page, qtbot, desk):
    rate = desk.ledger.rows("rates")[0].id
    shown(page, "rates", qtbot)
    page.table.open_cell(cell(page, 0, "hourly"), "36,50")
    qtbot.keyClick(page.table.focusWidget(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.model.rows[0].cells["hourly"] == "36.50")
    number = desk.care.actions(1)[0].action.number
    page.table.open_cell(cell(page, 0, "hourly"))
    qtbot.keyClick(page.table.focusWidget(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not page._tasks.busy)
    assert desk.care.actions(1)[0].action.number == number
    assert desk.context.read().get(Rate, rate).hourly_minor == 3650


def test_a_digit_typed_into_a_cell_of_another_table_is_no_pin(page, qtbot, desk):
    page.table.setCurrentIndex(cell(page, 0, "minutes"))
    assert not taken(page.table, Qt.Key.Key_3, "3")
    page.add.click()
    assert taken(page.table, Qt.Key.Key_3, "3")
    desk.ledger.add("costs", {"name": "Desk", "amount": "1", **COST})
    shown(page, "costs", qtbot)
    page.table.setCurrentIndex(cell(page, 0, "amount"))
    assert taken(page.table, Qt.Key.Key_3, "3")
    assert not taken(page.table, Qt.Key.Key_F5, "")
    qtbot.keyClick(page.table, Qt.Key.Key_3)
    assert page.table.state() is QAbstractItemView.State.EditingState


def test_the_menu_of_a_row_leads_to_its_contact_and_its_history(page, qtbot, desk):
    page.table.selectRow(0)
    page.menu.show_at(page.table.rect().center())
    menu, texts = menu_texts(page)
    assert texts == ["Edit", "History…", "Do it again", "Link a conversion…", "Pin it", "Open Bo", "Delete"]
    with qtbot.waitSignal(page.contact_wanted) as wanted:
        menu.actions()[5].trigger()
    bo = desk.ledger.rows("contacts")[0].id
    assert wanted.args == [bo]
    menu.close()


def test_the_time_of_selected_rows_is_told_of_all_of_them_or_not_at_all(page):
    page.table.selectAll()
    assert (page.selection.count, page.selection.us) == (4, 16 * MINUTE)
    page.model.resize(6)
    page.table.selectAll()
    assert (page.selection.count, page.selection.us) == (6, 0)


def test_what_came_of_one_row_is_linked_and_seen_beside_it(page, qtbot):
    page.table.setFocus()
    page.table.setCurrentIndex(cell(page, 0, "channel"))
    qtbot.keyClick(page.table, Qt.Key.Key_C)
    (popup,) = page.findChildren(LinkPopup)
    amount = popup.findChild(QLineEdit)
    amount.setText("soon")
    qtbot.keyClick(amount, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "soon" in popup._refusal.text())
    amount.setText("64,50")
    qtbot.keyClick(amount, Qt.Key.Key_Return)
    at = page.model.column_at("led_to")
    assert not page.table.isColumnHidden(at)
    qtbot.waitUntil(lambda: page.model.index(0, at).data() == "They bought · €64.50")
    page.undo.click()
    qtbot.waitUntil(lambda: page.model.index(0, at).data() == "")
    page.table.selectAll()
    page.menu.show_at(page.table.rect().center())
    menu, texts = menu_texts(page)
    assert texts[:3] == ["Topics…", "Brand…", "Channel…"]
    assert texts[-1] == "Delete"
    menu.close()


def test_columns_can_be_shown_and_hidden(page):
    at = page.model.column_at("campaign")
    assert page.table.isColumnHidden(at)
    page.chosen.toggle("campaign", on=True)
    assert not page.table.isColumnHidden(at)


def test_an_import_tells_what_it_would_do_first(page, qtbot, desk, tmp_path):
    file = tmp_path / "costs.csv"
    file.write_text(
        "name,kind,amount,from,to\nChat,subscription,69,2026-03-01,2026-03-31\nBad,subscription,x,2026-03-01,2026-03-31\n"
    )
    dialog = page.import_from([file])
    qtbot.waitUntil(lambda: dialog.found.text().startswith("1 new row"))
    assert "line 3" in dialog.errors.toPlainText()
    assert not dialog.take.isEnabled()
    assert desk.context.read().all(Cost) == []
    dialog.skip.setChecked(True)
    with qtbot.waitSignal(dialog.imported):
        dialog.take.click()
    assert [each.name for each in desk.context.read().all(Cost)] == ["Chat"]
    assert page.note.text.startswith("Imported: 1 new row")


def test_an_unreadable_file_is_named_in_the_dialog(page, qtbot, tmp_path):
    file = tmp_path / "holiday.csv"
    file.write_text("a,b\n1,2\n")
    dialog = page.import_from([file])
    qtbot.waitUntil(lambda: "holiday.csv" in dialog.found.text())
    assert not dialog.take.isEnabled()
    dialog.reject()


def test_an_export_holds_everything(page, qtbot, tmp_path):
    target = tmp_path / "all.zip"
    page.export_to(target)
    qtbot.waitUntil(lambda: "written" in page.note.text)
    with zipfile.ZipFile(target) as archive:
        assert "interactions.csv" in {name.rpartition("/")[2] for name in archive.namelist()}


def column(name, editor):
    return LedgerColumn(name, editor, (), open=False, required=True, editable=True)


@pytest.mark.parametrize(
    ("table", "which", "cells", "text"),
    [
        ("costs", column("kind", "choice"), {"kind": "ad_spend"}, "ad spend"),
        ("costs", column("amount", "money"), {"amount": "69.00", "currency": "GBP"}, "£69.00"),
        ("costs", column("from", "day"), {"from": "2025-03-02"}, "Sun 2 Mar 2025"),
        ("costs", column("from", "day"), {"from": "soon"}, "soon"),
        ("conversions", column("kind", "choice"), {"kind": "phone_call"}, "They phoned"),
        ("conversions", column("at", "time"), {"at": "2026-11-19T14:02:00+01:00", "zone": ZONE}, "Thu 19 Nov, 14:02"),
        (
            "conversions",
            column("at", "time"),
            {"at": "2026-11-19T13:02:00+00:00", "zone": "Europe/Lisbon"},
            "Thu 19 Nov, 13:02 Lisbon",
        ),
        (
            "conversions",
            column("at", "time"),
            {"at": "2026-11-19T14:02:00+01:00", "zone": "Europe/Rome"},
            "Thu 19 Nov, 14:02",
        ),
        ("conversions", column("margin", "number"), {"margin": "0.4"}, "40\u202f%"),
        ("interactions", column("topics", "list"), {"topics": "ipad; care plan"}, "#ipad #care plan"),
    ],
)
def test_cells_in_words(table, which, cells, text):
    assert cell_words(table, which, cells, Reading("EUR", 2026, ZONE)) == text


def test_shown_columns_come_first(desk):
    ordered = in_order("interactions", desk.ledger.columns("interactions"))
    assert [each.name for each in ordered][:3] == ["start", "channel", "kind"]
    assert len(ordered) == len(desk.ledger.columns("interactions"))


def in_trash(page, qtbot, count):
    page.tabs.trash.click()
    qtbot.waitUntil(lambda: len(page.trash.rows) == count)


def test_what_was_deleted_is_in_the_trash_and_enter_puts_it_back(page, qtbot, desk):
    which = page.model.rows[0].id
    page.table.selectRow(0)
    qtbot.keyClick(page.table, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: len(page.model.rows) == 3)
    in_trash(page, qtbot, 1)
    assert page.trash.isVisible()
    assert not page.add.isEnabled()
    (row,) = page.trash.rows
    assert (row.id, row.by, row.days_left) == (which, "Ann", 90)
    page.trash.selectRow(0)
    assert page.bulk.back.isVisibleTo(page)
    assert not page.bulk.delete.isVisibleTo(page)
    qtbot.keyClick(page.trash, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not page.trash.rows)
    assert page.empty.isVisible()
    assert desk.context.read().get(Interaction, which) is not None
    page.undo.click()
    qtbot.waitUntil(lambda: len(page.trash.rows) == 1)
    page.show_table("interactions")
    qtbot.waitUntil(page.add.isEnabled)
    assert page.table.isVisible()
    assert not page.bulk.back.isVisibleTo(page)


def test_every_version_is_shown_and_one_can_be_brought_back(page, qtbot, desk):
    which = page.model.rows[0].id
    page.model.setData(cell(page, 0, "note"), "asked")
    qtbot.waitUntil(lambda: page.model.data(cell(page, 0, "note")) == "asked")
    page.table.selectRow(0)
    dialog = page._show_history()
    qtbot.waitUntil(lambda: len(dialog.versions) == 2)
    assert dialog.table.accessibleName() == "Versions"
    assert dialog.detail.text() == "Note: asked"
    assert not dialog.back.isEnabled()  # it is the present one
    dialog.table.selectRow(1)
    assert "With: Bo" in dialog.detail.text()
    dialog.back.click()
    qtbot.waitUntil(lambda: len(dialog.versions) == 3)
    assert desk.context.read().get(Interaction, which).note is None
    dialog.leave.click()
    page.undo.click()
    qtbot.waitUntil(lambda: page.model.data(cell(page, 0, "note")) == "asked")


def test_a_history_reads_as_the_table_does(page, qtbot, desk):
    which = page.model.rows[0].id
    desk.ledger.edit("interactions", which, {"solved": "1", "minutes": "90", "intent": "give", "personalness": "90"})
    page.table.selectRow(0)
    dialog = page._show_history()
    qtbot.waitUntil(lambda: len(dialog.versions) == 2)
    told = set(dialog.detail.text().split("\n"))
    assert {"Solved: yes", "Time: 4 min → 1 h 30", "Intent: give"} <= told
    assert not any(each.endswith((": 1", "→ 90")) for each in told)
    dialog.leave.click()


def test_the_trash_goes_on_past_its_first_page(page, qtbot, desk):
    ids = [desk.ledger.add("topics", {"name": f"topic {at:03}"}).entry.id for at in range(300)]
    desk.ledger.delete("topics", ids)
    in_trash(page, qtbot, 256)
    assert page.counted.text() == "300 rows"
    bar = page.trash.verticalScrollBar()
    bar.setValue(bar.maximum())
    qtbot.waitUntil(lambda: len(page.trash.rows) == 300)


def test_the_history_of_what_was_deleted_can_be_seen(page, qtbot):
    page.table.selectRow(0)
    qtbot.keyClick(page.table, Qt.Key.Key_Delete)
    in_trash(page, qtbot, 1)
    page.trash.selectRow(0)
    qtbot.keyClick(page, Qt.Key.Key_H, Qt.KeyboardModifier.ControlModifier)
    dialog = page.findChild(HistoryDialog)
    qtbot.waitUntil(lambda: bool(dialog.versions))
    assert [each.what for each in dialog.versions] == ["deleted", "added"]
    dialog.leave.click()


class Paints(QObject):
    """Counts how often a widget is painted."""

    def __init__(self, widget):
        super().__init__(widget)
        self.count = 0
        widget.installEventFilter(self)

    def eventFilter(self, _widget, event):  # noqa: N802 - Qt's name
        self.count += event.type() == event.Type.Paint
        return False


def settle():
    """Let all that is under way be drawn."""
    for _ in range(10):
        QApplication.processEvents()


def test_what_a_filter_keeps_is_drawn_once(page, qtbot, monkeypatch):
    filtered(page, "channel=email")
    qtbot.waitUntil(lambda: "of 4 rows" in page.counted.text())
    settle()
    monkeypatch.setattr(page, "_count", lambda _asked: None)
    paints = Paints(page.table.viewport())
    filtered(page, "channel!=phone")
    qtbot.waitUntil(lambda: paints.count > 0)
    settle()
    assert paints.count == 1


def test_only_rows_that_are_seen_are_drawn_anew(page, qtbot, desk):
    for at in range(300):
        desk.ledger.add("topics", {"name": f"topic {at:03}"})
    shown(page, "topics", qtbot)
    settle()
    paints = Paints(page.table.viewport())
    page.model.put(250, desk.ledger_views.page(page.view, Stretch(250, 8)))
    settle()
    assert paints.count == 0
    page.model.put(0, desk.ledger_views.page(page.view, Stretch(0, 8)))
    qtbot.waitUntil(lambda: paints.count > 0)


def test_a_long_table_is_surveyed_when_it_is_scrolled(page, qtbot, monkeypatch):
    monkeypatch.setattr(ledger_ahead, "READ_WHOLE", 0)
    monkeypatch.setattr(ledger_views, "_STEP", 2)
    page.model.resize(4)
    assert page.ahead._beside(3) == ()
    page.table.verticalScrollBar().valueChanged.emit(1)
    whole = [each.id for each in page.model.rows]
    qtbot.waitUntil(lambda: page.ahead._beside(3) == (Near(3, whole[3]),))
    assert page.ahead._beside(2) == (Near(1, whole[1]), Near(3, whole[3]))
    page.ahead.follow(page.view)
    assert page.ahead._beside(3) == ()
