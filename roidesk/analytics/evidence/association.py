"""Lagged association of two weekly series, with its verdict (analytics.md 4.2, 4.6; contract.md 3.2)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from roidesk.analytics import gates
from roidesk.analytics.evidence.chance import reordered, shifted_p
from roidesk.analytics.evidence.correlation import SAME, at_lags, best, greatest
from roidesk.analytics.evidence.flags import Flag, sales_may_lead
from roidesk.analytics.evidence.ladder import Verdict, verdict
from roidesk.analytics.evidence.series import finite, trend_and_season, varies, without
from roidesk.domain.figure import Number
from roidesk.domain.progress import Progress

if TYPE_CHECKING:
    import numpy as np


@dataclass(frozen=True, slots=True)
class Lagged:
    """Correlations at each lag, and the best of those in which effort comes first or at once.

    `lags`: r0, r1, …, effort so many weeks before; `reverse`: r-1, r-2, …, sales first. `p`: how often chance alone
    does as well in its own best lag; None: withheld, or not worked out.
    """

    lags: tuple[float | None, ...]
    reverse: tuple[float | None, ...]
    statistic: float | None
    best_lag: int | None
    p: float | None = None

    def as_json(self) -> dict[str, object]:
        """Return it as contract.md 3.2 writes it."""
        return {
            "lags": list(self.lags),
            "reverse": list(self.reverse),
            "statistic": self.statistic,
            "best_lag": self.best_lag,
            "p": self.p,
        }


@dataclass(frozen=True, slots=True)
class Evidence:
    """Whether effort moves with what came of it, week by week. An association: it does not say which does which.

    The first figures are as recorded; `detrended` after taking out the trend (from 104 weeks on the season too),
    `differences` of the changes from week to week. `p_shift`: that of the circular shift, which cannot be less than
    `p_shift_min`. `reason` says why there is no p. The verdict rests on the weaker of p and `detrended.p`.
    """

    weeks: int
    lags: tuple[float | None, ...]
    reverse: tuple[float | None, ...]
    statistic: float | None
    best_lag: int | None
    p: float | None
    p_shift: float | None
    p_shift_min: float | None
    reason: str | None
    detrended: Lagged
    differences: Lagged
    verdict: Verdict
    flags: tuple[str, ...]

    @property
    def weaker_p(self) -> float | None:
        """The larger of both p: what the verdict rests on."""
        if self.p is None or self.detrended.p is None:
            return None
        return max(self.p, self.detrended.p)

    def judged(self, *, more_flags: Sequence[str] = (), tested: bool = False) -> Evidence:
        """Return it with what else is known of these weeks, and the verdict that goes with that."""
        flags = tuple(dict.fromkeys((*self.flags, *map(str, more_flags))))
        return replace(self, flags=flags, verdict=verdict(self.weeks, self.weaker_p, flags, tested=tested))

    def as_json(self) -> dict[str, object]:
        """Return it as contract.md 3.2 writes it."""
        found = asdict(self)
        found.update(
            lags=list(self.lags),
            reverse=list(self.reverse),
            detrended=self.detrended.as_json(),
            differences=self.differences.as_json(),
            verdict=str(self.verdict),
            flags=list(self.flags),
        )
        return found


class Known(NamedTuple):
    """What else is known of the weeks.

    `conversions`: how many stand behind an outcome that is money (None: the outcome counts them itself). `months`: the
    month (1 to 12) of each week, to take out the season.
    """

    conversions: Number | None = None
    months: Sequence[int] | None = None


NOTHING_KNOWN = Known()


class Pair(NamedTuple):
    """The two series of a view of the weeks, ready to be compared."""

    effort: np.ndarray
    outcome: np.ndarray


def lagged_association(
    effort: Sequence[Number | None],
    outcome: Sequence[Number | None],
    max_lag: int,
    known: Known = NOTHING_KNOWN,
    *,
    progress: Progress | None = None,
) -> Evidence:
    """Return whether weekly effort moves with what came of it at once or up to `max_lag` weeks later.

    One entry a whole week, in order; None: not known. `progress` may raise `Cancelled`. `ValueError`: series of
    different lengths, or a lag below 0. SOURCE: analytics.md 4.2.
    """
    if len(effort) != len(outcome) or max_lag < 0:
        raise ValueError("an association takes two series of the same weeks, and lags of 0 or more")
    weeks = len(effort)
    moved, came = finite(effort), finite(outcome)
    if moved is None or came is None:
        return _withheld(weeks, max_lag, "values_missing")
    recorded = Pair(moved, came)
    columns = trend_and_season(weeks, known.months)
    rest = _rest(recorded, columns)
    described = _described(recorded, max_lag), _described(rest, max_lag), _described(_differences(recorded), max_lag)
    cases = sum(each for each in outcome if each is not None) if known.conversions is None else known.conversions
    reason = _reason(weeks, cases, described)
    if reason is not None:
        return _told(weeks, described, reason)
    chances = _fine(recorded, rest, columns, max_lag, progress)
    found = _told(weeks, described, None, shifted_p(moved, came, max_lag), chances)
    return found.judged()


def _rest(series: Pair, columns: np.ndarray) -> Pair | None:
    """Return both series without trend and season; None where nothing is left of one."""
    if len(series.effort) <= columns.shape[1]:
        return None
    rest = Pair(without(series.effort, columns), without(series.outcome, columns))
    return rest if all(varies(left, whole) for left, whole in zip(rest, series, strict=True)) else None


def _differences(series: Pair) -> Pair:
    import numpy as np

    return Pair(np.diff(series.effort), np.diff(series.outcome))


def _described(series: Pair | None, max_lag: int) -> Lagged:
    """Return the correlations of two series; None throughout where one does not vary."""
    if series is None or not all(varies(each) for each in series):
        return Lagged((None,) * (max_lag + 1), (None,) * max_lag, None, None)
    lags = at_lags(series.effort, series.outcome, max_lag)
    backward = at_lags(series.outcome, series.effort, max_lag)[1:]
    statistic = greatest(lags)
    return Lagged(lags, backward, statistic, None if statistic is None else lags.index(statistic))


def _reason(weeks: int, cases: Number, described: tuple[Lagged, Lagged, Lagged]) -> str | None:
    """Return why there is no p, or None (analytics.md 4.6)."""
    if not weeks:
        return "nothing_recorded"
    if weeks < gates.ENOUGH_WEEKS_FOR_EVIDENCE:
        return "too_few_weeks"
    if cases < gates.ENOUGH_CONVERSIONS_FOR_A_TEST:
        return "too_few_conversions"
    recorded, rest, _ = described
    return "nothing_varies" if recorded.statistic is None or rest.statistic is None else None


def _fine(
    recorded: Pair, rest: Pair | None, columns: np.ndarray, max_lag: int, progress: Progress | None
) -> tuple[float, float]:
    """Return the p of the series as recorded and of what is left of them, from the same other orders of effort."""
    import numpy as np

    views = ((recorded, None), (rest or recorded, columns))
    reached = [best(view.effort[None, :], view.outcome, max_lag)[0] - SAME for view, _ in views]
    as_good = [1, 1]
    orders = 1
    for others in reordered(recorded.effort, progress=progress):
        orders += len(others)
        for place, (view, taken_out) in enumerate(views):
            tried = others if taken_out is None else without(others, taken_out)
            as_good[place] += int(np.count_nonzero(best(tried, view.outcome, max_lag) >= reached[place]))
    return as_good[0] / orders, as_good[1] / orders


def _told(
    weeks: int,
    described: tuple[Lagged, Lagged, Lagged],
    reason: str | None,
    p_shift: float | None = None,
    chances: tuple[float, float] | None = None,
) -> Evidence:
    recorded, rest, differences = described
    flags = [Flag.EFFORT_FOLLOWS] if any(sales_may_lead(each.lags, each.reverse) for each in (recorded, rest)) else []
    if weeks < gates.ENOUGH_WEEKS_FOR_POWER:
        flags.append(Flag.LOW_POWER)
    return Evidence(
        weeks=weeks,
        lags=recorded.lags,
        reverse=recorded.reverse,
        statistic=recorded.statistic,
        best_lag=recorded.best_lag,
        p=None if chances is None else chances[0],
        p_shift=p_shift,
        p_shift_min=1 / weeks if weeks else None,
        reason=reason,
        detrended=rest if chances is None else replace(rest, p=chances[1]),
        differences=differences,
        verdict=Verdict.TOO_LITTLE_DATA,
        flags=tuple(map(str, flags)),
    )


def _withheld(weeks: int, max_lag: int, reason: str) -> Evidence:
    nothing = _described(None, max_lag)
    return _told(weeks, (nothing, nothing, nothing), reason)
