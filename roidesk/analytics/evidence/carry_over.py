"""How long effort goes on working (analytics.md 4.3): adstock, and Koyck's model from 52 weeks on."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from roidesk.analytics import gates
from roidesk.analytics.evidence.regression import Fit, newey_west_lags, ols
from roidesk.domain.figure import Figure, Number


def adstock(
    effort: Sequence[float], carry: float, *, weeks: int | None = None, normalised: bool = False
) -> tuple[float, ...]:
    """Return effort with what is carried over from the weeks before: a[t] = x[t] + L a[t-1].

    `carry` L, 0 to under 1. `weeks`: it is cut off after so many (None: never); `normalised`: the weights add up to 1
    (only where it is cut off). SOURCE: analytics.md 4.3; as `geometric_adstock` of PyMC-Marketing.
    """
    if not 0 <= carry < 1 or (normalised and weeks is None):
        raise ValueError("the share carried over is 0 or more and under 1; weights that never end do not add up")
    weights = [carry**age for age in range(len(effort) if weeks is None else weeks)]
    whole = sum(weights) if normalised else 1.0
    return tuple(
        sum(weight * effort[week - age] for age, weight in enumerate(weights[: week + 1])) / whole
        for week in range(len(effort))
    )


def half_life(carry: float) -> float | None:
    """Return after how many weeks half of it is gone: ln ½ / ln L; None unless 0 < L < 1."""
    return _gone(carry, 0.5)


def _gone(carry: float, left: float) -> float | None:
    return math.log(left) / math.log(carry) if 0 < carry < 1 else None


@dataclass(frozen=True, slots=True)
class CarryOver:
    """Koyck's model: what an hour brings in its week and in the long run, and how long that takes.

    `carry` is the share of a week's working that is left a week later. `durbin_watson` of what it leaves unexplained.
    """

    per_hour: Figure
    carry: Figure
    per_hour_in_the_long_run: Figure
    mean_lag_weeks: Figure
    half_life_weeks: Figure
    ninety_percent_weeks: Figure
    durbin_watson: Figure

    def as_json(self) -> dict[str, object]:
        """Return each figure under its name."""
        return {name: getattr(self, name).as_json() for name in self.__slots__}


def long_run(per_hour: float, carry: float) -> float | None:
    """Return what an hour brings in the long run: b / (1 - L); None unless 0 <= L < 1."""
    return per_hour / (1 - carry) if 0 <= carry < 1 else None


def koyck(hours: Sequence[Number | None], outcome: Sequence[Number | None], unit: str) -> CarryOver:
    """Return Koyck's model y[t] = a + b x[t] + L y[t-1] of whole weeks, with Newey and West's errors.

    `hours`: effort; `unit`: of the outcome, "count" or a currency. The t of b is not quite what it seems, since the
    errors of such a model hang together by its making. SOURCE: analytics.md 4.3; Franses, van Oest (2004).
    """
    unit = "per_h" if unit == "count" else unit
    n = len(outcome)
    known = not any(each is None for each in (*hours, *outcome))
    if n < gates.ENOUGH_WEEKS_FOR_CARRY_OVER or not known:
        return _nothing(unit, n, "too_few_weeks" if known else "values_missing")
    x = [float(each) for each in hours if each is not None]
    y = [float(each) for each in outcome if each is not None]
    fit = ols(y[1:], [x[1:], y[:-1]], newey_west=newey_west_lags(n - 1))
    return _nothing(unit, n, "nothing_varies") if fit is None else _told(fit, unit)


def _told(fit: Fit, unit: str) -> CarryOver:
    _, now, carry = fit.coefficients
    n = fit.n
    total = long_run(now, carry)
    gone = "never_fades" if carry >= 1 else "no_carry_over"
    return CarryOver(
        per_hour=Figure(now, unit, n, fit.low[1], fit.high[1]),
        carry=Figure(carry, "share", n, fit.low[2], fit.high[2]),
        per_hour_in_the_long_run=Figure(total, unit, n, reason=None if total is not None else gone),
        mean_lag_weeks=_weeks(carry / (1 - carry) if 0 <= carry < 1 else None, n, gone),
        half_life_weeks=_weeks(half_life(carry), n, gone),
        ninety_percent_weeks=_weeks(_gone(carry, 0.1), n, gone),
        durbin_watson=Figure(fit.durbin_watson, "ratio", n, reason=None if fit.durbin_watson else "nothing_varies"),
    )


def _weeks(value: float | None, n: int, reason: str) -> Figure:
    return Figure(value, "count", n, reason=None if value is not None else reason)


def _nothing(unit: str, n: int, reason: str) -> CarryOver:
    units = (unit, "share", unit, "count", "count", "count", "ratio")
    return CarryOver(*(Figure(None, each, n, reason=reason) for each in units))
