"""The figures: what it took and what it brought back, and one week beside the week before. Qt is never loaded."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from roidesk.analytics.query import Parallel, Query
from roidesk.cli import closing as closing_text
from roidesk.cli import figures_text, week_text
from roidesk.cli.arguments import YEARS, Parser, day, read
from roidesk.cli.call import Call, as_json
from roidesk.cli.options import UsageError
from roidesk.domain.catalogue import folded
from roidesk.domain.errors import UserError
from roidesk.domain.instants import Period, Week, from_local, instant, local_day
from roidesk.domain.model import Brand, Channel, Person
from roidesk.i18n import _
from roidesk.platform.files import atomic_write
from roidesk.settings import LONGEST_WINDOW, margin_share

if TYPE_CHECKING:
    import argparse
    from uuid import UUID

_FILTERS = ("person", "channel", "brand")


def figures(call: Call) -> None:
    """Print the return figures of a period."""
    wanted = read(call, figures_parser())
    report = call.desk.figures.report(query(call, wanted))
    call.answer(report.as_json, lambda: figures_text.report(report))


def figures_parser() -> Parser:
    """Return what reads the words of `figures`."""
    parser = Parser("figures")
    parser.add_argument("--from", dest="first", type=day, metavar="DAY", help=_("the first day"))
    parser.add_argument("--to", dest="last", type=day, metavar="DAY", help=_("the last day (default: 13 whole weeks)"))
    parser.add_argument("--by", default="", metavar="DIM[,DIM]", help=_("rows: channel, kind, personalness, week, …"))
    parser.add_argument("--model", metavar="M", help=_("how a conversion is shared between the contacts before it"))
    parser.add_argument("--window", type=int, metavar="DAYS", help=_("days before a conversion that count"))
    parser.add_argument("--margin", metavar="X", help=_("what remains of a sale, as a share such as 0.4"))
    parser.add_argument("--parallel", choices=[str(each) for each in Parallel], help=_("how parallel time counts"))
    parser.add_argument("--as-of", metavar="T", help=_("as it was at this instant, such as 2026-06-15T00:00"))
    parser.add_argument("--where", action="append", default=[], metavar="EXPR", help=_("only these: channel=Email"))
    return parser


def query(call: Call, wanted: argparse.Namespace) -> Query:
    """Return the question that the options ask, with the store's own settings where they say nothing."""
    given: dict[str, object] = {}
    if wanted.model is not None:
        given["model"] = wanted.model
    if wanted.window is not None:
        given["window_days"] = _window(wanted.window)
    if wanted.parallel is not None:
        given["parallel"] = Parallel(wanted.parallel)
    if wanted.margin is not None:
        given["margin"] = margin_share(wanted.margin)
    zone = call.desk.care.settings().zone
    given |= {f"{name}_id": found for name, found in _filters(call, wanted.where)}
    asked = call.desk.figures.query(
        Query(
            period=_period(call, wanted, zone),
            by=tuple(part.strip() for part in wanted.by.split(",") if part.strip()),
            as_of=_instant(wanted.as_of, zone) if wanted.as_of else None,
        )
    )
    return replace(asked, **given)  # type: ignore[arg-type] # the fields of Query by name


def _period(call: Call, wanted: argparse.Namespace, zone: str) -> Period | None:
    if wanted.first is None and wanted.last is None:
        return None
    today = local_day(call.desk.context.clock.now(), zone)
    if wanted.first is None:
        raise UsageError(_("--to needs --from."))
    return Period(wanted.first, wanted.last or max(today, wanted.first))


def _instant(text: str, zone: str) -> int:
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        raise UserError("time_impossible", text=text, field="--as-of") from None
    if at.year not in YEARS:
        raise UserError("time_out_of_range", text=text, field="--as-of")
    return instant(at) if at.tzinfo else from_local(at, zone)


def _window(days: int) -> int:
    if not 1 <= days <= LONGEST_WINDOW:
        raise UserError("number_out_of_range", field="--window", text=days, least=1, most=LONGEST_WINDOW)
    return days


def _filters(call: Call, expressions: list[str]) -> list[tuple[str, UUID]]:
    """Read "channel=Email" and its like: the entry of that name."""
    found = []
    for expression in expressions:
        name, given, value = expression.partition("=")
        if not given or name.strip() not in _FILTERS:
            raise UserError("where_unknown", text=expression, known=", ".join(f"{each}=…" for each in _FILTERS))
        found.append((name.strip(), _named(call, name.strip(), value.strip())))
    return found


def _named(call: Call, what: str, name: str) -> UUID:
    catalogue = call.desk.context.read().catalogue()
    of: Mapping[str, Sequence[Person | Channel | Brand]] = {
        "person": catalogue.people,
        "channel": catalogue.channels,
        "brand": catalogue.brands,
    }
    ids = {each.name: each.id for each in of[what]}
    for known, found in ids.items():
        if folded(known) == folded(name):
            return found
    raise UserError("choice_unknown", field=what, text=name, known=", ".join(ids))


def week(call: Call) -> None:
    """Print one week beside the same point of the week before."""
    parser = Parser("week")
    parser.add_argument("week", nargs="?", metavar="2026-W47", help=_("the week (default: the one that runs)"))
    parser.add_argument("--format", choices=("text", "json"), default="text", help=_("text or json"))
    parser.add_argument("-o", dest="file", type=Path, metavar="FILE", help=_("write it there"))
    parser.add_argument("--as-of", metavar="T", help=_("as it was at this instant"))
    wanted = read(call, parser)
    zone = call.desk.care.settings().zone
    today = local_day(call.desk.context.clock.now(), zone)
    which = Week.parse(wanted.week) if wanted.week else Week.of(today)
    page = call.desk.figures.week_page(which, as_of=_instant(wanted.as_of, zone) if wanted.as_of else None)
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
