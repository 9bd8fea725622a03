"""A figure: never a bare number."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction

Number = Fraction | float | int


@dataclass(frozen=True, slots=True)
class Figure:
    """A value with its unit, the number of cases behind it, and its range or the reason why it has none.

    `unit`: an ISO currency code (major units), "min", "h", "count", "ratio", "share", "score" or "per_h".
    `value` is None only where arithmetic gives none; `reason` then says why (`no_cost`, `no_purchase`, …). Where the
    value stands but the gates of analytics.md 4.6 withhold its range, `reason` names the gate
    (`too_few_conversions`, `too_few_clusters`, `too_few_weeks`). `at_most` marks a ratio whose costs are not all known.
    """

    value: Number | None
    unit: str
    n: int | None = None
    low: Number | None = None
    high: Number | None = None
    reason: str | None = None
    at_most: bool = False

    def ranged(self, low: Number, high: Number) -> Figure:
        """Return the figure with its likely range."""
        return replace(self, low=low, high=high)

    def as_json(self) -> dict[str, object]:
        """Return the figure as `contract.md` 3 writes it."""
        return {
            "value": _plain(self.value),
            "unit": self.unit,
            "n": self.n,
            "low": _plain(self.low),
            "high": _plain(self.high),
            "reason": self.reason,
        }


def _plain(number: Number | None) -> int | float | None:
    if number is None or isinstance(number, int):
        return number
    if isinstance(number, Fraction) and number.denominator == 1:
        return int(number)
    return float(number)
