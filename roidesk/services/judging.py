"""How personal kinds of contact are, when that is judged anew: what is kept, and what follows.

An entry keeps the judgement it was logged under. A kind judged anew counts from now on, with a version kept; the past
follows only where the person says so (analytics.md 2.3).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from roidesk.domain.model import ChannelKind, Entry, Interaction, KindVersion, Setting
from roidesk.domain.personalness import Components
from roidesk.services.context import Context
from roidesk.store.reader import Reader
from roidesk.store.writer import Unit

_WEIGHTS = "weights"


def versions(context: Context, read: Reader, before: ChannelKind, after: ChannelKind) -> Iterator[Entry]:
    """Yield what is kept of a kind judged anew: the first judgement, where none was kept yet, and the new one."""
    now, make = context.clock.now(), context.id
    if not read.where(KindVersion, kind_id=before.id):
        yield KindVersion(id=make(), kind_id=before.id, from_us=0, components=before.components, score=before.score)
    yield KindVersion(id=make(), kind_id=after.id, from_us=now, components=after.components, score=after.score)


def rejudged(before: ChannelKind, after: ChannelKind) -> bool:
    """Whether a kind's personalness is another than it was."""
    return (before.components, before.score) != (after.components, after.score)


def judged_anew(read: Reader, kind: ChannelKind) -> Iterator[Entry]:
    """Yield what was logged under a kind, with the judgement it has now; what was judged by hand stays."""
    for each in read.where(Interaction, kind_id=kind.id):
        score = each.score if each.score_given else kind.score
        yield replace(each, components=kind.components, score=score)


def put_judged(
    context: Context, unit: Unit, judged: Iterable[tuple[ChannelKind, Components]], weights: tuple[int, ...]
) -> None:
    """Give kinds other components, or the same under other weights; one whose score stays is left alone."""
    for before, components in judged:
        after = replace(before, components=str(components), score=components.score(weights))
        if rejudged(before, after):
            unit.put_many([after, *versions(context, unit.read, before, after)])


def weigh_anew(context: Context, unit: Unit, written: Iterable[Entry]) -> None:
    """Judge every kind by the weights there are now, if they are among what an action wrote or deleted."""
    if any(isinstance(each, Setting) and each.key == _WEIGHTS for each in written):
        every = [(each, Components.parse(each.components)) for each in unit.read.all(ChannelKind)]
        put_judged(context, unit, every, context.settings(unit.read).weights)
