"""Cutting a line into pieces: words, and quoted text with the sigil before it."""

from __future__ import annotations

import re
from typing import NamedTuple

SIGILS = "@#&%^"
"""Signs that name something; what follows may be quoted."""
_PIECE = re.compile(rf"""(?P<sigil>[{SIGILS}]?)["“”„](?P<quoted>[^"“”]*)(?P<close>["“”]?)[,;]*|(?P<word>\S+)""")


class Piece(NamedTuple):
    """A word or a quoted text: `body` is what it says, without quotes and without a comma after it."""

    text: str
    column: int
    sigil: str
    body: str
    quoted: bool
    closed: bool

    @property
    def end(self) -> int:
        """The column after its last character."""
        return self.column + len(self.text)


def scan(line: str) -> tuple[Piece, ...]:
    """Cut a line into pieces, in order; only blanks lie between them."""
    return tuple(_piece(match) for match in _PIECE.finditer(line))


def _piece(match: re.Match[str]) -> Piece:
    column, word = match.start() + 1, match["word"]
    if word is None:
        said, closed = match["quoted"].strip(), bool(match["close"])
        return Piece(match[0], column, match["sigil"], said, quoted=True, closed=closed)
    body = word.rstrip(",;") or word
    sigil = body[0] if body[0] in SIGILS else ""
    return Piece(word, column, sigil, body[len(sigil) :], quoted=False, closed=True)
