"""How the columns of a day's table share its width."""

from __future__ import annotations

import pytest

from roidesk.desktop.models.cell_edits import Column
from roidesk.desktop.models.day_columns import column_widths

FULL = {"brand": 70, "topics": 84, "what": 84, "with": 102, "led_to": 144}
"""Words that take all of what their columns were designed with."""


def widths(room, **words):
    return column_widths(room, {Column[name.upper()]: size for name, size in words.items()}, lambda px: px)


@pytest.mark.parametrize("room", [850, 878, 1000, 1400])
def test_all_of_the_room_is_used(room):
    for words in ({}, FULL, {**FULL, "led_to": 400, "topics": 400}, {"led_to": 190}):
        assert sum(widths(room, **words).values()) == room


def test_words_that_fit_move_nothing_and_what_takes_the_rest():
    assert widths(950, topics=20) == widths(950, **FULL)
    assert widths(950)[Column.WHAT] == 184


def test_what_is_left_goes_first_to_what_came_of_it():
    shown = widths(880, **{**FULL, "led_to": 190, "topics": 110})
    assert (shown[Column.LED_TO], shown[Column.TOPICS], shown[Column.WHAT]) == (174, 84, 84)
    shown = widths(950, **{**FULL, "led_to": 190, "topics": 110})
    assert (shown[Column.LED_TO], shown[Column.TOPICS], shown[Column.WHAT]) == (190, 110, 112)


def test_a_column_gives_what_its_own_words_do_not_need():
    shown = widths(850, **{**FULL, "led_to": 190, "with": 80, "topics": 0})
    assert (shown[Column.LED_TO], shown[Column.TOPICS], shown[Column.WITH]) == (186, 64, 80)
    assert (shown[Column.WHAT], shown[Column.BRAND]) == (84, 70)


def test_long_words_do_not_take_all():
    shown = widths(2000, **{**FULL, "led_to": 900, "topics": 900})
    assert (shown[Column.LED_TO], shown[Column.TOPICS], shown[Column.WITH]) == (208, 200, 102)


def test_topics_and_then_brands_make_way_in_a_narrow_window():
    assert Column.TOPICS not in widths(849)
    assert Column.BRAND in widths(849)
    assert Column.BRAND not in widths(765)
    narrowest = widths(600)
    assert narrowest[Column.LED_TO] == 64
    assert narrowest[Column.WHAT] == 84


def test_in_a_narrow_window_what_came_of_it_gets_what_others_do_not_need():
    shown = widths(640, **{**FULL, "led_to": 190, "what": 70, "with": 60})
    assert (shown[Column.LED_TO], shown[Column.WHAT], shown[Column.WITH]) == (88 + 14 + 38, 70, 64)
