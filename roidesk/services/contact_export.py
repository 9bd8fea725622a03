"""What a contact may ask for: everything that is held about them, as one JSON document or as table files."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from uuid import UUID

from roidesk.domain.errors import UserError
from roidesk.domain.mentions import Called
from roidesk.domain.model import Contact, Entry
from roidesk.importers.tables import tables
from roidesk.platform.files import atomic_write
from roidesk.services.context import Context
from roidesk.services.erasing import REMOVED, known_as, mentions, names_of
from roidesk.services.exporting import MENTIONS, ExportReport, Sheet, history, sheet, write_sheets
from roidesk.services.ledger import place_of
from roidesk.store.reader import Reader
from roidesk.store.records import table_of

FORMATS = ("tables", "json")


def export_contact(context: Context, path: Path, wanted: str, form: str) -> ExportReport:
    """Write everything held about a contact (a name, an address or an id) and whoever was merged with them.

    That is their row, what was done with them and came of it, their messages and praise, the trash included; every
    earlier version of these; and each text elsewhere that names them, or may. `UserError`: `contact_unknown`,
    `contact_unsure`, `format_unknown`, `file_not_written`, `export_folder_in_use`.
    """
    if form not in FORMATS:
        raise UserError("format_unknown", text=form, known=", ".join(FORMATS))
    read = context.read()
    counts: dict[str, int] = {}
    with read.snapshot():
        sheets = _sheets(context, read, wanted)
        try:
            if form == "json":
                atomic_write(path, _document(sheets, counts))
            else:
                write_sheets(path, sheets, counts)
        except OSError as error:
            raise UserError("file_not_written", file=str(path), reason=error.strerror or str(error)) from error
    return ExportReport(path, counts)


def _sheets(context: Context, read: Reader, wanted: str) -> Mapping[str, Sheet]:
    contacts = known_as(read, wanted)
    ids = frozenset(each.id for each in contacts)
    held: dict[type[Entry], list[Entry]] = {Contact: list(contacts)}
    for kind in REMOVED:
        held[kind] = [entry for each in contacts for entry in read.of_contact(kind, each.id)]
    every = frozenset(entry.id for entries in held.values() for entry in entries)
    place = place_of(context, read)
    place.names.learn_contacts(read.all(Contact))
    sheets = {name: sheet(table, held[table.kind], place) for name, table in tables().items() if held.get(table.kind)}
    return sheets | {MENTIONS: _named(read, Called.by(names_of(read, contacts)), ids), "history": history(read, every)}


def _named(read: Reader, called: Called, but: Iterable[UUID]) -> Sheet:
    rows = [
        (table_of(type(entry)), str(entry.id), field, text, "1" if called.is_sure(text) else "0")
        for entry, field, text in mentions(read, called, but)
    ]
    return Sheet(("table", "id", "field", "text", "sure"), rows)


def _document(sheets: Mapping[str, Sheet], counts: dict[str, int]) -> str:
    document = {}
    for name, each in sheets.items():
        document[name] = [dict(zip(each.header, row, strict=True)) for row in each.rows]
        counts[name] = len(document[name])
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"
