"""Model doubt: what every model says of one row, side by side, and how far they are apart (analytics.md 3.5).

A model is a rule of bookkeeping, and no data says which rule is right. So the span between the models is a range of its
own, beside the likely range that chance allows: it does not narrow with more data.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from roidesk.analytics.returns.lines import Line
from roidesk.domain.figure import Figure

MEASURES = ("conversions", "purchases", "booked", "return_ratio")
"""The figures of a row that depend on the model, by their names in `Line`."""


@dataclass(frozen=True, slots=True)
class Extreme:
    """A figure at one end of the span, and the model that gives it."""

    model: str
    figure: Figure


@dataclass(frozen=True, slots=True)
class Span:
    """The least and the most that a model gives a row."""

    least: Extreme
    most: Extreme

    def as_json(self) -> dict[str, object]:
        """Return both figures and whose they are."""
        return {
            "least": self.least.figure.as_json(),
            "least_model": self.least.model,
            "most": self.most.figure.as_json(),
            "most_model": self.most.model,
        }


@dataclass(frozen=True, slots=True)
class Doubt:
    """What every model says of one row. `left_out`: models with a warning, which are told but not part of the span."""

    lines: Mapping[str, Line]
    left_out: frozenset[str] = frozenset()

    def span(self, measure: str) -> Span:
        """Return the least and the most of one of `MEASURES`; of models that give the same, the first is named.

        Where no model gives a value, both ends say why.
        """
        found = [
            Extreme(model, getattr(line, measure)) for model, line in self.lines.items() if model not in self.left_out
        ]
        known = [each for each in found if each.figure.value is not None] or found
        return Span(min(known, key=_value), max(known, key=_value))

    def as_json(self) -> dict[str, object]:
        """Return `by_model` and `model_doubt` as a row carries them."""
        return {
            "by_model": {
                model: {measure: getattr(line, measure).as_json() for measure in MEASURES}
                for model, line in self.lines.items()
            },
            "model_doubt": {measure: self.span(measure).as_json() for measure in MEASURES},
        }


def _value(extreme: Extreme) -> float:
    return float(extreme.figure.value or 0)
