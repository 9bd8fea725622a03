"""Every name in the JSON of a verb that prints figures stands in docs/figures.md, so that a reader can redo it."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from roidesk.cli.run import carry_out
from roidesk.cli.verbs import VERBS
from tests.acceptance.odd_stores import QUESTIONS
from tests.acceptance.test_any_store import FIGURE, desk

__all__ = ["desk"]
TEXT = (Path(__file__).parents[2] / "docs" / "figures.md").read_text(encoding="utf-8")
SAID = {word for span in re.findall(r"`([^`]+)`", TEXT) for word in re.findall(r"[a-z][a-z0-9_]*", span)}
BY_ID = {"open_minutes"}
"""Objects whose keys are ids."""
TABLES = {"experiment", "goal"}
"""Verbs that print a table's rows: docs/tables.md has its columns."""


def names_of(document):
    """Yield every key of an answer; those of a figure are said once, at the beginning."""
    if isinstance(document, dict):
        if set(document) == FIGURE:
            return
        for name, each in document.items():
            yield name
            if name not in BY_ID:
                yield from names_of(each)
    elif isinstance(document, list):
        for each in document:
            yield from names_of(each)


STORES = ("everything at one instant", "thirty weeks of sales", "goals without work")


@pytest.mark.parametrize("desk", STORES, indirect=True)
@pytest.mark.parametrize("verb", sorted({words[0] for words in QUESTIONS} - TABLES))
def test_every_name_is_told_of(desk, verb):
    if verb not in VERBS:
        pytest.skip("not there yet")
    names = set()
    for words in QUESTIONS:
        if words[0] == verb:
            answer = carry_out(["--json", *words], desk)
            names |= set(names_of(json.loads(answer.out))) if answer.exit == 0 else set()
    assert sorted(names - SAID) == []
