"""How often the day on which a team's money is back lies within the range that was forecast.

A world: a team spends every working day; purchases come by chance, at a rate that drifts from week to week (by about a
third, each week for itself or half like the one before), for amounts that vary. They leave a quarter over on average,
so that what is missing takes 8 or 26 weeks to come in. What is known are the first weeks; the day is then waited for.
Open: the range says how early at best, but not how late.
"""

from __future__ import annotations

from fractions import Fraction

import numpy as np

from roidesk.analytics.payback.forecast import crossing_days, whole_weeks

_PAST = (13, 26, 52)
_PURCHASES = (2, 10)
_CARRIED = (0.0, 0.5)
_SHORT = (8, 26)
_AHEAD = 200
_RUNS = 200
_PRICE = 100
_LEFT_OVER = 0.25
_DRIFT = 0.3
_WORKED = (1.0, 1.0, 1.0, 1.0, 1.0, 0.0, 0.0)


def simulate(*, long: bool) -> str:
    """Return the share of worlds whose true day lay within the range, by what was known."""
    runs = _RUNS * (10 if long else 1)
    lines = [
        "| weeks known | purchases a week | weeks | 8 weeks ahead | 26 weeks ahead | open |",
        "|---|---|---|---|---|---|",
    ]
    for past in _PAST:
        for purchases in _PURCHASES:
            for carried in _CARRIED:
                tried = [_tried(past, purchases, carried, short, runs) for short in _SHORT]
                hits = " | ".join(f"{hit:.0%}" for hit, _ in tried)
                opened = sum(each for _, each in tried) / len(tried)
                like = "hang together" if carried else "independent"
                lines.append(f"| {past} | {purchases} | {like} | {hits} | {opened:.0%} |")
    return "\n".join(lines)


def _tried(past: int, purchases: int, carried: float, short: int, runs: int) -> tuple[float, float]:
    """Return in which share of worlds the range held the true day, and in which it was open."""
    rng = np.random.default_rng((past, purchases, int(carried * 10), short))
    found = [_one(rng, past, purchases, carried, short) for _ in range(runs)]
    return sum(hit for hit, _ in found) / runs, sum(opened for _, opened in found) / runs


def _one(rng: np.random.Generator, past: int, purchases: int, carried: float, short: int) -> tuple[bool, bool]:
    net = _world(rng, past + _AHEAD, purchases, carried)
    missing = short * purchases * _PRICE * _LEFT_OVER
    reached = np.flatnonzero(net[past * 7 :].cumsum() >= missing)
    true = float(reached[0]) + 1 if reached.size else float("inf")
    weeks = whole_weeks([Fraction(round(each * 100), 100) for each in net[: past * 7]])
    low, high, _never = crossing_days(Fraction(missing), weeks)
    latest = float("inf") if high is None else high
    return low is not None and low <= true <= latest, high is None


def _world(rng: np.random.Generator, weeks: int, purchases: int, carried: float) -> np.ndarray:
    """Return what each day adds to net."""
    drift = np.empty(weeks)
    drift[0] = rng.normal(0, _DRIFT)
    for week in range(1, weeks):
        drift[week] = carried * drift[week - 1] + rng.normal(0, _DRIFT * (1 - carried**2) ** 0.5)
    sold = rng.poisson(np.repeat(purchases / 7 * np.exp(drift), 7))
    came_in = np.array([rng.gamma(4, _PRICE / 4, size=count).sum() for count in sold])
    a_day = purchases * _PRICE * (1 - _LEFT_OVER) / sum(_WORKED)
    went_out = np.tile(_WORKED, weeks) * rng.uniform(0.6, 1.4, size=weeks * 7) * a_day
    spread: np.ndarray = came_in - went_out
    return spread
