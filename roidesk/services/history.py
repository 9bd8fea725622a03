"""Every version of an entry as a person reads it: when, who, on which device, what became of it; and back to one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple
from uuid import UUID

from roidesk.domain.changes import Changes
from roidesk.domain.errors import UserError
from roidesk.domain.model import Channel, ChannelKind, Entry, Person, Timer
from roidesk.importers.cells import Place
from roidesk.importers.tables import table_of
from roidesk.services.context import Context
from roidesk.services.judging import rejudged, versions, weigh_anew
from roidesk.services.ledger import in_order
from roidesk.services.trash import place_with_trash, with_references
from roidesk.store.changelog import ChangeRow

_NOT_SAID = frozenset(
    "id edited end seconds components personalness_given channel_id channel_edited channel_position position".split()
)
"""Columns that say nothing to a person, or what another says as well."""


class Changed(NamedTuple):
    """One cell of a version: what it said before ("" for nothing) and after."""

    column: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Version:
    """One version of an entry. `seq`: its number in the change log.

    `what`: "added", "changed", "deleted", "put_back", "taken_back", "brought_back", "imported", "imported_newer",
    "deleted_elsewhere", "lost" (it came with an import, and the version here counted), "purged", "erased". `by`: whose
    desk it was, "" where that is not known. `can_return`: whether it can be brought back.
    """

    seq: int
    at_us: int
    zone: str
    by: str
    device: str
    table: str
    what: str
    changed: tuple[Changed, ...]
    can_return: bool


class History:
    """The versions of entries."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def versions(self, entry: UUID) -> tuple[Version, ...]:
        """Return every version of an entry, the newest first."""
        read = self._context.read()
        place = place_with_trash(self._context, read)
        names = {each.id: each.name for each in (*read.all(Person, trashed=True), *read.all(Person))}
        rows = _told(read.history(entry))
        last = rows[-1].after if rows else None
        found = [
            Version(
                seq=row.seq,
                at_us=row.action.author.at_us,
                zone=place.zone,
                by=names.get(row.action.author.actor, "") if row.action.author.actor else "",
                device=row.action.author.device,
                table=_table(row),
                what=_what(row, lost=lost),
                changed=_changed(row, place),
                can_return=_can_return(row, last),
            )
            for row, lost in zip(rows, _lost(read.history(entry)), strict=True)
        ]
        return tuple(reversed(found))

    def bring_back(self, entry: UUID, seq: int) -> Changes:
        """Make an earlier version of an entry the present one: an edit as any other, which can be taken back.

        What it speaks of and was deleted since comes back with it. `UserError`: `version_unknown`; `name_taken`.
        """
        with self._context.unit("edit") as unit:
            row = next((each for each in unit.read.history(entry) if each.seq == seq), None)
            if row is None or row.after is None or isinstance(row.after, Timer):
                raise UserError("version_unknown", text=str(seq))
            wanted = replace(row.after, deleted_us=None)
            here = unit.read.get(type(wanted), entry, trashed=True)
            written: list[Entry] = [replace(each, deleted_us=None) for each in with_references(unit.read, wanted)]
            if isinstance(here, ChannelKind) and isinstance(wanted, ChannelKind) and rejudged(here, wanted):
                written += versions(self._context, unit.read, here, wanted)
            unit.put_many(in_order(written))
            weigh_anew(self._context, unit, [wanted])
        return unit.changes


def _told(rows: Sequence[ChangeRow]) -> list[ChangeRow]:
    """Return the versions a person is told of."""
    return [row for row, _ in _paired(rows)]


def _lost(rows: Sequence[ChangeRow]) -> list[bool]:
    return [lost for _, lost in _paired(rows)]


def _paired(rows: Sequence[ChangeRow]) -> list[tuple[ChangeRow, bool]]:
    """Return the versions that were here, each with whether it only came and lost; what was before it stood on."""
    seen = [row for row in rows if not row.unseen]
    found: list[tuple[ChangeRow, bool]] = []
    skip = False
    for at, row in enumerate(seen):
        if skip:
            skip = False
            continue
        after = seen[at + 1] if at + 1 < len(seen) else None
        skip = (
            after is not None
            and row.action.author.label == "import"
            and after.action.number == row.action.number
            and after.kind == row.kind
            and (after.gone if row.before is None else after.after == row.before)
        )
        found.append((row, skip))
    return found


def _table(row: ChangeRow) -> str:
    entry = row.after or row.before
    if isinstance(entry, Channel):
        return "channels"
    table = table_of(entry) if entry is not None else None
    return table.name if table else row.kind


_BY_LABEL: Mapping[str, str] = {"purge": "purged", "erase": "erased", "put_back": "put_back"}
_BY_OP: Mapping[str, str] = {"undo": "taken_back", "redo": "brought_back"}


def _what(row: ChangeRow, *, lost: bool) -> str:
    label = row.action.author.label
    if lost:
        return "lost"
    if row.action.op in _BY_OP:
        return _BY_OP[row.action.op]
    if label in _BY_LABEL:
        return _BY_LABEL[label]
    if row.after is None and not row.gone:
        return "erased"
    if label == "import":
        return {"add": "imported", "edit": "imported_newer", "delete": "deleted_elsewhere"}[row.op]
    return {"add": "added", "edit": "changed", "delete": "deleted"}[row.op]


def _changed(row: ChangeRow, place: Place) -> tuple[Changed, ...]:
    if row.after is None:
        return ()
    before, after = _cells(row.before, place), _cells(row.after, place)
    return tuple(
        Changed(name, before.get(name, ""), text)
        for name, text in after.items()
        if name not in _NOT_SAID and text != before.get(name, "")
    )


def _cells(entry: Entry | None, place: Place) -> Mapping[str, str]:
    """Return a version as its cells; what it speaks of by an id nobody knows any more is left out."""
    table = table_of(entry) if entry is not None else None
    if entry is None or table is None:
        return {"name": entry.name, "colour": entry.colour or ""} if isinstance(entry, Channel) else {}
    try:
        return table.show(entry, place)
    except UserError:
        return {}


def _can_return(row: ChangeRow, last: Entry | None) -> bool:
    if row.after is None or isinstance(row.after, Timer | Channel):
        return False
    alike = last is not None and replace(row.after, edited_us=0, deleted_us=None) == replace(last, edited_us=0)
    return not alike
