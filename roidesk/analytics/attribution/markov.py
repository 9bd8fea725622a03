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

from roidesk.domain.errors import UserError
from roidesk.domain.figure import Number

if TYPE_CHECKING:
    from roidesk.analytics.attribution.paths import Paths

State = TypeVar("State", bound=Hashable)
FEW_STATES = 20
"""Up to so many states a chain is solved in fractions: it takes some milliseconds."""
MOST_STATES = 3000
"""Of so many states that hang together a chain is solved: it takes some seconds and 200 MB."""
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
    steps = came[walked] * size + went[walked]
    # Every pair there may be where these are few; else those there are, which takes sorting them.
    pairs, keys = (
        (np.arange(size * size), steps) if size * size <= len(steps) else np.unique(steps, return_inverse=True)
    )
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

    `UserError("markov_too_fine")` for a chain of more than `MOST_STATES` that hang together. `ArithmeticError` where it
    does not give back the share of journeys that converted: then it was not solved.
    """
    converting = sum(steps.converted)
    journeys = converting + sum(steps.ended)
    if not converting:
        return Chain(journeys, 0, Fraction(0) if journeys else None, {}, {})
    parts = _parts(steps)
    solve = _solved if sum(len(part.states) for part in parts) <= FEW_STATES else _solved_in_float
    p_conv: Number = Fraction(0)
    removal: dict[State, Number] = {}
    for part in parts:
        reached, own, chances = solve(part)
        p_conv += sum(begins * chance for begins, chance in zip(part.began, chances, strict=True)) / journeys
        for state, visits, itself, chance in zip(part.states, reached, own, chances, strict=True):
            removal[state] = visits / itself * chance / converting
    if abs(float(p_conv) - converting / journeys) > _OFF:
        raise ArithmeticError("the chain does not give back the share of journeys that converted")
    whole = sum(removal.values())
    shares = {state: effect / whole for state, effect in removal.items()}
    return Chain(journeys, converting, Fraction(converting, journeys), removal, shares)


def _parts(steps: Steps[State]) -> list[Steps[State]]:
    """Return the parts of a chain that no step connects, each as a chain for itself, which is solved far sooner.

    A state that is on journeys of no weight only (arrays may have such) is in none of them.
    """
    met: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for step in steps.between:
        for state in step:
            met[state].append(step)
    ends = zip(steps.began, steps.converted, steps.ended, strict=True)
    left = dict.fromkeys(n for n, counts in enumerate(ends) if any(counts) or n in met)
    parts = []
    while left:
        together = [left.popitem()[0]]
        for state in together:
            for other in {each for step in met[state] for each in step} & left.keys():
                del left[other]
                together.append(other)
        parts.append(_part(steps, sorted(together), met))
    return parts


def _part(steps: Steps[State], together: Sequence[int], met: Mapping[int, Sequence[tuple[int, int]]]) -> Steps[State]:
    place = {state: n for n, state in enumerate(together)}
    return Steps(
        tuple(steps.states[state] for state in together),
        [steps.began[state] for state in together],
        {(place[came], place[went]): steps.between[came, went] for state in together for came, went in met[state]},
        [steps.converted[state] for state in together],
        [steps.ended[state] for state in together],
    )


Solution = tuple[Sequence[Number], Sequence[Number], Sequence[Number]]
"""By state, of the inverse of the matrix of steps: journeys that begin times it, its diagonal, it times conversions."""


def _matrix(steps: Steps[State]) -> list[list[int]]:
    """Return what left each state on its diagonal, less what went from one state to another elsewhere.

    It is I - Q of the chain with each row times what left the state, so that it holds whole numbers.
    """
    every = range(len(steps.states))
    matrix = [[0] * len(steps.states) for _ in every]
    for n in every:
        matrix[n][n] = steps.converted[n] + steps.ended[n]
    for (came, went), count in steps.between.items():
        matrix[came][came] += count
        matrix[came][went] -= count
    return matrix


def _solved(steps: Steps[State]) -> Solution:
    inverse = _inverse(_matrix(steps))
    every = range(len(inverse))
    return (
        [sum((steps.began[m] * inverse[m][n] for m in every), Fraction(0)) for n in every],
        [inverse[n][n] for n in every],
        [sum((inverse[n][m] * steps.converted[m] for m in every), Fraction(0)) for n in every],
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


def _solved_in_float(steps: Steps[State]) -> Solution:
    if len(steps.states) > MOST_STATES:
        raise UserError("markov_too_fine", states=len(steps.states), most=MOST_STATES)
    import numpy as np

    inverse = np.linalg.inv(np.array(_matrix(steps), dtype=float))
    began, converted = np.array(steps.began, float), np.array(steps.converted, float)
    return (began @ inverse).tolist(), np.diag(inverse).tolist(), (inverse @ converted).tolist()
