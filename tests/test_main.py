"""The program as it is started: real processes, one application a store, what they make and whom they speak to."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import sqlite3
import stat
import subprocess
import sys
import time
from contextlib import closing, suppress
from pathlib import Path

import pytest

from roidesk.domain.errors import UserError
from roidesk.platform.single_instance import address, ask

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="reads Linux's own view of a process")
ROIDESK = (sys.executable, "-m", "roidesk")
LONGEST = 60


@pytest.fixture
def store(tmp_path):
    return tmp_path / "data" / "team.db"


@pytest.fixture
def started(store):
    """Start applications; each is ended when the test is."""
    running = []

    def start(*before, through=""):
        command = [*before, *ROIDESK, "--store", str(store)]
        if through:
            command = ["sh", "-c", f'{through}; exec "$@"', "sh", *command]
        # A session of its own, so that what it runs under and what that runs can be ended together.
        app = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
        )
        running.append(app)
        wait_until_it_answers(app, store)
        return app

    yield start
    for each in running:
        with suppress(ProcessLookupError):
            os.killpg(each.pid, signal.SIGKILL)
        each.communicate(timeout=LONGEST)


def wait_until_it_answers(app, store):
    while app.poll() is None:
        try:
            if ask(store, ("status",), "/") is not None:
                return
        except UserError:
            continue
    pytest.fail(f"ended: {app.communicate()}")


def said(store, *words, **more):
    command = [*ROIDESK, "--store", str(store), *words]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=LONGEST, **more)


def interactions(store):
    return json.loads(said(store, "--json", "interaction").stdout)


def test_a_second_start_ends_at_once_and_well(started, store):
    first = started()
    second = said(store)
    assert (second.returncode, second.stdout, second.stderr) == (0, "", "")
    assert first.poll() is None


def test_what_a_killed_application_left_is_taken_over(started, store):
    killed = started()
    killed.kill()
    killed.wait(LONGEST)
    assert Path(address(store)).exists()
    started()
    assert said(store, "log", "tweet", "4m").returncode == 0


def test_a_hung_application_keeps_nobody_waiting_and_nothing_is_done_twice(started, store):
    app = started()
    app.send_signal(signal.SIGSTOP)
    done = said(store, "log", "tweet", "4m")
    assert (done.returncode, done.stderr) == (0, "The window does not answer, so this is done without it.\n")
    refused = said(store)
    assert refused.returncode == 1
    assert str(app.pid) in refused.stderr
    app.send_signal(signal.SIGCONT)
    wait_until_it_answers(app, store)
    assert len(interactions(store)) == 1


def test_all_it_makes_is_its_owners_alone_whatever_the_umask(started, store, home):
    started(through="umask 0")
    said(store, "log", "call", "@acme", "4m")
    for words in (("export", str(store.parent / "out.zip")), ("export", str(store.parent / "out"))):
        assert subprocess.run(["sh", "-c", 'umask 0; exec "$@"', "sh", *ROIDESK, "--store", store, *words],
                              check=False, capture_output=True, timeout=LONGEST).returncode == 0  # fmt: skip
    folders = (home, store.parent, Path(os.environ["XDG_RUNTIME_DIR"]))
    made = [each for folder in folders for each in folder.rglob("*")]
    modes = {each: stat.S_IMODE(each.lstat().st_mode) for each in made}
    assert [path for path, mode in modes.items() if path.is_dir() and mode != 0o700] == []
    open_ones = {path.name: oct(mode) for path, mode in modes.items() if not path.is_dir() and mode & 0o077}
    assert open_ones == {}
    names = {path.name for path in made}
    assert {"team.db", "team.db-wal", "team.db-shm", "roidesk.log", "out.zip", "interactions.csv"} <= names
    assert any(name.endswith(".lock") for name in names)


@pytest.mark.parametrize("wishes", [("SIGTERM",), ("SIGTERM", "SIGHUP"), ("SIGINT",)])
def test_who_asks_it_to_end_lets_it_write_and_end_in_order(started, store, home, wishes):
    app = started()
    assert said(store, "start", "call", "@acme").returncode == 0
    asked_us = time.time_ns() // 1000
    for each in wishes:  # a session that is closed sends two at once
        app.send_signal(getattr(signal, each))
    out, err = app.communicate(timeout=LONGEST)
    told = [line for line in err.splitlines() if "propagateSizeHints" not in line]  # Qt's word, without a screen
    assert (app.returncode, out, told) == (0, "", [])
    assert not store.with_name(f"{store.name}-wal").exists()
    assert next(home.rglob("roidesk.log")).read_text().splitlines()[-1].endswith("stopped")
    with closing(sqlite3.connect(store)) as connection:
        ((seen_us,),) = connection.execute("select seen_us from timer").fetchall()
    assert seen_us >= asked_us  # it was seen to run until the end


def test_it_leaves_no_core_dump(started, store):
    app = started(through="ulimit -c unlimited 2>/dev/null")
    cores = next(line for line in Path(f"/proc/{app.pid}/limits").read_text().splitlines() if "core" in line)
    assert cores.split()[4:6] == ["0", "0"]


# ---------------------------------------------------------------- no network

STRACE = shutil.which("strace")
CALLS = "socket,connect,bind,sendto,sendmsg,sendmmsg"


def families(traced):
    """The families of all sockets that were made, from what strace wrote."""
    return set(re.findall(r"socket\((\w+)", traced))


def network(traced):
    """Every call that would have left the machine."""
    return [line for line in traced.splitlines() if re.search(r"AF_(?!UNIX|NETLINK)\w+", line) and "AF_" in line]


@pytest.fixture
def trace(tmp_path):
    if STRACE is None:
        pytest.skip("NOT RUN: strace is missing")
    return tmp_path / "trace"


def test_no_command_speaks_to_the_network(trace, store):
    for words in (("log", "call", "@acme", "4m"), ("figures",), ("export", str(store.parent / "o.zip")), ("check",)):
        traced = subprocess.run(
            [STRACE, "-f", "-q", "-o", trace, "-e", f"trace={CALLS}", *ROIDESK, "--store", store, *words],
            check=False, capture_output=True, timeout=LONGEST,
        )  # fmt: skip
        assert traced.returncode == 0
        assert network(trace.read_text()) == []


def test_the_application_speaks_to_local_sockets_alone(trace, started, store):
    started(STRACE or "", "-f", "-q", "-o", trace, "-e", f"trace={CALLS},prctl")
    assert said(store, "log", "call", "@acme", "4m").returncode == 0
    text = trace.read_text()
    assert network(text) == []
    assert families(text) <= {"AF_UNIX", "AF_NETLINK"}
    assert "AF_UNIX" in families(text)
    assert "PR_SET_DUMPABLE, SUID_DUMP_DISABLE" in text


def test_a_call_to_the_network_would_be_seen(trace):
    """The control."""
    program = "import socket; socket.socket(socket.AF_INET, socket.SOCK_DGRAM).connect(('127.0.0.1', 9))"
    subprocess.run([STRACE or "", "-f", "-q", "-o", trace, "-e", f"trace={CALLS}", sys.executable, "-c", program],
                   check=True, timeout=LONGEST)  # fmt: skip
    assert network(trace.read_text())


def test_it_works_where_there_is_no_network_at_all(started, store):
    alone = ("unshare", "-rn") if os.getuid() else ("unshare", "-n")
    if shutil.which("unshare") is None or subprocess.run([*alone, "true"], check=False).returncode:
        pytest.skip("NOT RUN: unshare may not be used here")
    started(*alone)
    done = subprocess.run([*alone, *ROIDESK, "--store", store, "log", "call", "@acme", "4m"],
                          check=False, capture_output=True, text=True, timeout=LONGEST)  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    assert len(interactions(store)) == 1
