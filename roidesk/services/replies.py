"""The risk of ignoring, read from the store: the messages of a period and what answered them."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import TYPE_CHECKING
from uuid import UUID

from roidesk.analytics.query import Query
from roidesk.analytics.replies.business_time import Calendar
from roidesk.analytics.replies.report import (
    Case,
    Replies,
    ReplyRow,
    Scenario,
    cases,
    grouped,
    reply_line,
)
from roidesk.analytics.replies.threads import Turn, answers_one, turns
from roidesk.analytics.sums.dimensions import Key, label, named, place
from roidesk.domain.instants import MINUTE, hour_of_week, local_day
from roidesk.domain.model import Inbound, OpenHours
from roidesk.services.figure_facts import wherever
from roidesk.services.heard import kept_messages

if TYPE_CHECKING:
    from collections.abc import Mapping
    from fractions import Fraction

    from roidesk.services.context import Context
    from roidesk.services.figure_view import View
    from roidesk.services.figures import Figures
    from roidesk.store.reader import Reader


class ReplyTimes:
    """Who waited for an answer, and for how long. Reads only."""

    def __init__(self, context: Context, figures: Figures) -> None:
        self._context = context
        self._figures = figures

    def report(
        self, query: Query, *, sla_minutes: int | None = None, assumed: tuple[Fraction, Fraction] | None = None
    ) -> Replies:
        """Return who waited in a period, by the day the message came.

        `sla_minutes`: business minutes within which to answer; None: what the store is set to. `assumed`: the chance
        of a sale had an ignored message been answered, and what a sale brings (major units); then the scenario is
        worked out.
        """
        sla = self._context.settings().sla_minutes if sla_minutes is None else sla_minutes
        with self._figures.asking(query) as asked:
            calendar = Calendar(asked.read.all(OpenHours))
            waits, answers = _turns(asked)
            every = cases(waits, calendar, asked.scope.as_of)
            totals = reply_line(every, sla * MINUTE)
            currency = asked.scope.terms.exchange.currency
            return Replies(
                period=asked.period,
                zone=asked.scope.zone,
                as_of=asked.scope.as_of,
                sla_minutes=sla,
                assumed_hours=calendar.assumed,
                totals=totals,
                channels=_rows(asked, "channel", every, lambda case: case.turn.first.channel_id, sla),
                hours=_rows(asked, "hour", every, _hour, sla),
                scenario=None
                if assumed is None
                else Scenario(int(totals.ignored.value or 0), *assumed, currency, tuple(answers)),
            )


def _turns(asked: View) -> tuple[list[Turn], list[int]]:
    """Return the turns that began on a day of the period and that the query does not leave out.

    And how long each interaction took that answered one of their messages (microseconds).
    """
    messages = whole_threads(asked.read, asked.read.within(Inbound, wherever(asked.period)))
    until = asked.scope.as_of
    answers = asked.read.answers(min((each.at_us for each in messages), default=until))
    kept = {each.id for each in kept_messages(asked, messages) if local_day(each.at_us, each.zone) in asked.period}
    lengths = [each.end_us - each.start_us for each in answers if answers_one(each, kept) and each.start_us <= until]
    return [turn for turn in turns(messages, answers, until) if turn.first.id in kept], lengths


def whole_threads(read: Reader, messages: Sequence[Inbound]) -> list[Inbound]:
    """Return messages with all others of their threads: who waited already when a message came does not wait anew."""
    threads = {each.thread for each in messages if each.thread}
    every = {each.id: each for each in (*messages, *read.among(Inbound, "thread", threads))}
    return list(every.values())


def _hour(case: Case) -> int:
    return hour_of_week(case.turn.first.at_us, case.turn.first.zone)


def _rows(
    asked: View, dimension: str, every: Sequence[Case], key: Callable[[Case], Hashable], sla: int
) -> tuple[ReplyRow, ...]:
    by, names = named(dimension), asked.scope.terms.names
    found: Mapping[Key, list[Case]] = grouped(every, key)
    no_contacts: dict[UUID, str] = {}
    return tuple(
        ReplyRow(_text(label(by, each, names, no_contacts)), reply_line(found[each], sla * MINUTE))
        for each in sorted(found, key=lambda each: place(by, each, names, no_contacts))
    )


def _text(name: str | int | None) -> str | None:
    return None if name is None else str(name)
