"""The answer of `evidence`: the association of whole weeks, what weakens it, and what these weeks could show."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from roidesk.analytics.evidence.association import Evidence
from roidesk.analytics.evidence.carry_over import CarryOver
from roidesk.analytics.evidence.jointly import Joint
from roidesk.analytics.evidence.power import Power
from roidesk.analytics.evidence.strata import Stratified
from roidesk.analytics.query import heading
from roidesk.domain.figure import Figure, Number
from roidesk.domain.instants import Period, Week


class Of(StrEnum):
    """What is looked for on the side of effort."""

    MINUTES = "minutes"
    PERSONAL = "personal"
    """Minutes weighed by how personal they were."""


class On(StrEnum):
    """What is looked for on the side of what came."""

    PURCHASES = "purchases"
    CONVERSIONS = "conversions"
    REVENUE = "revenue"


@dataclass(frozen=True, slots=True)
class Planned:
    """A planned experiment that found more where there was more effort."""

    name: str
    p: float
    difference: Figure

    def as_json(self) -> dict[str, object]:
        """Return it as JSON."""
        return {"name": self.name, "p": self.p, "difference": self.difference.as_json()}


@dataclass(frozen=True, slots=True)
class EvidenceReport:
    """Whether time moves with return over the whole weeks of a period.

    `effort` in minutes and `outcome` (a count or major units of the currency) by week; None: not known. `strata`: by
    channel, person, … of a contact's first touch, contacts with much effort beside those with little. `rows`: effort
    by channel (or another dimension) where that was asked. `ad_weeks`: the weeks in which advertising was paid for.
    """

    period: Period
    zone: str
    as_of: int
    currency: str
    of: Of
    on: On
    max_lag: int
    weeks: tuple[Week, ...]
    effort: tuple[Number | None, ...]
    outcome: tuple[Number | None, ...]
    conversions: Figure
    contact_share: Figure
    evidence: Evidence
    power: Power
    carry_over: CarryOver
    strata: Mapping[str, Stratified]
    by: str | None
    rows: Sequence[Joint]
    experiments: Sequence[Planned]
    ad_weeks: tuple[Week, ...]

    @property
    def days(self) -> Period:
        """The days of the whole weeks; where there is none, those that were asked about."""
        return Period(self.weeks[0].monday, self.weeks[-1].period.last) if self.weeks else self.period

    def as_json(self) -> dict[str, object]:
        """Return the report as contract.md 3.2 writes it, and what belongs beside it."""
        series = zip(self.weeks, self.effort, self.outcome, strict=True)
        return {
            "period": heading(self.period, self.zone, self.as_of),
            "currency": self.currency,
            "of": str(self.of),
            "on": str(self.on),
            "max_lag": self.max_lag,
            **self.evidence.as_json(),
            "conversions": self.conversions.as_json(),
            "contact_share": self.contact_share.as_json(),
            "power": self.power.as_json(),
            "carry_over": self.carry_over.as_json(),
            "strata": [{"by": name, **found.as_json()} for name, found in self.strata.items()],
            "by": self.by,
            "rows": [row.as_json() for row in self.rows],
            "experiments": [each.as_json() for each in self.experiments],
            "ad_weeks": [str(week) for week in self.ad_weeks],
            "series": [
                {"week": str(week), "effort": _plain(effort), "outcome": _plain(outcome)}
                for week, effort, outcome in series
            ],
        }


def _plain(value: Number | None) -> int | float | None:
    if value is None or isinstance(value, int):
        return value
    return int(value) if value == int(value) else float(value)
