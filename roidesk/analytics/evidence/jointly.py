"""Several efforts on one page (analytics.md 4.5): each alone, all jointly, and p that allow for there being many."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from roidesk.analytics import gates
from roidesk.analytics.evidence.association import Evidence
from roidesk.analytics.evidence.ladder import verdict
from roidesk.analytics.evidence.multiplicity import benjamini_hochberg, holm
from roidesk.analytics.evidence.regression import Fit, newey_west_lags, ols
from roidesk.domain.figure import Figure, Number

Series = Sequence[Number | None]


@dataclass(frozen=True, slots=True)
class Joint:
    """What one effort goes with, alone and beside the others.

    `alone` and `jointly`: by how much the outcome is higher for each hour more. What is seen alone and vanishes jointly
    was only in company of the others. `p_holm` and `p_bh` allow for the number of efforts tested; the verdict rests on
    `p_holm`.
    """

    key: str | int | None
    evidence: Evidence
    alone: Figure
    jointly: Figure
    p_holm: float | None = None
    p_bh: float | None = None

    def as_json(self) -> dict[str, object]:
        """Return the row as JSON."""
        return {
            "key": self.key,
            "alone": self.alone.as_json(),
            "jointly": self.jointly.as_json(),
            "statistic": self.evidence.statistic,
            "best_lag": self.evidence.best_lag,
            "p": self.evidence.weaker_p,
            "p_holm": self.p_holm,
            "p_bh": self.p_bh,
            "reason": self.evidence.reason,
            "verdict": str(self.evidence.verdict),
        }


def slopes(
    efforts: Sequence[Series], outcome: Series, unit: str, controls: Sequence[Series] = ()
) -> tuple[list[Figure], list[Figure]]:
    """Return what the outcome rises by with each effort, alone and jointly, beside the same controls.

    Ranges by Newey and West. `unit`: of the outcome for each unit of effort. An effort that follows from the others
    (or too few weeks for so many) leaves the joint figures without a value: `not_determined`.
    """
    n = len(outcome)
    if any(each is None for series in (*efforts, outcome) for each in series):
        nothing = [Figure(None, unit, n, reason="values_missing") for _ in efforts]
        return nothing, nothing
    # What never varies says nothing, and would only keep the rest from being told.
    varied = [place for place, series in enumerate(efforts) if len(set(series)) > 1]
    kept = [series for series in controls if len(set(series)) > 1]
    alone = [_slope(_fit([series], kept, outcome), 0, unit, n) for series in efforts]
    together = _fit([efforts[place] for place in varied], kept, outcome)
    jointly = [
        _slope(together if place in varied else None, varied.index(place) if place in varied else 0, unit, n)
        for place in range(len(efforts))
    ]
    return alone, jointly


def _fit(efforts: Sequence[Series], controls: Sequence[Series], outcome: Series) -> Fit | None:
    columns = [[float(each or 0) for each in series] for series in (*efforts, *controls)]
    return ols([float(each or 0) for each in outcome], columns, newey_west=newey_west_lags(len(outcome)))


def _slope(fit: Fit | None, place: int, unit: str, n: int) -> Figure:
    if fit is None:
        return Figure(None, unit, n, reason="not_determined")
    found = Figure(fit.coefficients[1 + place], unit, n)
    if n < gates.ENOUGH_WEEKS_FOR_EVIDENCE:
        return replace(found, reason="too_few_weeks")
    return found.ranged(fit.low[1 + place], fit.high[1 + place])


def family(rows: Sequence[Joint]) -> tuple[Joint, ...]:
    """Return rows with p that allow for their number, and the verdicts that these give."""
    known = [row.evidence.weaker_p for row in rows]
    found = zip(rows, holm(known), benjamini_hochberg(known), strict=True)
    return tuple(
        replace(
            row,
            p_holm=strict,
            p_bh=loose,
            evidence=replace(row.evidence, verdict=verdict(row.evidence.weeks, strict, row.evidence.flags)),
        )
        for row, strict, loose in found
    )
