"""A filter over what is no work of ours: messages, counts of followers, praise.

They say little (a channel, a contact, who should answer): what cannot be told of one leaves it out. Of the kinds of
conversions they say nothing, as time does not: asking for one of them narrows what came of it.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from typing import TypeVar

from roidesk.domain.catalogue import Catalogue
from roidesk.domain.filters import Condition, Filter, compiled, without
from roidesk.domain.filters.fields import OF_OUTCOMES
from roidesk.domain.model import Direction, FollowerCount, Inbound, Praise
from roidesk.domain.personalness import level

T = TypeVar("T")
_Says = Mapping[str, Callable[[T], Hashable]]


def keeps_message(where: Filter, names: Catalogue) -> Callable[[Inbound], bool]:
    """Return what decides whether a filter keeps a message."""

    def score(each: Inbound) -> int | None:
        kind = names.kind.get(each.kind_id) if each.kind_id else None
        return None if kind is None else kind.score

    return _keeps(
        where,
        {
            "channel": lambda each: each.channel_id,
            "kind": lambda each: each.kind_id,
            "contact": lambda each: each.contact_id,
            "person": lambda each: each.person_id,
            "direction": lambda _: Direction.IN,
            "score": score,
            "personal": lambda each: None if (found := score(each)) is None else level(found),
        },
    )


def keeps_followers(where: Filter) -> Callable[[FollowerCount], bool]:
    """Return what decides whether a filter keeps a count of followers."""
    return _keeps(where, {"channel": lambda each: each.channel_id})


def keeps_praise(where: Filter) -> Callable[[Praise], bool]:
    """Return what decides whether a filter keeps praise."""
    return _keeps(where, {"contact": lambda each: each.contact_id})


def _keeps(where: Filter, says: _Says[T]) -> Callable[[T], bool]:
    def one(each: Condition) -> Callable[[T], bool | None]:
        sought = where.of[each]
        value = says.get(sought.field)
        return (lambda said: sought.holds(value(said))) if value else lambda _: None

    about = without(where.expression, OF_OUTCOMES)
    if about is None:
        return lambda _: True
    decide = compiled(about, one)
    return lambda said: decide(said) is True
