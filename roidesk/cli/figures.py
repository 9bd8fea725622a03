"""The figures: what it took and what it brought back, and one week beside the week before. Qt is never loaded."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from roidesk.cli import closing as closing_text
from roidesk.cli import figures_text, models_text, week_text
from roidesk.cli.arguments import Parser, read
from roidesk.cli.asking import add_terms, add_where, asking, moment, query, where
from roidesk.cli.call import Call, Progress, as_json
from roidesk.cli.options import UsageError
from roidesk.domain.instants import Week, local_day
from roidesk.i18n import _
from roidesk.platform.files import atomic_write


def figures(call: Call) -> None:
    """Print the return figures of a period."""
    wanted = read(call, figures_parser())
    if wanted.models and not wanted.by:
        raise UsageError(_("--models needs --by."))
    by = tuple(part.strip() for part in wanted.by.split(",") if part.strip())
    asked = replace(query(call, wanted), by=by, with_models=wanted.models)
    progress = Progress(call.err)
    try:
        report = call.desk.figures.report(asked, progress)
    finally:
        progress.end()
    call.answer(report.as_json, lambda: "\n".join([figures_text.report(report), *models_text.models(report)]))


def figures_parser() -> Parser:
    """Return what reads the words of `figures`."""
    parser = asking("figures")
    add_terms(parser)
    parser.add_argument("--by", default="", metavar="DIM[,DIM]", help=_("rows: channel, kind, personalness, week, …"))
    parser.add_argument("--models", action="store_true", help=_("what every model says of each row, side by side"))
    return parser


def week(call: Call) -> None:
    """Print one week beside the same point of the week before."""
    parser = Parser("week")
    parser.add_argument("week", nargs="?", metavar="2026-W47", help=_("the week (default: the one that runs)"))
    parser.add_argument("--format", choices=("text", "json"), default="text", help=_("text or json"))
    parser.add_argument("-o", dest="file", type=Path, metavar="FILE", help=_("write it there"))
    parser.add_argument("--as-of", metavar="T", help=_("as it was at this instant"))
    add_where(parser)
    wanted = read(call, parser)
    zone = call.desk.care.settings().zone
    today = local_day(call.desk.context.clock.now(), zone)
    which = Week.parse(wanted.week) if wanted.week else Week.of(today)
    as_of = moment(wanted.as_of, zone, "--as-of") if wanted.as_of else None
    page = call.desk.figures.week_page(which, as_of=as_of, where=where(wanted.where))
    closing = call.desk.closing.closed(which)
    document = week_text.document(page) | {
        "closed": closing_text.document(closing),
        "log": closing_text.head_document(call.desk.closing),
    }
    said = f"{week_text.words(page)}\n\n{closing_text.words(closing, call.desk.closing, page.zone)}"
    as_text = wanted.format == "text" and not call.json
    if wanted.file is None:
        if as_text:
            call.answer(lambda: None, lambda: said)
        else:
            call.out.write(as_json(document) + "\n")
        return
    atomic_write(wanted.file, (said if as_text else as_json(document)) + "\n")
    call.confirm(lambda: {"file": str(wanted.file)}, lambda: _("Wrote {file}.").format(file=wanted.file))
