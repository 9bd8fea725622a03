"""How personal a piece of contact is (analytics.md 2): six components, a score, five levels."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

COMPONENTS = ("instant", "voice", "face", "place", "private", "tailored")
DEFAULT_WEIGHTS = (25, 20, 20, 10, 15, 10)
"""Weights of the components in that order; they add up to 100 (analytics.md 2.2)."""
LEVELS = (1, 2, 3, 4, 5)
_UPPER = (1500, 2500, 5000, 7500)
_SET_BY_LEVEL = (0, 2250, 3750, 7000, 9000)


@dataclass(frozen=True, slots=True)
class Components:
    """The six components, each 0, 1 or 2 halves, in the order of `COMPONENTS`."""

    halves: tuple[int, int, int, int, int, int]

    @classmethod
    def parse(cls, text: str) -> Components:
        """Read the six digits of a stored snapshot ("100022")."""
        instant, voice, face, place, private, tailored = (int(digit) for digit in text)
        return cls((instant, voice, face, place, private, tailored))

    def __str__(self) -> str:
        return "".join(str(half) for half in self.halves)

    def score(self, weights: tuple[int, ...] = DEFAULT_WEIGHTS) -> int:
        """Return the score in hundredths (0 to 10,000) under weights that add up to 100."""
        return sum(half * weight for half, weight in zip(self.halves, weights, strict=True)) * 50


def level(score: int) -> int:
    """Return the level 1 (least personal) to 5 (most) of a score in hundredths."""
    return 1 + bisect_right(_UPPER, score)


def score_for_level(wanted: int, present: int) -> int:
    """Return the score that `!n` sets: the present one when it already lies in level n (ruling 6)."""
    return present if level(present) == wanted else _SET_BY_LEVEL[wanted - 1]
