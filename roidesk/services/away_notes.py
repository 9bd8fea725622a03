"""What of timers was not counted is noted as a stretch that waits for an answer, in the action that found it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from roidesk.domain.model import Away, AwayAnswer, Interaction, Timer
from roidesk.domain.timer import Gap, gaps

if TYPE_CHECKING:
    from roidesk.services.context import Context
    from roidesk.store.reader import Reader
    from roidesk.store.writer import Unit


def waiting(read: Reader, timer: Timer) -> list[Away]:
    """Return the stretches of a timer's person that nobody has answered, in order of time."""
    found = read.where(Away, person_id=timer.person_id, answer=None)
    return sorted(found, key=lambda each: (each.start_us, each.id))


def note_new(context: Context, unit: Unit, before: Timer, after: Timer, quiet_us: int) -> None:
    """Note what a timer does not count any more: one stretch for all timers that ran, whoever grew taken as one.

    What is shorter than `quiet_us` is left out without a question.
    """
    known = set(gaps(before))
    for gap in gaps(after):
        if gap not in known:
            _note(context, unit, after, gap, quiet_us)


def _note(context: Context, unit: Unit, timer: Timer, gap: Gap, quiet_us: int) -> None:
    near = [each for each in waiting(unit.read, timer) if each.start_us <= gap.end and gap.start <= each.end_us]
    start = min((gap.start, *(each.start_us for each in near)))
    end = max((gap.end, *(each.end_us for each in near)))
    answer = AwayAnswer.LEFT_OUT if end - start < quiet_us else None
    if near:
        unit.put(replace(near[0], start_us=start, end_us=end, answer=answer))
        unit.delete(Away, [each.id for each in near[1:]])
        return
    unit.put(
        Away(
            id=context.id(),
            person_id=timer.person_id,
            start_us=start,
            end_us=end,
            zone=timer.zone,
            cause=gap.cause,
            answer=answer,
        )
    )


def note_filed(unit: Unit, timer: Timer, filed: Sequence[Interaction], *, kept: bool = False) -> None:
    """Note of the stretches a timer left out what was filed up to each (or after it), or that they were kept."""
    left_out = gaps(timer)
    if not left_out or not filed:
        return
    for away in waiting(unit.read, timer):
        if not any(gap.start < away.end_us and away.start_us < gap.end for gap in left_out):
            continue
        beside = [each for each in filed if each.end_us <= away.start_us] or [filed[0]]
        unit.put(replace(away, interaction_id=beside[-1].id, answer=AwayAnswer.KEPT if kept else None))
