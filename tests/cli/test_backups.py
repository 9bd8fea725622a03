"""Backups on the command line: made, listed, and gone back to."""

from __future__ import annotations

import shutil
import socket
import sqlite3
import threading
from contextlib import closing
from pathlib import Path

import pytest

from roidesk.platform.single_instance import address


@pytest.fixture
def worked(roidesk):
    roidesk("log", "tweet reply @acme 4m")
    return roidesk


def names(roidesk):
    return [each["path"].rpartition("/")[2] for each in roidesk("backup", "--list", "--json").document]


def count(roidesk):
    return len(roidesk("interaction", "list", "--json").document)


def test_it_says_where_how_many_and_how_large(worked):
    said = worked("backup").out
    assert said.startswith("Backup made and verified: 1 interaction, ")
    assert "kB, in " in said
    assert said.strip().endswith(".db")


def test_as_json(worked):
    made = worked("backup", "--json").document
    assert (made["entries"], made["reason"], made["pinned"], made["verified"]) == (1, "hand", True, True)
    assert set(made) == {
        "path", "made", "reason", "entries", "bytes", "schema", "pinned", "verified", "until", "fewer",
    }  # fmt: skip
    assert worked("backup", "--list", "--json").document == [made]


def test_the_list_shows_the_newest_first(worked):
    assert worked("backup", "--list").out == "No backup yet.\n"
    worked("backup")
    worked("log", "call @acme 5m")
    worked("backup")
    lines = worked("backup", "--list").out.splitlines()
    assert lines[0].split() == ["Made", "Interactions", "Size", "Why", "State", "Name"]
    assert [line.split()[3] for line in lines[1:]] == ["2", "1"]
    assert "verified, stays" in lines[1]


def test_a_copy_elsewhere_goes_over_nothing(worked, tmp_path):
    to = tmp_path / "copy.db"
    assert worked("backup", str(to), "--json").document["entries"] == 1
    content = to.read_bytes()
    said = worked("backup", str(to), ok=False)
    assert (said.status, "already and was left alone" in said.err) == (1, True)
    assert to.read_bytes() == content
    assert worked("backup", str(tmp_path)).status == 0
    assert worked("backup", str(tmp_path / "no" / "folder"), ok=False).status == 1


def test_restoring_goes_back_and_says_where_what_was_there_is_kept(worked):
    worked("backup")
    first = names(worked)[0]
    worked("log", "call @acme 5m")
    said = worked("restore", first)
    assert said.out.startswith("Restored: 1 interaction, from ")
    assert "What was there before is kept in " in said.out
    assert count(worked) == 1
    assert worked("check", "--deep").status == 0
    back = worked("restore", names(worked)[0], "--json").document
    assert (back["entries"], count(worked)) == (2, 2)
    assert set(back) == {"store", "from", "entries", "before"}


def test_a_store_too_damaged_to_open_is_restored_and_kept(worked, store):
    worked("backup")
    store.write_bytes(b"SQLite format 3\0" + bytes(50_000))
    assert worked("status", ok=False).status == 1
    head = store.with_name("team.db-head")
    shutil.move(head, f"{head}.away")
    said = worked("restore", names(worked)[0], ok=False)
    assert "no store of roidesk" in said.err  # nothing says that this file was ours: it is not replaced
    shutil.move(f"{head}.away", head)
    damaged = store.read_bytes()
    before = worked("restore", names(worked)[0], "--json").document["before"]
    assert Path(before).read_bytes() == damaged
    assert count(worked) == 1


@pytest.mark.parametrize(
    ("content", "code"), [(None, "store_missing"), (b"x" * 200, "store_not_ours"), (b"", "store_empty")]
)
def test_what_is_no_backup_is_refused_in_one_sentence(worked, tmp_path, content, code):
    file = tmp_path / "other.db"
    if content is not None:
        file.write_bytes(content)
    said = worked("restore", str(file), "--json", ok=False)
    assert (said.status, said.document["error"]) == (1, code)
    assert said.err.count("\n") == 1
    assert count(worked) == 1


def test_while_the_window_is_open_it_is_refused(worked, store):
    worked("backup")
    with socket.socket(socket.AF_UNIX) as window:
        window.bind(address(store))
        window.listen()
        said = worked("restore", names(worked)[0], "--json", ok=False)
    assert said.document["error"] == "app_open"


def test_while_somebody_else_has_it_open_it_is_refused(worked, store):
    worked("backup")
    worked("log", "call @acme 5m")
    with closing(sqlite3.connect(store)) as other:
        other.execute("begin")
        other.execute("select count(*) from person").fetchone()
        said = worked("restore", names(worked)[-1], "--json", ok=False)
        assert said.document["error"] == "store_locked"
    assert count(worked) == 2
    assert not [each for each in store.parent.iterdir() if "restoring" in each.name]
    assert threading.active_count() == 1


def test_without_a_file_it_says_how_it_is_written(roidesk):
    assert roidesk("restore", ok=False).status == 2
    assert "FILE" in roidesk("restore", "--help").out
    assert "DEST" in roidesk("backup", "--help").out
