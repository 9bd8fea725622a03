"""One application a store, and commands handed to it over its own socket."""

from __future__ import annotations

import socket
import threading
from pathlib import Path

import pytest

from roidesk.domain.errors import UserError
from roidesk.platform.instance_server import InstanceServer
from roidesk.platform.single_instance import GO, READY, Reply, Request, address, ask


@pytest.fixture
def store(tmp_path):
    return tmp_path / "store.db"


@pytest.fixture
def asked():
    return []


@pytest.fixture
def server(qtbot, store, asked):
    def answer(request, reply):
        asked.append(request)
        reply(Reply(3, "æ\n", "no such channel\n"))

    server = InstanceServer(store, answer)
    assert server.claim()
    yield server
    server.release()


def ask_aside(qtbot, store, argv):
    """What another process would be told: asked from a thread while Qt's loop runs here."""
    told = []
    thread = threading.Thread(target=lambda: told.append(ask(store, argv, "/tmp/ø")))  # noqa: S108 - a name, unused
    thread.start()
    qtbot.waitUntil(lambda: bool(told))
    thread.join()
    return told[0]


def test_nobody_answers_where_no_application_runs(store):
    assert ask(store, ["log", "tweet 4m"], "/") is None


def test_a_command_reaches_the_application_and_its_answer_comes_back(qtbot, store, server, asked):
    assert ask_aside(qtbot, store, ["log", 'tweet "blåbær" 4m']) == Reply(3, "æ\n", "no such channel\n")
    assert asked == [Request(("log", 'tweet "blåbær" 4m'), "/tmp/ø")]  # noqa: S108


def test_a_second_application_is_told_that_the_store_is_taken(server, store):
    assert not InstanceServer(store, lambda _request, _reply: None).claim()


def test_a_socket_left_by_a_killed_application_does_not_keep_the_next_from_listening(qtbot, store, asked):
    stale = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    stale.bind(address(store))
    stale.close()
    server = InstanceServer(store, lambda _request, reply: reply(Reply(0)))
    assert server.claim()
    assert ask_aside(qtbot, store, []) == Reply(0)
    server.release()


def test_two_stores_have_two_addresses_and_a_link_has_that_of_its_store(tmp_path, store):
    store.touch()
    (tmp_path / "link.db").symlink_to(store)
    assert address(tmp_path / "link.db") == address(store)
    assert address(tmp_path / "other.db") != address(store)


def test_what_is_no_request_is_dropped_and_the_application_goes_on(qtbot, store, server, asked):
    for line in (b"[]\n", b'{"argv": "log", "cwd": "/"}\n', b"\xff\n"):
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as link:
            link.connect(address(store))
            link.sendall(line)
            qtbot.wait(20)
            assert not asked
    assert ask_aside(qtbot, store, ["status"]).exit == 3


@pytest.fixture
def deaf(store):
    """An application whose loop hangs: the system takes the connection, and nobody reads."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as link:
        link.bind(address(store))
        link.listen()
        yield link


def test_a_command_nobody_read_is_known_not_to_be_done(store, deaf):
    Path(f"{address(store)}.lock").write_text("4711\nroidesk\n", encoding="utf-8")
    with pytest.raises(UserError, match="app_hung") as caught:
        ask(store, ["log", "tweet 4m"], "/", ready=0.05)
    assert caught.value.facts["process"] == "4711"


def test_what_was_taken_and_not_answered_is_not_taken_for_nothing_done(store, deaf):
    def take():
        link, _ = deaf.accept()
        with link, link.makefile("rb") as said:
            said.readline()
            link.sendall(READY)
            assert said.readline() == GO
            said.readline()

    taker = threading.Thread(target=take)
    taker.start()
    with pytest.raises(UserError, match="app_silent"):
        ask(store, ["log", "tweet 4m"], "/", patience=0.05)
    taker.join()


def test_a_command_whose_asker_has_gone_is_never_begun(qtbot, store, server, asked):
    """It may have been carried out by the asker itself by now."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as link:
        link.connect(address(store))
        link.sendall(Request(("log", "tweet 4m"), "/").line())
    assert ask_aside(qtbot, store, ["status"]).exit == 3
    assert [each.argv for each in asked] == [("status",)]
