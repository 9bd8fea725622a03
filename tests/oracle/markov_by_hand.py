"""Markov's credit of a team, worked out by hand: take a row away, and see what share of journeys still converts.

Part of `by_hand`: the standard library only, no code shared with roidesk. Removal is done as it is defined: each step
into the row becomes a step to nothing, and the chain is solved again.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from tests.oracle.by_hand import NONE, TIME_DIMENSIONS, Key, Question, keys_of, path_of, time_value, touch_values
from tests.oracle.exported import Outcome, Tables, Touch, exchanged

START, CONVERTED, NOTHING = ("start",), ("converted",), ("nothing",)
Walk = tuple[Sequence[object], bool]
"""The rows a journey came by, and whether it converted."""


@dataclass(frozen=True)
class Chain:
    """The probability to convert, and by row the share of conversions lost without it."""

    p_conv: Fraction
    removal: Mapping[object, Fraction]


def chain(walks: Iterable[Walk]) -> Chain | None:
    """Return the chain of some journeys; None where no journey came by anything, or none of those converted."""
    steps: Counter[tuple[object, object]] = Counter()
    for states, converted in walks:
        if states:
            whole = [START, *states, CONVERTED if converted else NOTHING]
            steps.update(pairwise(whole))
    if not any(went == CONVERTED for _, went in steps):
        return None
    everywhere = chance(steps)
    rows = {state for step in steps for state in step} - {START, CONVERTED, NOTHING}
    return Chain(everywhere, {row: 1 - chance(without(steps, row)) / everywhere for row in rows})


def without(steps: Mapping[tuple[object, object], int], row: object) -> Counter[tuple[object, object]]:
    """Return steps with all those into a row leading to nothing."""
    left: Counter[tuple[object, object]] = Counter()
    for (came, went), count in steps.items():
        left[came, NOTHING if went == row else went] += count
    return left


def chance(steps: Mapping[tuple[object, object], int]) -> Fraction:
    """Return the probability to get from the start to a conversion."""
    leaving: Counter[object] = Counter()
    for (came, _), count in steps.items():
        leaving[came] += count
    states = sorted({state for step in steps for state in step} - {CONVERTED, NOTHING}, key=repr)
    # chance(s) = Σ share of steps s → t × chance(t), with chance(converted) = 1: one equation for each state.
    equations = [
        [Fraction(state == other) - Fraction(steps.get((state, other), 0), leaving[state] or 1) for other in states]
        + [Fraction(steps.get((state, CONVERTED), 0), leaving[state] or 1)]
        for state in states
    ]
    return solved(equations)[states.index(START)]


def solved(equations: list[list[Fraction]]) -> list[Fraction]:
    """Return the solution of linear equations by elimination, the right side last in each row."""
    rows = [list(row) for row in equations]
    for at in range(len(rows)):
        pivot = next(n for n in range(at, len(rows)) if rows[n][at])
        rows[at], rows[pivot] = rows[pivot], rows[at]
        rows[at] = [each / rows[at][at] for each in rows[at]]
        for n, row in enumerate(rows):
            if n != at and row[at]:
                rows[n] = [each - row[at] * other for each, other in zip(row, rows[at], strict=True)]
    return [row[-1] for row in rows]


@dataclass(frozen=True)
class Journey:
    """An outcome of the period with the touches before it, or before the sale that it takes back."""

    outcome: Outcome
    path: Sequence[Touch]


def journeys(tables: Tables, question: Question) -> list[Journey]:
    """Return every outcome of the period with its touches."""
    outcomes, touches = tables.outcomes(), tables.touches()
    sales = {each.id: each for each in outcomes}
    return [
        Journey(each, path_of(sales.get(each.refund_of or "", each), touches, question.window_days))
        for each in outcomes
        if each.at <= question.as_of and question.first <= each.day <= question.last
    ]


def led_nowhere(tables: Tables, question: Question) -> Iterator[list[Touch]]:
    """Yield the touches in the period of each contact of whom nothing ever came up to the as-of instant."""
    touches = {each.id: each for each in tables.touches()}
    converted = set()
    for each in tables.outcomes():
        if not each.refund and each.at <= question.as_of:
            direct = touches.get(each.interaction or "")
            converted.add(each.contact or (direct.contact if direct else None))
    met: dict[object, list[Touch]] = defaultdict(list)
    for touch in sorted(touches.values(), key=lambda one: (one.start, one.id)):
        known = touch.contact is not None and touch.contact not in converted
        if known and touch.start <= question.as_of and question.first <= touch.day <= question.last:
            met[touch.contact].append(touch)
    yield from met.values()


def rows_of(path: Iterable[Touch], dimensions: Sequence[str]) -> list[Key]:
    """Return the rows that a path comes by; a touch on several topics is a step for each."""
    return [key for touch in path for key, _ in keys_of(touch_values(touch, each) for each in dimensions)]


def open_to(outcome: Outcome, by: Sequence[str]) -> tuple[str, ...]:
    """Return the dimensions of which an outcome says nothing itself."""
    return tuple(each for each in by if each not in TIME_DIMENSIONS and each not in outcome.says)


def chain_of(tables: Tables, question: Question, dimensions: Sequence[str]) -> Chain | None:
    """Return the chain of all journeys of the period over the rows of some dimensions."""
    walks: list[Walk] = [
        (rows_of(each.path, dimensions), True) for each in journeys(tables, question) if not each.outcome.refund
    ]
    return chain([*walks, *((rows_of(path, dimensions), False) for path in led_nowhere(tables, question))])


def credited(tables: Tables, question: Question) -> dict[Key, dict[str, Fraction]]:
    """Return by row the conversions, purchases, booked and expected amounts that Markov credits."""
    found: dict[Key, dict[str, Fraction]] = defaultdict(lambda: defaultdict(Fraction))
    for each in journeys(tables, question):
        left = open_to(each.outcome, question.by)
        solution = chain_of(tables, question, left) if left else None
        for key, share in _shares(each, left, solution).items():
            row = tuple(
                time_value(name, each.outcome.day)
                if name in TIME_DIMENSIONS
                else each.outcome.says[name]
                if name in each.outcome.says
                else key[left.index(name)]
                for name in question.by
            )
            _add(found[row], each.outcome, share, tables)
    return {row: dict(sums) for row, sums in found.items()}


def _shares(each: Journey, left: Sequence[str], solution: Chain | None) -> dict[Key, Fraction]:
    if not each.path:
        return {(NONE,) * len(left): Fraction(1)}
    if not left:
        return {(): Fraction(1)}
    if solution is None:
        return _equal(each.path, left)
    whole = sum(solution.removal.values())
    return {row: effect / whole for row, effect in solution.removal.items()}  # type: ignore[misc]


def _equal(path: Sequence[Touch], left: Sequence[str]) -> dict[Key, Fraction]:
    """Return equal shares of a sale's own touches: what a refund alone, in a period without a sale, goes back to."""
    found: dict[Key, Fraction] = defaultdict(Fraction)
    for touch in path:
        rows = rows_of([touch], left)
        for row in rows:
            found[row] += Fraction(1, len(path) * len(rows))
    return dict(found)


def _add(sums: dict[str, Fraction], outcome: Outcome, share: Fraction, tables: Tables) -> None:
    amount = exchanged(tables, outcome.amount, outcome.currency, outcome.day)
    if not outcome.refund:
        sums["conversions"] += share
        sums["purchases"] += share * outcome.booked
    if amount is not None:
        worth = Fraction(1) if outcome.booked else outcome.probability
        sums["booked" if outcome.booked else "expected"] += share * amount * worth
