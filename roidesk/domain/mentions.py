"""Where a text names somebody: pure, and as people write names, so without regard to case, accents and blanks.

A name of several words, an address and "@name" can only mean that person. A single plain word may be anybody's first
name, or mean nothing of the kind: it is found too, but told apart.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

_LETTERS = {"ø": "o", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"}
"""Letters that Unicode does not take apart, and that are left out or spelled out where a keyboard lacks them."""
_SHORTEST = 3
"""Letters of a single word worth looking for; shorter ones are in every sentence."""


class Place(NamedTuple):
    """A stretch of a text that names somebody. `sure`: it can mean nobody else."""

    start: int
    end: int
    sure: bool


@dataclass(frozen=True)
class Called:
    """What somebody is called: every name and every address they have or had.

    `words`: take single plain words for them as well.
    """

    names: tuple[str, ...]
    words: bool = False

    @classmethod
    def by(cls, names: Iterable[str], *, words: bool = False) -> Called:
        """Take names and addresses as they are written, each once."""
        return cls(tuple(dict.fromkeys(name.strip() for name in names if name.strip(" @"))), words)

    def places(self, text: str) -> list[Place]:
        """Return where a text names them, in order; no two overlap."""
        plain, at = _plain(text)
        return [
            Place(at[found.start()], _end(text, at[found.end() - 1]), found.lastgroup == "sure" or self.words)
            for found in self._pattern.finditer(plain)
        ]

    def is_sure(self, text: str) -> bool:
        """Whether a text certainly names them."""
        return any(each.sure for each in self.places(text))

    def replaced(self, text: str, pseudonym: str) -> str:
        """Return a text with a pseudonym for what certainly names them."""
        parts, last = [], 0
        for each in self.places(text):
            if each.sure:
                parts += [text[last : each.start], pseudonym]
                last = each.end
        return "".join([*parts, text[last:]])

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        sure = {form for name in self.names for form in _sure_forms(name)}
        unsure = {form for name in self.names for form in _unsure_forms(name)}
        return re.compile(rf"(?P<sure>{_either(sure)})|(?P<unsure>{_either(unsure)})")


def _sure_forms(name: str) -> Iterator[str]:
    """Yield patterns of what can only be this name."""
    words = _words(name)
    key = " ".join(words)
    if len(words) > 1 or not key.isalpha():
        yield rf"(?<!\w)@?{_spelled(words)}(?!\w)"
    else:
        yield rf"(?<!\w)@{_spelled(words)}(?!\w)"


def _unsure_forms(name: str) -> Iterator[str]:
    """Yield patterns of what may be this name: one word of it by itself, or the whole of it inside another word."""
    words = _words(name)
    for word in words:
        if len(word) >= _SHORTEST and word.isalpha():
            yield rf"(?<!\w){re.escape(word)}(?!\w)"
    if sum(map(len, words)) > _SHORTEST:
        yield _spelled(words)


def _words(name: str) -> list[str]:
    return _plain(name)[0].removeprefix("@").split()


def _spelled(words: Iterable[str]) -> str:
    return r"\s+".join(map(re.escape, words))


def _either(forms: Iterable[str]) -> str:
    """Return one pattern of several, the longer before what it begins with; of none, one that fits nothing."""
    return "|".join(sorted(forms, key=lambda form: (-len(form), form))) or r"(?!)"


def _plain(text: str) -> tuple[str, list[int] | range]:
    """Return a text as it is compared, and from where in the text each of its signs came."""
    if text.isascii():
        return text.lower(), range(len(text))
    signs: list[str] = []
    at: list[int] = []
    for position, sign in enumerate(text):
        for part in unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", sign).casefold()):
            if not unicodedata.combining(part):
                plain = _LETTERS.get(part, part)
                signs.append(plain)
                at += [position] * len(plain)
    return "".join(signs), at


def _end(text: str, last: int) -> int:
    """Return the end of a stretch whose last letter is at `last`: its accents belong to it."""
    end = last + 1
    while end < len(text) and unicodedata.combining(text[end]):
        end += 1
    return end
