"""What came of something, in words."""

from __future__ import annotations

import pytest

from roidesk.desktop.models.ledger_words import Reading, cell_words
from roidesk.services.led_to import columns_beside
from roidesk.services.ledger import LedgerColumn


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("", ""),
        ("demo_request", "They asked for a demo"),
        ("=1240.00 EUR purchase", "They bought · €1,240"),
        ("phone_call\n=24.50 GBP purchase", "They phoned, They bought · £24.50"),
        ("=soon EUR purchase", "=soon EUR purchase"),
    ],
)
def test_outcomes_of_a_row(cell, text):
    (column,) = columns_beside("interactions")
    assert cell_words("interactions", column, {"led_to": cell}, Reading("EUR", 2026)) == text


def test_other_tables_have_nothing_beside_them():
    assert columns_beside("costs") == ()


def test_what_it_was_about_stands_beside_what_it_was():
    kind = LedgerColumn("kind", "name", (), open=True, required=False, editable=True)
    cells = {"kind": "reply", "note": "about sizes"}
    assert cell_words("interactions", kind, cells, Reading("EUR", 2026)) == "Reply · about sizes"
    assert cell_words("interactions", kind, {"note": "about sizes"}, Reading("EUR", 2026)) == "About sizes"
