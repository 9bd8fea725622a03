"""Files in and out: import, export."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from roidesk.cli.arguments import Parser, day, read
from roidesk.cli.call import Call, Progress
from roidesk.cli.options import UsageError
from roidesk.domain.instants import Period
from roidesk.i18n import _, ngettext
from roidesk.i18n.formats import duration
from roidesk.i18n.sentences import explain
from roidesk.services.agreeing import sentence
from roidesk.services.exchange import ImportReport, located

_ERRORS_SHOWN = 20
_MICROSECONDS = 1_000_000


def import_(call: Call) -> int:
    """Take in files, folders or zips; exit status 1 when rows were refused."""
    parser = Parser("import")
    parser.add_argument("path", nargs="+", type=Path, metavar="PATH", help=_("a file, or a folder or zip of tables"))
    parser.add_argument("--as", dest="format", metavar="FORMAT", help=_("what it is, where that cannot be told"))
    parser.add_argument("--dry-run", action="store_true", help=_("only tell what would happen"))
    parser.add_argument("--skip-bad", action="store_true", help=_("leave out rows that are wrong, take the others"))
    parser.add_argument("--person", metavar="NAME", help=_("whose time it is, where the file names nobody"))
    parser.add_argument("--zone", metavar="ZONE", help=_("time zone of times without one, such as Europe/Amsterdam"))
    parser.add_argument("--date-order", choices=("dmy", "mdy"), help=_("what 03/04/2026 means"))
    wanted = read(call, parser)
    progress = Progress(call.err)
    try:
        report = call.desk.exchange.import_paths(
            wanted.path,
            format=wanted.format,
            dry_run=wanted.dry_run,
            skip_bad=wanted.skip_bad,
            person=wanted.person,
            zone=wanted.zone,
            date_order=wanted.date_order,
            progress=progress,
        )
    finally:
        progress.end()
    call.wrote(report.changes)
    call.confirm(report.as_json, lambda: _imported(report))
    if not call.json and not call.quiet:
        call.err.write("".join(f"{line}\n" for line in map(sentence, report.conflicts[:_ERRORS_SHOWN])))
    if report.refused or not call.json:
        call.err.write("".join(f"{line}\n" for line in _complaints(call, report)))
    return 1 if report.refused else 0


def _imported(report: ImportReport) -> str:
    counts = _("{read} rows read, {new} new, {duplicates} already there").format(
        read=report.read, new=report.new, duplicates=report.duplicates
    )
    parts = [counts]
    if report.replaced:
        parts.append(_("{replaced} newer than what was here").format(replaced=report.replaced))
    if report.conflicts:
        many = len(report.conflicts)
        parts.append(
            ngettext("{count} changed on both desks", "{count} changed on both desks", many).format(count=many)
        )
    if report.skipped:
        parts.append(_("{skipped} left out").format(skipped=report.skipped))
    if report.seconds:
        parts.append(_("{time} of new interactions").format(time=duration(round(report.seconds * _MICROSECONDS))))
    said = ", ".join(parts)
    if report.dry_run:
        return _("Nothing was written. It would be: {what}.").format(what=said)
    return said[0].upper() + said[1:] + "."


def _complaints(call: Call, report: ImportReport) -> list[str]:
    """Return one sentence for each row that is wrong, as many as one can read, and what else was left out."""
    lines = [] if call.json or call.quiet else [explain(each) for each in report.notes]
    lines += [explain(located(each)) for each in report.errors[:_ERRORS_SHOWN]]
    more = len(report.errors[_ERRORS_SHOWN:]) + report.more_errors
    if more:
        lines.append(ngettext("and {count} more row", "and {count} more rows", more).format(count=more))
    if report.refused:
        lines.append(_("Nothing was taken in: correct the rows, or leave them out with --skip-bad."))
    return lines


def export(call: Call) -> None:
    """Write everything out, or what belongs to a period or person."""
    parser = Parser("export")
    parser.add_argument("path", type=Path, metavar="PATH", help=_("a folder, or a zip when it ends in .zip"))
    parser.add_argument("--as", dest="format", default="tables", metavar="FORMAT", help=_("tables, of a contact json"))
    parser.add_argument("--from", dest="first", type=day, metavar="DAY", help=_("the first day"))
    parser.add_argument("--to", dest="last", type=day, metavar="DAY", help=_("the last day"))
    parser.add_argument("--person", metavar="NAME", help=_("only what belongs to this person"))
    parser.add_argument("--contact", metavar="NAME", help=_("all that is held about this contact, and only that"))
    wanted = read(call, parser)
    if wanted.contact and (wanted.person or wanted.first or wanted.last):
        raise UsageError(_("All that is held about a contact is written: leave out --person, --from and --to."))
    period = Period(wanted.first or date.min, wanted.last or date.max) if wanted.first or wanted.last else None
    report = call.desk.exchange.export(
        wanted.path, format=wanted.format, period=period, person=wanted.person, contact=wanted.contact
    )
    rows = sum(report.rows.values())
    call.confirm(
        report.as_json,
        lambda: ngettext("Wrote {count} row to {path}.", "Wrote {count} rows to {path}.", rows).format(
            count=rows, path=report.path
        ),
    )
