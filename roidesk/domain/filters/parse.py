"""Reading a filter: `channel=tweet and personal>=3 and #ipad`.

Conditions stand by themselves or are joined by and, or, not and brackets; "and" may be left out. "not" binds tighter
than "and", and "and" tighter than "or". A condition is a field, a comparison and a value, or a sign of the quick line.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal

from roidesk.domain.errors import UserError
from roidesk.domain.filters.expression import NONE, All, Condition, Expression, Not, Operator, Some, Value
from roidesk.domain.filters.fields import BY_SIGIL, CALLED, FIELDS, FLAG, NAMES, Field, Sort
from roidesk.domain.filters.scan import Mark, Token, operator, scan

MOST_DEPTH = 32
_NUMBER = re.compile(r"[0-9]{1,9}(?:[.,][0-9]{1,6})?")
_YES_NO = {"yes": True, "true": True, "1": True, "no": False, "false": False, "0": False}
_FLAGS = tuple(each.name for each in FIELDS if each.sort is Sort.YES_NO)
_LIKELY = 0.65


def parse(text: str) -> Expression:
    """Read a filter. `UserError`: a code that begins with `where_`, with `text` and `column` of what is wrong."""
    return _Reader(scan(text)).whole()


def nearest(text: str, known: Iterable[str]) -> str:
    """Return which of some names a text is most like: one that holds it, or is written almost the same; "" for none."""
    import difflib

    folded = {each.casefold(): each for each in reversed(tuple(known))}
    said = text.casefold()
    within = [each for each in folded if len(said) > 1 and said in each]
    likely = sorted(within, key=len) or difflib.get_close_matches(said, folded, 1, _LIKELY)
    return folded[likely[0]] if likely else ""


class _Reader:
    """Reads tokens from left to right, one method a level of binding."""

    def __init__(self, tokens: list[Token]) -> None:
        self._tokens = tokens
        self._at = 0
        self._depth = 0

    def whole(self) -> Expression:
        """Return what all tokens say."""
        if len(self._tokens) == 1:
            raise UserError("where_empty")
        found = self._either()
        if self._now.mark is not Mark.END:
            raise UserError("where_bracket_extra", text=self._now.text, column=self._now.column)
        return found

    @property
    def _now(self) -> Token:
        return self._tokens[self._at]

    def _take(self) -> Token:
        token = self._now
        self._at += token.mark is not Mark.END
        return token

    def _says(self, keyword: str) -> bool:
        return self._now.mark is Mark.KEYWORD and self._now.said.casefold() == keyword

    def _either(self) -> Expression:
        parts = [self._together()]
        while self._says("or"):
            self._take()
            parts.append(self._together())
        return parts[0] if len(parts) == 1 else Some(tuple(parts))

    def _together(self) -> Expression:
        parts = [self._one()]
        while self._says("and") or self._says("not") or self._now.mark in (Mark.TEXT, Mark.OPEN, Mark.OPERATOR):
            if self._says("and"):
                self._take()
            parts.append(self._one())
        return parts[0] if len(parts) == 1 else All(tuple(parts))

    def _one(self) -> Expression:
        self._depth += 1
        if self._depth > MOST_DEPTH:
            raise UserError("where_too_deep", most=MOST_DEPTH, column=self._now.column)
        found = self._deeper()
        self._depth -= 1
        return found

    def _deeper(self) -> Expression:
        token = self._take()
        if token.mark is Mark.OPEN:
            return self._bracketed(token)
        if token.mark is Mark.KEYWORD and token.said.casefold() == "not":
            return Not(self._one())
        if token.mark is Mark.TEXT:
            return _signed(token) if token.sigil else self._compared(token)
        if token.mark is Mark.END:
            raise UserError("where_ends", text=self._tokens[self._at - 1].text, column=token.column)
        raise UserError("where_unreadable", text=token.text, column=token.column)

    def _bracketed(self, opened: Token) -> Expression:
        found = self._either()
        if self._now.mark is not Mark.CLOSE:
            raise UserError("where_bracket_open", text=opened.text, column=opened.column)
        self._take()
        return found

    def _compared(self, name: Token) -> Condition:
        about = CALLED.get(name.said.casefold())
        if self._now.mark is not Mark.OPERATOR:
            raise _alone(name, about)
        if about is None:
            near, known = nearest(name.said, CALLED), ", ".join(NAMES)
            code = "where_field_likely" if near else "where_field_unknown"
            raise UserError(code, text=name.text, column=name.column, nearest=near, known=known)
        sign = self._take()
        how = operator(sign.text)
        if about.sort is not Sort.NUMBER and how not in (Operator.IS, Operator.IS_NOT):
            raise UserError("where_no_order", text=sign.text, column=sign.column, field=about.name)
        if self._now.mark not in (Mark.TEXT, Mark.KEYWORD):
            raise UserError("where_value_missing", text=f"{name.text}{sign.text}", column=sign.column)
        value = self._take()
        if value.sigil and value.sigil != about.sigil:
            value = value._replace(said=value.sigil + value.said)  # a name that begins like a sign
        if value.said.casefold() == NONE and not value.sigil and not value.quoted and about.sort is not Sort.NUMBER:
            return Condition(about.name, how, None, value.column)
        return Condition(about.name, how, _value(about, value), value.column)


def _alone(name: Token, about: Field | None) -> UserError:
    """Return what to say of a word that is compared with nothing."""
    if about is not None:
        example = f"{about.name}={NONE if about.sort is not Sort.NUMBER else about.least}"
        return UserError("where_comparison_missing", text=name.text, column=name.column, example=example)
    return UserError("where_word_alone", text=name.text, column=name.column)


def _signed(token: Token) -> Condition:
    """Return what "@acme", "!3", "+solved" and their like say."""
    if not token.said and not token.quoted:
        raise UserError("where_value_missing", text=token.text, column=token.column)
    if token.sigil != FLAG:
        about = BY_SIGIL[token.sigil]
        return Condition(about.name, Operator.IS, _value(about, token), token.column)
    name = token.said.casefold()
    if name not in _FLAGS:
        raise _no_value("solved", token, _FLAGS)
    return Condition(name, Operator.IS, value=True, column=token.column)


def _value(about: Field, token: Token) -> Value:
    """Return what a token says as the value of a field."""
    if about.sort is Sort.NUMBER:
        return _number(about, token)
    if about.sort is Sort.NAME:
        if not token.said.strip():
            raise UserError("where_value_missing", text=token.text, column=token.column)
        return token.said
    said = token.said.casefold()
    if about.sort is Sort.YES_NO:
        if said not in _YES_NO:
            raise _no_value(about.name, token, ("yes", "no", NONE))
        return _YES_NO[said]
    if said not in about.choices:
        raise _no_value(about.name, token, (*about.choices, NONE))
    return said


def _number(about: Field, token: Token) -> Decimal:
    plain = _NUMBER.fullmatch(token.said)
    number = Decimal(token.said.replace(",", ".")) if plain else None
    beyond = number is not None and (number < about.least or (about.most is not None and number > about.most))
    if number is None or beyond or (about.whole and number % 1):
        raise UserError(
            "where_number" if about.most is None else "where_number_within",
            text=token.text,
            column=token.column,
            field=about.name,
            least=about.least,
            most=about.most,
        )
    return number


def _no_value(field: str, token: Token, known: Iterable[str]) -> UserError:
    return UserError("where_value_unknown", text=token.text, column=token.column, field=field, known=", ".join(known))
