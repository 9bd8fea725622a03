"""The risk of ignoring: who waited for an answer, and for how long. Qt is never loaded."""

from __future__ import annotations

import argparse
from fractions import Fraction

from roidesk.cli import replies_text
from roidesk.cli.arguments import Parser, read
from roidesk.cli.asking import asking, query
from roidesk.cli.call import Call
from roidesk.domain.errors import UserError
from roidesk.domain.money import exponent, minor_units
from roidesk.i18n import _

_LONGEST_SLA = 100_000


def replies(call: Call) -> None:
    """Print who waited for an answer in a period."""
    wanted = read(call, replies_parser())
    report = call.desk.replies.report(query(call, wanted), sla_minutes=_sla(wanted), assumed=_assumed(call, wanted))
    call.answer(report.as_json, lambda: replies_text.report(report))


def replies_parser() -> Parser:
    """Return what reads the words of `replies`."""
    parser = asking("replies")
    parser.add_argument(
        "--sla", type=int, metavar="MIN", help=_("business minutes within which to answer (default: the store's, 240)")
    )
    parser.add_argument("--chance", metavar="X", help=_("assume so many would have bought if answered, such as 0.1"))
    parser.add_argument("--sale", metavar="AMOUNT", help=_("assume that a sale brings so much"))
    return parser


def _sla(wanted: argparse.Namespace) -> int | None:
    if wanted.sla is not None and not 1 <= wanted.sla <= _LONGEST_SLA:
        raise UserError("number_out_of_range", field="--sla", text=wanted.sla, least=1, most=_LONGEST_SLA)
    sla: int | None = wanted.sla
    return sla


def _assumed(call: Call, wanted: argparse.Namespace) -> tuple[Fraction, Fraction] | None:
    """Read the assumptions of the scenario; both or none."""
    if wanted.chance is None and wanted.sale is None:
        return None
    if wanted.chance is None or wanted.sale is None:
        raise UserError("scenario_incomplete")
    currency = call.desk.care.settings().currency
    sale = Fraction(minor_units(wanted.sale, currency), 10 ** exponent(currency))
    if sale <= 0:
        raise UserError("amount_outside", text=wanted.sale, field="--sale")
    return _chance(wanted.chance), sale


def _chance(text: str) -> Fraction:
    try:
        chance = Fraction(text.strip().replace(",", "."))
    except (ValueError, ZeroDivisionError):
        raise UserError("chance_unreadable", text=text) from None
    if not 0 <= chance <= 1:
        raise UserError("chance_unreadable", text=text)
    return chance
