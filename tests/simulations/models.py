"""Which model is nearer the truth (analytics.md 3.5), and what the likely range of credit covers.

A made-up team touches contacts 64 times a week over seven channels; 42 % of the touches are tweets, which bring
nothing. A touch brings a conversion with its channel's chance, after up to ten days. In the second world ("helped")
phone and video bring twice as much where a tweet came in the 30 days before. The truth is what would have been lost
without each channel. Both worlds are our own assumption: in them each conversion has one cause, and long contacts are
also the effective ones, which flatters the models that weigh by minutes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from roidesk.analytics.attribution import MODELS, NONE, Journey, Paths, Touch, credit
from roidesk.analytics.attribution.credit_ranges import drawn_sums
from roidesk.analytics.gates import ENOUGH_FOR_CREDIT_RANGES

WINDOW_DAYS = 30
TOUCHES_A_WEEK = 64
_NEW_CONTACT = 0.3
_LONGEST_DELAY_DAYS = 10
_SEED = 20260601
_RANGED = ("linear", "time_decay", "minutes")


@dataclass(frozen=True)
class Channel:
    """A channel of the made-up team: its share of touches, its chance to bring a conversion, its minutes and score."""

    name: str
    share: float
    chance: float
    minutes: int
    score: float


CHANNELS = (
    Channel("tweet", 0.42, 0.0, 4, 22.5),
    Channel("email", 0.20, 0.04, 10, 25),
    Channel("message", 0.12, 0.05, 6, 37.5),
    Channel("chat", 0.10, 0.06, 9, 50),
    Channel("phone", 0.08, 0.12, 15, 70),
    Channel("video", 0.05, 0.20, 30, 90),
    Channel("lunch", 0.03, 0.15, 60, 92.5),
)
_HELPED_BY_TWEETS = ("phone", "video")


@dataclass
class World:
    """What happened: journeys by contact, and what would have been lost without each channel."""

    journeys: Mapping[int, Sequence[Journey]]
    lost: Mapping[str, float]

    @property
    def everything(self) -> list[Journey]:
        """All journeys."""
        return [each for journeys in self.journeys.values() for each in journeys]

    def truth(self) -> np.ndarray:
        """The share of each channel in what would have been lost."""
        lost = np.array([self.lost[each.name] for each in CHANNELS])
        return lost / lost.sum()


def world(chance: np.random.Generator, weeks: int, *, tweets_help: bool) -> World:
    """Return one made-up history."""
    count = weeks * TOUCHES_A_WEEK
    times = np.sort(chance.uniform(0, 7 * weeks, count)).tolist()
    which = chance.choice(len(CHANNELS), count, p=[each.share for each in CHANNELS]).tolist()
    touches: dict[int, list[tuple[float, Channel]]] = defaultdict(list)
    sales: dict[int, list[float]] = defaultdict(list)
    lost: dict[str, float] = defaultdict(float)
    active: list[tuple[float, int]] = []
    for at, channel in zip(times, (CHANNELS[n] for n in which), strict=True):
        active = [each for each in active if at - each[0] <= WINDOW_DAYS]
        known = bool(active) and chance.random() >= _NEW_CONTACT
        contact = active[chance.integers(len(active))][1] if known else len(touches)
        helped = tweets_help and channel.name in _HELPED_BY_TWEETS and _tweeted(touches[contact], at)
        if chance.random() < channel.chance * (2 if helped else 1):
            sales[contact].append(at + chance.uniform(0, _LONGEST_DELAY_DAYS))
            lost[channel.name] += 1
            # Half of what was helped would not have come without the tweet.
            lost["tweet"] += 0.5 if helped else 0
        touches[contact].append((at, channel))
        active.append((at, contact))
    journeys = {contact: _journeys(path, sales[contact]) for contact, path in touches.items()}
    return World(journeys, lost)


def _tweeted(path: Sequence[tuple[float, Channel]], at: float) -> bool:
    return any(channel.name == "tweet" and at - when <= WINDOW_DAYS for when, channel in path)


def _journeys(path: Sequence[tuple[float, Channel]], sales: Sequence[float]) -> list[Journey]:
    if not sales:
        return [Journey(_touches(path, path[-1][0]), 0, nulls=1)]
    return [Journey(_touches([each for each in path if 0 <= sold - each[0] <= WINDOW_DAYS], sold), 1) for sold in sales]


def _touches(path: Sequence[tuple[float, Channel]], until: float) -> tuple[Touch, ...]:
    return tuple(Touch(channel.name, until - at, channel.minutes, channel.score) for at, channel in path)


def shares(journeys: Sequence[Journey], model: str) -> np.ndarray:
    """Return the share of each channel in the credit of a model."""
    found = credit(Paths.of(journeys, model), model)
    credited = np.array([float(found.get(each.name, 0)) for each in CHANNELS])
    return credited / credited.sum()


def simulate(*, long: bool) -> str:
    """Return both tables: how far models are from the truth, and what the ranges of credit cover."""
    times = 5 if long else 1
    return "\n\n".join([_nearness(60 * times), _coverage(150 * times)])


def _nearness(runs: int) -> str:
    columns = ("alone 13 wk", "alone 52 wk", "helped 13 wk", "helped 52 wk")
    lines = [
        f"root mean square error of a channel's share, and the share given to tweets; {runs} worlds each",
        f"{'model':<16}" + "".join(f"{each:>16}" for each in columns) + "  right best channel (52 wk)",
    ]
    worlds = {
        (helped, weeks): [
            world(np.random.default_rng([_SEED, helped, weeks, n]), weeks, tweets_help=bool(helped))
            for n in range(runs)
        ]
        for helped in (0, 1)
        for weeks in (13, 52)
    }
    true_tweets = [np.mean([each.truth()[0] for each in found]) for found in worlds.values()]
    lines.append(f"{'(truth)':<16}" + "".join(f"{share:>16.3f}" for share in true_tweets))
    for model in MODELS:
        cells, best = [], []
        for (_helped, weeks), found in worlds.items():
            given = [(shares(each.everything, model), each.truth()) for each in found]
            error = np.sqrt(np.mean([(ours - truth) ** 2 for ours, truth in given]))
            cells.append(f"   {error:.3f} / {np.mean([ours[0] for ours, _ in given]):.3f}")
            if weeks == 52:
                best.append(sum(int(ours.argmax() == truth.argmax()) for ours, truth in given))
        lines.append(f"{model:<16}" + "".join(cells) + f"  {best[0]} and {best[1]} of {runs}")
    return "\n".join(lines)


def _coverage(runs: int) -> str:
    """Return how often the 95 % range of a channel's credit holds the mean credit of all worlds."""
    lines = [
        f"share of 95 % ranges of credit (of so many) that hold its mean, from 30 conversions on; {runs} worlds each",
        f"{'model':<16}" + "".join(f"{each:>9}       " for each in ("13 wk", "26 wk", "52 wk")),
    ]
    worlds = {
        weeks: [world(np.random.default_rng([_SEED, 2, weeks, n]), weeks, tweets_help=False) for n in range(runs)]
        for weeks in (13, 26, 52)
    }
    for model in _RANGED:
        cells = []
        for found in worlds.values():
            held, seen = 0, 0
            tables = [_by_contact(each, model) for each in found]
            mean = np.mean([table.sum(axis=0) for table in tables], axis=0)
            for table, each in zip(tables, found, strict=True):
                touched = (table > 0).sum(axis=0) >= ENOUGH_FOR_CREDIT_RANGES
                ranges = drawn_sums(table[table.any(axis=1)].tolist(), len(each.journeys))
                for n in np.flatnonzero(touched):
                    seen += 1
                    held += ranges[n][0] <= mean[n] <= ranges[n][1]
            cells.append(f"{held / seen:9.3f} ({seen:>4})" if seen else f"{'–':>9}       ")
        lines.append(f"{model:<16}" + "".join(cells))
    return "\n".join(lines)


def _by_contact(made: World, model: str) -> np.ndarray:
    """Return what a model credits each channel with, by contact."""
    rows = []
    for journeys in made.journeys.values():
        found = credit([each for each in journeys if each.conversions], model)
        rows.append([float(found.get(each.name, 0)) for each in CHANNELS])
        assert not found[NONE]
    return np.array(rows)
