"""The ladder of verdicts (analytics.md 4.6): never more than an association, but for planned experiments."""

from __future__ import annotations

from collections.abc import Collection
from enum import StrEnum

from roidesk.analytics import gates


class Verdict(StrEnum):
    """The steps, from the lowest."""

    TOO_LITTLE_DATA = "too_little_data"
    NO_SIGN = "no_sign"
    HINT = "hint"
    PROBABLE = "probable"
    STRONG = "strong"
    TESTED = "tested"


def verdict(weeks: int, p: float | None, flags: Collection[str], *, tested: bool = False) -> Verdict:
    """Return the step of an association.

    `p` None: a gate withholds it, or nothing varies. `tested`: a planned experiment found the same at 5 in 100 or less.
    """
    if tested:
        return Verdict.TESTED
    if p is None:
        return Verdict.TOO_LITTLE_DATA
    if p > gates.HINT_P:
        return Verdict.NO_SIGN
    if p > gates.PROBABLE_P:
        return Verdict.HINT
    if p <= gates.STRONG_P and weeks >= gates.ENOUGH_WEEKS_FOR_POWER and not flags:
        return Verdict.STRONG
    return Verdict.PROBABLE
