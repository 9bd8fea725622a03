"""Sums behind every figure: effort, platform cost and credit, added up by row and week. Exact, in any order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from fractions import Fraction
from uuid import UUID

from roidesk.analytics.sums.cost import PAID_HOUR, Slice
from roidesk.analytics.sums.dimensions import Dimension, Key, RowKey, Special, credit_rows, effort_rows
from roidesk.analytics.sums.outcomes import Outcome, Terms
from roidesk.domain.catalogue import Catalogue
from roidesk.domain.effort import Effort, EffortKey, key_of, pieces
from roidesk.domain.instants import Period, Week
from roidesk.domain.model import Interaction

Exact = Fraction | int


@dataclass(frozen=True, slots=True)
class Cell:
    """Some effort: what it is summed under, and the interaction it is of when it was read one by one."""

    key: EffortKey
    effort: Effort
    entry: Interaction | None = None


@dataclass(slots=True)
class Tally:
    """The sums of one row. Times in microseconds, money in major units of the report's currency.

    `personal` is Σ counted × score (hundredths); `known` the counted time with a known contact; `unpriced` the counted
    time of which no hourly cost is known. `remains` is what is left of `booked` after margin. `events` and `sales`
    count distinct conversions and booked ones that had a part here; `…_unknown` count what could not be told.
    `touched_…` are those of sales with a touch before them; `new_customers` are purchases said to be somebody's first.
    `led_to_sale` and `led_to_other` are the whole time of touches before a booked, or only another, conversion.
    """

    interactions: Exact = 0
    us: Exact = 0
    counted: Exact = 0
    personal: Exact = 0
    known: Exact = 0
    labour: Fraction = Fraction(0)
    unpriced: Exact = 0
    platform: Fraction = Fraction(0)
    platform_unknown: int = 0
    conversions: Fraction = Fraction(0)
    purchases: Fraction = Fraction(0)
    booked: Fraction = Fraction(0)
    expected: Fraction = Fraction(0)
    remains: Fraction = Fraction(0)
    booked_unknown: int = 0
    expected_unknown: int = 0
    margin_unknown: int = 0
    events: int = 0
    sales: int = 0
    touched_purchases: Fraction = Fraction(0)
    touched_booked: Fraction = Fraction(0)
    touched_sales: int = 0
    new_customers: Fraction = Fraction(0)
    new_unknown: int = 0
    led_to_sale: Exact = 0
    led_to_other: Exact = 0

    def add(self, other: Tally) -> None:
        """Add another tally to this one."""
        for name in _FIELDS:
            more = getattr(other, name)
            if more:  # most sums of most rows are nothing, and adding fractions costs
                mine = getattr(self, name)
                setattr(self, name, mine + more if mine else more)

    @property
    def cost(self) -> Fraction:
        """Labour and platform, as far as they are known."""
        return self.labour + self.platform

    @property
    def cost_unknown(self) -> bool:
        """Whether some of the cost could not be told."""
        return bool(self.unpriced or self.platform_unknown)

    @property
    def amounts_unknown(self) -> bool:
        """Whether the rate of exchange of some amount is missing, booked or expected."""
        return bool(self.booked_unknown or self.expected_unknown)


_FIELDS = tuple(each.name for each in fields(Tally))
Tallies = dict[RowKey, Tally]


def total(tallies: Iterable[Tally]) -> Tally:
    """Return the sum of tallies. Distinct conversions are counted once a tally: add up weeks, not crossed rows."""
    found = Tally()
    for each in tallies:
        found.add(each)
    return found


def merged(parts: Iterable[Mapping[RowKey, Tally]]) -> Tallies:
    """Return the rows of several parts (weeks; effort and credit) added up."""
    found: Tallies = defaultdict(Tally)
    for part in parts:
        for row, tally in part.items():
            found[row].add(tally)
    return dict(found)


@dataclass(slots=True)
class _Sum:
    """Plain integers while cells are being added up (fractions only where topics share)."""

    interactions: Exact = 0
    us: Exact = 0
    counted: Exact = 0
    paid: Exact = 0
    personal: Exact = 0


def effort_tallies(cells: Iterable[Cell], by: Sequence[Dimension], terms: Terms) -> Tallies:
    """Return the effort of cells by row, with its labour at each day's hourly cost."""
    sums: dict[tuple[RowKey, bool, Fraction | None], _Sum] = defaultdict(_Sum)
    dimensions, hourly = tuple(by), terms.wages.hourly
    for cell in cells:
        key, effort = cell.key, cell.effort
        price = hourly(key.person_id, key.day)
        rows = effort_rows(dimensions, key, cell.entry, terms.names)
        for row in rows:
            into = sums[row, key.known, price]
            _gather(into, effort, len(rows))
    return _priced(sums)


def _gather(into: _Sum, effort: Effort, parts: int) -> None:
    if parts == 1:
        into.interactions += effort.interactions
        into.us += effort.us
        into.counted += effort.counted_us
        into.paid += effort.paid
        into.personal += effort.personal
    else:
        into.interactions += Fraction(effort.interactions, parts)
        into.us += Fraction(effort.us, parts)
        into.counted += Fraction(effort.counted_us, parts)
        into.paid += Fraction(effort.paid, parts)
        into.personal += Fraction(effort.personal, parts)


def _priced(sums: Mapping[tuple[RowKey, bool, Fraction | None], _Sum]) -> Tallies:
    found: Tallies = defaultdict(Tally)
    for (row, known, price), each in sums.items():
        tally = found[row]
        tally.interactions += each.interactions
        tally.us += each.us
        tally.counted += each.counted
        tally.personal += each.personal
        if known:
            tally.known += each.counted
        if price is None:
            tally.unpriced += each.counted
        else:
            tally.labour += price * each.paid / PAID_HOUR
    return dict(found)


def credit_tallies(outcomes: Iterable[Outcome], by: Sequence[Dimension], names: Catalogue) -> Tallies:
    """Return what the model credits each row with; what no touch explains goes to "(none)"."""
    found: Tallies = defaultdict(Tally)
    for each in outcomes:
        for row, share in _shared(each, tuple(by), names).items():
            _credit(found[row], each, share)
    return dict(found)


def _shared(each: Outcome, by: tuple[Dimension, ...], names: Catalogue) -> dict[RowKey, Fraction]:
    """Return the share of a conversion that falls on each row."""
    rows: dict[RowKey, Fraction] = defaultdict(Fraction)
    if not each.touches:
        rows.update(dict.fromkeys(credit_rows(by, each.conversion, None, names), Fraction(1)))
    for touch, share in zip(each.touches, each.shares, strict=True):
        if share:
            among = credit_rows(by, each.conversion, touch, names)
            for row in among:
                rows[row] += share / len(among)
    return rows


def _credit(tally: Tally, each: Outcome, share: Fraction) -> None:
    if not each.refund:
        tally.conversions += share
        tally.events += 1
    if each.conversion.booked and not each.refund:
        _purchase(tally, each, share)
    if each.amount is None:
        tally.booked_unknown += each.conversion.booked
        tally.expected_unknown += not each.conversion.booked
    elif each.conversion.booked:
        tally.booked += share * each.amount
        tally.remains += share * each.amount * (each.margin or 0)
        tally.margin_unknown += bool(each.amount) and each.margin is None
        if each.touches:
            tally.touched_booked += share * each.amount
    else:
        tally.expected += share * each.amount


def _purchase(tally: Tally, each: Outcome, share: Fraction) -> None:
    tally.purchases += share
    tally.sales += 1
    if each.touches:
        tally.touched_purchases += share
        tally.touched_sales += 1
    if each.conversion.new_customer is None:
        tally.new_unknown += 1
    elif each.conversion.new_customer:
        tally.new_customers += share


def platform_tallies(
    slices: Iterable[Slice], by: Sequence[Dimension], minutes: Mapping[RowKey, Exact]
) -> dict[Week, Tallies]:
    """Return platform cost by week and row. `minutes`: counted time of the period by channel and then the rows `by`.

    What falls on a channel is spread over the rows by their minutes on that channel (of the same day's keys). Weeks may
    share their rows: change none of them.
    """
    finer = finer_than_channels(by)
    spread = _spread(minutes, finer) if finer else {}
    due: dict[Week, dict[tuple[Key, RowKey], list[Fraction | None]]] = defaultdict(lambda: defaultdict(list))
    for part in slices:
        due[Week.of(part.days.first)][part.channel, _fixed_keys(part, by)].append(part.amount)
    # A subscription costs most weeks the same: what is due alike is spread once, over what may be thousands of rows.
    alike: dict[frozenset[tuple[Key, RowKey, Fraction, int]], Tallies] = {}
    found: dict[Week, Tallies] = {}
    for week, parts in due.items():
        sums = frozenset((*place, _known_sum(amounts), amounts.count(None)) for place, amounts in parts.items())
        if sums not in alike:
            alike[sums] = _spread_out(sums, spread, finer)
        found[week] = alike[sums]
    return found


def _known_sum(amounts: Iterable[Fraction | None]) -> Fraction:
    return sum((amount for amount in amounts if amount is not None), Fraction(0))


def _spread_out(
    sums: Iterable[tuple[Key, RowKey, Fraction, int]],
    spread: Mapping[RowKey, Mapping[RowKey, Fraction]],
    finer: Sequence[int],
) -> Tallies:
    """Return what each row bears of what is due on each channel: an amount, and how many more are not known."""
    found: Tallies = defaultdict(Tally)
    for channel, fixed, known, unknown in sums:
        for row, share in spread.get((channel, *_but(fixed, finer)), {fixed: Fraction(1)}).items():
            tally = found[row]
            tally.platform += known * share
            tally.platform_unknown += unknown
    return dict(found)


def finer_than_channels(by: Sequence[Dimension]) -> tuple[int, ...]:
    """Return the places of dimensions to which platform cost has to be spread by minutes."""
    return tuple(n for n, each in enumerate(by) if not each.always_of_platform)


def _spread(minutes: Mapping[RowKey, Exact], finer: Sequence[int]) -> dict[RowKey, dict[RowKey, Fraction]]:
    """Return, by channel and the keys that are not finer, the share of its minutes that each row has."""
    found: dict[RowKey, dict[RowKey, Exact]] = defaultdict(dict)
    for (channel, *rest), counted in minutes.items():
        if counted:
            found[channel, *_but(tuple(rest), finer)][tuple(rest)] = counted
    return {
        key: {row: Fraction(part) / sum(rows.values()) for row, part in rows.items()} for key, rows in found.items()
    }


def _but(row: RowKey, places: Sequence[int]) -> RowKey:
    return tuple(key for n, key in enumerate(row) if n not in places)


def _fixed_keys(part: Slice, by: Sequence[Dimension]) -> RowKey:
    """Return where a slice belongs by its channel and days alone; "(shared)" where only finer keys would say."""
    return tuple(each.of_platform(part.channel, part.days.first) if each.of_platform else Special.SHARED for each in by)


@dataclass(frozen=True, slots=True)
class Led:
    """A touch that led to something: whether to a sale, and its time by day and row (several rows share it)."""

    to_sale: bool
    time: tuple[tuple[date, RowKey, Exact], ...]


def led_touches(outcomes: Iterable[Outcome], by: Sequence[Dimension], names: Catalogue) -> dict[UUID, Led]:
    """Return the touches of some conversions, each once, with their whole time."""
    sold: dict[UUID, bool] = {}
    touches: dict[UUID, Interaction] = {}
    for each in outcomes:
        for touch in each.touches:
            touches[touch.id] = touch
            sold[touch.id] = sold.get(touch.id, False) or each.conversion.booked
    return {each.id: Led(sold[each.id], _time_of(each, tuple(by), names)) for each in touches.values()}


def _time_of(touch: Interaction, by: tuple[Dimension, ...], names: Catalogue) -> tuple[tuple[date, RowKey, Exact], ...]:
    found = []
    for piece in pieces([touch]):
        rows = effort_rows(by, key_of(piece), touch, names)
        found += [(piece.day, row, piece.us if len(rows) == 1 else Fraction(piece.us, len(rows))) for row in rows]
    return tuple(found)


def led_tallies(parts: Iterable[Mapping[UUID, Led]], period: Period) -> Tallies:
    """Return the whole time, within the period, of touches that led to a sale, or only to something else.

    `parts` may name a touch more than once: it counts once, towards a sale if it led to one.
    """
    touches: dict[UUID, Led] = {}
    for part in parts:
        for key, led in part.items():
            if led.to_sale or key not in touches:
                touches[key] = led
    found: Tallies = defaultdict(Tally)
    for led in touches.values():
        for day, row, us in led.time:
            if day in period:
                tally = found[row]
                if led.to_sale:
                    tally.led_to_sale += us
                else:
                    tally.led_to_other += us
    return dict(found)
