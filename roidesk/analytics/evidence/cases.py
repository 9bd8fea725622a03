"""Contacts compared by how much they got at the beginning, over all and within strata (analytics.md 4.5).

Who buys gets more time afterwards, and who bought soon had no time to get much: both would show a link that is none.
So the time of the first week counts, and what came after it (a landmark; Anderson, Cain, Gelber, J. Clin. Oncol. 1983).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from statistics import median

from roidesk.analytics.evidence.strata import Stratified, Table, stratified

FIRST_DAYS = 7
"""Days from the first touch in which time counts; what came of it counts after them."""


@dataclass(frozen=True, slots=True)
class Case:
    """A contact: the effort of its first week, whether something came of it later, and its stratum by each name."""

    effort: Fraction
    came: bool
    strata: Mapping[str, str]


def compared(cases: Sequence[Case], by: Sequence[str]) -> dict[str, Stratified]:
    """Return contacts with much effort beside the others, within each kind of stratum.

    Much is more than the middle one got; those who got just that count where it makes the sides more even.
    """
    middle = median(case.effort for case in cases) if cases else Fraction(0)
    with_the_more = sum(case.effort > middle for case in cases) < sum(case.effort < middle for case in cases)
    found: dict[str, Stratified] = {}
    for name in by:
        tables: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0, 0])
        for case in cases:
            much = case.effort > middle or (with_the_more and case.effort == middle)
            tables[case.strata[name]][2 * (not much) + (not case.came)] += 1
        found[name] = stratified({stratum: Table(*counts) for stratum, counts in tables.items()})
    return found
