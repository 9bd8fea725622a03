"""What is asked when a timer stops, the timers' panel and meter, the watch for idle time, and reminders."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QRegion
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from roidesk.analytics.meter import Spread
from roidesk.desktop.asking import Asking
from roidesk.desktop.idle_watch import IdleWatch
from roidesk.desktop.widgets.outcome_card import OutcomeCard
from roidesk.desktop.widgets.reminder_card import ReminderCard
from roidesk.domain.instants import HOUR, MINUTE, SECOND, instant
from roidesk.domain.model import Conversion, Interaction
from tests.desktop.conftest import ZONE


@pytest.fixture
def asking(session):
    return next(each for each in session._companions if isinstance(each, Asking))


@pytest.fixture
def running(qtbot, session, clock):
    """The window with a timer that has run 20 minutes, at 30 an hour."""
    session.tasks.write(
        lambda: session.desk.ledger.add("rates", {"person": "Ilse Vermeer", "from": "2026-01-01", "hourly": "30"})
    )
    start(qtbot, session, "tweet reply @northwind")
    clock.us += 20 * MINUTE
    return session


def start(qtbot, session, line):
    session.tasks.write(lambda: session.desk.timers.start(line))
    qtbot.waitUntil(lambda: not session.tasks.busy)
    qtbot.waitUntil(lambda: session.window.top.timer.current is not None)


def stop(qtbot, session, asking):
    session.window.top.toggle_timer()
    qtbot.waitUntil(lambda: isinstance(asking.cards.shown, OutcomeCard))
    return asking.cards.shown


def conversions(session):
    return [
        (each.kind, each.amount_minor, each.probability_ppm) for each in session.desk.context.read().all(Conversion)
    ]


# ------------------------------------------------------------ did anything come of it


def test_a_stop_asks_what_came_of_it_and_four_keys_say_it(qtbot, running, asking):
    card = stop(qtbot, running, asking)
    assert card.isAncestorOf(running.window.focusWidget())
    QTest.keyClick(running.window.focusWidget(), Qt.Key.Key_5)
    assert card.kind == "purchase"
    QTest.keyClicks(running.window.focusWidget(), "240")
    QTest.keyClick(running.window.focusWidget(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: asking.cards.shown is None)
    assert conversions(running) == [("purchase", 24_000, None)]
    running.undo()
    qtbot.waitUntil(lambda: conversions(running) == [])


def test_enter_presses_the_button_that_has_the_focus(qtbot, running, asking):
    card = stop(qtbot, running, asking)
    QTest.keyClick(card.first, Qt.Key.Key_Return)
    assert card.kind == "phone_call"
    card._nothing.setFocus()
    QTest.keyClick(card._nothing, Qt.Key.Key_Return)
    assert (asking.cards.shown, conversions(running)) == (None, [])


def test_what_may_come_has_a_worth_and_a_chance_and_says_what_to_expect(qtbot, running, asking):
    card = stop(qtbot, running, asking)
    QTest.keyClick(running.window.focusWidget(), Qt.Key.Key_4)
    QTest.keyClicks(card._amount, "2400")
    QTest.keyClicks(card._chance, "30 %")
    assert card._expected.text() == "expected €720.00"
    QTest.keyClick(card._chance, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: asking.cards.shown is None)
    assert conversions(running) == [("proposal_request", 240_000, 300_000)]


@pytest.mark.parametrize("key", [Qt.Key.Key_0, Qt.Key.Key_Escape])
def test_one_key_says_nothing_and_it_is_never_asked_again(qtbot, running, asking, key):
    stop(qtbot, running, asking)
    QTest.keyClick(running.window.focusWidget(), key)
    assert asking.cards.shown is None
    running.undo()
    qtbot.waitUntil(lambda: running.window.top.timer.current is not None)
    running.window.top.toggle_timer()
    qtbot.waitUntil(lambda: running.window.top.timer.current is None and not running.tasks.busy)
    assert asking.cards.shown is None
    assert conversions(running) == []


def test_an_amount_that_is_none_is_refused_in_the_card_which_keeps_it(qtbot, running, asking):
    card = stop(qtbot, running, asking)
    QTest.keyClick(running.window.focusWidget(), Qt.Key.Key_5)
    QTest.keyClicks(card._amount, "lots")
    QTest.keyClick(card._amount, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "lots" in card._refusal.text())
    qtbot.waitUntil(lambda: card.height() == card.height_wanted)  # its buttons stay in sight
    assert card._save.visibleRegion().boundingRect() == card._save.rect()
    assert (card._amount.text(), conversions(running)) == ("lots", [])


def test_whoever_is_typing_keeps_the_focus(qtbot, running, asking):
    entry = running.window.top.entry
    entry.setFocus()
    QTest.keyClicks(entry.field, "call @acme")
    stop(qtbot, running, asking)
    assert entry.field.hasFocus()
    QTest.keyClicks(entry.field, " 5m")
    assert entry.text == "call @acme 5m"


def test_after_a_switch_it_lets_the_next_thing_be_and_goes_away_by_itself(qtbot, running, asking):
    entry = running.window.top.entry
    entry.setFocus()
    running.tasks.write(lambda: running.desk.timers.switch("call @acme"))
    qtbot.waitUntil(lambda: isinstance(asking.cards.shown, OutcomeCard))
    assert entry.field.hasFocus()
    asking.cards._linger.timeout.emit()
    assert asking.cards.shown is None


def test_a_stop_that_is_taken_back_takes_its_question_along_and_is_asked_about_the_next_time(qtbot, running, asking):
    stop(qtbot, running, asking)
    running.undo()
    qtbot.waitUntil(lambda: asking.cards.shown is None and running.window.top.timer.current is not None)
    stop(qtbot, running, asking)


def test_a_start_that_becomes_an_entry_takes_the_question_about_what_it_stopped_along(qtbot, running, asking):
    desk = running.desk
    pin = desk.pins.rows()[0].pin.id
    begun = []
    running.tasks.write(lambda: begun.append(desk.pins.start(pin)) or begun[0])
    qtbot.waitUntil(lambda: isinstance(asking.cards.shown, OutcomeCard))
    running.tasks.write(lambda: desk.quick.done(pin, 9, begun[0]))
    qtbot.waitUntil(lambda: asking.cards.shown is None)


def test_a_question_that_comes_after_its_stop_was_taken_back_goes_again(qtbot, running, asking):
    seen = []
    show = asking.cards.show
    asking.cards.show = lambda card, **ways: (seen.append(card), show(card, **ways))
    found = asking.outcome._question(running.desk.timers.stop().changes)
    running.desk.care.undo()
    asking.outcome._ask(found, stopped=True)
    assert len(seen) == 1
    qtbot.waitUntil(lambda: asking.cards.shown is None)


def test_nothing_is_asked_where_the_desk_is_set_not_to(qtbot, running, asking):
    running.kept.keep("ask_on_stop", "0")
    running.window.top.toggle_timer()
    qtbot.waitUntil(lambda: running.window.top.timer.current is None and not running.tasks.busy)
    assert asking.cards.shown is None


def test_what_was_stopped_in_a_line_with_its_sale_is_not_asked_about(qtbot, running, asking):
    running.tasks.write(lambda: running.desk.timers.stop("=240 purchase"))
    qtbot.waitUntil(lambda: running.window.top.timer.current is None and not running.tasks.busy)
    assert asking.cards.shown is None


# ------------------------------------------------------------ timers


def test_the_box_meters_the_cost_and_its_panel_names_what_is_shared(qtbot, running, clock):
    top = running.window.top
    start(qtbot, running, "call @petra")
    clock.us += 10 * MINUTE
    top._load_timers()
    qtbot.waitUntil(lambda: "€2.50" in top.timer.accessibleDescription())
    assert "shares its time with 1 other" in top.timer.accessibleDescription()
    top.show_panel()
    rows = list(top._panel._rows.values())
    assert [row._length.text() for row in rows] == ["10 min 00 s", "30 min 00 s"]
    assert rows[1]._meter.text() == "€12.50 · shares its time with 1 other"
    QTest.mouseClick(rows[0].stop, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(top.timer.timers) == 1)


def typed_start(top):
    """The row of the timer in its panel, with another start typed."""
    which = top.timer.current.id
    top.show_panel(which)
    row = top._panel._rows[which]
    assert row.start.text() == "14:30"
    row.start.selectAll()
    QTest.keyClicks(row.start, "14:05")
    return row


def test_the_start_is_changed_while_it_runs_and_undone(qtbot, running):
    top = running.window.top
    row = typed_start(top)
    qtbot.waitUntil(lambda: row._hint.text().startswith("Since 14:05, 46 min. Enter changes it."))
    QTest.keyClick(row.start, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: top.timer.current.start_us == instant(datetime(2026, 11, 19, 14, 5, tzinfo=ZoneInfo(ZONE))))
    row.start.selectAll()
    QTest.keyClicks(row.start, "soon")
    QTest.keyClick(row.start, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "“soon” is no time" in row._hint.text())
    running.undo()
    qtbot.waitUntil(lambda: top.timer.current.start_us % HOUR != 5 * MINUTE)


def test_who_travels_sees_and_types_one_clock_the_one_of_the_day(qtbot, session, clock):
    clock.zone = lambda: "America/New_York"
    start(qtbot, session, "call @petra")
    top = session.window.top
    row = typed_start(top)
    qtbot.waitUntil(lambda: row._hint.text().startswith("Since 14:05, 26 min."))


def test_the_box_never_cuts_an_amount_and_shows_nothing_of_a_timer_that_stopped(qtbot, running, clock):
    box = running.window.top.timer
    box.show_timers([box.current._replace(spread=Spread(10 * MINUTE, 15 * MINUTE, 30 * MINUTE, 12))])
    running.window.top._load_timers()
    qtbot.waitUntil(lambda: box._title.text() == "€10.00 · X (Twitter) · northwind")
    assert box._elapsed._state == ""
    running.window.resize(1440, 900)
    qtbot.waitUntil(lambda: box._elapsed._state == "· €10.00")
    assert box._title.text() == "X (Twitter) · northwind"
    QApplication.processEvents()
    painted = _Painted(box)
    box.installEventFilter(painted)
    box.show_timers(())
    qtbot.waitUntil(lambda: QRegion(box._gauge()).subtracted(painted.where).isEmpty())


class _Painted(QObject):
    """Keeps where a widget was painted."""

    def __init__(self, watched):
        super().__init__(watched)
        self.where = QRegion()

    def eventFilter(self, watched, event):  # noqa: N802, ARG002 - Qt calls it so
        if event.type() == QEvent.Type.Paint:
            self.where += event.region()
        return False


def test_what_similar_conversations_took_is_said_only_of_enough(qtbot, running, clock):
    top, desk = running.window.top, running.desk

    def learn(count):
        for turn in range(count):
            row = desk.tracking.log(f"tweet reply @c{turn} {5 + turn}m").row
            desk.outcomes.link(row.interaction.id, "demo_request")

    running.tasks.write(lambda: learn(9))
    qtbot.waitUntil(lambda: not running.tasks.busy)
    running._refresh()
    qtbot.waitUntil(lambda: not running.tasks.busy)
    assert "like it" not in top.timer.accessibleDescription()
    running.tasks.write(lambda: learn(3))
    qtbot.waitUntil(lambda: not running.tasks.busy)
    running._refresh()
    said = "Half of the 12 like it that led to something took 6 min to 10 min."
    qtbot.waitUntil(lambda: said in top.timer.accessibleDescription(), timeout=3000)


def test_a_timer_that_runs_long_is_told_of_once_and_goes_on(qtbot, running, clock):
    note = running.window.note
    clock.us += 3 * HOUR
    running.window.top._load_timers()
    qtbot.waitUntil(note.isVisible)
    assert note.text == "X (Twitter) reply @northwind has run for 3 h 20."
    assert [each.text() for each in note.offers] == ["Let it run", "Change its start…", "Stop"]
    QTest.mouseClick(note.offers[0], Qt.MouseButton.LeftButton)
    clock.us += HOUR
    running.window.top._load_timers()
    qtbot.waitUntil(lambda: not running.tasks.busy)
    assert not note.isVisible()


# ------------------------------------------------------------ the watch


class Machine(QObject):
    """A machine that tells what it is set to, and whose screen can be locked."""

    locked = Signal(bool)
    sleeping = Signal(bool)
    ending = Signal()
    reason = ""

    def __init__(self):
        super().__init__()
        self.idle = 0
        self.closed = False

    def idle_us(self):
        return self.idle

    def close(self):
        self.closed = True


@pytest.fixture
def machine():
    return Machine()


@pytest.fixture
def watch(qtbot, running, asking, machine):
    made = IdleWatch(asking.around, lambda: machine, machine)
    qtbot.waitUntil(lambda: made._source is not None and not made._asking)
    yield made
    made.stop()
    assert machine.closed


def look(qtbot, session, watch, idle=0):
    watch._source.idle = idle
    watch.look()
    qtbot.waitUntil(lambda: not watch._asking and not session.tasks.busy)


def pass_time(qtbot, session, watch, clock):
    for quarter in range(1, 25):
        clock.us += 15 * SECOND
        look(qtbot, session, watch, quarter * 15 * SECOND)


def test_six_minutes_without_a_key_are_left_out_of_a_message(qtbot, running, watch, clock):
    look(qtbot, running, watch)
    pass_time(qtbot, running, watch, clock)
    assert not running.window.top.worked
    look(qtbot, running, watch)
    (row,) = running.desk.away.waiting()
    assert row.away.end_us - row.away.start_us == 6 * MINUTE
    assert running.window.top.worked


def test_whoever_comes_back_and_stops_at_once_has_not_worked_meanwhile(qtbot, running, watch, clock):
    look(qtbot, running, watch)
    pass_time(qtbot, running, watch, clock)
    QTest.keyClick(running.window, "t", Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: running.window.top.timer.current is None and not running.tasks.busy)
    (row,) = running.desk.away.waiting()
    assert (row.away.end_us - row.away.start_us, row.running) == (6 * MINUTE, ())
    filed = max(running.desk.context.read().all(Interaction), key=lambda each: each.start_us)
    assert filed.end_us == row.away.start_us


def test_a_call_beside_it_is_never_idle_and_keeps_the_heart_beating(qtbot, running, watch, clock):
    start(qtbot, running, "call @bluefin")
    look(qtbot, running, watch)
    pass_time(qtbot, running, watch, clock)
    assert running.window.top.worked
    look(qtbot, running, watch)
    (row,) = running.desk.away.waiting()
    assert [each.contact for each in row.what] == ["northwind"]


def test_a_screen_that_was_locked_is_an_absence_from_then_on(qtbot, running, watch, clock, machine):
    look(qtbot, running, watch)
    machine.locked.emit(True)  # noqa: FBT003 - the argument of a signal
    qtbot.waitUntil(lambda: not watch._asking)
    clock.us += 6 * MINUTE
    machine.locked.emit(False)  # noqa: FBT003 - the argument of a signal
    qtbot.waitUntil(lambda: len(running.desk.away.waiting()) == 1)
    (row,) = running.desk.away.waiting()
    assert (row.away.cause, row.away.end_us - row.away.start_us) == ("locked", 6 * MINUTE)


def test_where_it_cannot_be_known_settings_say_why(qtbot, running, watch, machine):
    assert running.kept.state("watch_idle") == ""
    machine.reason = "wayland"
    watch.look()
    qtbot.waitUntil(lambda: running.kept.state("watch_idle").startswith("Not available: this desktop does not tell"))
    machine.reason = ""


def test_where_it_is_not_wanted_nothing_is_watched(qtbot, running, watch):
    running.kept.keep("watch_idle", "0")
    watch.follow()
    assert not watch._timer.isActive()
    qtbot.waitUntil(lambda: not watch._asking)
    watch.look()
    assert not watch._asking


# ------------------------------------------------------------ reminders


@pytest.fixture
def waiting(qtbot, session, clock):
    """Somebody wrote at 11:00, it is 14:30, and the goal is four hours of work."""
    session.tasks.write(lambda: session.desk.waiting.record("tweet @dune at 11:00"))
    qtbot.waitUntil(lambda: not session.tasks.busy)
    return session


def test_nobody_is_reminded_who_did_not_ask_for_it(qtbot, waiting, asking):
    asking.reminders.look()
    qtbot.waitUntil(lambda: not waiting.tasks.busy)
    assert (asking.cards.shown, asking.reminders._timer.isActive()) == (None, False)


def test_a_message_near_its_goal_is_named_once_and_answered_from_there(qtbot, waiting, asking, clock):
    waiting.kept.keep("remind_waiting", "1")
    qtbot.waitUntil(lambda: isinstance(asking.cards.shown, ReminderCard))
    card = asking.cards.shown
    assert card.accessibleName() == "dune is waiting"
    assert card.accessibleDescription() == "3 h 31, your goal is 4 h 00"
    asking.reminders.look()
    QTest.mouseClick(card.offers[0], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: waiting.window.top.timer.current is not None)
    assert asking.cards.shown is None
    asking.reminders.look()
    qtbot.waitUntil(lambda: not waiting.tasks.busy)
    assert asking.cards.shown is None


def test_hours_without_an_entry_are_told_and_an_hour_of_quiet_is_one(qtbot, session, asking, clock):
    session.kept.keep("remind_hours", "1")
    qtbot.waitUntil(lambda: not session.tasks.busy)
    assert asking.cards.shown is None
    clock.us += 2 * HOUR - 24 * MINUTE
    asking.reminders.look()
    qtbot.waitUntil(lambda: isinstance(asking.cards.shown, ReminderCard))
    assert asking.cards.shown.accessibleName() == "Nothing logged since 14:06"
    QTest.mouseClick(asking.cards.shown.offers[1], Qt.MouseButton.LeftButton)
    assert (asking.cards.shown, session.window.note.text) == (None, "No reminders for 1 hour.")
    asking.reminders.look()
    qtbot.waitUntil(lambda: not session.tasks.busy)
    assert asking.cards.shown is None
    assert session.desk.context.read().all(Interaction)
