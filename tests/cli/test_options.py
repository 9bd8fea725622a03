"""A command taken apart before its verb does anything."""

from __future__ import annotations

import pytest

from roidesk.cli.options import UsageError, options, path_of


def test_options_of_any_verb_may_stand_on_either_side_of_it():
    before = options(["--store", "t.db", "--json", "figures", "--by", "channel"])
    after = options(["figures", "--by", "channel", "--json", "--store=t.db"])
    for said in (before, after):
        assert (said.verb, said.words, said.store, said.json) == ("figures", ("--by", "channel"), "t.db", True)


def test_the_environment_names_the_store_unless_the_command_does(monkeypatch):
    monkeypatch.setenv("ROIDESK_STORE", "env.db")
    assert options(["status"]).store == "env.db"
    assert options(["status", "--store", "mine.db"]).store == "mine.db"


def test_a_store_may_be_a_url_of_a_file():
    assert path_of("sqlite:////var/team.db") == "/var/team.db"
    assert path_of("team.db") == "team.db"


def test_a_line_keeps_its_minus_and_what_the_shell_took_the_quotes_from():
    said = options(["log", "call", "-20", "-5", "@Northwind Trading", "asked at 10 about it"])
    assert said.line == 'call -20 -5 @"Northwind Trading" "asked at 10 about it"'
    assert options(["log", 'call @acme 4m "note"']).line == 'call @acme 4m "note"'
    assert options(["log", "--", "call", "--json"]).line == "call --json"


@pytest.mark.parametrize("words", [["--store"], ["--store", ""], ["--store="], ["--store", "mysql://host/team"]])
def test_a_store_option_that_names_no_store_is_wrong_usage(words):
    with pytest.raises(UsageError, match="path"):
        options(["log", "call", "4m", *words])


def test_an_environment_that_names_no_store_is_wrong_usage(monkeypatch):
    monkeypatch.setenv("ROIDESK_STORE", "mysql://host/team")
    with pytest.raises(UsageError, match="path"):
        options(["status"])
    monkeypatch.setenv("ROIDESK_STORE", "")
    assert options(["status"]).store is None


def test_a_store_may_be_on_a_server():
    url = "postgresql://ann@db.example/team"
    said = options(["--store", url, "log", "call", "4m"])
    assert path_of(said.store) == url
