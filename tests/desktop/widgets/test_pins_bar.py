"""Pins on a page and in their list: as many as fit, every field changed, one undo step each."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox

from roidesk.desktop.models.pin_fields import KIND
from roidesk.desktop.widgets.pins_bar import PinsBar
from roidesk.desktop.widgets.pins_dialog import PinsDialog
from roidesk.domain.instants import MINUTE
from roidesk.domain.model import Interaction, Pin


@pytest.fixture
def bar(qtbot, dressed, desk, tasks):
    bar = PinsBar(desk, tasks)
    qtbot.addWidget(bar)
    tasks.changed.connect(bar.changed)
    bar.resize(1180, 34)
    bar.show()
    qtbot.waitUntil(lambda: len(bar.shown) == 5)
    return bar


@pytest.fixture
def dialog(qtbot, bar, desk, tasks):
    dialog = PinsDialog(desk, tasks, bar)
    dialog.show()
    qtbot.waitUntil(lambda: dialog.list.count() == 5)
    return dialog


def pin(desk, label):
    return next(each for each in desk.context.read().all(Pin) if each.label == label)


def labels(desk):
    return [row.pin.label for row in desk.pins.rows()]


def test_it_shows_those_that_fit_and_keeps_their_order(qtbot, bar):
    texts = [each.face.key for each in bar.shown]
    assert texts == ["1", "2", "3", "4", "5"]
    bar.resize(560, 34)
    shown = [each.face.key for each in bar.shown]
    assert shown == texts[: len(shown)]
    assert 0 < len(shown) < 5
    assert all(bar.rect().contains(each.geometry()) for each in bar.shown)


def test_it_is_mirrored_where_one_reads_from_the_right(bar):
    bar.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    lefts = [each.x() for each in bar.shown]
    assert lefts == sorted(lefts, reverse=True)
    assert bar._edit.x() == 0


def test_a_pin_without_a_length_starts_a_timer_and_one_with_a_length_is_filed(qtbot, bar, desk, tasks):
    qtbot.mouseClick(bar.shown[3], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: [row.shown.channel.name for row in desk.timers.status()] == ["Phone"])
    qtbot.mouseClick(bar.shown[0], Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ShiftModifier)
    qtbot.waitUntil(lambda: len(desk.timers.status()) == 2)
    before = len(desk.context.read().all(Interaction))
    tasks.write(lambda: desk.pins.edit(pin(desk, "Comment").id, {"minutes": "3"}))
    qtbot.waitUntil(lambda: any(each.face.length == "3 min" for each in bar.shown))
    qtbot.mouseClick(bar.shown[1], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(desk.context.read().all(Interaction)) == before + 1)
    newest = max(desk.context.read().all(Interaction), key=lambda each: each.start_us)
    assert newest.end_us - newest.start_us == 3 * MINUTE


def test_every_button_says_what_it_stands_for(bar):
    assert [each.accessibleName() for each in bar.shown][:2] == ["Answer email, timer", "Comment, timer"]
    assert all(each.accessibleDescription() for each in bar.shown)
    assert all(each.height() >= 24 for each in bar.shown)


def test_every_field_is_changed_by_keyboard_each_as_one_step(qtbot, dialog, desk):
    dialog.list.setCurrentRow(1)
    form = dialog.form
    for field, typed in (
        ("label", "Praise"), ("minutes", "14"), ("idle_minutes", "0"), ("contact", "several"), ("brand", "Stylo"),
        ("product", "Pen"), ("topics", "ipad; launch"), ("campaign", "spring"), ("overtime", "1.5"),
        ("note", "as ever"),
    ):  # fmt: skip
        edit = form.editor(field)
        edit.selectAll()
        qtbot.keyClicks(edit, typed)
        edit.editingFinished.emit()
    for field, chosen in (
        (KIND, "Instagram\tcomment"), ("personalness", "!4"), ("intent", "give"), ("ask_kind", "other"),
        ("solved", "1"), ("value_added", "0"), ("purpose", "webcare"), ("direction", "in"),
    ):  # fmt: skip
        box = form.editor(field)
        assert isinstance(box, QComboBox)
        box.setCurrentIndex(box.findData(chosen))
        box.activated.emit(box.currentIndex())
    qtbot.waitUntil(lambda: desk.pins.rows()[1].pin.direction == "in")
    row = next(row for row in desk.pins.rows() if row.pin.label == "Praise")
    said, kept = row.shown, row.pin
    assert (said.channel.name, said.kind.name, said.level) == ("Instagram", "comment", 4)
    assert (said.brand, said.product, said.topics) == ("Stylo", "Pen", ("ipad", "launch"))
    assert (kept.minutes, kept.idle_minutes, kept.several, kept.campaign) == (14, 0, True, "spring")
    assert (kept.intent, kept.ask_kind, kept.solved, kept.value_added) == ("give", "other", True, False)
    assert (kept.purpose, kept.overtime_milli, kept.note) == ("webcare", 1500, "as ever")
    for _ in range(18):
        desk.care.undo()
    assert labels(desk)[1] == "Comment"


def test_a_field_that_cannot_be_so_is_refused_and_stays_typed(qtbot, dialog, desk):
    edit = dialog.form.editor("minutes")
    qtbot.keyClicks(edit, "soon")
    edit.editingFinished.emit()
    qtbot.waitUntil(dialog.problem.isVisible)
    assert edit.text() == "soon"


def test_adding_moving_and_removing_by_key(qtbot, dialog, desk):
    dialog._add()
    qtbot.waitUntil(lambda: dialog.list.count() == 6)
    assert dialog.list.currentRow() == 5
    assert dialog.form.editor("label").selectedText() == "New pin"
    dialog._move(-1)
    qtbot.waitUntil(lambda: labels(desk)[4] == "New pin")
    qtbot.waitUntil(lambda: dialog.list.currentRow() == 4)
    dialog.list.setFocus()
    qtbot.keyClick(dialog.list, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: len(labels(desk)) == 5)
    assert "New pin" not in labels(desk)
