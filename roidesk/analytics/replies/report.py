"""The risk of ignoring: who wrote to us, who got an answer and how soon (analytics.md 6)."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from uuid import UUID

from roidesk.analytics import gates
from roidesk.analytics.query import heading
from roidesk.analytics.replies.business_time import Calendar
from roidesk.analytics.replies.durations import Length, Times, times
from roidesk.analytics.replies.threads import Turn
from roidesk.domain.figure import Figure
from roidesk.domain.instants import MINUTE, Period


@dataclass(frozen=True, slots=True)
class Case:
    """A turn with how long it lasted, or lasts so far: business hours, and by the calendar (microseconds)."""

    turn: Turn
    business_us: int
    calendar_us: int

    @property
    def answered(self) -> bool:
        """Whether a human answered."""
        return self.turn.replied_us is not None

    def within(self, sla_us: int) -> bool:
        """Whether it was answered within so many business hours."""
        return self.answered and self.business_us <= sla_us

    def ignored(self, sla_us: int) -> bool:
        """Whether it is open and should not be any more, or somebody decided to leave it."""
        return not self.answered and (self.business_us > sla_us or self.turn.ignored_us is not None)


def cases(turns: Iterable[Turn], calendar: Calendar, as_of: int) -> list[Case]:
    """Return how long each turn lasted, up to its answer or to `as_of`, by the clock where the message arrived."""
    found = []
    for turn in turns:
        end = as_of if turn.replied_us is None else turn.replied_us
        first = turn.first
        found.append(Case(turn, calendar.between(first.at_us, end, first.zone), end - first.at_us))
    return found


@dataclass(frozen=True, slots=True)
class ReplyLine:
    """The figures of some turns. `open_minutes`: business minutes that each open one waits, by its first message."""

    needing: Figure
    replied: Figure
    ignored: Figure
    ignored_on_purpose: Figure
    waiting: Figure
    snoozed: Figure
    reply_rate: Figure
    unanswered_rate: Figure
    ignored_rate: Figure
    sla_met_rate: Figure
    business: Times
    calendar: Times
    open_minutes: dict[UUID, Figure]

    def as_json(self) -> dict[str, object]:
        """Return the figures as contract.md 3.3 writes them."""
        counts = "needing replied ignored ignored_on_purpose waiting snoozed".split()
        rates = "reply_rate unanswered_rate ignored_rate sla_met_rate".split()
        return {name: getattr(self, name).as_json() for name in (*counts, *rates)} | {
            "business": self.business.as_json(),
            "calendar": self.calendar.as_json(),
            "open": [str(each) for each in self.open_minutes],
            "open_minutes": {str(each): figure.as_json() for each, figure in self.open_minutes.items()},
        }


def reply_line(every: Sequence[Case], sla_us: int) -> ReplyLine:
    """Return the figures of some turns, to be answered within so many business hours (microseconds)."""
    still_open = [each for each in every if not each.answered]
    ignored = [each for each in still_open if each.ignored(sla_us)]
    return ReplyLine(
        needing=_count(len(every)),
        replied=_count(len(every) - len(still_open)),
        ignored=_count(len(ignored)),
        ignored_on_purpose=_count(sum(each.turn.ignored_us is not None for each in ignored)),
        waiting=_count(len(still_open) - len(ignored)),
        snoozed=_count(sum(each.turn.snoozed for each in still_open)),
        reply_rate=rate(len(every) - len(still_open), len(every)),
        unanswered_rate=rate(len(still_open), len(every)),
        ignored_rate=rate(len(ignored), len(every)),
        sla_met_rate=rate(sum(each.within(sla_us) for each in every), len(every)),
        business=times(Length(each.business_us, each.answered) for each in every),
        calendar=times(Length(each.calendar_us, each.answered) for each in every),
        open_minutes={each.turn.first.id: _minutes(each.business_us) for each in still_open},
    )


def rate(hits: int, among: int, what: str = "messages") -> Figure:
    """Return a share with Wilson's range; under ten cases `reason` names the gate ("too_few_messages")."""
    if not among:
        return Figure(None, "share", 0, reason="nothing_recorded")
    figure = Figure(Fraction(hits, among), "share", among, reason=gates.too_few(among, what))
    if figure.reason is not None:
        return figure
    from roidesk.analytics.intervals import wilson_interval

    return figure.ranged(*wilson_interval(hits, among))


def _count(of: int) -> Figure:
    return Figure(of, "count", of)


def _minutes(us: int) -> Figure:
    return Figure(Fraction(us, MINUTE), "min")


@dataclass(frozen=True, slots=True)
class Scenario:
    """What ignoring might cost, if one assumes so: never a part of any return (analytics.md 6.3).

    `chance`: of a sale, had it been answered; `sale`: what one brings, in major units of `currency`. `answers_us`: how
    long each interaction took that answered a message of the period, which is recorded and not assumed.
    """

    ignored: int
    chance: Fraction
    sale: Fraction
    currency: str
    answers_us: tuple[int, ...] = ()

    @property
    def loss(self) -> Figure:
        """Ignored messages × chance × sale."""
        return Figure(self.ignored * self.chance * self.sale, self.currency, self.ignored)

    @property
    def minutes_to_answer(self) -> Figure:
        """Ignored messages × the mean length of an answer; `nothing_answered` where no answer is linked."""
        answers = len(self.answers_us)
        if not answers:
            return Figure(None, "min", 0, reason="nothing_answered")
        minutes = Fraction(self.ignored * sum(self.answers_us), answers * MINUTE)
        return Figure(minutes, "min", answers, reason=gates.too_few(answers, "messages"))

    def as_json(self) -> dict[str, object]:
        """Return the assumptions and what follows from them."""
        return {
            "ignored": _count(self.ignored).as_json(),
            "chance": Figure(self.chance, "share").as_json(),
            "sale": Figure(self.sale, self.currency).as_json(),
            "expected_loss": self.loss.as_json(),
            "minutes_to_answer": self.minutes_to_answer.as_json(),
        }


@dataclass(frozen=True, slots=True)
class ReplyRow:
    """The figures of one channel, or of one hour of the week; `key` None: not known."""

    key: str | None
    line: ReplyLine

    def as_json(self) -> dict[str, object]:
        """Return the row with its key."""
        return {"key": self.key} | self.line.as_json()


@dataclass(frozen=True, slots=True)
class Replies:
    """Messages of a period that needed an answer. `assumed_hours`: nobody entered business hours."""

    period: Period
    zone: str
    as_of: int
    sla_minutes: int
    assumed_hours: bool
    totals: ReplyLine
    channels: tuple[ReplyRow, ...]
    hours: tuple[ReplyRow, ...]
    scenario: Scenario | None = None

    def as_json(self) -> dict[str, object]:
        """Return the report as contract.md 3.3 writes it."""
        return {
            "period": heading(self.period, self.zone, self.as_of),
            "sla": Figure(self.sla_minutes, "min").as_json(),
            "business_hours": "assumed" if self.assumed_hours else "entered",
            **self.totals.as_json(),
            "channels": [row.as_json() for row in self.channels],
            "hours": [row.as_json() for row in self.hours],
            "scenario": None if self.scenario is None else self.scenario.as_json(),
        }


def grouped(every: Iterable[Case], by: Callable[[Case], Hashable]) -> dict[Hashable, list[Case]]:
    """Return turns by a key, each group in the order given."""
    found: dict[Hashable, list[Case]] = {}
    for each in every:
        found.setdefault(by(each), []).append(each)
    return found
