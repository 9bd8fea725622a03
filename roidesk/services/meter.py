"""The conversation meter: what a running timer took so far, and how long similar ones took that led to something."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple
from uuid import UUID

from roidesk.analytics.meter import Spent, Spread, spent, spread
from roidesk.analytics.sums.cost import Exchange, Wages
from roidesk.domain.instants import DAY, Span, local_day
from roidesk.domain.model import FxRate, Interaction, Rate
from roidesk.domain.timer import interactions_of, observed
from roidesk.services.timers import clocks, own_timers

if TYPE_CHECKING:
    from roidesk.domain.model import Timer
    from roidesk.services.context import Context

_LOOKED_BACK = 365 * DAY
_MOST = 500
"""So many of the newest conversations say what is usual."""


class Reading(NamedTuple):
    """What the meter shows of one timer at an instant; `together`: how many share the time, 0: it stands still."""

    timer_id: UUID
    kind_id: UUID
    at_us: int
    spent: Spent
    currency: str
    together: int

    def cost(self, now: int) -> Fraction | None:
        """Return the cost at a later instant, as long as nothing else begins or ends; None: a rate is missing."""
        if self.spent.cost is None or self.spent.per_us is None or not self.together:
            return self.spent.cost
        return self.spent.cost + self.spent.per_us * max(0, now - self.at_us) / self.together


class Meter:
    """Reads only; costs are exact and take their share of time that several things have at once."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def readings(self) -> Mapping[UUID, Reading]:
        """Return what each running timer took so far."""
        context, read = self._context, self._context.read()
        settings = context.settings(read)
        now, boot = clocks(context.clock)
        timers = [observed(each, now, boot) for each in own_timers(context, read)]
        if not timers:
            return {}
        exchange = Exchange(read.all(FxRate), settings.currency)
        wages, full = Wages(read.all(Rate), exchange), settings.parallel == "full"
        begun = min(each.start_us for each in timers)
        filed = read.interactions(Span(begun, max(now, begun + 1)), person=timers[0].person_id)
        going = {each.id: interactions_of(each, now) for each in timers if each.paused_us is None}
        # A paused one is filed already: its last stretch stands for it.
        shown = {each.id: going.get(each.id) or _last_of(each, filed) for each in timers}
        together = 1 if full else len(going)
        return {
            each.id: Reading(
                each.id,
                each.kind_id,
                now,
                spent(
                    shown[each.id],
                    [*(one for one in filed if one not in shown[each.id]), *_others(each, going)],
                    wages,
                    local_day(now, each.zone),
                    full=full,
                ),
                settings.currency,
                together if each.paused_us is None else 0,
            )
            for each in timers
            if shown[each.id]
        }

    def similar(self, kind_id: UUID) -> Spread | None:
        """Return how long conversations of a kind took in the last year that something came of; None: too few."""
        since = self._context.clock.now() - _LOOKED_BACK
        return spread(self._context.read().converted_lengths(kind_id, since, _MOST))


def _last_of(timer: Timer, filed: list[Interaction]) -> list[Interaction]:
    return [each for each in filed if (each.kind_id, each.start_us) == (timer.kind_id, timer.start_us)][:1]


def _others(timer: Timer, going: Mapping[UUID, list[Interaction]]) -> list[Interaction]:
    return [each for key, stretches in going.items() if key != timer.id for each in stretches]
