"""A code and its facts become one sentence."""

from __future__ import annotations

from string import Formatter

from roidesk.domain.errors import UserError
from roidesk.i18n.sentences import SENTENCES, explain


def test_facts_fill_the_sentence():
    sentence = explain(UserError("week_unreadable", text="2026-W99"))
    assert sentence == "“2026-W99” is not a week: write year and number, such as 2026-W47."


def test_the_place_stands_in_front():
    error = UserError("week_unreadable", text="x").at(file="a.csv", line=3, column=7, field="week")
    assert explain(error).startswith("a.csv, line 3, column 7, week: “x” is not")


def test_a_missing_fact_does_not_fail_and_braces_in_facts_stay():
    assert explain(UserError("period_backwards", first="2026-06-02")).startswith("The period ends on ?, before")
    assert "“{oops}”" in explain(UserError("week_unreadable", text="{oops}"))


def test_every_sentence_is_whole():
    for code, sentence in SENTENCES.items():
        assert sentence[-1] in ".?", code
        assert not any(word.strip("”.?").endswith("!") for word in sentence.split()), code
        assert all(place.isidentifier() for _text, place, _spec, _c in Formatter().parse(sentence) if place), code
