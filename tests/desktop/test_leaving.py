"""What is open is written before the machine goes, and the machine waits for it."""

from __future__ import annotations

import os

import pytest
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QSessionManager

from roidesk.desktop.kept_line import place_of
from roidesk.desktop.leaving import Leaving
from roidesk.domain.instants import SECOND
from roidesk.domain.model import Timer
from roidesk.platform.shutdown import Delay, ShutdownSignal


class Told(QObject):
    """A login manager's word."""

    told = Signal(bool)
    heard = True

    def say(self, *, begins):
        self.told.emit(begins)


class Manager:
    """A session manager, as far as it is asked."""

    hint = None

    def setRestartHint(self, hint):  # noqa: N802 - Qt's name
        self.hint = hint


class World:
    """What is held open, and what was done while it was."""

    def __init__(self):
        self.events, self.ends = [], []

    def ask(self, _why):
        here, there = os.pipe()
        os.close(there)
        self.ends.append(here)
        return Delay(here)

    def is_held(self):
        try:
            os.fstat(self.ends[-1])
        except OSError:
            return False
        return True


@pytest.fixture
def world():
    return World()


@pytest.fixture
def told(qapp):
    return Told()


@pytest.fixture
def leaving(qtbot, tasks, world, told):
    def keep():
        tasks.write(lambda: world.events.append(("kept", world.is_held())))

    leaving = Leaving(tasks, keep, ask=world.ask, shutdown=told, after_ms=0)
    qtbot.waitUntil(lambda: leaving.delay.held is not None)
    yield leaving
    leaving.stop()


def test_the_machine_waits_until_it_is_written_and_no_longer(leaving, world, told, qtbot):
    told.say(begins=True)
    qtbot.waitUntil(lambda: not world.is_held())
    assert world.events == [("kept", True)]


def test_one_that_stays_on_after_all_is_held_up_again(leaving, world, told, qtbot):
    told.say(begins=True)
    qtbot.waitUntil(lambda: leaving.delay.held is None)
    told.say(begins=False)
    qtbot.waitUntil(lambda: leaving.delay.held is not None)
    assert len(world.ends) == 2
    assert world.is_held()


def test_a_window_that_closes_lets_go(tasks, world, told, qtbot):
    leaving = Leaving(tasks, lambda: None, ask=world.ask, shutdown=told, after_ms=0)
    qtbot.waitUntil(lambda: leaving.delay.held is not None)
    leaving.stop()
    assert not world.is_held()


def test_where_nobody_would_tell_it_nothing_is_held(tasks, world, qtbot):
    leaving = Leaving(tasks, lambda: None, ask=world.ask, shutdown=ShutdownSignal(), after_ms=0)
    qtbot.waitUntil(lambda: not leaving._first.isActive())
    assert (leaving.delay, world.ends) == (Delay(), [])
    leaving.stop()


def test_a_session_that_ends_is_answered_when_it_is_written(leaving, world):
    manager = Manager()
    leaving.commit(manager)
    assert world.events == [("kept", True)]
    assert manager.hint == QSessionManager.RestartHint.RestartNever


def test_the_line_and_the_timers_are_what_is_written(session, window, clock, qtbot):
    session.desk.timers.start("call @acme")
    qtbot.waitUntil(lambda: session._leaving is not None)
    clock.us += 7 * SECOND
    window.top.entry.put("email @dune not yet fil")
    session._leaving.commit(Manager())
    (timer,) = session.desk.context.read().all(Timer)
    assert timer.seen_us == clock.now()
    assert place_of(session.desk.store_place, "window").read_text() == "email @dune not yet fil"
