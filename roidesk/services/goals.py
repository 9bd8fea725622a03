"""Goals: how far each is, whether it was set in advance, and what was changed of it since."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from fractions import Fraction

from roidesk.analytics.goals.goals import Change, GoalFacts, GoalResult, judged
from roidesk.analytics.query import Query
from roidesk.analytics.sums.cost import Exchange
from roidesk.analytics.sums.outcomes import Terms
from roidesk.domain.catalogue import Catalogue, folded
from roidesk.domain.figure import Figure
from roidesk.domain.filters import Expression, all_of, entry
from roidesk.domain.instants import Period, Span, local
from roidesk.domain.model import Brand, Channel, Goal, Person
from roidesk.services.history import History
from roidesk.services.measures import Measuring

TEAM = "team"
_MOST_DIGITS = 30
"""What is longer before or after its point is no number a person wrote down."""
_DEMANDS = frozenset("metric target at from to scope max_minutes max_cost currency set_at".split())
"""Columns of a goal whose change afterwards moves it."""


@dataclass(frozen=True, slots=True)
class GoalsReport:
    """The goals asked for, as they stand at an instant."""

    zone: str
    as_of: int
    currency: str
    goals: tuple[GoalResult, ...]

    def as_json(self) -> dict[str, object]:
        """Return the goals as contract.md 3.3 writes them."""
        return {
            "zone": self.zone,
            "as_of": local(self.as_of, self.zone).isoformat(),
            "currency": self.currency,
            "goals": [each.as_json() for each in self.goals],
        }


class Goals:
    """Goals and how far they are. Reads only."""

    def __init__(self, measuring: Measuring, history: History) -> None:
        self._measuring = measuring
        self._history = history

    def report(self, query: Query) -> GoalsReport:
        """Return every goal, or those with a day in the query's period, those that end last first.

        Each is held against the figures of its own days up to `as_of`, within its scope and the query's filter.
        """
        with self._measuring.figures.asking(query) as asked:
            goals, terms, scope = asked.read.all(Goal), asked.scope.terms, asked.scope
        chosen = [each for each in goals if query.period is None or _days(each).clip(query.period) is not None]
        chosen.sort(key=lambda each: (-each.last_day.toordinal(), -each.first_day.toordinal(), each.metric, each.id))
        at = replace(query, as_of=scope.as_of)
        results = tuple(self._result(each, at, terms, scope.zone) for each in chosen)
        return GoalsReport(scope.zone, scope.as_of, terms.exchange.currency, results)

    def _result(self, goal: Goal, query: Query, terms: Terms, zone: str) -> GoalResult:
        span = _days(goal).span(zone)
        scope = _scope(goal.scope, terms.names)
        known = scope is not None or folded(goal.scope) == TEAM
        asked = replace(query, period=_days(goal), where=all_of(query.where, scope))
        found = self._measuring.of(asked, (goal.metric,))
        if not known:  # those were the whole team's
            found = {name: Figure(None, figure.unit, reason="scope_unknown") for name, figure in found.items()}
        actual = found.get(goal.metric, Figure(None, "count", reason="metric_unknown"))
        set_us, changes = self._history_of(goal, span, zone)
        return judged(
            GoalFacts(
                id=str(goal.id),
                metric=goal.metric,
                scope=goal.scope,
                bound=goal.bound,
                period=_days(goal),
                elapsed=_elapsed(span, query.as_of or span.start),
                target=_target(goal, actual.unit, terms.exchange),
                actual=actual,
                minutes=found["minutes"],
                cost=found["cost"],
                max_minutes=None if goal.max_minutes is None else Figure(goal.max_minutes, "min"),
                max_cost=_max_cost(goal, terms.exchange),
                set_at=None if set_us is None else local(set_us, zone).isoformat(),
                set_in_advance=_in_advance(set_us, span, changes),
                changes=changes,
                unknown=None if known else "scope_unknown",
            )
        )

    def _history_of(self, goal: Goal, span: Span, zone: str) -> tuple[int | None, tuple[Change, ...]]:
        """Return when a goal was set (as it says itself, else when it was entered), and its later changes in order."""
        versions = tuple(reversed(self._history.versions(goal.id)))
        changes = tuple(
            Change(
                at=local(version.at_us, zone).isoformat(),
                by=version.by,
                column=changed.column,
                before=changed.before,
                after=changed.after,
                after_start=version.at_us >= span.start,
            )
            for version in versions[1:]
            for changed in version.changed
            if changed.column in _DEMANDS
        )
        entered = versions[0].at_us if versions else None
        return goal.set_us if goal.set_us is not None else entered, changes


def _days(goal: Goal) -> Period:
    return Period(goal.first_day, goal.last_day)


def _elapsed(span: Span, as_of: int) -> Fraction:
    """Return which share of a stretch of time has passed."""
    return min(max(Fraction(as_of - span.start, span.us), Fraction(0)), Fraction(1))


def _scope(text: str, names: Catalogue) -> Expression | None:
    """Return the filter of "channel:Email" and its like; None for the whole team, and for a name nobody knows."""
    what, _, name = text.partition(":")
    known: Mapping[str, Sequence[Person | Channel | Brand]] = {
        "person": names.people,
        "channel": names.channels,
        "brand": names.brands,
    }
    ids = [each.id for each in known.get(folded(what), ()) if folded(each.name) == folded(name)]
    return entry(folded(what), ids[0]) if ids else None


def _target(goal: Goal, unit: str, exchange: Exchange) -> Figure:
    """Return the target; of money in the report's currency, at the rate of the goal's first day."""
    target = _number(goal.target)
    if target is None:
        return Figure(None, unit, reason="target_unreadable")
    if unit != exchange.currency or goal.currency is None:
        return Figure(target, unit)
    rate = exchange.rate(goal.currency, goal.first_day)
    return Figure(None, unit, reason="rate_missing") if rate is None else Figure(target * rate, unit)


def _number(text: str) -> Fraction | None:
    try:
        number = Decimal(text)
    except InvalidOperation:
        return None
    return Fraction(number) if number.is_finite() and abs(number.adjusted()) <= _MOST_DIGITS else None


def _max_cost(goal: Goal, exchange: Exchange) -> Figure | None:
    if goal.max_cost_minor is None:
        return None
    limit = exchange.major(goal.max_cost_minor, goal.currency or exchange.currency, goal.first_day)
    return Figure(limit, exchange.currency, reason="rate_missing" if limit is None else None)


def _in_advance(set_us: int | None, span: Span, changes: Sequence[Change]) -> bool | None:
    """Return whether a goal, as it stands, was set before its days began; None: nobody knows when it was."""
    if set_us is None:
        return None
    return set_us < span.start and not any(each.after_start for each in changes)
