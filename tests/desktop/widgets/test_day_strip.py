"""What the strip shows of a day."""

from __future__ import annotations

from uuid import UUID

import pytest
from PySide6.QtCore import QPoint, Qt

from roidesk.desktop.widgets.day_strip import Block, Day, DayStrip, gaps, hours_shown
from roidesk.domain.instants import DAY, HOUR, MINUTE


def block(number, start, end, level=3):
    return Block(UUID(int=number), start, end, level, "#2A87F0", "mail", f"block {number}")


def day(*blocks, now=None):
    return Day(0, DAY, "UTC", tuple(blocks), now)


def test_an_empty_day_is_a_working_day():
    assert hours_shown(day()) == (9 * HOUR - HOUR // 2, 18 * HOUR + HOUR // 6)


def test_early_and_late_work_widen_the_strip_and_the_day_bounds_it():
    first, last = hours_shown(day(block(1, 6 * HOUR + 1, 7 * HOUR), block(2, 22 * HOUR, 25 * HOUR)))
    assert first == 6 * HOUR - HOUR // 2
    assert last == DAY


def test_gaps_are_half_an_hour_or_more_and_never_inside_parallel_work():
    blocks = [
        block(1, 9 * HOUR, 12 * HOUR),
        block(2, 10 * HOUR, 10 * HOUR + MINUTE),
        block(3, 12 * HOUR + 29 * MINUTE, 13 * HOUR),
        block(4, 13 * HOUR + 30 * MINUTE, 14 * HOUR),
    ]
    assert gaps(blocks) == ((13 * HOUR, 13 * HOUR + 30 * MINUTE),)


@pytest.fixture
def strip(qtbot, dressed):
    strip = DayStrip()
    qtbot.addWidget(strip)
    strip.resize(1000, 104)
    strip.show_day(day(block(1, 9 * HOUR, 10 * HOUR), block(2, 12 * HOUR, 12 * HOUR + 2 * MINUTE)), "2 interactions")
    return strip


def centre(strip, which):
    area = strip._area(strip._day.blocks[which])
    return QPoint(round(area.center().x()), round(area.center().y()))


def test_a_block_is_found_under_the_pointer_and_clicking_it_picks_it(qtbot, strip):
    strip.show()
    with qtbot.waitSignal(strip.picked) as picked:
        qtbot.mouseClick(strip, Qt.MouseButton.LeftButton, pos=centre(strip, 0))
    assert picked.args == [UUID(int=1)]


def test_a_thin_block_has_a_hit_area_of_24_pixels_and_no_more(strip):
    middle = centre(strip, 1)
    assert strip.at(middle + QPoint(10, 0)).id == UUID(int=2)
    assert strip.at(middle + QPoint(16, 0)) is None


def test_the_strip_says_itself_in_words(strip):
    assert strip.accessibleName() == "Day strip"
    assert strip.accessibleDescription() == "2 interactions"
