"""How personal contact was, and whether that goes with sales. Qt is never loaded."""

from __future__ import annotations

from roidesk.cli import personalness_text
from roidesk.cli.arguments import Parser, read
from roidesk.cli.asking import asking, query
from roidesk.cli.call import Call
from roidesk.i18n import _
from roidesk.settings.store import component_weights


def personalness(call: Call) -> None:
    """Print how personal the time of a period was."""
    wanted = read(call, personalness_parser())
    other = None if wanted.weights is None else component_weights(wanted.weights)
    page = call.desk.personalness.report(query(call, wanted), other=other)
    call.answer(page.as_json, lambda: personalness_text.page(page))


def personalness_parser() -> Parser:
    """Return what reads the words of `personalness`."""
    parser = asking("personalness")
    parser.add_argument(
        "--weights", metavar="“N N N N N N”", help=_("show what six other weights would make of it (100 together)")
    )
    return parser
