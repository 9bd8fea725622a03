"""By what figures can be asked for: one `Dimension` each, any number of them crossed.

Three rules place effort and conversions, so that rows add up to the totals:

- effort goes where its interaction says; what it does not say is a row of its own (key None). An interaction with
  several topics is shared equally between them. The hour is that of the week in which it started, local time;
- a conversion goes first where it says itself (its contact, brand, product, campaign, kind, day); otherwise its touches
  carry it, each with the share the model gives; a conversion that says nothing and has no touch goes to "(none)";
- platform cost belongs to a channel and a day. By anything finer it is spread over the rows by their minutes on that
  channel; what belongs to no row (no channel, or none of its minutes) goes to "(shared)". Conversions have a kind and
  time has none, so by kind of conversion all effort is "(shared)".
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum, StrEnum
from itertools import product
from uuid import UUID

from roidesk.domain.catalogue import Catalogue
from roidesk.domain.effort import EffortKey
from roidesk.domain.errors import UserError
from roidesk.domain.ids import NO_ID
from roidesk.domain.instants import Week, local, local_day
from roidesk.domain.model import Brand, Channel, Conversion, Interaction, Person, Product, Topic
from roidesk.domain.personalness import level

MOST_CROSSED = 2


class Special(StrEnum):
    """The two rows that are nobody's."""

    NONE = "(none)"
    SHARED = "(shared)"


class _Silence(Enum):
    """What a conversion says of itself where it says nothing (None would be a key)."""

    SAYS_NOTHING = 0


Key = Hashable
"""A channel's or another entry's id, a level, a Week, a text, None (not known) or a `Special`."""
RowKey = tuple[Key, ...]
Named = Person | Channel | Brand | Product | Topic


@dataclass(frozen=True, slots=True)
class Dimension:
    """How one dimension reads effort, touches and conversions.

    Either `of_effort` (known from the roll-ups) or `of_interaction` (only from the interaction itself) is given.
    `of_conversion`: what a conversion says of itself; `of_credit`: what it and its touch (None: it has none) say
    together. `of_platform`: the key of what a platform cost, by its channel (`Special.SHARED`: none) and its day.
    Without one it is spread by minutes, as where this says `Special.SHARED` (never, if `always_of_platform`).
    `whole_contacts`: who was merged counts as one contact here. `of_outcomes`: it sorts conversions as time is not.
    """

    name: str
    of_effort: Callable[[EffortKey, Catalogue], Key] | None = None
    of_interaction: Callable[[Interaction, Catalogue], tuple[Key, ...]] | None = None
    of_conversion: Callable[[Conversion], Key] | None = None
    of_credit: Callable[[Conversion, Interaction | None, Catalogue], Key] | None = None
    of_platform: Callable[[Key, date], Key] | None = None
    always_of_platform: bool = False
    whole_contacts: bool = False
    of_outcomes: bool = False


def _either(value: Key) -> Key:
    return _Silence.SAYS_NOTHING if value is None else value


def _day(conversion: Conversion) -> Key:
    return local_day(conversion.at_us, conversion.zone)


def _orientation(entry: Interaction, names: Catalogue) -> tuple[Key, ...]:
    return (oriented(entry.product_id, names) if entry.product_id else None,)


def oriented(product_id: UUID, names: Catalogue) -> Key:
    """Return whether a product is a thing or a service; None: not known."""
    about = names.product.get(product_id)
    return about.orientation.value if about and about.orientation else None


def _hour(entry: Interaction, _names: Catalogue) -> tuple[Key, ...]:
    moment = local(entry.start_us, entry.zone)
    return (moment.weekday() * 24 + moment.hour,)


def _month(day: object) -> str:
    return str(day)[:7]


_KNOWN = (
    Dimension(
        "channel",
        lambda key, names: names.kind[key.kind_id].channel_id,
        of_platform=lambda channel, _: channel,
        always_of_platform=True,
    ),
    Dimension("kind", lambda key, _: key.kind_id),
    Dimension("personalness", lambda key, _: key.level),
    Dimension("person", lambda key, _: key.person_id),
    Dimension(
        "contact",
        None,
        lambda each, _: (each.contact_id,),
        lambda sale: _either(sale.contact_id),
        whole_contacts=True,
    ),
    Dimension(
        "brand",
        lambda key, _: None if key.brand_id == NO_ID else key.brand_id,
        None,
        lambda sale: _either(sale.brand_id),
    ),
    Dimension("product", None, lambda each, _: (each.product_id,), lambda sale: _either(sale.product_id)),
    Dimension("orientation", None, _orientation),
    Dimension("topic", None, lambda each, _: each.topics or (None,)),
    Dimension("campaign", None, lambda each, _: (each.campaign,), lambda sale: _either(sale.campaign)),
    Dimension("intent", None, lambda each, _: (each.intent and each.intent.value,)),
    Dimension("purpose", None, lambda each, _: (each.purpose and each.purpose.value,)),
    Dimension("conversion_kind", lambda _key, _: Special.SHARED, None, lambda sale: sale.kind),
    Dimension("hour", None, _hour),
    Dimension(
        "week",
        lambda key, _: Week.of(key.day),
        None,
        lambda sale: Week.of(local_day(sale.at_us, sale.zone)),
        of_platform=lambda _, day: Week.of(day),
        always_of_platform=True,
    ),
    Dimension(
        "month",
        lambda key, _: _month(key.day),
        None,
        lambda sale: _month(_day(sale)),
        of_platform=lambda _, day: _month(day),
        always_of_platform=True,
    ),
)
DIMENSIONS = tuple(each.name for each in _KNOWN)
"""The names a query may ask by."""
DAY = Dimension("day", lambda key, _: key.day, None, _day, of_platform=lambda _, day: day, always_of_platform=True)
"""For what is worked out day by day; not offered to ask by."""
_BY_NAME = {each.name: each for each in (*_KNOWN, DAY)}


def dimensions(by: tuple[str, ...]) -> tuple[Dimension, ...]:
    """Return dimensions by their names; `UserError` for one that is not offered, twice the same, or too many."""
    for name in by:
        if name not in DIMENSIONS:
            raise UserError("dimension_unknown", text=name, known=", ".join(DIMENSIONS))
    if len(by) > MOST_CROSSED or len(set(by)) < len(by):
        raise UserError("dimensions_too_many", text=", ".join(by))
    return tuple(_BY_NAME[name] for name in by)


def named(name: str) -> Dimension:
    """Return a dimension the code itself names."""
    return _BY_NAME[name]


def need_interactions(by: tuple[Dimension, ...]) -> bool:
    """Return whether roll-ups do not know one of the dimensions."""
    return any(each.of_effort is None for each in by)


def effort_rows(
    by: tuple[Dimension, ...], key: EffortKey, entry: Interaction | None, names: Catalogue
) -> tuple[RowKey, ...]:
    """Return the rows that share a piece of effort equally (one, but for several topics)."""
    if entry is None or all(each.of_effort for each in by):
        # By far the most: there is nothing to cross.
        return (tuple(_known(each, key, names) for each in by),)
    return tuple(product(*(_keys(each, key, entry, names) for each in by)))


def credit_rows(
    by: tuple[Dimension, ...], sale: Conversion, touch: Interaction | None, names: Catalogue
) -> tuple[RowKey, ...]:
    """Return the rows that share equally what a conversion credits a touch with; `touch` None: it has none."""
    return tuple(product(*(_credited(each, sale, touch, names) for each in by)))


def _known(each: Dimension, key: EffortKey, names: Catalogue) -> Key:
    if each.of_effort is None:
        raise LookupError(each.name)
    return each.of_effort(key, names)


def _keys(each: Dimension, key: EffortKey, entry: Interaction, names: Catalogue) -> tuple[Key, ...]:
    return (_known(each, key, names),) if each.of_interaction is None else each.of_interaction(entry, names)


def _credited(each: Dimension, sale: Conversion, touch: Interaction | None, names: Catalogue) -> tuple[Key, ...]:
    if each.of_credit is not None:
        return (each.of_credit(sale, touch, names),)
    if each.name == "orientation" and sale.product_id:
        return (oriented(sale.product_id, names),)
    said = each.of_conversion(sale) if each.of_conversion else _Silence.SAYS_NOTHING
    if said is not _Silence.SAYS_NOTHING:
        return (said,)
    return (Special.NONE,) if touch is None else _keys(each, effort_key(touch), touch, names)


def effort_key(entry: Interaction) -> EffortKey:
    """Return what an interaction as a whole would be summed under, on the day it starts."""
    return EffortKey(
        local_day(entry.start_us, entry.zone),
        entry.person_id,
        entry.kind_id,
        level(entry.score),
        entry.brand_id or NO_ID,
        entry.contact_id is not None,
    )


_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def label(each: Dimension, key: Key, names: Catalogue, contacts: dict[UUID, str]) -> str | int | None:
    """Return a key as JSON writes it: a name, a level, "2026-W23", "2026-06", "mon 09", "(none)", None."""
    if key is None or isinstance(key, Special):
        return key and key.value
    if each.name == "hour" and isinstance(key, int):
        return f"{_WEEKDAYS[key // 24]} {key % 24:02}"
    if isinstance(key, UUID):
        return _entry_name(each.name, key, names, contacts)
    return key if isinstance(key, int) else str(key)


def _entry_name(dimension: str, key: UUID, names: Catalogue, contacts: dict[UUID, str]) -> str:
    if dimension == "contact":
        return contacts.get(key, str(key))
    if dimension == "kind":
        kind = names.kind[key]
        return f"{names.channel[kind.channel_id].name} {kind.name}".strip()
    named_entries: tuple[Mapping[UUID, Named], ...] = (
        names.channel,
        names.person,
        names.brand,
        names.product,
        names.topic,
    )
    return next((known[key].name for known in named_entries if key in known), str(key))


def place(each: Dimension, key: Key, names: Catalogue, contacts: dict[UUID, str]) -> tuple[int, int, int, str]:
    """Return where a row stands: channels and kinds in the team's order, else by name or time; nobody's rows last."""
    if isinstance(key, Special):
        return (3 if key is Special.SHARED else 2, 0, 0, "")
    if key is None:
        return (1, 0, 0, "")
    text = str(label(each, key, names, contacts))
    if isinstance(key, int):
        return (0, key, 0, "")
    first, second = _position(each, key, names) if isinstance(key, UUID) else (0, 0)
    return (0, first, second, text.casefold())


def _position(each: Dimension, key: UUID, names: Catalogue) -> tuple[int, int]:
    if each.name == "channel":
        return names.channel[key].position, 0
    if each.name == "kind":
        kind = names.kind[key]
        return names.channel[kind.channel_id].position, kind.position
    return 0, 0
