"""Return on involvement: what was given and asked, who was helped. Qt is never loaded."""

from __future__ import annotations

from roidesk.cli import involvement_text
from roidesk.cli.arguments import Parser, read
from roidesk.cli.asking import asking, query
from roidesk.cli.call import Call


def involvement(call: Call) -> None:
    """Print what was given and asked in a period, who was helped, and what came of it beside sales."""
    wanted = read(call, involvement_parser())
    found = call.desk.involvement.report(query(call, wanted))
    call.answer(found.as_json, lambda: involvement_text.report(found))


def involvement_parser() -> Parser:
    """Return what reads the words of `involvement`."""
    return asking("involvement")
