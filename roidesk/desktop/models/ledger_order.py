"""In which order a table of the ledger stands, and in which it stands once a column's name is clicked. No Qt."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import NamedTuple

from roidesk.services.ledger_views import View

_LARGEST_FIRST = frozenset({"start", "at", "minutes", "personalness", "amount", "hourly", "from"})
"""Columns of which the largest, or newest, is looked for first."""
_NEWEST_FIRST: Mapping[str, str] = {
    "interactions": "start", "away": "start", "conversions": "at", "inbound": "at", "followers": "at", "praise": "at",
    "decisions": "at",
}  # fmt: skip
"""The column by which rows stand, newest first, before anyone asks for another order."""


class Order(NamedTuple):
    """A column ("": none that is shown) and whether its largest value stands first."""

    by: str
    descending: bool


def order_of(view: View) -> Order:
    """Return in which order the rows of a view stand."""
    return Order(view.by, view.descending) if view.by else Order(_NEWEST_FIRST.get(view.table, ""), descending=True)


def ordered_by(view: View, column: str) -> View:
    """Return a view in order of a column; where it is, the other way round; where that is too, as the table is."""
    by, descending = order_of(view)
    usual = column in _LARGEST_FIRST
    if by != column:
        return replace(view, by=column, descending=usual)
    if descending is usual:
        return replace(view, by=column, descending=not usual)
    return replace(view, by="", descending=True)
