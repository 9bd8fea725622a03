"""undo, redo, history, check, settings, demo; help and faults."""

from __future__ import annotations

import re
import sqlite3

import pytest

from roidesk.__main__ import main
from roidesk.cli import capture
from roidesk.cli.verbs import TABLES, VERBS
from roidesk.i18n.findings import sentence
from roidesk.services.care import Finding


def test_undo_and_redo_say_what_came_back(roidesk):
    roidesk("log", "tweet", "@acme", "4m")
    taken = roidesk("undo", "--json").document
    assert {row["kind"] for row in taken} >= {"interaction"}
    assert roidesk("interaction", "--json").document == []
    assert roidesk("redo").out.startswith("Brought back:")
    assert len(roidesk("interaction", "--json").document) == 1
    assert roidesk("redo", ok=False).status == 1
    assert roidesk("undo", "x", ok=False).status == 2


def test_history_tells_every_version(roidesk):
    entry = roidesk("log", "tweet", "4m", "--json").document["id"]
    roidesk("edit", entry, "note=hello")
    versions = roidesk("history", entry, "--json").document
    assert [row["after"]["note"] for row in versions] == ["", "hello"]
    assert "Note: hello" in roidesk("history", entry).out


def test_check_finds_nothing_wrong(roidesk):
    roidesk("log", "tweet", "4m")
    assert roidesk("check", "--deep", "--json").document == {"ok": True, "findings": []}


def test_other_weights_judge_every_kind_anew_from_now_on(roidesk):
    roidesk("log", "tweet reply 4m")
    roidesk("settings", "weights", "0 0 0 0 0 100")
    roidesk("log", "tweet reply 5m")
    rows = roidesk("interaction", "list", "--json").document
    assert sorted(row["personalness"] for row in rows) == ["100", "22.5"]


def test_settings_are_read_and_set(roidesk):
    assert roidesk("settings", "margin", "0.4", "--json").document == {"margin": "0.4"}
    assert roidesk("settings", "--json").document["margin"] == "0.4"
    assert roidesk("settings", "currency", "XYZ", ok=False).status == 1
    assert roidesk("settings", "weights", "25 20 20 10 25", ok=False).status == 1
    assert roidesk("settings", "nonsense", ok=False).status == 1


def test_a_store_that_is_not_there_is_not_made_by_looking(roidesk, store):
    said = roidesk("figures", ok=False)
    assert said.status == 1
    assert str(store) in said.err
    assert not store.exists()


def test_a_store_that_is_not_ours_is_refused_and_left_alone(roidesk, store):
    store.write_text("name,amount\n")
    said = roidesk("log", "tweet", "4m", ok=False)
    assert (said.status, store.read_text()) == (1, "name,amount\n")


def test_the_demo_fills_an_empty_store_once(roidesk):
    filled = roidesk("demo", "--weeks", "4", "--ending", "2026-11-15", "--no-open", "--json").document
    assert filled["people"] == 4
    assert filled["interactions"] > 0
    assert roidesk("demo", "--no-open", ok=False).status == 1


@pytest.mark.parametrize(
    "words", ["--weeks 0", "--weeks -3", "--weeks 99999999", "--ending 9999-12-31", "--ending 0001-01-01"]
)
def test_a_sample_that_cannot_be_is_refused_in_a_sentence(roidesk, words):
    said = roidesk("demo", *words.split(), "--no-open", ok=False)
    assert said.status == 1
    assert "fault" not in said.err
    assert roidesk("interaction", "--json").document == []


def test_the_samples_own_store_is_filled_once_and_then_looked_at(home, capsys):
    for _ in range(2):
        assert main(["demo", "--weeks", "2", "--ending", "2026-11-15", "--no-open"]) == 0
    told = capsys.readouterr().out.splitlines()
    assert told[0] == told[1]
    assert str(home) in told[0]


def test_every_verb_has_its_module_and_its_help(roidesk, store):
    for verb in VERBS:
        said = roidesk(verb, "--help")
        assert f"roidesk {verb}" in said.out, verb
    assert set(TABLES) <= set(VERBS)
    assert "log" in roidesk("--help").out
    assert roidesk("--version").out.startswith("roidesk ")


def test_a_fault_of_ours_shows_its_traceback_only_when_asked(roidesk, monkeypatch):
    def broken(_call):
        raise ZeroDivisionError("oh")

    monkeypatch.setattr(capture, "status", broken)
    said = roidesk("status", ok=False)
    assert said.status == 1
    assert "roidesk.log" in said.err
    assert "oh" not in said.err.split()
    assert "Traceback" not in said.err
    assert "Traceback" in roidesk("status", "--debug", ok=False).err


@pytest.mark.parametrize(
    "words", [["figures", "--nonsense"], ["import"], ["check", "--deeper"], ["week", "--format", "x"]]
)
def test_wrong_usage_is_two(roidesk, words, store):
    said = roidesk(*words, ok=False)
    assert (said.status, said.out) == (2, "")
    assert not store.exists()


def test_what_check_finds_is_said_and_given_in_fields(roidesk, store):
    roidesk("log", "email 5m")
    with sqlite3.connect(store) as past_the_log:
        past_the_log.execute("update interaction set note = 'changed'")
    past_the_log.close()
    said = roidesk("check", "--deep", ok=False)
    assert said.status == 1
    assert "was altered past the change log" in said.out
    (found,) = roidesk("check", "--deep", "--json", ok=False).document["findings"]
    assert (found["code"], found["more"]) == ("entry_differs", 0)


def test_every_code_of_a_finding_has_a_sentence():
    codes = set(re.findall(r"`([a-z]+_[a-z]+)`", Finding.__doc__ or ""))
    assert codes
    assert all(sentence(code, "here", "so", 2) for code in codes)
