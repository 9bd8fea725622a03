"""Aligned columns of text for a terminal."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence

_WIDE = ("W", "F")


def table(header: Sequence[str], rows: Iterable[Sequence[str]], *, right: frozenset[int] = frozenset()) -> str:
    """Return rows under their header, two blanks between columns; the columns of `right` are aligned right."""
    lines = [list(map(_one_line, row)) for row in (header, *rows)]
    widths = [max(map(_width, column)) for column in zip(*lines, strict=True)]
    return "\n".join(
        "  ".join(_padded(cell, widths[at], to_right=at in right) for at, cell in enumerate(line)).rstrip()
        for line in lines
    )


def _one_line(cell: str) -> str:
    return " ".join(cell.split("\n"))


def _width(text: str) -> int:
    """Return how many places a terminal takes for it: two for a wide sign, none for a combining one."""
    return sum(0 if unicodedata.combining(sign) else 1 + (unicodedata.east_asian_width(sign) in _WIDE) for sign in text)


def _padded(text: str, width: int, *, to_right: bool) -> str:
    blanks = " " * (width - _width(text))
    return blanks + text if to_right else text + blanks
