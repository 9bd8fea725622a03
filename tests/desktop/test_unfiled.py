"""A line that was not filed is there again when the window is opened the next time."""

from __future__ import annotations

import stat

import pytest

from roidesk.bootstrap import open_desk
from roidesk.desktop.kept_line import keep, place_of
from roidesk.desktop.opening import Carried, Opening
from roidesk.desktop.quick.companion import QuickEntry
from roidesk.desktop.session import Session
from roidesk.domain.changes import Changes
from roidesk.platform.single_instance import Reply
from tests.desktop.conftest import end

LINE = "call @acme #ipad 4m"


def opened(qtbot, path, clock):
    session = Session(
        Opening(path, lambda: open_desk(path, clock), clock.now, lambda _desk, _request: Carried(Reply(0)))
    )
    session.show()
    qtbot.waitUntil(lambda: session.window.page("today") is not None and bool(session._companions))
    qtbot.waitUntil(lambda: not session.tasks.busy)
    return session


@pytest.fixture
def kept(session):
    return place_of(session.desk.store_place, "window")


def test_it_comes_back_after_the_window_was_closed(qtbot, dressed, filled, clock):
    first = opened(qtbot, filled, clock)
    first.window.top.entry.put(LINE)
    end(first)
    again = opened(qtbot, filled, clock)
    assert again.window.top.entry.text == LINE
    end(again)


def test_it_is_kept_while_one_rests_so_that_no_power_cut_takes_it(qtbot, session, kept):
    qtbot.waitUntil(lambda: bool(session._companions) and not session.tasks.busy)
    session.window.top.entry.put(LINE)
    qtbot.waitUntil(kept.exists)
    assert kept.read_text() == LINE
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600


def test_what_was_filed_is_kept_no_more(qtbot, session, kept):
    qtbot.waitUntil(lambda: bool(session._companions) and not session.tasks.busy)
    entry = session.window.top.entry
    entry.put(LINE)
    qtbot.waitUntil(kept.exists)
    session.window.top.capture.log(LINE)
    qtbot.waitUntil(lambda: entry.text == "")
    qtbot.waitUntil(lambda: not kept.exists())


def test_what_is_typed_while_the_window_opens_stays(qtbot, dressed, filled, clock):
    keep(place_of(str(filled), "window"), LINE)
    again = Session(
        Opening(filled, lambda: open_desk(filled, clock), clock.now, lambda _desk, _request: Carried(Reply(0)))
    )
    again.show()
    qtbot.waitUntil(lambda: hasattr(again.window, "top"))
    again.window.top.entry.put("typed at once")
    qtbot.waitUntil(lambda: bool(again._companions) and not again.tasks.busy)
    assert again.window.top.entry.text == "typed at once"
    end(again)


def test_who_is_erased_is_erased_there_too(session, qtbot, kept):
    qtbot.waitUntil(lambda: bool(session._companions) and not session.tasks.busy)
    keep(kept, LINE)
    for companion in session._companions:
        companion.changed(Changes(action=1, label="erase"))
    assert not kept.exists()


def test_a_folder_that_cannot_be_written_is_no_reason_to_fail(tmp_path):
    (tmp_path / "file").write_text("")
    keep(tmp_path / "file" / "line.txt", LINE)


def test_half_a_line_of_the_quick_entry_comes_back_there(qtbot, dressed, filled, clock):
    keep(place_of(str(filled), "quick"), LINE)
    session = opened(qtbot, filled, clock)
    quick = next(each for each in session._companions if isinstance(each, QuickEntry))
    qtbot.waitUntil(lambda: quick.window.entry.text == LINE)
    assert session.window.top.entry.text == ""
    end(session)
