"""The same under other weights: does anything hang on how much each component of "personal" counts (analytics.md 2.3).

What was scored by hand keeps its score: a person's judgement has no weights.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from roidesk.analytics.sums.tally import Cell
from roidesk.domain.figure import Figure
from roidesk.domain.model import Interaction
from roidesk.domain.personalness import Components

_HUNDREDTHS = 100


@dataclass(frozen=True, slots=True)
class Judged:
    """A kind of contact and its scores (hundredths) under the store's weights and under others."""

    name: str
    score: int
    other: int


class OtherWeights:
    """Scores under other weights: six whole numbers that add up to 100."""

    def __init__(self, weights: tuple[int, ...]) -> None:
        self.weights = weights
        self._known: dict[str, int] = {}

    def of_components(self, components: str) -> int:
        """Return the score (hundredths) of six digits as they are stored."""
        if components not in self._known:
            self._known[components] = Components.parse(components).score(self.weights)
        return self._known[components]

    def of(self, entry: Interaction) -> int:
        """Return the score (hundredths) of an interaction, by the components noted when it was logged."""
        return entry.score if entry.score_given else self.of_components(entry.components)

    def personalness(self, cells: Iterable[Cell]) -> Figure:
        """Return Σ minutes × score ÷ Σ minutes of pieces read one by one."""
        counted = weighed = 0
        for cell in cells:
            if cell.entry is not None:
                counted += cell.effort.counted_us
                weighed += cell.effort.counted_us * self.of(cell.entry)
        if not counted:
            return Figure(None, "score", reason="no_time")
        return Figure(Fraction(weighed, counted * _HUNDREDTHS), "score")


def swapped(kinds: Sequence[Judged]) -> tuple[tuple[str, str], ...]:
    """Return the pairs of kinds that change places: the first of each is the more personal one by the store's weights.

    Two that are alike under one of both have no order there, and so do not change it.
    """
    ordered = sorted(kinds, key=lambda each: (-each.score, each.name))
    return tuple(
        (first.name, second.name)
        for first, second in itertools.combinations(ordered, 2)
        if first.score > second.score and first.other < second.other
    )
