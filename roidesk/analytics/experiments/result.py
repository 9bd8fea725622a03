"""What came of a planned experiment, under the gates of analytics.md 4.6."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from roidesk.analytics import gates
from roidesk.analytics.experiments.lot import Lot, lot
from roidesk.analytics.experiments.plan import Plan
from roidesk.domain.figure import Figure
from roidesk.domain.progress import Progress

SEEN_EIGHT_TIMES_IN_TEN = 2.8
"""How many standard errors a difference has to be to be told from chance (5 in 100) eight times in ten: 1.96 + 0.84."""
_FEWEST = 2


class Flag(StrEnum):
    """What has to be said of an experiment; all but the last speak against calling a difference tested."""

    RUNNING = "experiment_running"
    """It is not over."""
    SET_LATE = "set_late"
    """The plan was entered when its days had begun."""
    NOT_AS_DRAWN = "not_as_drawn"
    """The halves are not those that the stored seed draws."""
    NOT_FOLLOWED = "plan_not_followed"
    """The half that was to get more did not."""
    MERGED = "units_merged"
    """Some contacts turned out to be one; they are left out."""


_AGAINST = frozenset(Flag) - {Flag.MERGED}


@dataclass(frozen=True, slots=True)
class Measured:
    """What a unit brought and took: the metric (None: some of it is not known), minutes, conversions behind it."""

    outcome: Fraction | None
    effort: Fraction
    conversions: Fraction | int


@dataclass(frozen=True, slots=True)
class Arm:
    """One half: how many units, what each brought and what it took on average."""

    units: int
    outcome: Figure
    effort: Figure

    def as_json(self) -> dict[str, object]:
        """Return the half as JSON."""
        return {
            "units": Figure(self.units, "count").as_json(),
            "outcome": self.outcome.as_json(),
            "effort": self.effort.as_json(),
        }


@dataclass(frozen=True, slots=True)
class Result:
    """An experiment's result. `p` None: `reason` says why. `verdict` None: it is not over.

    `goal_met` None: it cannot be told, or no goal was set. `tried`: beside how many ways the lot could have fallen.
    """

    more: Arm
    less: Arm
    difference: Figure
    p: float | None
    tried: int
    reason: str | None
    verdict: str | None
    goal_met: bool | None
    flags: tuple[Flag, ...]

    def as_json(self) -> dict[str, object]:
        """Return the result as JSON."""
        return {
            "more": self.more.as_json(),
            "less": self.less.as_json(),
            "difference": self.difference.as_json(),
            "p": self.p,
            "tried": self.tried,
            "reason": self.reason,
            "verdict": self.verdict,
            "goal_met": self.goal_met,
            "flags": [str(each) for each in self.flags],
        }


def result(
    plan: Plan,
    measured: Sequence[Measured | None],
    unit: str,
    flags: Sequence[Flag] = (),
    progress: Progress | None = None,
) -> Result:
    """Return what came of a plan. `measured`: by unit, None for one that is left out. `unit`: that of the metric.

    Before it is over nothing is tested: who looks every week and stops when it suits finds what is not there.
    """
    kept = [(each, more) for each, more in zip(measured, plan.more, strict=True) if each is not None]
    with_more, others = ([each for each, more in kept if more is wanted] for wanted in (True, False))
    more, less = _arm(with_more, unit), _arm(others, unit)
    cases = int(sum(each.conversions for each, _ in kept))
    found = _followed(more, less, flags)
    difference = _difference(more, less, unit, cases)
    running = Flag.RUNNING in found
    reason = _withheld(difference, cases, running=running)
    tested = None if reason else _lot(plan, kept, progress)
    return Result(
        more=more,
        less=less,
        difference=difference if tested is None else _ranged(difference, tested, len(kept)),
        p=None if tested is None else tested.p,
        tried=0 if tested is None else tested.tried,
        reason=reason,
        verdict=None if running else _verdict(tested, found),
        goal_met=None if tested is None else _met(tested, difference, plan.target),
        flags=found,
    )


def _lot(plan: Plan, kept: Sequence[tuple[Measured, bool]], progress: Progress | None) -> Lot:
    outcomes = [float(each.outcome or 0) for each, _ in kept]
    return lot(outcomes, [more for _, more in kept], plan.halves, progress=progress)


def _arm(units: Sequence[Measured], unit: str) -> Arm:
    count = len(units)
    if not count:
        return Arm(
            0, Figure(None, unit, 0, reason="nothing_recorded"), Figure(None, "min", 0, reason="nothing_recorded")
        )
    outcomes = [each.outcome for each in units]
    cases = int(sum(each.conversions for each in units))
    known = [each for each in outcomes if each is not None]
    brought = (
        Figure(sum(known, Fraction(0)) / count, unit, cases)
        if len(known) == count
        else Figure(None, unit, cases, reason="rate_missing")
    )
    return Arm(count, brought, Figure(sum((each.effort for each in units), Fraction(0)) / count, "min", count))


def _followed(more: Arm, less: Arm, flags: Sequence[Flag]) -> tuple[Flag, ...]:
    taken, other = more.effort.value, less.effort.value
    followed = taken is not None and other is not None and taken > other
    return tuple(dict.fromkeys((*flags, *(() if followed else (Flag.NOT_FOLLOWED,)))))


def _difference(more: Arm, less: Arm, unit: str, cases: int) -> Figure:
    high, low = more.outcome, less.outcome
    if high.value is None or low.value is None:
        return Figure(None, unit, cases, reason=high.reason or low.reason)
    return Figure(high.value - low.value, unit, cases)


def _withheld(difference: Figure, cases: int, *, running: bool) -> str | None:
    if difference.value is None:
        return difference.reason
    if running:
        return str(Flag.RUNNING)
    return "too_few_conversions" if cases < gates.ENOUGH_CONVERSIONS_FOR_A_TEST else None


def _ranged(difference: Figure, tested: Lot, units: int) -> Figure:
    reason = "too_few_clusters" if units < gates.ENOUGH_CLUSTERS else None
    if reason or tested.low is None or tested.high is None:
        return Figure(difference.value, difference.unit, difference.n, reason=reason or "unbounded")
    return difference.ranged(tested.low, tested.high)


def _verdict(tested: Lot | None, flags: Sequence[Flag]) -> str:
    if tested is None:
        return "too_little_data"
    if tested.p > gates.HINT_P:
        return "no_sign"
    if tested.p > gates.PROBABLE_P:
        return "hint"
    return "tested" if _AGAINST.isdisjoint(flags) else "probable"


def _met(tested: Lot, difference: Figure, target: Fraction | None) -> bool | None:
    """Return whether the goal was met; None where the range lets both be."""
    if target is None or difference.value is None or tested.low is None or tested.high is None:
        return None
    if tested.high < target:
        return False
    return True if tested.p <= gates.PROBABLE_P and difference.value >= target else None


def detectable(plan: Plan, before: Sequence[Fraction], unit: str, stretch: Fraction = Fraction(1)) -> Figure:
    """Return which difference between the halves a plan would show eight times in ten, judged by what was before.

    `before`: the metric of such units in the weeks before; `stretch`: how much longer a unit lasts in the plan.
    """
    n = len(before)
    if n < _FEWEST or not any(before):
        return Figure(None, unit, n, reason="nothing_recorded")
    mean = sum(before, Fraction(0)) / n
    spread = sum(((each - mean) ** 2 for each in before), Fraction(0)) / (n - 1) * stretch
    more = sum(plan.more)
    less = len(plan.more) - more
    return Figure(SEEN_EIGHT_TIMES_IN_TEN * float(spread * (Fraction(1, more) + Fraction(1, less))) ** 0.5, unit, n)
