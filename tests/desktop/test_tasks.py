"""Work beside the GUI: what comes back, to whom, and on which thread."""

from __future__ import annotations

import threading

from roidesk.desktop.tasks import Tasks
from roidesk.domain.changes import Changes
from roidesk.domain.errors import Cancelled, UserError


def test_work_runs_beside_the_gui_and_its_result_arrives_on_it(qtbot, tasks):
    where = {}
    tasks.read(
        lambda: where.setdefault("work", threading.current_thread()),
        lambda _: where.setdefault("done", threading.current_thread()),
    )
    qtbot.waitUntil(lambda: "done" in where)
    assert where["work"] is not threading.main_thread()
    assert where["done"] is threading.main_thread()


def test_a_write_tells_its_caller_and_then_everybody_once(qtbot, tasks):
    heard = []
    tasks.changed.connect(lambda changes: heard.append(("all", changes)))
    changes = Changes(action=7)
    tasks.write(lambda: changes, lambda result: heard.append(("caller", result)))
    qtbot.waitUntil(lambda: len(heard) == 2)
    assert heard == [("caller", changes), ("all", changes)]


def test_a_write_that_wrote_nothing_tells_nobody_else(qtbot, tasks):
    heard, done = [], []
    tasks.changed.connect(heard.append)
    tasks.write(Changes, done.append)
    qtbot.waitUntil(lambda: bool(done))
    assert heard == []


def test_writes_run_one_after_the_other_in_their_order(qtbot, tasks):
    order = []
    for number in range(20):
        tasks.write(lambda number=number: order.append(number))
    qtbot.waitUntil(lambda: not tasks.busy)
    assert order == list(range(20))


def test_a_glance_does_not_wait_behind_a_long_read(qtbot, tasks):
    go, seen = threading.Event(), []
    tasks.read(lambda: go.wait(5), lambda _: seen.append("long"))
    tasks.glance(lambda: None, lambda _: seen.append("glance"))
    qtbot.waitUntil(lambda: seen == ["glance"])
    go.set()
    qtbot.waitUntil(lambda: seen == ["glance", "long"])


def test_a_refusal_goes_to_who_asked_or_to_everybody(qtbot, tasks):
    mine, others = [], []
    tasks.refused.connect(others.append)

    def refuse():
        raise UserError("nothing_to_undo")

    tasks.write(refuse, failed=mine.append)
    tasks.write(refuse)
    qtbot.waitUntil(lambda: len(others) == 1)
    assert [each.code for each in (*mine, *others)] == ["nothing_to_undo"] * 2


def test_what_was_cancelled_tells_nobody_and_what_broke_is_reported(qtbot, tasks):
    broke, done = [], []
    tasks.broke.connect(broke.append)

    def cancel():
        raise Cancelled

    tasks.read(cancel, done.append)
    tasks.read(lambda: 1 // 0, done.append)
    qtbot.waitUntil(lambda: len(broke) == 1)
    assert "ZeroDivisionError" in broke[0]
    assert done == []


def test_after_closing_nothing_is_delivered_but_writes_are_done(qtbot, qapp):
    tasks, done, written = Tasks(), [], []
    tasks.write(lambda: written.append(1), done.append)
    tasks.close(lambda: written.append("last"))
    qapp.processEvents()
    assert written == [1, "last"]
    assert done == []


def test_nothing_is_begun_once_it_is_closed(qapp):
    tasks, done = Tasks(), []
    tasks.read(lambda: None, done.append)
    tasks.close()
    tasks.read(lambda: done.append("read"), done.append)
    tasks.write(lambda: done.append("written"))
    assert done == []
