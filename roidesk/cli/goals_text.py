"""Goals, offline baselines and scorecards in words for a terminal."""

from __future__ import annotations

from collections.abc import Sequence

from roidesk.analytics.gates import ENOUGH_FOR_A_RANGE, ENOUGH_FOR_A_VALUE
from roidesk.analytics.goals.baselines import NOT_SAME, BaselineResult, Side
from roidesk.analytics.goals.goals import MOST, Change, GoalResult, State
from roidesk.analytics.goals.scorecards import Line, Sheet
from roidesk.cli import withheld
from roidesk.cli.columns import table
from roidesk.domain.figure import Figure, Number
from roidesk.i18n import N_, _, formats, words
from roidesk.services.baselines import BaselinesReport
from roidesk.services.goals import TEAM, GoalsReport

_STATES = {
    State.NOT_BEGUN: N_("not begun"),
    State.ON_PACE: N_("on pace"),
    State.BEHIND: N_("behind"),
    State.OVER_PACE: N_("over pace"),
    State.MET: N_("met"),
    State.MISSED: N_("missed"),
    State.CANNOT_TELL: N_("cannot tell"),
}


# ------------------------------------------------------------ goals


def goals(found: GoalsReport) -> str:
    """Return the goals as a table, and below it what was changed of them and why nothing can be told of some."""
    if not found.goals:
        return _("No goal in these days: “roidesk goal add metric=purchases target=8 from=… to=…” sets one.")
    header = [_("Goal"), _("Days"), _("Wanted"), _("So far"), _("State"), _("Time"), _("Cost"), _("Set")]
    rows = [_goal(each, found.currency) for each in found.goals]
    return "\n".join([table(header, rows, right=frozenset({2, 3})), *_notes(found)])


def _goal(each: GoalResult, currency: str) -> list[str]:
    facts = each.facts
    scope = "" if facts.scope == TEAM else f", {facts.scope}"
    return [
        metric(facts.metric) + scope,
        formats.period(facts.period),
        _wanted(facts.target, currency, at_most=facts.bound == MOST),
        told(facts.actual, currency),
        _(_STATES[each.state]),
        _of(facts.minutes, facts.max_minutes, currency),
        _of(facts.cost, facts.max_cost, currency),
        _set(each),
    ]


def _set(each: GoalResult) -> str:
    if each.facts.set_in_advance is None:
        return _("not known")
    return _("in advance") if each.facts.set_in_advance else _("after it began")


def _of(spent: Figure, limit: Figure | None, currency: str) -> str:
    if limit is None:
        return told(spent, currency)
    return _("{spent} of {limit}").format(spent=told(spent, currency), limit=told(limit, currency))


def _notes(found: GoalsReport) -> list[str]:
    lines = []
    for each in found.goals:
        name = metric(each.facts.metric)
        if each.state is State.CANNOT_TELL and each.reason:
            lines.append(_("{goal}: {reason}.").format(goal=name, reason=words.reason(each.reason)))
        if each.met is False and each.reached and False in {each.within_minutes, each.within_cost}:
            lines.append(_("{goal}: reached, but with more time or money than was set.").format(goal=name))
        lines += [_changed(name, change) for change in each.facts.changes]
    return ["", *lines] if lines else []


def _changed(name: str, change: Change) -> str:
    said = (
        _("{goal}: {column} was changed from {before} to {after} on {day}, after it began.")
        if change.after_start
        else _("{goal}: {column} was changed from {before} to {after} on {day}.")
    )
    nothing = formats.NONE
    return said.format(
        goal=name,
        column=change.column,
        before=change.before or nothing,
        after=change.after or nothing,
        day=change.at[:10],
    )


# ------------------------------------------------------------ baselines


def baselines(found: BaselinesReport) -> str:
    """Return each baseline beside the online work of the period, and what may be said of the two."""
    if not found.baselines:
        return _("No baseline yet: “roidesk baseline add name=… from=… to=… hours=… cost=… conversions=…” adds one.")
    lines = [_("Online: {period}, all time and cost of it").format(period=formats.period(found.period))]
    for each in found.baselines:
        lines += ["", _beside(each, found.currency), *_said(each)]
    lines += [
        _("{name}: no rate from {day}; what it costs is not known.").format(name=each.name, day=each.day)
        for each in found.missing
    ]
    return "\n".join(lines)


def _beside(each: BaselineResult, currency: str) -> str:
    kind = words.conversion_kind(each.about.kind)
    header = [
        _("{name} ({kind})").format(name=each.about.name, kind=kind),
        _("Conversions"),
        _("Hours"),
        _("Cost"),
        _("Hours each"),
        _("Likely range"),
        _("Cost each"),
        _("Likely range"),
        _("Back per {one}").format(one=formats.money(1, currency, decimals=0)),
    ]
    rows = [[_("offline"), *_side(each.offline, currency)], [_("online"), *_side(each.online, currency)]]
    return table(header, rows, right=frozenset(range(1, len(header))))


def _side(side: Side, currency: str) -> list[str]:
    a_purchase = _in_hours(side.minutes_per_purchase)
    return [
        formats.number(side.conversions.value),
        told(side.minutes, currency),
        told(side.cost, currency),
        _gated(a_purchase, currency),
        _range(a_purchase, currency),
        _gated(side.cost_per_purchase, currency),
        _range(side.cost_per_purchase, currency),
        _gated(side.return_ratio, currency),
    ]


def _in_hours(figure: Figure) -> Figure:
    value, low, high = (None if each is None else each / 60 for each in (figure.value, figure.low, figure.high))
    return Figure(value, "h", figure.n, low, high, figure.reason)


def _said(each: BaselineResult) -> list[str]:
    """Return the comparison in a sentence: refused, too little, or by how much and how sure."""
    if not each.same_goal:
        return [
            _("Not compared: online work brought nothing of this kind ({kind}).").format(
                kind=words.conversion_kind(each.about.kind)
            )
        ]
    advantage = each.time_advantage
    if advantage.value is None:
        return [_("Not compared: {reason}.").format(reason=words.reason(advantage.reason or NOT_SAME))]
    cases = advantage.n or 0
    if cases < ENOUGH_FOR_A_VALUE:
        return [_("Not compared: {reason}.").format(reason=words.too_little_data(cases, ENOUGH_FOR_A_VALUE))]
    times = formats.number(advantage.value, 1)
    if advantage.low is None or advantage.high is None:
        few = _("One of them took {times} times as long offline; too few to say how sure that is: {n} of {needed}.")
        return [few.format(times=times, n=cases, needed=ENOUGH_FOR_A_RANGE)]
    low, high = (formats.number(bound, 1) for bound in (advantage.low, advantage.high))
    sentence = _("One of them took {times} times as long offline; likely between {low} and {high} times.")
    lines = [sentence.format(times=times, low=low, high=high)]
    if advantage.low <= 1 <= advantage.high:
        lines.append(_("Which of the two takes less time is not certain."))
    return lines


# ------------------------------------------------------------ scorecards


def sheets(found: Sequence[Sheet]) -> str:
    """Return scorecards, each a table of its own figures in its own order."""
    if not found:
        return _("No scorecard yet: “roidesk scorecard add name=… metrics='purchases; return_ratio'” makes one.")
    return "\n\n".join(_sheet(each) for each in found)


def _sheet(sheet: Sheet) -> str:
    header = [_("Figure"), _("Value"), _("Wanted"), ""]
    rows = [_line(each, sheet.currency) for each in sheet.lines]
    title = _("{name}, {period}").format(name=sheet.name, period=formats.period(sheet.period))
    return "\n".join([title, table(header, rows, right=frozenset({1, 2}))])


def _line(line: Line, currency: str) -> list[str]:
    wanted = ""
    if line.target is not None:
        goal = Figure(line.target.value, line.actual.unit)
        wanted = _wanted(goal, currency, at_most=line.target.at_most)
    reached = "" if line.reached is None else _("reached") if line.reached else _("not reached")
    return [metric(line.metric), _gated(line.actual, currency), wanted, reached]


# ------------------------------------------------------------ figures


def metric(name: str) -> str:
    """Return the name of a figure as a person reads it ("cost per purchase")."""
    return name.replace("_", " ")


def _wanted(target: Figure, currency: str, *, at_most: bool) -> str:
    said = told(target, currency)
    return _("at most {value}").format(value=said) if at_most else _("at least {value}").format(value=said)


def _gated(figure: Figure, currency: str) -> str:
    """Return a figure, or what its gate says instead of it (analytics.md 4.6)."""
    if figure.reason == "too_few_conversions" and figure.n is not None and figure.n < ENOUGH_FOR_A_VALUE:
        return words.too_little_data(figure.n, ENOUGH_FOR_A_VALUE)
    return told(figure, currency)


def told(figure: Figure, currency: str) -> str:
    """Return a figure with its unit, or why it has no value."""
    if figure.value is None:
        return withheld.why(figure)
    said = _number(figure.value, figure.unit, currency)
    return f"≤ {said}" if figure.at_most else said


def _number(value: Number, unit: str, currency: str) -> str:
    if unit == currency:
        return formats.money(value, currency)
    match unit:
        case "min":
            return formats.hours(value / 60)
        case "h":
            return formats.hours(value)
        case "share":
            return formats.percent(value)
        case "count":
            return formats.number(value, 0 if value == int(value) else 1)
    return formats.number(value, 2)


def _range(figure: Figure, currency: str) -> str:
    if figure.low is None or figure.high is None:
        return formats.NONE
    low, high = (_number(bound, figure.unit, currency) for bound in (figure.low, figure.high))
    return _("{low} to {high}").format(low=low, high=high)
