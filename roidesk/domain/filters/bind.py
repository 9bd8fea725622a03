"""Names of a filter as the entries of a store: what each condition looks for."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from operator import ge, gt, le, lt
from typing import Any, Protocol
from uuid import UUID

from roidesk.domain.catalogue import Catalogue, folded
from roidesk.domain.errors import UserError
from roidesk.domain.filters.expression import Condition, Expression, Operator, conditions, written
from roidesk.domain.filters.parse import nearest
from roidesk.domain.instants import MINUTE
from roidesk.domain.model import CONVERSION_KINDS, Audience, Brand, Channel, Person, Product, Topic
from roidesk.domain.quickline.vocabulary import Vocabulary, phrase

_SCALE = {"personal": 1, "score": 100, "minutes": MINUTE}
"""In what the entries count: levels, hundredths, microseconds."""
_SHOWN = 12
"""How many names are told to choose from."""
_Named = Person | Channel | Brand | Product | Topic
_COMPARED: Mapping[Operator, Callable[[Any, Any], bool]] = {
    Operator.AT_LEAST: ge,
    Operator.AT_MOST: le,
    Operator.MORE: gt,
    Operator.LESS: lt,
}


class ContactBook(Protocol):
    """What is asked of a store's contacts, of which there may be very many."""

    def called(self, text: str) -> frozenset[UUID]:
        """Return everyone of a name, an address or an id; of those merged into one, that one."""

    def of_audience(self, audience: Audience | None) -> frozenset[UUID]:
        """Return everyone who is that to us; None: of whom it is not known."""


@dataclass(frozen=True, slots=True)
class Sought:
    """What one condition looks for: one of some values, or a number on one side of a bound.

    `field`: whose value is looked at, in the words of `fields`; who is of an audience is looked for as a contact.
    """

    field: str
    keep: frozenset[Hashable] = frozenset()
    bound: Fraction | None = None
    operator: Operator = Operator.IS

    def holds(self, value: object) -> bool:
        """Return whether a value is what is looked for; a number that is not known is on no side of a bound."""
        if self.operator in _COMPARED:
            return value is not None and _COMPARED[self.operator](value, self.bound)
        return (value in self.keep) is (self.operator is Operator.IS)

    def holds_of_any(self, values: Collection[Hashable]) -> bool:
        """Return whether any of several values is what is looked for; "is not" means none of them."""
        found = not self.keep.isdisjoint(values or (None,))
        return found is (self.operator is Operator.IS)


@dataclass(frozen=True)
class Filter:
    """A filter bound to one store: its expression, and what each of its conditions looks for."""

    expression: Expression
    sought: tuple[tuple[Condition, Sought], ...]

    @cached_property
    def of(self) -> Mapping[Condition, Sought]:
        """What each condition looks for."""
        return dict(self.sought)

    @cached_property
    def name(self) -> str:
        """A name that no other filter has: its text, and the entries that its names mean."""
        meant = (",".join(sorted(map(str, each.keep))) for _, each in self.sought)
        return " ".join([written(self.expression), *meant])


def bind(expression: Expression, names: Catalogue, contacts: ContactBook) -> Filter:
    """Return a filter for a store. `UserError`: `where_name_unknown`, `where_name_likely` (with a proposal)."""
    book = _Book(names, contacts)
    return Filter(expression, tuple((each, book.sought(each)) for each in dict.fromkeys(conditions(expression))))


class _Book:
    """Looks names up. A name that two entries share means both."""

    def __init__(self, names: Catalogue, contacts: ContactBook) -> None:
        self._names = names
        self._contacts = contacts
        self._lookups: Mapping[str, Callable[[Condition, str], frozenset[Hashable]]] = {
            "channel": self._channel,
            "kind": self._kind,
            "person": lambda each, text: _one_of(each, text, names.people),
            "brand": lambda each, text: _one_of(each, text, names.brands),
            "product": lambda each, text: _one_of(each, text, names.products),
            "topic": lambda each, text: _one_of(each, text, names.topics),
            "contact": lambda each, text: _found(each, text, contacts.called(text), ()),
            "audience": lambda _, text: frozenset(contacts.of_audience(Audience(text))),
            "campaign": lambda _, text: frozenset({folded(text)}),
            "conversion": self._conversion,
        }

    @cached_property
    def _words(self) -> Vocabulary:
        return Vocabulary.of(self._names)

    def sought(self, each: Condition) -> Sought:
        """Return what a condition looks for."""
        if isinstance(each.value, Decimal):
            bound = Fraction(each.value) * _SCALE[each.name]
            return Sought(each.name, frozenset({bound}), bound, each.operator)
        field = "contact" if each.name == "audience" else each.name
        return Sought(field, self._keep(each), operator=each.operator)

    def _keep(self, each: Condition) -> frozenset[Hashable]:
        if isinstance(each.value, str):
            lookup = self._lookups.get(each.name)
            return lookup(each, each.value) if lookup else frozenset({each.value})
        if each.name == "audience":
            return frozenset({None, *self._contacts.of_audience(None)})
        return frozenset({each.value})

    def _channel(self, each: Condition, text: str) -> frozenset[Hashable]:
        """Return the channel of a name, or else the one that a word of the quick line can only mean."""
        meant = {self._names.kind[kind].channel_id for kind in self._kinds(text)}
        return _one_of(each, text, self._names.channels, frozenset(meant if len(meant) == 1 else ()))

    def _kind(self, each: Condition, text: str) -> frozenset[Hashable]:
        kinds = self._names.kinds
        whole = [f"{self._names.channel[kind.channel_id].name} {kind.name}".strip() for kind in kinds]
        called = dict.fromkeys((*(kind.name for kind in kinds if kind.name), *whole))
        return _found(each, text, _as_id(text, self._names.kind) or self._kinds(text), called)

    def _kinds(self, text: str) -> frozenset[UUID]:
        """Return the kinds that words of the quick line mean: "reply" those of every channel, "email" its default."""
        sense = self._words.senses.get(phrase(text))
        if sense is None:
            return frozenset()
        return frozenset(sense.kinds[:1] if sense.certain else sense.kinds)

    def _conversion(self, each: Condition, text: str) -> frozenset[Hashable]:
        meant = self._words.conversions.get(phrase(text))
        known = dict.fromkeys((*CONVERSION_KINDS, *(kind.name for kind in self._names.conversion_kinds)))
        return _found(each, text, frozenset({meant} if meant else ()), known)


def _one_of(
    each: Condition, text: str, entries: Iterable[_Named], also: frozenset[UUID] = frozenset()
) -> frozenset[Hashable]:
    """Return entries by id, by their full name, or else by what else they are called."""
    names = {entry.id: entry.name for entry in entries}
    called = frozenset(key for key, name in names.items() if folded(name) == folded(text))
    return _found(each, text, _as_id(text, names) or called or also, names.values())


def _as_id(text: str, known: Mapping[UUID, object]) -> frozenset[UUID]:
    try:
        found = UUID(text)
    except ValueError:
        return frozenset()
    return frozenset({found} if found in known else ())


def _found(each: Condition, text: str, found: Collection[Hashable], known: Iterable[str]) -> frozenset[Hashable]:
    """Return what was found; nothing: say so, with what may have been meant."""
    if found:
        return frozenset(found)
    every = tuple(known)
    near = nearest(text, every)
    raise UserError(
        "where_name_likely" if near else "where_name_unknown" if every else "where_nobody",
        text=text,
        column=each.column,
        field=each.name,
        nearest=near,
        known=", ".join(every[:_SHOWN]),
    )
