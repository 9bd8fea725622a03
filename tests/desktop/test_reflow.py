"""At twice the size, in the smallest window, no page is wider than its place: one scrolls down, never sideways."""

from __future__ import annotations

import pytest


@pytest.fixture
def large(session, qtbot):
    """The window at its smallest, with text at 200 %."""
    window = session.window
    window.resize(1024, 700)
    session.kept.keep("text_percent", "200")
    return window


@pytest.mark.parametrize("page", ["today", "return", "week", "ledger", "settings"])
def test_a_page_is_no_wider_than_its_place(large, session, qtbot, page):
    large.go(page)
    qtbot.waitUntil(lambda: not session.tasks.busy)
    shown = large.page(page)
    qtbot.waitUntil(lambda: shown.minimumSizeHint().width() <= shown.parentWidget().width())


def test_every_column_of_a_week_has_its_room(large, session, qtbot):
    large.go("week")
    page = large.page("week")
    qtbot.waitUntil(lambda: page.table.table.rowCount() > 0 and not session.tasks.busy)
    columns = page.table.table.horizontalHeader()
    qtbot.waitUntil(lambda: columns.length() <= page.table.table.viewport().width())
    assert all(columns.sectionSize(n) >= columns.sectionSizeHint(n) for n in range(columns.count()))


def test_names_of_columns_are_read_in_one_line(large, session, qtbot):
    from PySide6.QtCore import Qt

    large.go("week")
    page = large.page("week")
    qtbot.waitUntil(lambda: page.table.table.rowCount() > 0)
    header = page.table.table.horizontalHeaderItem(2)
    assert "\n" in header.text()
    assert "\n" not in header.data(Qt.ItemDataRole.AccessibleTextRole)


def test_the_channels_of_settings_are_no_wider_than_their_place(large, session, qtbot):
    session.places.show_settings("channels")
    qtbot.waitUntil(lambda: not session.tasks.busy)
    section = large.page("settings").section
    qtbot.waitUntil(lambda: section.minimumSizeHint().width() <= section.parentWidget().width())
