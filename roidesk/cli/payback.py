"""Whether and when the money came back. Qt is never loaded."""

from __future__ import annotations

from dataclasses import replace

from roidesk.cli import payback_text
from roidesk.cli.arguments import read
from roidesk.cli.asking import add_terms, asking, query
from roidesk.cli.call import Call
from roidesk.i18n import _


def payback(call: Call) -> None:
    """Print the course of net, when it broke even or will, and contacts by month of first touch."""
    parser = asking("payback", _("since the first entry"))
    add_terms(parser)
    parser.add_argument(
        "--without-one-offs",
        action="store_true",
        help=_("leave ads and one-off costs out of the pace of the forecast: they are not expected again"),
    )
    wanted = read(call, parser)
    asked = replace(query(call, wanted), with_ranges=False)
    found = call.desk.paying_back.report(asked, without_one_offs=wanted.without_one_offs)
    call.answer(found.as_json, lambda: payback_text.report(found))
