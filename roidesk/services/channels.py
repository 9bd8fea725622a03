"""Channels as their owner keeps them: what is used, how it is typed, and how personal each kind of contact is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import chain
from typing import NamedTuple
from uuid import UUID

from roidesk.domain.catalogue import Catalogue, folded
from roidesk.domain.changes import Changes
from roidesk.domain.errors import UserError
from roidesk.domain.model import Channel, ChannelKind
from roidesk.domain.personalness import LEVELS, Components, level
from roidesk.services.context import Context
from roidesk.services.judging import judged_anew, put_judged, weigh_anew
from roidesk.services.ledger import BULK
from roidesk.settings.store import checked, setting
from roidesk.store.reader import Reader

IDLE_MINUTES = 5
"""After so many minutes away a timer asks, unless its kind says otherwise."""
_EXAMPLES = 3
_NEW = Components((0, 0, 0, 0, 0, 0))


class ChannelCard(NamedTuple):
    """A channel, its kinds (the one for the rest last) and how many entries were logged on it."""

    channel: Channel
    kinds: tuple[ChannelKind, ...]
    entries: int

    @property
    def used(self) -> bool:
        """Whether it is offered while one types."""
        return self.channel.retired_us is None


class Scale(NamedTuple):
    """The channels in their order, and the weights of what makes a contact personal."""

    cards: tuple[ChannelCard, ...]
    weights: tuple[int, ...]

    def card(self, channel: UUID) -> ChannelCard | None:
        """Return a channel's card; None when it is gone."""
        return next((each for each in self.cards if each.channel.id == channel), None)

    def examples(self) -> Mapping[int, tuple[str, ...]]:
        """Return names of kinds for each level, from the channels in use; one that was met before is not repeated."""
        found: dict[int, dict[str, None]] = {each: {} for each in LEVELS}
        for card in self.cards:
            if card.used:
                for kind in card.kinds:
                    found[level(kind.score)].setdefault(kind.name or card.channel.name)
        return {each: tuple(names)[:_EXAMPLES] for each, names in found.items()}


class Channels:
    """What Settings does with channels; each verb is one action."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def scale(self) -> Scale:
        """Return every channel with its kinds, and the weights."""
        read = self._context.read()
        names, logged = read.catalogue(), read.interactions_by_kind()
        return Scale(
            tuple(_card(each, names, logged) for each in sorted(names.channels, key=_place)),
            self._context.settings(read).weights,
        )

    # ------------------------------------------------------------ how personal

    def judge(self, kind: UUID, components: Components) -> Changes:
        """Judge a kind anew, from now on."""
        with self._context.unit("edit") as unit:
            before = _kind(unit.read, kind)
            put_judged(self._context, unit, [(before, components)], self._context.settings(unit.read).weights)
        return unit.changes

    def weigh(self, weights: Sequence[int]) -> Changes:
        """Weigh what makes a contact personal differently, from now on; `UserError` unless it adds up to 100."""
        weighed = setting("weights", checked("weights", " ".join(map(str, weights))))
        with self._context.unit("settings") as unit:
            unit.put(weighed)
            weigh_anew(self._context, unit, [weighed])
        return unit.changes

    def recalculate(self, channel: UUID) -> Changes:
        """Give what was logged on a channel the judgement its kinds have now; what was judged by hand stays."""
        read = self._context.read()
        kinds = read.where(ChannelKind, channel_id=channel)
        logged = read.interactions_by_kind()
        if sum(logged.get(each.id, 0) for each in kinds) > BULK:
            from roidesk.services.backups import backup_before

            backup_before(self._context, "bulk")
        with self._context.unit("recalculate") as unit:
            unit.put_many(chain.from_iterable(judged_anew(unit.read, each) for each in kinds))
        return unit.changes

    # ------------------------------------------------------------ names, looks, use

    def use(self, channel: UUID, *, used: bool) -> Changes:
        """Offer a channel while typing, or leave it out; what was logged on it stays and counts."""
        return self._change(channel, retired_us=None if used else self._context.clock.now())

    def colour(self, channel: UUID, colour: str | None) -> Changes:
        """Give a channel another colour; None: the one its name has."""
        return self._change(channel, colour=colour)

    def rename(self, channel: UUID, name: str) -> Changes:
        """Call a channel differently; `UserError("name_taken")` when another is called so."""
        return self._change(channel, name=_said(name, "name"))

    def describe(self, kind: UUID, *, name: str, words: Iterable[str], idle_minutes: int) -> Changes:
        """Say what a kind is called, what a quick line may say for it, and after how many minutes away one is asked.

        `words`: single ones, each once. `idle_minutes` 0: never, as in a call. The kind for the rest has no name.
        """
        wanted = _single(words)
        with self._context.unit("edit") as unit:
            before = _kind(unit.read, kind)
            said = _said(name, "kind") if before.name else ""
            unit.put(replace(before, name=said, words=wanted, idle_minutes=idle_minutes))
        return unit.changes

    def add(self, name: str) -> Changes:
        """Add a channel, judged as its name suggests until its owner says otherwise."""
        from roidesk.importers.guesses import guess

        said = _said(name, "name")
        with self._context.unit("add") as unit:
            names = unit.read.catalogue()
            guessed = guess(said, "")
            place = 1 + max((each.position for each in names.channels), default=-1)
            channel = Channel(id=self._context.id(), name=said, position=place)
            kind = ChannelKind(
                id=self._context.id(),
                channel_id=channel.id,
                components=str(guessed.components),
                score=guessed.components.score(self._context.settings(unit.read).weights),
                idle_minutes=guessed.idle_minutes,
            )
            unit.put_many([channel, kind])
        return unit.changes

    def add_kind(
        self, channel: UUID, *, name: str, words: Iterable[str] = (), idle_minutes: int = IDLE_MINUTES
    ) -> Changes:
        """Add a kind to a channel, judged as the rest of the channel is until its owner says otherwise."""
        said, wanted = _said(name, "kind"), _single(words)
        with self._context.unit("add") as unit:
            kinds = unit.read.where(ChannelKind, channel_id=channel)
            rest = next((each for each in kinds if not each.name), None)
            unit.put(
                ChannelKind(
                    id=self._context.id(),
                    channel_id=channel,
                    name=said,
                    words=wanted,
                    components=rest.components if rest else str(_NEW),
                    score=rest.score if rest else 0,
                    idle_minutes=idle_minutes,
                    position=1 + max((each.position for each in kinds), default=0),
                )
            )
        return unit.changes

    def remove_kind(self, kind: UUID) -> Changes:
        """Put a kind into the trash; `UserError("still_used")` while entries are of it."""
        with self._context.unit("delete") as unit:
            unit.delete(ChannelKind, [kind])
        return unit.changes

    def _change(self, channel: UUID, **values: object) -> Changes:
        with self._context.unit("edit") as unit:
            before = unit.read.get(Channel, channel)
            if before is None:
                raise UserError("entry_unknown", text=str(channel))
            unit.put(replace(before, **values))  # type: ignore[arg-type]  # each caller names its field
        return unit.changes


def _card(channel: Channel, names: Catalogue, logged: Mapping[UUID, int]) -> ChannelCard:
    kinds = sorted((each for each in names.kinds if each.channel_id == channel.id), key=_kind_place)
    return ChannelCard(channel, tuple(kinds), sum(logged.get(each.id, 0) for each in kinds))


def _place(channel: Channel) -> tuple[int, str]:
    return channel.position, folded(channel.name)


def _kind_place(kind: ChannelKind) -> tuple[bool, int, str]:
    return not kind.name, kind.position, folded(kind.name)


def _kind(read: Reader, wanted: UUID) -> ChannelKind:
    found = read.get(ChannelKind, wanted)
    if found is None:
        raise UserError("entry_unknown", text=str(wanted))
    return found


def _said(name: str, field: str) -> str:
    said = " ".join(name.split())
    if not said:
        raise UserError("cell_missing", field=field)
    return said


def _single(words: Iterable[str]) -> tuple[str, ...]:
    """Return words as a line reads them, each once."""
    wanted = tuple(dict.fromkeys(folded(each) for each in words if each.strip()))
    for each in wanted:
        if " " in each:
            raise UserError("word_has_blank", text=each)
    return wanted
