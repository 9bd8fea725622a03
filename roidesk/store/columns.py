"""Column types and rules that SQLite and PostgreSQL both take: the one place where the two differ.

STRICT tables of SQLite know INTEGER, TEXT, BLOB and REAL only. So an id is 16 bytes there and `uuid` on PostgreSQL, and
whole numbers, yes/no and text are spelled for each.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects import sqlite
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator, TypeEngine

from roidesk.domain.money import LARGEST_MINOR
from roidesk.store.records import Column, record_of
from roidesk.store.records import kinds as entry_kinds

Whole = sa.BigInteger().with_variant(sqlite.INTEGER(), "sqlite")
# Compared byte by byte, as SQLite does it: a server's own order of letters would find other names, and hide some.
Text = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
Flag = sa.Boolean(create_constraint=False).with_variant(sqlite.INTEGER(), "sqlite")
Bytes = sa.LargeBinary()
Day = Text
"""A calendar day as ISO text: the same order as its days, on both databases."""


class Id(TypeDecorator[UUID]):
    """A UUID: 16 bytes on SQLite, `uuid` on PostgreSQL."""

    impl = sa.Uuid
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Return the type the database has for it."""
        return dialect.type_descriptor(sa.LargeBinary(16) if dialect.name == "sqlite" else sa.Uuid())

    def process_bind_param(self, value: UUID | None, dialect: Dialect) -> object:
        """Return what is bound for an id."""
        return value if value is None or dialect.name != "sqlite" else value.bytes

    def process_result_value(self, value: Any | None, dialect: Dialect) -> UUID | None:  # noqa: ANN401 - the driver's
        """Return the id that was read."""
        return value if value is None or dialect.name != "sqlite" else UUID(bytes=value)


def add_checks(metadata: sa.MetaData) -> None:
    """Give every table the checks its columns' names and types ask for."""
    for table in metadata.tables.values():
        for column in table.columns:
            for name, rule, only in _rules(table.name, column):
                check = sa.CheckConstraint(rule, name=f"ck_{table.name}_{column.name}_{name}")
                table.append_constraint(check.ddl_if(dialect="sqlite") if only else check)


LOG_STAYS = (
    "create function log_stays() returns trigger language plpgsql as $$ begin "
    "raise exception 'the change log is never rewritten' using errcode = 'integrity_constraint_violation'; end $$"
)
"""What PostgreSQL's triggers call; SQLite's say it themselves."""


def append_only(table: str, dialect: str) -> list[str]:
    """Return the triggers that let rows be added to a table, but never changed.

    The contents of changes alone may be removed, so that a person can be erased; the chain then still holds.
    """
    refused = ["update"] if table == "change_content" else ["update", "delete"]
    if dialect == "sqlite":
        does = "begin select raise(abort, 'the change log is never rewritten'); end"
    else:
        does = "for each statement execute function log_stays()"
        refused.append("truncate")
    return [f"create trigger {table}_no_{verb} before {verb} on {table} {does}" for verb in refused]


def _rules(table: str, column: sa.Column[Any]) -> list[tuple[str, str, bool]]:
    """Return the rules of a column: name, SQL, and whether they are SQLite's only."""
    name = column.name
    rules: list[tuple[str, str, bool]] = []
    if isinstance(column.type, Id) and column.primary_key and not column.foreign_keys:
        rules.append(("length", f"length({name}) = 16", True))
    if choices := _choices(table, name):
        rules.append(("choice", f"{name} in ({', '.join(repr(each) for each in choices)})", False))
    elif (rule := _by_name(name)) is not None:
        rules.append((rule[0], rule[1].format(name), False))
    elif isinstance(column.type, sa.Boolean):
        rules.append(("flag", f"{name} in (0, 1)", True))
    elif isinstance(column.type, sa.Text):
        # PostgreSQL refuses a NUL by itself; SQLite keeps it, and length() stops there.
        rules.append(("nul", f"instr({name}, char(0)) = 0", True))
    return rules


def _by_name(name: str) -> tuple[str, str] | None:
    """Return the rule that a column's name stands for (the names: `roidesk.domain.model`)."""
    last = name.rpartition("_")[2]
    if last == "minor":
        return "exact", f"{{0}} between -{LARGEST_MINOR} and {LARGEST_MINOR}"
    return {
        "currency": ("code", "length({0}) = 3"),
        "score": ("range", "{0} between 0 and 10000"),
        "components": ("digits", "length({0}) = 6"),
        "day": ("iso", "length({0}) = 10"),
        "minutes": ("range", "{0} >= 0"),
        "ppm": ("range", "{0} between -1000000000 and 1000000000"),
        "milli": ("range", "{0} between 0 and 1000000"),
        "weekday": ("range", "{0} between 0 and 6"),
        "sentiment": ("range", "{0} between -1 and 1"),
    }.get(last)


def _choices(table: str, name: str) -> tuple[str, ...]:
    kind = entry_kinds().get(table)
    columns: tuple[Column, ...] = record_of(kind).columns if kind else ()
    chosen = next((each.type for each in columns if each.name == name and issubclass(each.type, StrEnum)), None)
    return tuple(str(each) for each in chosen) if chosen else ()
