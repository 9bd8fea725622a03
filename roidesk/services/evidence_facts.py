"""What evidence is read out of: effort, sales and ads by whole week, and the contacts with their first week."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction
from itertools import dropwhile
from uuid import UUID

from roidesk.analytics.evidence.cases import FIRST_DAYS, Case
from roidesk.analytics.evidence.report import Of, On
from roidesk.analytics.sums.dimensions import Dimension, label, place
from roidesk.analytics.sums.tally import Tally, total
from roidesk.domain.figure import Number
from roidesk.domain.instants import DAY, MINUTE, Period, Week, local_day
from roidesk.domain.model import CostKind, Interaction
from roidesk.services.figure_view import View

_PERSONAL_MINUTE = MINUTE * 10_000
STRATA = ("channel", "person", "product", "month", "known")
"""By what contacts are told apart: as their first touch was, and whether they had been touched before the period."""

Series = tuple[Number | None, ...]


@dataclass(frozen=True, slots=True)
class Effort:
    """Effort by week, in all and by row (None: a row that has no name), and the share with a known contact."""

    minutes: Series
    rows: dict[str | int | None, Series]
    known: Fraction | None


@dataclass(frozen=True, slots=True)
class Came:
    """What came by week, how many conversions stand behind it, and what was paid for ads."""

    outcome: Series
    conversions: int
    ads: Series


def whole_weeks(asked: View, *, since_the_first: bool) -> tuple[Week, ...]:
    """Return the whole weeks of a view, over by its instant, from the first one on in which time was logged.

    What came before that is not "no effort": it was not recorded, nor were weeks at the end without any entry.
    `since_the_first`: the week of the first entry is left out too, unless it began on a Monday.
    """
    first = asked.read.first_day()
    whole = [week for week in asked.weeks if asked.is_whole(week)]
    if since_the_first and first is not None:
        whole = [week for week in whole if week.monday >= first]
    begun = list(dropwhile(lambda week: not _of(asked, week).counted, whole))
    return tuple(dropwhile(lambda week: _is_empty(_of(asked, week)), reversed(begun)))[::-1]


def all_days(asked: View) -> Period:
    """Return all days since the first entry, up to the view's instant."""
    first, last = asked.read.first_day(), asked.scope.last_day
    return Period(last if first is None else min(first, last), last)


def efforts(asked: View, weeks: Sequence[Week], of: Of, by: Dimension | None) -> Effort:
    """Return the effort of the weeks, and by each row of a dimension."""
    everything = total(_of(asked, week) for week in weeks)
    return Effort(
        minutes=tuple(_minutes(_of(asked, week), of) for week in weeks),
        rows={} if by is None else _rows(asked, weeks, of, by),
        known=Fraction(everything.known) / Fraction(everything.counted) if everything.counted else None,
    )


def came(asked: View, weeks: Sequence[Week], on: On) -> Came:
    """Return what came in the weeks."""
    tallies = [_of(asked, week) for week in weeks]
    ads = replace(asked, cost_kinds=frozenset({CostKind.AD_SPEND}))
    paid = [_of(ads, week) for week in weeks]
    everything = total(tallies)
    return Came(
        outcome=tuple(_outcome(each, on) for each in tallies),
        conversions=everything.events if on is On.CONVERSIONS else everything.sales,
        ads=tuple(None if each.platform_unknown else each.platform for each in paid),
    )


def _of(asked: View, week: Week) -> Tally:
    return asked.sheet().weeks[week].get((), Tally())


def _is_empty(tally: Tally) -> bool:
    return not (tally.counted or tally.events)


def _minutes(tally: Tally, of: Of) -> Fraction:
    if of is Of.PERSONAL:
        return Fraction(tally.personal) / _PERSONAL_MINUTE
    return Fraction(tally.counted) / MINUTE


def _outcome(tally: Tally, on: On) -> Number | None:
    if on is On.REVENUE:
        return None if tally.booked_unknown else tally.booked
    return tally.conversions if on is On.CONVERSIONS else tally.purchases


def _rows(asked: View, weeks: Sequence[Week], of: Of, by: Dimension) -> dict[str | int | None, Series]:
    names = asked.scope.terms.names
    found = asked.sheet(by)
    keys = [key for (key,), tally in found.rows.items() if tally.counted]
    contacts = asked.read.contact_names({key for key in keys if by.name == "contact" and isinstance(key, UUID)})
    return {
        label(by, key, names, contacts): tuple(_minutes(found.weeks[week].get((key,), Tally()), of) for week in weeks)
        for key in sorted(keys, key=lambda key: place(by, key, names, contacts))
    }


def cases(touched: View, sold: View, of: Of, on: On) -> list[Case]:
    """Return the contacts with the effort of their first week, and whether something came of it after that.

    Those whose first week is not over, or who bought in it, are left out. `touched`: whose time counts; `sold`: whose
    conversions.
    """
    bought: dict[UUID, int] = {}
    for each in sold.outcomes:
        sale = each.conversion
        if sale.contact_id is not None and not each.refund and (sale.booked or on is On.CONVERSIONS):
            bought.setdefault(sale.contact_id, sale.at_us)
    touches: dict[UUID, list[Interaction]] = {}
    for entry in touched.interactions:
        if entry.contact_id is not None:
            touches.setdefault(entry.contact_id, []).append(entry)
    span = touched.period.span(touched.scope.zone)
    before = touched.read.first_touches(before=span.start)
    until = min(span.end, touched.scope.as_of)
    return [
        Case(_effort_until(mine, landmark, of), contact in bought, _strata(mine[0], touched, known=contact in before))
        for contact, mine in touches.items()
        if (landmark := mine[0].start_us + FIRST_DAYS * DAY) <= until and bought.get(contact, landmark) >= landmark
    ]


def _effort_until(touches: Sequence[Interaction], landmark: int, of: Of) -> Fraction:
    early = (each for each in touches if each.start_us < landmark)
    if of is Of.PERSONAL:
        return Fraction(sum((each.end_us - each.start_us) * each.score for each in early), _PERSONAL_MINUTE)
    return Fraction(sum(each.end_us - each.start_us for each in early), MINUTE)


def _strata(first: Interaction, asked: View, *, known: bool) -> dict[str, str]:
    names = asked.scope.terms.names
    return {
        "channel": str(names.kind[first.kind_id].channel_id),
        "person": str(first.person_id),
        "product": str(first.product_id),
        "month": _month(local_day(first.start_us, first.zone)),
        "known": str(known),
    }


def _month(day: date) -> str:
    return day.isoformat()[:7]


def months(weeks: Sequence[Week]) -> list[int]:
    """Return the month of each week: that of its Thursday, as its year is."""
    return [(week.monday + timedelta(days=3)).month for week in weeks]
