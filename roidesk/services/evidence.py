"""Does time move with return? The whole weeks of a period, put to the test, and what else is known of them."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from roidesk.analytics.evidence import Evidence, Flag, Known, Stratified, lagged_association
from roidesk.analytics.evidence.carry_over import koyck
from roidesk.analytics.evidence.cases import compared
from roidesk.analytics.evidence.chance import ORDERS
from roidesk.analytics.evidence.jointly import Joint, Series, family, slopes
from roidesk.analytics.evidence.power import power, spread
from roidesk.analytics.evidence.report import EvidenceReport, Of, On, Planned
from roidesk.analytics.query import Query
from roidesk.analytics.sums.dimensions import dimensions
from roidesk.domain.errors import UserError
from roidesk.domain.figure import Figure
from roidesk.domain.filters import without
from roidesk.domain.filters.fields import NAMES
from roidesk.domain.instants import Week
from roidesk.domain.progress import Progress
from roidesk.services.evidence_facts import STRATA, Came, Effort, all_days, came, cases, efforts, months, whole_weeks
from roidesk.services.experiments import Experiments
from roidesk.services.figure_view import View, narrowed
from roidesk.services.figures import Figures

LONGEST_LAG = 26
_MINUTES = 60
_SAID_BY_SALES = frozenset({"contact", "audience", "brand", "product", "orientation", "campaign", "conversion"})
_ONLY_OF_TIME = frozenset(NAMES) - _SAID_BY_SALES
"""Of these fields a sale knows only through its touches. Picking sales by them would make them follow the time."""
_METRIC = {On.PURCHASES: "purchases", On.CONVERSIONS: "conversions", On.REVENUE: "booked"}


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked: `of` which effort, `on` what came, up to which lag (None: as long as the window), rows `by` what.

    `with_strata` reads the interactions one by one, which takes long in a large store.
    """

    of: Of = Of.MINUTES
    on: On = On.PURCHASES
    max_lag: int | None = None
    by: str | None = None
    with_strata: bool = True


@dataclass(frozen=True, slots=True)
class _Facts:
    """What was read of the store."""

    asked: View
    weeks: tuple[Week, ...]
    effort: Effort
    came: Came
    strata: Mapping[str, Stratified]


class EvidenceOfTime:
    """Whether time moves with return. Reads only; ask from one thread at a time."""

    def __init__(self, figures: Figures, experiments: Experiments) -> None:
        self._figures = figures
        self._experiments = experiments

    def report(self, query: Query, question: Question, progress: Progress | None = None) -> EvidenceReport:
        """Return the evidence of the whole weeks of a period; without one, of all since the first entry.

        A filter on the time (a channel, a person, …) leaves all sales in: picked by their touches they would follow the
        time by their making. `UserError`: `number_out_of_range`, `dimension_unknown`, `where_…`. `progress` may raise
        `Cancelled`.
        """
        max_lag = math.ceil(query.window_days / 7) if question.max_lag is None else question.max_lag
        if not 0 <= max_lag <= LONGEST_LAG:
            raise UserError("number_out_of_range", field="--max-lag", text=max_lag, least=0, most=LONGEST_LAG)
        # Every model gives the same sums; this one is exact and quick.
        exact = replace(query, model="linear", by=(), with_ranges=False)
        facts = self._facts(exact, question)
        tested = self._tested(replace(exact, period=facts.asked.period), question)
        return _report(facts, question, max_lag, tested, progress)

    def _facts(self, query: Query, question: Question) -> _Facts:
        by = dimensions((question.by,))[0] if question.by else None
        of_sales = None if query.where is None else without(query.where, _ONLY_OF_TIME)
        with self._figures.asking(replace(query, where=of_sales)) as sold:
            asked = sold if query.period else replace(sold, period=all_days(sold))
            weeks = whole_weeks(asked, since_the_first=query.period is None)
            touched = asked if of_sales == query.where else narrowed(asked, query.where)
            compare = question.with_strata and weeks
            return _Facts(
                asked=asked,
                weeks=weeks,
                effort=efforts(touched, weeks, question.of, by),
                came=came(asked, weeks, question.on),
                strata=compared(cases(touched, asked, question.of, question.on), STRATA) if compare else {},
            )

    def _tested(self, query: Query, question: Question) -> list[Planned]:
        """Return the planned experiments that found more where there was more of the same effort."""
        found = self._experiments.tested(replace(query, where=None), _METRIC[question.on])
        return [
            Planned(each.entry.name, each.result.p, each.result.difference)
            for each in found
            if each.plan.effort == question.of and each.result.p is not None and (each.result.difference.value or 0) > 0
        ]


def _report(
    facts: _Facts, question: Question, max_lag: int, tested: Sequence[Planned], progress: Progress | None
) -> EvidenceReport:
    effort, outcome = facts.effort.minutes, facts.came.outcome
    steps = _Steps(progress, 1 + len(facts.effort.rows))
    known = Known(facts.came.conversions, months(facts.weeks))
    found = lagged_association(effort, outcome, max_lag, known, progress=steps.next())
    ad_weeks = tuple(week for week, paid in zip(facts.weeks, facts.came.ads, strict=True) if paid)
    flags = [Flag.SIMPSON] if any(each.reverses for each in facts.strata.values()) else []
    # Ads in every week, or in none, cannot have made some weeks differ from others.
    flags += [Flag.AD_WEEKS] if 0 < len(ad_weeks) < len(facts.weeks) else []
    currency = facts.asked.scope.terms.exchange.currency
    unit = currency if question.on is On.REVENUE else "count"
    hours = [None if each is None else Fraction(each) / _MINUTES for each in effort]
    share = facts.effort.known
    return EvidenceReport(
        period=facts.asked.period,
        zone=facts.asked.scope.zone,
        as_of=facts.asked.scope.as_of,
        currency=currency,
        of=question.of,
        on=question.on,
        max_lag=max_lag,
        weeks=facts.weeks,
        effort=effort,
        outcome=outcome,
        conversions=Figure(facts.came.conversions, "count", facts.came.conversions),
        contact_share=Figure(share, "share", reason=None if share is not None else "no_time"),
        evidence=_named(found.judged(more_flags=flags, tested=bool(tested))),
        power=power(len(facts.weeks), facts.came.conversions, spread(effort), max_lag + 1),
        carry_over=koyck(hours, outcome, unit),
        strata=facts.strata,
        by=question.by,
        rows=_rows(facts, found.best_lag or 0, max_lag, unit, steps),
        experiments=tested,
        ad_weeks=ad_weeks,
    )


def _named(found: Evidence) -> Evidence:
    """Return evidence with the reason that values are missing: of weeks only amounts can be, for want of a rate."""
    return replace(found, reason="rate_missing") if found.reason == "values_missing" else found


def _rows(facts: _Facts, lag: int, max_lag: int, unit: str, steps: _Steps) -> tuple[Joint, ...]:
    """Return the effort of each row, alone and jointly, at the lag that fits all effort best."""
    if not facts.effort.rows:
        return ()
    known = Known(facts.came.conversions, months(facts.weeks))
    outcome = facts.came.outcome
    kept = len(outcome) - lag
    hours: list[Series] = [
        [None if each is None else Fraction(each) / _MINUTES for each in series[:kept]]
        for series in facts.effort.rows.values()
    ]
    controls: list[Series] = [range(kept)]
    if all(each is not None for each in facts.came.ads):
        controls.append(facts.came.ads[lag:])
    alone, jointly = slopes(hours, outcome[lag:], "per_h" if unit == "count" else unit, controls)
    return family(
        [
            Joint(key, _named(lagged_association(series, outcome, max_lag, known, progress=steps.next())), one, all_)
            for (key, series), one, all_ in zip(facts.effort.rows.items(), alone, jointly, strict=True)
        ]
    )


class _Steps:
    """One progress for several tests in a row."""

    def __init__(self, progress: Progress | None, tests: int) -> None:
        self._progress = progress
        self._tests = tests
        self._begun = 0

    def next(self) -> Progress | None:
        """Return the progress of the next test."""
        progress, before = self._progress, self._begun * ORDERS
        self._begun += 1
        if progress is None:
            return None
        return lambda done, _whole: progress(before + done, self._tests * ORDERS)
