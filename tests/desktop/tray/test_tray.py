"""The menu of the tray, and closing into it; the icon itself needs a desktop that has a tray."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QSystemTrayIcon

from roidesk.desktop.tray.companion import Tray
from roidesk.domain.instants import MINUTE


@pytest.fixture
def tray(session):
    return next(each for each in session._companions if isinstance(each, Tray))


@pytest.fixture
def desk(session):
    return session.desk


@pytest.fixture
def change(session, qtbot):
    """Write something as the window does, and wait until everybody has heard of it."""

    def write(work):
        session.tasks.write(work)
        qtbot.waitUntil(lambda: not session.tasks.busy)

    return write


def texts(tray):
    tray.menu.aboutToShow.emit()
    return [each.text() for each in tray.menu.actions() if not each.isSeparator()]


def press(tray, text):
    tray.menu.aboutToShow.emit()
    next(each for each in tray.menu.actions() if each.text().startswith(text)).trigger()


def test_without_a_tray_there_is_no_icon_and_closing_ends(tray, session, qtbot):
    assert not tray.shown
    session.kept.keep("close_to_tray", "1")
    with qtbot.waitSignal(session.window.closing):
        tray.close_window()


def test_the_menu_offers_pins_the_quick_entry_and_the_window(tray, qtbot):
    qtbot.waitUntil(lambda: len(tray._state.pins) == 5)
    assert texts(tray)[:2] == ["Answer email\ttimer", "Comment\ttimer"]
    assert texts(tray)[5:] == ["Quick entry…", "Open roidesk", "No reminders for 1 hour", "Quit\tCtrl+Q"]


def test_what_runs_heads_the_menu_and_can_be_paused_stopped_and_switched(tray, desk, change, clock, qtbot):
    change(lambda: desk.timers.start("video demo @northwind"))
    clock.us += 18 * MINUTE
    assert texts(tray)[:4] == ["Video call demo · 18 min 00 s", "@northwind · since 14:30", "Pause", "Stop and log"]
    press(tray, "Pause")
    qtbot.waitUntil(lambda: texts(tray)[2] == "Go on")
    press(tray, "Stop and log")
    qtbot.waitUntil(lambda: desk.timers.status() == ())
    qtbot.waitUntil(lambda: texts(tray)[0].startswith("Answer email"))


def test_a_pin_of_the_menu_is_used(tray, desk, qtbot):
    qtbot.waitUntil(lambda: len(tray._state.pins) == 5)
    press(tray, "Call")
    qtbot.waitUntil(lambda: [row.shown.channel.name for row in desk.timers.status()] == ["Phone"])


def test_who_waits_is_counted_where_messages_are_recorded(tray, desk, change):
    change(lambda: desk.ledger.add("inbound", {"at": "2026-11-19T14:00", "channel": "Email"}))
    assert "1 waiting, of those recorded" in texts(tray)


def test_a_name_with_an_ampersand_is_shown_as_it_is(tray, desk, change):
    change(lambda: desk.pins.add({"label": "Q&A", "channel": "Forum"}))
    assert "Q&&A\ttimer" in texts(tray)


def test_the_window_closes_into_the_tray_where_that_is_set(tray, session, monkeypatch):
    monkeypatch.setattr(Tray, "shown", True)
    session.kept.keep("close_to_tray", "1")
    tray.close_window()
    assert not session.window.isVisible()
    tray.around.come_forward()
    assert session.window.isVisible()
    assert not QSystemTrayIcon.isSystemTrayAvailable()
