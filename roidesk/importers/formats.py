"""Every format that can be read: a new one is a line here."""

from __future__ import annotations

from collections.abc import Sequence

from roidesk.domain.errors import UserError
from roidesk.importers.base import Format
from roidesk.importers.delimited import TOGGL
from roidesk.importers.table_files import TableFiles, table_name

FORMATS: tuple[Format, ...] = (
    TableFiles(),
    TOGGL,
)


def names() -> tuple[str, ...]:
    """Return what `--as` calls each format."""
    return tuple(each.name for each in FORMATS)


def named(name: str) -> Format:
    """Return the format of a name; `UserError` when there is none."""
    for each in FORMATS:
        if each.name == name.casefold():
            return each
    raise UserError("format_unknown", text=name, known=", ".join(names()))


def detected(file: str, name: str, header: Sequence[str]) -> Format:
    """Return the one format a file is of for sure; `UserError` when none or more than one could be it."""
    sure = [each for each in FORMATS if each.detects(name, header)]
    if len(sure) == 1:
        return sure[0]
    if not sure and table_name(name) is not None:
        # It bears the name of a table: reading it as one says which column is wrong.
        return FORMATS[0]
    raise UserError("format_unsure", file=file, known=", ".join(names()))
