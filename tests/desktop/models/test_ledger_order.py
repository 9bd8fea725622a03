"""In which order the ledger stands, and what a click on a column's name makes of it."""

from __future__ import annotations

import pytest

from roidesk.desktop.models.ledger_order import order_of, ordered_by
from roidesk.services.ledger_views import View


@pytest.mark.parametrize(
    ("table", "by"), [("interactions", "start"), ("conversions", "at"), ("costs", ""), ("goals", "")]
)
def test_a_table_says_in_which_order_it_stands_before_anyone_asks(table, by):
    assert order_of(View(table)) == (by, True)


@pytest.mark.parametrize(
    ("table", "column", "orders"),
    [
        ("interactions", "minutes", [("minutes", True), ("minutes", False), ("start", True)]),
        ("interactions", "contact", [("contact", False), ("contact", True), ("start", True)]),
        ("interactions", "start", [("start", False), ("start", True), ("start", False)]),
        ("costs", "name", [("name", False), ("name", True), ("", True)]),
    ],
)
def test_each_click_changes_what_is_seen(table, column, orders):
    view = View(table)
    for expected in orders:
        view = ordered_by(view, column)
        assert order_of(view) == expected
