"""The recognisers of a quick line: each looks at the pieces from one place on and says what it takes them for."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from roidesk.domain.links import channels_of, is_link
from roidesk.domain.model import Intent
from roidesk.domain.quickline import shapes
from roidesk.domain.quickline.draft import Amount, Problem, Role, Token
from roidesk.domain.quickline.scan import Piece, scan
from roidesk.domain.quickline.shapes import Length, Refusal
from roidesk.domain.quickline.vocabulary import Phrase, Vocabulary, phrase

_NAMED = {"@": Role.CONTACT, "#": Role.TOPIC, "&": Role.BRAND, "%": Role.PRODUCT, "^": Role.CAMPAIGN}
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_DASHES = frozenset("-–—")
_SCORE = r"(?i:p\d+(?:[.,]\d+)?)"
_CURRENCY = r"[A-Z]{3}|[€£]"
_MOST_SCORE = 100


class DayWord(NamedTuple):
    """A day by name: so many days ago, or the last such weekday (0 Monday; today counts)."""

    ago: int | None = None
    weekday: int | None = None


_DAY_WORDS: Mapping[str, DayWord] = {"today": DayWord(ago=0), "yesterday": DayWord(ago=1)} | {
    name: DayWord(weekday=number) for number, full in enumerate(_DAYS) for name in (full, full[:3])
}


class Ago(NamedTuple):
    """So many microseconds before the present."""

    us: int


class Money(NamedTuple):
    """What `=` says: an amount and a kind of conversion, each None when it is not said."""

    amount: Amount | None
    kind: str | None


class Match(NamedTuple):
    """What a recogniser made of the next so many `pieces`."""

    pieces: int
    role: Role
    value: object = None
    problem: Problem | None = None


Recogniser = Callable[[Sequence[Piece], Vocabulary], Match | None]


class Grammar(NamedTuple):
    """The recognisers of a line, in their order; `of_words`: those that a piece of letters alone can mean something to.

    Most pieces are words, and each recogniser of numbers would look at them for nothing.
    """

    every: tuple[Recogniser, ...]
    of_words: tuple[Recogniser, ...]


def tokens(line: str, known: Vocabulary, grammar: Grammar) -> list[Token]:
    """Return the tokens of a line: at each place the first recogniser that knows it wins."""
    pieces = scan(line)
    found: list[Token] = []
    at = 0
    while at < len(pieces):
        rest = pieces[at:]
        recognisers = grammar.of_words if rest[0].body.isalpha() else grammar.every
        match = _first(recognisers, rest, known)
        column, end = rest[0].column, rest[match.pieces - 1].end
        found.append(Token(line[column - 1 : end - 1], column, end, match.role, match.value, match.problem))
        at += match.pieces
    return found


def _first(recognisers: Iterable[Recogniser], rest: Sequence[Piece], known: Vocabulary) -> Match:
    for each in recognisers:
        match = each(rest, known)
        if match is not None:
            return match
    return Match(1, Role.UNKNOWN)


def _problem(code: str, piece: Piece) -> Problem:
    return Problem(code, piece.column, piece.text)


def _one(role: Role, value: object, piece: Piece) -> Match | None:
    """Return a match of one piece; a refusal becomes its problem, None stays None."""
    if value is None:
        return None
    if isinstance(value, Refusal):
        return Match(1, role, None, _problem(value.code, piece))
    return Match(1, role, value)


def note(rest: Sequence[Piece], _known: Vocabulary) -> Match | None:
    """Recognise quoted text."""
    piece = rest[0]
    if piece.sigil or not piece.quoted:
        return None
    return Match(1, Role.NOTE, piece.body, None if piece.closed else _problem("quote_open", piece))


def name(rest: Sequence[Piece], _known: Vocabulary) -> Match | None:
    """Recognise "@contact", "#topic", "&brand", "%product", "^campaign"."""
    piece = rest[0]
    if not piece.sigil:
        return None
    role = _NAMED[piece.sigil]
    if not piece.closed:
        return Match(1, role, piece.body or None, _problem("quote_open", piece))
    return Match(1, role, piece.body or None, None if piece.body else _problem("name_missing", piece))


def link(rest: Sequence[Piece], known: Vocabulary) -> Match | None:
    """Recognise a link; its value is what the channel it leads to may mean, where the store has that channel."""
    piece = rest[0]
    if piece.quoted or not is_link(piece.body):
        return None
    senses = (known.senses.get(phrase(word)) for word in channels_of(piece.body))
    return Match(1, Role.LINK, next((sense for sense in senses if sense and sense.certain), None))


def flag(rest: Sequence[Piece], _known: Vocabulary) -> Match | None:
    """Recognise "!3", "~give", "+solved"."""
    piece = rest[0]
    sign, says = piece.body[:1], piece.body[1:].casefold()
    if sign == "!":
        return _one(Role.LEVEL, int(says) if says in tuple("12345") else Refusal("level_unknown"), piece)
    if sign == "~":
        return _one(Role.INTENT, Intent(says) if says in tuple(Intent) else Refusal("intent_unknown"), piece)
    if sign == "+":
        return _one(Role.SOLVED, says == "solved" or Refusal("flag_unknown"), piece)
    return None


def score(rest: Sequence[Piece], _known: Vocabulary) -> Match | None:
    """Recognise "p0" to "p100" (hundredths)."""
    piece = rest[0]
    if not piece.body.isascii() or not re.fullmatch(_SCORE, piece.body):
        return None
    whole, _, part = piece.body[1:].replace(",", ".").partition(".")
    hundredths = int(whole[:6]) * 100 + int(part[:2].ljust(2, "0"))
    fits = hundredths <= _MOST_SCORE * 100 and len(part) <= 2  # noqa: PLR2004 - hundredths
    return _one(Role.SCORE, hundredths if fits else Refusal("score_unknown"), piece)


def since(rest: Sequence[Piece], _known: Vocabulary) -> Match | None:
    """Recognise "=" alone."""
    return Match(1, Role.SINCE, value=True) if rest[0].body == "=" else None


def ago(rest: Sequence[Piece], _known: Vocabulary) -> Match | None:
    """Recognise "-20"."""
    piece = rest[0]
    length = shapes.length(piece.body[1:]) if piece.body[0:1] in ("-", "−") else None
    return _one(Role.AGO, Ago(length.us) if isinstance(length, Length) else length, piece)


def clock_range(rest: Sequence[Piece], _known: Vocabulary) -> Match | None:
    """Recognise "9:30-9:50", "9:30 - 9:50", "9:30-now"."""
    piece = rest[0]
    spaced = len(rest) > 2 and rest[1].body in _DASHES  # noqa: PLR2004 - from, dash, to
    if spaced:
        whole = shapes.wall_range(f"{piece.body}-{rest[2].body}")
        match = _one(Role.RANGE, whole, piece._replace(text=f"{piece.text} {rest[1].text} {rest[2].text}"))
        if match:
            return match._replace(pieces=3)
    return _one(Role.RANGE, shapes.wall_range(piece.body), piece)


def moment(rest: Sequence[Piece], _known: Vocabulary) -> Match | None:
    """Recognise "2026-06-05T10:00", also with an offset."""
    return _one(Role.AT, shapes.moment(rest[0].body), rest[0])


def day(rest: Sequence[Piece], _known: Vocabulary) -> Match | None:
    """Recognise "2026-03-02", "yesterday", "mon"."""
    piece = rest[0]
    value: date | Refusal | DayWord | None = shapes.day(piece.body) or _DAY_WORDS.get(piece.body.casefold())
    return _one(Role.DATE, value, piece)


def at(rest: Sequence[Piece], known: Vocabulary) -> Match | None:
    """Recognise "at 9:30", and what else may follow "at"."""
    if rest[0].body.casefold() == "at" and len(rest) > 1 and not rest[1].quoted:
        after = rest[1:]
        for each in (clock_range, moment, day):
            match = each(after, known)
            if match:
                return match._replace(pieces=match.pieces + 1)
        match = _one(Role.AT, shapes.wall_time(after[0].body), after[0])
        return match._replace(pieces=2) if match else None
    return _one(Role.AT, shapes.half_day_time(rest[0].body), rest[0])


def clock(rest: Sequence[Piece], _known: Vocabulary) -> Match | None:
    """Recognise "14:00" without "at", where a length has no sense."""
    return _one(Role.AT, shapes.wall_time(rest[0].body), rest[0]) if ":" in rest[0].body else None


def length(rest: Sequence[Piece], _known: Vocabulary) -> Match | None:
    """Recognise "4m", "1h20", "1:20", "90"; "1h 20m" in two words."""
    piece = rest[0]
    value = shapes.length(piece.body)
    if isinstance(value, Length) and not value.bare and len(rest) > 1 and piece.body[-1:].casefold() == "h":
        both = shapes.length(piece.body + rest[1].body)
        after = shapes.length(rest[1].body)
        if isinstance(after, Length) and not after.bare and both is not None:
            match = _one(Role.LENGTH, both, piece._replace(text=f"{piece.text} {rest[1].text}"))
            return match._replace(pieces=2) if match else None
    return _one(Role.LENGTH, value, piece)


def kind(rest: Sequence[Piece], known: Vocabulary) -> Match | None:
    """Recognise the words of a channel and its kind, as many as fit."""
    words = _longest(rest, known.senses, known)
    return Match(len(words), Role.KIND, known.senses[words]) if words else None


def conversion_word(rest: Sequence[Piece], known: Vocabulary) -> Match | None:
    """Recognise a word for a kind of conversion: it stays unknown unless the line speaks of a conversion."""
    words = _longest(rest, known.conversions, known)
    return Match(len(words), Role.UNKNOWN, known.conversions[words]) if words else None


def money(rest: Sequence[Piece], known: Vocabulary) -> Match | None:
    """Recognise "=240 purchase", "=240 USD", "=demo"."""
    if not rest[0].body.startswith("=") or rest[0].quoted:
        return None
    amount = shapes.amount(rest[0].body[1:])
    if amount is not None:
        return _priced(rest, amount, known)
    bare = rest[0]._replace(body=rest[0].body[1:])
    words = _longest([bare, *rest[1:]], known.conversions, known)
    if not words:
        return _one(Role.CONVERSION, Refusal("amount_unreadable"), rest[0])
    return Match(len(words), Role.CONVERSION, Money(None, known.conversions[words]))


def plain_money(rest: Sequence[Piece], known: Vocabulary) -> Match | None:
    """Recognise "240" or "240 USD" without "=", where a length has no sense."""
    amount = None if rest[0].quoted else shapes.amount(rest[0].body)
    return None if amount is None else _priced(rest, amount, known)


def _priced(rest: Sequence[Piece], amount: Amount | Refusal, known: Vocabulary) -> Match:
    """Return an amount with the currency and the kind of conversion right after it."""
    if isinstance(amount, Refusal):
        return Match(1, Role.CONVERSION, None, _problem(amount.code, rest[0]))
    count = 1
    if amount.currency is None and len(rest) > 1 and _names_currency(rest[1], known):
        named = shapes.currency_named(rest[1].body)
        if isinstance(named, Refusal):
            return Match(2, Role.CONVERSION, None, _problem(named.code, rest[1]))
        amount, count = Amount(amount.text, named), 2
    words = _longest(rest[count:], known.conversions, known)
    return Match(count + len(words), Role.CONVERSION, Money(amount, known.conversions[words] if words else None))


def _names_currency(piece: Piece, known: Vocabulary) -> bool:
    """Whether a word after an amount stands where its currency would: three capitals that are no word of the store."""
    word = phrase(piece.body)
    if piece.quoted or not re.fullmatch(_CURRENCY, piece.body):
        return False
    return word not in known.senses and word not in known.conversions


def _longest(rest: Sequence[Piece], phrases: Mapping[Phrase, object], known: Vocabulary) -> Phrase:
    """Return the longest phrase that the next pieces say, or ()."""
    words: list[str] = []
    best: Phrase = ()
    for piece in rest[: known.longest]:
        if piece.quoted or piece.sigil:
            break
        words.append(piece.body.casefold())
        if tuple(words) in phrases:
            best = tuple(words)
    return best


def outside_conversion(rest: Sequence[Piece], known: Vocabulary) -> Match | None:
    """Refuse in a line of `convert` what only an interaction has."""
    found = flag(rest, known) or clock_range(rest, known) or since(rest, known) or length(rest, known)
    return Match(found.pieces, Role.UNKNOWN, None, _problem("not_of_conversion", rest[0])) if found else None


_OF_NUMBERS = (clock_range, ago, moment, score, length, clock, plain_money)
"""These know only what has a digit in its first piece."""


def _grammar(*every: Recogniser) -> Grammar:
    return Grammar(every, tuple(each for each in every if each not in _OF_NUMBERS))


OF_INTERACTION = _grammar(
    note, name, link, flag, since, money, clock_range, ago, moment, kind, at, day, conversion_word, score, length
)
OF_CONVERSION = _grammar(
    note, name, link, money, conversion_word, moment, at, day, clock, plain_money, outside_conversion
)
