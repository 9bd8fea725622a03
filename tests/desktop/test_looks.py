"""Text grows and shrinks by keys in the window that is open; looks follow the person and the system."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLayout

from roidesk.charts.theme import DARK, LIGHT_CONTRAST
from roidesk.desktop import style
from roidesk.desktop.appearance import Appearance, kept_state
from roidesk.desktop.kept import desk_settings


@pytest.fixture(autouse=True)
def usual_again(qapp):
    yield
    style.apply(qapp, Appearance.LIGHT)


def measures(window):
    """What was set once and stays: margins, gaps, how wide the sidebar is, how high rows are."""
    layouts = window.findChildren(QLayout)
    margins = [each.contentsMargins() for each in layouts]
    lengths = [side for each in margins for side in (each.left(), each.top(), each.right(), each.bottom())]
    lengths += [each.spacing() for each in layouts]
    rows = window.page("today").table.verticalHeader().defaultSectionSize()
    return [*lengths, window.sidebar.maximumWidth(), rows]


def test_text_grows_and_shrinks_by_keys(qtbot, session, window, today):
    qtbot.keyClick(window, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.font().pixelSize() == 14
    assert desk_settings().text_percent == 110
    for _ in range(20):
        qtbot.keyClick(window, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.font().pixelSize() == 26
    qtbot.keyClick(window, Qt.Key.Key_Minus, Qt.KeyboardModifier.ControlModifier)
    assert desk_settings().text_percent == 190
    qtbot.keyClick(window, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.font().pixelSize() == 13


def test_up_and_down_again_ends_where_it_began(qtbot, session, window, today):
    window.resize(1024, 700)
    before = measures(window)
    for percent in (*range(110, 210, 10), *range(190, 90, -10)):
        session._looks.show_percent(percent)
    assert measures(window) == before


def test_what_was_laid_out_before_grows_too(qtbot, session, window, today):
    window.resize(1024, 700)
    qtbot.waitUntil(lambda: window.sidebar.width() == 56)
    row = today.table.verticalHeader().defaultSectionSize()
    session._looks.show_percent(200)
    qtbot.waitUntil(lambda: window.sidebar.width() == 112)
    assert today.table.verticalHeader().defaultSectionSize() == 2 * row


def test_a_wide_window_has_a_rail_where_text_is_large(qtbot, session, window):
    window.resize(1440, 868)
    assert window.sidebar.width() == 188
    session._looks.show_percent(150)
    qtbot.waitUntil(lambda: window.sidebar.width() == style.px(56))


def test_what_is_kept_is_worn_at_once(session, window):
    session.kept.keep("appearance", Appearance.DARK.value)
    assert style.tokens() == DARK
    session.kept.keep("appearance", Appearance.CONTRAST.value)
    assert style.tokens() == LIGHT_CONTRAST
    assert kept_state().value("appearance") == "contrast"
    session.kept.keep("motion", "off")
    assert not style.motion()


def test_the_systems_wish_for_stillness_holds_unless_something_was_chosen(session, window):
    assert style.motion()
    session._looks._answered(still=True)
    assert not style.motion()
    session.kept.keep("motion", "on")
    assert style.motion()
