"""What is no page but is seen: a line while it is typed, pop-ups, dialogs, questions, and what goes wrong."""

from __future__ import annotations

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from roidesk.desktop.appearance import Appearance
from roidesk.desktop.asking import Asking
from roidesk.desktop.quick.companion import QuickEntry
from roidesk.domain.instants import MINUTE
from tests.pictures.states import SMALLEST, State

LOOKS = (State("light"), State("dark", appearance=Appearance.DARK), State("text-200", SMALLEST, percent=200))
DIALOGS = ("keys", "backups", "edit_pins", "record_message")
LINES = {
    "understood": "tweet reply @northwind #ipad &stylo !3 4m",
    "completed": "@no",
    "misread": "tweet reply 40mm",
}


def companion(session, kind):
    return next(each for each in session._companions if isinstance(each, kind))


def type_line(session, text):
    entry = session.window.top.entry
    entry.setFocus()
    QTest.keyClicks(entry.field, text)


@pytest.mark.parametrize("line", LINES)
def test_a_line_looks_as_it_did(line, show, settled, compare, qtbot):
    session = show(State("light"))
    type_line(session, LINES[line])
    if line == "misread":
        qtbot.waitUntil(lambda: bool(session.window.top.bar.proposed))
    compare(f"line-{line}", settled(session, session.window))
    compare.end()


@pytest.mark.parametrize("state", LOOKS, ids=lambda state: state.name)
def test_the_quick_entry_looks_as_it_did(state, show, settled, compare, qtbot):
    session = show(state)
    quick = companion(session, QuickEntry)
    quick.summon()
    qtbot.waitUntil(quick.window.isVisible)
    compare(f"quick-empty-{state.name}", settled(session, quick.window))
    QTest.keyClicks(quick.window.entry.field, " tweet reply @northwind 4m")
    compare(f"quick-typed-{state.name}", settled(session, quick.window))
    compare.end()


@pytest.mark.parametrize("state", LOOKS, ids=lambda state: state.name)
def test_timers_and_what_came_of_them_look_as_they_did(state, show, settled, compare, clock, qtbot):
    session = show(state)
    for line in ("call @northwind", "tweet reply @acme"):
        session.tasks.write(lambda line=line: session.desk.timers.start(line))
        qtbot.waitUntil(lambda: not session.tasks.busy)
        clock.us += 12 * MINUTE
    session._refresh()
    compare(f"timers-{state.name}", settled(session, session.window))
    session.window.registry.do("timers")
    compare(f"timers-panel-{state.name}", settled(session, session.window))
    session.window.top.toggle_timer()
    qtbot.waitUntil(lambda: companion(session, Asking).cards.shown is not None)
    compare(f"stopped-{state.name}", settled(session, session.window))
    compare.end()


@pytest.mark.parametrize("state", LOOKS, ids=lambda state: state.name)
@pytest.mark.parametrize("name", DIALOGS)
def test_a_dialog_looks_as_it_did(name, state, show, settled, compare, qtbot):
    session = show(state)
    session.window.registry.do(name)
    qtbot.waitUntil(lambda: bool(dialogs()))
    dialog = dialogs()[0]
    compare(f"dialog-{name}-{state.name}", settled(session, dialog))
    dialog.reject()
    compare.end()


@pytest.mark.parametrize("state", LOOKS, ids=lambda state: state.name)
def test_the_first_start_looks_as_it_did(state, show, settled, compare):
    session = show(state._replace(store="new"))
    compare(f"first-start-{state.name}", settled(session, session.window))
    compare.end()


@pytest.mark.parametrize("state", LOOKS, ids=lambda state: state.name)
def test_what_goes_wrong_looks_as_it_did(state, show, settled, compare):
    session = show(state._replace(store="damaged"))
    compare(f"damaged-{state.name}", settled(session, session.window))
    compare.end()


def test_what_is_refused_looks_as_it_did(show, settled, compare):
    session = show(State("light"))
    type_line(session, "tweet reply 3d")
    QTest.keyClick(session.window.top.entry.field, "\r")
    compare("refused-light", settled(session, session.window))
    fault = "ZeroDivisionError\n  roidesk/desktop/app.py, line 1, in somewhere"
    session.messages.show_report(f"roidesk · Python · linux\n{fault}")
    compare("broke-light", settled(session, dialogs()[0]))
    dialogs()[0].reject()
    compare.end()


def dialogs() -> list[QWidget]:
    return [each for each in QApplication.topLevelWidgets() if isinstance(each, QDialog) and each.isVisible()]
