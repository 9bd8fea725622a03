"""What time and platforms cost (analytics.md 5.1 to 5.3). Amounts are exact, in major units of one currency."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from uuid import UUID

from roidesk.analytics.sums.dimensions import Special
from roidesk.domain.instants import HOUR, Period, Week
from roidesk.domain.model import Allocation, Cost, FxRate, Rate
from roidesk.domain.money import exponent

FX_DAYS = 7
"""How old the last known rate of exchange may be."""
PAID_HOUR = HOUR * 1000
"""An hour of `Effort.paid`: microseconds times thousandths of overtime."""
_PPM = 1_000_000


class Exchange:
    """Amounts of any currency in that of the report, at the last rate known on a day, at most seven days old."""

    def __init__(self, rates: Iterable[FxRate], currency: str) -> None:
        self.currency = currency
        self._days: dict[str, list[date]] = defaultdict(list)
        self._rates: dict[str, list[Fraction]] = defaultdict(list)
        for each in sorted(rates, key=lambda rate: rate.day):
            if each.target == currency:
                self._days[each.source].append(each.day)
                self._rates[each.source].append(Fraction(each.rate))

    def major(self, minor: int, currency: str, day: date) -> Fraction | None:
        """Return an amount of minor units in major units of the report's currency; None: no rate is known."""
        if not minor:
            return Fraction(0)  # nothing is nothing at any rate
        rate = self.rate(currency, day)
        return None if rate is None else Fraction(minor, 10 ** exponent(currency)) * rate

    def rate(self, currency: str, day: date) -> Fraction | None:
        """Return what one unit of a currency is worth in the report's on a day."""
        if currency == self.currency:
            return Fraction(1)
        days = self._days.get(currency, [])
        last = bisect_right(days, day) - 1
        if last < 0 or (day - days[last]).days > FX_DAYS:
            return None
        return self._rates[currency][last]


class Wages:
    """What an hour of a person costs on a day: the rate with the latest start on or before it."""

    def __init__(self, rates: Iterable[Rate], exchange: Exchange) -> None:
        self._exchange = exchange
        self._rates: dict[UUID, list[Rate]] = defaultdict(list)
        for each in sorted(rates, key=lambda rate: rate.from_day):
            self._rates[each.person_id].append(each)
        self._known: dict[tuple[UUID, date], Fraction | None] = {}

    def hourly(self, person: UUID, day: date) -> Fraction | None:
        """Return the loaded cost of an hour; None when no rate, or no rate of exchange, is known."""
        if (person, day) not in self._known:
            self._known[person, day] = self._looked_up(person, day)
        return self._known[person, day]

    def steady(self, days: Period) -> bool:
        """Return whether everyone costs the same on each of these days."""
        return not any(
            days.first < rate.from_day <= days.last or rate.currency != self._exchange.currency
            for rates in self._rates.values()
            for rate in rates
        )

    def missing(self, person: UUID, day: date) -> tuple[str, UUID | str]:
        """Return what is missing where `hourly` is None: ("rate", person) or ("fx", currency)."""
        rate = self._rate(person, day)
        return ("rate", person) if rate is None else ("fx", rate.currency)

    def _rate(self, person: UUID, day: date) -> Rate | None:
        rates = self._rates.get(person, [])
        last = bisect_right(rates, day, key=lambda rate: rate.from_day) - 1
        return rates[last] if last >= 0 else None

    def _looked_up(self, person: UUID, day: date) -> Fraction | None:
        rate = self._rate(person, day)
        return None if rate is None else self._exchange.major(rate.hourly_minor, rate.currency, day)


@dataclass(frozen=True, slots=True)
class Slice:
    """A platform cost over some days of one week and month: what falls on a channel (or on none, `SHARED`).

    `amount` None: its rate of exchange is missing.
    """

    days: Period
    channel: UUID | Special
    amount: Fraction | None


def stretches(period: Period, *, daily: bool = False) -> Iterator[Period]:
    """Yield the period cut so that each part lies in one week and one month (or is one day)."""
    first = period.first
    while first <= period.last:
        last = first if daily else min(period.last, Week.of(first).period.last, _month_end(first))
        yield Period(first, last)
        first = last + timedelta(days=1)


def _month_end(day: date) -> date:
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Use:
    """How much each channel was used over the days of a cost: counted microseconds, or distinct known contacts."""

    minutes: Mapping[UUID, int]
    contacts: Mapping[UUID, int]


def slices(
    costs: Iterable[Cost], period: Period, exchange: Exchange, uses: Mapping[UUID, Use], *, daily: bool = False
) -> list[Slice]:
    """Return platform costs day by calendar day over a period, spread over channels as each asks for.

    `uses`: by the id of each cost that is spread by minutes or contacts, how the channels were used over its days in
    the period. Where they were not used at all, the cost belongs to no channel.
    """
    found = []
    for cost in costs:
        days = Period(cost.first_day, cost.last_day)
        within = days.clip(period)
        if within is None:
            continue
        # A cost is converted at the rate of its first day.
        amount = exchange.major(cost.amount_minor, cost.currency, cost.first_day)
        for part in stretches(within, daily=daily):
            due = None if amount is None else amount * part.length / days.length
            found += [
                Slice(part, channel, None if due is None else due * share)
                for channel, share in shares(cost, uses.get(cost.id)).items()
            ]
    return found


def shares(cost: Cost, use: Use | None) -> dict[UUID | Special, Fraction]:
    """Return how a cost is spread over channels; the shares add up to 1."""
    if cost.allocation is Allocation.CHANNEL:
        return {cost.channel_id or Special.SHARED: Fraction(1)}
    if cost.allocation is Allocation.FIXED:
        return _fixed(cost.shares)
    used = None if use is None else use.minutes if cost.allocation is Allocation.MINUTES else use.contacts
    total = sum(used.values()) if used else 0
    if not used or not total:
        return {Special.SHARED: Fraction(1)}
    return {channel: Fraction(amount, total) for channel, amount in used.items() if amount}


def _fixed(texts: Sequence[str]) -> dict[UUID | Special, Fraction]:
    """Read "channel id:parts per million"; what they leave belongs to no channel."""
    spread: dict[UUID | Special, Fraction] = {}
    for text in texts:
        channel, _, ppm = text.rpartition(":")
        spread[UUID(channel)] = Fraction(int(ppm), _PPM)
    rest = 1 - sum(spread.values(), Fraction(0))
    return spread | {Special.SHARED: rest} if rest else spread
