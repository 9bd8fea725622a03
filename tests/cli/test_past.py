"""undo, redo, history, trash, close-week; what an import says of two desks that changed the same."""

from __future__ import annotations

import csv
import io
import re
import zipfile

import pytest


@pytest.fixture
def entry(roidesk):
    roidesk("log", "tweet", "3m")
    return roidesk("log", "email", "@acme", "5m", "--json").document["id"]


def test_what_was_taken_back_is_said_in_plain_words(roidesk, entry):
    roidesk("edit", entry, "minutes=9")
    roidesk("cost", "add", "Scheduler", "subscription", "60", "EUR", "from", "2026-06-01", "to", "2026-06-30")
    said = roidesk("undo", "3").out.splitlines()
    assert [re.sub(r"\d\d:\d\d", "14:02", line) for line in said] == [
        "Taken back: 1 cost, added 14:02",
        "Taken back: 1 interaction, changed 14:02",
        "Taken back: 1 interaction, 1 contact, logged 14:02",
    ]
    assert "Brought back: 1 interaction, 1 contact, logged " in roidesk("redo").out
    rows = roidesk("undo", "--json").document
    assert {(row["of"], row["op"], row["kind"]) for row in rows} == {
        ("undo", "delete", "interaction"),
        ("undo", "delete", "contact"),
    }


def test_every_version_is_told_with_who_when_and_what(roidesk, entry):
    roidesk("edit", entry, "minutes=9", "note=hello")
    roidesk("delete", entry)
    said = roidesk("history", entry).out
    assert "added" in said
    assert "    Time: 5 → 9\n    Note: hello\n" in said
    assert said.rstrip().endswith("deleted")
    assert "edited" not in said
    assert "interaction" not in said.casefold().replace("interactions", "")
    versions = roidesk("history", entry, "--json").document
    assert [row["op"] for row in versions] == ["add", "edit", "delete"]
    assert roidesk("history", "nothing", ok=False).status == 1


def test_the_trash_is_listed_put_back_and_emptied(roidesk, entry):
    assert roidesk("trash").out == "The trash is empty.\n"
    roidesk("delete", entry)
    (row,) = roidesk("trash", "--json").document
    assert (row["id"], row["table"], row["days_left"]) == (entry, "interactions", 90)
    assert entry in roidesk("trash", "list").out
    assert roidesk("trash", "restore", entry).out == "Put back 1 entry.\n"
    roidesk("undo")
    assert roidesk("trash", "empty", "--older-than", "1", "--json").document == {"removed": 0}
    assert roidesk("trash", "empty").out == "Removed 1 entry for good; its history stays in the log.\n"
    assert "removed from the trash for good" in roidesk("history", entry).out
    refused = roidesk("trash", "restore", entry, ok=False)
    assert (refused.status, "no deleted entry" in refused.err) == (1, True)
    assert roidesk("check", "--deep").out == "Nothing is wrong.\n"


@pytest.mark.parametrize("words", [("restore",), ("list", "x"), ("burn",), ("empty", "--older-than", "-1")])
def test_a_trash_that_is_asked_wrongly_is_wrong_usage(roidesk, entry, words):
    assert roidesk("trash", *words, ok=False).status == 2


def test_a_week_is_closed_and_tells_what_changed_since(roidesk):
    roidesk("log", "email @acme 5m 2026-03-04")
    entry = roidesk("log", "call @kim 10m 2026-03-04 =240 purchase", "--json").document["id"]
    assert re.fullmatch(
        r"Closed 2026-W10: 2 interactions, 15 min; log [\d,]+ / [0-9a-f]{4}….\n", roidesk("close-week", "2026-W10").out
    )
    before = roidesk("week", "2026-W10", "--json").document
    assert before["closed"]["differs"] is False
    assert before["closed"]["then"]["sales"] == "240.00"
    assert before["log"]["seq"] == before["closed"]["log"]["seq"] + 1  # the closing itself
    roidesk("edit", entry, "minutes=24")
    said = roidesk("week", "2026-W10").out
    assert "Since then: +14 min" in said
    assert entry in said
    closed = roidesk("week", "2026-W10", "--json").document["closed"]
    assert [(each["id"], each["op"]) for each in closed["changes"]] == [(entry, "edit")]
    assert roidesk("check", "--deep", "--json").document["edited_weeks"] == ["2026-W10"]
    running = roidesk("close-week", "2100-W01", ok=False)
    assert (running.status, "not over yet" in running.err) == (1, True)


def test_an_import_names_what_both_desks_changed(roidesk, tmp_path, entry):
    roidesk("export", str(tmp_path / "out.zip"))
    theirs = _edited(tmp_path, entry)
    roidesk("edit", entry, "note=here")
    (conflict,) = roidesk("import", str(theirs), "--dry-run", "--json").document["conflicts"]
    assert (conflict["id"], conflict["kept"], conflict["table"]) == (entry, "there", "interactions")
    assert {"field": "note", "here": "here", "there": "there"} in conflict["fields"]
    said = roidesk("import", str(theirs))
    assert "1 changed on both desks" in said.out
    assert "changed on both desks; the version that came is newer and counts" in said.err
    assert entry in said.err
    assert roidesk("import", str(theirs), "--json").document["conflicts"] == []


def _edited(folder, entry):
    """The export as another desk would write it after an edit of its own."""
    made = folder / "theirs.zip"
    with zipfile.ZipFile(folder / "out.zip") as mine, zipfile.ZipFile(made, "w") as theirs:
        for name in mine.namelist():
            text = mine.read(name).decode()
            if name == "interactions.csv":
                rows = list(csv.DictReader(io.StringIO(text)))
                for row in rows:
                    if row["id"] == entry:
                        row |= {"note": "there", "edited": "2099-01-01T00:00:00+00:00"}
                out = io.StringIO()
                writer = csv.DictWriter(out, rows[0].keys())
                writer.writeheader()
                writer.writerows(rows)
                text = out.getvalue()
            if name != "history.csv":
                theirs.writestr(name, text)
    return made
