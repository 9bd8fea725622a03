"""What the window says and does about time that nobody can have worked."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from roidesk.bootstrap import open_desk
from roidesk.desktop.app import Opening, Session
from roidesk.desktop.models.cell_edits import Column
from roidesk.domain.instants import HOUR, MINUTE
from tests.desktop.conftest import _no_commands, end


@pytest.fixture
def running(qtbot, session, clock):
    """The window with a timer that has run 20 minutes, heartbeats included."""
    window = session.window
    session.tasks.write(lambda: session.desk.timers.start("video demo @northwind"))
    qtbot.waitUntil(lambda: window.top.timer.current is not None)
    clock.us += 20 * MINUTE
    beat(qtbot, session)
    return session


def beat(qtbot, session):
    session.window.top.look()
    qtbot.waitUntil(lambda: not session.tasks.busy)


def lengths(session):
    model = session.window.page("today").model
    return [model.index(row, Column.TIME).data() for row in range(model.rowCount())]


def press(qtbot, session, verb):
    (button,) = [each for each in session.window.note.offers if each.text() == verb]
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert not session.window.note.isVisible()
    qtbot.waitUntil(lambda: not session.tasks.busy)


def test_one_quiet_note_tells_of_sleep_and_the_timer_goes_on_without_it(qtbot, running, clock):
    window = running.window
    assert not window.note.isVisible()
    clock.sleep(9 * HOUR)
    beat(qtbot, running)
    qtbot.waitUntil(window.note.isVisible)
    assert window.note.text == ("This computer slept from 14:50 to 23:50 while Video call demo · northwind ran.")
    assert [each.text() for each in window.note.offers] == ["Leave out", "Keep"]
    qtbot.waitUntil(lambda: window.top.timer.elapsed == "20 min 00 s", timeout=3000)
    qtbot.waitUntil(lambda: lengths(running)[0] == "20 min 00 s")
    window.note.hide()
    beat(qtbot, running)
    assert not window.note.isVisible()


def test_left_out_it_is_filed_as_its_stretches_and_one_undo_brings_all_back(qtbot, running, clock):
    window = running.window
    clock.sleep(HOUR)
    beat(qtbot, running)
    press(qtbot, running, "Leave out")
    clock.us += 5 * MINUTE
    window.top.toggle_timer()
    qtbot.waitUntil(lambda: len(lengths(running)) == 4)
    assert lengths(running)[:2] == ["5 min", "20 min"]
    assert window.toast.text == "Filed without 1 h 00 in which this computer slept"
    running.undo()
    qtbot.waitUntil(lambda: window.top.timer.current is not None and len(lengths(running)) == 3)
    assert lengths(running)[0] == "25 min 00 s"


def test_kept_it_counts(qtbot, running, clock):
    clock.sleep(HOUR)
    beat(qtbot, running)
    press(qtbot, running, "Keep")
    qtbot.waitUntil(lambda: lengths(running)[0] == "1 h 20 min")
    running.window.top.toggle_timer()
    qtbot.waitUntil(lambda: running.window.top.timer.current is None and len(lengths(running)) == 3)
    assert running.window.toast.text == ""


def test_sleep_that_only_the_stop_sees_is_told_at_the_stop(qtbot, running, clock):
    clock.sleep(HOUR)
    running.window.top.toggle_timer()
    qtbot.waitUntil(lambda: running.window.toast.text.startswith("Filed without 1 h 00"))


def test_a_clock_that_was_set_shows_in_the_row_in_words(qtbot, running, clock):
    clock.us += 2 * HOUR
    clock.boot = lambda behind=clock.boot: behind()._replace(us=behind().us - 2 * HOUR, awake_us=behind().us - 2 * HOUR)
    beat(qtbot, running)
    running.window.top.toggle_timer()
    qtbot.waitUntil(lambda: running.window.top.timer.current is None)
    qtbot.waitUntil(lambda: lengths(running)[0] == "20 min")
    model = running.window.page("today").model
    assert model.index(0, Column.WHAT).data() == "Demo · clock was set"
    said = model.index(0, Column.TIME).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said == "20 min. The computer’s clock was set while this ran: its length is right, its times may not be."
    assert "clock was set" in model.index(0, Column.TIME).data(Qt.ItemDataRole.ToolTipRole)
    assert model.index(1, Column.TIME).data(Qt.ItemDataRole.AccessibleTextRole) is None


@pytest.fixture
def after_a_restart(dressed, filled, clock):
    """A window on a timer that ran when the machine went off an hour ago."""
    desk = open_desk(filled, clock)
    desk.timers.start("call @acme")
    clock.us += 10 * MINUTE
    desk.timers.beat()
    desk.close()
    clock.us += HOUR
    clock.run = "second"
    session = Session(Opening(filled, lambda: open_desk(filled, clock), clock.now, _no_commands))
    session.show()
    yield session
    end(session)


def test_a_window_opened_after_a_restart_says_until_when_it_was_seen(qtbot, after_a_restart):
    window = after_a_restart.window
    qtbot.waitUntil(lambda: hasattr(window, "note") and window.note.isVisible())
    assert window.note.text == "This computer was restarted: nobody saw Phone · acme run from 14:40 to 15:40."
    qtbot.waitUntil(lambda: not after_a_restart.tasks.busy)
    assert window.top.timer.elapsed == "10 min 00 s"
