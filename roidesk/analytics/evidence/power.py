"""How likely a link that is there would be seen, and how many weeks that takes (analytics.md 4.6).

Worked out for weeks like these: conversions come by chance (Poisson) at a rate that follows the hours, and the best of
all lags is tested at 5 in 100. `make simulate` (power) prints it beside simulated worlds.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from roidesk.analytics import gates
from roidesk.analytics.evidence.series import finite, trend_and_season, varies, without
from roidesk.domain.figure import Figure, Number

LIKELY = 0.8
"""How likely a link has to be seen for a test to be worth waiting for."""
SOME_SHARE = Fraction(2, 5)
VARIED = 0.5
"""Hours varied on purpose: by half up and down."""
_FEWER = 3
"""What a correlation's z loses: its standard error is 1/√(n - 3)."""


@dataclass(frozen=True, slots=True)
class Weekly:
    """Weeks of a kind: conversions a week, and how much effort varies (standard deviation ÷ mean, trend left out)."""

    per_week: float
    spread: float
    lags: int

    def link(self, share: float = 1.0) -> float:
        """Return the correlation that is to be expected where this share of the conversions comes of the effort."""
        led = share * self.spread * math.sqrt(self.per_week)
        return led / math.sqrt(1 + led * led)

    @property
    def _needed(self) -> float:
        """How many standard errors the best of all lags has to reach."""
        from scipy import special

        return float(special.ndtri((1 - gates.PROBABLE_P) ** (1 / self.lags)))

    def seen(self, weeks: int, share: float = 1.0) -> float:
        """Return how likely so many weeks show such a link; 0 where they are too few to be tested."""
        from scipy import special

        if weeks < gates.ENOUGH_WEEKS_FOR_EVIDENCE:
            return 0.0
        return float(special.ndtr(math.atanh(self.link(share)) * math.sqrt(weeks - _FEWER) - self._needed))

    def weeks_needed(self, share: float = 1.0) -> int | None:
        """Return in how many weeks such a link would be seen 8 times in 10; None where there is nothing to see."""
        from scipy import special

        link = math.atanh(self.link(share))
        if not link:
            return None
        weeks = math.ceil(((self._needed + float(special.ndtri(LIKELY))) / link) ** 2 + _FEWER)
        return max(weeks, gates.ENOUGH_WEEKS_FOR_EVIDENCE)


@dataclass(frozen=True, slots=True)
class Power:
    """What these weeks could show, and how many more it takes.

    `now`: how likely they show a link if all conversions come of the effort, `now_if_some` if two in five do.
    `weeks_needed` to show the former 8 times in 10, `more_weeks` of these still to come, `weeks_needed_if_varied` were
    the hours varied by half up and down.
    """

    per_week: Figure
    spread: Figure
    now: Figure
    now_if_some: Figure
    weeks_needed: Figure
    more_weeks: Figure
    weeks_needed_if_varied: Figure

    def as_json(self) -> dict[str, object]:
        """Return each figure under its name."""
        return {name: getattr(self, name).as_json() for name in self.__slots__}


def spread(effort: Sequence[Number | None]) -> float | None:
    """Return by how much effort varies from week to week: standard deviation ÷ mean, its trend left out.

    None: it does not vary, or is not known.
    """
    series = finite(effort)
    if series is None or len(series) <= _FEWER or not series.mean() > 0:
        return None
    rest = without(series, trend_and_season(len(series)))
    return float(rest.std()) / float(series.mean()) if varies(rest, series) else None


def power(weeks: int, conversions: int, varied_by: float | None, lags: int) -> Power:
    """Return what so many weeks could show. `varied_by`: `spread`; None: effort does not vary, or is not known."""
    per_week = Fraction(conversions, weeks) if weeks else None
    reason = "nothing_recorded" if not conversions or not weeks else None if varied_by else "nothing_varies"
    like = Weekly(float(per_week or 0), varied_by or 0.0, lags)
    needed = None if reason else like.weeks_needed()
    varied = None if not conversions or not weeks else Weekly(like.per_week, VARIED, lags).weeks_needed()

    def told(value: float | None, unit: str, why: str | None = reason) -> Figure:
        return Figure(None if why else value, unit, weeks, reason=why)

    return Power(
        per_week=Figure(per_week, "count", conversions, reason=None if weeks else "nothing_recorded"),
        spread=Figure(varied_by, "ratio", weeks, reason=None if varied_by is not None else "nothing_varies"),
        now=told(like.seen(weeks), "share"),
        now_if_some=told(like.seen(weeks, float(SOME_SHARE)), "share"),
        weeks_needed=told(needed, "count"),
        more_weeks=told(None if needed is None else max(0, needed - weeks), "count"),
        weeks_needed_if_varied=told(varied, "count", None if varied else "nothing_recorded"),
    )
