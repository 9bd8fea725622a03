"""Signals of the system, heard within Qt's loop."""

from __future__ import annotations

import os
import signal
import sys

import pytest

from roidesk.platform.wish_to_end import WishToEnd

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows sends none")


@pytest.fixture
def wish(qapp):
    wish = WishToEnd()
    wish.listen()
    yield wish
    wish.stop()


@pytest.mark.parametrize("which", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_a_wish_is_heard_and_nothing_is_ended_by_it(wish, qtbot, which):
    with qtbot.waitSignal(wish.heard):
        os.kill(os.getpid(), which)
    assert wish.said


def test_what_there_was_before_is_given_back(qapp):
    before = signal.getsignal(signal.SIGTERM)
    wish = WishToEnd()
    wish.stop()  # it did not listen
    wish.listen()
    wish.listen()
    assert signal.getsignal(signal.SIGTERM) is not before
    wish.stop()
    assert signal.getsignal(signal.SIGTERM) is before
    assert signal.set_wakeup_fd(-1) == -1
