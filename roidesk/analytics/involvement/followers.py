"""Who follows us: how many came and went. Reach, not return (analytics.md 6.2, C11, C27)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from uuid import UUID

from roidesk.analytics.involvement.giving import over
from roidesk.domain.figure import Figure
from roidesk.domain.instants import HOUR, local_day
from roidesk.domain.model import FollowerCount


@dataclass(frozen=True, slots=True)
class Move:
    """How many followed and left since the count before, of one channel; None: not known.

    `at_us` and `day`: when that was counted. `start`: how many followed before. `net` may be known from two counts.
    """

    at_us: int
    day: date
    start: int | None
    net: int | None
    lost: int | None


def moves(counts: Iterable[FollowerCount]) -> dict[UUID, list[Move]]:
    """Return what happened between the counts of each channel, in order of time; `counts` in any order."""
    by_channel: dict[UUID, list[FollowerCount]] = defaultdict(list)
    for each in sorted(counts, key=lambda count: (count.at_us, count.id)):
        by_channel[each.channel_id].append(each)
    return {channel: _moves(every) for channel, every in by_channel.items()}


def _moves(every: Sequence[FollowerCount]) -> list[Move]:
    found, known = [], None
    for each in every:
        net = None if each.gained is None or each.lost is None else each.gained - each.lost
        start = known if each.count is None or net is None else each.count - net
        if net is None and each.count is not None and known is not None:
            net = each.count - known
        found.append(Move(each.at_us, local_day(each.at_us, each.zone), start, net, each.lost))
        known = each.count if each.count is not None else start + net if start is not None and net is not None else None
    return found


@dataclass(frozen=True, slots=True)
class Followers:
    """Net followers, those an hour of work brought, and who left as a share of those there at the start."""

    net_followers: Figure
    net_followers_per_hour: Figure
    unfollow_rate: Figure

    def as_json(self) -> dict[str, object]:
        """Return each figure under its name."""
        return {each.name: getattr(self, each.name).as_json() for each in fields(self)}


def followers(by_channel: Mapping[UUID, Sequence[Move]], counted_us: int) -> Followers:
    """Return the figures of some channels' moves in a period, and of the counted time (microseconds) spent in it.

    Reasons: `nothing_recorded`, `no_time`. A channel of which it is not known how many left, or how many there were,
    is left out of the rate.
    """
    every = [move for channel in by_channel.values() for move in channel]
    net = [move.net for move in every if move.net is not None]
    lost, start = left(by_channel.values())
    return Followers(
        net_followers=Figure(sum(net), "count", len(net)) if net else _nothing("count"),
        net_followers_per_hour=over(sum(net) * HOUR, counted_us, "per_h", "no_time", len(net))
        if net
        else _nothing("per_h"),
        unfollow_rate=over(lost, start, "share", "nothing_recorded", start),
    )


def left(channels: Iterable[Sequence[Move]]) -> tuple[int, int]:
    """Return how many left and of how many at the start; a channel of which either is not known is left out."""
    lost, start = 0, 0
    for channel in channels:
        told = [move for move in channel if move.lost is not None]
        if told and told[0].start is not None:
            lost += sum(move.lost or 0 for move in told)
            start += told[0].start
    return lost, start


def _nothing(unit: str) -> Figure:
    return Figure(None, unit, 0, reason="nothing_recorded")
