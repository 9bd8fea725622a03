"""What came of interactions, as a cell beside their own: the ledger shows it, and it is no column of their table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roidesk.domain.money import major_units
from roidesk.services.ledger import LedgerColumn, Row

if TYPE_CHECKING:
    from collections.abc import Sequence

    from roidesk.domain.model import Conversion
    from roidesk.store.reader import Reader

LED_TO = "led_to"
_COLUMN = LedgerColumn(LED_TO, "list", (), open=False, required=False, editable=False)


def columns_beside(table: str) -> tuple[LedgerColumn, ...]:
    """Return the columns that are only looked at beside those of a table."""
    return (_COLUMN,) if table == "interactions" else ()


def with_outcomes(read: Reader, rows: Sequence[Row]) -> tuple[Row, ...]:
    """Return rows of interactions with what came of each: a line each, "=240.00 EUR purchase" or only the kind."""
    found = read.conversions_of([each.id for each in rows])
    return tuple(
        Row(each.id, {**each.cells, LED_TO: "\n".join(map(_written, found[each.id]))}) if each.id in found else each
        for each in rows
    )


def _written(conversion: Conversion) -> str:
    if conversion.amount_minor is None or conversion.currency is None:
        return conversion.kind
    amount = major_units(conversion.amount_minor, conversion.currency)
    return f"={amount} {conversion.currency} {conversion.kind}"
