"""The rows of the Return page: channels, levels, and what came of each level's hours."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from uuid import UUID

from roidesk.analytics import gates
from roidesk.analytics.pages.values import (
    Missing,
    OutcomeRow,
    ReturnRow,
)
from roidesk.analytics.query import Query
from roidesk.analytics.returns.lines import hours, line_of, others
from roidesk.analytics.returns.ranges import ranged, shown
from roidesk.analytics.sums.dimensions import RowKey
from roidesk.analytics.sums.sheet import Sheet
from roidesk.analytics.sums.tally import Exact, Tallies, Tally
from roidesk.domain.catalogue import Catalogue
from roidesk.domain.instants import HOUR, Period

_EXAMPLES = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnFacts:
    """The sums the page is made of: by nothing, channel, level and day; time by level and kind; what led to something.

    `days` is asked only where the page says since when. `before` and `before_total`: the period before, None when the
    store is younger. `first_day`: the store's first. `model_reason`: why rows under this model carry no range.
    """

    query: Query
    period: Period
    before: Period | None
    before_total: Tally | None
    zone: str
    as_of: int
    today: date
    first_day: date | None
    currency: str
    margin: Fraction | None
    names: Catalogue
    totals: Sheet
    channels: Sheet
    levels: Sheet
    days: Callable[[], Sheet]
    kinds: Mapping[RowKey, Exact]
    led: Tallies
    missing: tuple[Missing, ...]
    model_reason: str | None = None


def return_rows(facts: ReturnFacts, by: Sheet) -> tuple[tuple[ReturnRow, ...], gates.Order]:
    """Return the rows of channels or levels in the team's own order, and whether another order is certain."""
    keys = [key for key in by.rows if isinstance(key[0], UUID | int)]
    rows = [
        _row(facts, key[0], by.rows[key], by.row(key)) for key in sorted(keys, key=lambda key: _position(facts, key[0]))
    ]
    may = gates.compared([row.contact_share.value for row in rows], [row.back.gate.shows_value for row in rows])
    rows = [replace(row, compared=each) for row, each in zip(rows, may, strict=True)]
    # An order is looked for only among rows that may be compared and have a likely range.
    order = gates.order(
        (row.back.figure.low, row.back.figure.high)
        for row in rows
        if row.compared and row.back.figure.low is not None and row.back.figure.high is not None
    )
    return tuple(rows), order


def _position(facts: ReturnFacts, key: object) -> tuple[int, str]:
    channel = facts.names.channel.get(key) if isinstance(key, UUID) else None
    if channel is not None:
        return channel.position, channel.name.casefold()
    return key if isinstance(key, int) else 0, ""


def _row(facts: ReturnFacts, key: object, tally: Tally, weeks: Sequence[Tally]) -> ReturnRow:
    with_ranges = facts.query.with_ranges and facts.model_reason is None
    line = ranged(line_of(tally, facts.currency), weeks, with_ranges=with_ranges)
    level = key if isinstance(key, int) else 0
    return ReturnRow(
        channel=facts.names.channel.get(key) if isinstance(key, UUID) else None,
        level=level,
        examples=_examples(facts, level),
        back=shown(line.return_ratio, weeks, lambda week: week.booked, lambda week: week.cost),
        n=tally.sales,
        hours=hours(tally),
        cost=line.cost,
        purchases=line.purchases,
        others=others(tally),
        contact_share=line.contact_share,
    )


def _examples(facts: ReturnFacts, level: int) -> tuple[str, ...]:
    """Return the kinds on which the team spent most time at a level, by their own names."""
    spent = [(counted, key[1]) for key, counted in facts.kinds.items() if key[0] == level]
    spent.sort(key=lambda each: (-each[0], str(each[1])))
    kinds = [facts.names.kind[kind] for _, kind in spent if isinstance(kind, UUID)]
    found = [kind.name or facts.names.channel[kind.channel_id].name for kind in kinds]
    return tuple(dict.fromkeys(found))[:_EXAMPLES]


def outcome_row(facts: ReturnFacts, level: int) -> OutcomeRow:
    """Return a level's counted hours by what came of them; time shared between parallel entries in proportion."""
    tally = facts.levels.rows.get((level,), Tally())
    led = facts.led.get((level,), Tally())
    scale = Fraction(tally.counted) / Fraction(tally.us) / HOUR if tally.us else Fraction(0)
    purchase, other = led.led_to_sale * scale, led.led_to_other * scale
    known, counted = Fraction(tally.known) / HOUR, Fraction(tally.counted) / HOUR
    nothing_yet = max(known - purchase - other, Fraction(0))
    return OutcomeRow(
        level, _examples(facts, level), purchase, other, nothing_yet, counted - purchase - other - nothing_yet
    )
