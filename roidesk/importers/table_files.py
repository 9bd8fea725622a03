"""The format "tables": our own table files, each known by its name."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Sequence

from roidesk.domain.errors import UserError
from roidesk.importers.base import Content, Options, Planned, RowError, check_length
from roidesk.importers.cells import as_meant
from roidesk.importers.columns import Table
from roidesk.importers.sources import Sheet
from roidesk.importers.tables import tables

NOT_READ = frozenset({"history"})
"""Files that an export writes and an import passes over: the log of one store cannot be that of another."""
DELETED = "deleted"
"""The file that names what is in the trash, or was."""
VERSIONS = "versions"
"""The file that says when the earlier versions of entries were made."""
_OF_ALL_TABLES = {DELETED: ("table", "id", "deleted"), VERSIONS: ("table", "id", "versions")}


def table_name(file: str) -> str | None:
    """Return the table whose file bears that name, or None."""
    stem = file.casefold().removesuffix(".csv")
    return stem if file.casefold().endswith(".csv") and (stem in tables() or stem in _OF_ALL_TABLES) else None


def place_in_order(file: str) -> int:
    """Return where a table file comes among others, so that what is referred to is read first."""
    order = [VERSIONS, *tables(), DELETED]
    return order.index(table_name(file) or DELETED)


class TableFiles:
    """Rows of contract.md 2, as anybody may write them and as our export does."""

    name = "tables"

    def detects(self, name: str, header: Sequence[str]) -> bool:
        """Whether the file bears the name of a table and has the columns the table cannot do without."""
        table = table_name(name)
        return table is not None and _required(table) <= {each.casefold() for each in header}

    def rows(self, sheet: Sheet, options: Options) -> Iterator[Planned | RowError]:
        """Yield the rows of a table file."""
        name = table_name(sheet.source.base)
        if name is None:
            raise UserError("table_unknown", file=sheet.source.name, text=sheet.source.base, known=", ".join(tables()))
        header = tuple(each.casefold() for each in sheet.header)
        _check_header(sheet, name, header, options)
        origin = {each: (sheet.header[at], at + 1) for at, each in enumerate(header)}
        content = Content(name)
        for line, row in sheet.rows:
            if (wrong := check_length(sheet, line, row)) is not None:
                yield wrong
                continue
            cells = {each: as_meant(text) for each, text in zip(header, row, strict=True)}
            if name in _OF_ALL_TABLES:
                yield Planned(name, line, cells, origin)
                continue
            table = tables()[name]
            own = content.id(cells.items()) if not table.key and not cells.get("id", "").strip() else None
            yield Planned(name, line, _known(table, cells, sheet.header, options), origin, own, own is not None)

    def notes(self, header: Sequence[str]) -> Iterable[UserError]:  # noqa: ARG002 - nothing to say of a header alone
        """Return nothing: unknown columns become notes."""
        return ()


def _required(table: str) -> frozenset[str]:
    return frozenset(_OF_ALL_TABLES[table]) if table in _OF_ALL_TABLES else tables()[table].required


def _check_header(sheet: Sheet, table: str, header: Sequence[str], options: Options) -> None:
    file = sheet.source.name
    for at, each in enumerate(header):
        if not each:
            raise UserError("column_nameless", file=file, line=1, column=at + 1)
        if each in header[:at]:
            raise UserError("column_twice", file=file, line=1, column=at + 1, field=each)
    given = {"person"} if options.person else set()
    for missing in sorted(_required(table) - set(header) - given):
        near = difflib.get_close_matches(missing, header, n=1, cutoff=0.6)
        if near:
            column = header.index(near[0]) + 1
            raise UserError("column_misspelt", file=file, line=1, column=column, field=missing, text=near[0])
        raise UserError("column_missing", file=file, line=1, field=missing, table=table)


def _known(table: Table, cells: dict[str, str], header: Sequence[str], options: Options) -> dict[str, str]:
    """Return the cells of columns we know; what stands in others goes into the note, under its column's name."""
    known = {name: text for name, text in cells.items() if name in table.column}
    if "person" in table.required and options.person and not known.get("person", "").strip():
        known["person"] = options.person
    if not table.note:
        return known
    titles = {each.casefold(): each for each in header}
    more = [f"{titles[name]}: {text}" for name, text in cells.items() if name not in table.column and text.strip()]
    if more:
        known[table.note] = "\n".join(filter(None, [known.get(table.note, ""), *more]))
    return known


def lost_columns(table: str, header: Sequence[str]) -> list[str]:
    """Return the columns of a file that its table neither knows nor has a note for."""
    declared = tables().get(table)
    if declared is None or declared.note:
        return []
    return [each for each in header if each.casefold() not in declared.column]
