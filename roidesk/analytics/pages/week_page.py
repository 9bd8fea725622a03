"""One week beside the same point of the week before, and the weeks that led up to it (03-week)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from uuid import UUID

from roidesk.analytics.pages.values import Band, Missing, WeekPage, WeekRow, WeekSeries
from roidesk.analytics.returns.lines import Amounts, hours, others, purchases
from roidesk.analytics.sums.dimensions import Key, Special
from roidesk.analytics.sums.sheet import Sheet
from roidesk.analytics.sums.tally import Tallies, Tally, total
from roidesk.domain.catalogue import Catalogue
from roidesk.domain.figure import Figure
from roidesk.domain.instants import HOUR, Week
from roidesk.domain.model import Brand, Channel
from roidesk.domain.personalness import LEVELS

SERIES_WEEKS = 13
_LARGEST = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekFacts:
    """The sums of the weeks up to the one shown, and the effort of the week before up to the same point.

    `totals`, `channels` and `levels` are over all weeks of the series; `brands` only over the week shown. The ones
    `_before` are None when the store did not exist then.
    """

    week: Week
    zone: str
    as_of: int
    running: bool
    point_before: int
    currency: str
    model: str
    names: Catalogue
    totals: Sheet
    channels: Sheet
    levels: Sheet
    brands: Tallies
    channels_before: Tallies | None
    brands_before: Tallies | None
    missing: tuple[Missing, ...]


def week_page(facts: WeekFacts) -> WeekPage:
    """Return the page of a week."""
    channels = facts.channels.weeks[facts.week]
    team = facts.totals.weeks[facts.week].get((), Tally())
    return WeekPage(
        week=facts.week,
        zone=facts.zone,
        as_of=facts.as_of,
        running=facts.running,
        week_before=facts.week.plus(-1),
        point_before=facts.point_before,
        currency=facts.currency,
        model=facts.model,
        channels=_channel_rows(facts, channels),
        unexplained=_special(facts, channels, Special.NONE),
        shared=_special(facts, channels, Special.SHARED),
        brands=_brand_rows(facts),
        team=_row(facts, team, None if facts.channels_before is None else total(facts.channels_before.values())),
        cost=Amounts(team, facts.currency).cost,
        series=_series(facts),
        missing=facts.missing,
    )


def _channel_rows(facts: WeekFacts, rows: Tallies) -> tuple[WeekRow, ...]:
    """Return the channels with anything in this week or the one before, most hours first."""
    before = facts.channels_before
    keys = {key[0] for key in (*rows, *(before or ())) if isinstance(key[0], UUID)}
    ordered = sorted(keys, key=lambda key: (-_time(rows, key), facts.names.channel[key].position))
    return tuple(_row(facts, rows.get((key,), Tally()), _of(before, key), facts.names.channel[key]) for key in ordered)


def _time(rows: Tallies, key: Key) -> Fraction | int:
    tally = rows.get((key,))
    return tally.counted if tally else 0


def _of(before: Tallies | None, key: Key) -> Tally | None:
    return None if before is None else before.get((key,), Tally())


def _special(facts: WeekFacts, rows: Tallies, key: Special) -> WeekRow | None:
    tally = rows.get((key,))
    return None if tally is None else _row(facts, tally, None)


def _brand_rows(facts: WeekFacts) -> tuple[WeekRow, ...]:
    """Return the brands with anything in this week or the one before, most hours first; what has no brand last."""
    rows, before = facts.brands, facts.brands_before
    keys = {key[0] for key in (*rows, *(before or ())) if isinstance(key[0], UUID)}
    ordered = sorted(keys, key=lambda key: (-_time(rows, key), facts.names.brand[key].name.casefold()))
    found = [_row(facts, rows.get((key,), Tally()), _of(before, key), facts.names.brand[key]) for key in ordered]
    without = Tally()
    for key in (None, Special.NONE, Special.SHARED):
        without.add(rows.get((key,), Tally()))
    if found and (without.counted or without.events or without.booked):
        found.append(_row(facts, without, _of(before, None)))
    return tuple(found)


def _row(facts: WeekFacts, tally: Tally, before: Tally | None, of: Channel | Brand | None = None) -> WeekRow:
    amounts = Amounts(tally, facts.currency)
    return WeekRow(
        channel=of if isinstance(of, Channel) else None,
        brand=of if isinstance(of, Brand) else None,
        hours=hours(tally),
        change=_change(tally, before),
        cost=amounts.cost,
        purchases=purchases(tally),
        others=others(tally),
        sales=amounts.booked,
    )


def _change(tally: Tally, before: Tally | None) -> Figure:
    if before is None:
        return Figure(None, "h", reason="nothing_recorded")
    return Figure(Fraction(tally.counted - before.counted) / HOUR, "h")


def _series(facts: WeekFacts) -> WeekSeries:
    totals = [each.get((), Tally()) for each in facts.totals.weeks.values()]
    amounts = [Amounts(each, facts.currency) for each in totals]
    return WeekSeries(
        weeks=tuple(facts.totals.weeks),
        channels=_channel_bands(facts),
        levels=tuple(Band(None, level, _hours(facts.levels, level)) for level in LEVELS),
        cost=tuple(each.cost for each in amounts),
        sales=tuple(each.booked for each in amounts),
        purchases=tuple(each.sales for each in totals),
        others=tuple(each.events - each.sales for each in totals),
    )


def _hours(by: Sheet, key: Key) -> tuple[Fraction, ...]:
    return tuple(Fraction(tally.counted) / HOUR for tally in by.row((key,)))


def _channel_bands(facts: WeekFacts) -> tuple[Band, ...]:
    """Return the channels with most hours in the team's order, and all others together: thin layers cannot be read."""
    spent: Mapping[UUID, Fraction | int] = {
        key[0]: tally.counted
        for key, tally in facts.channels.rows.items()
        if isinstance(key[0], UUID) and tally.counted
    }
    ranked = sorted(spent, key=lambda key: (-spent[key], facts.names.channel[key].position))
    kept = ranked if len(ranked) <= _LARGEST + 1 else ranked[:_LARGEST]
    bands = [
        Band(facts.names.channel[key], 0, _hours(facts.channels, key))
        for key in sorted(kept, key=lambda key: facts.names.channel[key].position)
    ]
    rest = [_hours(facts.channels, key) for key in ranked if key not in kept]
    if rest:
        bands.append(Band(None, 0, tuple(sum(week, Fraction(0)) for week in zip(*rest, strict=True))))
    return tuple(bands)
