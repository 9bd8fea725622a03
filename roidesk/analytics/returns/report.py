"""The answer of `figures`: totals, rows that add up to them, and what belongs beside them (contract.md 3.1)."""

from __future__ import annotations

from dataclasses import dataclass

from roidesk.analytics.attribution.model_doubt import Doubt
from roidesk.analytics.pages.values import Missing, Shown
from roidesk.analytics.query import heading
from roidesk.analytics.returns.contrasts import InvolvedSales, LastWeeks
from roidesk.analytics.returns.lines import Line
from roidesk.domain.figure import Figure
from roidesk.domain.instants import Period

RowName = str | int | None


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a report: a name for each dimension asked by ("(none)", "(shared)", None: not known).

    `back` is its return ratio with what may be shown of it; `removal` the share of conversions that would
    be lost without it, as Markov has it; `doubt` what every model says of it, where that was asked.
    """

    key: tuple[RowName, ...]
    line: Line
    back: Shown
    removal: Figure | None = None
    doubt: Doubt | None = None

    def as_json(self) -> dict[str, object]:
        """Return the row as contract.md 3.1 writes it: `key` is a list only where dimensions are crossed."""
        found: dict[str, object] = {"key": self.key[0] if len(self.key) == 1 else list(self.key)}
        found |= self.line.as_json()
        if self.removal is not None:
            found["removal"] = self.removal.as_json()
        return found if self.doubt is None else found | self.doubt.as_json()


@dataclass(frozen=True, slots=True)
class Report:
    """The return figures of a period, its rows adding up to its totals.

    `back` is the return ratio of the totals with what may be shown of it. `touched_minutes_share`: of all time, the
    share that lies before a conversion of the period in its window. `missing`: hourly costs and rates of exchange that
    are not known.
    """

    period: Period
    zone: str
    as_of: int
    currency: str
    model: str
    window_days: int
    by: tuple[str, ...]
    totals: Line
    back: Shown
    rows: tuple[Row, ...]
    touched_minutes_share: Figure
    involved: InvolvedSales
    last_weeks: LastWeeks
    overlap: str = "overlapping"
    p_conv: Figure | None = None
    missing: tuple[Missing, ...] = ()

    def as_json(self) -> dict[str, object]:
        """Return the report as contract.md 3.1 writes it; `missing_rates` only where something is missing."""
        found: dict[str, object] = {
            "period": heading(self.period, self.zone, self.as_of),
            "currency": self.currency,
            "model": self.model,
            "window_days": self.window_days,
            "overlap": self.overlap,
            "totals": self.totals.as_json(),
            "rows": [row.as_json() for row in self.rows],
            "touched_minutes_share": self.touched_minutes_share.as_json(),
            "involved_sales": self.involved.as_json(),
            "last_weeks": self.last_weeks.as_json(),
        }
        if self.p_conv is not None:
            found["p_conv"] = self.p_conv.as_json()
        if self.missing:
            found["missing_rates"] = [each.as_json() for each in self.missing]
        return found
