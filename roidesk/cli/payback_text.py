"""Pay-back in words for a terminal; what too little data stands behind says so instead of a day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from roidesk.analytics.gates import ENOUGH_FOR_A_VALUE
from roidesk.analytics.pages.values import PaidBackState
from roidesk.analytics.payback.cohorts import Apart, Cohort
from roidesk.analytics.payback.forecast import NOT_AT_THIS_PACE
from roidesk.analytics.payback.report import Basis, PaybackReport
from roidesk.cli.columns import table
from roidesk.domain.figure import Figure
from roidesk.domain.instants import Period, Week
from roidesk.i18n import _, formats, ngettext, words

_WEEKS_SHOWN = 13
_AGES_SHOWN = (4, 13, 26, 52)


def report(found: PaybackReport) -> str:
    """Return the verdict, how deep it went, when it will have paid back, the last weeks, and contacts by month."""
    against = {
        Basis.MARGIN: _("{period}, what remained of sales after margin less cost"),
        Basis.SALES: _("{period}, sales less cost, as the margin is not known"),
    }[found.basis]
    lines = [against.format(period=formats.period(found.period)), "", _verdict(found)]
    lines += _how_deep(found) + _ahead(found)
    lines += [
        _("{name}: no rate from {day}; what it costs is not known.").format(name=each.name, day=each.day)
        for each in found.missing
    ]
    if found.course.series:
        lines += ["", _weeks(found)]
    if found.cohorts.rows:
        told = _("Contacts by the month they were first touched, without platform costs; under 5 purchases: how many.")
        lines += ["", told, _cohorts(found)]
    return "\n".join(lines)


def _verdict(found: PaybackReport) -> str:
    """Return what may be said about pay-back (analytics.md 4.6; ruling 2)."""
    match found.state:
        case PaidBackState.RATE_MISSING:
            return _("Some rates are missing, so nothing is said about pay-back.")
        case PaidBackState.NO_COST:
            some = found.reason == "no_cost"
            return _("No cost is recorded: there is nothing to pay back.") if some else _("Nothing is recorded here.")
        case PaidBackState.TOO_LITTLE:
            much = words.too_little_data(found.sales, ENOUGH_FOR_A_VALUE)
            return _("Whether it is paid back cannot be said yet: {much}.").format(much=much)
        case PaidBackState.MARGIN_UNKNOWN:
            return f"{_on_sales(found)} " + _(
                "Whether it is paid back depends on your margin: say it, such as “roidesk settings margin 0.4”."
            )
        case PaidBackState.PAID_BACK:
            return _("Paid back since {day}.").format(day=_on(found.course.break_even or found.period.last))
        case PaidBackState.NOT_YET:
            return _("Not yet paid back: {money} short.").format(money=formats.money(-found.course.net, found.currency))


def _on_sales(found: PaybackReport) -> str:
    if found.course.break_even is None:
        return _("In sales alone, less has come in than was spent.")
    return _("In sales alone, more has come in than was spent since {day}.").format(day=_on(found.course.break_even))


def _how_deep(found: PaybackReport) -> list[str]:
    """Return the sums, which no gate withholds; a net with unknown costs is at most what it says."""
    if found.net.value is None or not found.course.series:
        return []
    net = formats.money(found.net.value, found.currency)
    said = _("So far: at most {money}.") if found.net.at_most else _("So far: {money}.")
    lines = [said.format(money=net)]
    if found.course.exposure_day is not None:
        lines.append(
            _("Deepest on {day}: {money}.").format(
                day=_on(found.course.exposure_day), money=formats.money(found.exposure.value, found.currency)
            )
        )
    return lines


def _ahead(found: PaybackReport) -> list[str]:
    """Return when it will have paid back, where it has not and a verdict may be given."""
    ahead = found.forecast
    silent = {PaidBackState.RATE_MISSING, PaidBackState.NO_COST, PaidBackState.TOO_LITTLE}
    if ahead.reason == NOT_AT_THIS_PACE and found.state not in {PaidBackState.RATE_MISSING, PaidBackState.NO_COST}:
        return [
            ngettext(
                "Not at this pace: {money} on the last day.",
                "Not at this pace: {money} a day over the last {count} days.",
                ahead.days,
            ).format(money=formats.money(ahead.pace, found.currency), count=ahead.days)
        ]
    if ahead.day is None or found.state in silent:
        return []
    pace = ngettext(
        "At the pace of the last day ({money}) it reaches zero on {day}.",
        "At the pace of the last {count} days ({money} a day) it reaches zero on {day}.",
        ahead.days,
    ).format(count=ahead.days, money=formats.money(ahead.pace, found.currency), day=_on(ahead.day))
    lines = [pace]
    if ahead.low is not None and ahead.high is not None:
        lines.append(_("Likely between {low} and {high}.").format(low=_on(ahead.low), high=_on(ahead.high)))
    elif ahead.low is not None:
        lines.append(_("Likely not before {low}; how late cannot be said.").format(low=_on(ahead.low)))
    if ahead.never:
        lines.append(
            _("In {share} of what may come it does not within ten years.").format(share=formats.percent(ahead.never, 1))
        )
    return lines


def _weeks(found: PaybackReport) -> str:
    """Return net at the end of the last weeks."""
    ends = {Week.of(day): net for day, net in found.course.series}
    every = list(ends.items())
    rows = [
        [
            str(week),
            formats.money(net - (every[at - 1][1] if at else 0), found.currency),
            formats.money(net, found.currency),
        ]
        for at, (week, net) in enumerate(every)
    ]
    return table([_("Week"), _("In the week"), _("So far")], rows[-_WEEKS_SHOWN:], right=frozenset({1, 2}))


def _cohorts(found: PaybackReport) -> str:
    lived = max(len(cohort.ages) for cohort in found.cohorts.rows)
    ages = [age for age in _AGES_SHOWN if age <= lived]
    header = [
        _("First touched"),
        _("Contacts"),
        _("Bought"),
        _("Labour"),
        _("Came back"),
        _("Back per {one}").format(one=formats.money(1, found.currency, decimals=0)),
        *(_("after {weeks} weeks").format(weeks=age) for age in ages),
        _("Covered after"),
    ]
    rows = [_row(cohort, ages, found.currency) for cohort in found.cohorts.rows]
    return table(header, rows, right=frozenset(range(1, len(header))))


def _row(cohort: Cohort, ages: Sequence[int], currency: str) -> list[str]:
    sums = cohort.so_far
    return [
        _named(cohort.name),
        formats.number(cohort.contacts),
        formats.number(cohort.buyers),
        formats.money(sums.labour, currency) if not sums.labour_unknown else words.reason("rate_missing"),
        formats.money(sums.returned, currency) if not sums.returned_unknown else words.reason("rate_missing"),
        _back(sums.ratio, currency),
        *(_back(cohort.ages[age - 1].ratio, currency) if age <= len(cohort.ages) else "" for age in ages),
        _covered(cohort),
    ]


def _named(name: str) -> str:
    return {
        Apart.BEFORE.value: _("before these days"),
        Apart.NO_CONTACT.value: _("nobody known"),
        Apart.NO_TOUCH.value: _("never touched"),
    }.get(name, name)


def _back(figure: Figure, currency: str) -> str:
    """Return a ratio, or what its gate says instead."""
    if figure.value is None:
        return formats.NONE
    if figure.n is not None and figure.n < ENOUGH_FOR_A_VALUE:
        return _("{n} of {needed}").format(n=figure.n, needed=ENOUGH_FOR_A_VALUE)
    said = formats.back(figure.value, currency)
    return f"≤ {said}" if figure.at_most else said


def _covered(cohort: Cohort) -> str:
    if cohort.payback_age is None or cohort.ages[cohort.payback_age].sales < ENOUGH_FOR_A_VALUE:
        return formats.NONE
    weeks = cohort.payback_age + 1
    return ngettext("{count} week", "{count} weeks", weeks).format(count=weeks)


def _on(day: date) -> str:
    return formats.period(Period(day, day))
