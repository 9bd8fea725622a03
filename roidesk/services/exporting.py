"""Tables written out: a folder or zip that holds everything, and that an import turns into an equal store."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO, TextIO
from uuid import UUID

from roidesk.domain.catalogue import folded
from roidesk.domain.errors import UserError
from roidesk.domain.instants import Period, Span, utc
from roidesk.domain.model import (
    Baseline,
    Brand,
    Channel,
    ChannelKind,
    Contact,
    Conversion,
    ConversionKind,
    Cost,
    Entry,
    FollowerCount,
    FxRate,
    Inbound,
    Interaction,
    KindVersion,
    Person,
    Praise,
    Product,
    Rate,
    Topic,
)
from roidesk.importers.cells import Place, harmless, join_list
from roidesk.importers.columns import Table
from roidesk.importers.table_files import DELETED, VERSIONS
from roidesk.importers.tables import table_of, tables
from roidesk.platform.files import atomic_write, flush_folder, forget_drafts
from roidesk.services.context import Context
from roidesk.services.ledger import place_of
from roidesk.store.reader import Reader

_CATALOGUE = (Brand, Product, Topic, Channel, ChannelKind, KindVersion, ConversionKind)
_HISTORY = ("seq", "at", "actor", "device", "action", "label", "undone", "op", "table", "id", "before", "after")
# A zip stores when a file was written; a fixed moment makes two exports of one store the same file.
_ZIP_MOMENT = (1980, 1, 1, 0, 0, 0)
_PRIVATE_FILE = 0o600
_PRIVATE_FOLDER = 0o700
_DRAFT = ".roidesk.tmp"
"""How the name of a folder ends that an export is written in; one whose process was killed leaves it for the next."""
MENTIONS = "mentions"
"""The file of texts that name the contact whose data are written out."""
Rows = Iterable[Iterable[str]]


@dataclass(frozen=True, slots=True)
class ExportReport:
    """What was written where: rows by table."""

    path: Path
    rows: Mapping[str, int]

    def as_json(self) -> dict[str, object]:
        """Return the report as plain values."""
        return {"path": str(self.path), "rows": dict(self.rows)}


def export_tables(context: Context, path: Path, *, period: Period | None, person: str | None) -> ExportReport:
    """Write the tables of a store to a folder, or to a zip when `path` ends in ".zip".

    With a period or a person only what belongs to them is written, with all it refers to and what was deleted of it;
    settings, plans, running timers and the history then stay out, and with a person the hourly rates and the team's
    costs too.
    `UserError`: `file_not_written` (disk full, no permission), `export_folder_in_use` (the folder has other files).
    """
    read = context.read()
    with read.snapshot():
        place = place_of(context, read)
        place.names.learn_contacts(read.all(Contact))
        who = _person(read, person)
        whole = period is None and who is None
        part = _whole(read) if whole else _part(read, place.zone, period, who)
        sheets = {name: sheet(table, part.chosen(table.kind), place) for name, table in tables().items()}
        deletions = list(_deletions(read, part, place))
        told = None if part.ids is None else part.ids | {each.id for each in deletions}
        sheets |= {DELETED: _deleted(deletions), VERSIONS: _versions(read, told)}
        if whole:
            sheets["history"] = history(read)
        counts: dict[str, int] = {}
        try:
            write_sheets(path, sheets, counts)
        except OSError as error:
            raise UserError("file_not_written", file=str(path), reason=error.strerror or str(error)) from error
    return ExportReport(path, counts)


def _person(read: Reader, name: str | None) -> UUID | None:
    if name is None:
        return None
    for each in read.all(Person):
        if folded(each.name) == folded(name):
            return each.id
    raise UserError("person_unknown", text=name, known=", ".join(each.name for each in read.all(Person)))


# ---------------------------------------------------------------- what belongs to a part


@dataclass(frozen=True, slots=True)
class _Part:
    """What is written: the entries of a kind, their ids (None: all), and whether a deleted entry belongs to it.

    `spoken`: the deleted entries that those written refer to.
    """

    chosen: Callable[[type[Entry]], Iterable[Entry]]
    ids: frozenset[UUID] | None
    held: Callable[[Entry], bool]
    spoken: frozenset[UUID]


def _whole(read: Reader) -> _Part:
    spoken = frozenset(each.id for kind in _SPOKEN_OF for each in read.spoken_of_in_trash(kind))
    return _Part(read.all, None, lambda _entry: True, spoken)


def _part(read: Reader, zone: str, period: Period | None, person: UUID | None) -> _Part:
    """Return what belongs to a period and a person, and what that refers to."""
    span = period.span(zone) if period else None
    picked: dict[type[Entry], dict[UUID, Entry]] = {}

    def pick(entries: Iterable[Entry]) -> None:
        for each in entries:
            picked.setdefault(type(each), {})[each.id] = each

    pick(_interactions(read, span, person))
    mine = picked.get(Interaction, {})
    pick(each for each in _conversions(read, span) if person is None or _is_of(each, mine, read, person))
    pick(each for each in read.all(Inbound) if _within(each.at_us, span) and person in (None, each.person_id))
    if person is None:
        pick(each for each in read.all(Cost) if _touches(each.first_day, each.last_day, period))
        pick(each for each in read.all(Baseline) if _touches(each.first_day, each.last_day, period))
        pick(each for each in read.all(Rate) if period is None or each.from_day <= period.last)
        pick(each for each in read.all(FxRate) if period is None or each.day <= period.last)
        pick(each for each in read.all(FollowerCount) if _within(each.at_us, span))
        pick(each for each in read.all(Praise) if _within(each.at_us, span))
    spoken = _complete(read, picked, pick)
    for kind in _CATALOGUE:
        pick(read.all(kind))
    ids = frozenset(each for entries in picked.values() for each in entries)
    return _Part(
        lambda kind: picked.get(kind, {}).values(), ids, lambda entry: _held(entry, read, span, period, person), spoken
    )


def _held(entry: Entry, read: Reader, span: Span | None, period: Period | None, person: UUID | None) -> bool:
    """Whether an entry that was deleted belonged to a period and a person."""
    if isinstance(entry, Interaction):
        within = span is None or (entry.start_us < span.end and entry.end_us > span.start)
        return within and person in (None, entry.person_id)
    if isinstance(entry, Conversion):
        return _within(entry.at_us, span) and (person is None or _is_of(entry, {}, read, person))
    if isinstance(entry, Inbound):
        return _within(entry.at_us, span) and person in (None, entry.person_id)
    if isinstance(entry, Cost | Baseline):
        return person is None and _touches(entry.first_day, entry.last_day, period)
    if isinstance(entry, Rate | FxRate):
        day = entry.from_day if isinstance(entry, Rate) else entry.day
        return person is None and (period is None or day <= period.last)
    return isinstance(entry, FollowerCount | Praise) and person is None and _within(entry.at_us, span)


def _interactions(read: Reader, span: Span | None, person: UUID | None) -> list[Interaction]:
    if span is not None:
        return read.interactions(span, person=person)
    return read.where(Interaction, person_id=person)


def _conversions(read: Reader, span: Span | None) -> list[Conversion]:
    return read.conversions(span) if span is not None else read.all(Conversion)


def _is_of(conversion: Conversion, mine: Mapping[UUID, Entry], read: Reader, person: UUID) -> bool:
    """Whether a conversion came of a person's interaction, or of nobody's in particular."""
    if conversion.interaction_id is None or conversion.interaction_id in mine:
        return True
    interaction = read.get(Interaction, conversion.interaction_id, trashed=True)
    return interaction is None or interaction.person_id == person


def _within(at: int, span: Span | None) -> bool:
    return span is None or span.start <= at < span.end


def _touches(first: date, last: date, period: Period | None) -> bool:
    return period is None or (first <= period.last and last >= period.first)


def _complete(
    read: Reader, picked: Mapping[type[Entry], Mapping[UUID, Entry]], pick: Callable[[Iterable[Entry]], None]
) -> frozenset[UUID]:
    """Add what the picked entries refer to, and what that refers to; return what of it was deleted, which is not."""
    refers: tuple[tuple[str, type[Entry]], ...] = (
        ("interaction_id", Interaction),
        ("answers_id", Inbound),
        ("refund_of_id", Conversion),
        ("contact_id", Contact),
        ("merged_into_id", Contact),
        ("person_id", Person),
    )
    dead: set[UUID] = set()
    fresh = [each for entries in picked.values() for each in entries.values()]
    while fresh:
        added: list[Entry] = []
        for each in fresh:
            for field, kind in refers:
                wanted = getattr(each, field, None)
                if wanted is not None and wanted not in picked.get(kind, {}):
                    found = read.get(kind, wanted, trashed=True)
                    if found is not None and found.deleted_us is not None:
                        dead.add(found.id)
                    elif found is not None:
                        pick([found])
                        added.append(found)
        fresh = added
    return frozenset(dead)


# ---------------------------------------------------------------- sheets


@dataclass(frozen=True, slots=True)
class Sheet:
    """A file to be written: its header and its rows."""

    header: tuple[str, ...]
    rows: Rows


def sheet(table: Table, entries: Iterable[Entry], place: Place) -> Sheet:
    """Return entries as rows of their table."""
    return Sheet(tuple(table.column), (table.show(each, place).values() for each in entries))


@dataclass(frozen=True, slots=True)
class _Deletion:
    """An entry that was deleted: when, when that version of it was made, and its cells where others speak of it."""

    table: str
    id: UUID
    deleted_us: int
    edited_us: int
    cells: str = ""


_SPOKEN_OF = (Contact, Inbound, Interaction, Conversion)
_NAMES = ("contact", "brand", "product", "topics")
_ANY_ID = re.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def _deletions(read: Reader, part: _Part, place: Place) -> Iterator[_Deletion]:
    """Yield what was deleted, emptied from the trash or not; what an import brought that was undone, nobody deleted."""
    for name, table in tables().items():
        for each in read.all(table.kind, trashed=True):
            cells = _cells(table, each, place) if each.id in part.spoken else ""
            if (part.held(each) or cells) and (cells or not read.life(table.kind, each.id).taken_back):
                yield _Deletion(name, each.id, each.deleted_us or 0, each.edited_us, cells)
    for kind, id_, at, entry in read.gone():
        gone_from = table_of(kind)
        if gone_from is None or not (part.ids is None or (entry is not None and part.held(entry))):
            continue
        if not read.life(kind, id_).taken_back:
            yield _Deletion(gone_from.name, id_, at, at)


def _cells(table: Table, entry: Entry, place: Place) -> str:
    """Return what a deleted entry says; names that were deleted themselves are left out, "" where it needs one."""
    try:
        cells = table.show(entry, place)
    except UserError:
        return ""
    said = {name: text for name, text in cells.items() if text and not (name in _NAMES and _ANY_ID.search(text))}
    return json.dumps(said, ensure_ascii=False)


def _deleted(deletions: Iterable[_Deletion]) -> Sheet:
    rows = (
        (each.table, str(each.id), utc(each.deleted_us).isoformat(), utc(each.edited_us).isoformat(), each.cells)
        for each in deletions
    )
    return Sheet(("table", "id", "deleted", "edited", "row"), rows)


def _versions(read: Reader, ids: frozenset[UUID] | None) -> Sheet:
    """Return when the earlier versions of entries were made: so another desk tells a later version from another one."""

    def rows() -> Iterator[tuple[str, str, str]]:
        told = ((kind, id_, at) for kind, id_, at in read.earlier() if ids is None or id_ in ids)
        for (kind, id_), group in groupby(told, key=lambda each: each[:2]):
            table = tables()["channels"] if kind is Channel else table_of(kind)
            *earlier, now = [at for _, _, at in group]
            if table is not None and (instants := set(earlier) - {now}):
                yield table.name, str(id_), join_list(tuple(utc(at).isoformat() for at in sorted(instants)))

    return Sheet(("table", "id", "versions"), rows())


def history(read: Reader, ids: frozenset[UUID] | None = None) -> Sheet:
    """Return the change log, or what it says of some entries."""

    def rows() -> Iterator[tuple[str, ...]]:
        for each in read.log():
            if ids is not None and each.entry_id not in ids:
                continue
            author = each.action.author
            yield (
                str(each.seq),
                utc(author.at_us).isoformat(),
                str(author.actor or ""),
                author.device,
                str(each.action.number),
                author.label,
                str(each.action.of_action or ""),
                each.op,
                each.kind,
                str(each.entry_id),
                each.before or "",
                each.after or "",
            )

    return Sheet(_HISTORY, rows())


def _write_rows(stream: TextIO, sheet: Sheet) -> int:
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(sheet.header)
    count = 0
    for row in sheet.rows:
        writer.writerow([harmless(cell) for cell in row])
        count += 1
    return count


def write_sheets(path: Path, sheets: Mapping[str, Sheet], counts: dict[str, int]) -> None:
    """Write files to a folder, or to a zip when `path` ends in ".zip", and count their rows into `counts`."""
    if path.suffix.casefold() == ".zip":
        atomic_write(path, partial(_write_zip, sheets=sheets, counts=counts))
        return
    made = _make_folder(path)
    try:
        _fill_folder(path, sheets, counts)
    except BaseException:
        if made:
            path.rmdir()
        raise


def _fill_folder(path: Path, sheets: Mapping[str, Sheet], counts: dict[str, int]) -> None:
    """Write every file beside an earlier export before the first takes the place of an older one."""
    forget_drafts(path, f".*{_DRAFT}")
    with TemporaryDirectory(prefix=".", suffix=_DRAFT, dir=path) as draft:
        for name, sheet in sheets.items():
            atomic_write(Path(draft) / f"{name}.csv", partial(_write_file, sheet=sheet, counts=counts, name=name))
        for name in sheets:
            (Path(draft) / f"{name}.csv").replace(path / f"{name}.csv")
    for each in path.glob("*.csv"):
        if each.stem not in sheets:
            each.unlink()
    flush_folder(path)


def _make_folder(path: Path) -> bool:
    """Make the folder and return whether it was missing; one that holds anything but an earlier export is refused."""
    if path.exists() and not path.is_dir():
        raise UserError("export_not_folder", file=str(path))
    missing = not path.exists()
    path.mkdir(mode=_PRIVATE_FOLDER, parents=True, exist_ok=True)
    ours = {f"{name}.csv" for name in (*tables(), DELETED, VERSIONS, "history", MENTIONS)}
    others = sorted(each.name for each in path.iterdir() if each.name not in ours and not each.name.endswith(_DRAFT))
    if others:
        raise UserError("export_folder_in_use", file=str(path), name=others[0])
    return missing


def _write_file(stream: IO[bytes], sheet: Sheet, counts: dict[str, int], name: str) -> None:
    text = io.TextIOWrapper(stream, encoding="utf-8", newline="", write_through=True)
    counts[name] = _write_rows(text, sheet)
    text.detach()


def _write_zip(stream: IO[bytes], sheets: Mapping[str, Sheet], counts: dict[str, int]) -> None:
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, sheet in sheets.items():
            member = zipfile.ZipInfo(f"{name}.csv", _ZIP_MOMENT)
            member.compress_type = zipfile.ZIP_DEFLATED
            member.external_attr = _PRIVATE_FILE << 16
            with archive.open(member, "w", force_zip64=True) as file:
                _write_file(file, sheet, counts, name)
