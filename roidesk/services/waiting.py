"""Messages that wait for an answer: how long they may still, and what is done about one. Each deed is one undo step."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple
from uuid import UUID

from roidesk.analytics.replies.business_time import Calendar
from roidesk.analytics.replies.threads import turns
from roidesk.domain.errors import UserError
from roidesk.domain.instants import DAY, MINUTE
from roidesk.domain.model import Channel, Inbound, OpenHours, Timer
from roidesk.services.replies import whole_threads

if TYPE_CHECKING:
    from roidesk.domain.catalogue import Catalogue
    from roidesk.domain.changes import Changes
    from roidesk.domain.model import ChannelKind
    from roidesk.services.context import Context
    from roidesk.services.lines import Lines
    from roidesk.services.timers import Switched, Timers
    from roidesk.store.reader import Reader

SHOWN_DAYS = 30
"""Older ones are listed when they are asked for, and on the page of who wrote them; they count in `replies`."""
MOST_OLDER = 200
"""So many of the older messages are looked at: who imports ten years of mail has enough to do with the newest."""


class WaitingRow(NamedTuple):
    """Somebody who waits. Times are business time in microseconds, as `replies` counts.

    `left_us` below 0: over the goal. `channel` and `contact` None: not known. `answering`: a timer runs on it.
    """

    message: Inbound
    channel: Channel | None
    contact: str | None
    waited_us: int
    left_us: int
    answering: bool = False

    @property
    def over(self) -> bool:
        """Whether the goal is missed."""
        return self.left_us < 0


class WaitingList(NamedTuple):
    """Who waits, the most pressing first, at an instant. `recorded`: messages are kept here at all (ruling 10)."""

    rows: tuple[WaitingRow, ...] = ()
    goal_us: int = 0
    recorded: bool = False
    as_of: int = 0
    assumed_hours: bool = False
    """Nobody entered business hours: Monday to Friday, 9 to 17, are taken."""
    whole: bool = True
    """False: there are more than were looked at."""

    @property
    def open(self) -> tuple[WaitingRow, ...]:
        """Those that nobody is answering yet."""
        return tuple(each for each in self.rows if not each.answering)


class Waiting:
    """Open messages of the store, and answers to them."""

    def __init__(self, context: Context, lines: Lines, timers: Timers) -> None:
        self._context = context
        self._lines = lines
        self._timers = timers

    def list(self, contacts: Sequence[UUID] | None = None) -> WaitingList:
        """Return who waits of the messages that came, or were put off until, the last 30 days.

        `contacts`: only these, however long they have waited.
        """
        read = self._context.read()
        if not read.any_message():
            return WaitingList(goal_us=self._goal(), as_of=self._context.clock.now())
        return self._of(read, read.open_messages(0 if contacts is not None else self._since(), contacts))

    def older(self) -> WaitingList:
        """Return who waits for longer than `list` tells, of the newest such messages; who wrote again is in `list`."""
        read, since = self._context.read(), self._since()
        messages = read.open_before(since, MOST_OLDER)
        found = self._of(read, messages)
        again = {_thread(each) for each in read.open_messages(since)}
        return found._replace(
            rows=tuple(row for row in found.rows if _thread(row.message) not in again),
            whole=len(messages) < MOST_OLDER,
        )

    def _of(self, read: Reader, messages: Sequence[Inbound]) -> WaitingList:
        """Return who waits of the threads of some messages."""
        now, goal = self._context.clock.now(), self._goal()
        calendar = Calendar(read.all(OpenHours))
        threads = _left_before(whole_threads(read, messages))
        first = min((each.at_us for each in threads), default=now) - DAY
        open_now = [
            turn.first
            for turn in turns(threads, read.answering((each.id for each in threads), first), now)
            if turn.replied_us is None and turn.ignored_us is None and not turn.snoozed
        ]
        return WaitingList(
            rows=tuple(sorted(_rows(read, open_now, calendar, now, goal), key=lambda each: each.left_us)),
            goal_us=goal,
            recorded=True,
            as_of=now,
            assumed_hours=calendar.assumed,
        )

    def _since(self) -> int:
        return self._context.clock.now() - SHOWN_DAYS * DAY

    def _goal(self) -> int:
        return self._context.settings().sla_minutes * MINUTE

    def channels(self) -> tuple[Channel, ...]:
        """Return the channels to choose from where a message names none."""
        return tuple(each for each in self._lines.catalogue().channels if each.retired_us is None)

    def answer(self, message: UUID, *, channel: UUID | None = None, beside: bool = False) -> Switched:
        """Start a timer that answers a message, by its channel, kind and contact, instead of what runs or `beside` it.

        `channel`: by which one, where the message names none; `UserError` `message_without_channel` when neither does.
        """
        found = self._found(message)
        catalogue = self._lines.catalogue()
        kind = _kind(found, catalogue, channel)
        said = {
            "id": self._context.id(),
            "kind_id": kind.id,
            "contact_id": found.contact_id,
            "components": kind.components,
            "score": kind.score,
            "answers_id": found.id,
        }
        return self._timers.start_saying(said, beside=beside)

    def snooze(self, message: UUID, until: int) -> Changes:
        """Ask about a message again at a later instant only."""
        found = self._found(message)
        if until <= self._context.clock.now():
            raise UserError("snooze_past")
        with self._context.unit("edit") as unit:
            unit.put(replace(found, snoozed_us=until))
        return unit.changes

    def ignore(self, message: UUID) -> Changes:
        """Leave a message unanswered on purpose."""
        found = self._found(message)
        with self._context.unit("edit") as unit:
            unit.put(replace(found, ignored_us=self._context.clock.now()))
        return unit.changes

    def record(self, line: str) -> Changes:
        """Note a message that came in, as a line says it: `email @hollis 14:05 Is the replacement on its way?`.

        The time is when it came, now unless the line says one. `UserError` as for a line that is logged.
        """
        from roidesk.services.names import Names, own_person, put_missing

        context = self._context
        catalogue = self._lines.catalogue()
        draft = self._lines.parsed(line, catalogue)
        if draft.kind_id is None:
            raise UserError("channel_missing", known=", ".join(each.name for each in catalogue.channels))
        now = context.clock.now()
        came = draft.start_us if draft.start_us is not None else now
        if came > now:
            raise UserError("start_ahead", text=line)
        with context.unit("add") as unit:
            put_missing(unit, catalogue)
            unit.put(
                Inbound(
                    id=context.id(),
                    at_us=came,
                    zone=context.clock.zone(),
                    channel_id=catalogue.kind[draft.kind_id].channel_id,
                    kind_id=draft.kind_id,
                    contact_id=Names(context, unit, catalogue).contact(draft.contact, came),
                    person_id=own_person(context, unit),
                    text=draft.note,
                )
            )
        return unit.changes

    def _found(self, message: UUID) -> Inbound:
        found = self._context.read().get(Inbound, message)
        if found is None:
            raise UserError("entry_unknown", text=str(message))
        return found


def _thread(message: Inbound) -> object:
    return (message.channel_id, message.thread) if message.thread else message.id


def _left_before(messages: Sequence[Inbound]) -> Sequence[Inbound]:
    """Ask no more about what came before its thread was left unanswered on purpose: who writes again waits again."""
    left: dict[object, int] = {}
    for each in messages:
        if each.ignored_us is not None:
            left[_thread(each)] = max(each.ignored_us, left.get(_thread(each), 0))
    return [
        replace(each, needs_reply=False) if each.at_us <= left.get(_thread(each), each.at_us - 1) else each
        for each in messages
    ]


def _rows(read: Reader, messages: Sequence[Inbound], calendar: Calendar, now: int, goal: int) -> Iterable[WaitingRow]:
    names = read.catalogue()
    contacts = read.contact_names({each.contact_id for each in messages if each.contact_id})
    answered = {each.answers_id for each in read.all(Timer)}
    for each in messages:
        waited = calendar.between(each.at_us, now, each.zone)
        channel = names.channel.get(each.channel_id) if each.channel_id else None
        contact = contacts.get(each.contact_id) if each.contact_id else None
        yield WaitingRow(each, channel, contact, waited, goal - waited, each.id in answered)


def _kind(message: Inbound, catalogue: Catalogue, channel: UUID | None) -> ChannelKind:
    if message.kind_id is not None and message.kind_id in catalogue.kind:
        return catalogue.kind[message.kind_id]
    which = message.channel_id or channel
    if which is None:
        raise UserError("message_without_channel")
    return catalogue.default_kind(which)
