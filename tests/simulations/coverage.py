"""How often the likely range of a ratio of sums holds the truth, by method, over made-up quarters and years.

A team spends by the week, and its purchases follow what it spends and how much is in demand that week. Both move up and
down from week to week, either independently or hanging together (what a week has of the one before: AR(1) of 0.3, 0.5).
What an amount of money brings back in the long run is known, so that we can count how often a 95 % range holds it.
Only quarters and years are counted that would have shown a range: with 10 purchases or more.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np
from scipy import stats

from roidesk.analytics.gates import ENOUGH_CLUSTERS, ENOUGH_FOR_A_RANGE
from roidesk.analytics.intervals import Interval, fieller, linearised, poisson_interval, weekly_interval
from roidesk.analytics.resampling import bca, block_interval

WEEKS = (8, 13, 26, 52)
A_WEEK = (1, 4, 20)
"""Purchases a week, on average."""
TOGETHER = (0.0, 0.3, 0.5)
SPENDING, DEMAND, AMOUNTS = 0.25, 0.3, 0.6
"""How far spending, demand and the amounts of sales vary (standard deviation of the logarithm)."""
PLATFORMS = 0.3
"""The part of the cost that is the same every week."""
SETTLING = 40
"""Weeks before the ones that are looked at, so that these begin nowhere in particular."""
SEED = 20_260_601


class World(NamedTuple):
    """One team's weeks: what came in, what was spent, how many purchases there were."""

    returns: Sequence[float]
    costs: Sequence[float]
    purchases: Sequence[int]


class Cell(NamedTuple):
    """What kind of weeks: how many, how much they hang together, how many purchases each has on average."""

    weeks: int
    together: float
    a_week: int


def simulate(*, long: bool) -> str:
    """Return the table of docs/figures.md: how often each method's range holds the truth, in per cent."""
    worlds, drawn = (20_000, 2_000) if long else (2_000, 200)
    lines = [
        f"{worlds:,} worlds a row, {drawn:,} of them for what draws (BCa, blocks). In brackets: how wide, the median",
        "of the upper bound over the lower one. Ranges of 8 weeks are never shown (fewer than 10 clusters).",
        "",
        "| weeks | together | a week | shown | **weeks** | waves | log Student | Fieller | BCa | blocks | Garwood |",
        "|---|---|---|---|---|---|---|---|---|---|---|",
    ]
    lines += [_row(Cell(n, together, each), worlds, drawn) for together in TOGETHER for each in A_WEEK for n in WEEKS]
    return "\n".join(lines)


def _row(cell: Cell, worlds: int, drawn: int) -> str:
    chance = np.random.default_rng([SEED, cell.weeks, round(cell.together * 10), cell.a_week])
    every = [world(cell, chance) for _ in range(worlds)]
    kept = [each for each in every if sum(each.purchases) >= ENOUGH_FOR_A_RANGE]
    shown = len(kept) / worlds if cell.weeks >= ENOUGH_CLUSTERS else 0.0
    told = [f"{cell.weeks}", f"{cell.together}", f"{cell.a_week}", f"{100 * shown:.0f} %"]
    if len(kept) < drawn / 2:
        return "| " + " | ".join([*told, *["–"] * 7]) + " |"
    told += [_told(method, kept, cell.a_week) for method in (weekly_interval, _waves, _log_student, fieller)]
    told += [_told(method, kept[:drawn], cell.a_week) for method in (_fewer_draws, block_interval)]
    told.append(_counts(kept, cell.a_week))
    return "| " + " | ".join(told) + " |"


def _log_student(returns: Sequence[float], costs: Sequence[float]) -> Interval:
    """Return Student's interval on the logarithmic scale, as if weeks did not hang together."""
    found = linearised(returns, costs)
    return _by_factor(found.value, found.error, len(costs) - 1)


def _waves(returns: Sequence[float], costs: Sequence[float]) -> Interval:
    """Return the interval that ν slow cosines through the weeks see (Lazarus, Lewis, Stock, Watson, JBES 36, 2018)."""
    n, whole = len(costs), math.fsum(costs)
    value = math.fsum(returns) / whole
    left = [mine - value * cost for mine, cost in zip(returns, costs, strict=True)]
    waves = max(2, round(n ** (2 / 3) / 2))
    seen = [
        math.fsum(each * math.cos(math.pi * wave * (t + 0.5) / n) for t, each in enumerate(left))
        for wave in range(1, waves + 1)
    ]
    return _by_factor(value, math.sqrt(2 * math.fsum(each * each for each in seen) / waves) / whole, waves)


def _by_factor(value: float, error: float, freedom: int) -> Interval:
    factor = math.exp(float(stats.t.ppf(0.975, freedom)) * error / value)
    return value / factor, value * factor


def _fewer_draws(returns: Sequence[float], costs: Sequence[float]) -> Interval:
    return bca(returns, costs, draws=2_000)


def _told(method: Callable[..., Interval | None], worlds: Sequence[World], truth: float) -> str:
    ranges = [method(each.returns, each.costs) for each in worlds]
    known = [each for each in ranges if each is not None]
    holds = sum(low <= truth <= high for low, high in known) + len(ranges) - len(known)
    wide = [high / low for low, high in known if low > 0]
    return f"{100 * holds / len(ranges):.0f} ({np.median(wide):.1f})" if wide else f"{100 * holds / len(ranges):.0f}"


def _counts(worlds: Sequence[World], truth: float) -> str:
    """Return how often the exact Poisson range of the number of purchases, for 1 of cost, holds the truth."""
    held = 0
    for each in worlds:
        low, high = poisson_interval(sum(each.purchases))
        held += low <= truth * sum(each.costs) <= high
    return f"{100 * held / len(worlds):.0f}"


def world(cell: Cell, chance: np.random.Generator) -> World:
    """Return the weeks of one team. In the long run 1 of cost brings `cell.a_week` purchases of 1 on average."""
    costs = PLATFORMS + (1 - PLATFORMS) * _swings(cell, SPENDING, chance)
    purchases = chance.poisson(cell.a_week * costs * _swings(cell, DEMAND, chance))
    amounts = chance.lognormal(-(AMOUNTS**2) / 2, AMOUNTS, int(purchases.sum()))
    ends = np.cumsum(purchases)
    returns = [float(amounts[end - count : end].sum()) for end, count in zip(ends, purchases, strict=True)]
    return World(returns, costs.tolist(), purchases.tolist())


def _swings(cell: Cell, spread: float, chance: np.random.Generator) -> np.ndarray:
    """Return what goes up and down around 1 from week to week."""
    moved = chance.normal(size=cell.weeks + SETTLING)
    for week in range(1, len(moved)):
        moved[week] = cell.together * moved[week - 1] + np.sqrt(1 - cell.together**2) * moved[week]
    return np.exp(spread * moved[SETTLING:] - spread**2 / 2)
