"""The window looks after its store: what is wrong is said with what can be done, and nothing waits for a check."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QApplication, QFileDialog

from roidesk.bootstrap import open_desk
from roidesk.desktop.appearance import kept_state
from roidesk.desktop.opening import Carried, Opening
from roidesk.desktop.session import Session
from roidesk.domain.instants import DAY
from roidesk.domain.model import Interaction
from roidesk.platform.single_instance import Reply
from roidesk.services.mending import Mending
from roidesk.store import store as stores


@pytest.fixture
def shown(qtbot, dressed, clock):
    """Shows a session on a path, waits until it says or shows something, and ends it after the test."""
    sessions = []

    def opening(path):
        return Opening(
            path, lambda: open_desk(path, clock), clock.now, lambda _desk, _asked: Carried(Reply(0)), opening
        )

    def show(path):
        session = Session(opening(path), opening(path.with_name("sample.db")))
        sessions.append(session)
        session.show()
        qtbot.waitUntil(lambda: session.window.page("today") is not None or said(session) != "")
        return session

    def leave(session):
        sessions.remove(session)
        return session.end()

    show.leave = leave
    yield show
    for session in sessions:
        session.end()
    for _ in range(3):
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        QApplication.processEvents()


def said(session):
    note = getattr(session.window, "standing", None)
    return note.text if note is not None and note.isVisible() else ""


def verbs(session):
    return [each.text() for each in session.window.standing.offers]


def press(session, verb):
    next(each for each in session.window.standing.offers if each.text() == verb).click()


def choose(qtbot, path):
    """Answer the file dialog that is open."""
    qtbot.waitUntil(lambda: any(isinstance(each, QFileDialog) for each in QApplication.topLevelWidgets()))
    dialog = next(each for each in QApplication.topLevelWidgets() if isinstance(each, QFileDialog) and each.isVisible())
    dialog.fileSelected.emit(str(path))
    dialog.done(1)
    dialog.deleteLater()


@pytest.fixture
def spoilt(filled):
    """A store whose first page is no page."""
    with filled.open("r+b") as file:
        file.seek(100)
        file.write(b"\xff" * 8)
    return filled


@pytest.fixture
def older(filled, clock):
    """A store in whose place an older copy was put."""
    copy = shutil.copy(filled, filled.with_name("older.db"))
    desk = open_desk(filled, clock)
    desk.tracking.log("email 6m")
    desk.close()
    shutil.copy(copy, filled)
    return filled


def broken(path, statement):
    with sqlite3.connect(path) as connection:
        connection.execute(statement)
    connection.close()


# ------------------------------------------------------------ a store that does not open


def test_a_damaged_store_is_told_with_all_ways_out(shown, spoilt):
    session = shown(spoilt)
    assert "is damaged" in said(session)
    assert verbs(session) == [
        "Restore a backup…", "Save what can be read…", "Open another store…", "Start a new one…", "The sample team",
    ]  # fmt: skip
    assert not session.window.top.isEnabled()


def test_the_backups_of_a_store_that_does_not_open_are_shown(qtbot, shown, spoilt):
    session = shown(spoilt)
    press(session, "Restore a backup…")
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is not None)
    QApplication.activeModalWidget().close()


def test_what_can_be_read_is_saved_and_opened(qtbot, shown, spoilt):
    session, before = shown(spoilt), spoilt.read_bytes()
    press(session, "Save what can be read…")
    choose(qtbot, spoilt.with_name("saved.db"))
    qtbot.waitUntil(lambda: "saved into" in said(session))
    assert spoilt.read_bytes() == before
    press(session, "Open it")
    after = shown.leave(session)
    assert after.path == spoilt.with_name("saved.db")
    desk = after.open_desk()
    assert desk.context.read().counts()[Interaction] == 2
    assert desk.care.check(deep=True) == []
    desk.close()


def test_a_file_that_is_no_store_leads_to_another(qtbot, shown, filled):
    notes = filled.with_name("notes.txt")
    notes.write_text("Dear diary")
    session = shown(notes)
    assert verbs(session) == ["Open another store…", "Start a new one…", "The sample team"]
    press(session, "Open another store…")
    choose(qtbot, filled)
    assert shown.leave(session).path == filled


def test_or_to_a_new_one_or_the_sample(qtbot, shown, tmp_path):
    notes = tmp_path / "notes.txt"
    notes.write_text("Dear diary")
    session = shown(notes)
    press(session, "Start a new one…")
    choose(qtbot, tmp_path / "mine.db")
    assert shown.leave(session).path == tmp_path / "mine.db"
    session = shown(notes)
    press(session, "The sample team")
    assert shown.leave(session).path.name == "sample.db"


def test_a_dialog_that_is_left_leaves_the_note(qtbot, shown, spoilt):
    session = shown(spoilt)
    press(session, "Save what can be read…")
    dialog = next(each for each in QApplication.topLevelWidgets() if isinstance(each, QFileDialog))
    qtbot.waitUntil(dialog.isVisible)
    dialog.reject()
    dialog.deleteLater()
    assert "is damaged" in said(session)


# ------------------------------------------------------------ a store that lost something


def test_lost_changes_are_told_until_one_goes_on_without_them(qtbot, shown, older):
    session = shown(older)
    qtbot.waitUntil(lambda: "At least 1 change" in said(session))
    assert verbs(session) == ["Restore a backup…", "Go on without them"]
    press(session, "Go on without them")
    qtbot.waitUntil(lambda: session.desk.mending.missing == 0)
    assert said(session) == ""
    assert session.desk.care.actions(1)[0].action.author.label == "behind"
    shown.leave(session)
    again = shown(older)
    qtbot.waitUntil(lambda: again.desk is not None)
    assert said(again) == ""


# ------------------------------------------------------------ checks


def finding(code):
    return {"code": code, "where": "interaction 1", "said": "", "more": 0}


@pytest.fixture
def care(session):
    return session._care


def field(window):
    return window.top.entry.focusProxy()


def log(qtbot, window, line):
    window.top.entry.put(line)
    qtbot.keyClick(field(window), Qt.Key.Key_Return)


def test_damage_ends_all_writing_and_says_so(qtbot, session, window, today, care):
    care.found([finding("rollup_differs"), finding("entry_differs")])
    assert "altered past the change log" in said(session)
    assert verbs(session) == ["Restore a backup…", "Save what can be read…"]
    log(qtbot, window, "email 6m")
    qtbot.waitUntil(lambda: window.top.bar.refusal != "")
    assert window.top.entry.text == "email 6m"
    assert today.model.rowCount() == 2
    assert session.desk.read_only


def test_sums_that_are_wrong_are_made_right_and_told_once(qtbot, session, care, filled):
    broken(filled, "update rollup_day set us = us + 1")
    care.found([finding("rollup_differs")])
    qtbot.waitUntil(lambda: "worked out again" in said(session))
    assert session.desk.care.check(deep=True) == []
    assert not session.desk.read_only


def test_another_table_in_the_file_is_told_and_no_damage(session, care):
    care.found([finding("schema_differs")])
    assert "not as this version of roidesk made them" in said(session)
    assert not session.desk.read_only


def test_changes_that_are_missing_are_no_damage(session, care):
    care.found([finding("changes_missing")])
    assert said(session) == ""
    assert not session.desk.read_only


def test_a_check_runs_in_a_process_of_its_own_and_is_not_due_again(qtbot, session, care, clock):
    care.look()
    assert care._process is not None
    qtbot.waitUntil(lambda: care._process is None, timeout=30_000)
    assert said(session) == ""
    care.look()
    assert care._process is None
    clock.us += DAY + 1
    care.look()
    assert care._process.arguments()[-1] == "--gently"  # the quick one
    care._process.kill()
    qtbot.waitUntil(lambda: care._process is None)
    clock.us += 7 * DAY
    care.look()
    assert care._process.arguments()[-1] == "--deep"


def test_a_clock_that_was_in_the_future_puts_no_check_off(care, clock):
    for kind in ("deep", "quick"):
        kept_state().setValue(care._key(kind), clock.us + 400 * DAY)
    care.look()
    assert care._process is not None


def test_what_a_check_finds_reaches_the_window(qtbot, session, care, filled):
    broken(filled, "update interaction set note = 'past the log'")
    care.check(deep=True)
    qtbot.waitUntil(lambda: "altered past the change log" in said(session), timeout=30_000)
    assert session.desk.read_only


def test_the_window_closes_during_a_check(session, care):
    care.check(deep=True)
    process = care._process
    assert process.waitForStarted()
    care.stop()
    assert process.state() == process.ProcessState.NotRunning


# ------------------------------------------------------------ while it is written


def test_a_store_that_was_moved_keeps_the_line_and_says_so(qtbot, session, window, today, filled):
    filled.rename(filled.with_name("elsewhere.db"))
    log(qtbot, window, "email 6m")
    qtbot.waitUntil(lambda: "was moved" in said(session))
    assert "was moved" in window.top.bar.refusal
    assert window.top.entry.text == "email 6m"
    assert verbs(session) == []
    Path(filled.with_name("elsewhere.db")).rename(filled)


def test_on_a_full_disk_the_line_stays_and_is_saved_later(qtbot, session, window, today, monkeypatch):
    begin, full = stores.Store._transaction, [True]

    def transaction(store):
        if full:
            error = sqlite3.OperationalError("database or disk is full")
            error.sqlite_errorcode = sqlite3.SQLITE_FULL
            raise error
        return begin(store)

    monkeypatch.setattr(stores.Store, "_transaction", transaction)
    log(qtbot, window, "email 6m")
    qtbot.waitUntil(lambda: "not saved" in window.top.bar.refusal)
    assert window.top.entry.text == "email 6m"
    full.clear()
    qtbot.keyClick(field(window), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: today.model.rowCount() == 3)
    assert window.top.entry.text == ""


def test_the_log_comes_to_rest_when_nobody_writes(qtbot, session, today, care, filled):
    window = session.window
    log(qtbot, window, "email 6m")
    qtbot.waitUntil(lambda: today.model.rowCount() == 3)
    qtbot.waitUntil(care._idle.isActive)
    before = filled.read_bytes()
    care._idle.stop()
    care._rest()
    qtbot.waitUntil(lambda: not session.tasks.busy)
    assert filled.read_bytes() != before
    assert not care._idle.isActive()  # that was no reason to come to rest again


def test_a_network_drive_is_told_of_once(qtbot, shown, filled, monkeypatch):
    monkeypatch.setattr(Mending, "network", "nfs")
    session = shown(filled)
    qtbot.waitUntil(lambda: "network drive (nfs)" in said(session))
    shown.leave(session)
    again = shown(filled)
    qtbot.waitUntil(lambda: again.desk is not None and again._care._due.isActive())
    assert said(again) == ""
