"""When it will have paid back if things go on as they do (analytics.md 5.7): a date, and how sure one can be of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from math import ceil, sqrt

from roidesk.analytics import gates
from roidesk.analytics.resampling import SEED, block_length, blocks

PACE_DAYS = 28
"""Over how many of the last days the pace is taken."""
LONGEST_DAYS = 36_500
"""What lies further ahead than a hundred years is not said."""
NOT_AT_THIS_PACE = "no_break_even_at_this_pace"
NOT_BELOW_ZERO = "not_below_zero"
_WEEK = 7
_WEEKS_DRAWN_FROM = 52
_WEEKS_AHEAD = 520
_DRAWS = 2_000
_TAIL = 0.025
_LEAST = 1e-6
"""Less than any currency's smallest coin: sums of floats may miss a round amount by as little."""


@dataclass(frozen=True, slots=True)
class Forecast:
    """When net will have reached 0.

    `pace`: mean net of a day over the last `days` days. `day` None: `reason` says why there is none. `low` to `high`:
    in 95 % of what may come net reaches 0 between these days; `high` None with a `low`: the later end lies beyond what
    is foreseen. `never`: the share in which it does not within ten years. All three are None where the gates withhold
    them, and `reason` names the gate.
    """

    pace: Fraction | None = None
    days: int = 0
    day: date | None = None
    low: date | None = None
    high: date | None = None
    never: float | None = None
    reason: str | None = None


def forecast(last: date, net: Fraction, nets: Sequence[Fraction], sales: int) -> Forecast:
    """Return the forecast of a net that is still below 0 on the day `last`.

    `nets`: what each day up to `last` added to net, the first day first; what is not expected to come again (an ad that
    was paid once) may be left out of it. `sales`: how many purchases stand behind it.
    """
    if not nets:
        return Forecast(reason="nothing_recorded")
    recent = nets[-PACE_DAYS:]
    pace = sum(recent, Fraction(0)) / len(recent)
    if net >= 0:
        return Forecast(pace, len(recent), reason=NOT_BELOW_ZERO)
    ahead = ceil(-net / pace) if pace > 0 else None
    if ahead is None or ahead > LONGEST_DAYS:
        return Forecast(pace, len(recent), reason=NOT_AT_THIS_PACE)
    day = last + timedelta(days=ahead)
    weeks = whole_weeks(nets)
    withheld = gates.forecast_reason(sales, len(weeks))
    if withheld:
        return Forecast(pace, len(recent), day, reason=withheld)
    low, high, never = crossing_days(-net, weeks)
    return Forecast(pace, len(recent), day, _later(last, low), _later(last, high), never)


def _later(last: date, days: int | None) -> date | None:
    return None if days is None else last + timedelta(days=days)


def whole_weeks(nets: Sequence[Fraction]) -> list[tuple[Fraction, ...]]:
    """Return the days in stretches of seven that end with the last one; what is over at the beginning is left out."""
    first = max(len(nets) % _WEEK, len(nets) - _WEEK * _WEEKS_DRAWN_FROM)
    return [tuple(nets[at : at + _WEEK]) for at in range(first, len(nets), _WEEK)]


def crossing_days(short: Fraction, weeks: Sequence[Sequence[Fraction]]) -> tuple[int | None, int | None, float]:
    """Return after how many days the missing money has come in: the ends of a 95 % range, and the share of never.

    Each of 2,000 futures is made of past weeks in blocks, as weeks resemble the one before: drawn first to say how
    little the past tells of the mean (spread as Student's t asks for so few blocks), then to say what weeks may bring.
    None: later than ten years. Seeded, so that the same weeks give the same range. `weeks`: of seven days each.
    SOURCE: analytics.md 5.7; how often the true day lies within, `python -m tests.simulations --only forecast` counts.
    """
    import numpy as np

    past = np.array([[float(day) for day in week] for week in weeks])
    count, length = len(past), block_length(len(past))
    so_far = past.cumsum(axis=1)
    whole = so_far[:, -1]
    known = np.concatenate(list(blocks(count, draws=_DRAWS)))
    more = (_spread(count / length) - 1) * (whole[known].mean(axis=1) - whole.mean())
    rng = np.random.default_rng(SEED)
    starts = rng.integers(0, count, size=(_DRAWS, -(-_WEEKS_AHEAD // length)))
    places = ((starts[:, :, None] + np.arange(length)) % count).reshape(_DRAWS, -1)[:, :_WEEKS_AHEAD]
    drawn = np.take_along_axis(known, places, axis=1)
    after = (whole[drawn] + more[:, None]).cumsum(axis=1)
    before = np.hstack([np.zeros((_DRAWS, 1)), after[:, :-1]])
    needed = float(short) - _LEAST
    weeks_in = before + so_far.max(axis=1)[drawn] + np.maximum(more, 0)[:, None] >= needed
    reached, week, every = weeks_in.any(axis=1), weeks_in.argmax(axis=1), np.arange(_DRAWS)
    by_day = before[every, week][:, None] + so_far[drawn[every, week]] + more[:, None] * np.arange(1, 8) / _WEEK
    within = np.where((by_day >= needed).any(axis=1), (by_day >= needed).argmax(axis=1), _WEEK - 1)
    days = np.where(reached, week * _WEEK + within + 1, np.inf)
    low, high = np.quantile(days, [_TAIL, 1 - _TAIL], method="inverted_cdf")
    return _finite(low), _finite(high), float(1 - reached.mean())


def _spread(parts: float) -> float:
    """Return by how much a bootstrap of so few independent parts spreads the mean too little."""
    from scipy import special

    free = max(parts - 1, 1.0)
    return float(special.stdtrit(free, 1 - _TAIL) / special.ndtri(1 - _TAIL)) * sqrt(1 + 1 / free)


def _finite(days: float) -> int | None:
    return int(days) if days < float("inf") else None
