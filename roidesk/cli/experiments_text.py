"""A planned experiment, and what came of it, as text for a terminal."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from roidesk.analytics.experiments import Flag, Halves, Plan, Result
from roidesk.cli import withheld
from roidesk.cli.columns import table
from roidesk.domain.figure import Figure, Number
from roidesk.domain.instants import Period, local
from roidesk.i18n import N_, _, formats, ngettext, words

if TYPE_CHECKING:
    from roidesk.services.experiments import Judged, Shown, Unit

_MOST_LISTED = 40
_TENTHS = 1
_OF = {
    Halves.WEEKS: {
        "purchases": N_("purchases a week"),
        "conversions": N_("conversions a week"),
        "booked": N_("sales a week"),
    },
    Halves.TOPICS: {
        "purchases": N_("purchases a topic"),
        "conversions": N_("conversions a topic"),
        "booked": N_("sales a topic"),
    },
    Halves.CONTACTS: {
        "purchases": N_("purchases a contact"),
        "conversions": N_("conversions a contact"),
        "booked": N_("sales a contact"),
    },
}
_FLAGS = {
    Flag.SET_LATE: N_("The plan was entered after it had begun, so that it can show a link but test nothing."),
    Flag.NOT_AS_DRAWN: N_("The halves are not those that the stored seed draws: somebody chose, so nothing is tested."),
    Flag.NOT_FOLLOWED: N_("The half that was to get more did not get more, so nothing was tested."),
    Flag.MERGED: N_("Contacts that turned out to be one and the same are left out."),
}
_VERDICTS = {
    "no_sign": N_("No sign of a difference."),
    "hint": N_("A hint of a difference, no more."),
    "probable": N_("Probably a difference, but not tested."),
}


def plan(shown: Shown, currency: str) -> str:
    """Return a plan: what gets more and when, what it could show, and what speaks against it."""
    entry, drawn = shown.entry, shown.plan
    period = formats.period(Period(entry.first_day, entry.last_day))
    lines = [
        f"{entry.name} · {period} · {_state(shown.state)}",
        _("Judged by {metric}; set {when}, seed {seed}.").format(
            metric=_metric(drawn), when=f"{set_at(shown):%Y-%m-%d %H:%M}", seed=entry.seed
        ),
    ]
    if drawn.what:
        lines.append(_("What one half gets more of: {what}").format(what=drawn.what))
    if drawn.target is not None:
        lines.append(_("Goal: at least {target} more {metric}.").format(
            target=_amount(drawn.target, currency if drawn.metric == "booked" else "count", 2), metric=_metric(drawn)
        ))  # fmt: skip
    lines += [_power(shown), *_carried_over(drawn), "", _units(drawn, shown.units), *_against(shown.flags)]
    return "\n".join(lines)


def set_at(shown: Shown) -> datetime:
    """Return when a plan was entered, local to the store."""
    return local(shown.entry.set_us, shown.zone)


def _state(code: str) -> str:
    return {"planned": _("planned"), "running": _("running"), "over": _("over")}[code]


def _metric(drawn: Plan) -> str:
    return _(_OF[drawn.halves][drawn.metric])


def _power(shown: Shown) -> str:
    figure = shown.detectable
    if figure.value is None:
        return _("What it could show cannot be told: nothing of the kind happened in the 13 weeks before.")
    return _(
        "It would show a difference of {amount} {metric} eight times in ten, judged by the 13 weeks before."
    ).format(amount=_amount(figure.value, figure.unit, 2), metric=_metric(shown.plan))


def _carried_over(drawn: Plan) -> list[str]:
    if drawn.halves is not Halves.WEEKS or drawn.skip:
        return []
    return [
        _("What one week brings only in the next is counted on the wrong side. Where that is much, plan stretches of "
          "which the first week is skipped: --each 2 --skip 1.")
    ]  # fmt: skip


def _units(drawn: Plan, units: Sequence[Unit]) -> str:
    if drawn.halves is Halves.WEEKS:
        rows = [[unit.name, _("more") if unit.more else _("as before")] for unit in units]
        return table([_("From week"), _("What")], rows)
    parts = [(_("More"), [each.name for each in units if each.more]), (
        _("As before"), [each.name for each in units if not each.more]
    )]  # fmt: skip
    return "\n".join(f"{head} ({len(names)}): {_listed(sorted(names, key=str.casefold))}" for head, names in parts)


def _listed(names: Sequence[str]) -> str:
    said = ", ".join(names[:_MOST_LISTED])
    rest = len(names) - _MOST_LISTED
    return (
        said if rest <= 0 else f"{said}, " + ngettext("and {count} more", "and {count} more", rest).format(count=rest)
    )


def _against(flags: Sequence[Flag]) -> list[str]:
    return [_(_FLAGS[each]) for each in flags if each in _FLAGS]


# ---------------------------------------------------------------- result


def result(judged: Judged) -> str:
    """Return what came of an experiment in words, with both halves below."""
    found = judged.result
    if found.reason == str(Flag.RUNNING):
        day = formats.day(judged.entry.last_day, this_year=0)
        sentence = _("Not over before {day}: nothing is tested until then, as looking early finds what is not there.")
        return "\n".join([sentence.format(day=day), "", _halves(found, judged.plan)])
    return "\n".join([*_verdict(judged), "", _halves(found, judged.plan), *_against(found.flags)])


def _verdict(judged: Judged) -> list[str]:
    found, metric = judged.result, _metric(judged.plan)
    if found.p is None:
        if found.reason == "too_few_conversions":
            return [words.capitalised(_("too little data: {n} of {needed} conversions.").format(
                n=found.difference.n, needed=10
            ))]  # fmt: skip
        return [words.capitalised(words.reason(found.reason or "")) + "."]
    value: Number = 0 if found.difference.value is None else found.difference.value
    amount = _amount(value if value >= 0 else -value, found.difference.unit, 2)
    said = _compared(value, tested=found.verdict == "tested")
    if found.verdict in _VERDICTS:
        said = f"{_(_VERDICTS[found.verdict])} {said}"
    lines = [said.format(amount=amount, metric=metric, range=_range(found.difference)), _chance(found.p)]
    return [*lines, *_goal(found)]


def _compared(value: Number, *, tested: bool) -> str:
    if tested:
        if value > 0:
            return _("Tested: with more there were {amount} more {metric}{range}.")
        return _("Tested: with more there were {amount} fewer {metric}{range}.")
    if not value:
        return _("With more there were as many {metric}{range}.")
    if value > 0:
        return _("With more there were {amount} more {metric}{range}.")
    return _("With more there were {amount} fewer {metric}{range}.")


def _range(figure: Figure) -> str:
    if figure.low is None or figure.high is None:
        return ""
    return _(" (likely range {low} to {high})").format(
        low=_amount(figure.low, figure.unit, 2), high=_amount(figure.high, figure.unit, 2)
    )


def _chance(p: float) -> str:
    hundred = max(1, round(p * 100))
    return _("If more made no difference, the lot alone would show as much in about {count} of 100 draws.").format(
        count=hundred
    )


def _goal(found: Result) -> list[str]:
    if found.goal_met is None:
        return []
    return [_("The goal set before was met.") if found.goal_met else _("The goal set before was missed.")]


def _halves(found: Result, drawn: Plan) -> str:
    weeks = drawn.halves is Halves.WEEKS
    header = ["", _("Stretches") if weeks else _("Units"), words.capitalised(_metric(drawn)), _("Minutes")]
    rows = [
        [name, str(arm.units), _shown(arm.outcome), formats.number(arm.effort.value, _TENTHS)]
        for name, arm in ((_("More"), found.more), (_("As before"), found.less))
    ]
    return table(header, rows, right=frozenset(range(1, len(header))))


def _shown(figure: Figure) -> str:
    if figure.value is None:
        return withheld.why(figure)
    return _amount(figure.value, figure.unit, 2)


def _amount(value: Number, unit: str, decimals: int = 1) -> str:
    return formats.number(value, decimals) if unit == "count" else formats.money(value, unit)
