"""What the window asks and does about time that nobody can have worked."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from roidesk.bootstrap import open_desk
from roidesk.desktop.asking import Asking
from roidesk.desktop.models.cell_edits import Column
from roidesk.desktop.opening import Opening
from roidesk.desktop.session import Session
from roidesk.desktop.widgets.away_card import Answer, AwayCard
from roidesk.domain.away import Absence
from roidesk.domain.instants import HOUR, MINUTE
from roidesk.domain.model import AwayCause
from tests.desktop.conftest import _no_commands, end


@pytest.fixture
def running(qtbot, session, clock):
    """The window with a timer that has run 20 minutes, heartbeats included."""
    window = session.window
    session.tasks.write(lambda: session.desk.timers.start("tweet reply @northwind"))
    qtbot.waitUntil(lambda: window.top.timer.current is not None)
    clock.us += 20 * MINUTE
    beat(qtbot, session)
    return session


@pytest.fixture
def asking(session):
    return next(each for each in session._companions if isinstance(each, Asking))


def beat(qtbot, session):
    session.window.top.look()
    qtbot.waitUntil(lambda: not session.tasks.busy)


def away(qtbot, session, clock, minutes=23):
    """Let the person be away and come back."""
    left = clock.us
    clock.us += minutes * MINUTE
    session.tasks.write(lambda: session.desk.timers.absent(Absence(left, clock.us, AwayCause.IDLE)))
    qtbot.waitUntil(lambda: not session.tasks.busy)


def lengths(session):
    model = session.window.page("today").model
    return [model.index(row, Column.TIME).data() for row in range(model.rowCount())]


def elapsed(qtbot, session, text):
    qtbot.waitUntil(lambda: session.window.top.timer.elapsed == text, timeout=3000)


def test_whoever_comes_back_is_asked_once_without_being_disturbed(qtbot, running, asking, clock):
    entry = running.window.top.entry
    entry.setFocus()
    away(qtbot, running, clock)
    card = asking.cards.shown
    assert isinstance(card, AwayCard)
    assert card.accessibleName() == "You were away for 23 min"
    assert card.accessibleDescription() == "14:50 to 15:13, while X (Twitter) reply @northwind was running"
    assert card.chosen is Answer.LEAVE_OUT
    assert entry.field.hasFocus()
    elapsed(qtbot, running, "20 min 00 s")
    card.put_away()
    beat(qtbot, running)
    assert asking.cards.shown is None


@pytest.mark.parametrize(
    "case", [(Qt.Key.Key_D, "20 min 00 s"), (Qt.Key.Key_K, "43 min 00 s"), (Qt.Key.Key_Return, "20 min 00 s")]
)
def test_one_key_answers_and_one_undo_asks_again(qtbot, running, asking, clock, case):
    key, length = case
    away(qtbot, running, clock)
    asking.cards.reach()
    QTest.keyClick(asking.cards.shown.first, key)
    qtbot.waitUntil(lambda: asking.cards.shown is None)
    elapsed(qtbot, running, length)
    assert running.desk.away.waiting() == ()
    running.undo()
    qtbot.waitUntil(lambda: len(running.desk.away.waiting()) == 1)
    elapsed(qtbot, running, "20 min 00 s")


def test_the_first_answer_and_its_button_are_seen_however_little_room_there_is(qtbot, running, asking, clock):
    running.window.resize(1024, 700)
    running.kept.keep("text_percent", "200")
    away(qtbot, running, clock)
    card = asking.cards.shown
    qtbot.waitUntil(lambda: card.height() < card.height_wanted)  # the rest is scrolled to
    for each in (card.first, card._do):
        assert each.visibleRegion().boundingRect() == each.rect()


def test_something_else_is_typed_and_filed(qtbot, running, asking, clock):
    away(qtbot, running, clock)
    asking.cards.reach()
    card = asking.cards.shown
    QTest.keyClick(card.first, Qt.Key.Key_A)
    field = running.window.focusWidget()
    QTest.keyClicks(field, "nonsense")
    QTest.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "names no channel" in card._refusal.text())
    assert field.text() == "nonsense"
    field.clear()
    QTest.keyClicks(field, "phone @petra")
    QTest.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: asking.cards.shown is None)
    qtbot.waitUntil(lambda: "23 min" in lengths(running))


def test_a_part_is_kept(qtbot, running, asking, clock):
    away(qtbot, running, clock)
    asking.cards.reach()
    QTest.keyClick(asking.cards.shown.first, Qt.Key.Key_S)
    QTest.keyClicks(running.window.focusWidget(), "10m")
    QTest.keyClick(running.window.focusWidget(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: asking.cards.shown is None)
    elapsed(qtbot, running, "30 min 00 s")


def test_the_timer_is_stopped_as_of_when_its_person_left(qtbot, running, asking, clock):
    running.kept.keep("ask_on_stop", "0")
    away(qtbot, running, clock)
    asking.cards.shown.answer(Answer.STOP)
    qtbot.waitUntil(lambda: running.window.top.timer.current is None)
    assert lengths(running)[0] == "20 min"


def test_nothing_is_asked_within_an_hour_of_another_question_and_all_of_it_waits(qtbot, running, asking, clock):
    away(qtbot, running, clock)
    asking.cards.shown.put_away()
    clock.us += 10 * MINUTE
    away(qtbot, running, clock)
    assert asking.cards.shown is None
    line = running.window.page("today").away
    qtbot.waitUntil(lambda: line.text == "2 stretches away from the computer wait for an answer")
    clock.us += HOUR
    away(qtbot, running, clock)
    assert asking.cards.shown is not None


def test_what_waits_is_asked_one_after_the_other_when_its_person_wants_to(qtbot, running, asking, clock):
    for _turn in range(2):
        away(qtbot, running, clock)
        if asking.cards.shown is not None:
            asking.cards.shown.put_away()
        clock.us += 10 * MINUTE
    line = running.window.page("today").away
    qtbot.waitUntil(line.isVisible)
    line.answer.click()
    for left in (1, 0):
        qtbot.waitUntil(lambda: isinstance(asking.cards.shown, AwayCard))
        card = asking.cards.shown
        assert card.isAncestorOf(running.window.focusWidget())
        QTest.keyClick(running.window.focusWidget(), Qt.Key.Key_K)
        qtbot.waitUntil(lambda left=left: len(running.desk.away.waiting()) == left)
        qtbot.waitUntil(lambda card=card: asking.cards.shown is not card)
    assert asking.cards.shown is None
    qtbot.waitUntil(lambda: not line.isVisible())


def test_short_ones_are_left_out_without_a_question_once_that_is_wanted(qtbot, running, asking, clock):
    away(qtbot, running, clock)
    asking.cards.shown._always.click()
    assert running.kept.settings.leave_out_under == 10
    asking.cards.shown.put_away()
    clock.us += 2 * HOUR
    away(qtbot, running, clock, minutes=9)
    assert asking.cards.shown is None
    assert len(running.desk.away.waiting()) == 1


def test_letters_that_are_not_for_the_card_are_typed_into_the_entry_line(qtbot, running, asking, clock):
    away(qtbot, running, clock)
    asking.cards.reach()
    QTest.keyClick(asking.cards.shown.first, "t")
    entry = running.window.top.entry
    assert (entry.text, entry.field.hasFocus()) == ("t", True)


def test_esc_puts_it_away_and_the_focus_goes_back(qtbot, running, asking, clock):
    table = running.window.page("today").first
    table.setFocus()
    away(qtbot, running, clock)
    asking.cards.reach()
    QTest.keyClick(asking.cards.shown.first, Qt.Key.Key_Escape)
    assert (asking.cards.shown, running.window.focusWidget()) == (None, table)
    assert len(running.desk.away.waiting()) == 1


def test_sleep_is_asked_about_and_the_timer_goes_on_without_it(qtbot, running, asking, clock):
    clock.sleep(9 * HOUR)
    beat(qtbot, running)
    qtbot.waitUntil(lambda: asking.cards.shown is not None)
    assert asking.cards.shown.accessibleName() == "This computer slept for 9 h 00"
    elapsed(qtbot, running, "20 min 00 s")


def test_sleep_that_only_the_stop_sees_is_told_at_the_stop(qtbot, running, clock):
    clock.sleep(HOUR)
    running.window.top.toggle_timer()
    qtbot.waitUntil(lambda: running.window.toast.text.startswith("Filed without 1 h 00"))
    qtbot.waitUntil(lambda: len(running.desk.away.waiting()) == 1)


def test_left_out_it_is_filed_as_its_stretches_and_one_undo_brings_all_back(qtbot, running, asking, clock):
    window = running.window
    clock.sleep(HOUR)
    beat(qtbot, running)
    asking.cards.shown.answer(Answer.LEAVE_OUT)
    qtbot.waitUntil(lambda: asking.cards.shown is None)
    clock.us += 5 * MINUTE
    window.top.toggle_timer()
    qtbot.waitUntil(lambda: len(lengths(running)) == 4)
    assert lengths(running)[:2] == ["5 min", "20 min"]
    running.undo()
    qtbot.waitUntil(lambda: window.top.timer.current is not None and len(lengths(running)) == 3)
    assert lengths(running)[0] == "25 min 00 s"


def test_a_clock_that_was_set_shows_in_the_row_in_words(qtbot, running, clock):
    clock.us += 2 * HOUR
    clock.boot = lambda behind=clock.boot: behind()._replace(us=behind().us - 2 * HOUR, awake_us=behind().us - 2 * HOUR)
    beat(qtbot, running)
    running.window.top.toggle_timer()
    qtbot.waitUntil(lambda: running.window.top.timer.current is None)
    qtbot.waitUntil(lambda: lengths(running)[0] == "20 min")
    model = running.window.page("today").model
    assert model.index(0, Column.WHAT).data() == "Reply · clock was set"
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


def test_a_window_opened_after_a_restart_asks_about_the_time_nobody_saw(qtbot, after_a_restart):
    def shown():
        found = [each for each in after_a_restart._companions if isinstance(each, Asking)]
        return found[0].cards.shown if found else None

    qtbot.waitUntil(lambda: shown() is not None)
    assert shown().accessibleName() == "Nobody saw the timer for 1 h 00"
    assert shown().accessibleDescription() == "14:40 to 15:40, while Phone @acme was running"
    qtbot.waitUntil(lambda: not after_a_restart.tasks.busy)
    assert after_a_restart.window.top.timer.elapsed == "10 min 00 s"
