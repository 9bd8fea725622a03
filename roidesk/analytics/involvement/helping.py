"""What the time was spent on: problems solved, value added, fields of interest met, lists built (analytics.md 6.4)."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, fields
from fractions import Fraction
from uuid import UUID

from roidesk.analytics.involvement.giving import counted, minutes, over
from roidesk.analytics.returns.lines import Amounts
from roidesk.analytics.sums.tally import Cell, Tally
from roidesk.domain.figure import Figure
from roidesk.domain.instants import HOUR
from roidesk.domain.model import Direction, Interaction, Purpose


@dataclass(frozen=True, slots=True)
class Helping:
    """What the time of a period was spent on.

    `value_added_share` and `list_building_share` are of all time. `targeting_rate`: of the time on known fields of
    interest with somebody whose own are known, the part on a field that is theirs; `targeting_unknown_share`: of all
    time, the part of which that cannot be told. `reactive`: an answer, webcare, or they began; `proactive`: the rest.
    `non_converting_share`: of all time, the part with contacts of whom no conversion of the period is known.
    """

    solved: Figure
    solved_per_hour: Figure
    cost_per_solved: Figure
    value_added_minutes: Figure
    value_added_share: Figure
    targeting_rate: Figure
    targeting_unknown_share: Figure
    list_building_minutes: Figure
    list_building_share: Figure
    reactive_minutes: Figure
    proactive_minutes: Figure
    reactive_share: Figure
    non_converting_share: Figure
    contact_share: Figure

    def as_json(self) -> dict[str, object]:
        """Return each figure under its name."""
        return {each.name: getattr(self, each.name).as_json() for each in fields(self)}


@dataclass(frozen=True, slots=True)
class Work:
    """The work of a period: the interactions that began in it, the time that fell into it, and the sums of it all."""

    touches: Sequence[Interaction]
    pieces: Sequence[Cell]
    total: Tally
    currency: str


def helping(work: Work, interests: Mapping[UUID, Collection[UUID]], converted: Collection[UUID]) -> Helping:
    """Return what the time was spent on.

    `interests`: the fields of interest of the contacts of whom they are known; `converted`: those with a conversion in
    the period.
    """
    pieces = work.pieces
    solved = sum(each.solved is True for each in work.touches)
    everything = sum(cell.effort.counted_us for cell in pieces)
    added = counted(pieces, lambda each: each.value_added is True)
    judged = any(cell.entry is not None and cell.entry.value_added is not None for cell in pieces)
    known = counted(pieces, lambda each: _interests_known(each, interests))
    met = counted(pieces, lambda each: _meets_interest(each, interests))
    lists = counted(pieces, lambda each: each.purpose is Purpose.LIST_BUILDING)
    reactive = counted(pieces, reacts)
    wasted = counted(pieces, lambda each: each.contact_id is not None and each.contact_id not in converted)
    identified = counted(pieces, lambda each: each.contact_id is not None)
    return Helping(
        solved=Figure(solved, "count", solved),
        solved_per_hour=over(solved * HOUR, everything, "per_h", "no_time", solved),
        cost_per_solved=_cost_of_each(work, solved),
        value_added_minutes=minutes(added) if judged else Figure(None, "min", reason="nothing_recorded"),
        value_added_share=over(added, everything if judged else 0, "share", "nothing_recorded"),
        targeting_rate=over(met, known, "share", "interests_unknown"),
        targeting_unknown_share=over(everything - known, everything, "share", "no_time"),
        list_building_minutes=minutes(lists),
        list_building_share=over(lists, everything, "share", "no_time"),
        reactive_minutes=minutes(reactive),
        proactive_minutes=minutes(everything - reactive),
        reactive_share=over(reactive, everything, "share", "no_time"),
        non_converting_share=over(wasted, everything, "share", "no_time"),
        contact_share=over(identified, everything, "share", "no_time"),
    )


def reacts(each: Interaction) -> bool:
    """Return whether an interaction answers somebody (webcare 1.0), rather than being our own idea."""
    return each.purpose is Purpose.WEBCARE or each.answers_id is not None or each.direction is Direction.IN


def _interests_known(each: Interaction, interests: Mapping[UUID, Collection[UUID]]) -> bool:
    return bool(each.topics) and each.contact_id is not None and bool(interests.get(each.contact_id))


def _meets_interest(each: Interaction, interests: Mapping[UUID, Collection[UUID]]) -> bool:
    return each.contact_id is not None and not set(each.topics).isdisjoint(interests.get(each.contact_id, ()))


def _cost_of_each(work: Work, solved: int) -> Figure:
    """Return what each solved problem cost, all cost borne by them; at least that where some is missing."""
    if not solved:
        return Figure(None, work.currency, 0, reason="nothing_solved")
    cost = Amounts(work.total, work.currency).cost
    value = None if cost.value is None else Fraction(cost.value) / solved
    return Figure(value, work.currency, solved, reason=cost.reason)
