"""How a conversion is shared between the touches before it (analytics.md 3).

The public names `Touch`, `Journey` and `credit` are part of the contract (contract.md 4).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from roidesk.domain.errors import UserError
from roidesk.domain.figure import Number

NONE = "(none)"
"""Takes the conversions that no touch explains."""
HALF_LIFE_DAYS = 7
_ENDS = Fraction(2, 5)
_MIDDLE = Fraction(1, 5)
_GRAIN = 1 << 60


@dataclass(frozen=True, slots=True)
class Touch:
    """One interaction before a conversion: `age_days` and `minutes` exact or float, `personalness` 0 to 100."""

    channel: str
    age_days: Number = 0
    minutes: Number = 0
    personalness: Number = 0


@dataclass(frozen=True, slots=True)
class Journey:
    """The touches of one contact in order of time, how many conversions (and nothing) came of them, and their value."""

    touches: tuple[Touch, ...]
    conversions: int
    nulls: int = 0
    value: Number = 0


def credit(
    journeys: Iterable[Journey], model: str, of: Literal["conversions", "value"] = "conversions"
) -> dict[str, Number]:
    """Return what each channel is credited with; with `NONE` it adds up to the total.

    Exact fractions, but for `time_decay` (float, to 1e-9). A model that is not known raises `UserError`.
    """
    shares: dict[str, Fraction] = defaultdict(Fraction)
    shares[NONE] = Fraction(0)
    for journey in journeys:
        total = Fraction(journey.conversions if of == "conversions" else journey.value)
        if not journey.touches:
            shares[NONE] += total
        for touch, weight in zip(journey.touches, weights(journey.touches, model), strict=True):
            shares[touch.channel] += weight * total
    if model == "time_decay":
        return {channel: float(share) for channel, share in shares.items()}
    return dict(shares)


def weights(touches: Sequence[Touch], model: str) -> tuple[Fraction, ...]:
    """Return the share of each touch (in order of time); they add up to exactly 1, or there is none.

    `time_decay` is worked out in float and kept to a grain of 2**-60, so that rows made of it still add up exactly.
    """
    if model not in MODELS:
        raise UserError("model_unknown", text=model, known=", ".join(MODELS))
    return MODELS[model](touches) if touches else ()


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
    return (_ENDS, *(_MIDDLE / between,) * between, _ENDS)


def _time_decay(touches: Sequence[Touch]) -> tuple[Fraction, ...]:
    """Return continuous decay with a half-life of 7 days."""
    youngest = min(touch.age_days for touch in touches)
    # From the youngest on, so that a window of years does not sink every weight to 0.
    decayed = [2.0 ** (float(youngest - touch.age_days) / HALF_LIFE_DAYS) for touch in touches]
    total = sum(decayed)
    return grained([Fraction(each / total) for each in decayed])


def _minutes(touches: Sequence[Touch]) -> tuple[Fraction, ...]:
    return _in_proportion([Fraction(touch.minutes) for touch in touches]) or _linear(touches)


def _personal_minutes(touches: Sequence[Touch]) -> tuple[Fraction, ...]:
    weighed = [Fraction(touch.minutes) * Fraction(touch.personalness) for touch in touches]
    return _in_proportion(weighed) or _minutes(touches)


def _in_proportion(amounts: Sequence[Fraction]) -> tuple[Fraction, ...]:
    total = sum(amounts, Fraction(0))
    return tuple(amount / total for amount in amounts) if total else ()


def _shapley(touches: Sequence[Touch]) -> tuple[Fraction, ...]:
    """Return an equal part for each distinct channel, shared equally by its touches.

    It is the Shapley value of the game "conversions of journeys that used only these channels" (analytics.md 3.2).
    """
    seen = Counter(touch.channel for touch in touches)
    return tuple(Fraction(1, len(seen) * seen[touch.channel]) for touch in touches)


MODELS: dict[str, Callable[[Sequence[Touch]], tuple[Fraction, ...]]] = {
    "first": _first,
    "last": _last,
    "linear": _linear,
    "position": _position,
    "time_decay": _time_decay,
    "minutes": _minutes,
    "personal_minutes": _personal_minutes,
    "shapley": _shapley,
}
"""The models by name."""
