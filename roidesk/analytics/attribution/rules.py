"""Models that share a conversion between its own touches by a rule (analytics.md 3.2); all of them but Markov."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Sequence
from fractions import Fraction

from roidesk.analytics.attribution.journey import Touch
from roidesk.domain.errors import UserError

HALF_LIFE_DAYS = 7
ENDS = Fraction(2, 5)
"""What `position` gives the first and the last of three touches or more."""
MIDDLE = Fraction(1, 5)
"""What it leaves to those between them."""
_GRAIN = 1 << 60


def weights(touches: Sequence[Touch], model: str) -> tuple[Fraction, ...]:
    """Return the share of each touch (in order of time); they add up to exactly 1, or there is none.

    `time_decay` is worked out in float and kept to a grain of 2**-60, so that rows made of it still add up exactly.
    `UserError("model_unknown")` for a model that has no rule; `ValueError` for an age, a length or a score that is no
    finite number, or for one of the last two below 0.
    """
    if model not in RULES:
        raise UserError("model_unknown", text=model, known=", ".join(RULES))
    return RULES[model](touches) if touches else ()


def grained(shares: Sequence[Fraction]) -> tuple[Fraction, ...]:
    """Return shares kept to a grain of 2**-60, the rest given to the last: sums of many stay short and exact."""
    grains = [int(share * _GRAIN) for share in shares[:-1]]
    return (*(Fraction(each, _GRAIN) for each in grains), Fraction(_GRAIN - sum(grains), _GRAIN))


def _first(touches: Sequence[Touch]) -> tuple[Fraction, ...]:
    return _at(0, len(touches))


def _last(touches: Sequence[Touch]) -> tuple[Fraction, ...]:
    return _at(len(touches) - 1, len(touches))


def _at(place: int, length: int) -> tuple[Fraction, ...]:
    return tuple(Fraction(int(n == place)) for n in range(length))


def _linear(touches: Sequence[Touch]) -> tuple[Fraction, ...]:
    return (Fraction(1, len(touches)),) * len(touches)


def _position(touches: Sequence[Touch]) -> tuple[Fraction, ...]:
    """Return 40/20/40; one touch takes all, two take half each."""
    between = len(touches) - 2
    if between <= 0:
        return _linear(touches)
    return (ENDS, *(MIDDLE / between,) * between, ENDS)


def _time_decay(touches: Sequence[Touch]) -> tuple[Fraction, ...]:
    """Return continuous decay with a half-life of 7 days."""
    if not all(math.isfinite(touch.age_days) for touch in touches):
        raise ValueError("the age of a touch has to be a finite number")
    youngest = min(touch.age_days for touch in touches)
    # From the youngest on, so that a window of years does not sink every weight to 0.
    decayed = [2.0 ** (float(youngest - touch.age_days) / HALF_LIFE_DAYS) for touch in touches]
    total = sum(decayed)
    return grained([Fraction(each / total) for each in decayed])


def _minutes(touches: Sequence[Touch]) -> tuple[Fraction, ...]:
    return _in_proportion([_amount(touch.minutes) for touch in touches]) or _linear(touches)


def _personal_minutes(touches: Sequence[Touch]) -> tuple[Fraction, ...]:
    weighed = [_amount(touch.minutes) * _amount(touch.personalness) for touch in touches]
    return _in_proportion(weighed) or _minutes(touches)


def _amount(number: Fraction | float) -> Fraction:
    if not (math.isfinite(number) and number >= 0):
        raise ValueError("the minutes and the score of a touch have to be finite numbers, 0 or above")
    return Fraction(number)


def _in_proportion(amounts: Sequence[Fraction]) -> tuple[Fraction, ...]:
    total = sum(amounts, Fraction(0))
    return tuple(amount / total for amount in amounts) if total else ()


def _shapley(touches: Sequence[Touch]) -> tuple[Fraction, ...]:
    """Return an equal part for each distinct channel, shared equally by its touches.

    It is the Shapley value of the game "conversions of journeys that used only these channels" (analytics.md 3.2).
    """
    seen = Counter(touch.channel for touch in touches)
    return tuple(Fraction(1, len(seen) * seen[touch.channel]) for touch in touches)


RULES: dict[str, Callable[[Sequence[Touch]], tuple[Fraction, ...]]] = {
    "first": _first,
    "last": _last,
    "linear": _linear,
    "position": _position,
    "time_decay": _time_decay,
    "minutes": _minutes,
    "personal_minutes": _personal_minutes,
    "shapley": _shapley,
}
"""The rules by the names of their models."""
