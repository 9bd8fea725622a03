"""What people type into a cell, in their own way of writing."""

from __future__ import annotations

import pytest

from roidesk.desktop.models.typed_cells import typed_cell
from roidesk.i18n import use
from roidesk.services.ledger import LedgerColumn


def column(name, editor):
    return LedgerColumn(name, editor, (), open=False, required=False, editable=True)


@pytest.fixture(params=["en", "de", "da", "nl"])
def language(request):
    use(request.param)
    yield request.param
    use("en")


@pytest.mark.parametrize(
    ("table", "name", "editor", "typed", "cell"),
    [
        ("rates", "hourly", "money", "36,50", "36.50"),
        ("rates", "hourly", "money", " €36.50 ", "36.50"),
        ("rates", "hourly", "money", "36,50 eur", "36.50"),
        ("costs", "amount", "money", "1.249,95", "1249.95"),
        ("costs", "amount", "money", "1,249.95", "1249.95"),
        ("costs", "amount", "money", "240 USD", "240 USD"),
        ("costs", "amount", "money", "soon", "soon"),
        ("costs", "amount", "money", "-12,5", "-12.5"),
        ("baselines", "hours", "number", "7,5", "7.5"),
        ("fx", "rate", "number", "1.085", "1.085"),
        ("goals", "target", "number", "many", "many"),
        ("products", "margin", "number", "40 %", "0.4"),
        ("products", "margin", "number", "0.4", "0.4"),
        ("conversions", "probability", "number", "12,5%", "0.125"),
        ("interactions", "minutes", "number", "1h20", "80"),
        ("interactions", "minutes", "number", "1:20", "80"),
        ("interactions", "minutes", "number", "4 m", "4"),
        ("interactions", "minutes", "number", "20,5", "20.5"),
        ("interactions", "minutes", "number", "long", "long"),
        ("interactions", "topics", "list", "#ipad #care plan", "ipad; care plan"),
        ("interactions", "topics", "list", "ipad, quote", "ipad; quote"),
        ("interactions", "topics", "list", "care plan; ipad", "care plan; ipad"),
        ("interactions", "start", "time", "9:05", "2026-03-02 09:05"),
        ("interactions", "start", "time", "2026-03-04 9:05", "2026-03-04 09:05"),
        ("interactions", "start", "time", "2026-03-04T09:05:10", "2026-03-04T09:05:10"),
        ("interactions", "note", "text", " 36,50 ", "36,50"),
        ("interactions", "contact", "name", "", ""),
    ],
)
def test_it_becomes_what_the_table_files_say(language, table, name, editor, typed, cell):
    cells = {"start": "2026-03-02 12:45:47"}
    assert typed_cell(table, column(name, editor), typed, cells, "EUR") == cell


def test_an_amount_is_one_in_the_currency_of_its_row():
    cells = {"currency": "USD"}
    assert typed_cell("costs", column("amount", "money"), "240 USD", cells, "EUR") == "240"
    assert typed_cell("costs", column("amount", "money"), "€240", cells, "EUR") == "€240"
    assert typed_cell("inbound", column("at", "time"), "9:05", {}, "EUR") == "9:05"
