"""A filter over messages: they say a channel, a kind, a contact and who should answer, and nothing else."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping

from roidesk.domain.catalogue import Catalogue
from roidesk.domain.filters import Condition, Filter, compiled
from roidesk.domain.model import Direction, Inbound
from roidesk.domain.personalness import level

_SAYS: Mapping[str, Callable[[Inbound], Hashable]] = {
    "channel": lambda each: each.channel_id,
    "kind": lambda each: each.kind_id,
    "contact": lambda each: each.contact_id,
    "person": lambda each: each.person_id,
    "direction": lambda _: Direction.IN,
}


def keeps_message(where: Filter, names: Catalogue) -> Callable[[Inbound], bool]:
    """Return what decides whether a filter keeps a message; what cannot be told of it leaves it out."""

    def one(each: Condition) -> Callable[[Inbound], bool | None]:
        sought = where.of[each]
        if sought.field in {"personal", "score"}:
            return lambda message: _of_score(message, names, sought.field, sought.holds)
        value = _SAYS.get(sought.field)
        return (lambda message: sought.holds(value(message))) if value else lambda _: None

    decide = compiled(where.expression, one)
    return lambda message: decide(message) is True


def _of_score(message: Inbound, names: Catalogue, field: str, holds: Callable[[object], bool]) -> bool | None:
    """Return whether a filter keeps how personal the kind of a message is; None: its kind is not known."""
    kind = names.kind.get(message.kind_id) if message.kind_id else None
    if kind is None:
        return None
    return holds(level(kind.score) if field == "personal" else kind.score)
