"""What one contact took and what came of it: the figures of their page. Pure, exact."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from fractions import Fraction
from typing import NamedTuple
from uuid import UUID

from roidesk.analytics.sums.cost import PAID_HOUR, Exchange, Wages
from roidesk.domain.effort import pieces
from roidesk.domain.instants import local_day
from roidesk.domain.model import Conversion, Intent, Interaction
from roidesk.domain.personalness import level


class Terms(NamedTuple):
    """What time and money are worth: hourly costs, rates of exchange, and how time beside others counts.

    `full`: for each in full.
    """

    wages: Wages
    exchange: Exchange
    full: bool = False


class ContactFigures(NamedTuple):
    """The figures of one contact. Amounts are in major units of the store's currency.

    `us` is the time that counts beside others at once. `cost` None: a rate is missing; `hourly`: what every hour of it
    cost, None where that was not the same for all. `sales` None: a rate of exchange is missing. `highest` None: nobody
    spoke with them. `before_ask`: gives before the first ask; None: never asked.
    """

    entries: int
    us: int
    cost: Fraction | None
    hourly: Fraction | None
    sales: Fraction | None
    purchases: int
    others: tuple[Conversion, ...]
    highest: Interaction | None
    gives: int
    asks: int
    before_ask: int | None

    @property
    def top_level(self) -> int | None:
        """The highest level reached."""
        return level(self.highest.score) if self.highest is not None else None


def contact_figures(
    entries: Sequence[Interaction],
    beside: Iterable[Interaction],
    outcomes: Sequence[Conversion],
    terms: Terms,
) -> ContactFigures:
    """Return the figures of a contact's interactions, in order of time, and of what came of them.

    `beside`: what the same people had open meanwhile.
    """
    us, cost, rates = _effort({each.id for each in entries}, [*entries, *beside], terms)
    asked = next((at for at, each in enumerate(entries) if each.intent is Intent.ASK), None)
    gives = [each.intent is Intent.GIVE for each in entries]
    return ContactFigures(
        entries=len(entries),
        us=us,
        cost=cost,
        hourly=rates.pop() if len(rates) == 1 else None,
        sales=sales(outcomes, terms.exchange),
        purchases=sum(each.booked and not each.refund for each in outcomes),
        others=tuple(each for each in outcomes if not each.booked and not each.refund),
        highest=max(entries, key=lambda each: (each.score, each.start_us), default=None),
        gives=sum(gives),
        asks=sum(each.intent is Intent.ASK for each in entries),
        before_ask=None if asked is None else sum(gives[:asked]),
    )


def _effort(
    own: Collection[UUID], entries: Iterable[Interaction], terms: Terms
) -> tuple[int, Fraction | None, set[Fraction | None]]:
    """Return the time that counts of some interactions among others, what it cost, and at which rates."""
    us, cost = 0, Fraction(0)
    rates: set[Fraction | None] = set()
    for each in pieces(entries):
        if each.interaction.id not in own:
            continue
        length = each.us if terms.full else each.counted_us
        hourly = terms.wages.hourly(each.interaction.person_id, each.day)
        us += length
        rates.add(hourly)
        cost += (hourly or Fraction(0)) * length * each.interaction.overtime_milli / PAID_HOUR
    return us, None if None in rates else cost, rates


def sales(outcomes: Iterable[Conversion], exchange: Exchange) -> Fraction | None:
    """Return what was bought less what was paid back, in major units; None: a rate of exchange is missing."""
    total = Fraction(0)
    for each in outcomes:
        if each.booked and each.counted_minor is not None and each.currency is not None:
            amount = exchange.major(each.counted_minor, each.currency, local_day(each.at_us, each.zone))
            if amount is None:
                return None
            total += amount
    return total
