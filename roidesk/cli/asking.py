"""Reading a question to the figures from options: which days, up to when, only what, under which terms."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from roidesk.analytics.query import Overlap, Parallel, Query
from roidesk.cli.arguments import YEARS, Parser, day
from roidesk.cli.call import Call
from roidesk.cli.options import UsageError
from roidesk.domain.errors import UserError
from roidesk.domain.filters import Expression, all_of, parse
from roidesk.domain.instants import Period, from_local, instant, local_day
from roidesk.i18n import _
from roidesk.settings.store import LONGEST_WINDOW, margin_share


def asking(verb: str, without_days: str | None = None) -> Parser:
    """Return what reads the options every question has: days, as of when, only which entries.

    `without_days`: what stands in where no days are named; None: the last 13 whole weeks.
    """
    otherwise = _("13 whole weeks") if without_days is None else without_days
    last = _("the last day (default: {default})").format(default=otherwise)
    parser = Parser(verb)
    parser.add_argument("--from", dest="first", type=day, metavar="DAY", help=_("the first day"))
    parser.add_argument("--to", dest="last", type=day, metavar="DAY", help=last)
    parser.add_argument("--as-of", metavar="T", help=_("as it was at this instant, such as 2026-06-15T00:00"))
    add_where(parser)
    return parser


def add_where(parser: Parser) -> None:
    """Add the option that says which entries only; given more than once, all of them hold."""
    parser.add_argument(
        "--where", action="append", default=[], metavar="EXPR", help=_("only these: channel=tweet and #ipad")
    )


def add_terms(parser: Parser) -> None:
    """Add the options that say under which terms credit and time are counted."""
    parser.add_argument("--model", metavar="M", help=_("how a conversion is shared between the contacts before it"))
    parser.add_argument("--window", type=int, metavar="DAYS", help=_("days before a conversion that count"))
    parser.add_argument("--margin", metavar="X", help=_("what remains of a sale, as a share such as 0.4"))
    parser.add_argument("--parallel", choices=[str(each) for each in Parallel], help=_("how parallel time counts"))
    parser.add_argument(
        "--overlap",
        choices=[str(each) for each in Overlap],
        help=_("whether a second conversion counts contacts before the first"),
    )


def query(call: Call, wanted: argparse.Namespace) -> Query:
    """Return the question that the options ask, with the store's own settings where they say nothing."""
    given: dict[str, object] = {}
    said = vars(wanted)
    if said.get("model") is not None:
        given["model"] = wanted.model
    if said.get("window") is not None:
        given["window_days"] = _window(wanted.window)
    if said.get("parallel") is not None:
        given["parallel"] = Parallel(wanted.parallel)
    if said.get("overlap") is not None:
        given["overlap"] = Overlap(wanted.overlap)
    if said.get("margin") is not None:
        given["margin"] = margin_share(wanted.margin)
    zone = call.desk.care.settings().zone
    given["where"] = where(wanted.where)
    asked = call.desk.figures.query(
        Query(
            period=_period(call, wanted, zone),
            as_of=moment(wanted.as_of, zone, "--as-of") if wanted.as_of else None,
        )
    )
    return replace(asked, **given)  # type: ignore[arg-type] # the fields of Query by name


def where(expressions: Sequence[str]) -> Expression | None:
    """Read filters that hold together; None where there is none. `UserError`: `where_…`, with its column."""
    return all_of(*map(parse, expressions))


def _period(call: Call, wanted: argparse.Namespace, zone: str) -> Period | None:
    if wanted.first is None and wanted.last is None:
        return None
    today = local_day(call.desk.context.clock.now(), zone)
    if wanted.first is None:
        raise UsageError(_("--to needs --from."))
    return Period(wanted.first, wanted.last or max(today, wanted.first))


def moment(text: str, zone: str, field: str) -> int:
    """Read an instant, local to `zone` where it has no offset; `UserError` names the field."""
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        raise UserError("time_impossible", text=text, field=field) from None
    if at.year not in YEARS:
        raise UserError("time_out_of_range", text=text, field=field)
    return instant(at) if at.tzinfo else from_local(at, zone)


def _window(days: int) -> int:
    if not 1 <= days <= LONGEST_WINDOW:
        raise UserError("number_out_of_range", field="--window", text=days, least=1, most=LONGEST_WINDOW)
    return days
