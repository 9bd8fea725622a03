"""Reading the words of a verb that has options of its own."""

from __future__ import annotations

import argparse
from datetime import date
from typing import NoReturn

from roidesk.cli.call import Call, HelpShown
from roidesk.cli.options import UsageError
from roidesk.cli.verbs import VERBS
from roidesk.domain.errors import UserError
from roidesk.i18n import _

YEARS = range(1900, 2200)
"""The years that entries, and questions about them, can be in."""


class Parser(argparse.ArgumentParser):
    """A parser that neither prints nor exits: it says what is wrong to whoever asked."""

    def __init__(self, verb: str) -> None:
        super().__init__(prog=f"roidesk {verb}", description=_(VERBS[verb].about), add_help=False, allow_abbrev=False)

    def error(self, message: str) -> NoReturn:
        """Refuse the words."""
        raise UsageError(f"{self.format_usage().strip()}\n{message}")


def read(call: Call, parser: Parser) -> argparse.Namespace:
    """Return the words of a call as the parser names them; `UsageError` when they do not fit."""
    if call.help:
        call.out.write(parser.format_help())
        raise HelpShown
    return parser.parse_args(call.words)


def day(text: str) -> date:
    """Read a day, as a parser's `type`; `UserError` when there is no such day, or none that an entry could be on."""
    try:
        found = date.fromisoformat(text)
    except ValueError:
        raise UserError("date_impossible", text=text) from None
    if found.year not in YEARS:
        raise UserError("time_out_of_range", text=text)
    return found
