"""Changing one part of a line and leaving the rest as it was typed."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from roidesk.domain.quickline.draft import Role, Token
from roidesk.domain.quickline.timing import TIMES

KIND = frozenset({Role.KIND})
TIME = frozenset(TIMES)
LEVEL = frozenset({Role.LEVEL, Role.SCORE})


def rewritten(line: str, found: Iterable[Token], roles: Collection[Role], text: str) -> str:
    """Return a line with a text where tokens of some roles stood; at its end where there are none.

    "" takes them out.
    """
    taken = [each for each in found if each.role in roles]
    if not taken:
        return f"{line.rstrip()} {text}".strip()
    parts, last = [], 0
    for number, token in enumerate(taken):
        parts += [line[last : token.column - 1], text if number == 0 else ""]
        last = token.end - 1
    return _tidy("".join([*parts, line[last:]]))


def replaced(line: str, start: int, end: int, text: str) -> str:
    """Return a line with a text for what stands from `start` up to `end`."""
    return _tidy(f"{line[:start]}{text}{line[end:]}")


def _tidy(line: str) -> str:
    """Return a line without the blanks that a part left behind; what is in quotes keeps its own."""
    pieces = re.split(r"([\"“„][^\"“”]*[\"”“])", line)
    plain = [each if number % 2 else re.sub(r"\s{2,}", " ", each) for number, each in enumerate(pieces)]
    return "".join(plain).strip()
