"""What if hours went to another channel. Qt is never loaded."""

from __future__ import annotations

from fractions import Fraction

from roidesk.cli import what_if_text
from roidesk.cli.arguments import Parser, read
from roidesk.cli.asking import add_terms, asking, query
from roidesk.cli.call import Call
from roidesk.domain.errors import UserError
from roidesk.domain.numbers import exact_number
from roidesk.i18n import _

_MOST = 168


def what_if(call: Call) -> None:
    """Print what would have been different had hours a week gone from one channel to another."""
    wanted = read(call, what_if_parser())
    found = call.desk.what_if.moved(_hours(wanted.hours), wanted.source, wanted.target, query(call, wanted))
    call.answer(found.as_json, lambda: what_if_text.answer(found))


def what_if_parser() -> Parser:
    """Return what reads the words of `what-if`."""
    parser = asking("what-if")
    add_terms(parser)
    parser.add_argument("hours", metavar="HOURS", help=_("how many hours a week"))
    parser.add_argument("source", metavar="FROM", help=_("the channel they are taken from"))
    parser.add_argument("target", metavar="TO", help=_("the channel they go to"))
    return parser


def _hours(text: str) -> Fraction:
    try:
        hours = exact_number(text.strip().removesuffix("h"))
    except ValueError:
        raise UserError("hours_unreadable", text=text) from None
    if not 0 < hours <= _MOST:
        raise UserError("hours_unreadable", text=text)
    return hours
