"""A store that somebody else writes to: nothing typed is lost, and one press tries again."""

from __future__ import annotations

import sqlite3

import pytest

from roidesk.domain.errors import UserError
from roidesk.domain.model import Interaction

LINE = "email 3m @bluefin"


@pytest.fixture
def locked(session, filled):
    """Another program that is writing."""
    session.desk.context.store._lock_seconds = 0.05
    session.desk.context.store.engine.lock_seconds = 0.05
    other = sqlite3.connect(filled, isolation_level=None)
    other.execute("begin immediate")
    yield other
    other.close()


def send(session, window):
    """What Enter does."""
    window.top.entry.put(LINE)
    window.top.capture._file(LINE, lambda: session.desk.tracking.log(LINE))


def filed(session):
    return len(session.desk.context.read().all(Interaction))


def pressed(window):
    (button,) = window.note.offers
    assert button.text() == "Try again"
    button.click()


def test_the_line_is_kept_and_sent_again_on_a_press(qtbot, session, window, locked):
    before = filed(session)
    send(session, window)
    qtbot.waitUntil(lambda: bool(window.note.offers))
    assert window.top.entry.text == LINE
    assert window.note.isVisible()
    assert filed(session) == before
    locked.execute("rollback")
    pressed(window)
    qtbot.waitUntil(lambda: filed(session) == before + 1)
    qtbot.waitUntil(lambda: window.top.entry.text == "")
    assert not window.note.isVisible()


def test_a_line_that_was_changed_since_is_not_sent_by_the_press(qtbot, session, window, locked):
    before = filed(session)
    send(session, window)
    qtbot.waitUntil(lambda: bool(window.note.offers))
    window.top.entry.put("email 5m")
    locked.execute("rollback")
    pressed(window)
    qtbot.waitUntil(lambda: not session.tasks.busy)
    assert filed(session) == before
    assert window.top.entry.text == "email 5m"


def test_once_something_was_written_there_is_nothing_to_try_again(qtbot, session, window, locked):
    send(session, window)
    qtbot.waitUntil(lambda: bool(window.note.offers))
    locked.execute("rollback")
    session.undo()
    qtbot.waitUntil(lambda: not window.note.isVisible())


def test_what_has_no_place_of_its_own_is_offered_again_too(qtbot, session, window, locked):
    before = filed(session)
    session.undo()
    qtbot.waitUntil(lambda: bool(window.note.offers))
    locked.execute("rollback")
    pressed(window)
    qtbot.waitUntil(lambda: filed(session) == before - 1)


def test_saving_is_said_only_when_it_takes_long(qtbot, session, window, monkeypatch):
    shown = []
    monkeypatch.setattr(window.sidebar, "show_owner", lambda _name, state: shown.append(state))
    session.messages.show_writing(begins=True)
    session.messages.show_writing(begins=False)
    assert shown == []
    session.messages.show_writing(begins=True)
    session.messages.slow.timeout.emit()
    qtbot.waitUntil(lambda: shown == ["This computer · saving…"])
    session.messages.show_writing(begins=False)
    qtbot.waitUntil(lambda: shown[-1] == "This computer · saved")


def test_a_refusal_of_another_kind_offers_nothing(qtbot, session, window):
    def refuse():
        raise UserError("nothing_to_undo")

    session.tasks.write(refuse)
    qtbot.waitUntil(window.note.isVisible)
    assert window.note.offers == ()
