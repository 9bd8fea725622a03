"""Messages that need an answer, and when they got it (analytics.md 6.2).

What counts is a turn: somebody writes, once or several times in a row, and waits. It begins with the first message that
needs a reply and ends with the first thing a human sends on that thread after it. Who writes again later waits again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from roidesk.domain.model import Direction, Inbound, Interaction


@dataclass(frozen=True, slots=True)
class Turn:
    """One wait for an answer, as it was known at an instant.

    `first`: the message it began with. `replied_us` None: still open. `ignored_us`: since when somebody has decided to
    leave it unanswered. `snoozed`: somebody wants to be reminded of it later.
    """

    first: Inbound
    replied_us: int | None = None
    ignored_us: int | None = None
    snoozed: bool = False


def turns(messages: Iterable[Inbound], answers: Iterable[Interaction], as_of: int) -> list[Turn]:
    """Return the turns of some threads, in order of time and id; what came after `as_of` is not known yet.

    `messages`: all of each thread, in any order; a message without a thread is one of its own. `answers`: interactions
    that answer one of them; those that are not outbound count for nothing, as does an automatic reply.
    """
    threads: dict[object, list[Inbound]] = defaultdict(list)
    for each in messages:
        if each.at_us <= as_of:
            threads[(each.channel_id, each.thread) if each.thread else each.id].append(each)
    known = {each.id for thread in threads.values() for each in thread}
    answering: dict[UUID | None, list[Interaction]] = defaultdict(list)
    for answer in answers:
        if answers_one(answer, known) and answer.start_us <= as_of:
            answering[answer.answers_id].append(answer)
    found = [turn for thread in threads.values() for turn in _of_thread(thread, answering, as_of)]
    return sorted(found, key=lambda turn: (turn.first.at_us, turn.first.id))


def answers_one(each: Interaction, messages: Collection[UUID]) -> bool:
    """Return whether an interaction answers one of some messages; who speaks to us answers nothing."""
    return each.answers_id in messages and each.direction is Direction.OUT


def _of_thread(
    thread: Sequence[Inbound], answering: Mapping[UUID | None, Sequence[Interaction]], as_of: int
) -> Iterator[Turn]:
    sent = sorted(_sent(thread, answering, as_of))
    waiting: list[Inbound] = []
    replied: int | None = None
    for each in sorted(thread, key=lambda message: (message.at_us, message.id)):
        if not each.needs_reply:
            continue
        if waiting and replied is not None and each.at_us > replied:
            yield _turn(waiting, replied, as_of)
            waiting = []
        if not waiting:
            replied = next((at for at in sent if at >= each.at_us), None)
        waiting.append(each)
    if waiting:
        yield _turn(waiting, replied, as_of)


def _sent(
    thread: Sequence[Inbound], answering: Mapping[UUID | None, Sequence[Interaction]], as_of: int
) -> Iterator[int]:
    """Yield when a human sent something on a thread."""
    for each in thread:
        if each.first_reply_us is not None and not each.auto and each.first_reply_us <= as_of:
            yield each.first_reply_us
        for answer in answering.get(each.id, ()):
            # One that was under way when the message came answered it at once.
            yield max(answer.start_us, each.at_us) if answer.end_us >= each.at_us else answer.start_us


def _turn(waiting: Sequence[Inbound], replied: int | None, as_of: int) -> Turn:
    if replied is not None:
        return Turn(waiting[0], replied)
    ignored = [each.ignored_us for each in waiting if each.ignored_us is not None and each.ignored_us <= as_of]
    return Turn(
        waiting[0],
        ignored_us=min(ignored, default=None),
        snoozed=any(each.snoozed_us is not None and each.snoozed_us > as_of for each in waiting),
    )
