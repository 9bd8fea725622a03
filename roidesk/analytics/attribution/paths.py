"""Many journeys as arrays, and their credit: by whole numbers where a rule counts, in float64 where it weighs time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from itertools import chain
from math import lcm
from operator import attrgetter
from typing import TYPE_CHECKING, Literal, NamedTuple

from roidesk.analytics.attribution.journey import NONE, Journey
from roidesk.analytics.attribution.rules import ENDS, HALF_LIFE_DAYS, MIDDLE
from roidesk.domain.figure import Number

if TYPE_CHECKING:
    import numpy as np

_WEIGHED_BY = {"time_decay": ("age_days",), "minutes": ("minutes",), "personal_minutes": ("minutes", "personalness")}
_DENSE = 16
"""Up to so many times the touches a table of journeys by channels is filled, which is faster than to sort."""
_EXACT_BITS = 53
"""Whole numbers up to 2**53 are exact in float64."""


@dataclass(frozen=True, eq=False)
class Paths:
    """Journeys with at least one touch each as arrays, and what came of those without any.

    By journey: `lengths` (touches, 1 or more), `conversions`, `nulls` and `values` (whole multiples of `unit`). By
    touch, journey after journey: `channels` (places in `names`) and, by the names of `Touch`'s fields, what some models
    weigh by. Whole numbers are of type int64, or of Python's own where they are longer.
    """

    names: tuple[str, ...]
    lengths: np.ndarray
    channels: np.ndarray
    conversions: np.ndarray
    nulls: np.ndarray
    values: np.ndarray
    unit: Fraction = Fraction(1)
    weighed: Mapping[str, np.ndarray] = field(default_factory=dict)
    untouched_conversions: int = 0
    untouched_value: Fraction = Fraction(0)

    @classmethod
    def of(cls, journeys: Iterable[Journey], model: str) -> Paths:
        """Return journeys as arrays, with what a model weighs their touches by."""
        import numpy as np

        every = tuple(journeys)
        touched = [each for each in every if each.touches]
        bare = [each for each in every if not each.touches]
        paths = list(map(attrgetter("touches"), touched))
        touches = list(chain.from_iterable(paths))
        said = list(map(attrgetter("channel"), touches))
        numbers = {name: n for n, name in enumerate(dict.fromkeys(said))}
        values, unit = _whole(list(map(attrgetter("value"), touched)))
        return cls(
            tuple(numbers),
            np.fromiter(map(len, paths), np.int64, len(paths)),
            np.fromiter(map(numbers.__getitem__, said), np.int64, len(said)),
            _integers(list(map(attrgetter("conversions"), touched))),
            _integers(list(map(attrgetter("nulls"), touched))),
            _integers(values),
            unit,
            {
                name: np.fromiter(map(attrgetter(name), touches), np.float64, len(touches))
                for name in _WEIGHED_BY.get(model, ())
            },
            sum(each.conversions for each in bare),
            sum((Fraction(each.value) for each in bare), Fraction(0)),
        )

    @cached_property
    def starts(self) -> np.ndarray:
        """Where each journey's touches begin."""
        before: np.ndarray = self.lengths.cumsum() - self.lengths
        return before

    @cached_property
    def journey_of(self) -> np.ndarray:
        """The journey of each touch."""
        import numpy as np

        return np.repeat(np.arange(len(self.lengths)), self.lengths)


def _whole(values: Sequence[Number]) -> tuple[list[int], Fraction]:
    """Return numbers as whole multiples of one unit, exactly."""
    whole = [value for value in values if isinstance(value, int)]
    if len(whole) == len(values):
        return whole, Fraction(1)
    ratios = [value.as_integer_ratio() for value in values]
    below = lcm(*{below for _, below in ratios})
    return [above * (below // own) for above, own in ratios], Fraction(1, below)


def _integers(values: Sequence[int]) -> np.ndarray:
    """Return whole numbers as an array: of int64 where all of them fit, else of Python's own."""
    import numpy as np

    longest = np.iinfo(np.int64).max
    fits = -longest <= min(values, default=0) and max(values, default=0) <= longest
    return np.array(values, dtype=np.int64 if fits else object)


def _floats(amounts: np.ndarray, unit: Fraction) -> np.ndarray:
    """Return multiples of a unit in float64; those of Python's own numbers may be longer than a float goes."""
    import numpy as np

    if amounts.dtype == object:
        return np.array([float(each * unit) for each in amounts])
    return amounts * float(unit)


def credit_of_many(paths: Paths, model: str, of: Literal["conversions", "value"]) -> Mapping[str, Number]:
    """Return what each channel is credited with by a rule, as `credit` does.

    Exact fractions for `first`, `last`, `linear`, `position` and `shapley`; float64 with compensated sums, right to
    1e-9, where a model weighs by time.
    """
    amounts, unit, bare = (
        (paths.conversions, Fraction(1), Fraction(paths.untouched_conversions))
        if of == "conversions"
        else (paths.values, paths.unit, paths.untouched_value)
    )
    if model in _WEIGHED_BY:
        sums = _compensated(paths, _shares(paths, model), _floats(amounts, unit))
        return {NONE: float(bare), **dict(zip(paths.names, sums, strict=True))}
    parts = _PARTS[model](paths)
    kinds = len(parts.worth)
    sums_of = exact_sums(parts.channels * kinds + parts.kinds, amounts[parts.journeys], len(paths.names) * kinds)
    earned = (
        sum((worth * sums_of[n * kinds + kind] for kind, worth in enumerate(parts.worth)), Fraction(0))
        for n in range(len(paths.names))
    )
    return {NONE: bare, **{name: unit * amount for name, amount in zip(paths.names, earned, strict=True)}}


def exact_sums(keys: np.ndarray, amounts: np.ndarray, size: int) -> list[int]:
    """Return the sums of whole amounts by key (0 to size - 1), exact however large they are.

    numpy adds up by key in float64 only, so amounts are cut into limbs so short that no sum of limbs passes 2**53.
    """
    import numpy as np

    bits = _EXACT_BITS - 1 - len(keys).bit_length()
    limit = 1 << bits
    sums, place, rest, more = [0] * size, 0, amounts, True
    while more:
        more = bool(((rest >= limit) | (rest <= -limit)).any())
        limbs = np.bincount(keys, (rest & (limit - 1) if more else rest).astype(float), size)
        sums = [known + (int(limb) << place) for known, limb in zip(sums, limbs, strict=True)]
        # Shifting rounds down, so that what is left of a number below 0 is that number's, too.
        rest, place = rest >> bits, place + bits
    return sums


# ---------------------------------------------------------------- rules that count


class _Parts(NamedTuple):
    """The parts of journeys that earn something: whose, on which channel, and of which kind; `worth` by kind."""

    journeys: np.ndarray
    channels: np.ndarray
    kinds: np.ndarray
    worth: Sequence[Fraction]


def _alike(journeys: np.ndarray, channels: np.ndarray, below: np.ndarray) -> _Parts:
    """Return parts that are each worth 1 / `below`."""
    import numpy as np

    counts, kinds = np.unique(below, return_inverse=True)
    return _Parts(journeys, channels, kinds, [Fraction(1, int(count)) for count in counts])


def _first(paths: Paths) -> _Parts:
    import numpy as np

    every = np.arange(len(paths.lengths))
    return _Parts(every, paths.channels[paths.starts], np.zeros_like(every), [Fraction(1)])


def _last(paths: Paths) -> _Parts:
    import numpy as np

    every = np.arange(len(paths.lengths))
    return _Parts(every, paths.channels[paths.starts + paths.lengths - 1], np.zeros_like(every), [Fraction(1)])


def _linear(paths: Paths) -> _Parts:
    by_length = _alike(paths.journey_of, paths.channels, paths.lengths)
    return by_length._replace(kinds=by_length.kinds[paths.journey_of])


def _position(paths: Paths) -> _Parts:
    """Return 40/20/40 as two kinds a length: at an end, or between the ends."""
    import numpy as np

    lengths, by_length = np.unique(paths.lengths, return_inverse=True)
    between = np.ones(len(paths.channels), np.int64)
    between[paths.starts] = 0
    between[paths.starts + paths.lengths - 1] = 0
    worth = [worth for length in lengths.tolist() for worth in _at_end_and_between(length)]
    return _Parts(paths.journey_of, paths.channels, 2 * by_length[paths.journey_of] + between, worth)


def _at_end_and_between(length: int) -> tuple[Fraction, Fraction]:
    between = length - 2
    return (Fraction(1, length), Fraction(0)) if between <= 0 else (ENDS, MIDDLE / between)


def _shapley(paths: Paths) -> _Parts:
    """Return one part for each distinct channel of a journey."""
    import numpy as np

    keys, most = paths.journey_of * len(paths.names) + paths.channels, len(paths.lengths) * len(paths.names)
    if most <= _DENSE * len(keys):
        seen = np.zeros(most, bool)
        seen[keys] = True
        distinct = np.flatnonzero(seen)
    else:
        distinct = np.unique(keys)
    journeys, channels = np.divmod(distinct, len(paths.names))
    by_count = _alike(journeys, channels, np.bincount(journeys))
    return by_count._replace(kinds=by_count.kinds[journeys])


_PARTS: dict[str, Callable[[Paths], _Parts]] = {
    "first": _first,
    "last": _last,
    "linear": _linear,
    "position": _position,
    "shapley": _shapley,
}


# ---------------------------------------------------------------- rules that weigh time


def _shares(paths: Paths, model: str) -> np.ndarray:
    """Return the share of each touch in its journey; `ValueError` as `rules.weights`."""
    import numpy as np

    known = [paths.weighed[name] for name in _WEIGHED_BY[model]]
    if not all(np.isfinite(each).all() for each in known):
        raise ValueError("what touches are weighed by has to be finite numbers")
    if model == "time_decay":
        (ages,) = known
        youngest = np.minimum.reduceat(ages, paths.starts) if len(ages) else ages
        return _in_proportion(paths, np.exp2((youngest[paths.journey_of] - ages) / HALF_LIFE_DAYS), None)
    if any((each < 0).any() for each in known):
        raise ValueError("the minutes and the score of a touch have to be 0 or above")
    by_minutes = _in_proportion(paths, known[0], None)
    return by_minutes if model == "minutes" else _in_proportion(paths, known[0] * known[1], by_minutes)


def _in_proportion(paths: Paths, amounts: np.ndarray, otherwise: np.ndarray | None) -> np.ndarray:
    """Return each amount's share in its journey; where all of them are 0, `otherwise` (None: equal shares)."""
    import numpy as np

    if not len(amounts):
        return amounts
    totals = np.add.reduceat(amounts, paths.starts)[paths.journey_of]
    instead = 1 / paths.lengths[paths.journey_of] if otherwise is None else otherwise
    found: np.ndarray = np.where(totals > 0, amounts / np.where(totals > 0, totals, 1), instead)
    return found


def _compensated(paths: Paths, shares: np.ndarray, amounts: np.ndarray) -> list[float]:
    """Return Σ share × amount by channel in float64, with what rounding would lose added up for itself.

    Each product is cut into a coarse part, of which sums are exact, and the fine rest.
    """
    import numpy as np

    size = len(paths.names)
    products = shares * amounts[paths.journey_of]
    largest = float(np.abs(products).max(initial=0))
    bits = np.ceil(np.log2(largest or 1.0)) + len(products).bit_length() - _EXACT_BITS + 1
    grain = max(2.0**bits, float(np.finfo(float).tiny))
    coarse = np.rint(products / grain) * grain
    found = np.bincount(paths.channels, coarse, size) + np.bincount(paths.channels, products - coarse, size)
    sums: list[float] = found.tolist()
    return sums
