"""What the sample team does week by week: its interactions, and the messages that some of them answer."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from random import Random
from uuid import UUID

from roidesk.analytics.replies.business_time import Calendar
from roidesk.domain.ids import new_id
from roidesk.domain.instants import HOUR, MINUTE, SECOND, midnight
from roidesk.domain.model import AskKind, Direction, Inbound, Intent, Interaction, Purpose, Source
from roidesk.services import sample_cast as cast
from roidesk.services.sample_stage import ZONE, Frame, Stage, open_hours

QUARTER = 13
_OPENS, _CLOSES = 8 * 60 + 45, 17 * 60 + 30
_WEEKEND = 5
_LONGEST_WAIT = 8 * 24 * 60
"""Minutes: a week and a day, so that a holiday weekend is in it."""
_FULLEST = 0.85
_SPREAD = 0.45
_TEAM_HOURS = sum(each.hours for each in cast.HABITS) / QUARTER
_FREQUENCIES = [each.hours / each.minutes for each in cast.HABITS]
_ANSWERING = frozenset({"", "direct message", "comment", "reply", "answer"})
_PROACTIVE = frozenset({"post", "newsletter", "webinar", "lunch", "demo"})


@dataclass(frozen=True, slots=True)
class Done:
    """An interaction with what it was in the plan, and how many weeks before the end."""

    interaction: Interaction
    habit: cast.Habit
    back: int


def chance(*about: object) -> Random:
    """Return the sample's own chance for one stretch of the plan: the same every time."""
    return Random(" ".join(("roidesk sample", *map(str, about))))  # noqa: S311 - not for secrets


def quarter(back: int) -> int:
    """Return which 13 weeks before the running week a week lies in, 0 the last; the running week counts with them."""
    return min(max(back - 1, 0) // QUARTER, len(cast.HOURS_BY_QUARTER) - 1)


def work(frame: Frame, stage: Stage) -> list[Done]:
    """Return everything done by the frame's last instant, in order of time."""
    done = [
        each
        for back in range(frame.weeks)
        for member in cast.TEAM
        for each in _week(frame, stage, back, member)
        if each.interaction.end_us <= frame.horizon
    ]
    return sorted(done, key=lambda each: (each.interaction.start_us, each.interaction.id))


def _week(frame: Frame, stage: Stage, back: int, member: cast.Member) -> Iterator[Done]:
    rng = chance("week", back, member.name)
    around = stage.around(back)
    minutes = _TEAM_HOURS * 60 * member.part * cast.HOURS_BY_QUARTER[quarter(back)] * swing(back)
    days = [frame.monday(back) + timedelta(days=offset) for offset in range(7)]
    parts = [rng.uniform(0.75, 1.25) if day.weekday() < _WEEKEND else rng.uniform(0.0, 0.12) for day in days]
    if frame.ending in days:  # the last day is never empty, even on a Sunday
        at = days.index(frame.ending)
        parts[at] = max(parts[at], 0.7)
    left = 0.0
    for day, part in zip(days, parts, strict=True):
        left += minutes * part / sum(parts)
        drawn: list[tuple[cast.Habit, int]] = []
        while left > 0:
            habit = rng.choices(cast.HABITS, _FREQUENCIES)[0]
            length = max(1, round(habit.minutes * math.exp(rng.gauss(0, _SPREAD) - _SPREAD**2 / 2)))
            drawn.append((habit, length))
            left -= length
        for (habit, length), start in zip(drawn, _starts(rng, frame, day, [size for _h, size in drawn]), strict=False):
            yield Done(_interaction(rng, stage, member, habit, start, length, around[habit.channel]), habit, back)


@cache
def swing(back: int) -> float:
    """Return how much busier than usual a week was for everybody."""
    return 1 + 0.09 * math.sin(back / 2.3) + chance("swing", back).gauss(0, 0.05)


def _starts(rng: Random, frame: Frame, day: date, lengths: Sequence[int]) -> list[int]:
    """Spread interactions over the hours of a day, none at the same time as another; too many are left out."""
    opens, closes = _OPENS, _CLOSES
    if day == frame.ending:  # whenever it is opened, something was done already
        now = (frame.horizon - midnight(day, ZONE)) // MINUTE
        opens, closes = min(opens, max(now - 180, 0)), min(closes, now + 90)
    fitting: list[int] = []
    for length in lengths:
        taken = length + 1  # a timer starts within its minute
        if sum(fitting) + taken <= (closes - opens) * _FULLEST:
            fitting.append(taken)
    gaps = sorted(rng.randrange(0, (closes - opens - sum(fitting)) + 1) for _length in fitting)
    starts, used = [], 0
    for length, gap in zip(fitting, gaps, strict=True):
        starts.append(midnight(day, ZONE) + (opens + gap + used) * MINUTE)
        used += length
    return starts


def _interaction(  # noqa: PLR0913, PLR0917 - the plan's parts meet here and nowhere else
    rng: Random, stage: Stage, member: cast.Member, habit: cast.Habit, start: int, minutes: int, pool: Sequence[UUID]
) -> Interaction:
    kind = stage.kinds[habit.channel, habit.kind]
    contact = pool[int(len(pool) * rng.random() ** 1.6)] if pool and rng.random() < habit.known else None
    brand = rng.choices([*stage.brands, None], cast.BRAND_PARTS)[0]
    offered = [each for each in stage.products if brand is not None and each.brand_id == brand.id]
    source = rng.choices([Source.TIMER, Source.MANUAL, Source.ESTIMATE], [0.55, 0.40, 0.05])[0]
    start += rng.randrange(60) * SECOND if source is Source.TIMER else 0
    asking = rng.random() < habit.asks
    return Interaction(
        id=new_id(start, rng.randbytes(10)),
        kind_id=kind.id,
        contact_id=contact,
        several=contact is None and habit.kind != "post" and rng.random() < 0.6,  # noqa: PLR2004
        direction=Direction.IN if habit.kind in _ANSWERING and rng.random() < 0.3 else Direction.OUT,  # noqa: PLR2004
        intent=Intent.ASK if asking else rng.choices([Intent.GIVE, Intent.NEUTRAL, None], [0.6, 0.2, 0.2])[0],
        ask_kind=rng.choices([AskKind.PURCHASE, AskKind.EMAIL_ADDRESS, AskKind.OTHER], [0.6, 0.25, 0.15])[0]
        if asking
        else None,
        solved=rng.choices([True, False, None], [0.3, 0.1, 0.6])[0] if contact else None,
        value_added=rng.choices([True, None], [0.4, 0.6])[0],
        purpose=rng.choices([Purpose.CONVERSATION, Purpose.WEBCARE], [0.7, 0.3])[0]
        if habit.kind not in _PROACTIVE
        else Purpose.LIST_BUILDING
        if habit.kind == "newsletter"
        else Purpose.CONVERSATION,
        components=kind.components,
        score=kind.score,
        brand_id=brand.id if brand else None,
        product_id=rng.choice(offered).id if offered and rng.random() < 0.5 else None,  # noqa: PLR2004
        topics=tuple(each.id for each in rng.sample(stage.topics, rng.choices((0, 1, 2), (0.3, 0.55, 0.15))[0])),
        person_id=stage.people[member.name].id,
        start_us=start,
        end_us=start + minutes * MINUTE,
        zone=ZONE,
        source=source,
    )


def messages(frame: Frame, stage: Stage, done: Sequence[Done]) -> tuple[list[Done], list[Inbound]]:
    """Return the work with what it answers, and the messages recorded: answered, ignored, and still waiting."""
    rng = chance("messages")
    first = midnight(frame.monday(frame.weeks - 1), ZONE)
    answered: list[Done] = []
    inbound: list[Inbound] = []
    for each in done:
        act = each.interaction
        at = act.start_us - round(MINUTE * rng.lognormvariate(4, 0.9))
        if act.contact_id is None or each.habit.kind not in _ANSWERING or rng.random() > 0.13 or at < first:  # noqa: PLR2004
            answered.append(each)
            continue
        # one in thirty is never answered; the others are answered by this interaction
        ignored = rng.random() < 1 / 30
        message = _message(rng, stage, each, at, None if ignored else act.start_us)
        inbound.append(message)
        answered.append(each if ignored else replace(each, interaction=replace(act, answers_id=message.id)))
    return answered, sorted([*inbound, *_waiting(frame, stage)], key=lambda each: (each.at_us, each.id))


def _message(rng: Random, stage: Stage, each: Done, at: int, replied: int | None) -> Inbound:
    return Inbound(
        id=new_id(at, rng.randbytes(10)),
        at_us=at,
        zone=ZONE,
        channel_id=stage.channels[each.habit.channel].id,
        kind_id=each.interaction.kind_id,
        contact_id=each.interaction.contact_id,
        person_id=each.interaction.person_id,
        first_reply_us=replied,
        ignored_us=None if replied else at + 3 * HOUR,
        sentiment=rng.choices([-1, 0, 1, None], [0.15, 0.4, 0.25, 0.2])[0],
    )


def _came(horizon: int, minutes: int, calendar: Calendar) -> int:
    """Return when a message came that has waited so many minutes of business hours."""
    back = bisect_left(
        range(_LONGEST_WAIT), minutes, key=lambda ago: calendar.between(horizon - ago * MINUTE, horizon, ZONE) // MINUTE
    )
    return horizon - back * MINUTE


def _waiting(frame: Frame, stage: Stage) -> Iterator[Inbound]:
    rng, calendar = chance("waiting"), Calendar(open_hours())
    for contact, channel, text, minutes in cast.WAITING:
        at = _came(frame.horizon, minutes, calendar)
        yield Inbound(
            id=new_id(at, rng.randbytes(10)),
            at_us=at,
            zone=ZONE,
            channel_id=stage.channels[channel].id,
            contact_id=stage.contacts[contact].id,
            text=text,
        )
