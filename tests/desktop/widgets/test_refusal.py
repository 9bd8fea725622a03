"""Why something was not done is seen and said."""

from __future__ import annotations

import pytest

from roidesk.desktop.widgets import refusal
from roidesk.desktop.widgets.refusal import Refusal


@pytest.fixture
def said(monkeypatch):
    said = []
    monkeypatch.setattr(refusal, "announce", lambda _widget, text: said.append(text))
    return said


@pytest.fixture
def sentence(qtbot):
    made = Refusal()
    qtbot.addWidget(made)
    return made


def test_it_is_seen_while_it_holds_and_said_when_it_comes(sentence, said):
    assert not sentence.isVisible()
    sentence.tell("24o is not an amount.")
    assert (sentence.isVisible(), said) == (True, ["24o is not an amount."])
    sentence.tell("")
    assert (sentence.isVisible(), said) == (False, ["24o is not an amount."])


def test_the_same_is_said_again_to_who_tries_again(sentence, said):
    for _ in range(2):
        sentence.tell("24o is not an amount.")
    assert len(said) == 2


def test_it_is_no_markup(sentence, said):
    sentence.tell("<b>x</b> is not an amount.")
    assert sentence.textFormat().name == "PlainText"
