"""The words a store knows: which of them say a channel or a kind, and which say a kind of conversion."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple
from uuid import UUID

from roidesk.domain.catalogue import Catalogue, folded
from roidesk.domain.model import CONVERSION_KINDS, Channel, ChannelKind

Phrase = tuple[str, ...]
_IN_BRACKETS = re.compile(r"\(([^()]*)\)")
# How people call the five kinds besides their names.
_ALSO = {
    "phone_call": ("call", "phone", "phoned"),
    "demo_request": ("demo",),
    "registered_download": ("download",),
    "proposal_request": ("proposal", "quote"),
    "purchase": ("sale", "order", "bought"),
}


def phrase(text: str) -> Phrase:
    """Return a name as the words it is compared by."""
    return tuple(folded(text).split())


class Sense(NamedTuple):
    """What a phrase may say: kinds, the likeliest first; `certain`: the first is meant unless more words narrow it."""

    kinds: tuple[UUID, ...]
    certain: bool

    def narrowed(self, other: Sense) -> Sense | None:
        """Return what both phrases can mean together, or None."""
        both = tuple(kind for kind in self.kinds if kind in other.kinds)
        if not both:
            return None
        return Sense(both, len(both) == 1 or (self.certain and other.certain and both[0] == self.kinds[0]))


@dataclass(frozen=True)
class Vocabulary:
    """What `read` has to know of a store. `last_end` is when the person's last entry ended (for `=`).

    `says`: the words by which a person would call each kind.
    """

    senses: Mapping[Phrase, Sense] = field(default_factory=dict)
    conversions: Mapping[Phrase, str] = field(default_factory=dict)
    last_end: int | None = None
    says: Mapping[UUID, Phrase] = field(default_factory=dict)

    @classmethod
    def of(cls, catalogue: Catalogue, last_end: int | None = None) -> Vocabulary:
        """Return the words of a catalogue."""
        return cls(_senses(catalogue), dict(_conversions(catalogue)), last_end, dict(_said(catalogue)))

    @cached_property
    def longest(self) -> int:
        """How many words the longest phrase has."""
        return max(map(len, (*self.senses, *self.conversions)), default=0)


def _channel_names(name: str) -> Iterator[Phrase]:
    """Yield what a channel may be called: "X (Twitter)", "X", "Twitter"."""
    yield phrase(name)
    yield phrase(_IN_BRACKETS.sub(" ", name))
    yield from map(phrase, _IN_BRACKETS.findall(name))


def _senses(catalogue: Catalogue) -> dict[Phrase, Sense]:
    of_channel: dict[Phrase, list[tuple[UUID, ...]]] = defaultdict(list)
    of_kind: dict[Phrase, list[UUID]] = defaultdict(list)
    by_channel: dict[UUID, list[ChannelKind]] = defaultdict(list)
    for kind in sorted(catalogue.kinds, key=lambda each: (each.name != "", each.position)):
        by_channel[kind.channel_id].append(kind)
    for channel in catalogue.channels:
        kinds = by_channel[channel.id]
        called = _called(channel, kinds)
        for words in called if kinds else ():
            of_channel[words].append(tuple(each.id for each in kinds))
        for kind in kinds:
            own = {phrase(kind.name), *map(phrase, kind.words)} - {()} if kind.name else set()
            for words in own | {before + after for before in called for after in own}:
                of_kind[words].append(kind.id)
    return {words: _sense(of_channel[words], of_kind[words]) for words in {*of_channel, *of_kind}}


def _said(catalogue: Catalogue) -> Iterator[tuple[UUID, Phrase]]:
    """Yield for each kind its channel's first word and its own name: "tweet reply", "video demo"."""
    defaults = {each.channel_id: each for each in catalogue.kinds if not each.name}
    for kind in catalogue.kinds:
        default, channel = defaults.get(kind.channel_id), catalogue.channel.get(kind.channel_id)
        words = default.words if default else ()
        first = phrase(words[0]) if words else phrase(_IN_BRACKETS.sub(" ", channel.name)) if channel else ()
        yield kind.id, first + phrase(kind.name)


def _called(channel: Channel, kinds: list[ChannelKind]) -> set[Phrase]:
    """Return what one may say for a channel: its name, and the words of its default kind."""
    own = (phrase(word) for each in kinds if not each.name for word in each.words)
    return {*_channel_names(channel.name), *own} - {()}


def _sense(channels: list[tuple[UUID, ...]], kinds: list[UUID]) -> Sense:
    """Say a phrase that names one channel means its default; one that names a kind means that kind if it is alone."""
    defaults = [ids[0] for ids in channels]
    ordered = dict.fromkeys((*defaults, *kinds, *(kind for ids in channels for kind in ids)))
    return Sense(tuple(ordered), len(channels) == 1 or (not channels and len(set(kinds)) == 1))


def _conversions(catalogue: Catalogue) -> Iterator[tuple[Phrase, str]]:
    stored = {each.name for each in catalogue.conversion_kinds}
    built_in = tuple(name for name in CONVERSION_KINDS if name not in stored)
    for name in (*built_in, *stored):
        yield from ((phrase(word), name) for word in _ALSO.get(name, ()))
    # A store's own words come last, so that they win over the usual ones.
    for name in (*built_in, *stored):
        yield phrase(name), name
        yield phrase(name.replace("_", " ")), name
    yield from ((phrase(each.label), each.name) for each in catalogue.conversion_kinds if phrase(each.label))
