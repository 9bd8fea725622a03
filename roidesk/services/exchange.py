"""Files in and out: import all or nothing, export so that an import gives an equal store."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

from roidesk.domain.changes import Changes
from roidesk.domain.errors import UserError
from roidesk.domain.ids import foreign_id
from roidesk.domain.instants import SECOND, Period, zone_info
from roidesk.domain.model import Channel, ChannelKind, ImportedFile
from roidesk.domain.progress import Progress
from roidesk.i18n.sentences import explain
from roidesk.importers.base import Format, Options, Planned, RowError
from roidesk.importers.formats import detected, named
from roidesk.importers.formats import names as format_names
from roidesk.importers.sources import Found, Sheet, Source, found_at, head_of, sheet
from roidesk.importers.table_files import NOT_READ, VERSIONS, lost_columns, place_in_order, table_name
from roidesk.services.agreeing import Conflict
from roidesk.services.context import Context
from roidesk.services.exporting import ExportReport, export_tables
from roidesk.services.ledger import in_order, place_of
from roidesk.services.merging import Deletion, Fate, Listener, Merge
from roidesk.services.names import put_missing, written_for
from roidesk.store.writer import Unit

_TOLD_EVERY = 500
MOST_ERRORS = 1000
"""How many row errors a report names; the others are counted."""


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import found and did.

    `replaced`: rows that were newer than the entry of their id. `skipped`: rows that were left out. `notes` say what
    else was left out, as codes and facts. `refused`: rows were wrong, so that nothing of their path was taken in.
    `conflicts`: entries that both desks changed since they last agreed, with the version that counts now.
    """

    format: str = ""
    read: int = 0
    new: int = 0
    duplicates: int = 0
    replaced: int = 0
    skipped: int = 0
    seconds: float = 0
    errors: tuple[RowError, ...] = ()
    more_errors: int = 0
    notes: tuple[UserError, ...] = ()
    refused: bool = False
    dry_run: bool = False
    conflicts: tuple[Conflict, ...] = ()
    changes: Changes = field(default_factory=Changes)

    def as_json(self) -> dict[str, object]:
        """Return the report as `contract.md` 3.3 writes it, with `replaced`, `conflicts` and `notes` beside."""
        return {
            "format": self.format,
            "read": self.read,
            "new": self.new,
            "duplicates": self.duplicates,
            "replaced": self.replaced,
            "skipped": self.skipped,
            "seconds": int(self.seconds) if self.seconds == int(self.seconds) else self.seconds,
            "errors": [_error_json(each) for each in self.errors],
            "conflicts": [each.as_json() for each in self.conflicts],
            "notes": [explain(each) for each in self.notes],
        }


_PLACE = frozenset({"file", "line", "column", "field"})


def _error_json(error: RowError) -> dict[str, object]:
    facts = {name: value for name, value in error.error.facts.items() if name not in _PLACE}
    return {
        "file": error.file,
        "line": error.line,
        "column": error.column,
        "field": error.field,
        "message": explain(UserError(error.error.code, **facts)),
    }


def located(error: RowError) -> UserError:
    """Return a row's error with its place, for one sentence that says where and what."""
    place = {"file": error.file, "line": error.line, "column": error.column, "field": error.field}
    return error.error.at(**{name: said for name, said in place.items() if said is not None})


class _Undone(Exception):  # noqa: N818 - not an error: how a transaction is told to leave no trace
    """Nothing is to be kept of the transaction."""


@dataclass
class _Tally:
    """What is counted while rows are read."""

    read: int = 0
    fates: dict[Fate, int] = field(default_factory=lambda: dict.fromkeys(Fate, 0))
    errors: list[RowError] = field(default_factory=list)
    wrong: int = 0
    notes: list[UserError] = field(default_factory=list)
    files: list[ImportedFile] = field(default_factory=list)
    bytes: int = 0
    us: int = 0
    conflicts: list[Conflict] = field(default_factory=list)

    def fail(self, error: RowError) -> None:
        self.wrong += 1
        if len(self.errors) < MOST_ERRORS:
            self.errors.append(error)


@dataclass(frozen=True, slots=True)
class _Wish:
    """What the person asked for."""

    format: Format | None
    dry_run: bool
    skip_bad: bool
    zone: str | None
    options: Options
    progress: Progress | None


class Exchange:
    """Import and export of a store."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def formats(self) -> tuple[str, ...]:
        """Return the formats that can be imported, as `import_paths` names them."""
        return format_names()

    def import_paths(  # noqa: PLR0913 - each is an option a person names
        self,
        paths: Iterable[Path],
        *,
        format: str | None = None,  # noqa: A002 - what it is
        dry_run: bool = False,
        skip_bad: bool = False,
        person: str | None = None,
        zone: str | None = None,
        date_order: str | None = None,
        progress: Progress | None = None,
    ) -> ImportReport:
        """Take in files, folders or zips, each as one action: all of its rows or, where one is wrong, none.

        `skip_bad` leaves out only the wrong rows; `dry_run` tells the same and keeps nothing. `person`: whose time it
        is where a file names nobody; `zone`: where times without an offset are local. Stops at the first path that is
        refused. `UserError` for a file that cannot be read at all; the store is then as it was.
        """
        if zone is not None:
            zone_info(zone)
        wish = _Wish(named(format) if format else None, dry_run, skip_bad, zone, Options(person, date_order), progress)
        total: ImportReport | None = None
        for path in paths:
            report = self._import(path, wish)
            total = report if total is None else _together(total, report)
            if report.refused:
                break
        return total or ImportReport()

    def _import(self, path: Path, wish: _Wish) -> ImportReport:
        with found_at(path, _wanted) as found:
            chosen = _formats(path, found, wish)
            tally = _Tally(notes=[UserError("file_passed_over", file=each) for each in found.passed_over])
            changes = Changes()
            if not wish.dry_run:
                from roidesk.services.backups import backup_before

                backup_before(self._context, "import")
            with suppress(_Undone):
                with self._context.unit("import") as unit:
                    self._merge(unit, chosen, wish, tally)
                changes = unit.changes
        return _report(chosen, wish, tally, changes)

    def _merge(self, unit: Unit, chosen: Sequence[tuple[Source, Format]], wish: _Wish, tally: _Tally) -> None:
        """Take in every file and write what is new; raises `_Undone` when nothing of it is to stay."""
        if any(format_ is not named("tables") for _, format_ in chosen):
            # A time sheet speaks of channels and describes none: those of a first line come first here too.
            put_missing(unit, written_for(unit.read))
        place = place_of(self._context, unit.read, zone=wish.zone)
        merge = Merge(unit.read, place)
        options = replace(wish.options, channel_of=Listener(place.names).channel_of)
        whole = sum(source.size for source, _ in chosen)
        for source, format_ in chosen:
            with sheet(source) as opened:
                for done in self._read(opened, format_, options, merge, tally):
                    _tell(wish.progress, done, whole)
        for fate, error in merge.unresolved():
            tally.fates[fate] -= 1
            tally.fail(error)
        tally.us = merge.us
        tally.conflicts = merge.agreement.conflicts
        if tally.wrong and not wish.skip_bad:
            raise _Undone
        _write(unit, merge, tally.files)
        if wish.dry_run:
            raise _Undone

    def _read(self, opened: Sheet, format_: Format, options: Options, merge: Merge, tally: _Tally) -> Iterator[int]:
        """Take in the rows of one file; yields now and then how many bytes were read."""
        source, rows = opened.source, 0
        for row in format_.rows(opened, options):
            if isinstance(row, Planned) and row.table == VERSIONS:
                merge.learn(row)
                continue
            rows += 1
            if rows % _TOLD_EVERY == 0:
                yield tally.bytes + opened.lines.count
            if isinstance(row, RowError):
                tally.fail(row)
                continue
            try:
                tally.fates[merge.add(source.name, row)] += 1
            except UserError as error:
                tally.fail(RowError.of(source.name, row.line, error, row.origin))
        tally.read += rows
        tally.bytes += opened.lines.count
        tally.notes += format_.notes(opened.header)
        if lost := lost_columns(table_name(source.base) or "", opened.header):
            tally.notes.append(UserError("columns_left_out", file=source.name, columns=", ".join(lost)))
        tally.files.append(self._file(opened, format_, rows))
        yield tally.bytes

    def _file(self, opened: Sheet, format_: Format, rows: int) -> ImportedFile:
        digest, base = opened.lines.digest, opened.source.base
        return ImportedFile(
            id=foreign_id("imported_files", f"{base}:{digest}"),
            name=base,
            format=format_.name,
            sha256=digest,
            at_us=self._context.clock.now(),
            rows=rows,
        )

    def export(
        self,
        path: Path,
        *,
        format: str = "tables",  # noqa: A002 - what it is
        period: Period | None = None,
        person: str | None = None,
        contact: str | None = None,
    ) -> ExportReport:
        """Write the tables to a folder, or to a zip when `path` ends in .zip; see `export_tables`.

        `contact`: everything that is held about one contact, also as "json"; see `contact_export`.
        """
        if contact is not None:
            from roidesk.services.contact_export import export_contact

            return export_contact(self._context, path, contact, format)
        if format != "tables":
            raise UserError("format_unknown", text=format, known="tables")
        return export_tables(self._context, path, period=period, person=person)


def _write(unit: Unit, merge: Merge, files: Sequence[ImportedFile]) -> None:
    """Write what rows came to: new and newer versions, deletions, and what goes into the history only."""
    entries = in_order(merge.finished())
    for (kind, wanted), instants in merge.agreement.unseen.items():
        unit.note_earlier(kind, wanted, instants)
    if entries or merge.deletions or merge.lost:
        unit.put_many([*entries, *files], as_edited=True)
    # What refers to others goes before what is referred to, and a channel's own kind after its other kinds.
    for each in sorted(merge.deletions, key=lambda each: _going(unit, each)):
        _bury(unit, merge, each)
    for lost in merge.lost:
        unit.note_version(lost)


def _going(unit: Unit, deletion: Deletion) -> tuple[int, bool]:
    entry = unit.read.get(deletion.table.kind, deletion.id, trashed=True)
    return -place_in_order(f"{deletion.table.name}.csv"), isinstance(entry, ChannelKind) and not entry.name


def _bury(unit: Unit, merge: Merge, deletion: Deletion) -> None:
    """Delete what another desk deleted; a name that is still spoken of here stays, and is newer than its deletion."""
    kind, table = deletion.table.kind, deletion.table
    entry = unit.read.get(kind, deletion.id)
    try:
        unit.bury(kind, deletion.id, deletion.at_us)
        if isinstance(entry, ChannelKind) and not entry.name:
            unit.bury(Channel, entry.channel_id, deletion.at_us)
    except UserError:
        if entry is None:
            raise
        dead = replace(entry, edited_us=deletion.at_us, deleted_us=deletion.at_us)
        merge.agreement.conflicts.append(merge.agreement.conflict(table, entry, dead, takes=False, code="used"))
        unit.put_many([replace(entry, edited_us=deletion.at_us + 1)], as_edited=True)


def _tell(progress: Progress | None, done: int, whole: int) -> None:
    if progress is not None:
        progress(min(done, whole), whole)


def _wanted(base: str) -> bool:
    return table_name(base) is not None


def _formats(path: Path, found: Found, wish: _Wish) -> list[tuple[Source, Format]]:
    """Return each file with its format, in the order in which they are to be read."""
    if found.single:
        source = found.sources[0]
        if source.base.casefold().removesuffix(".csv") in NOT_READ and wish.format is None:
            raise UserError("file_not_for_import", file=source.name)
        header = head_of(source)
        return [(source, wish.format or detected(source.name, source.base, header))]
    tables = named("tables")
    if wish.format is not None and wish.format is not tables:
        raise UserError("format_one_file", file=path.name, format=wish.format.name)
    if not found.sources:
        raise UserError("nothing_to_import", file=path.name)
    return [(each, tables) for each in sorted(found.sources, key=lambda each: place_in_order(each.base))]


def _report(chosen: Sequence[tuple[Source, Format]], wish: _Wish, tally: _Tally, changes: Changes) -> ImportReport:
    refused = bool(tally.wrong) and not wish.skip_bad
    in_trash, agreed = tally.fates[Fate.IN_TRASH], tally.fates[Fate.AGREED]
    if in_trash:
        tally.notes.append(UserError("rows_in_trash", count=in_trash))
    return ImportReport(
        format=", ".join(dict.fromkeys(format_.name for _, format_ in chosen)),
        read=tally.read,
        new=0 if refused else tally.fates[Fate.NEW],
        duplicates=tally.fates[Fate.DUPLICATE] + agreed + in_trash,
        replaced=0 if refused else tally.fates[Fate.REPLACED],
        skipped=0 if refused else tally.wrong,
        seconds=0 if refused else tally.us / SECOND,
        errors=tuple(tally.errors),
        more_errors=tally.wrong - len(tally.errors),
        notes=tuple(tally.notes),
        refused=refused,
        dry_run=wish.dry_run,
        conflicts=() if refused else tuple(tally.conflicts),
        changes=changes,
    )


def _together(one: ImportReport, other: ImportReport) -> ImportReport:
    """Return two reports as one."""
    return ImportReport(
        format=", ".join(dict.fromkeys(filter(None, (one.format, other.format)))),
        read=one.read + other.read,
        new=one.new + other.new,
        duplicates=one.duplicates + other.duplicates,
        replaced=one.replaced + other.replaced,
        skipped=one.skipped + other.skipped,
        seconds=one.seconds + other.seconds,
        errors=one.errors + other.errors,
        more_errors=one.more_errors + other.more_errors,
        notes=one.notes + other.notes,
        refused=one.refused or other.refused,
        dry_run=other.dry_run,
        conflicts=one.conflicts + other.conflicts,
        changes=one.changes | other.changes,
    )
