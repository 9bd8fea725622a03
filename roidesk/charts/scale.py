"""Round numbers for axes, and how they are written there."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from dataclasses import dataclass

from roidesk.i18n.formats import hours, money, number

_STEPS = (1.0, 1.5, 2.0, 2.5, 5.0, 10.0)
_THOUSAND = 1000
_LAST_DIGIT = re.compile(r"(\d)(\D*)$")
"""Thousands are marked at the number, whichever side the currency stands on: "€5k", "5k €"."""
_ROOM = 1.12
_LEAST_USED = 0.6
_NEXT = 0.12
"""So near to the next tick, an axis goes up to it."""
_EDGE = 1.05
"""A tick nearer to the upper edge would have its number cut off."""


@dataclass(frozen=True, slots=True)
class Scale:
    """An axis from 0 to `top`, with round numbers on it."""

    top: float
    ticks: tuple[float, ...]


def scale(largest: float, wanted: int = 3, *, whole: bool = False) -> Scale:
    """Return an axis that holds `largest` with a little room, with about `wanted` steps; `whole`: of things counted."""
    if not math.isfinite(largest) or largest <= 0:
        return Scale(_EDGE, (0.0, 1.0))
    rough = largest / wanted
    power = 10.0 ** math.floor(math.log10(rough))
    step = min((each * power for each in _STEPS), key=lambda each: abs(math.log(each / rough)))
    if whole:
        step = float(max(1, round(step)))
    top = largest * _ROOM
    ticks = tuple(step * n for n in range(math.floor(top / step + _NEXT) + 1))
    return Scale(max(top, ticks[-1] * _EDGE), ticks)


def steady(before: Scale | None, largest: float, wanted: int = 3, *, whole: bool = False) -> Scale:
    """Return `before` while it still suits `largest`, so that an axis does not jump with each entry; else a new one."""
    if before is not None and _LEAST_USED * before.top <= largest <= before.top:
        return before
    return scale(largest, wanted, whole=whole)


def money_label(currency: str) -> Callable[[float], str]:
    """Return how an axis writes amounts of a currency: "€0", "€1.5k", "€2.50"."""

    def label(value: float) -> str:
        if value and abs(value) >= _THOUSAND:
            thousands = value / _THOUSAND
            whole = thousands == int(thousands)
            return _LAST_DIGIT.sub(r"\1k\2", money(thousands, currency, 0 if whole else 1))
        return money(value, currency, 0 if value == int(value) else 2)

    return label


def hours_label(value: float) -> str:
    """Write hours on an axis: "40 h"."""
    return hours(value, 0 if value == int(value) else 1)


def count_label(value: float) -> str:
    """Write a count on an axis."""
    return number(value)
