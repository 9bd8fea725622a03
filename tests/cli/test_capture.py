"""log, start, stop, switch, status and convert."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from roidesk.cli.run import carry_out


def test_a_logged_line_says_how_it_was_read(roidesk):
    said = roidesk("log", "tweet", "reply", "@acme", "#ipad", "4m", "=240", "thanks")
    assert said.out.startswith("Logged: X (Twitter), reply · acme · #ipad · level 2 of 5 · ")
    assert "4 min · They bought, 240.00 EUR" in said.out
    assert "these words mean nothing else: thanks" in said.out


def test_json_is_the_table_row_and_its_reading(roidesk):
    row = roidesk("log", "call", "@acme", "2026-03-02", "9:30-9:50", "--json").document
    assert (row["channel"], row["contact"], row["minutes"], row["source"]) == ("Phone", "acme", "20", "manual")
    assert row["start"] == "2026-03-02T09:30:00+01:00"
    assert [token["role"] for token in row["reading"]["tokens"]] == ["kind", "contact", "date", "range"]
    assert row["edited"] > "2026"


def test_a_timer_from_start_to_stop(roidesk):
    assert roidesk("start", "call", "@bob").out.startswith("Started: Phone · bob")
    (row,) = roidesk("status", "--json").document
    assert (row["contact"], row["direction"], row["paused"]) == ("bob", "out", "")
    assert row["person"]
    assert row["seconds"] >= 0
    switched = roidesk("switch", "tweet", "--json").document
    assert [row["channel"] for row in switched["stopped"]] == ["Phone"]
    stopped = roidesk("stop", "went", "well", "--json").document
    assert (stopped["channel"], stopped["note"]) == ("X (Twitter)", "went well")
    assert stopped["reading"]["unknown"] == ["went", "well"]
    assert roidesk("status").out == "Nothing is running.\n"


def test_a_conversion_from_a_line(roidesk):
    row = roidesk("--json", "convert", "purchase", "240", "@acme", "at", "2026-06-05T10:00").document
    assert (row["kind"], row["amount"], row["currency"], row["booked"]) == ("purchase", "240.00", "EUR", "1")
    assert row["at"] == "2026-06-05T10:00:00+02:00"
    assert row["edited"] > "2026"
    assert roidesk("convert", "demo").out.startswith("Entered: They asked for a demo")


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("log call 25:00", "column 6: “25:00” is not a time that exists"),
        ("log call 2023-02-29 4m", "column 6: “2023-02-29” is not a day that exists"),
        ("log call 2026-03-29 at 2:30 4m", "does not exist in Europe/Amsterdam"),
        ("log call 9:50-9:30", "ends before it starts"),
        ("log call 0m", "leaves no time at all"),
        ("log call =-240 4m", "is below zero"),
        ("log call =240 XYZ 4m", "is not a currency"),
        ("log call", "start"),
        ("log @acme 4m", "channel"),
        ("convert purchase -240", "is below zero"),
        ("convert purchase 240 XYZ", "is not a currency"),
        ("stop", "unning"),
    ],
)
def test_a_line_that_cannot_be_is_refused_and_nothing_is_written(roidesk, store, words, says):
    roidesk("log", "tweet", "4m")
    before = store.read_bytes()
    said = roidesk(*words.split(), ok=False)
    assert said.status == 1
    assert says in said.err
    assert said.err.count("\n") == 1
    assert said.out == ""
    assert store.read_bytes() == before


def test_a_refusal_is_one_json_document_too(roidesk):
    said = roidesk("log", "call", "25:00", "--json", ok=False)
    assert (said.status, said.document["error"], said.document["column"]) == (1, "time_impossible", 6)


@pytest.mark.parametrize("words", ["log", "figures --from", "settings a b c", "bogus", "cost add"])
def test_wrong_usage_is_one_json_document_too(roidesk, words):
    said = roidesk(*words.split(), "--json", ok=False)
    assert (said.status, said.document["error"]) == (2, "usage")
    assert said.document["message"] in said.err


def test_a_line_that_is_missing_is_wrong_usage_and_makes_no_store(roidesk, store):
    assert roidesk("log", ok=False).status == 2
    assert not store.exists()


def test_quiet_says_nothing_when_it_is_done(roidesk):
    assert roidesk("log", "tweet", "4m", "--quiet").out == ""


def test_the_running_application_carries_out_and_tells_what_was_written(roidesk, store):
    from roidesk.bootstrap import open_desk

    desk = open_desk(store)
    done = carry_out(["--store", "x", "log", "tweet", "@acme", "4m"], desk)
    refused = carry_out(["log", "tweet", "25:00"], desk)
    wrong = carry_out(["--store"], desk)
    desk.close()
    assert (done.exit, done.err) == (0, "")
    assert done.out.startswith("Logged: X (Twitter)")
    assert done.changes.tables
    assert (refused.exit, refused.out, bool(refused.changes)) == (1, "", False)
    assert wrong.exit == 2


HEAVY = ("PySide6", "numpy", "sqlalchemy", "babel", "scipy", "pyqtgraph", "alembic", "argparse")


def test_short_commands_load_nothing_that_takes_long(roidesk, store):
    """In a process of its own, as the modules that are loaded are what it is about."""
    roidesk("log", "tweet", "4m")
    program = (
        "import sys\nfrom roidesk.__main__ import main\n"
        "for words in ('log tweet 4m', 'start call', 'switch tweet', 'status', 'stop'):\n"
        "    assert main(['--store', sys.argv[1], '--quiet', *words.split()]) == 0, words\n"
        f"print(*[name for name in {HEAVY} if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(store)],
        capture_output=True,
        text=True,
        check=False,
        env=dict(os.environ),
        timeout=60,
    )
    assert done.stderr == ""
    assert done.stdout.splitlines()[-1] == ""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
@pytest.mark.parametrize("words", [("log", "tweet", "4m"), ("figures",)])
@pytest.mark.parametrize("target", ["/dev/full", "&-"])
def test_an_answer_that_cannot_be_written_is_said_so_without_a_traceback(roidesk, store, monkeypatch, words, target):
    monkeypatch.delenv("PYTHONUNBUFFERED", raising=False)
    roidesk("log", "tweet", "4m")
    command = [sys.executable, "-m", "roidesk", "--store", str(store), *words]
    done = subprocess.run(["sh", "-c", f'"$@" >{target}', "sh", *command], capture_output=True, text=True, check=False)
    assert done.returncode == (1 if target == "/dev/full" else 0)
    assert "Traceback" not in done.stderr
    assert ("cannot be written there" in done.stderr) == (target == "/dev/full")
