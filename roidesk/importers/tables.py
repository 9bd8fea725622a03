"""Every table file, declared once: import, export, the ledger and `edit ID FIELD=VALUE` all follow from it.

Names, required columns and meanings are those of the contract; docs/tables.md explains the columns that are ours.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from types import MappingProxyType
from typing import Any

from roidesk.domain.errors import UserError
from roidesk.domain.model import Entry
from roidesk.importers import cells as c
from roidesk.importers.channels import CHANNELS, KIND_VERSIONS
from roidesk.importers.columns import Column, Table
from roidesk.importers.costs import BASELINES, COSTS, FX, RATES
from roidesk.importers.named import BRANDS, CONTACTS, PEOPLE, PRODUCTS, TOPICS
from roidesk.importers.plans import (
    CALENDAR,
    CLOSED_WEEKS,
    DECISIONS,
    EXPERIMENTS,
    GOALS,
    REPORT_RUNS,
    SCORECARDS,
    SETTINGS,
)
from roidesk.importers.responses import CONVERSIONS, FOLLOWERS, INBOUND, KINDS_OF_CONVERSION, PRAISE
from roidesk.importers.work import AWAY, INTERACTIONS, PINS, TIMERS

_TABLES = (
    PEOPLE, BRANDS, TOPICS, PRODUCTS, CHANNELS, KIND_VERSIONS, KINDS_OF_CONVERSION, CONTACTS, INBOUND, INTERACTIONS,
    TIMERS, AWAY, PINS, CONVERSIONS, COSTS, RATES, FX, FOLLOWERS, PRAISE, CALENDAR, GOALS, BASELINES, DECISIONS,
    EXPERIMENTS, SCORECARDS, REPORT_RUNS, CLOSED_WEEKS, SETTINGS,
)  # fmt: skip
"""In the order in which they are read: what is referred to comes first."""


def _with_id(table: Table) -> Table:
    """Return a table with the columns every table has: the id, and when the row was last changed."""
    given = table.name in {"interactions", "conversions", "inbound"}
    every = (
        Column("id", c.id_of(table.name), "id", ours=not given, computed=True),
        *table.columns,
        Column("edited", c.TIME, "edited_us", ours=True, computed=True),
    )
    return replace(table, columns=every)


@cache
def tables() -> Mapping[str, Table]:
    """Return every table by the name of its file without ".csv", in the order in which they are read."""
    return MappingProxyType({each.name: _with_id(each) for each in _TABLES})


def table(name: str) -> Table:
    """Return a table by name; `UserError` when there is none of it."""
    found = tables().get(name.removesuffix(".csv"))
    if found is None:
        raise UserError("table_unknown", text=name, known=", ".join(tables()))
    return found


def table_of(entry: Entry | type[Entry]) -> Table | None:
    """Return the table that entries of a kind are rows of; a channel has none of its own."""
    kind: Any = entry if isinstance(entry, type) else type(entry)
    return next((each for each in tables().values() if each.kind is kind), None)
