"""erase: what would go, what went, what is left to look at, and how often it can be had back: never."""

from __future__ import annotations

import sqlite3

import pytest

from roidesk.store.opening import open_store


@pytest.fixture
def filled(roidesk):
    roidesk("contact", "add", "name=Orla Finch", "handles=@orla_f")
    roidesk("log", 'call @orla_f 20m "she was tired"')
    roidesk("log", 'call @other 20m "asked Orla Finch, Finch said no"')
    roidesk("log", 'call @other 5m "a finch sang"')


def test_a_dry_run_shows_what_would_go_and_changes_nothing(roidesk, filled, store):
    before = roidesk("interaction", "--json").document
    said = roidesk("erase", "@orla_f", "--dry-run").out
    assert said.startswith("Nothing was changed. It would be: 3 entries, 1 text removed")
    assert "asked Orla Finch" in said
    assert "a finch sang" in said.split("are left as they are")[1]
    document = roidesk("erase", "@orla_f", "--dry-run", "--json").document
    assert (document["entries"], document["texts"], len(document["replaced"]), len(document["left"])) == (3, 1, 1, 1)
    assert roidesk("interaction", "--json").document == before


def test_it_says_what_went_and_that_it_cannot_be_taken_back(roidesk, filled, store):
    said = roidesk("erase", "orla finch")
    assert "It cannot be taken back." in said.out
    assert "deleted by 20" in said.out
    assert "a finch sang" in said.out
    assert "Orla" not in roidesk("contact").out
    assert b"Orla" not in store.read_bytes()
    assert roidesk("check", "--deep", "--json").document["ok"]
    roidesk("undo", "2", ok=False)
    assert b"Orla" not in store.read_bytes()
    assert roidesk("erase", "orla finch", ok=False).err.startswith("Nobody here is called")


def test_words_go_too_when_asked_for(roidesk, filled, store):
    roidesk("erase", "@orla_f", "--words", "--quiet")
    assert b"inch" not in store.read_bytes().replace(b"inches", b"")


def test_files_that_another_program_reads_are_cleaned_later(roidesk, filled, store, monkeypatch):
    other = sqlite3.connect(store, isolation_level=None)
    other.execute("begin")
    other.execute("select count(*) from contact").fetchone()
    patient = open_store.__kwdefaults__
    monkeypatch.setattr(open_store, "__kwdefaults__", patient | {"lock_seconds": 0.05})
    said = roidesk("erase", "@orla_f", ok=False)
    assert said.status == 1
    assert "--clean" in said.out
    other.close()
    assert roidesk("erase", "--clean").out == "The files are clean.\n"
    assert b"Orla" not in b"".join(each.read_bytes() for each in store.parent.iterdir())


def test_nobody_named_is_wrong_usage(roidesk, filled):
    assert roidesk("erase", ok=False).status == 2


def test_backups_go_too_when_asked_for(roidesk, filled, home):
    said = roidesk("erase", "@orla_f", "--backups", "--json").document
    assert (said["backups_until"], said["backups_removed"]) == (None, 1)
    kept = [each.read_bytes() for each in home.rglob("*.db")]
    assert len(kept) == 1
    assert b"Orla" not in kept[0]
