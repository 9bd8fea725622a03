"""Goals, offline baselines and scorecards. Qt is never loaded."""

from __future__ import annotations

from dataclasses import replace

from roidesk.cli import goals_text
from roidesk.cli.arguments import read
from roidesk.cli.asking import add_terms, asking, query
from roidesk.cli.call import Call
from roidesk.cli.ledger import entries
from roidesk.i18n import _

_OF_THE_TABLE = frozenset("list add edit remove delete".split())


def goals(call: Call) -> None:
    """Print every goal: how far it is, on which pace, set when, changed how."""
    parser = asking("goals", _("every goal"))
    add_terms(parser)
    wanted = read(call, parser)
    found = call.desk.goals.report(query(call, wanted))
    call.answer(found.as_json, lambda: goals_text.goals(found))


def baselines(call: Call) -> None:
    """Print what the same goal took offline beside what it took online."""
    parser = asking("baselines")
    add_terms(parser)
    wanted = read(call, parser)
    found = call.desk.baselines.report(replace(query(call, wanted), with_ranges=False))
    call.answer(found.as_json, lambda: goals_text.baselines(found))


def scorecard(call: Call) -> None:
    """Print the sheets a team composed itself, or the one of a name; with add, edit, remove or list, change them."""
    if call.words and call.words[0] in _OF_THE_TABLE and not call.help:
        entries(call, "scorecard", "scorecards")
        return
    parser = asking("scorecard")
    add_terms(parser)
    parser.add_argument("name", nargs="?", metavar="NAME", help=_("only the sheet of this name"))
    wanted = read(call, parser)
    found = call.desk.scorecards.report(query(call, wanted), wanted.name)
    call.answer(lambda: {"scorecards": [each.as_json() for each in found]}, lambda: goals_text.sheets(found))
