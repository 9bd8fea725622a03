"""Whether two ways of writing somebody may be one person: a proposal with its reason, never a decision. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from enum import IntEnum


class Alike(IntEnum):
    """Why two may be one, the best reason first."""

    SAME_NAME = 1
    INITIAL_AND_SURNAME = 2
    ADDRESS_LIKE_NAME = 3
    HANDLE_IN_ADDRESS = 4


_PARTS = re.compile(r"[^\W\d_]+")
_ANYBODY = frozenset(
    "info sales contact office mail admin hello support shop order orders hallo kontakt service team post".split()
)
"""The first part of addresses that are nobody's own."""
_SHORTEST = 3


def alike(one: Iterable[str], other: Iterable[str]) -> Alike | None:
    """Return the best reason to think that the names and addresses of two contacts mean one person, if any."""
    ours, theirs = tuple(one), tuple(other)
    return min(filter(None, (_pair(a, b) for a in ours for b in theirs)), default=None)


def keys(names: Iterable[str]) -> frozenset[str]:
    """Return words that two contacts must share at least one of to be `alike`: by them candidates are found fast."""
    written = [_words(name) for name in names]
    words = (word for each in written for word in (*each, "".join(each)))
    return frozenset(word for word in words if len(word) >= _SHORTEST)


def _pair(one: str, other: str) -> Alike | None:
    a, b = _words(one), _words(other)
    if not a or not b or (_is_mail(one) and a[0] in _ANYBODY) or (_is_mail(other) and b[0] in _ANYBODY):
        return None
    if a == b or "".join(a) == "".join(b):
        if not _is_mail(one) and not _is_mail(other):
            return Alike.SAME_NAME
        return Alike.ADDRESS_LIKE_NAME if len(a) > 1 or len(b) > 1 else Alike.HANDLE_IN_ADDRESS
    surname = min(len(a), len(b)) > 1 and a[-1] == b[-1] and len(a[-1]) >= _SHORTEST
    initial = a[0][0] == b[0][0] and min(len(a[0]), len(b[0])) == 1
    return Alike.INITIAL_AND_SURNAME if surname and initial else None


def _is_mail(text: str) -> bool:
    return "@" in text[1:]


def _words(text: str) -> list[str]:
    """Return the words of a name, or of an address without its domain, without case and accents."""
    plain = "".join(
        sign for sign in unicodedata.normalize("NFKD", text.strip().casefold()) if not unicodedata.combining(sign)
    )
    return _PARTS.findall(plain.lstrip("@").partition("@")[0] if _is_mail(plain) else plain)
