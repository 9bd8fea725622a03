"""Planned experiments: drawn before they start, looked at while they run, judged when they are over."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction
from typing import NamedTuple
from uuid import UUID

from roidesk.analytics.experiments import Flag, Halves, Measured, Plan, Result, detectable, drawn, fewest_units, result
from roidesk.analytics.query import DEFAULT_WEEKS, Query
from roidesk.analytics.sums.dimensions import Key, named
from roidesk.analytics.sums.tally import Tally
from roidesk.domain.catalogue import folded
from roidesk.domain.changes import Changes
from roidesk.domain.errors import UserError
from roidesk.domain.figure import Figure
from roidesk.domain.instants import MINUTE, Period, Week, local_day, midnight
from roidesk.domain.model import Contact, Experiment
from roidesk.domain.progress import Progress
from roidesk.services.context import Context
from roidesk.services.figure_view import View
from roidesk.services.figures import Figures

_DIMENSION = {Halves.TOPICS: "topic", Halves.CONTACTS: "contact"}
_PERSONAL_MINUTE = MINUTE * 10_000
_SEED_BYTES = 6
_MOST_WEEKS = 520
_LAST_YEAR = 2199


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What is to be planned. `first` None: next Monday; `seed` None: one nobody chose."""

    name: str
    halves: Halves
    weeks: int
    first: date | None = None
    metric: str = "purchases"
    effort: str = "minutes"
    target: Fraction | None = None
    what: str = ""
    each: int = 1
    skip: int = 0
    seed: int | None = None


class Unit(NamedTuple):
    """One unit of a plan: what it is called, and whether it gets more."""

    name: str
    more: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """A plan as it stands. `detectable`: the difference it would show eight times in ten, judged by the weeks before.

    `state`: "planned", "running" or "over".
    """

    entry: Experiment
    plan: Plan
    units: tuple[Unit, ...]
    state: str
    flags: tuple[Flag, ...]
    detectable: Figure
    zone: str


@dataclass(frozen=True, slots=True)
class Judged:
    """An experiment with its result."""

    entry: Experiment
    plan: Plan
    result: Result
    currency: str


class Experiments:
    """Plans experiments and judges them. Ask from the thread that asks the figures."""

    def __init__(self, context: Context, figures: Figures) -> None:
        self._context = context
        self._figures = figures

    # ------------------------------------------------------------ planning

    def plan(self, wanted: Wanted, query: Query) -> tuple[Experiment, Changes]:
        """Draw a plan and keep it. `query`: only of its topics or contacts, over the weeks that it asks about.

        `UserError`: `experiment_exists`, `experiment_in_past`, `experiment_too_few_…`, `experiment_weeks_uneven`,
        `cell_missing`, `number_out_of_range`, `time_out_of_range`.
        """
        if not wanted.name:
            raise UserError("cell_missing", field="NAME")
        first, last = self._days(wanted)
        with self._figures.asking(query) as asked:
            if _found(asked.read.all(Experiment), wanted.name):
                raise UserError("experiment_exists", name=wanted.name)
            units = _weeks(first, wanted) if wanted.halves is Halves.WEEKS else _busy(asked, wanted.halves)
        least = fewest_units(wanted.halves)
        if len(units) < least:
            raise UserError(f"experiment_too_few_{wanted.halves}", have=len(units), least=least)
        seed = wanted.seed if wanted.seed is not None else int.from_bytes(self._context.entropy()[:_SEED_BYTES])
        plan = Plan(
            wanted.halves, units, drawn(wanted.halves, len(units), seed), wanted.metric, wanted.effort,
            wanted.target, wanted.what, wanted.each, wanted.skip,
        )  # fmt: skip
        entry = Experiment(
            id=self._context.id(),
            name=wanted.name,
            plan=plan.text,
            seed=seed,
            first_day=first,
            last_day=last,
            set_us=self._context.clock.now(),
        )
        with self._context.unit("add") as unit:
            unit.put_many([entry])
        return entry, unit.changes

    def _days(self, wanted: Wanted) -> tuple[date, date]:
        """Return the first and the last day of what is to be planned: whole weeks."""
        _in_range("--weeks", wanted.weeks, 1, _MOST_WEEKS)
        _in_range("--each", wanted.each, 1, wanted.weeks)
        _in_range("--skip", wanted.skip, 0, wanted.each - 1)
        if wanted.seed is not None:
            _in_range("--seed", wanted.seed, 0, 2 ** (8 * _SEED_BYTES) - 1)
        if wanted.halves is Halves.WEEKS and wanted.weeks % (2 * wanted.each):
            raise UserError("experiment_weeks_uneven", weeks=wanted.weeks, step=2 * wanted.each)
        today = local_day(self._context.clock.now(), self._context.settings().zone)
        first = wanted.first or today + timedelta(days=1)
        if first <= today:
            raise UserError("experiment_in_past", day=first.isoformat())
        first += timedelta(days=-first.weekday() % 7)
        last = first + timedelta(weeks=wanted.weeks) - timedelta(days=1)
        if last.year > _LAST_YEAR:
            raise UserError("time_out_of_range", text=last.isoformat())
        return first, last

    # ------------------------------------------------------------ looking

    def show(self, name: str, query: Query) -> Shown:
        """Return a plan as it stands; `UserError` `experiment_unknown`, `experiment_unreadable`."""
        entry = self._find(name)
        plan = Plan.read(entry.plan)
        weeks = (entry.last_day - entry.first_day).days // 7 + 1
        before = Period(entry.first_day - timedelta(weeks=DEFAULT_WEEKS), entry.first_day - timedelta(days=1))
        with self._figures.asking(replace(query, period=before, by=())) as asked:
            flags = _flags(entry, plan, asked)
            return Shown(
                entry=entry,
                plan=plan,
                units=tuple(map(Unit, _names(plan, asked), plan.more)),
                state=_state(entry, asked, flags),
                flags=tuple(each for each in flags if each is not Flag.RUNNING),
                detectable=_detectable(plan, asked, weeks),
                zone=asked.scope.zone,
            )

    def result(self, name: str, query: Query, progress: Progress | None = None) -> Judged:
        """Return what came of an experiment; `UserError` as for `show`. `progress` may raise `Cancelled`."""
        entry = self._find(name)
        return self._judged(entry, query, progress)

    def tested(self, query: Query, metric: str) -> tuple[Judged, ...]:
        """Return the experiments judged by a metric that lie in the query's period and tested something.

        They are over, were drawn before they began, were followed, and chance does as much 5 times in 100 or less.
        Not to be asked while another question to the figures is open.
        """
        read = self._context.read()
        found = []
        for entry in read.all(Experiment):
            period = query.period
            if period is not None and not (entry.first_day in period and entry.last_day in period):
                continue
            try:
                judged = self._judged(entry, query, None)
            except UserError:  # somebody's own words in place of a plan
                continue
            if judged.plan.metric == metric and judged.result.verdict == "tested":
                found.append(judged)
        return tuple(found)

    def _judged(self, entry: Experiment, query: Query, progress: Progress | None) -> Judged:
        plan = Plan.read(entry.plan)
        period = Period(entry.first_day, entry.last_day)
        with self._figures.asking(replace(query, period=period, by=())) as asked:
            flags = _flags(entry, plan, asked)
            measured = _measured(plan, asked)
            currency = asked.scope.terms.exchange.currency
        if any(each is None for each in measured):
            flags.append(Flag.MERGED)
        unit = currency if plan.metric == "booked" else "count"
        return Judged(entry, plan, result(plan, measured, unit, flags, progress), currency)

    def _find(self, name: str) -> Experiment:
        known = self._context.read().all(Experiment)
        found = _found(known, name)
        if found is None:
            names = ", ".join(each.name for each in known) or "–"
            raise UserError("experiment_unknown", name=name, known=names)
        return found


def _in_range(field: str, number: int, least: int, most: int) -> None:
    if not least <= number <= most:
        raise UserError("number_out_of_range", field=field, text=number, least=least, most=most)


def _found(known: Sequence[Experiment], name: str) -> Experiment | None:
    wanted = folded(name)
    return next((each for each in known if folded(each.name) == wanted or str(each.id) == wanted), None)


def _weeks(first: date, wanted: Wanted) -> tuple[str, ...]:
    week = Week.of(first)
    return tuple(str(week.plus(at)) for at in range(0, wanted.weeks, wanted.each))


def _busy(asked: View, halves: Halves) -> tuple[str, ...]:
    """Return the ids of topics or contacts that time was spent on, in an order that nobody chose."""
    rows = asked.sheet(named(_DIMENSION[halves])).rows
    return tuple(sorted(str(key) for (key,), tally in rows.items() if isinstance(key, UUID) and tally.counted))


def _names(plan: Plan, asked: View) -> list[str]:
    """Return what the units are called; the text as it was stored where the store knows no such unit."""
    if plan.halves is Halves.WEEKS:
        return list(plan.units)
    ids = {text: key for text in plan.units if (key := _id(text)) is not None}
    if plan.halves is Halves.CONTACTS:
        called: Mapping[UUID, str] = asked.read.contact_names(ids.values())
    else:
        called = {key: each.name for key, each in asked.scope.terms.names.topic.items()}
    return [called.get(ids[text], text) if text in ids else text for text in plan.units]


def _id(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _flags(entry: Experiment, plan: Plan, asked: View) -> list[Flag]:
    found = []
    if asked.scope.as_of < midnight(entry.last_day + timedelta(days=1), asked.scope.zone):
        found.append(Flag.RUNNING)
    if entry.set_us >= midnight(entry.first_day, asked.scope.zone):
        found.append(Flag.SET_LATE)
    if not plan.as_drawn(entry.seed):
        found.append(Flag.NOT_AS_DRAWN)
    return found


def _state(entry: Experiment, asked: View, flags: Sequence[Flag]) -> str:
    if Flag.RUNNING not in flags:
        return "over"
    return "running" if asked.scope.as_of >= midnight(entry.first_day, asked.scope.zone) else "planned"


# ---------------------------------------------------------------- measuring


def _measured(plan: Plan, asked: View) -> list[Measured | None]:
    """Return what each unit brought and took; None for contacts that turned out to be one and the same."""
    if plan.halves is Halves.WEEKS:
        return [_stretch(plan, asked, Week.parse(each)) for each in plan.units]
    rows = asked.sheet(named(_DIMENSION[plan.halves])).rows
    keys = [_whole(asked, each) for each in plan.units]
    alone = {key for key in keys if keys.count(key) == 1} if len(set(keys)) < len(keys) else set(keys)
    return [_unit(plan, rows.get((key,), Tally())) if key in alone else None for key in keys]


def _whole(asked: View, text: str) -> Key:
    """Return the key under which a topic's or a contact's row stands: that of whom a contact was merged into."""
    key = _id(text)
    if key is None:
        return text
    contact = asked.read.get(Contact, key)
    return contact.merged_into_id or key if contact is not None else key


def _stretch(plan: Plan, asked: View, first: Week) -> Measured:
    """Return what a stretch brought a week, without the weeks that are skipped, and took a week."""
    known = dict(zip(asked.weeks, asked.sheet().row(()), strict=True))
    tallies = [known.get(first.plus(at), Tally()) for at in range(plan.each)]
    counted = [_unit(plan, each) for each in tallies[plan.skip :]]
    outcomes = [each.outcome for each in counted if each.outcome is not None]
    return Measured(
        sum(outcomes, Fraction(0)) / len(counted) if len(outcomes) == len(counted) else None,
        sum((_effort(plan, each) for each in tallies), Fraction(0)) / plan.each,
        sum(each.conversions for each in counted),
    )


def _unit(plan: Plan, tally: Tally) -> Measured:
    cases = tally.conversions if plan.metric == "conversions" else tally.purchases
    outcome = None if plan.metric == "booked" and tally.booked_unknown else Fraction(_METRIC[plan.metric](tally))
    return Measured(outcome, _effort(plan, tally), cases)


def _effort(plan: Plan, tally: Tally) -> Fraction:
    if plan.effort == "personal":
        return Fraction(tally.personal) / _PERSONAL_MINUTE
    return Fraction(tally.counted) / MINUTE


_METRIC: Mapping[str, Callable[[Tally], Fraction]] = {
    "purchases": lambda tally: tally.purchases,
    "conversions": lambda tally: tally.conversions,
    "booked": lambda tally: tally.booked,
}


def _detectable(plan: Plan, asked: View, weeks: int) -> Figure:
    """Return which difference the plan would show eight times in ten, judged by the thirteen weeks before it."""
    unit = asked.scope.terms.exchange.currency if plan.metric == "booked" else "count"
    of = _METRIC[plan.metric]
    if plan.halves is Halves.WEEKS:
        before = [of(each) for each in asked.sheet().row(())]
        return detectable(plan, before, unit, Fraction(1, plan.each - plan.skip))
    rows = asked.sheet(named(_DIMENSION[plan.halves])).rows
    before = [of(rows.get((_whole(asked, each),), Tally())) for each in plan.units]
    return detectable(plan, before, unit, Fraction(weeks, DEFAULT_WEEKS))
