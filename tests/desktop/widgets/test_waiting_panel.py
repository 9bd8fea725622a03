"""Who waits, beside the day."""

import pytest

from roidesk.bootstrap import open_desk
from roidesk.domain.changes import Changes
from roidesk.domain.instants import DAY, HOUR, MINUTE
from roidesk.domain.model import Inbound, Timer


def message(desk, at_us, text, who=None):
    read = desk.context.read()
    email = next(each for each in read.catalogue().channels if each.name == "Email")
    contact = read.contact_called(who) if who else None
    with desk.context.unit("add") as unit:
        unit.put(
            Inbound(
                id=desk.context.id(), at_us=at_us, zone="Europe/Amsterdam", channel_id=email.id, text=text,
                contact_id=contact.id if contact else None,
            )
        )  # fmt: skip


@pytest.fixture
def filled(filled, clock):
    desk = open_desk(filled, clock)
    message(desk, clock.now() - 7 * HOUR, "Is the replacement on its way?", "acme")
    for at in range(4):
        message(desk, clock.now() - at * MINUTE, f"Hello {at}")
    desk.close()
    return filled


@pytest.fixture
def panel(qtbot, window, today):
    window.resize(1440, 868)
    qtbot.waitUntil(lambda: len(today.waiting.items) == 3)
    return today.waiting


def test_the_most_pressing_is_first_and_said_in_words(panel):
    assert panel.isVisible()
    assert panel.items[0].accessibleName() == "acme, over by 1 h 31, “Is the replacement on its way?”"
    assert panel.items[1].accessibleName().startswith("Somebody on Email, 3 h 57 left")


def test_the_rest_is_shown_when_asked(panel, qtbot):
    panel._more.click()
    assert len(panel.items) == 5
    assert not panel._more.isVisible()
    assert panel.items[3].isVisible()  # else the keyboard cannot go there
    assert panel.window().focusWidget() is panel.items[3].answer


def test_older_ones_are_told_and_listed_when_asked_for(panel, session, clock, qtbot):
    assert panel._past.isHidden()
    message(session.desk, clock.now() - 40 * DAY, "Still there?", "acme")
    panel.changed(Changes())
    qtbot.waitUntil(panel._past.isVisible)
    assert panel._past.accessibleName() == "1 older than 30 days"
    panel._past.click()
    assert panel.items[-1].accessibleName() == "acme, since Sat 10 Oct, “Still there?”"
    assert panel.items[-1].isVisible()  # else the keyboard cannot go there
    assert panel.window().focusWidget() is panel.items[-1].answer
    assert panel._past.isHidden()
    qtbot.waitUntil(lambda: not panel.items[-1].visibleRegion().isEmpty())  # it was scrolled there
    panel.items[-1].ignored.emit(panel.items[-1]._row.message.id)
    qtbot.waitUntil(lambda: len(panel.items) == 5)
    session.undo()
    qtbot.waitUntil(lambda: len(panel.items) == 6)


def test_answering_starts_a_timer_linked_to_it(panel, session, window, qtbot):
    wanted = panel.items[0]._row.message.id
    panel.items[0].answer.click()
    qtbot.waitUntil(lambda: len(session.desk.context.read().all(Timer)) == 1)
    assert session.desk.context.read().all(Timer)[0].answers_id == wanted
    qtbot.waitUntil(lambda: not panel.items[0].answer.isEnabled() or panel.items[0]._row.message.id != wanted)
    qtbot.waitUntil(lambda: "acme" in window.toast.text)
    session.undo()
    qtbot.waitUntil(lambda: panel.items[0].answer.isEnabled() and panel.items[0]._row.message.id == wanted)


def test_leaving_it_unanswered_can_be_taken_back(panel, session, qtbot):
    wanted = panel.items[0]._row.message.id
    panel.items[0].ignored.emit(wanted)
    qtbot.waitUntil(lambda: panel.items[0]._row.message.id != wanted)
    session.undo()
    qtbot.waitUntil(lambda: panel.items[0]._row.message.id == wanted)


def test_putting_off(panel, clock, qtbot):
    wanted = panel.items[0]._row.message.id
    panel.items[0].snoozed.emit(wanted, clock.now() + HOUR)
    qtbot.waitUntil(lambda: panel.items[0]._row.message.id != wanted)


def test_the_sidebar_tells_how_many_wait(panel, window, qtbot):
    qtbot.waitUntil(lambda: window.sidebar.current.accessibleDescription() == "5 wait for an answer")


def test_the_longest_waiting_is_answered_by_key(panel, session, window, qtbot):
    qtbot.waitUntil(lambda: window.sidebar.current.accessibleDescription() != "")
    wanted = panel.items[0]._row.message.id
    window.registry.do("answer_next")
    qtbot.waitUntil(lambda: [each.answers_id for each in session.desk.context.read().all(Timer)] == [wanted])


def test_a_message_is_recorded_and_what_is_refused_stays(panel, session, window, qtbot):
    from roidesk.desktop.widgets.message_dialog import MessageDialog

    window.registry.do("record_message")
    (dialog,) = window.findChildren(MessageDialog)
    dialog.line.setText("@dune Does it fit?")
    dialog.save.click()
    qtbot.waitUntil(dialog.problem.isVisible)
    assert dialog.line.text() == "@dune Does it fit?"
    dialog.line.setText("email @dune Does it fit?")
    dialog.save.click()
    qtbot.waitUntil(lambda: len(session.desk.waiting.list().rows) == 6)


def test_a_name_leads_to_the_contact(panel, today, qtbot):
    with qtbot.waitSignal(today.contact_wanted) as asked:
        panel.items[0]._who.click()
    assert asked.args == [panel.items[0]._row.message.contact_id]
