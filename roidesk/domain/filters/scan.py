"""Cutting a filter into tokens: words, quoted text, signs, comparisons, brackets."""

from __future__ import annotations

import re
from enum import Enum, auto
from typing import NamedTuple

from roidesk.domain.errors import UserError
from roidesk.domain.filters.expression import KEYWORDS, Operator


class Mark(Enum):
    """What a token is."""

    TEXT = auto()
    """A word or a quoted text, also with a sign before it."""
    KEYWORD = auto()
    OPERATOR = auto()
    OPEN = auto()
    CLOSE = auto()
    END = auto()


class Token(NamedTuple):
    """A token: `text` as written, `said` without sign, quotes and escapes; `column` counts from 1."""

    mark: Mark
    text: str
    column: int
    sigil: str = ""
    said: str = ""
    quoted: bool = False


MOST_SIGNS = 2000
_TOKEN = re.compile(
    r"""\s*(?:
        (?P<open>\() | (?P<close>\))
      | (?P<operator>!=|<>|>=|<=|==|=|>|<|≥|≤|≠)
      | (?P<sigil>[@\#&%^~+!]?)
        (?: ["“”„](?P<quoted>(?:[^"“”\\]|\\.)*)(?P<shut>["“”]?)
          | (?P<word>[^\s()=!<>≥≤≠"“”„]*) )
    )""",
    re.VERBOSE | re.DOTALL,
)
_SAME = {"<>": "!=", "==": "=", "≥": ">=", "≤": "<=", "≠": "!="}
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)


def operator(text: str) -> Operator:
    """Return the comparison that a token of `Mark.OPERATOR` writes."""
    return Operator(_SAME.get(text, text))


def scan(text: str) -> list[Token]:
    """Cut a filter into tokens, the last of them its end. `UserError`: `where_too_long`, `where_quote_open`."""
    if len(text) > MOST_SIGNS:
        raise UserError("where_too_long", most=MOST_SIGNS)
    end = len(text.rstrip())
    found = [_token(match) for match in _TOKEN.finditer(text, 0, end) if match[0]]
    return [*found, Token(Mark.END, "", end + 1)]


def _token(match: re.Match[str]) -> Token:
    written = match[0].lstrip()
    column = match.end() - len(written) + 1
    for mark, group in ((Mark.OPEN, "open"), (Mark.CLOSE, "close"), (Mark.OPERATOR, "operator")):
        if match[group]:
            return Token(mark, written, column)
    if match["quoted"] is not None:
        if not match["shut"]:
            raise UserError("where_quote_open", text=written, column=column)
        said = _ESCAPED.sub(r"\1", match["quoted"])
        return Token(Mark.TEXT, written, column, match["sigil"], said, quoted=True)
    word, sigil = match["word"], match["sigil"]
    is_keyword = not sigil and word.casefold() in KEYWORDS
    return Token(Mark.KEYWORD if is_keyword else Mark.TEXT, written, column, sigil, word)
