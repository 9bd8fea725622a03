"""Which part of a line is being typed: what a completion would replace."""

from __future__ import annotations

from typing import NamedTuple

from roidesk.domain.quickline.scan import SIGILS, Piece, scan

FLAGS = "!~+="
"""Signs before what there are only a few of."""


class Typed(NamedTuple):
    """What is typed of a name so far: the sign before it, the text up to the cursor, and the stretch it stands in.

    `first`: no more than plain words stand in the whole line up to the cursor, and nothing after it.
    """

    sigil: str
    text: str
    start: int
    end: int
    first: bool = False


def typed_at(line: str, at: int) -> Typed | None:
    """Return what is being typed where the cursor is, None where that is no name: between words, in a note, a number.

    Of plain words all that stand together count: a kind may have two ("video demo").
    """
    pieces = scan(line)
    place = next((n for n, piece in enumerate(pieces) if piece.column - 1 < at <= piece.end - 1), None)
    if place is None:
        return None
    piece = pieces[place]
    before = line[piece.column - 1 : at]
    if piece.sigil and piece.sigil in SIGILS:
        return Typed(piece.sigil, before[1:].strip('"“”„'), piece.column - 1, piece.end - 1)
    if piece.quoted:
        return None
    if before[0] in FLAGS:
        return Typed(before[0], before[1:], piece.column - 1, piece.end - 1)
    start = place
    while start > 0 and _plain(pieces[start - 1]):
        start -= 1
    if not _plain(piece):
        return None
    column = pieces[start].column - 1
    return Typed("", line[column:at], column, piece.end - 1, first=start == 0 and not line[at:].strip())


def _plain(piece: Piece) -> bool:
    return not piece.quoted and not piece.sigil and piece.text.replace("-", "").isalpha()
