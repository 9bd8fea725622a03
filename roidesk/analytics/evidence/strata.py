"""Whether a comparison holds within strata too (analytics.md 4.5): Mantel and Haenszel, and Simpson's reversal."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

from roidesk.analytics import gates
from roidesk.domain.figure import Figure

_Z = 1.959963984540054


class Table(NamedTuple):
    """Two sides of a comparison: how many of each came to something, and how many did not."""

    hits: int
    misses: int
    other_hits: int
    other_misses: int

    @property
    def n(self) -> int:
        """All cases."""
        return sum(self)

    @property
    def across(self) -> int:
        """The cross difference ad - bc: above 0 where the first side does better."""
        return self.hits * self.other_misses - self.misses * self.other_hits


@dataclass(frozen=True, slots=True)
class Stratified:
    """A comparison over all and within strata, as odds ratios (above 1: the first side does better).

    `crude`: as recorded; `pooled`: within strata, by Mantel and Haenszel. `p`: whether there is any difference within
    strata (Cochran, Mantel, Haenszel, with continuity); `homogeneity_p`: whether all strata say the same (Breslow,
    Day). `reverses`: over all it goes one way and within the strata the other; None: too little data to say so.
    """

    crude: Figure
    pooled: Figure
    chi_squared: float | None
    p: float | None
    homogeneity: float | None
    homogeneity_p: float | None
    reverses: bool | None
    reason: str | None

    def as_json(self) -> dict[str, object]:
        """Return it as JSON."""
        return {
            "crude": self.crude.as_json(),
            "pooled": self.pooled.as_json(),
            "p": self.p,
            "homogeneity_p": self.homogeneity_p,
            "reverses": self.reverses,
            "reason": self.reason,
        }


def stratified(tables: Mapping[Hashable, Table]) -> Stratified:
    """Return a comparison over all and within its strata. SOURCE: Mantel, Haenszel (1959); analytics.md 4.5."""
    kept = [table for table in tables.values() if table.n]
    whole = Table(*(sum(table[place] for table in kept) for place in range(4)))
    against = sum((Fraction(table.misses * table.other_hits, table.n) for table in kept), Fraction(0))
    better = sum((Fraction(table.hits * table.other_misses, table.n) for table in kept), Fraction(0))
    reason = _gate(whole)
    crude = _odds(Fraction(whole.hits * whole.other_misses), Fraction(whole.misses * whole.other_hits), whole.n)
    pooled = _odds(better, against, whole.n)
    chi, p = (None, None) if reason else _cmh(kept)
    spread, spread_p = (None, None) if reason else _breslow_day(kept, pooled.value)
    return Stratified(
        crude=_gated(crude, reason),
        pooled=_gated(pooled, reason, kept),
        chi_squared=chi,
        p=p,
        homogeneity=spread,
        homogeneity_p=spread_p,
        reverses=None if reason else whole.across * (better - against) < 0,
        reason=reason,
    )


def _gate(whole: Table) -> str | None:
    """Return what keeps a comparison from saying more than its odds."""
    if not whole.n:
        return "nothing_recorded"
    if min(whole.hits + whole.misses, whole.other_hits + whole.other_misses) < gates.ENOUGH_CASES_A_SIDE:
        return "too_few_contacts"
    return "too_few_conversions" if whole.hits + whole.other_hits < gates.ENOUGH_CONVERSIONS_FOR_A_TEST else None


def _odds(above: Fraction, below: Fraction, n: int) -> Figure:
    if not n:
        return Figure(None, "ratio", 0, reason="nothing_recorded")
    if not below:
        return Figure(None, "ratio", n, reason="none_to_compare")
    return Figure(above / below, "ratio", n)


def _gated(figure: Figure, reason: str | None, tables: list[Table] | None = None) -> Figure:
    if figure.value is None or reason is not None:
        return figure if figure.reason else Figure(figure.value, figure.unit, figure.n, reason=reason)
    if tables is None or not figure.value:
        return figure
    return figure.ranged(*_range(float(figure.value), tables))


def _range(odds: float, tables: list[Table]) -> tuple[float, float]:
    """Return the 95 % interval of the pooled odds ratio. SOURCE: Robins, Breslow, Greenland, Biometrics 42 (1986)."""
    import math

    r = [table.hits * table.other_misses / table.n for table in tables]
    s = [table.misses * table.other_hits / table.n for table in tables]
    p = [(table.hits + table.other_misses) / table.n for table in tables]
    both, better, against = 0.0, sum(r), sum(s)
    for mine, other, share in zip(r, s, p, strict=True):
        both += share * mine / (2 * better**2)
        both += (share * other + (1 - share) * mine) / (2 * better * against)
        both += (1 - share) * other / (2 * against**2)
    reach = _Z * both**0.5
    return odds * math.exp(-reach), odds * math.exp(reach)


def _expected(table: Table) -> tuple[float, float]:
    """Return mean and variance of the hits of the first side, were there no difference."""
    side, other = table.hits + table.misses, table.other_hits + table.other_misses
    hits, misses = table.hits + table.other_hits, table.misses + table.other_misses
    n = table.n
    return side * hits / n, side * other * hits * misses / (n * n * (n - 1)) if n > 1 else 0.0


def _cmh(tables: list[Table]) -> tuple[float | None, float | None]:
    from scipy import stats

    means, variances = zip(*map(_expected, tables), strict=True)
    if not sum(variances):
        return None, None
    gap = max(0.0, abs(sum(table.hits for table in tables) - sum(means)) - 0.5)
    chi = gap * gap / sum(variances)
    return chi, float(stats.chi2.sf(chi, 1))


def _breslow_day(tables: list[Table], odds: object) -> tuple[float | None, float | None]:
    """Return Breslow and Day's test of whether all strata have the pooled odds ratio."""
    from scipy import stats

    telling = [table for table in tables if _expected(table)[1]]
    if not isinstance(odds, Fraction) or not odds or len(telling) < 2:  # noqa: PLR2004 - one stratum is like itself
        return None, None
    found = sum(_stretch(table, float(odds)) for table in telling)
    return found, float(stats.chi2.sf(found, len(telling) - 1))


def _stretch(table: Table, odds: float) -> float:
    """Return how far the hits of the first side are from those that the pooled odds ratio expects, squared."""
    side, other = table.hits + table.misses, table.other_hits + table.other_misses
    hits = table.hits + table.other_hits
    # The root of (1 - ψ) a² + (other - hits + ψ (hits + side)) a - ψ hits side = 0 that lies within the table.
    a, b, c = 1 - odds, other - hits + odds * (hits + side), -odds * hits * side
    mean = (-b + (b * b - 4 * a * c) ** 0.5) / (2 * a) if a else -c / b
    precision = 1 / mean + 1 / (side - mean) + 1 / (hits - mean) + 1 / (other - hits + mean)
    return (table.hits - mean) ** 2 * precision
