"""Names in texts: what can only mean somebody is told from what may mean others."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roidesk.domain.mentions import Called

ANNA = Called.by(("Anna Sørensen", "@anna_s", "anna.s@example.com"))


def found(called, text):
    return [(text[each.start : each.end], each.sure) for each in called.places(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("call with Anna Sørensen about hats", [("Anna Sørensen", True)]),
        ("ANNA  SORENSEN", [("ANNA  SORENSEN", True)]),
        ("Anna\nSørensen's hats", [("Anna\nSørensen", True)]),
        ("ask @anna_s or Anna.S@Example.com", [("@anna_s", True), ("Anna.S@Example.com", True)]),
        ("anna_s wrote", [("anna_s", True)]),
        ("Anna called, so did Hannah", [("Anna", False)]),
        ("Sørensen & sons", [("Sørensen", False)]),
        ("bananna_shake", [("anna_s", False)]),
        ("Annabel, nothing else", []),
        ("", []),
    ],
)
def test_where_a_text_names_somebody(text, expected):
    assert found(ANNA, text) == expected


def test_accents_written_apart_are_the_same_and_go_with_their_letter():
    called = Called.by(("José Álvarez",))
    text = unicodedata.normalize("NFD", "to José Álvaréz today")
    assert called.replaced(text, "X") == "to X today"
    assert called.replaced("to JOSE ALVAREZ today", "X") == "to X today"


def test_one_plain_word_means_them_only_with_its_sign_or_when_asked_for():
    assert Called.by(("@acme",)).replaced("acme: told @ACME", "X") == "acme: told X"
    assert Called.by(("acme",), words=True).replaced("acme: told @ACME, not acmes", "X") == "X: told X, not Xs"


def test_a_name_with_signs_of_patterns_is_only_itself():
    called = Called.by(("A.* (B)",))
    assert found(called, "axx b") == []
    assert called.replaced("a.* (b)!", "X") == "X!"


def test_nobody_is_found_by_no_name():
    assert Called.by(("", " @ ")).places("anything at all") == []


@given(st.text(), st.text())
def test_what_stands_around_a_name_stays(before, after):
    text = f"{before} Zyx Qwv {after}"
    called = Called.by(("Zyx Qwv",))
    if not called.places(before) and not called.places(after):
        assert called.replaced(text, "-") == f"{before} - {after}"
