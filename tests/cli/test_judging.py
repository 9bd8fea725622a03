"""Judging a kind of contact anew: from now on, or for the past too."""

from __future__ import annotations

import pytest

LOGGED = ("person=Ann", "channel=Video call", "minutes=10")


@pytest.fixture
def logged(roidesk):
    roidesk("interaction", "add", "start=2026-06-01T09:00", *LOGGED)
    roidesk("interaction", "add", "start=2026-06-01T10:00", "personalness=40", *LOGGED)
    return roidesk


def kind(roidesk):
    rows = roidesk("channel", "list", "--json").document
    return next(each["id"] for each in rows if each["name"] == "Video call" and not each["kind"])


def scores(roidesk):
    rows = sorted(roidesk("interaction", "list", "--json").document, key=lambda row: row["start"])
    return [row["personalness"] for row in rows]


def test_from_now_on(logged):
    said = logged("channel", "edit", kind(logged), "face=0")
    assert "from now on" in said.err
    logged("interaction", "add", "start=2026-06-01T11:00", *LOGGED)
    assert scores(logged) == ["90", "40", "70"]
    kinds = logged("personalness", "--json").document["kinds"]
    versions = next(each for each in kinds if each["key"] == "Video call")["versions"]
    assert [each["score"]["value"] for each in versions] == [90, 70]


def test_also_the_past(logged):
    said = logged("channel", "edit", kind(logged), "face=0", "--also-past")
    assert "scored by hand" in said.err
    assert scores(logged) == ["70", "40"]
    logged("undo")
    assert scores(logged) == ["90", "40"]
    logged("edit", kind(logged), "--also-past", "face=0")
    assert scores(logged) == ["70", "40"]


def test_what_is_not_about_how_personal_it_is_says_nothing_of_it(logged):
    said = logged("channel", "edit", kind(logged), "idle_minutes=3")
    assert said.err == ""


def test_only_kinds_are_judged(logged):
    entry = logged("interaction", "list", "--json").document[0]["id"]
    said = logged("interaction", "edit", entry, "minutes=3", "--also-past", ok=False)
    assert said.status == 2
    assert "kinds of contact" in said.err


def test_the_option_alone_is_no_entry(logged):
    assert logged("edit", "--also-past", "--also-past", ok=False).status == 1


def test_one_entry_is_judged_by_itself(logged):
    first = next(row for row in logged("interaction", "list", "--json").document if row["personalness"] == "90")
    logged("edit", first["id"], "components=220022")
    assert scores(logged) == ["70", "40"]
    logged("edit", first["id"], "personalness=!5")
    assert scores(logged) == ["90", "40"]
