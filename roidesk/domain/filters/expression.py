"""What a filter says: conditions joined by and, or, not. Written back as text that reads the same again."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import ParamSpec
from uuid import UUID

from roidesk.domain.filters.fields import BY_NAME, Sort

P = ParamSpec("P")


class Operator(StrEnum):
    """How a value is compared."""

    IS = "="
    IS_NOT = "!="
    AT_LEAST = ">="
    AT_MOST = "<="
    MORE = ">"
    LESS = "<"


Value = str | Decimal | bool | None
"""A name or a choice, a number, yes or no; None is "none": not known, or there is none."""


@dataclass(frozen=True, slots=True)
class Condition:
    """A field, by its name, compared with one value. `column`: where the value stood in the text."""

    name: str
    operator: Operator
    value: Value
    column: int = field(default=1, compare=False)


@dataclass(frozen=True, slots=True)
class Not:
    """What does not hold."""

    of: Expression


@dataclass(frozen=True, slots=True)
class All:
    """What holds together (two parts or more)."""

    parts: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Some:
    """What holds one way or another (two parts or more)."""

    parts: tuple[Expression, ...]


Expression = Condition | Not | All | Some

KEYWORDS = frozenset({"and", "or", "not"})
NONE = "none"
_PLAIN = re.compile(r"""[^\s()=!<>≥≤≠"“”„\\@#&%^~+][^\s()=!<>≥≤≠"“”„\\]*""")


def entry(name: str, entry_id: UUID) -> Condition:
    """Return the condition that a field is one entry: what a list to choose from says."""
    return Condition(name, Operator.IS, str(entry_id))


def all_of(*expressions: Expression | None) -> Expression | None:
    """Return what holds when each expression that is given does; None: nothing was asked."""
    given = tuple(each for each in expressions if each is not None)
    return All(given) if len(given) > 1 else given[0] if given else None


def parts_of(expression: Expression | None) -> tuple[Expression, ...]:
    """Return what has to hold together, part by part; nothing of None."""
    if expression is None:
        return ()
    return expression.parts if isinstance(expression, All) else (expression,)


def conditions(expression: Expression) -> Iterator[Condition]:
    """Yield every condition of an expression, in the order they are written."""
    if isinstance(expression, Condition):
        yield expression
        return
    for part in (expression.of,) if isinstance(expression, Not) else expression.parts:
        yield from conditions(part)


def compiled(expression: Expression, one: Callable[[Condition], Callable[P, bool | None]]) -> Callable[P, bool | None]:
    """Return what decides an expression: whether it holds, None where that cannot be told (Kleene's logic).

    `one` returns what decides one condition.
    """
    if isinstance(expression, Condition):
        return one(expression)
    if isinstance(expression, Not):
        return _opposite(compiled(expression.of, one))
    return _joined([compiled(part, one) for part in expression.parts], settles=isinstance(expression, Some))


def _opposite(decide: Callable[P, bool | None]) -> Callable[P, bool | None]:
    def opposite(*args: P.args, **kwargs: P.kwargs) -> bool | None:
        found = decide(*args, **kwargs)
        return None if found is None else not found

    return opposite


def _joined(parts: Sequence[Callable[P, bool | None]], *, settles: bool) -> Callable[P, bool | None]:
    """Return what says `settles` as soon as one part says that, whatever the others are."""

    def joined(*args: P.args, **kwargs: P.kwargs) -> bool | None:
        unknown = False
        for decide in parts:
            found = decide(*args, **kwargs)
            if found is settles:
                return settles
            unknown = unknown or found is None
        return None if unknown else not settles

    return joined


def without(expression: Expression, fields: frozenset[str], *, negated: bool = False) -> Expression | None:
    """Return what is left where conditions on some fields hold either way; None: everything holds.

    For things that such a field says nothing of: time has no kind of conversion, whichever one asks for.
    """
    if isinstance(expression, Condition):
        kept = None if expression.name in fields else expression
        return Not(kept) if negated and kept is not None else kept
    if isinstance(expression, Not):
        return without(expression.of, fields, negated=not negated)
    left = [without(part, fields, negated=negated) for part in expression.parts]
    # "not (a and b)" is "not a or not b".
    if isinstance(expression, All) is not negated:
        return all_of(*left)
    said = tuple(part for part in left if part is not None)
    return Some(said) if len(said) == len(left) else None


def written(expression: Expression) -> str:
    """Return an expression as text; `parse` reads it back as the same."""
    if isinstance(expression, Condition):
        return _condition(expression)
    if isinstance(expression, Not):
        return f"not {_within(expression.of)}"
    if isinstance(expression, All):
        return " and ".join(map(_within, expression.parts))
    parts = expression.parts
    return " or ".join(f"({written(part)})" if isinstance(part, Some) else written(part) for part in parts)


def _within(part: Expression) -> str:
    return written(part) if isinstance(part, Condition | Not) else f"({written(part)})"


def _condition(each: Condition) -> str:
    about = BY_NAME[each.name]
    if about.sigil and each.operator is Operator.IS and each.value is not None:
        if about.sort is Sort.YES_NO:
            return f"{about.sigil}{each.name}" if each.value is True else f"{each.name}=no"
        return f"{about.sigil}{_value(each.value, after_sigil=True)}"
    return f"{each.name}{each.operator}{_value(each.value)}"


def _value(value: Value, *, after_sigil: bool = False) -> str:
    if value is None:
        return NONE
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Decimal):
        return format(value, "f")
    plain = _PLAIN.fullmatch(value) and (after_sigil or value.casefold() != NONE)
    return value if plain else '"' + re.sub(r'(["“”\\])', r"\\\1", value) + '"'
