"""The story of a contact: as much of each interaction as it is told by, from the very first on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import NamedTuple
from uuid import UUID

from roidesk.domain.model import AskKind, Direction, Intent


class Encounter(NamedTuple):
    """An interaction with a known contact. `id_bytes` puts in order what started at one instant."""

    contact_id: UUID
    start_us: int
    id_bytes: bytes
    direction: Direction
    intent: Intent | None
    ask_kind: AskKind | None
    solved: bool
    product_id: UUID | None


_IN_ORDER = itemgetter(Encounter._fields.index("start_us"), Encounter._fields.index("id_bytes"))


@dataclass(frozen=True, slots=True)
class Story:
    """How it went with one contact.

    `cold_ask`: the first thing we sent was an ask (`cold_email_ask`: for an e-mail address). `gives_before_ask`: how
    often we gave before we first asked; None: never asked. `helped_us`: when a problem was first solved; None: never.
    `product_id`: what was spoken of last.
    """

    first_us: int
    cold_ask: bool
    cold_email_ask: bool
    gives_before_ask: int | None
    helped_us: int | None
    product_id: UUID | None


def stories(history: Iterable[Encounter]) -> dict[UUID, Story]:
    """Return the story of each contact; the encounters may be in any order."""
    found: dict[UUID, list[Encounter]] = defaultdict(list)
    for each in history:
        found[each.contact_id].append(each)
    return {contact: _story(sorted(every, key=_IN_ORDER)) for contact, every in found.items()}


def _story(every: Sequence[Encounter]) -> Story:
    sent = next((each for each in every if each.direction is Direction.OUT), None)
    cold = sent is not None and sent.intent is Intent.ASK
    asked = next((at for at, each in enumerate(every) if each.intent is Intent.ASK), None)
    return Story(
        first_us=every[0].start_us,
        cold_ask=cold,
        cold_email_ask=cold and sent is not None and sent.ask_kind is AskKind.EMAIL_ADDRESS,
        gives_before_ask=None if asked is None else sum(each.intent is Intent.GIVE for each in every[:asked]),
        helped_us=next((each.start_us for each in every if each.solved), None),
        product_id=next((each.product_id for each in reversed(every) if each.product_id), None),
    )
