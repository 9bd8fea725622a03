"""Rounding for display, so that the parts a reader sees add up to the whole they see. Figures themselves stay exact."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING, TypeVar

from roidesk.domain.money import exponent

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

    Parts = TypeVar("Parts", bound=DataclassInstance)

_ALIKE = Fraction(1, 10**6)
"""Weighed credit is worked out to 1e-9 a conversion: sums that differ by less than this are one."""


def apportioned(parts: Sequence[Fraction], grain: Fraction) -> list[Fraction]:
    """Return parts as multiples of a grain that add up to their rounded sum (largest remainder; equal ones: the first).

    No part moves by a whole grain, and a part that is a multiple of it does not move at all.
    """
    grains = [part / grain for part in parts]
    below = [math.floor(each) for each in grains]
    left = round(sum(grains, Fraction(0))) - sum(below)
    by_remainder = sorted(range(len(parts)), key=lambda at: below[at] - grains[at])
    up = set(by_remainder[:left])
    return [(each + (at in up)) * grain for at, each in enumerate(below)]


def minor_unit(currency: str) -> Fraction:
    """Return the smallest amount of a currency (EUR: 1/100), in major units."""
    return Fraction(1, 10 ** exponent(currency))


def added_up(rows: Sequence[Parts], whole: Parts, grains: Mapping[str, Fraction]) -> list[Parts]:
    """Return rows whose figures, by field, are rounded to their grain so that they add up to those of the whole.

    A figure that some row does not know, or of which the rows are not the parts, is left as it is.
    """
    found = list(rows)
    for name, grain in grains.items():
        values = [getattr(row, name).value for row in rows]
        total = getattr(whole, name).value
        if total is None or any(value is None for value in values):
            continue
        parts = [Fraction(value) for value in values]
        if abs(sum(parts, Fraction(0)) - Fraction(total)) > _ALIKE:
            continue
        for at, value in enumerate(apportioned(parts, grain)):
            found[at] = replace(found[at], **{name: replace(getattr(found[at], name), value=value)})
    return found
