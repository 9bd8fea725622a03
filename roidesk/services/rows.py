"""Interactions and timers as a person sees them: ids turned into names, with what came of each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from fractions import Fraction
from typing import NamedTuple
from uuid import UUID

from roidesk.domain.catalogue import Catalogue
from roidesk.domain.model import Channel, ChannelKind, Conversion, Described, Interaction, Timer
from roidesk.domain.personalness import level
from roidesk.domain.quickline import Draft, Role
from roidesk.domain.timer import Gap, counted_us, gaps
from roidesk.store.reader import Reader


class Shown(NamedTuple):
    """The names behind what an interaction, a timer or a pin says. `level` is 1 (least personal) to 5."""

    channel: Channel
    kind: ChannelKind
    contact: str | None
    brand: str | None
    product: str | None
    topics: tuple[str, ...]
    level: int


class InteractionRow(NamedTuple):
    """An interaction, its names, its length in microseconds, and the conversions linked to it."""

    interaction: Interaction
    shown: Shown
    person: str
    us: int
    led_to: tuple[Conversion, ...]


class RunningRow(NamedTuple):
    """A timer and its names. `us`: how long it has run since it was started or resumed, when this was read.

    `left_out`: when nobody can have worked since then, which `us` does not count.
    """

    timer: Timer
    shown: Shown
    us: int
    left_out: tuple[Gap, ...] = ()


class Understood(NamedTuple):
    """A quick line as it would be filed, with the names behind it.

    `contact` None: nobody is known by the name written. `level` None: no channel is named. `meanwhile` names the
    channels of the timers that run at the same time and share it. `fresh`: the brand, product and topics that are not
    in the store yet, as they are written: filing the line adds them.
    """

    draft: Draft
    channel: Channel | None
    kind: ChannelKind | None
    contact: str | None
    level: int | None
    meanwhile: tuple[str, ...]
    fresh: frozenset[tuple[Role, str]] = frozenset()


class DayPage(NamedTuple):
    """One local day of the desk's own person.

    `rows` newest first; `sales` what was bought on the day, in major units of the store's currency (None: a rate of
    exchange is missing).
    """

    day: date
    rows: tuple[InteractionRow, ...]
    running: tuple[RunningRow, ...]
    conversions: int
    sales: Fraction | None
    currency: str


def shown(entry: Described, names: Catalogue, contacts: dict[UUID, str]) -> Shown:
    """Return the names behind an entry."""
    brand = names.brand.get(entry.brand_id) if entry.brand_id else None
    product = names.product.get(entry.product_id) if entry.product_id else None
    return Shown(
        channel=names.channel_of(entry.kind_id),
        kind=names.kind[entry.kind_id],
        contact=contacts.get(entry.contact_id) if entry.contact_id else None,
        brand=brand.name if brand else None,
        product=product.name if product else None,
        topics=tuple(names.topic[each].name for each in entry.topics if each in names.topic),
        level=level(entry.score),
    )


def contacts_of(read: Reader, entries: Iterable[Described]) -> dict[UUID, str]:
    """Return the names of the contacts that entries are with."""
    return read.contact_names({each.contact_id for each in entries if each.contact_id})


def interaction_rows(read: Reader, interactions: Sequence[Interaction]) -> tuple[InteractionRow, ...]:
    """Return interactions as rows, in the order given."""
    names = read.catalogue()
    contacts = contacts_of(read, interactions)
    led_to = read.conversions_of([each.id for each in interactions])
    return tuple(interaction_row(each, names, contacts, led_to.get(each.id, ())) for each in interactions)


def interaction_row(
    interaction: Interaction, names: Catalogue, contacts: dict[UUID, str], led_to: Iterable[Conversion]
) -> InteractionRow:
    """Return an interaction as a row; `contacts`: the name of its contact by id."""
    person = names.person.get(interaction.person_id)
    return InteractionRow(
        interaction=interaction,
        shown=shown(interaction, names, contacts),
        person=person.name if person is not None else "",
        us=interaction.end_us - interaction.start_us,
        led_to=tuple(led_to),
    )


def running_rows(read: Reader, timers: Sequence[Timer], now: int) -> tuple[RunningRow, ...]:
    """Return timers as rows, in the order given."""
    names = read.catalogue()
    contacts = contacts_of(read, timers)
    return tuple(RunningRow(each, shown(each, names, contacts), counted_us(each, now), gaps(each)) for each in timers)
