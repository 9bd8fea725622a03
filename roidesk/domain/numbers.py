"""Numbers as people write them, exact."""

from __future__ import annotations

import re
from fractions import Fraction

_WRITTEN = re.compile(r"[+-]?(\d{1,18}([.,]\d{1,18})?|[.,]\d{1,18}|\d{1,18}/\d{1,18})")


def exact_number(text: str) -> Fraction:
    """Read "0.4", "0,4", "12" or "2/5"; `ValueError` for anything else.

    Powers of ten ("1e999999999") are not read: a few letters would take all memory.
    """
    written = text.strip()
    if not written.isascii() or _WRITTEN.fullmatch(written) is None:
        raise ValueError(text)
    try:
        return Fraction(written.replace(",", "."))
    except ZeroDivisionError:
        raise ValueError(text) from None
