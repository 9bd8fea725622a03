"""The table of a contact's story, in little room and in long words."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics

from roidesk.desktop import style
from roidesk.desktop.models.contact_story import Column, ContactStory
from roidesk.desktop.widgets.contact_table import ContactTable
from roidesk.i18n import use


@pytest.fixture
def german():
    use("de")
    yield
    use("en")


@pytest.mark.parametrize("width", [560, 900])
def test_the_names_of_columns_are_whole_in_german_in_a_small_window(qtbot, dressed, german, width):
    story = ContactStory()
    table = ContactTable(story)
    qtbot.addWidget(table)
    table.resize(width, 300)
    table.show()
    metrics = QFontMetrics(style.font(13))
    for column in (Column.PERSONAL, Column.TIME, Column.INTENT):
        name = story.headerData(column, Qt.Orientation.Horizontal)
        assert table.columnWidth(column) >= metrics.horizontalAdvance(name)
    assert sum(table.columnWidth(each) for each in Column) <= width
