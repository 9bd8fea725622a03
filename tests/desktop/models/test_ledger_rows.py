"""The rows of a long table: which of them are kept."""

from __future__ import annotations

from uuid import UUID

from roidesk.desktop.models.ledger_rows import KEPT, LedgerModel
from roidesk.desktop.models.ledger_words import Reading
from roidesk.services.ledger import Row

PAGE = 64
LONG = 1_000_000


def rows(first, many=PAGE):
    return [Row(UUID(int=at), {"note": str(at)}) for at in range(first, first + many)]


def scrolled(pages, qapp):
    model = LedgerModel(qapp)
    model.show_table("interactions", (), rows(0), Reading("EUR", 2026), count=LONG)
    for page in range(1, pages):
        model.put(page * PAGE, rows(page * PAGE))
    return model


def test_of_very_many_rows_those_read_first_are_let_go_and_wanted_again(qapp):
    pages = 3 * KEPT // PAGE
    model = scrolled(pages, qapp)
    assert len(model.rows) <= KEPT + PAGE
    last = pages * PAGE - 1
    assert model.unread(last - KEPT + PAGE, last) is None
    assert model.unread(KEPT, KEPT + 10) == (KEPT, KEPT + 10)
    model.put(KEPT, rows(KEPT))
    assert model.unread(KEPT, KEPT + 10) is None
    assert model.cells_of(KEPT) == {"note": str(KEPT)}
    assert model.count == LONG


def test_what_is_beside_the_rows_that_come_stays_however_long_ago_it_was_read(qapp):
    model = scrolled(KEPT // PAGE + 1, qapp)
    model.put(0, rows(0))
    assert model.unread(0, 2 * PAGE - 1) is None


def test_another_table_begins_anew(qapp):
    model = scrolled(KEPT // PAGE, qapp)
    model.show_table("interactions", (), rows(0), Reading("EUR", 2026), count=LONG)
    for page in range(1, KEPT // PAGE):
        model.put(page * PAGE, rows(page * PAGE))
    assert model.unread(0, KEPT - 1) is None
