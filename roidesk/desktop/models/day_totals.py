"""What a day adds up to at this moment, the running timers included. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from uuid import UUID

from roidesk.domain.effort import pieces
from roidesk.domain.model import Channel
from roidesk.domain.timer import interactions_of
from roidesk.services.rows import DayPage


@dataclass(frozen=True, slots=True)
class DayTotals:
    """Counted time in microseconds (time in several interactions at once is shared), all of it and by channel."""

    us: int
    by_channel: tuple[tuple[Channel, int], ...]


def totals(page: DayPage, now: int, *, running: bool) -> DayTotals:
    """Return the time that counts on a day; `running`: what runs counts up to `now`."""
    channels: dict[UUID, Channel] = {}
    spent: dict[UUID, int] = {}
    kinds: dict[UUID, UUID] = {}
    for shown in (*(row.shown for row in page.rows), *(row.shown for row in page.running)):
        channels[shown.channel.id] = shown.channel
        kinds[shown.kind.id] = shown.channel.id
    interactions = [row.interaction for row in page.rows]
    if running:
        going = [row.timer for row in page.running if row.timer.paused_us is None]
        interactions += [each for timer in going for each in interactions_of(timer, now)]
    for piece in pieces(interactions):
        if piece.day == page.day:
            channel = kinds[piece.interaction.kind_id]
            spent[channel] = spent.get(channel, 0) + piece.counted_us
    return DayTotals(sum(spent.values()), tuple(_by_time(spent, channels)))


def _by_time(spent: Mapping[UUID, int], channels: Mapping[UUID, Channel]) -> Iterator[tuple[Channel, int]]:
    for channel in sorted(spent, key=lambda each: (-spent[each], channels[each].name)):
        yield channels[channel], spent[channel]
