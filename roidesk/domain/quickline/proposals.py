"""What somebody may have meant by a part of a line that says nothing, or that cannot be what it says."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from itertools import islice

from roidesk.domain.model import Intent
from roidesk.domain.quickline.draft import Role, Token
from roidesk.domain.quickline.recognise import OF_INTERACTION, tokens
from roidesk.domain.quickline.vocabulary import Vocabulary

_MOST = 3
_SHORTEST = 4
"""Letters of a word that a slip is looked for in; shorter ones are near too many others."""
_LIKE = 78
"""How much two words have to be alike, of 100: one slip in five letters, two in ten."""
_NUMBER_AND_LETTERS = re.compile(r"(?P<number>\d+(?:[.,]\d+)?)(?P<unit>[a-z]{1,8})", re.IGNORECASE)
_UNITS = {"h": "hours", "m": "minutes", "s": "seconds"}
_DAY = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4}|\d{2})")
_THIS_CENTURY = 2000


def proposals(token: Token, known: Vocabulary) -> tuple[str, ...]:
    """Return what could stand instead of a token, the likeliest first; each is understood as it stands."""
    if token.ok and token.role is not Role.UNKNOWN:
        return ()
    code = token.problem.code if token.problem else ""
    guessed = _BY_CODE[code](token.text, known) if code in _BY_CODE else _of_word(token.text, known) if not code else ()
    sound = (text for text in guessed if text != token.text and _is_sound(text, known))
    return tuple(islice(dict.fromkeys(sound), _MOST))


def _is_sound(text: str, known: Vocabulary) -> bool:
    return all(each.ok and each.role is not Role.UNKNOWN for each in tokens(text, known, OF_INTERACTION))


def _of_word(text: str, known: Vocabulary) -> Iterator[str]:
    """Yield a length that was meant ("40mm", "5mn"), then words of the store that differ by a slip ("twet")."""
    word = text.rstrip(",;")
    if found := _NUMBER_AND_LETTERS.fullmatch(word):
        unit = found["unit"].casefold()
        name = _UNITS.get(unit[0], "")
        if set(unit) <= set(name):
            yield f"{found['number']}{unit[0]}"
    if len(word) >= _SHORTEST and word.isalpha():
        yield from _alike(word, {" ".join(each): " ".join(each) for each in known.senses})


def _alike(word: str, texts: Mapping[str, str]) -> list[str]:
    """Return the texts whose key is a slip away from a word, the nearest first."""
    from rapidfuzz import process
    from rapidfuzz.distance import DamerauLevenshtein

    wanted = word.casefold()
    likeness = DamerauLevenshtein.normalized_similarity
    found = process.extract(wanted, list(texts), scorer=likeness, score_cutoff=_LIKE / 100, limit=_MOST)
    return [texts[key] for key, _score, _at in found]


def _decimal(text: str, _known: Vocabulary) -> Iterator[str]:
    """Take "9.30" for a time of day, any number with decimals for hours."""
    if re.fullmatch(r"\d{1,2}[.]\d{2}", text):
        yield f"at {text.replace('.', ':')}"
    yield f"{text}h"


def _time(text: str, _known: Vocabulary) -> Iterator[str]:
    """Take "13:00pm" for 13:00, "12am" for the midnight that begins the day."""
    said = re.sub(r"^at\s+", "", text, flags=re.IGNORECASE)
    if found := re.fullmatch(r"(\d{1,2})((?::\d{2})?)(am|pm)", said, re.IGNORECASE):
        hour = 0 if said.casefold().startswith("12") else int(found[1])
        yield f"at {hour}{found[2] or ':00'}"


def _turned(text: str, _known: Vocabulary) -> Iterator[str]:
    """Turn a stretch round that ends before it starts."""
    if found := re.fullmatch(r"(\S+?)\s*[-–—]\s*(\S+?)", text):
        yield f"{found[2]}-{found[1]}"


def _date(text: str, _known: Vocabulary) -> Iterator[str]:
    """Take "02/03/2026" for both days it may be."""
    if found := _DAY.fullmatch(text.rstrip(",;")):
        first, second, year = int(found[1]), int(found[2]), int(found[3])
        year += _THIS_CENTURY if len(found[3]) == 2 else 0  # noqa: PLR2004 - two digits
        for month, number in ((second, first), (first, second)):
            yield from _day(year, month, number)


def _day(year: int, month: int, number: int) -> Iterator[str]:
    try:
        yield date(year, month, number).isoformat()
    except ValueError:
        return


def _amount(text: str, _known: Vocabulary) -> Iterator[str]:
    """Take "=1.240" for what it is to either."""
    yield re.sub(r"[.,]", "", text)
    yield re.sub(r"[.,]", ".", text).rstrip("0").rstrip(".")


def _sized(text: str, _known: Vocabulary) -> Iterator[str]:
    """Take parts that say two things at once for their sum: "1h60m" for 2h."""
    if found := re.fullmatch(r"(\d{1,2})h(\d{1,3})m?(?:in)?", text, re.IGNORECASE):
        hours, minutes = divmod(int(found[1]) * 60 + int(found[2]), 60)
        yield f"{hours}h{minutes:02}" if minutes else f"{hours}h"


def _quoted(text: str, _known: Vocabulary) -> Iterator[str]:
    yield f'{text.rstrip()}"'
    yield from ([f'"{text}"'] if text.isdigit() else [])


def _level(text: str, _known: Vocabulary) -> Iterator[str]:
    number = re.fullmatch(r"!(\d{1,3})", text)
    yield f"!{min(5, max(1, int(number[1])))}" if number else "!3"


def _intent(text: str, _known: Vocabulary) -> Iterable[str]:
    return _alike(text, {f"~{each}": f"~{each}" for each in Intent})


def _solved(text: str, _known: Vocabulary) -> Iterable[str]:
    return _alike(text, {"+solved": "+solved"})


def _conversion(text: str, known: Vocabulary) -> list[str]:
    return _alike(text, {f"={' '.join(each)}": f"={' '.join(each)}" for each in known.conversions})


def _number(text: str, _known: Vocabulary) -> Iterator[str]:
    """Take a number that is far too long a time for a word of the note."""
    if text.isdigit():
        yield f'"{text}"'


_BY_CODE: Mapping[str, Callable[[str, Vocabulary], Iterable[str]]] = {
    "length_without_unit": _decimal,
    "length_unreadable": _sized,
    "length_too_long": _number,
    "time_impossible": _time,
    "end_before_start": _turned,
    "date_unclear": _date,
    "amount_ambiguous": _amount,
    "amount_unreadable": _conversion,
    "quote_open": _quoted,
    "level_unknown": _level,
    "intent_unknown": _intent,
    "flag_unknown": _solved,
}
