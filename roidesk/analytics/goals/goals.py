"""How far a goal is: on pace, behind, met, missed, or not to be told (seed claim C6; analytics.md 1.2, ruling 5)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction

from roidesk.analytics.goals.metrics import ADD_UP, holds, withheld
from roidesk.domain.figure import Figure
from roidesk.domain.instants import Period

LEAST, MOST = "least", "most"


class State(StrEnum):
    """How a goal stands. The first four while its days run, the last three afterwards."""

    NOT_BEGUN = "not_begun"
    ON_PACE = "on_pace"
    BEHIND = "behind"
    OVER_PACE = "over_pace"
    MET = "met"
    MISSED = "missed"
    CANNOT_TELL = "cannot_tell"


@dataclass(frozen=True, slots=True)
class Change:
    """A later change of what a goal asks for: when, by whom, which column, from what to what.

    `after_start`: it was made when the goal's days had begun.
    """

    at: str
    by: str
    column: str
    before: str
    after: str
    after_start: bool

    def as_json(self) -> dict[str, object]:
        """Return the change by name."""
        return {
            "at": self.at,
            "by": self.by,
            "column": self.column,
            "before": self.before,
            "after": self.after,
            "after_start": self.after_start,
        }


@dataclass(frozen=True, slots=True)
class GoalFacts:
    """A goal and what came of it so far.

    `bound`: `LEAST` or `MOST`. `elapsed`: which share of its days has passed (0 to 1). `target` and `max_cost` carry
    their unit; their value is None, with a reason, where it cannot be read or exchanged. `unknown`: why there is
    nothing to hold it against ("scope_unknown"). `set_in_advance` None: nobody knows when it was set.
    """

    id: str
    metric: str
    scope: str
    bound: str
    period: Period
    elapsed: Fraction
    target: Figure
    actual: Figure
    minutes: Figure
    cost: Figure
    max_minutes: Figure | None = None
    max_cost: Figure | None = None
    set_at: str | None = None
    set_in_advance: bool | None = None
    changes: tuple[Change, ...] = ()
    unknown: str | None = None


@dataclass(frozen=True, slots=True)
class GoalResult:
    """A goal with its state. `met` is None while it runs, and where gates or missing rates leave no verdict."""

    facts: GoalFacts
    state: State
    met: bool | None
    pace: Figure
    reached: bool | None
    within_minutes: bool | None
    within_cost: bool | None
    reason: str | None

    def as_json(self) -> dict[str, object]:
        """Return the goal as contract.md 3.3 writes it, with its limits and its history."""
        facts = self.facts
        return {
            "id": facts.id,
            "metric": facts.metric,
            "scope": facts.scope,
            "at": facts.bound,
            "from": facts.period.first.isoformat(),
            "to": facts.period.last.isoformat(),
            "target": facts.target.as_json(),
            "actual": facts.actual.as_json(),
            "met": self.met,
            "state": self.state.value,
            "reason": self.reason,
            "elapsed": Figure(facts.elapsed, "share").as_json(),
            "pace": self.pace.as_json(),
            "minutes": facts.minutes.as_json(),
            "max_minutes": facts.max_minutes.as_json() if facts.max_minutes else None,
            "within_minutes": self.within_minutes,
            "cost": facts.cost.as_json(),
            "max_cost": facts.max_cost.as_json() if facts.max_cost else None,
            "within_cost": self.within_cost,
            "set_at": facts.set_at,
            "set_in_advance": facts.set_in_advance,
            "changes": [each.as_json() for each in facts.changes],
        }


def judged(facts: GoalFacts) -> GoalResult:
    """Return how a goal stands.

    Sums are held against the share of the target that the days gone by leave one to expect; ratios and means against
    the target itself. A goal is met when its target is reached within its limits of time and cost.
    """
    reached = _holds(facts.metric, facts.actual, facts.target, at_most=facts.bound == MOST)
    within_minutes = _holds("minutes", facts.minutes, facts.max_minutes, at_most=True)
    within_cost = _holds("cost", facts.cost, facts.max_cost, at_most=True)
    reason = facts.unknown or facts.target.reason or withheld(facts.actual)
    met: bool | None = None
    if facts.elapsed >= 1:
        demands = [None if reason else reached]
        demands += [within_minutes] if facts.max_minutes else []
        demands += [within_cost] if facts.max_cost else []
        met = False if False in demands else None if None in demands else True
        state = State.CANNOT_TELL if met is None else State.MET if met else State.MISSED
    else:
        state = _under_way(facts, reason)
    said = reason or ("rate_missing" if state is State.CANNOT_TELL else None)
    return GoalResult(facts, state, met, _pace(facts, reason), reached, within_minutes, within_cost, said)


def _holds(metric: str, figure: Figure, target: Figure | None, *, at_most: bool) -> bool | None:
    if target is None or target.value is None:
        return None
    return holds(metric, figure, target.value, at_most=at_most)


def _under_way(facts: GoalFacts, reason: str | None) -> State:
    if facts.elapsed <= 0:
        return State.NOT_BEGUN
    if reason:
        return State.CANNOT_TELL
    share = facts.elapsed if facts.metric in ADD_UP else Fraction(1)
    expected = replace(facts.target, value=None if facts.target.value is None else facts.target.value * share)
    on_pace = _holds(facts.metric, facts.actual, expected, at_most=facts.bound == MOST)
    if on_pace is None:
        return State.CANNOT_TELL
    if on_pace:
        return State.ON_PACE
    return State.OVER_PACE if facts.bound == MOST else State.BEHIND


def _pace(facts: GoalFacts, reason: str | None) -> Figure:
    """Return the actual value for 1 of what is expected by now: target times the share of the days gone by."""
    actual, target = facts.actual.value, facts.target.value
    if actual is None or target is None:
        return Figure(None, "ratio", facts.actual.n, reason=reason)
    share = facts.elapsed if facts.metric in ADD_UP else Fraction(1)
    if facts.elapsed <= 0:
        return Figure(None, "ratio", facts.actual.n, reason=State.NOT_BEGUN.value)
    if not target:
        return Figure(None, "ratio", facts.actual.n, reason="target_zero")
    pace = Fraction(actual) / (Fraction(target) * share)
    return Figure(pace, "ratio", facts.actual.n, reason=facts.actual.reason, at_most=facts.actual.at_most)
