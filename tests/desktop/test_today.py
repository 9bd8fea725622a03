"""The page of a day on a real store: the strip and the table change it, each time by one step that undo takes back."""

from __future__ import annotations

from datetime import datetime

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLineEdit, QMenu

from roidesk.bootstrap import open_desk
from roidesk.desktop.models.cell_edits import Column
from roidesk.desktop.models.strip import Block
from roidesk.desktop.pages.today import TodayPage
from roidesk.desktop.tasks import Tasks
from roidesk.desktop.widgets.buttons import Button
from roidesk.desktop.widgets.overlaps_dialog import OverlapsDialog
from roidesk.domain.filters import parse
from roidesk.domain.instants import MINUTE, Span, instant, zone_info

LINES = (
    "email 9:04-9:28 @several #invoice =40",
    "call 11:35-11:58 @bluefin #delivery",
    "tweet reply 12:48-12:57 @hollis #ipad",
    "tweet reply 14:02-14:06 @acme #ipad &Stylo",
)


@pytest.fixture
def desk(tmp_path, clock):
    made = open_desk(tmp_path / "own.db", clock)
    made.care.set_up(name="Ann", values={"currency": "EUR", "zone": "Europe/Amsterdam"}, hourly="30")
    for line in LINES:
        made.tracking.log(line)
    yield made
    made.close()


@pytest.fixture
def page(qtbot, dressed, desk):
    tasks = Tasks()
    made = TodayPage(desk, tasks)
    tasks.changed.connect(made.changed)
    tasks.broke.connect(pytest.fail)
    qtbot.addWidget(made)
    made.resize(1200, 760)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(lambda: len(made.model.rows) == len(LINES))
    yield made
    tasks.close()


def times(page):
    return [page.model.index(at, Column.WHEN).data() for at in range(page.model.rowCount())]


def block(page, time):
    start = instant(datetime.fromisoformat(f"2026-11-19T{time}").replace(tzinfo=zone_info("Europe/Amsterdam")))
    return next(each for each in page.strip.day.items if isinstance(each, Block) and each.start_us == start)


def shown(page, qtbot, *wanted):
    qtbot.waitUntil(lambda: times(page) == list(wanted))


BEFORE = ("14:02 – 14:06", "12:48 – 12:57", "11:35 – 11:58", "09:04 – 09:28")


def test_what_is_dragged_is_saved_and_said_and_taken_back(page, qtbot, desk):
    said = []
    page.done.connect(said.append)
    call = block(page, "11:35")
    page.strip.reshaped.emit(call.id, Span(call.start_us + 5 * MINUTE, call.end_us + 7 * MINUTE))
    shown(page, qtbot, BEFORE[0], BEFORE[1], "11:40 – 12:05", BEFORE[3])
    assert said == ["Moved"]
    page.tasks.write(desk.care.undo)
    shown(page, qtbot, *BEFORE)


def test_a_block_is_split_by_keys_and_joined_again(page, qtbot):
    page.table.choose([block(page, "11:35").id])
    qtbot.keyClick(page.table, Qt.Key.Key_S)
    assert page.strip.hold is not None
    qtbot.keyClick(page.strip, Qt.Key.Key_Right)
    qtbot.keyClick(page.strip, Qt.Key.Key_Return)
    shown(page, qtbot, BEFORE[0], BEFORE[1], "11:50 – 11:58", "11:35 – 11:50", BEFORE[3])
    page.table.choose([block(page, "11:35").id, block(page, "11:50").id])
    qtbot.keyClick(page.table, Qt.Key.Key_J)
    shown(page, qtbot, *BEFORE)


def test_joining_what_says_two_things_is_refused_in_words(page, qtbot):
    page.menus.join([block(page, "11:35").id])
    qtbot.waitUntil(page.note.isVisible)
    assert "do not say the same" in page.note.text
    assert times(page) == list(BEFORE)


def test_a_gap_begins_a_line_with_its_times(page, qtbot):
    with qtbot.waitSignal(page.line_wanted) as begun:
        page.strip.gap_chosen.emit(next(each for each in page.strip.day.items if isinstance(each, Span)))
    assert begun.args == ["09:28-11:35 "]
    page.step(-1)
    qtbot.waitUntil(lambda: page.model.rowCount() == 0)
    day = page.strip.day
    with qtbot.waitSignal(page.line_wanted) as begun:
        page.strip.gap_chosen.emit(Span(day.start_us + 600 * MINUTE + 1, day.start_us + 660 * MINUTE + 1))
    assert begun.args == ["2026-11-18 10:01-11:00 "]


def test_such_a_line_is_read_as_that_stretch(desk):
    for line, start in (
        ("09:28-11:35 email", "2026-11-19T09:28"),
        ("2026-11-18 10:01-11:00 email", "2026-11-18T10:01"),
    ):
        row = desk.tracking.log(line).row.interaction
        assert datetime.fromtimestamp(row.start_us / 1e6, zone_info("Europe/Amsterdam")).isoformat()[:16] == start


def test_keys_in_the_strip_do_what_they_do_in_the_table(page, qtbot, desk):
    page.strip.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(page.strip, Qt.Key.Key_End)
    assert page.table.selected() == (block(page, "14:02").id,)
    qtbot.keyClick(page.strip, Qt.Key.Key_Delete)
    shown(page, qtbot, *BEFORE[1:])
    qtbot.keyClick(page.strip, Qt.Key.Key_Home)
    qtbot.keyClick(page.strip, Qt.Key.Key_F2)
    assert isinstance(page.table.focusWidget(), QLineEdit) or page.table.state() == page.table.State.EditingState


def test_f2_where_what_came_of_it_stands_asks_for_that_and_without_a_row_does_nothing(page, qtbot):
    asked = []
    page.table.linked.connect(asked.append)
    page.table.choose([block(page, "14:02").id])
    page.table.setCurrentIndex(page.model.index(0, Column.LED_TO))
    page.table.clearSelection()
    qtbot.keyClick(page.table, Qt.Key.Key_F2)
    assert asked == []
    page.table.selectRow(0)
    page.table.setCurrentIndex(page.model.index(0, Column.LED_TO))
    qtbot.keyClick(page.table, Qt.Key.Key_F2)
    assert asked == [block(page, "14:02").id]
    page.menus._link.hide()


def test_the_table_is_filtered_and_says_so(page, qtbot):
    page.narrow_down()
    page.filter._edit.setText("#ipad")
    page.filter._take()
    shown(page, qtbot, *BEFORE[:2])
    assert page.filter.expression == parse("#ipad")
    assert len([each for each in page.strip.day.items if isinstance(each, Block)]) == len(LINES)
    page.filter._edit.setText("channel=phone and #ipad")
    page.filter._take()
    qtbot.waitUntil(page.empty.isVisible)
    assert page.empty.title == "No row fits this filter"
    page.empty.offers[0].click()
    shown(page, qtbot, *BEFORE)


def test_a_filter_that_names_nobody_is_refused_under_the_line(page, qtbot):
    page.narrow_down()
    page.filter._edit.setText("channel=telegraph")
    page.filter._take()
    qtbot.waitUntil(lambda: "telegraph" in page.filter.error)
    assert times(page) == list(BEFORE)


def test_rows_stand_in_order_of_any_column(page, qtbot):
    header = page.table.horizontalHeader()
    header.sectionClicked.emit(Column.TIME)
    assert [page.model.index(at, Column.TIME).data() for at in range(4)] == ["24 min", "23 min", "9 min", "4 min"]
    header.sectionClicked.emit(Column.TIME)
    assert times(page) == list(BEFORE)
    header.sectionClicked.emit(Column.CHANNEL)
    assert [page.model.index(at, Column.CHANNEL).data() for at in range(4)] == [
        "Email", "Phone", "X (Twitter)", "X (Twitter)",
    ]  # fmt: skip
    assert page.model.headerData(Column.CHANNEL, Qt.Orientation.Horizontal) == "Channel ↑"


def test_a_column_takes_the_room_that_its_words_need(page, qtbot, desk):
    before = page.table.columnWidth(Column.TOPICS)
    page.tasks.write(lambda: desk.tracking.log("email @acme #invoice #delivery #ipad #launch 3m"))
    qtbot.waitUntil(lambda: page.table.columnWidth(Column.TOPICS) > before)
    assert sum(page.table.columnWidth(each) for each in Column) == page.table.viewport().width()
    page.tasks.write(desk.care.undo)
    qtbot.waitUntil(lambda: page.table.columnWidth(Column.TOPICS) == before)


def test_several_rows_are_changed_at_once(page, qtbot, desk):
    said = []
    page.done.connect(said.append)
    page.table.choose([block(page, "11:35").id, block(page, "12:48").id])
    assert page.footer.bulk.isVisible()
    fields = {each.name: each for each in page.footer.bulk._fields}
    page.menus.change_many(fields["topics"], QPoint(300, 500))
    popup = page.menus._bulk.popup
    popup.editor.setText("#launch")
    qtbot.keyClick(popup.editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(said))
    assert said == ["Topics #launch: added to 2 rows"]
    qtbot.waitUntil(lambda: page.model.index(1, Column.TOPICS).data() == "#ipad #launch")
    page.menus.change_many(fields["shift"], QPoint(300, 500))
    popup.editor.setText("soon")
    qtbot.keyClick(popup.editor, Qt.Key.Key_Return)
    assert "soon" in popup.refusal
    popup.editor.setText("-10")
    qtbot.keyClick(popup.editor, Qt.Key.Key_Return)
    shown(page, qtbot, BEFORE[0], "12:38 – 12:47", "11:25 – 11:48", BEFORE[3])
    assert said[1:] == ["2 rows are 10 min earlier"]


def test_what_overlaps_is_told_apart_or_called_fine(page, qtbot, desk):
    desk.tracking.log("tweet reply 11:40-11:45 @acme")
    desk.tracking.log("email 12:50-13:00 @acme")
    page.activated()
    qtbot.waitUntil(lambda: page.model.rowCount() == 6)
    assert page.head.overlaps.text() == "2 overlaps"
    page.head.overlaps.click()
    dialog = page.findChild(OverlapsDialog)
    assert len(dialog.shown) == 2

    def press(words):
        def found():
            return [each for each in dialog.findChildren(Button) if each.isVisible() and each.text() == words]

        qtbot.waitUntil(lambda: bool(found()))
        found()[0].click()

    press("The later one interrupted it")
    qtbot.waitUntil(lambda: len(dialog.shown) == 1)
    assert "11:45 – 11:58" in times(page)
    press("Both were going on")
    qtbot.waitUntil(lambda: not dialog.isVisible())
    qtbot.waitUntil(lambda: not page.head.overlaps.isVisible())


def test_menus_offer_everything_that_a_drag_or_a_key_does(page, qtbot):
    def offered():
        menu = next(each for each in page.findChildren(QMenu) if each.isVisible())
        texts = [action.text().split("\t")[0] for action in menu.actions() if action.text()]
        menu.close()
        return texts

    call = block(page, "11:35")
    page.strip.menu_wanted.emit(call, call.start_us + 5 * MINUTE, QPoint(300, 300))
    texts = offered()
    for wanted in ("Move", "Split at 11:40", "Edit", "Do it again", "Link a conversion…", "Open bluefin", "Delete"):
        assert wanted in texts
    gap = next(each for each in page.strip.day.items if isinstance(each, Span))
    page.strip.menu_wanted.emit(gap, gap.start, QPoint(300, 300))
    assert "Log what you did from 09:28 to 11:35" in offered()
    page.menus.of_rows([call.id, block(page, "12:48").id], QPoint(300, 300))
    assert offered()[0] == "Join with the next (adds the 50 min between them)"


def test_an_empty_day_says_how_the_first_entry_comes(page, qtbot):
    page.step(-1)
    qtbot.waitUntil(page.empty.isVisible)
    with qtbot.waitSignal(page.line_wanted) as begun:
        page.empty.offers[0].click()
    assert begun.args == ["2026-11-18 "]
