"""Between figures there is a line, and none before the first of a row, whichever side reading begins on."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from roidesk.desktop.widgets.figure_strip import FigureStrip, Tile


@pytest.mark.parametrize(
    ("direction", "outermost"), [(Qt.LayoutDirection.LeftToRight, 0), (Qt.LayoutDirection.RightToLeft, 2)]
)
def test_lines_stand_only_between_figures(qtbot, dressed, direction, outermost):
    strip = FigureStrip(3)
    qtbot.addWidget(strip)
    strip.setLayoutDirection(direction)
    strip.resize(900, 90)
    strip.show_tiles(tuple(Tile(name, "1") for name in "abc"))
    assert [cell.property("first") for cell in strip._cells] == [n == outermost for n in range(3)]
