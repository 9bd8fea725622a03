"""Round numbers for axes, and how they are written there."""

from __future__ import annotations

import math
from collections.abc import Callable

from roidesk.i18n import _
from roidesk.i18n.formats import money, number

_STEPS = (1.0, 1.5, 2.0, 2.5, 4.0, 5.0, 10.0)
_THOUSAND = 1000
_HALF = 0.5


def round_ticks(largest: float, wanted: int = 3) -> tuple[float, ...]:
    """Return ticks from 0, at even round steps, the last of them at or above `largest`; about `wanted` steps."""
    if not math.isfinite(largest) or largest <= 0:
        return (0.0, 1.0)
    rough = largest / wanted
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(each * power for each in _STEPS if each * power >= rough * 0.999)
    count = math.ceil(largest / step - 1e-9)
    return tuple(step * n for n in range(count + 1))


def steady_ticks(before: tuple[float, ...], largest: float, wanted: int = 3) -> tuple[float, ...]:
    """Return `before` while it still suits `largest`, so that an axis does not jump with each entry; else new ticks."""
    if before and _HALF * before[-1] <= largest <= before[-1]:
        return before
    return round_ticks(largest, wanted)


def whole_ticks(before: tuple[float, ...], largest: float, wanted: int = 2) -> tuple[float, ...]:
    """Return `steady_ticks` for things that are counted: the steps are whole."""
    ticks = steady_ticks(before, max(largest, 1.0), wanted)
    step = ticks[1]
    if step == int(step):
        return ticks
    step = math.ceil(step)
    return tuple(float(step * n) for n in range(math.ceil(max(largest, 1.0) / step) + 1))


def money_label(currency: str) -> Callable[[float], str]:
    """Return how an axis writes amounts of a currency: "€0", "€1.5k", "€2.50"."""

    def label(value: float) -> str:
        if value and abs(value) >= _THOUSAND:
            thousands = value / _THOUSAND
            whole = thousands == int(thousands)
            return _("{amount}k").format(amount=money(thousands, currency, 0 if whole else 1))
        return money(value, currency, 0 if value == int(value) else 2)

    return label


def hours_label(value: float) -> str:
    """Write hours on an axis: "40 h"."""
    return _("{hours} h").format(hours=number(value, 0 if value == int(value) else 1))


def count_label(value: float) -> str:
    """Write a count on an axis."""
    return number(value)
