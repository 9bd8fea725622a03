"""What people type into a cell of the ledger ("36,50", "1h20", "40 %", "#ipad"), as the table files write it. No Qt.

What cannot be read stays as it was typed: the store then says what is wrong with it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal

from roidesk.desktop.models.bulk_fields import names_of
from roidesk.desktop.models.ledger_words import written
from roidesk.domain.errors import UserError
from roidesk.domain.instants import MINUTE
from roidesk.domain.quickline import shapes
from roidesk.i18n import currencies, typed
from roidesk.services.ledger import LedgerColumn

_PLAIN = re.compile(r"-?\d+(\.\d+)?")
_OF_A_DAY = re.compile(r"(?:(\d{4}-\d\d-\d\d)[ T])?(\d{1,2})[:.](\d\d)")
_SHARES = frozenset({"margin", "probability"})


def typed_cell(table: str, column: LedgerColumn, text: str, cells: Mapping[str, str], currency: str) -> str:
    """Return what was typed into a cell of a row (`cells`), whose amounts are in `currency` where it names none."""
    said = written(table, column.name, text)
    if not said:
        return said
    try:
        return _read(table, column, said, cells, currency)
    except UserError:
        return said


def _read(table: str, column: LedgerColumn, said: str, cells: Mapping[str, str], currency: str) -> str:
    found = said
    if (table, column.name) == ("interactions", "minutes"):
        found = _minutes(said)
    elif column.name in {"topics", "interests"} and re.search("[#,]", said):
        found = "; ".join(names_of(said))
    elif column.name in _SHARES and said.endswith("%"):
        found = _shortest(Decimal(typed.number(said.removesuffix("%"))) / 100)
    elif column.editor == "money":
        found = _amount(said, cells.get("currency") or currency)
    elif column.editor == "number" and not _PLAIN.fullmatch(said) and not re.search(r"[^\W\d_]", said):
        found = typed.number(said)
    elif column.editor == "time":
        found = _moment(said, cells.get(column.name, ""))
    return found


def _minutes(said: str) -> str:
    length = shapes.length(said.replace(" ", "").casefold())
    return _shortest(Decimal(length.us) / MINUTE) if isinstance(length, shapes.Length) else typed.number(said)


def _amount(said: str, currency: str) -> str:
    """Return an amount; one in another currency than the row's is no amount of it, and stays as it was typed."""
    bare = said
    for name in (currency, currencies.symbol(currency)):
        bare = re.sub(rf"(?i)^{re.escape(name)}|{re.escape(name)}$", "", bare.strip())
    return typed.number(bare) if re.fullmatch(r"[\s\d.,−+-]+", bare) else said


def _moment(said: str, before: str) -> str:
    """Return a time of day as one of the day that the cell says, or said with it."""
    found = _OF_A_DAY.fullmatch(said)
    if found is None:
        return said
    day, hour, minute = found[1] or before[:10], int(found[2]), found[3]
    return f"{day} {hour:02}:{minute}" if day else said


def _shortest(number: Decimal) -> str:
    return format(number.normalize(), "f")
