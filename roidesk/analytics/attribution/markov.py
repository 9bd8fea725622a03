"""Markov, order 1: what of the conversions would be lost without a channel (analytics.md 3.3).

All journeys together are one chain: from the start over channels to a conversion or to nothing, each step as often as
it was taken. The removal effect of a channel is the share of conversions lost when every step into it leads to nothing:
the probability that a journey comes by it and converts later, over that of converting at all. No simulation: the chain
is solved, in fractions where it has few states, by LU in float64 where it has many.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

from roidesk.domain.figure import Number

if TYPE_CHECKING:
    from roidesk.analytics.attribution.paths import Paths

State = TypeVar("State", bound=Hashable)
FEW_STATES = 20
"""Up to so many states a chain is solved in fractions: it takes some milliseconds."""
_OFF = 1e-9


class Walk(NamedTuple, Generic[State]):
    """One journey: the states it came by, how often it converted, and how often nothing came of it."""

    states: Sequence[State]
    conversions: int
    nulls: int


@dataclass(frozen=True)
class Steps(Generic[State]):
    """How often each step was taken; places in `states`. `began`, `converted` and `ended` (in nothing) by state.

    Steps from a state to itself are left out: they change neither whether a journey comes by, nor where it ends.
    """

    states: tuple[State, ...]
    began: Sequence[int]
    between: Mapping[tuple[int, int], int]
    converted: Sequence[int]
    ended: Sequence[int]


@dataclass(frozen=True)
class Chain(Generic[State]):
    """A solved chain.

    `journeys` of which `converting` ended in a conversion. `p_conv`: the probability to convert, which is their share
    (None: no journey). `removal`: the removal effect of each state; empty where nothing converted. `shares`: the
    removal effects made to add up to 1, which is what the credit of all conversions is shared by.
    """

    journeys: int
    converting: int
    p_conv: Fraction | None
    removal: Mapping[State, Number]
    shares: Mapping[State, Number]

    @property
    def nulls(self) -> int:
        """The journeys that nothing came of."""
        return self.journeys - self.converting


def steps_of(walks: Iterable[Walk[State]]) -> Steps[State]:
    """Return the steps of journeys; one without states, or that neither converted nor ended, took none."""
    places: dict[State, int] = {}
    began: dict[int, int] = defaultdict(int)
    between: dict[tuple[int, int], int] = defaultdict(int)
    converted: dict[int, int] = defaultdict(int)
    ended: dict[int, int] = defaultdict(int)
    for states, conversions, nulls in walks:
        taken = conversions + nulls
        if not states or not taken:
            continue
        path = [places.setdefault(state, len(places)) for state in states]
        began[path[0]] += taken
        converted[path[-1]] += conversions
        ended[path[-1]] += nulls
        for step in pairwise(path):
            if step[0] != step[1]:
                between[step] += taken
    every = range(len(places))
    return Steps(
        tuple(places), [began[n] for n in every], between, [converted[n] for n in every], [ended[n] for n in every]
    )


def steps_of_many(paths: Paths) -> Steps[str]:
    """Return the steps of journeys that are arrays."""
    import numpy as np

    from roidesk.analytics.attribution.paths import exact_sums

    size = len(paths.names)
    taken = paths.conversions + paths.nulls
    firsts, lasts = paths.channels[paths.starts], paths.channels[paths.starts + paths.lengths - 1]
    came, went = paths.channels[:-1], paths.channels[1:]
    walked = (paths.journey_of[:-1] == paths.journey_of[1:]) & (came != went)
    pairs, keys = np.unique(came[walked] * size + went[walked], return_inverse=True)
    counts = exact_sums(keys, taken[paths.journey_of[:-1][walked]], len(pairs))
    return Steps(
        paths.names,
        exact_sums(firsts, taken, size),
        {divmod(int(pair), size): count for pair, count in zip(pairs, counts, strict=True) if count},
        exact_sums(lasts, paths.conversions, size),
        exact_sums(lasts, paths.nulls, size),
    )


def chain(steps: Steps[State]) -> Chain[State]:
    """Return the chain of some steps, solved.

    `ArithmeticError` where it does not give back the share of journeys that converted: then it was not solved.
    """
    converting = sum(steps.converted)
    journeys = converting + sum(steps.ended)
    if not converting:
        return Chain(journeys, 0, Fraction(0) if journeys else None, {}, {})
    came_by = _came_by(steps)
    few = len(came_by) <= FEW_STATES
    reached, own, chances = (_solved if few else _solved_in_float)(steps, came_by)
    p_conv = sum(steps.began[n] * chance for n, chance in zip(came_by, chances, strict=True)) / journeys
    if abs(p_conv - Fraction(converting, journeys)) > _OFF:
        raise ArithmeticError("the chain does not give back the share of journeys that converted")
    removal = {
        steps.states[n]: visits / itself * chance / converting
        for n, visits, itself, chance in zip(came_by, reached, own, chances, strict=True)
    }
    whole = sum(removal.values())
    shares = {state: effect / whole for state, effect in removal.items()}
    return Chain(journeys, converting, Fraction(converting, journeys), removal, shares)


def _came_by(steps: Steps[State]) -> list[int]:
    """Return the states that journeys came by; those of arrays may be on journeys of no weight only."""
    between = {state for step in steps.between for state in step}
    ends = zip(steps.began, steps.converted, steps.ended, strict=True)
    return [n for n, counts in enumerate(ends) if any(counts) or n in between]


Solution = tuple[Sequence[Number], Sequence[Number], Sequence[Number]]
"""By state, of the inverse of the matrix of steps: journeys that begin times it, its diagonal, it times conversions."""


def _matrix(steps: Steps[State], kept: Sequence[int]) -> list[list[int]]:
    """Return what left each state on its diagonal, less what went from one state to another elsewhere.

    It is I - Q of the chain with each row times what left the state, so that it holds whole numbers.
    """
    place = {state: n for n, state in enumerate(kept)}
    matrix = [[0] * len(kept) for _ in kept]
    for n, state in enumerate(kept):
        matrix[n][n] = steps.converted[state] + steps.ended[state]
    for (came, went), count in steps.between.items():
        matrix[place[came]][place[came]] += count
        matrix[place[came]][place[went]] -= count
    return matrix


def _solved(steps: Steps[State], kept: Sequence[int]) -> Solution:
    inverse = _inverse(_matrix(steps, kept))
    every = range(len(kept))
    return (
        [sum((steps.began[kept[m]] * inverse[m][n] for m in every), Fraction(0)) for n in every],
        [inverse[n][n] for n in every],
        [sum((inverse[n][m] * steps.converted[kept[m]] for m in every), Fraction(0)) for n in every],
    )


def _inverse(matrix: Sequence[Sequence[int]]) -> list[list[Fraction]]:
    """Return the exact inverse, by Gauss and Jordan.

    No rows are exchanged: from every state a journey gets to its end, which keeps what is divided by above 0.
    """
    size = len(matrix)
    rows = [[*map(Fraction, row), *(Fraction(int(n == m)) for m in range(size))] for n, row in enumerate(matrix)]
    for n in range(size):
        rows[n] = [value / rows[n][n] for value in rows[n]]
        for m in range(size):
            times = rows[m][n]
            if m != n and times:
                rows[m] = [value - times * other for value, other in zip(rows[m], rows[n], strict=True)]
    return [row[size:] for row in rows]


def _solved_in_float(steps: Steps[State], kept: Sequence[int]) -> Solution:
    import numpy as np

    inverse = np.linalg.inv(np.array(_matrix(steps, kept), dtype=float))
    began, converted = (np.array([counts[n] for n in kept], float) for counts in (steps.began, steps.converted))
    return (began @ inverse).tolist(), np.diag(inverse).tolist(), (inverse @ converted).tolist()
