"""The built-in sample team: four people and sixty weeks of invented work, the same every time.

Pure: the day and the instant it ends on are handed in; chance comes from fixed seeds, one a stretch of the plan and
counted back from the end, so that a week looks the same whatever else is drawn. Who they are stands in `sample_cast`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from roidesk.domain.ids import foreign_id, new_id
from roidesk.domain.instants import HOUR, MINUTE, Period, midnight
from roidesk.domain.model import (
    Baseline,
    Contact,
    Cost,
    Entry,
    FollowerCount,
    Goal,
    Interaction,
    Pin,
    Praise,
    Rate,
    Setting,
)
from roidesk.services import sample_cast as cast
from roidesk.services.sample_outcomes import conversions
from roidesk.services.sample_stage import CURRENCY, ZONE, Frame, Stage, open_hours, stage
from roidesk.services.sample_work import chance, messages, work
from roidesk.settings.store import setting

__all__ = ["ZONE", "entries"]
_SETTINGS = {"currency": CURRENCY, "margin": "0.4", "zone": ZONE, "team": "1"}
_PRAISE_EVERY_WEEKS = 4


def entries(*, ending: date, weeks: int, now: int) -> Iterator[Entry]:
    """Yield everything the sample store holds, parents before children.

    `weeks` ISO weeks up to that of `ending`, of which nothing lies after `now` or after the end of the day `ending`.
    """
    frame, scene = Frame.of(ending, weeks, now), stage()
    done, inbound = messages(frame, scene, work(frame, scene))
    acts = [each.interaction for each in done]
    yield from scene.people.values()
    yield from scene.channels.values()
    yield from scene.kinds.values()
    yield from scene.brands
    yield from scene.products
    yield from scene.topics
    yield from _contacts(scene, acts)
    yield from inbound
    yield from acts
    yield from _pins(scene)
    yield from conversions(frame, done)
    yield from _costs(frame, scene)
    yield from _rates(frame, scene)
    yield from _followers(frame, scene)
    yield from _praise(frame, scene)
    yield from _goals(frame)
    yield from _baselines(frame)
    yield from open_hours()
    yield from _settings(scene)


def _contacts(scene: Stage, acts: list[Interaction]) -> Iterator[Contact]:
    first = {each.contact_id: each.start_us for each in reversed(acts)}
    for regular in scene.regulars:
        yield replace(regular.contact, first_seen_us=first.get(regular.contact.id))


def _pins(scene: Stage) -> Iterator[Pin]:
    for position, (label, channel, kind_name, minutes, several, intent) in enumerate(cast.PINS, 1):
        kind = scene.kinds[channel, kind_name]
        yield Pin(
            id=foreign_id("pins", f"sample {position}"),
            position=position,
            label=label,
            minutes=minutes,
            kind_id=kind.id,
            several=several,
            intent=intent,
            components=kind.components,
            score=kind.score,
        )


def _costs(frame: Frame, scene: Stage) -> Iterator[Cost]:
    for number, bill in enumerate(cast.BILLS):
        for days in _billed(frame, bill):
            yield Cost(
                id=foreign_id("costs", f"sample {number} {days.first}"),
                name=bill.name,
                kind=bill.kind,
                amount_minor=bill.amount_minor,
                currency=CURRENCY,
                first_day=days.first,
                last_day=days.last,
                channel_id=scene.channels[bill.channel].id if bill.channel else None,
                allocation=bill.allocation,
            )


def _billed(frame: Frame, bill: cast.Bill) -> list[Period]:
    """Return the stretches a bill is paid for: each month of the frame, or its own days when they lie in it."""
    if bill.weeks_ago is not None:
        first = frame.monday(bill.weeks_ago)
        return [Period(first, first + timedelta(days=bill.days - 1))] if bill.weeks_ago < frame.weeks else []
    months, first = [], frame.monday(frame.weeks - 1).replace(day=1)
    while first <= frame.ending:
        following = (first + timedelta(days=32)).replace(day=1)
        months.append(Period(first, following - timedelta(days=1)))
        first = following
    return months


def _rates(frame: Frame, scene: Stage) -> Iterator[Rate]:
    begins = frame.monday(frame.weeks - 1).replace(day=1)
    raised = (frame.ending - timedelta(weeks=cast.RAISE_WEEKS_AGO)).replace(day=1)
    for member in cast.TEAM:
        for day, minor in ((begins, member.before_minor), (raised, member.after_minor)):
            if day == begins < raised or day == raised:
                yield Rate(
                    id=foreign_id("rates", f"sample {member.name} {day}"),
                    person_id=scene.people[member.name].id,
                    from_day=day,
                    hourly_minor=minor,
                    currency=CURRENCY,
                )


def _followers(frame: Frame, scene: Stage) -> Iterator[FollowerCount]:
    for channel, (begun_with, gained_a_week, lost_a_week) in cast.FOLLOWERS.items():
        rng, count = chance("followers", channel), begun_with
        for back in range(frame.weeks - 1, -1, -1):
            at = midnight(frame.monday(back), ZONE) + 9 * HOUR
            gained, lost = rng.randrange(2 * gained_a_week + 1), rng.randrange(2 * lost_a_week + 1)
            count += gained - lost
            if at <= frame.horizon:
                yield FollowerCount(
                    id=new_id(at, rng.randbytes(10)),
                    channel_id=scene.channels[channel].id,
                    at_us=at,
                    zone=ZONE,
                    count=count,
                    gained=gained,
                    lost=lost,
                )


def _praise(frame: Frame, scene: Stage) -> Iterator[Praise]:
    rng = chance("praise")
    for back in range(1, frame.weeks, _PRAISE_EVERY_WEEKS):
        at = midnight(frame.monday(back), ZONE) + rng.randrange(9 * HOUR, 100 * HOUR, MINUTE)
        yield Praise(
            id=new_id(at, rng.randbytes(10)),
            at_us=at,
            zone=ZONE,
            contact_id=rng.choice(scene.regulars).contact.id,
            kind=rng.choice(("recommendation", "compliment")),
            public=rng.choice((True, False)),
        )


def _goals(frame: Frame) -> Iterator[Goal]:
    monday = frame.monday(0)
    for metric, target, bound in (("purchases", "8", "least"), ("cost", "1250", "most")):
        yield Goal(
            id=foreign_id("goals", f"sample {metric}"),
            metric=metric,
            target=target,
            bound=bound,
            first_day=monday,
            last_day=monday + timedelta(days=6),
            currency=CURRENCY if metric == "cost" else None,
            set_us=midnight(monday - timedelta(days=3), ZONE) + 16 * HOUR,
            locked_us=midnight(monday, ZONE),
        )


def _baselines(frame: Frame) -> Iterator[Baseline]:
    for name, weeks_ago, days, minutes, cost, count, revenue in cast.BASELINES:
        first = frame.monday(weeks_ago)
        yield Baseline(
            id=foreign_id("baselines", f"sample {name}"),
            name=name,
            first_day=first,
            last_day=first + timedelta(days=days - 1),
            minutes=minutes,
            cost_minor=cost,
            currency=CURRENCY,
            conversions=count,
            revenue_minor=revenue,
        )


def _settings(scene: Stage) -> Iterator[Setting]:
    for key, value in (_SETTINGS | {"person_id": str(scene.people[cast.OWNER].id)}).items():
        yield setting(key, value)
