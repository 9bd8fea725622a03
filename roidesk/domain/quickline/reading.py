"""From the tokens of a line to what they say together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from roidesk.domain.catalogue import folded
from roidesk.domain.errors import UserError
from roidesk.domain.model import PURCHASE, Intent
from roidesk.domain.quickline.draft import ConversionDraft, Draft, Outcome, Problem, Role, Token
from roidesk.domain.quickline.recognise import OF_CONVERSION, OF_INTERACTION, Money, tokens
from roidesk.domain.quickline.shapes import Length
from roidesk.domain.quickline.timing import TIMES, Present, When, claims, conversion_instant, when
from roidesk.domain.quickline.vocabulary import Sense, Vocabulary, phrase

T = TypeVar("T")
LONGEST_LINE = 2000
SEVERAL = "several"
"""Stands for the contact of a round with more than one (ruling 4), in a line as in a cell."""
_ONCE = {
    Role.CONTACT: "contact",
    Role.BRAND: "brand",
    Role.PRODUCT: "product",
    Role.CAMPAIGN: "campaign",
    Role.LEVEL: "level",
    Role.SCORE: "level",
    Role.INTENT: "intent",
    Role.CONVERSION: "conversion",
}


def parse(text: str, *, now: int, zone: str, known: Vocabulary) -> Draft:
    """Read a quick line; `UserError` with `column` and `text` for the first thing that cannot be what it says.

    `now` is an instant (UTC microseconds), `zone` the IANA name of the zone that times of day are in. Names are as
    written, and neither a kind nor a length is demanded: `stop` and `start` do without.
    """
    draft = read(text, now=now, zone=zone, known=known)
    _refuse(draft.problems)
    return draft


def parse_conversion(text: str, *, now: int, zone: str, known: Vocabulary) -> ConversionDraft:
    """Read a line of `convert`; `UserError` as `parse` does, also when it says no kind of conversion."""
    draft = read_conversion(text, now=now, zone=zone, known=known)
    _refuse(draft.problems)
    if draft.kind is None:
        raise UserError("conversion_kind_missing", column=1, text=text)
    return draft


def _refuse(problems: Sequence[Problem]) -> None:
    if problems:
        raise problems[0].error()


def read(text: str, *, now: int, zone: str, known: Vocabulary) -> Draft:
    """Read a quick line that may still be half typed: never refuses, `problems` tells what `parse` would refuse."""
    unfit = _unfit(text)
    if unfit:
        return Draft(problems=(unfit,))
    found = _settled(_conversion_named(_narrowed(tokens(text, known, OF_INTERACTION), known)))
    sound = [token for token in found if token.ok]
    said = _said(sound)
    span = _when(sound, Present(now, zone, known.last_end))
    sense = _sense(sound)
    contact = _value(said, Role.CONTACT, str)
    several = contact is not None and contact.casefold() == SEVERAL
    return Draft(
        tokens=tuple(found),
        kind_id=sense.kinds[0] if sense and sense.certain else None,
        contact=None if several else contact,
        several=several,
        topics=_topics(sound),
        brand=_value(said, Role.BRAND, str),
        product=_value(said, Role.PRODUCT, str),
        campaign=_value(said, Role.CAMPAIGN, str),
        level=_value(said, Role.LEVEL, int),
        score=_value(said, Role.SCORE, int),
        intent=_value(said, Role.INTENT, Intent),
        solved=_value(said, Role.SOLVED, bool),
        start_us=span.start,
        end_us=span.end,
        conversion=_outcome(_value(said, Role.CONVERSION, Money)),
        note=_note(found),
        problems=_problems(found, (span.problem, _ambiguous(sense, found))),
    )


def read_conversion(text: str, *, now: int, zone: str, known: Vocabulary) -> ConversionDraft:
    """Read a line of `convert` that may still be half typed, as `read` does."""
    unfit = _unfit(text)
    if unfit:
        return ConversionDraft(now, problems=(unfit,))
    found = _settled(_conversion_named(tokens(text, known, OF_CONVERSION), alone=True))
    sound = [token for token in found if token.ok]
    said = _said(sound)
    money = _value(said, Role.CONVERSION, Money)
    at, on = _token(sound, Role.AT), _token(sound, Role.DATE)
    present = Present(now, zone)
    wrong = None
    at_us = now
    try:
        at_us = conversion_instant(at, on, present)
    except UserError as error:
        blamed = at or on
        if blamed:
            wrong = Problem(error.code, blamed.column, blamed.text, {"zone": zone})
    outcome = _outcome(money)
    return ConversionDraft(
        at_us=at_us,
        tokens=tuple(found),
        kind=outcome.kind if outcome else None,
        amount=outcome.amount if outcome else None,
        contact=_value(said, Role.CONTACT, str),
        brand=_value(said, Role.BRAND, str),
        product=_value(said, Role.PRODUCT, str),
        campaign=_value(said, Role.CAMPAIGN, str),
        note=_note(found),
        problems=_problems(found, (wrong,)),
    )


def _unfit(text: str) -> Problem | None:
    """Return what makes a text no line at all: too long, or signs that are no text."""
    if len(text) > LONGEST_LINE:
        return Problem("line_too_long", LONGEST_LINE + 1, "", {"most": LONGEST_LINE})
    if text.isprintable():
        return None
    for column, sign in enumerate(text, start=1):
        if _unusable(sign):
            return Problem("sign_unusable", column, repr(sign))
    return None


def _unusable(sign: str) -> bool:
    """Whether a sign is a control character or half of a pair that no UTF-8 can hold."""
    return (sign < " " or "\x7f" <= sign < "\xa0" or "\ud800" <= sign <= "\udfff") and not sign.isspace()


def _conversion_named(found: list[Token], *, alone: bool = False) -> list[Token]:
    """Give an amount its kind where the word for it stands elsewhere: "=240 @acme proposal".

    `alone`: the word needs no amount (the line of `convert`).
    """
    place = next((n for n, token in enumerate(found) if token.role is Role.CONVERSION), None)
    word = next((n for n, token in enumerate(found) if token.role is Role.UNKNOWN and token.value), None)
    if word is None or (place is None and not alone):
        return found
    money = Money(None, None) if place is None else found[place].value
    if not isinstance(money, Money) or money.kind:
        return found
    said = found[word].value
    made = list(found)
    made[word] = replace(found[word], role=Role.CONVERSION, value=None)
    at = word if place is None else place
    kind = said if isinstance(said, str) else None
    made[at] = replace(made[at], value=money._replace(kind=kind))
    return made


def _narrowed(found: list[Token], known: Vocabulary) -> list[Token]:
    """Leave only words of one kind: a word that does not go with those before it is no kind here."""
    sense: Sense | None = None
    made: list[Token] = []
    for token in found:
        if token.role is not Role.KIND or not isinstance(token.value, Sense):
            made.append(token)
            continue
        both = token.value if sense is None else sense.narrowed(token.value)
        sense = both or sense
        other = known.conversions.get(phrase(token.text))
        made.append(token if both else replace(token, role=Role.UNKNOWN, value=other))
    return made


def _settled(found: list[Token]) -> list[Token]:
    """Refuse what is said twice. Bare numbers come last: beside a length with its unit they are words of the note."""
    made = list(found)
    taken: set[str] = set()
    bare = [n for n, token in enumerate(found) if isinstance(token.value, Length) and token.value.bare]
    sized = any(token.role in (Role.LENGTH, Role.RANGE) for n, token in enumerate(found) if n not in bare)
    for n in [n for n in range(len(found)) if n not in bare] + bare:
        token = found[n]
        wanted = _claims(token, taken) if token.ok and token.value is not None else frozenset()
        if not wanted & taken:
            taken |= wanted
        elif n in bare and sized:
            made[n] = replace(token, role=Role.UNKNOWN, value=None)
        else:
            made[n] = replace(token, problem=Problem("given_twice", token.column, token.text))
    return made


def _claims(token: Token, taken: set[str]) -> frozenset[str]:
    if token.role in TIMES:
        return claims(token, ago_before="ago" in taken)
    once = _ONCE.get(token.role)
    return frozenset({once}) if once else frozenset()


def _when(sound: Iterable[Token], present: Present) -> When:
    times = [token for token in sound if token.role in TIMES]
    return when(times, present) if times else When()


def _sense(sound: Sequence[Token]) -> Sense | None:
    """Return what the words of a line mean together; a link tells only what they leave open."""
    sense: Sense | None = None
    for token in sound:
        if token.role is Role.KIND and isinstance(token.value, Sense):
            sense = sense.narrowed(token.value) if sense else token.value
    for token in sound:
        if token.role is Role.LINK and isinstance(token.value, Sense) and not (sense and sense.certain):
            sense = (sense.narrowed(token.value) or sense) if sense else token.value
    return sense


def _ambiguous(sense: Sense | None, found: Iterable[Token]) -> Problem | None:
    if sense is None or sense.certain:
        return None
    token = next(token for token in found if token.role is Role.KIND)  # a link is certain or says nothing
    return Problem("kind_ambiguous", token.column, token.text, {"kinds": sense.kinds})


def _token(sound: Iterable[Token], role: Role) -> Token | None:
    return next((token for token in sound if token.role is role), None)


def _said(sound: Sequence[Token]) -> Mapping[Role, object]:
    """Return what is said by each role; the first token with a value counts, where a role may come twice."""
    return {token.role: token.value for token in reversed(sound) if token.value is not None}


def _value(said: Mapping[Role, object], role: Role, type_: type[T]) -> T | None:
    """Return what a role says, which is of the type."""
    value = said.get(role)
    return value if isinstance(value, type_) else None


def _topics(sound: Iterable[Token]) -> tuple[str, ...]:
    named = [token.value for token in sound if token.role is Role.TOPIC and isinstance(token.value, str)]
    return tuple({folded(each): each for each in reversed(named)}[key] for key in dict.fromkeys(map(folded, named)))


def _outcome(money: Money | None) -> Outcome | None:
    return Outcome(money.kind or PURCHASE, money.amount) if money else None


def _note(found: Iterable[Token]) -> str | None:
    notes = (token for token in found if token.role in (Role.NOTE, Role.LINK, Role.UNKNOWN))
    said = (str(token.value) if token.role is Role.NOTE else token.text for token in notes)
    return " ".join(each for each in said if each) or None


def _problems(found: Iterable[Token], more: Iterable[Problem | None]) -> tuple[Problem, ...]:
    """Return all problems in the order of the line."""
    all_of = [token.problem for token in found if token.problem] + [each for each in more if each]
    return tuple(sorted(all_of, key=lambda each: each.column))
