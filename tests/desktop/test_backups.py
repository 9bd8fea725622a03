"""Backups from the window: made when due, told in the status line, and gone back to from a list."""

from __future__ import annotations

import os

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QApplication, QLabel

from roidesk.bootstrap import open_desk
from roidesk.desktop import backing_up
from roidesk.desktop.opening import Opening
from roidesk.desktop.session import Session
from roidesk.desktop.widgets.labels import ElidedLabel
from roidesk.domain.errors import UserError
from roidesk.domain.instants import DAY, HOUR, MINUTE
from roidesk.services import backup_folder
from tests.desktop.conftest import _no_commands


def status(window):
    return [each.text() for each in window.sidebar.findChildren(ElidedLabel)]


def said(session):
    return session.window.note.text


def kept(session):
    return session.desk.backups.kept()


@pytest.fixture
def opened(qtbot, dressed, filled, clock):
    """Opens a window on a store and ends it, as the application does."""
    sessions = []

    def open_window(path=filled, sample=None, restored=None, *, refused=False):
        opening = Opening(path, lambda: open_desk(path, clock), clock.now, _no_commands)
        session = Session(opening, sample, restored)
        sessions.append(session)
        session.show()
        top = lambda: getattr(session.window, "top", None)  # noqa: E731 - not there before the window is furnished
        qtbot.waitUntil(
            lambda: session.window.page("today") is not None or (refused and top() and not top().isEnabled())
        )
        return session

    def end(session):
        sessions.remove(session)
        return session.end()

    open_window.end = end
    yield open_window
    while sessions:
        end(sessions[-1])
    for _ in range(3):
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        QApplication.processEvents()


def test_the_status_line_says_how_old_the_newest_is(qtbot, session, window, clock):
    qtbot.waitUntil(lambda: "no backup yet" in status(window))
    session.backups.by_themselves.look()
    qtbot.waitUntil(lambda: "backup just now" in status(window))
    assert [each.reason for each in kept(session)] == ["schedule"]
    clock.us += 12 * MINUTE
    session.backups.by_themselves.look()
    qtbot.waitUntil(lambda: "backup 12 min ago" in status(window))
    clock.us += 3 * HOUR
    session.backups.by_themselves.look()
    qtbot.waitUntil(lambda: "backup 3 h ago" in status(window))  # nothing changed
    initials = next(each for each in window.sidebar.findChildren(QLabel) if each.accessibleName())
    assert initials.accessibleName().splitlines() == ["Ilse Vermeer", "This computer · saved", "backup 3 h ago"]


def test_a_problem_is_told_once_a_day(qtbot, session, window, clock, monkeypatch):
    def full(*_args, **_how):
        raise OSError(28, os.strerror(28))

    monkeypatch.setattr(backup_folder, "write_copy", full)
    told = []
    session.backups.by_themselves.noticed.connect(told.append)
    for hours in (0, 1, 23):
        clock.us += hours * HOUR
        session.backups.by_themselves.look()
        qtbot.waitUntil(lambda: not session.tasks.busy)
    assert len(told) == 2
    assert "No space left on device" in window.note.text
    assert window.note.isVisible()


def test_what_changed_is_backed_up_when_the_window_closes(qtbot, opened, filled, clock):
    opened.end(opened())
    desk = open_desk(filled, clock)
    assert [(each.reason, each.entries) for each in desk.backups.kept()] == [("exit", 2)]
    desk.close()
    clock.us += DAY
    opened.end(opened())
    desk = open_desk(filled, clock)
    assert len(desk.backups.kept()) == 1  # nothing changed since
    desk.close()


def test_the_sample_is_not_backed_up(opened, filled, clock):
    sample = Opening(filled, lambda: open_desk(filled, clock), clock.now, _no_commands)
    opened.end(opened(sample=sample))
    assert backup_folder.kept_for(filled) == ()


def test_the_list_says_when_how_many_why_how_large_and_is_worked_by_keys(qtbot, session, window, clock):
    session.desk.backups.make("schedule")
    clock.us += DAY
    session.desk.tracking.log("tweet 5m")
    session.desk.backups.make()
    dialog = session.backups.show()
    qtbot.waitUntil(lambda: dialog.table.model().rowCount() == 2)
    row = [dialog.table.model().index(0, column).data() for column in range(dialog.table.model().columnCount())]
    assert row[0].startswith("Fri 20 Nov")
    assert row[0].endswith("14:30")
    assert (row[1], row[3], row[4]) == ("3", "by hand", "verified")
    assert row[2].endswith("kB")
    assert dialog.table.accessibleName() == "Backups"
    assert all(each.accessibleName() for each in (dialog.now, dialog.other, dialog.leave, dialog.restore))
    dialog.table.setFocus()
    asked = []
    dialog.wanted.disconnect()
    dialog.wanted.connect(asked.append)
    qtbot.keyClick(dialog.table, Qt.Key.Key_Down)
    qtbot.keyClick(dialog.table, Qt.Key.Key_Return)
    assert asked == [kept(session)[1].path]
    dialog.reject()


def test_tab_leads_from_the_list_through_the_buttons(qtbot, session, window):
    session.desk.backups.make()
    dialog = session.backups.show()
    qtbot.waitUntil(lambda: dialog.table.model().rowCount() == 1)
    dialog.table.setFocus()
    passed = []
    for _ in range(4):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        passed.append(QApplication.focusWidget())
    assert set(passed) == {dialog.now, dialog.other, dialog.leave, dialog.restore}
    dialog.reject()


def test_one_is_made_by_hand_and_stays(qtbot, session, window):
    dialog = session.backups.show()
    qtbot.waitUntil(lambda: "No backup yet" in dialog.said.text())
    assert not dialog.restore.isEnabled()
    dialog.now.click()
    qtbot.waitUntil(lambda: dialog.table.model().rowCount() == 1)
    assert dialog.said.text() == "Backup made and verified."
    assert [(each.reason, each.pinned) for each in kept(session)] == [("hand", True)]
    qtbot.waitUntil(lambda: "backup just now" in status(window))
    dialog.reject()


def test_a_file_that_cannot_be_restored_is_refused_in_the_dialog_and_the_window_stays(qtbot, session, window, tmp_path):
    (tmp_path / "other.db").write_text("no store")
    dialog = session.backups.show()
    session.backups.restore(tmp_path / "other.db", dialog)
    qtbot.waitUntil(lambda: "no store of roidesk" in dialog.said.text())
    assert window.isVisible()
    assert dialog.table.isEnabled()
    dialog.reject()


def test_restoring_closes_the_window_and_opens_it_on_what_the_backup_held(qtbot, opened, filled, clock):
    session = opened()
    made = session.desk.backups.make()
    session.desk.tracking.log("tweet 5m")
    dialog = session.backups.show()
    qtbot.waitUntil(dialog.restore.isEnabled)
    with qtbot.waitSignal(session.finished):
        dialog.restore.click()
    shown = opened.end(session)
    assert shown is session._opening
    assert session.restored.entries == 2
    again = opened(restored=session.restored)
    qtbot.waitUntil(lambda: again.window.page("today") is not None)
    assert "What was there before is the newest backup" in again.window.note.text
    assert again.desk.ledger.count("interactions") == 2
    assert sorted((each.reason, each.entries) for each in kept(again)) == [("hand", made.entries), ("restore", 3)]
    assert again.desk.context.store.missing == 0


def test_a_refusal_at_the_last_moment_is_told_in_the_next_window(qtbot, opened, filled):
    refused = UserError("store_locked", file=str(filled))
    session = opened(restored=refused)
    qtbot.waitUntil(lambda: "Another program is writing" in said(session))


def test_the_backups_of_a_store_that_cannot_be_opened_are_listed_and_restored(qtbot, opened, filled, clock):
    desk = open_desk(filled, clock)
    desk.backups.make()
    desk.close()
    filled.write_bytes(b"SQLite format 3\0" + bytes(5000))
    session = opened(refused=True)
    assert session.desk is None
    qtbot.waitUntil(lambda: session.backups is not None)
    dialog = session.backups.show()
    qtbot.waitUntil(lambda: dialog.table.model().rowCount() == 1)
    assert not dialog.now.isVisible()
    dialog.reject()


def test_nothing_is_made_of_a_store_that_is_only_looked_at(monkeypatch):
    class OnlyLookedAt:
        read_only = True

        class backups:  # noqa: N801 - stands for an attribute
            @staticmethod
            def newest():
                return None

            @staticmethod
            def look_again():
                return None

    assert backing_up._round(OnlyLookedAt()) == (None, ())
    backing_up.on_exit(OnlyLookedAt())
