"""Typed numbers become plain decimals."""

from __future__ import annotations

import pytest

from roidesk.domain.errors import UserError
from roidesk.i18n import currencies, typed


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("38", "38"),
        ("31,5", "31.5"),
        ("31.50", "31.50"),
        ("€ 1.240,50", "1240.50"),
        ("1,240.50", "1240.50"),
        ("1,240", "1240"),
        ("1.240", "1.240"),
        ("1.240.000", "1240000"),
        ("40 %", "40"),
        ("kr. 37,5", "37.5"),
        ("−5", "-5"),
        (",5", "0.5"),
    ],
)
def test_numbers(text, plain):
    assert typed.number(text) == plain


@pytest.mark.parametrize("text", ["", "forty", "1.2,3.4,5", "1,24,5", "--4", "3-4", "."])
def test_what_is_no_number_is_refused(text):
    with pytest.raises(UserError):
        typed.number(text)


def test_every_currency_has_a_name_and_the_common_ones_come_first():
    names = currencies.named()
    assert names[0] == ("EUR", "Euro (€)")
    assert len(dict(names)) == len(names) > 150


def test_the_likely_currency_is_that_of_the_country(monkeypatch):
    monkeypatch.setenv("LC_ALL", "da_DK.UTF-8")
    assert currencies.likely() == "DKK"
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    assert currencies.likely() == "EUR"
