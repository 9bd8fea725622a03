"""The names a store knows: people, channels and their kinds, brands, products, topics, kinds of conversion."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

from roidesk.domain.model import Brand, Channel, ChannelKind, ConversionKind, Entry, Person, Product, Topic

_NAMED = (Person, Channel, ChannelKind, Brand, Product, Topic, ConversionKind)


def folded(name: str) -> str:
    """Return a name as names are compared: without case and outer blanks."""
    return " ".join(name.split()).casefold()


def handle_key(text: str) -> str:
    """Return a name or an address of a contact as they are compared: folded, without the "@" before it."""
    return folded(text).removeprefix("@")


@dataclass(frozen=True)
class Catalogue:
    """All named entries but contacts (of which there may be very many), read at one moment."""

    people: tuple[Person, ...] = ()
    channels: tuple[Channel, ...] = ()
    kinds: tuple[ChannelKind, ...] = ()
    brands: tuple[Brand, ...] = ()
    products: tuple[Product, ...] = ()
    topics: tuple[Topic, ...] = ()
    conversion_kinds: tuple[ConversionKind, ...] = ()

    @classmethod
    def of(cls, entries: Iterable[Entry]) -> Catalogue:
        """Return the named ones among entries, in the order given."""
        found: dict[type[Entry], list[Entry]] = {kind: [] for kind in _NAMED}
        for each in entries:
            if type(each) in found:
                found[type(each)].append(each)
        return cls(*(tuple(group) for group in found.values()))  # type: ignore[arg-type] # in the order of the fields

    @cached_property
    def channel(self) -> Mapping[UUID, Channel]:
        """Channels by id."""
        return {each.id: each for each in self.channels}

    @cached_property
    def kind(self) -> Mapping[UUID, ChannelKind]:
        """Kinds by id."""
        return {each.id: each for each in self.kinds}

    @cached_property
    def person(self) -> Mapping[UUID, Person]:
        """People by id."""
        return {each.id: each for each in self.people}

    @cached_property
    def brand(self) -> Mapping[UUID, Brand]:
        """Brands by id."""
        return {each.id: each for each in self.brands}

    @cached_property
    def product(self) -> Mapping[UUID, Product]:
        """Products by id."""
        return {each.id: each for each in self.products}

    @cached_property
    def topic(self) -> Mapping[UUID, Topic]:
        """Topics by id."""
        return {each.id: each for each in self.topics}

    @cached_property
    def taken(self) -> Mapping[type[Entry], frozenset[str]]:
        """The names of all brands, products and topics, as names are compared: asked with each key that is typed."""
        return {
            Brand: frozenset(folded(each.name) for each in self.brands),
            Product: frozenset(folded(each.name) for each in self.products),
            Topic: frozenset(folded(each.name) for each in self.topics),
        }

    def channel_of(self, kind_id: UUID) -> Channel:
        """Return the channel a kind belongs to."""
        return self.channel[self.kind[kind_id].channel_id]

    def default_kind(self, channel_id: UUID) -> ChannelKind:
        """Return the kind a channel has for the rest (its name is "")."""
        return next(each for each in self.kinds if each.channel_id == channel_id and not each.name)
