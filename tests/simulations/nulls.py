"""Which null keeps to its false alarms: the best of six lags, in worlds where effort has nothing to do with sales.

Four ways to make other effort series with the same autocorrelation, beside the circular shift. Six worlds: white noise;
AR(.5) and AR(.8) in both; AR(.5) with a rising trend in both; sparse counts (a purchase every other week, effort as
rare); weeks that alternate on purpose. False alarms are counted of p as recorded, of p with the trend taken out, and of
the weaker of the two, which the verdict rests on. In the last world all purchases come of the effort (4 a week, effort
AR(.5), spread .17, one week later), and what is counted is how often that is seen.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from roidesk.analytics.evidence.chance import reordered
from roidesk.analytics.evidence.correlation import SAME, best
from roidesk.analytics.evidence.series import trend_and_season, varies, without

WEEKS = (20, 26, 52, 104)
LAGS = 5
ORDERS = 199
SEED = 20_260_601
WORLDS, MANY_WORLDS = 200, 2_000

Series = np.ndarray
Other = Callable[[Series, np.random.Generator], Series]


def simulate(*, long: bool) -> str:
    """Return how often each null calls something linked at p <= .05, as a table."""
    worlds = MANY_WORLDS if long else WORLDS
    lines = [
        f"{worlds} worlds each; in 100: recorded / trend taken out / the weaker of both",
        "",
        f"{'world':<12}{'weeks':>6}" + "".join(f"{name:>20}" for name in NULLS),
    ]
    for world, made in SERIES.items():
        for weeks in WEEKS:
            chance = np.random.default_rng(SEED)
            pairs = [pair for pair in (made(weeks, chance) for _ in range(worlds)) if all(map(varies, pair))]
            shown = "".join(f"{_share(pairs, other, chance):>20}" for other in NULLS.values())
            lines.append(f"{world:<12}{weeks:>6}{shown}")
    return "\n".join(lines)


def _share(pairs: list[tuple[Series, Series]], other: Other, chance: np.random.Generator) -> str:
    found = np.array([_both_p(*pair, other, chance) for pair in pairs])
    alarms = np.column_stack([found, found.max(axis=1)]) <= 0.05
    return " / ".join(f"{100 * share:.1f}" for share in alarms.mean(axis=0))


def _both_p(effort: Series, outcome: Series, other: Other, chance: np.random.Generator) -> tuple[float, float]:
    """Return p as recorded, and with the trend taken out; the series itself is one of the orders."""
    columns = trend_and_season(len(effort))
    tried = np.vstack([effort, other(effort, chance)])
    recorded = best(tried, outcome, LAGS)
    detrended = best(without(tried, columns), without(outcome, columns), LAGS)
    return tuple(float((reached >= reached[0] - SAME).mean()) for reached in (recorded, detrended))


# ------------------------------------------------------------ nulls


def _shifted(effort: Series, _chance: np.random.Generator) -> Series:
    return np.stack([np.roll(effort, by) for by in range(1, len(effort))])


def _reordered(effort: Series, chance: np.random.Generator) -> Series:
    return np.vstack(list(reordered(effort, orders=ORDERS, seed=int(chance.integers(2**31)))))


def _apart(effort: Series) -> tuple[Series, Series]:
    rest = without(effort, trend_and_season(len(effort)))
    return effort - rest, rest


def _biased(effort: Series, chance: np.random.Generator) -> Series:
    """As `_reordered`, with the autocorrelation as it is first estimated, which is too small in short series."""
    trend, rest = _apart(effort)
    phi = float(rest[1:] @ rest[:-1]) / float(rest @ rest)
    innovations = np.concatenate([[rest[0] * (1 - phi * phi) ** 0.5], rest[1:] - phi * rest[:-1]])
    series = chance.permuted(np.tile(innovations, (ORDERS, 1)), axis=1)
    series[:, 0] /= (1 - phi * phi) ** 0.5
    for week in range(1, len(effort)):
        series[:, week] += phi * series[:, week - 1]
    return trend + series


def _phases(effort: Series, chance: np.random.Generator) -> Series:
    """The same spectrum with phases at random. SOURCE: Theiler and others, Physica D 58 (1992)."""
    trend, rest = _apart(effort)
    spectrum = np.fft.rfft(rest)
    turned = np.abs(spectrum) * np.exp(2j * np.pi * chance.random((ORDERS, len(spectrum))))
    turned[:, 0] = spectrum[0]
    if len(effort) % 2 == 0:
        turned[:, -1] = spectrum[-1] * chance.choice([-1, 1], ORDERS)
    return trend + np.fft.irfft(turned, len(effort), axis=1)


def _stretches(effort: Series, chance: np.random.Generator) -> Series:
    """Stretches of random length put together anew. SOURCE: Politis, Romano, JASA 89 (1994)."""
    trend, rest = _apart(effort)
    n = len(effort)
    places = np.empty((ORDERS, n), dtype=int)
    places[:, 0] = chance.integers(0, n, ORDERS)
    for week in range(1, n):
        begins = chance.random(ORDERS) < n ** (-1 / 3)
        places[:, week] = np.where(begins, chance.integers(0, n, ORDERS), (places[:, week - 1] + 1) % n)
    return trend + rest[places]


NULLS: dict[str, Other] = {
    "circular shift": _shifted,
    "reordered": _reordered,
    "bias left in": _biased,
    "random phases": _phases,
    "random stretches": _stretches,
}


# ------------------------------------------------------------ worlds


def hanging_together(weeks: int, chance: np.random.Generator, phi: float = 0.5) -> Series:
    """Return an AR(1) series of mean 0 and standard deviation 1."""
    found = [float(chance.standard_normal())]
    for innovation in chance.standard_normal(weeks - 1):
        found.append(phi * found[-1] + (1 - phi * phi) ** 0.5 * float(innovation))
    return np.array(found)


def _white(weeks: int, chance: np.random.Generator) -> tuple[Series, Series]:
    return chance.standard_normal(weeks), chance.standard_normal(weeks)


def _ar(weeks: int, chance: np.random.Generator) -> tuple[Series, Series]:
    return hanging_together(weeks, chance), hanging_together(weeks, chance)


def _close(weeks: int, chance: np.random.Generator) -> tuple[Series, Series]:
    return hanging_together(weeks, chance, 0.8), hanging_together(weeks, chance, 0.8)


def _trend(weeks: int, chance: np.random.Generator) -> tuple[Series, Series]:
    rising = 3 * np.arange(weeks) / weeks
    return hanging_together(weeks, chance) + rising, hanging_together(weeks, chance) + rising


def _sparse(weeks: int, chance: np.random.Generator) -> tuple[Series, Series]:
    effort = chance.poisson(0.5, weeks) * chance.gamma(1.0, 1.0, weeks)
    return effort, chance.poisson(0.5, weeks).astype(float)


def _alternating(weeks: int, chance: np.random.Generator) -> tuple[Series, Series]:
    effort = np.where(np.arange(weeks) % 2, 130.0, 70.0) + 5 * chance.standard_normal(weeks)
    return effort, chance.poisson(4, weeks).astype(float)


def linked(weeks: int, chance: np.random.Generator, per_week: float = 4, share: float = 1) -> tuple[Series, Series]:
    """Return effort and the purchases that come of it a week later; the rest of these come by themselves."""
    effort = 1 + 0.17 * hanging_together(weeks + 1, chance)
    rate = per_week * np.clip(1 - share + share * effort[:-1], 0, None)
    return effort[1:], chance.poisson(rate).astype(float)


SERIES: dict[str, Callable[[int, np.random.Generator], tuple[Series, Series]]] = {
    "white": _white,
    "AR(.5)": _ar,
    "AR(.8)": _close,
    "trend": _trend,
    "sparse": _sparse,
    "alternating": _alternating,
    "linked": linked,
}
