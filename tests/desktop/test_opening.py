"""The first moments: an empty window, then the parts, then the store; and what happens where one of them fails."""

from __future__ import annotations

import gc
import weakref

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication

from roidesk.bootstrap import open_desk
from roidesk.desktop.app import run
from roidesk.desktop.first_run import FirstRun
from roidesk.desktop.main_window import MainWindow
from roidesk.desktop.opening import Carried, Opening
from roidesk.desktop.session import Session
from roidesk.desktop.widgets.labels import ElidedLabel
from roidesk.platform.single_instance import Reply
from roidesk.services.care import Care
from tests.desktop.conftest import end


@pytest.fixture
def opened(dressed, clock):
    """Shows a session on a path and ends it after the test."""
    sessions = []

    def show(path, sample=None):
        def opening(where):
            return Opening(where, lambda: open_desk(where, clock), clock.now, lambda _desk, _asked: Carried(Reply(0)))

        session = Session(opening(path), opening(sample) if sample else None)
        sessions.append(session)
        session.show()
        return session

    def close():
        while sessions:
            end(sessions.pop())

    show.close = close
    yield show
    close()


def test_the_window_is_seen_before_anything_is_in_it(qtbot, opened, filled):
    with qtbot.waitSignal(opened(filled).window.painted) as seen:
        pass
    assert seen.signal_triggered


def test_what_is_typed_before_the_store_is_open_is_understood_when_it_is(qtbot, opened, filled):
    session = opened(filled)
    qtbot.waitUntil(lambda: hasattr(session.window, "top"))
    session.window.top.entry.put("email 6m")
    qtbot.waitUntil(lambda: len(session.window.top.bar.chips) >= 2)


def test_keys_pressed_at_the_first_paint_arrive_in_the_line(qtbot, opened, filled):
    session = opened(filled)
    with qtbot.waitSignal(session.window.painted):
        qtbot.keyClicks(session.window, "email 6m")
        qtbot.keyClick(session.window, Qt.Key.Key_Backspace)
    qtbot.waitUntil(lambda: hasattr(session.window, "top"))
    assert session.window.top.entry.text == "email 6"
    qtbot.keyClicks(session.window.top.entry.field, "m")
    qtbot.waitUntil(lambda: len(session.window.top.bar.chips) >= 2)


def test_a_store_that_is_not_ours_is_left_alone_and_the_window_says_why(qtbot, opened, tmp_path):
    path = tmp_path / "notes.txt"
    path.write_text("Dear diary")
    session = opened(path)
    qtbot.waitUntil(lambda: hasattr(session.window, "standing") and session.window.standing.isVisible())
    assert "notes.txt" in session.window.standing.text
    assert not session.window.top.isEnabled()
    assert path.read_text() == "Dear diary"


def test_a_new_store_is_asked_about_first(qtbot, opened, tmp_path):
    session = opened(tmp_path / "new.db")
    qtbot.waitUntil(lambda: session.desk is not None)
    qtbot.waitUntil(lambda: not session.window.sidebar.isEnabled())
    assert session.window.page("today") is None


def test_a_timer_that_was_running_when_the_program_ended_is_shown_again(qtbot, opened, filled, clock):
    desk = open_desk(filled, clock)
    desk.timers.start("call @acme")
    desk.close()
    clock.us += 61_000_000
    session = opened(filled)
    qtbot.waitUntil(lambda: hasattr(session.window, "top") and session.window.top.timer.current is not None)
    assert session.window.top.timer.elapsed == "1 min 01 s"


def test_who_asks_for_the_sample_gets_it_in_a_store_of_its_own_and_finds_back(
    qtbot, dressed, tmp_path, clock, monkeypatch
):
    make = Care.demo
    monkeypatch.setattr(Care, "demo", lambda self: make(self, weeks=2))

    def opening(name):
        path = tmp_path / name
        return Opening(path, lambda: open_desk(path, clock), clock.now, lambda _desk, _asked: Carried(Reply(0)))

    seen = []

    def play():
        """Ask for the sample in the first window, go back from it, and close the third, which asks first again."""
        for window in QApplication.topLevelWidgets():
            if not isinstance(window, MainWindow) or not window.isVisible():
                continue
            for page in window.findChildren(FirstRun):
                if seen:
                    window.close()
                else:
                    page.sample_wanted.emit()
            today = window.page("today")
            states = [each.text() for each in window.findChildren(ElidedLabel) if each.text().startswith("Sample")]
            if today is not None and today.title.text() and states:
                seen.extend((window.note.text, *states))
                window.note.offers[0].click()

    player = QTimer()
    player.timeout.connect(play)
    player.start(20)
    status = run(opening("own.db"), opening("sample.db"))
    player.stop()
    assert status == 0
    said = "This is the sample team: all of it is made up. What you log here does not reach your own data."
    assert seen == [said, "Sample team · saved"]
    own, sample = open_desk(tmp_path / "own.db", clock), open_desk(tmp_path / "sample.db", clock)
    assert own.care.is_new
    assert not sample.care.is_new
    own.close()
    sample.close()


def test_ones_own_data_lead_to_the_sample_and_say_nothing_of_it(qtbot, opened, filled, tmp_path):
    session = opened(filled, tmp_path / "sample.db")
    qtbot.waitUntil(lambda: session.window.page("today") is not None)
    assert not session.window.note.isVisible()
    offered = {each.name: each.words for each in session.window.registry.all}
    assert offered["sample"] == "Look at the sample team"
    assert "own_data" not in offered


def test_who_has_answered_the_first_questions_can_type_at_once(qtbot, opened, tmp_path):
    session = opened(tmp_path / "own.db")
    page = asked(qtbot, session)
    page.skip.click()
    qtbot.waitUntil(lambda: session.window.page("today") is not None)
    assert session.window.top.entry.focusProxy().hasFocus()


def test_no_key_leads_past_the_first_questions(qtbot, opened, tmp_path):
    session = opened(tmp_path / "own.db")
    asked(qtbot, session)
    for key in (Qt.Key.Key_2, Qt.Key.Key_5, Qt.Key.Key_T):
        qtbot.keyClick(session.window, key, Qt.KeyboardModifier.ControlModifier)
    assert session.window.current == "today"
    assert session.window.windowTitle() == "roidesk — Today"
    assert not session.window.top.bar.isVisible()


def asked(qtbot, session):
    qtbot.waitUntil(lambda: bool(session.window.findChildren(FirstRun)))
    session.window.activateWindow()
    return session.window.findChildren(FirstRun)[0]


def test_the_window_is_no_larger_than_the_screen(opened, filled):
    window = opened(filled).window
    room = window.screen().availableSize()
    assert window.size().boundedTo(room) == window.size()


def test_of_a_closed_session_nothing_is_left(qtbot, opened, filled):
    def came_and_went():
        session = opened(filled)
        qtbot.waitUntil(lambda: session.window.page("today") is not None)
        window = session.window
        window.go("ledger")
        qtbot.waitUntil(lambda: window.page("ledger") is not None)
        return [weakref.ref(each) for each in (session, window, window.top, window.page("today"), session.places)]

    references = came_and_went()
    opened.close()
    gc.collect()
    assert [each() for each in references] == [None] * len(references)
