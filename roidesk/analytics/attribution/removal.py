"""Markov in the figures: the journeys of a period as chains over the rows asked by (analytics.md 3.3).

A state is a row of those dimensions that a conversion does not say itself (by brand, a purchase that names its brand
keeps it, and only the others are shared between the brands of touches). All journeys of the period are one chain:

- the touches of each conversion that has some (a refund is no journey of its own), and
- all touches in the period of each contact who never converted: a journey to nothing.

A touch on several topics is a step for each. Every conversion with touches is credited by the removal effects, whatever
its own path; of a filtered period, as if only what the filter keeps had been recorded. Where no journey of the period
converted, a refund of an earlier sale is shared equally between the touches of that sale.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, fields, replace
from fractions import Fraction

from roidesk.analytics import gates
from roidesk.analytics.attribution import Chain, Walk, chain, grained, steps_of
from roidesk.analytics.intervals import wilson_interval
from roidesk.analytics.sums.dimensions import Dimension, Key, RowKey, Special, credit_rows
from roidesk.analytics.sums.outcomes import Outcome
from roidesk.analytics.sums.tally import Tallies, Tally, credit_tallies, merged
from roidesk.domain.catalogue import Catalogue
from roidesk.domain.figure import Figure
from roidesk.domain.ids import NO_ID
from roidesk.domain.instants import Week, local_day
from roidesk.domain.model import Conversion, Interaction

_SAYS_NOTHING = Conversion(id=NO_ID, at_us=0, zone="UTC", kind="")
By = tuple[Dimension, ...]


@dataclass(frozen=True)
class Removals:
    """The journeys of a period. `nulls`: the touches, in order of time, of each contact of whom nothing came."""

    outcomes: Sequence[Outcome]
    nulls: Sequence[Sequence[Interaction]]
    names: Catalogue
    _chains: dict[By, Chain[RowKey]] = field(default_factory=dict, init=False, compare=False)

    @property
    def p_conv(self) -> Figure:
        """The share of journeys that converted, or the gate that warns of Markov (analytics.md 3.5)."""
        found = self._chain(())
        reason = gates.markov_reason(found.converting, found.nulls)
        figure = Figure(found.p_conv, "share", found.journeys, reason=reason if found.journeys else "nothing_recorded")
        return figure if figure.reason else figure.ranged(*wilson_interval(found.converting, found.journeys))

    def removal(self, by: By, row: RowKey) -> Figure:
        """Return the share of conversions that would be lost without a row; None for the two rows that are nobody's.

        By what conversions say themselves (their kind, their day) nothing is removed: what is lost without the row's
        other keys is told.
        """
        places = self._open(by, _SAYS_NOTHING)
        found = self._chain(tuple(by[n] for n in places))
        state = tuple(row[n] for n in places)
        if not places or any(isinstance(key, Special) for key in state) or not found.removal:
            return Figure(None, "share", found.converting, reason="nothing_recorded")
        reason = gates.markov_reason(found.converting, found.nulls)
        return Figure(found.removal.get(state, 0), "share", found.converting, reason=reason)

    def credited(self, by: By) -> dict[Week, Tallies]:
        """Return what each row is credited with, by week.

        `events` and `sales` of a row count the conversions that had a touch there, as they do under other models.
        """
        weeks: dict[Week, list[Outcome]] = defaultdict(list)
        for each in self.outcomes:
            weeks[Week.of(local_day(each.conversion.at_us, each.conversion.zone))].append(each)
        return {week: self._of_week(by, outcomes) for week, outcomes in weeks.items()}

    def _of_week(self, by: By, outcomes: Iterable[Outcome]) -> Tallies:
        alike: dict[tuple[By, RowKey], list[Outcome]] = defaultdict(list)
        alone: list[Outcome] = []
        for outcome in outcomes:
            # Of a filtered conversion some touches are left out; it counts whole all the same.
            equal = (Fraction(1, max(len(outcome.touches), 1)),) * len(outcome.touches)
            each = replace(outcome, shares=equal)
            places = self._open(by, each.conversion)
            if each.touches and self._chain(tuple(by[n] for n in places)).shares:
                (said,) = credit_rows(by, each.conversion, None, self.names)
                alike[tuple(by[n] for n in places), said].append(each)
            else:
                alone.append(each)
        parts = [credit_tallies(alone, by, self.names)]
        for (dimensions, said), together in alike.items():
            parts += [self._shared(by, dimensions, said, together), _counts(credit_tallies(together, by, self.names))]
        return merged(parts)

    def _shared(self, by: By, dimensions: By, said: RowKey, outcomes: Sequence[Outcome]) -> Tallies:
        """Return conversions that say the same of themselves, shared between the rows of what they leave open."""
        whole = credit_tallies(outcomes, (), self.names)[()]
        shares = {state: share for state, share in self._chain(dimensions).shares.items() if share}
        exact = grained([Fraction(share) for share in shares.values()])
        open_keys = (dict(zip(dimensions, state, strict=True)) for state in shares)
        return {
            tuple(keys.get(each, key) for each, key in zip(by, said, strict=True)): _part(whole, share)
            for keys, share in zip(open_keys, exact, strict=True)
        }

    def _open(self, by: By, sale: Conversion) -> tuple[int, ...]:
        """Return the places of the dimensions of which a conversion says nothing itself."""
        return tuple(n for n, each in enumerate(by) if credit_rows((each,), sale, None, self.names) == _NOBODY)

    def _chain(self, by: By) -> Chain[RowKey]:
        """Return the chain of all journeys over the rows of some dimensions that conversions leave open."""
        if by not in self._chains:
            sold = (Walk(self._states(by, each.touches), 1, 0) for each in self.outcomes if not each.refund)
            lost = (Walk(self._states(by, touches), 0, 1) for touches in self.nulls)
            self._chains[by] = chain(steps_of([*sold, *lost]))
        return self._chains[by]

    def _states(self, by: By, touches: Iterable[Interaction]) -> list[RowKey]:
        return [row for touch in touches for row in credit_rows(by, _SAYS_NOTHING, touch, self.names)]


_NOBODY: tuple[tuple[Key, ...], ...] = ((Special.NONE,),)


_COUNTED = ("events", "sales", "touched_sales", "new_unknown")
"""What a row counts of the conversions that had a touch there."""
_WORTH = tuple(each.name for each in fields(Tally) if isinstance(each.default, Fraction))
_UNKNOWN = ("booked_unknown", "expected_unknown", "margin_unknown")


def _part(whole: Tally, share: Fraction) -> Tally:
    """Return a share of what conversions are worth; what could not be told of them is not known of each part."""
    part = Tally()
    for name in _WORTH:
        setattr(part, name, getattr(whole, name) * share)
    for name in _UNKNOWN:
        setattr(part, name, getattr(whole, name))
    return part


def _counts(rows: Tallies) -> Tallies:
    found: Tallies = defaultdict(Tally)
    for row, tally in rows.items():
        for name in _COUNTED:
            setattr(found[row], name, getattr(tally, name))
    return dict(found)
