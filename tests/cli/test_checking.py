"""Looking for damage on the command line, mending sums, going on without lost changes, saving what can be read."""

from __future__ import annotations

import shutil
import sqlite3

import pytest

from roidesk.i18n.findings import missing


@pytest.fixture
def older(roidesk, store):
    """A store that was replaced by an older copy of itself: two lines are gone."""
    roidesk("log", "tweet", "@acme", "4m")
    copy = store.with_name("older.db")
    shutil.copy(store, copy)
    roidesk("log", "tweet", "@acme", "5m")
    roidesk("log", "tweet", "@acme", "6m")
    shutil.copy(copy, store)
    return store


def test_a_store_that_lost_changes_says_so_beside_every_answer_until_somebody_goes_on(roidesk, older):
    sentence = missing(2, str(older))
    assert sentence in roidesk("status").err
    assert sentence in roidesk("log", "tweet", "7m").err
    (found,) = roidesk("check", "--json", ok=False).document["findings"]
    assert (found["code"], found["said"]) == ("changes_missing", "2")
    assert roidesk("check", "--go-on", "--json").document["ok"]
    assert sentence not in roidesk("status").err
    assert roidesk("check", "--deep", "--json").document["ok"]


def test_json_is_not_told_of_it_in_words(roidesk, older):
    assert roidesk("status", "--json").err == ""


def broken_sums(store):
    with sqlite3.connect(store) as connection:
        connection.execute("update rollup_day set us = us + 60000000")
    connection.close()


def test_sums_alone_are_mended_after_a_backup(roidesk, store):
    roidesk("log", "tweet", "@acme", "4m")
    broken_sums(store)
    assert "--repair" in roidesk("check", ok=False).out
    done = roidesk("check", "--repair", "--json").document
    assert done == {"ok": True, "findings": [], "repaired": True}
    assert [each["entries"] for each in roidesk("backup", "--list", "--json").document] == [1]
    assert roidesk("check", "--deep", "--json").document["ok"]
    roidesk("undo")  # the line, not the mending
    assert roidesk("check", "--deep", "--json").document["ok"]


def test_nothing_is_mended_where_more_is_wrong(roidesk, store):
    roidesk("log", "tweet", "@acme", "4m")
    broken_sums(store)
    with sqlite3.connect(store) as connection:
        connection.execute("pragma foreign_keys = off")
        connection.execute("update interaction set person_id = zeroblob(16)")
    connection.close()
    found = roidesk("check", "--repair", "--json", ok=False).document
    assert not found["repaired"]
    assert {each["code"] for each in found["findings"]} >= {"reference_broken", "rollup_differs"}


def test_what_can_be_read_is_saved_into_a_new_store(roidesk, store, tmp_path):
    roidesk("log", "tweet", "@acme", "4m")
    with store.open("r+b") as file:
        file.truncate(store.stat().st_size - 8192)
    before = store.read_bytes()
    new = tmp_path / "saved.db"
    saved = roidesk("check", "--salvage", str(new), "--json", ok=False).document
    assert saved["entries"]["interaction"] == 1
    assert store.read_bytes() == before
    assert roidesk("--store", str(new), "check", "--deep", "--json").document["ok"]
    assert "there already" in roidesk("check", "--salvage", str(new), ok=False).err
