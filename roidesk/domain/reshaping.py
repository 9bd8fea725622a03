"""A day put right: interactions moved, split, joined, and what overlaps told apart. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from enum import StrEnum
from typing import NamedTuple
from uuid import UUID

from roidesk.domain.errors import UserError
from roidesk.domain.instants import MINUTE, Span
from roidesk.domain.model import Interaction, Source

STEP = 5 * MINUTE
"""To what a drag in the day strip keeps, unless it is told not to."""
_ONE_OF = ("person_id", "kind_id", "brand_id", "product_id", "campaign", "intent", "purpose", "direction")
"""What an interaction can only say once: two that differ here are not one."""


class Way(StrEnum):
    """What can be done about two interactions that overlap. To leave them is no way: shared time is shared equally."""

    CUT_EARLIER = "cut_earlier"
    """The earlier one ends where the later one begins."""
    CUT_LATER = "cut_later"
    """The later one begins where the earlier one ends."""
    AROUND = "around"
    """The earlier one is interrupted: it goes on when the later one has ended."""


class Overlap(NamedTuple):
    """Two interactions of one person that were going on at once, for `us` microseconds."""

    earlier: Interaction
    later: Interaction

    @property
    def us(self) -> int:
        """How long both were going on."""
        return min(self.earlier.end_us, self.later.end_us) - self.later.start_us


def snapped(us: int, step: int = STEP) -> int:
    """Return the nearest instant on the grid. Offsets of zones are whole quarters, so it is one of the wall clock."""
    return (us + step // 2) // step * step


def moved(each: Interaction, span: Span) -> Interaction:
    """Return an interaction at another time or of another length; somebody has looked at it, so no doubt is left."""
    if span.end <= span.start:
        raise UserError("nothing_left")
    if (each.start_us, each.end_us) == (span.start, span.end):
        return each
    return replace(each, start_us=span.start, end_us=span.end, doubt=None)


def split(each: Interaction, at: int, new_id: UUID) -> tuple[Interaction, Interaction]:
    """Return the two parts of an interaction; the first keeps its id.

    What happened once stays once: the message it answers is answered by the first part, and what was solved was solved
    by the end of the second.
    """
    if not each.start_us < at < each.end_us:
        raise UserError("split_outside")
    first = replace(each, end_us=at, solved=None)
    return first, replace(each, id=new_id, start_us=at, answers_id=None)


def joined(parts: Iterable[Interaction]) -> Interaction:
    """Return one interaction made of several, with the id of the earliest; what lies between them becomes time of it.

    `UserError`: `join_one` for fewer than two; `join_differs` with the `field` in which they say different things.
    Several contacts make it a round.
    """
    ordered = sorted(parts, key=lambda each: (each.start_us, each.id))
    if len(ordered) < 2:  # noqa: PLR2004 - it takes two
        raise UserError("join_one")
    said = {name: _said_once(ordered, name) for name in _ONE_OF}
    longest = max(ordered, key=lambda each: each.end_us - each.start_us)
    contacts = {each.contact_id for each in ordered if each.contact_id}
    several = len(contacts) > 1 or any(each.several for each in ordered)
    notes = dict.fromkeys(each.note for each in ordered if each.note)
    sources = {each.source for each in ordered}
    return replace(
        ordered[0],
        **said,  # type: ignore[arg-type] # fields of Interaction, by name
        end_us=max(each.end_us for each in ordered),
        several=several,
        contact_id=None if several else next(iter(contacts), None),
        components=longest.components,
        score=longest.score,
        score_given=longest.score_given,
        solved=_any_of(ordered, "solved"),
        value_added=_any_of(ordered, "value_added"),
        answers_id=next((each.answers_id for each in ordered if each.answers_id), None),
        topics=tuple(dict.fromkeys(topic for each in ordered for topic in each.topics)),
        note="\n".join(notes) or None,
        source=sources.pop() if len(sources) == 1 else Source.MANUAL,
        doubt=next((each.doubt for each in ordered if each.doubt), None),
    )


def overlaps(interactions: Iterable[Interaction]) -> tuple[Overlap, ...]:
    """Return every two interactions of one person that overlap, in order of time."""
    ordered = sorted(interactions, key=lambda each: (each.start_us, each.end_us, each.id))
    found = []
    for at, earlier in enumerate(ordered):
        for later in ordered[at + 1 :]:
            if later.start_us >= earlier.end_us:
                break
            if later.person_id == earlier.person_id and later.end_us > later.start_us:
                found.append(Overlap(earlier, later))
    return tuple(found)


def ways(of: Overlap) -> tuple[Way, ...]:
    """Return what can be done about an overlap so that of both something is left."""
    found = []
    inside = of.later.end_us < of.earlier.end_us
    if of.later.start_us > of.earlier.start_us:
        found += [Way.AROUND, Way.CUT_EARLIER] if inside else [Way.CUT_EARLIER]
    if of.later.end_us > of.earlier.end_us:
        found.append(Way.CUT_LATER)
    return tuple(found)


def repaired(of: Overlap, way: Way, new_id: UUID) -> tuple[Interaction, ...]:
    """Return the interactions that an overlap becomes; `new_id` is for what goes on after an interruption."""
    if way not in ways(of):
        raise UserError("nothing_left")
    if way is Way.CUT_LATER:
        return (moved(of.later, Span(of.earlier.end_us, of.later.end_us)),)
    if way is Way.CUT_EARLIER:
        return (moved(of.earlier, Span(of.earlier.start_us, of.later.start_us)),)
    first, rest = split(of.earlier, of.later.start_us, new_id)
    return first, replace(rest, start_us=of.later.end_us)


def _said_once(parts: Sequence[Interaction], name: str) -> object:
    said = dict.fromkeys(getattr(each, name) for each in parts if getattr(each, name) is not None)
    if len(said) > 1:
        raise UserError("join_differs", field=name.removesuffix("_id"))
    return next(iter(said), None)


def _any_of(parts: Sequence[Interaction], name: str) -> bool | None:
    said = [getattr(each, name) for each in parts if getattr(each, name) is not None]
    return any(said) if said else None
