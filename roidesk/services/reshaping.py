"""Putting a day right: interactions moved, split, joined and told apart, each as one action that can be taken back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from uuid import UUID

from roidesk.domain import reshaping
from roidesk.domain.changes import Changes
from roidesk.domain.errors import UserError
from roidesk.domain.instants import Span
from roidesk.domain.model import Interaction
from roidesk.services.context import Context
from roidesk.store.reader import Reader
from roidesk.store.writer import Unit


class Reshaping:
    """Times of interactions that are there."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def move(self, interaction: UUID, span: Span) -> Changes:
        """Give an interaction another time, or another length."""
        with self._context.unit("move") as unit:
            unit.put(reshaping.moved(_found(unit.read, interaction), span))
        return unit.changes

    def split(self, interaction: UUID, at_us: int) -> Changes:
        """Make two interactions of one. What came of it at that instant or later came of the second."""
        with self._context.unit("split") as unit:
            parts = reshaping.split(_found(unit.read, interaction), at_us, self._context.id())
            _put_parts(unit, parts)
        return unit.changes

    def join(self, interactions: Iterable[UUID]) -> Changes:
        """Make one interaction of several; what came of any of them came of it."""
        with self._context.unit("join") as unit:
            parts = [_found(unit.read, each) for each in dict.fromkeys(interactions)]
            whole = reshaping.joined(parts)
            gone = [each.id for each in parts if each.id != whole.id]
            unit.put(whole)
            for led_to in unit.read.conversions_of(gone).values():
                unit.put_many(replace(each, interaction_id=whole.id) for each in led_to)
            unit.delete(Interaction, gone)
        return unit.changes

    def repair(self, earlier: UUID, later: UUID, way: reshaping.Way) -> Changes:
        """Tell two interactions that overlap apart, one of the `ways` there are."""
        with self._context.unit("move") as unit:
            of = reshaping.Overlap(_found(unit.read, earlier), _found(unit.read, later))
            _put_parts(unit, reshaping.repaired(of, way, self._context.id()))
        return unit.changes


def _put_parts(unit: Unit, parts: tuple[Interaction, ...]) -> None:
    """Put in what an interaction became; what came of it goes along with the part in which it came."""
    unit.put_many(parts)
    if len(parts) > 1:
        first, second = parts
        led_to = unit.read.conversions_of([first.id]).get(first.id, [])
        unit.put_many(replace(each, interaction_id=second.id) for each in led_to if each.at_us >= second.start_us)


def _found(read: Reader, interaction: UUID) -> Interaction:
    found = read.get(Interaction, interaction)
    if found is None:
        raise UserError("entry_unknown", text=str(interaction))
    return found
