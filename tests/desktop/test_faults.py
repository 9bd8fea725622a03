"""Exceptions nobody foresaw: each kind is reported, none ends the loop, and no word of the person's gets out."""

from __future__ import annotations

import os
import sys
import tempfile
import threading
from datetime import date
from enum import StrEnum
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import QRunnable, QThread, QThreadPool, QTimer
from PySide6.QtWidgets import QWidget

from roidesk.desktop.appearance import kept_state
from roidesk.desktop.faults import Faults
from roidesk.domain.errors import UserError
from roidesk.domain.model import ENTRIES
from roidesk.platform import journal
from roidesk.platform.fault import noted
from roidesk.platform.single_instance import Request
from roidesk.store.records import REFERENCES, record_of

CANARY = "Kanarienvogel"


class Secret(Exception):  # noqa: N818 - stands for any exception that says too much
    def __init__(self) -> None:
        super().__init__(f"{CANARY} of {CANARY}")


def fail():
    raise Secret


class Worker(QThread):
    def run(self):
        fail()


class Job(QRunnable):
    def run(self):
        fail()


class Painted(QWidget):
    def paintEvent(self, _event):  # noqa: N802 - Qt's
        fail()


def in_a_slot():
    QTimer.singleShot(0, fail)


def in_a_thread_of_python():
    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()


def in_a_thread_of_qt():
    worker = Worker()
    worker.start()
    worker.wait()


def in_a_pool():
    QThreadPool.globalInstance().start(Job())
    QThreadPool.globalInstance().waitForDone()


def in_an_overridden_method():
    widget = Painted()
    widget.show()
    return widget


@pytest.fixture
def caught(qapp):
    """What is reported; the hooks of the test's own framework stand aside meanwhile."""
    before = sys.excepthook, threading.excepthook, sys.unraisablehook
    faults, told = Faults(), []
    faults.broke.connect(told.append)
    faults.install()
    yield told
    faults.remove()
    sys.excepthook, threading.excepthook, sys.unraisablehook = before


@pytest.mark.parametrize(
    "happens", [in_a_slot, in_a_thread_of_python, in_a_thread_of_qt, in_a_pool, in_an_overridden_method]
)
def test_every_kind_reaches_the_handler_and_the_loop_lives(qtbot, caught, happens):
    kept = happens()
    qtbot.waitUntil(lambda: bool(caught))
    assert "Secret" in caught[0]
    assert "in fail" in caught[0]
    assert CANARY not in caught[0]
    lived = []
    QTimer.singleShot(0, lambda: lived.append(True))
    qtbot.waitUntil(lambda: bool(lived))
    del kept


def test_a_fault_that_comes_again_and_again_is_told_once(qtbot, caught):
    for _ in range(5):
        in_a_thread_of_python()
    qtbot.waitUntil(lambda: bool(caught))
    assert len(caught) == 1
    assert journal.place().read_text().count("broke") == 1


def full(kind, known, new):
    """An entry of a kind with a canary in every text that may hold what a person wrote."""
    record, values = record_of(kind), {}
    given = {"id": new, "zone": "UTC", "currency": "EUR", "components": "100022", "rate": "1", "scope": "team",
             "target": "1", "metrics": (), "targets": (), "shares": (), "gaps": (), "deleted_us": None,
             "merged_into_id": None, "answers_id": None, "refund_of_id": None, "end_us": 10**15}  # fmt: skip
    for each in (*record.columns, *record.children):
        if each.name in given:
            values[each.name] = given[each.name]
        elif each.type is UUID:
            found = known.get(REFERENCES[each.name])
            values[each.name] = (found,) if each.many else found
        elif each.type is date:
            values[each.name] = date(2026, 6, 1)
        elif issubclass(each.type, StrEnum):
            values[each.name] = next(iter(each.type))
        else:
            value = each.type(CANARY) if each.type is str else each.type(1)
            values[each.name] = (value,) if each.many else value
    return kind(**values)


def fill(desk):
    """Put an entry of every kind into the store, each with canaries in all its texts."""
    known: dict[type, UUID] = {}
    with desk.context.unit("fill") as unit:
        for kind in ENTRIES:
            made = full(kind, known, desk.context.id())
            known[kind] = made.id
            unit.put(made)
    assert set(known) == set(ENTRIES)


def provoked(desk, session):
    """Let everything fail that can, each time with a canary in what is asked for."""
    fill(desk)
    ledger, care = desk.ledger, desk.care
    attempts = (
        lambda: desk.tracking.log(f"tweet 25:00 {CANARY}"),
        lambda: desk.tracking.log(f"{CANARY} 4m"),
        lambda: desk.tracking.log(f'tweet 4m "{CANARY}\0"'),
        lambda: ledger.add("interactions", {"start": CANARY}),
        lambda: ledger.add(CANARY, {CANARY: CANARY}),
        lambda: ledger.find(CANARY),
        lambda: care.change_settings({CANARY: CANARY}),
        lambda: care.change_settings({"zone": CANARY}),
        lambda: desk.exchange.import_paths([Path(CANARY)]),
        lambda: desk.exchange.export(Path(f"/proc/{CANARY}/x.zip")),
        lambda: desk.erasing.preview(f"{CANARY} {CANARY}"),
        lambda: session._opening.carry_out(desk, Request(("log", CANARY), CANARY)),
        fail,
    )
    for attempt in attempts:
        session.tasks.write(attempt)
        session.tasks.read(attempt, lambda _: None)
    with desk.context.store._alone() as connection, pytest.raises(Exception, match=CANARY):
        connection.execute(f"insert into {CANARY} values ('{CANARY}')")  # noqa: S608
    for error in (Secret(), UserError("store_io", file=CANARY, said=CANARY), OSError(5, CANARY, CANARY)):
        noted(error)


def test_what_a_person_entered_is_in_no_log_report_or_settings(qtbot, session, home, tmp_path, monkeypatch):
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setenv("TMPDIR", str(temporary))
    monkeypatch.setattr(tempfile, "tempdir", None)
    told = []
    session.tasks.broke.connect(told.append)
    provoked(session.desk, session)
    qtbot.waitUntil(lambda: not session.tasks.busy)
    session.window.close()
    assert told
    assert "broke" in journal.place().read_text()
    shown = [*told, session.messages.report._text.toPlainText() if session.messages.report else ""]
    assert [each for each in shown if CANARY in each] == []
    folders = (home, temporary, Path(os.environ["XDG_RUNTIME_DIR"]))
    files = [each for folder in folders for each in folder.rglob("*") if each.is_file()]
    state = kept_state()
    state.sync()
    files.append(Path(state.fileName()))
    assert {"roidesk.log", "window.ini"} <= {each.name for each in files}
    assert [each.name for each in files if CANARY.casefold().encode() in each.read_bytes().lower()] == []


def test_the_control_finds_a_canary_where_there_is_one(session, filled):
    """The store itself holds it: what is looked for can be found."""
    provoked(session.desk, session)
    session.desk.care.check()
    held = b"".join(each.read_bytes() for each in filled.parent.iterdir() if each.is_file())
    assert CANARY.encode() in held
