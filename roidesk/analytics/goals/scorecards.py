"""Sheets a team composes itself: figures in its own order, with targets where it has some (analytics.md 1.3)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from roidesk.analytics.goals.metrics import Measures, holds, withheld
from roidesk.domain.figure import Figure
from roidesk.domain.instants import Period

_TARGET = re.compile(r"\s*(?P<metric>[a-z_.]+)\s*:\s*(?P<bound>[<>]=)?\s*(?P<value>-?[0-9]+(?:\.[0-9]+)?)\s*")


@dataclass(frozen=True, slots=True)
class Target:
    """What is wanted of a figure: at least, or at most, a value."""

    value: Fraction
    at_most: bool = False


def read_target(text: str) -> tuple[str, Target] | None:
    """Read "purchases:8" (at least), "cost_per_purchase:<=60" or "purchases:>=8"; None when it is none of these."""
    match = _TARGET.fullmatch(text)
    if match is None:
        return None
    return match["metric"], Target(Fraction(match["value"]), at_most=match["bound"] == "<=")


@dataclass(frozen=True, slots=True)
class Line:
    """One figure of a sheet; `reached` None: no target, or nothing can be told."""

    metric: str
    actual: Figure
    target: Target | None
    reached: bool | None

    def as_json(self) -> dict[str, object]:
        """Return the line by name."""
        return {
            "metric": self.metric,
            "actual": self.actual.as_json(),
            "target": Figure(self.target.value, self.actual.unit).as_json() if self.target else None,
            "at": ("most" if self.target.at_most else "least") if self.target else None,
            "reached": self.reached,
        }


@dataclass(frozen=True, slots=True)
class Sheet:
    """A scorecard over a period. There is no total of it: weights would be invention."""

    id: str
    name: str
    period: Period
    currency: str
    lines: tuple[Line, ...]

    def as_json(self) -> dict[str, object]:
        """Return the sheet."""
        return {
            "id": self.id,
            "name": self.name,
            "from": self.period.first.isoformat(),
            "to": self.period.last.isoformat(),
            "currency": self.currency,
            "lines": [each.as_json() for each in self.lines],
        }


def lines(metrics: Sequence[str], targets: Sequence[str], measures: Measures) -> tuple[Line, ...]:
    """Return the lines of a sheet, each metric once, in their order; a name nobody knows has no value."""
    wanted = dict(read for each in targets if (read := read_target(each)) is not None)
    return tuple(
        _line(metric, measures.get(metric, Figure(None, "count", reason="metric_unknown")), wanted.get(metric))
        for metric in dict.fromkeys(metrics)
    )


def _line(metric: str, actual: Figure, target: Target | None) -> Line:
    silent = target is None or withheld(actual) is not None
    return Line(
        metric,
        actual,
        target,
        None if silent or target is None else holds(metric, actual, target.value, at_most=target.at_most),
    )
