"""The strip under the pointer and under the keyboard: what it tells, and that looking around tells nothing."""

from __future__ import annotations

from uuid import UUID

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QWheelEvent
from PySide6.QtWidgets import QApplication

from roidesk.desktop.models.strip import Block, Day, Grip, hours_shown
from roidesk.desktop.widgets.day_strip import DayStrip
from roidesk.domain.instants import DAY, HOUR, MINUTE, Span

LEFT = Qt.MouseButton.LeftButton
ONE, TWO = UUID(int=1), UUID(int=2)


def block(number, start, end, level=3, **more):
    return Block(UUID(int=number), start, end, level, "#2A87F0", "mail", f"block {number}", **more)


def day(*blocks, now=None):
    return Day(0, DAY, "UTC", tuple(blocks), now)


@pytest.fixture
def strip(qtbot, dressed):
    strip = DayStrip()
    qtbot.addWidget(strip)
    strip.resize(1000, 104)
    strip.show_day(day(block(1, 9 * HOUR, 10 * HOUR), block(2, 12 * HOUR, 12 * HOUR + 2 * MINUTE)), "2 interactions")
    strip.show()
    strip.activateWindow()
    return strip


def centre(strip, which):
    area = strip.plot().area(strip.day.blocks[which])
    return QPoint(round(area.center().x()), round(area.center().y()))


def at(strip, us):
    return QPoint(round(strip.plot().x(us)), 60)


def drag(qtbot, strip, start, end, modifier=Qt.KeyboardModifier.NoModifier):
    from PySide6.QtTest import QTest

    qtbot.mousePress(strip, LEFT, pos=start)
    for point in (start + QPoint(2, 0), start + (end - start) / 2, end):
        move(strip, point, modifier)
    QTest.mouseRelease(strip, LEFT, modifier, end)


def move(strip, point, modifier):
    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QMouseEvent

    event = QMouseEvent(QEvent.Type.MouseMove, QPointF(point), strip.mapToGlobal(QPointF(point)), LEFT, LEFT, modifier)
    QApplication.sendEvent(strip, event)


def told(qtbot, strip, *names):
    found = []
    for name in names:
        getattr(strip, name).connect(lambda *args, name=name: found.append((name, *args)))
    return found


def test_a_block_is_found_under_the_pointer_and_clicking_it_picks_it(qtbot, strip):
    told_of = told(qtbot, strip, "picked", "reshaped", "gap_chosen")
    qtbot.mouseClick(strip, LEFT, pos=centre(strip, 0))
    assert told_of == [("picked", ONE)]


def test_a_thin_block_has_a_hit_area_of_24_pixels_and_no_more(strip):
    middle = centre(strip, 1)
    assert strip.plot().at(middle + QPoint(10, 0)).id == TWO
    assert strip.plot().at(middle + QPoint(16, 0)) is None


def test_of_two_that_overlap_the_shorter_lies_on_top(strip):
    strip.show_day(day(block(1, 9 * HOUR, 12 * HOUR), block(2, 10 * HOUR, 10 * HOUR + 20 * MINUTE)), "")
    assert strip.plot().at(at(strip, 10 * HOUR + 10 * MINUTE)).id == TWO
    assert strip.plot().at(at(strip, 9 * HOUR + 10 * MINUTE)).id == ONE


def test_the_strip_says_itself_in_words(strip):
    assert strip.accessibleName() == "Day strip"
    assert strip.accessibleDescription().endswith("2 interactions")


def test_a_screen_reader_goes_through_blocks_and_gaps_as_through_a_list(qtbot, strip):
    told = QAccessible.queryAccessibleInterface(strip)
    assert told.role() is QAccessible.Role.List
    names = [told.child(n).text(QAccessible.Text.Name) for n in range(told.childCount())]
    assert names[0] == "block 1"
    assert names[1].startswith("10:00 – 12:00, 2 h")
    assert names[2] == "block 2"
    strip.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(strip, Qt.Key.Key_End)
    states = [told.child(n).state() for n in range(3)]
    assert [each.selected for each in states] == [0, 0, 1]
    assert {(each.readOnly, each.selectable) for each in states} == {(0, 1)}
    middle = strip.mapToGlobal(centre(strip, 0))
    assert told.childAt(middle.x(), middle.y()).text(QAccessible.Text.Name) == "block 1"
    strip.show_day(day(), "nothing")
    assert told.childCount() == 0


def test_dragging_a_block_moves_it_in_steps_of_five_minutes(qtbot, strip):
    told_of = told(qtbot, strip, "reshaped")
    drag(qtbot, strip, at(strip, 9 * HOUR + 30 * MINUTE), at(strip, 10 * HOUR + 33 * MINUTE))
    assert told_of == [("reshaped", ONE, Span(10 * HOUR + 5 * MINUTE, 11 * HOUR + 5 * MINUTE))]
    assert strip.hold is None


def test_alt_drags_by_minutes(qtbot, strip):
    told_of = told(qtbot, strip, "reshaped")
    drag(
        qtbot,
        strip,
        at(strip, 9 * HOUR + 30 * MINUTE),
        at(strip, 9 * HOUR + 43 * MINUTE),
        Qt.KeyboardModifier.AltModifier,
    )
    [(_, _, span)] = told_of
    assert span.us == HOUR
    assert span.start % MINUTE == 0
    assert abs(span.start - (9 * HOUR + 13 * MINUTE)) <= MINUTE


@pytest.mark.parametrize(
    ("start", "end", "span"),
    [
        (10 * HOUR, 10 * HOUR + 20 * MINUTE, Span(9 * HOUR, 10 * HOUR + 20 * MINUTE)),
        (9 * HOUR, 9 * HOUR + 20 * MINUTE, Span(9 * HOUR + 20 * MINUTE, 10 * HOUR)),
    ],
)
def test_dragging_an_end_makes_it_longer_or_shorter(qtbot, strip, start, end, span):
    told_of = told(qtbot, strip, "reshaped")
    inside = QPoint(-1 if start == 10 * HOUR else 1, 0)
    drag(qtbot, strip, at(strip, start) + inside, at(strip, end))
    assert told_of == [("reshaped", ONE, span)]


def test_esc_leaves_what_is_dragged_where_it_was(qtbot, strip):
    told_of = told(qtbot, strip, "reshaped")
    start = at(strip, 9 * HOUR + 30 * MINUTE)
    qtbot.mousePress(strip, LEFT, pos=start)
    move(strip, start + QPoint(90, 0), Qt.KeyboardModifier.NoModifier)
    assert strip.hold is not None
    qtbot.keyClick(strip, Qt.Key.Key_Escape)
    assert strip.hold is None
    qtbot.mouseRelease(strip, LEFT, pos=start + QPoint(90, 0))
    assert told_of == []


def test_what_runs_and_what_cannot_be_written_is_not_dragged(qtbot, strip):
    told_of = told(qtbot, strip, "reshaped", "gap_chosen")
    strip.editable = False
    drag(qtbot, strip, at(strip, 9 * HOUR + 30 * MINUTE), at(strip, 11 * HOUR))
    strip.editable = True
    strip.show_day(day(block(1, 9 * HOUR, 10 * HOUR, running=True)), "")
    drag(qtbot, strip, at(strip, 9 * HOUR + 30 * MINUTE), at(strip, 11 * HOUR))
    assert told_of == []


def test_a_gap_is_filled_by_a_click_and_a_stretch_is_drawn_by_a_drag(qtbot, strip):
    told_of = told(qtbot, strip, "gap_chosen")
    qtbot.mouseClick(strip, LEFT, pos=at(strip, 11 * HOUR))
    drag(qtbot, strip, at(strip, 15 * HOUR + MINUTE), at(strip, 16 * HOUR + MINUTE))
    assert told_of == [("gap_chosen", Span(10 * HOUR, 12 * HOUR)), ("gap_chosen", Span(15 * HOUR, 16 * HOUR))]
    qtbot.mouseClick(strip, LEFT, pos=at(strip, 15 * HOUR))
    assert len(told_of) == 2


def test_looking_around_by_keys_changes_nothing(qtbot, strip):
    told_of = told(qtbot, strip, "picked", "reshaped", "cut", "gap_chosen")
    strip.setFocus(Qt.FocusReason.TabFocusReason)
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Left, Qt.Key.Key_End, Qt.Key.Key_Home, Qt.Key.Key_Plus):
        qtbot.keyClick(strip, key)
    assert {name for name, *_ in told_of} == {"picked"}
    assert strip.accessibleDescription().startswith("block 1")


def test_keys_take_hold_move_and_put_down_in_one(qtbot, strip):
    told_of = told(qtbot, strip, "reshaped")
    strip.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(strip, Qt.Key.Key_Return)
    for _each in range(3):
        qtbot.keyClick(strip, Qt.Key.Key_Right)
    qtbot.keyClick(strip, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(strip, Qt.Key.Key_Left, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(strip, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert told_of == []
    qtbot.keyClick(strip, Qt.Key.Key_Return)
    assert told_of == [("reshaped", ONE, Span(9 * HOUR + 11 * MINUTE, 10 * HOUR + 21 * MINUTE))]
    qtbot.keyClick(strip, Qt.Key.Key_Return)
    qtbot.keyClick(strip, Qt.Key.Key_Right)
    qtbot.keyClick(strip, Qt.Key.Key_Escape)
    assert len(told_of) == 1


def test_a_cut_is_placed_by_keys(qtbot, strip):
    told_of = told(qtbot, strip, "cut")
    strip.setFocus(Qt.FocusReason.TabFocusReason)
    strip.take(Grip.CUT)
    qtbot.keyClick(strip, Qt.Key.Key_Right)
    qtbot.keyClick(strip, Qt.Key.Key_Return)
    assert told_of == [("cut", ONE, 9 * HOUR + 35 * MINUTE)]


def test_enter_in_a_gap_fills_it(qtbot, strip):
    told_of = told(qtbot, strip, "gap_chosen")
    strip.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(strip, Qt.Key.Key_Right)
    qtbot.keyClick(strip, Qt.Key.Key_Return)
    assert told_of == [("gap_chosen", Span(10 * HOUR, 12 * HOUR))]


def test_what_was_changed_meanwhile_is_let_go_of(qtbot, strip):
    strip.setFocus(Qt.FocusReason.TabFocusReason)
    strip.take(Grip.WHOLE)
    strip.show_day(day(block(1, 9 * HOUR, 11 * HOUR)), "")
    assert strip.hold is None


def test_ctrl_and_the_wheel_zoom_and_0_shows_the_day_again(qtbot, strip):
    whole = strip.seen
    assert whole == hours_shown(strip.day)
    place = QPointF(at(strip, 12 * HOUR))
    wheel = QWheelEvent(place, strip.mapToGlobal(place), QPoint(), QPoint(0, 240), Qt.MouseButton.NoButton,
                        Qt.KeyboardModifier.ControlModifier, Qt.ScrollPhase.NoScrollPhase, *(False,))  # fmt: skip
    QApplication.sendEvent(strip, wheel)
    assert strip.seen.us < whole.us
    assert abs(strip.plot().x(12 * HOUR) - place.x()) <= 1
    qtbot.keyClick(strip, Qt.Key.Key_0)
    assert strip.seen == whole
