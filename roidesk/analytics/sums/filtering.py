"""A filter over the figures: one dimension whose key says whether something is kept, crossed with the rows asked for.

So what is kept and what is left out are rows like any others, and add up:

- time is kept where its interaction says so. Of the kinds of conversions it says nothing: asking for one of them
  narrows what came of the time, not the time;
- what a conversion says itself (contact, brand, product, campaign, kind) counts before what its touches say; each touch
  then keeps, or leaves out, the share of credit that it carries;
- a platform cost is kept whole, or left out whole, where its channel alone decides; else the share is kept that the
  filter keeps of the channel's minutes over the period, and without any minutes the cost is nobody's.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import replace
from fractions import Fraction

from roidesk.analytics.sums.cost import Slice
from roidesk.analytics.sums.dimensions import Dimension, Key, Special, effort_key, oriented
from roidesk.domain.catalogue import Catalogue, folded
from roidesk.domain.effort import EffortKey
from roidesk.domain.filters import Condition, Expression, Filter, Sought, compiled, conditions, without
from roidesk.domain.filters.fields import OF_OUTCOMES
from roidesk.domain.ids import NO_ID
from roidesk.domain.model import Conversion, Interaction

_OF_KEY: Mapping[str, Callable[[EffortKey, Catalogue], Hashable]] = {
    "channel": lambda key, names: names.kind[key.kind_id].channel_id,
    "kind": lambda key, _: key.kind_id,
    "personal": lambda key, _: key.level,
    "person": lambda key, _: key.person_id,
    "brand": lambda key, _: None if key.brand_id == NO_ID else key.brand_id,
}
"""What roll-ups know."""
_OF_ENTRY: Mapping[str, Callable[[Interaction, Catalogue], Hashable]] = {
    "contact": lambda each, _: each.contact_id,
    "product": lambda each, _: each.product_id,
    "orientation": lambda each, names: oriented(each.product_id, names) if each.product_id else None,
    "campaign": lambda each, _: folded(each.campaign) if each.campaign else None,
    "intent": lambda each, _: each.intent,
    "ask_kind": lambda each, _: each.ask_kind,
    "purpose": lambda each, _: each.purpose,
    "direction": lambda each, _: each.direction,
    "source": lambda each, _: each.source,
    "solved": lambda each, _: each.solved,
    "value_added": lambda each, _: each.value_added,
    "score": lambda each, _: each.score,
    "minutes": lambda each, _: each.end_us - each.start_us,
}
"""What only the interaction itself says; its topics, of which it may have several, besides."""
_OF_SALE: Mapping[str, Callable[[Conversion, Catalogue], Hashable]] = {
    "contact": lambda sale, _: sale.contact_id,
    "brand": lambda sale, _: sale.brand_id,
    "product": lambda sale, _: sale.product_id,
    "orientation": lambda sale, names: oriented(sale.product_id, names) if sale.product_id else None,
    "campaign": lambda sale, _: folded(sale.campaign) if sale.campaign else None,
    "conversion": lambda sale, _: sale.kind,
}
"""What a conversion says itself."""
Decides = Callable[[Interaction, Catalogue], bool]
"""Whether an interaction is kept."""


def filtering(where: Filter) -> Dimension:
    """Return the dimension whose key is True for what a filter keeps, and False for what it leaves out."""
    of_time = without(where.expression, OF_OUTCOMES)
    about = [] if of_time is None else [where.of[each] for each in conditions(of_time)]
    kept = keeps(where)
    return Dimension(
        name=f"where {where.name}",
        of_effort=_of_effort(where, of_time) if all(map(_known_of_effort, about)) else None,
        of_interaction=None if all(map(_known_of_effort, about)) else lambda each, names: (kept(each, names),),
        of_credit=_of_credit(where),
        of_platform=_of_platform(where, of_time),
        always_of_platform=all(each.field == "channel" for each in about),
        of_outcomes=any(each.name in OF_OUTCOMES for each in where.of),
        whole_contacts=any(each.field == "contact" for each in where.of.values()),
    )


def kept_slices(parts: Iterable[Slice], where: Dimension, share: Callable[[Key], Fraction]) -> list[Slice]:
    """Return what a filter keeps of platform costs. `share`: what it keeps of a channel's minutes (0 to 1)."""
    found = []
    for part in parts:
        decided = where.of_platform(part.channel, part.days.first) if where.of_platform else Special.SHARED
        kept = share(part.channel) if decided is Special.SHARED else Fraction(decided is True)
        if kept:
            found.append(replace(part, amount=None if part.amount is None else part.amount * kept))
    return found


def keeps(where: Filter) -> Decides:
    """Return what decides whether a filter keeps an interaction."""
    of_time = without(where.expression, OF_OUTCOMES)
    if of_time is None:
        return lambda _each, _names: True
    decide = compiled(of_time, lambda each: _of_entry(where.of[each]))
    return lambda each, names: decide(each, names) is True


def _known_of_effort(sought: Sought) -> bool:
    """Return whether roll-ups decide a condition; of contacts they know whether there is one."""
    return sought.field in _OF_KEY or (sought.field == "contact" and sought.keep == {None})


def _of_effort(where: Filter, of_time: Expression | None) -> Callable[[EffortKey, Catalogue], Key]:
    if of_time is None:
        return lambda _key, _names: True

    def one(each: Condition) -> Callable[[EffortKey, Catalogue], bool]:
        sought = where.of[each]
        if sought.field == "contact":
            return lambda key, _: sought.holds(NO_ID if key.known else None)
        value = _OF_KEY[sought.field]
        return lambda key, names: sought.holds(value(key, names))

    return compiled(of_time, one)


def _of_entry(sought: Sought) -> Callable[[Interaction, Catalogue], bool]:
    if sought.field == "topic":
        return lambda each, _: sought.holds_of_any(each.topics)
    if sought.field in _OF_KEY:
        known = _OF_KEY[sought.field]
        return lambda each, names: sought.holds(known(effort_key(each), names))
    value = _OF_ENTRY[sought.field]
    return lambda each, names: sought.holds(value(each, names))


def _of_credit(where: Filter) -> Callable[[Conversion, Interaction | None, Catalogue], Key]:
    def one(each: Condition) -> Callable[[Conversion, Interaction | None, Catalogue], bool]:
        sought = where.of[each]
        said, of_touch = _OF_SALE.get(sought.field), None if each.name in OF_OUTCOMES else _of_entry(sought)

        def holds(sale: Conversion, touch: Interaction | None, names: Catalogue) -> bool:
            value = said(sale, names) if said else None
            if value is not None or touch is None or of_touch is None:
                return sought.holds(value)
            return of_touch(touch, names)

        return holds

    decide = compiled(where.expression, one)
    return lambda sale, touch, names: decide(sale, touch, names) is True


def _of_platform(where: Filter, of_time: Expression | None) -> Callable[[Key, object], Key]:
    if of_time is None:
        return lambda _channel, _day: True

    def one(each: Condition) -> Callable[[Key], bool | None]:
        sought = where.of[each]
        if sought.field != "channel":
            return lambda _: None
        return lambda channel: sought.holds(None if channel is Special.SHARED else channel)

    decide = compiled(of_time, one)

    def key(channel: Key, _day: object) -> Key:
        found = decide(channel)
        return Special.SHARED if found is None else found

    return key
