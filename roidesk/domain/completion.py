"""Completing what is being typed: which names begin like it, hold it, or are a slip away from it; recent ones first."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, insort
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import IntEnum
from heapq import nsmallest
from typing import Any, Generic, NamedTuple, TypeVar

T = TypeVar("T")
_A_SLIP = 0.8
"""How alike two names are that differ by a slip of the fingers."""
_SHORTEST = 3
"""Letters from which on they are looked for inside of words, and slips of the fingers are."""
_LIKE = 0.66
"""How much of the beginning of a word has to be like what was typed."""
_MOST_STARTS = 8
_ENOUGH = 8
"""Where so many begin like it, and as many as are wanted, it is not looked for inside of words."""
_LAST = "\U0010ffff"
_WORD = re.compile(r"[^\W_]+")


class Fit(IntEnum):
    """How what was typed fits a name; the lesser, the better."""

    WHOLE = 0
    START = 1
    WORD = 2
    INSIDE = 3
    ALIKE = 4


_Place = tuple[Fit, int, int]
"""How a term fits, by which of its keys, and where in it."""


class Term(NamedTuple, Generic[T]):
    """Something that can be completed to: what it is found by, what it is, and when it was used last."""

    keys: tuple[str, ...]
    means: T
    used_us: int = 0


class Found(NamedTuple, Generic[T]):
    """A term that fits, by which of its keys, and where in that key what was typed stands (nowhere: `size` 0)."""

    term: Term[T]
    fit: Fit
    key: int
    at: int = 0
    size: int = 0


def plain(text: str) -> str:
    """Return a text as it is compared: without case, accents and blanks around it."""
    text = text.strip().casefold()
    if text.isascii():
        return text
    return "".join(sign for sign in unicodedata.normalize("NFKD", text) if not unicodedata.combining(sign))


@dataclass(frozen=True)
class Terms(Generic[T]):
    """Terms by id, ready to be looked through at each key that is pressed. Another one is made when one changes.

    `words` holds every word of every key, sorted, with the id, the number of the key and where in it the word begins.
    """

    of: Mapping[Any, Term[T]] = field(default_factory=dict)
    words: tuple[tuple[str, int, int, object], ...] = ()
    plain_keys: Mapping[Any, tuple[str, ...]] = field(default_factory=dict)
    _last: list[tuple[tuple[str, int], dict[object, _Place]]] = field(default_factory=list, compare=False, repr=False)
    """What was looked for last, and where it was found: of a line several ask for the same."""

    @classmethod
    def made(cls, terms: Mapping[Any, Term[T]]) -> Terms[T]:
        """Return terms that can be looked through."""
        keys = {id_: tuple(map(plain, term.keys)) for id_, term in terms.items()}
        words = [word for id_, each in keys.items() for word in _words(each, id_)]
        return cls(dict(terms), tuple(sorted(words, key=_order)), keys)

    def changed(self, terms: Mapping[Any, Term[T] | None]) -> Terms[T]:
        """Return the terms with some put in or, where None, taken out."""
        of, keys = dict(self.of), dict(self.plain_keys)
        words = [word for word in self.words if word[3] not in terms] if set(terms) & set(of) else list(self.words)
        for id_, term in terms.items():
            of.pop(id_, None)
            keys.pop(id_, None)
            if term is not None:
                of[id_], keys[id_] = term, tuple(map(plain, term.keys))
                for word in _words(keys[id_], id_):
                    insort(words, word, key=_order)
        return Terms(of, tuple(words), keys)

    def used(self, when: Mapping[Any, int]) -> Terms[T]:
        """Return the terms, some of them used again."""
        later = {
            id_: self.of[id_]._replace(used_us=us)
            for id_, us in when.items()
            if id_ in self.of and us > self.of[id_].used_us
        }
        return Terms({**self.of, **later}, self.words, self.plain_keys) if later else self

    def best(self, typed: str, limit: int) -> list[Found[T]]:
        """Return the terms that fit best what was typed, at most `limit`: by how they fit, then the last used first."""
        wanted = plain(typed)
        if not wanted:
            recent = nsmallest(limit, self.of.values(), key=lambda term: (-term.used_us, plain(term.keys[0])))
            return [Found(term, Fit.START, 0) for term in recent]
        enough = max(limit, _ENOUGH)
        places = next((found for asked, found in self._last if asked == (wanted, enough)), None)
        if places is None:
            places = self._places(wanted, enough)
            self._last[:] = [((wanted, enough), places)]
        size = len(wanted)
        return [
            Found(self.of[id_], fit, key, at, 0 if fit is Fit.ALIKE else size)
            for id_, (fit, key, at) in nsmallest(limit, places.items(), key=self._rank)
        ]

    def _places(self, wanted: str, enough: int) -> dict[object, _Place]:
        places = self._beginning(wanted)
        if len(places) < enough and len(wanted) >= _SHORTEST:
            self._add_inside(wanted, places)
        if not places and len(wanted) >= _SHORTEST:
            self._add_alike(wanted, places)
        return places

    def _rank(self, place: tuple[object, _Place]) -> tuple[int, int, int, str]:
        term = self.of[place[0]]
        return place[1][0], -term.used_us, len(term.keys[0]), term.keys[0]

    def _beginning(self, wanted: str) -> dict[object, _Place]:
        """Return where a word of a term begins as the first word typed, and others as the rest of them."""
        first, *rest = wanted.split()
        places: dict[object, _Place] = {}
        for _word, key, at, id_ in self.words[slice(*self._span(first))]:
            whole = self.plain_keys[id_][key]
            straight = whole.startswith(wanted, at)
            if rest and not straight and not all(f" {word}" in f" {whole}" for word in rest):
                continue
            fit = Fit.WORD if at or not straight else Fit.WHOLE if whole == wanted else Fit.START
            before = places.get(id_)
            if before is None or (fit, key) < before[:2]:
                places[id_] = fit, key, at
        return places

    def _span(self, start: str) -> tuple[int, int]:
        """Return from where to where the words stand that begin so."""
        return bisect_left(self.words, start, key=_text), bisect_left(self.words, start + _LAST, key=_text)

    def _add_inside(self, wanted: str, places: dict[object, _Place]) -> None:
        """Add the terms that hold what was typed anywhere else."""
        for id_, keys in self.plain_keys.items():
            if id_ in places:
                continue
            for number, key in enumerate(keys):
                if wanted in key:
                    places[id_] = Fit.INSIDE, number, key.index(wanted)
                    break

    def _add_alike(self, wanted: str, places: dict[object, _Place]) -> None:
        """Add the terms of which a word begins a slip of the fingers away from what was typed."""
        from rapidfuzz import process
        from rapidfuzz.distance import OSA

        if " " in wanted:
            return
        starts = list({word[0][: len(wanted)] for word in self.words})
        near = process.extract(wanted, starts, scorer=OSA.normalized_similarity, score_cutoff=_LIKE, limit=_MOST_STARTS)
        for start, _score, _at in near:
            for _word, key, at, id_ in self.words[slice(*self._span(start))]:
                places.setdefault(id_, (Fit.ALIKE, key, at))


def _words(keys: Iterable[str], id_: object) -> Iterable[tuple[str, int, int, object]]:
    """Yield the words of some keys: a new one begins after any sign that is neither letter nor digit."""
    for number, key in enumerate(keys):
        for word in _WORD.finditer(key):
            yield word[0], number, word.start(), id_


def _order(word: tuple[str, int, int, object]) -> tuple[str, int]:
    return word[0], word[2]


def _text(word: tuple[str, int, int, object]) -> str:
    return word[0]


def is_a_slip(name: str, found: Found[T]) -> bool:
    """Whether a name that nothing has is but a slip of the fingers away from one that was found."""
    from rapidfuzz.distance import OSA

    likeness = OSA.normalized_similarity(plain(name), plain(found.term.keys[found.key]).removeprefix("@"))
    return found.fit is Fit.ALIKE and likeness >= _A_SLIP
