"""Two groups in one row while there is room, else in two; nothing is ever cut off."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from roidesk.desktop.widgets.spread_row import SpreadRow, group


@pytest.fixture
def row(qtbot, dressed):
    page = QWidget()
    qtbot.addWidget(page)
    first, last = group(QPushButton("Interactions"), QPushButton("Costs")), group(QPushButton("Undo"))
    made = SpreadRow(first, last)
    box = QVBoxLayout(page)
    box.addWidget(made)
    box.addStretch(1)
    page.show()
    return page, made, first, last


def laid(qtbot, page, made, width):
    page.resize(width, 200)
    qtbot.waitUntil(lambda: made.height() >= made.heightForWidth(made.width()))


@pytest.mark.parametrize("direction", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
def test_both_stand_in_one_row_at_either_end_where_there_is_room(qtbot, row, direction):
    page, made, first, last = row
    page.setLayoutDirection(direction)
    laid(qtbot, page, made, 700)
    ends = (first, last) if direction is Qt.LayoutDirection.LeftToRight else (last, first)
    assert ends[0].x() == 0
    assert ends[1].geometry().right() == made.width() - 1
    assert first.geometry().center().y() == last.geometry().center().y()


def test_where_there_is_none_the_last_goes_below_and_is_seen(qtbot, row):
    page, made, first, last = row
    laid(qtbot, page, made, first.sizeHint().width() + 30)
    assert last.y() > first.geometry().bottom()
    assert made.rect().contains(last.geometry())
    laid(qtbot, page, made, 700)
    assert last.y() <= first.geometry().bottom()


def test_a_group_with_a_least_width_never_lies_over_the_other(qtbot, row):
    page, made, first, last = row
    first.setMinimumWidth(first.sizeHint().width() + 100)
    for width in range(first.minimumWidth(), first.minimumWidth() + last.sizeHint().width() + 60, 7):
        page.resize(width + 24, 200)
        made._lay()
        assert not first.geometry().intersects(last.geometry())
