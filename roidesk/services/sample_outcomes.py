"""What came of the sample team's work: purchases by a plan for each 13 weeks, and the other conversions."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from random import Random
from uuid import UUID

from roidesk.domain.ids import new_id
from roidesk.domain.instants import DAY, HOUR, MINUTE, local_day
from roidesk.domain.model import PURCHASE, Conversion
from roidesk.services import sample_cast as cast
from roidesk.services.sample_stage import CURRENCY, ZONE, Frame
from roidesk.services.sample_work import QUARTER, Done, chance, quarter, swing

_AT_ONCE, _SAME_DAY = 0.45, 0.8
_NAMES_A_SOURCE = 0.15
_PROPOSAL_MINOR = 240_000
_PROPOSAL_PPM = 300_000


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Weeks planned together: a quarter, or the running week as the part of a quarter that has passed."""

    name: str
    done: Sequence[Done]
    scale: float
    ends: int


def conversions(frame: Frame, done: Sequence[Done]) -> list[Conversion]:
    """Return everything that came of the work by the frame's last instant, in order of time."""
    found = [each for stretch in _stretches(frame, done) for each in _of_stretch(stretch)]
    found.extend(_today(frame, done))
    timely = sorted((each for each in found if each.at_us <= frame.horizon), key=lambda each: (each.at_us, each.id))
    return list(_with_new_customers(timely))


def _stretches(frame: Frame, done: Sequence[Done]) -> Iterator[_Stretch]:
    parts: dict[tuple[bool, int], list[Done]] = defaultdict(list)
    for each in done:
        parts[each.back == 0, quarter(each.back)].append(each)
    for (running, number), part in sorted(parts.items(), key=lambda item: item[0]):
        weeks = {each.back for each in part}
        scale = cast.SALES_BY_QUARTER[number] * len(weeks) / QUARTER
        if running:
            scale *= (frame.ending.weekday() + 1) / 7
        yield _Stretch(f"{running} {number}", part, scale, max(each.interaction.end_us for each in part))


def _of_stretch(stretch: _Stretch) -> Iterator[Conversion]:
    rng = chance("outcomes", stretch.name)
    plan = [(each, _whole(rng, each.purchases * stretch.scale)) for each in cast.HABITS if each.purchases]
    weeks = _spread(rng, stretch, sum(count for _habit, count in plan))
    bought: set[UUID] = set()
    for habit, count in plan:
        suited = [each for each in stretch.done if each.habit == habit]
        for each in _chosen(rng, suited, [weeks.pop() for _n in range(count)], bought):
            yield _conversion(rng, each, PURCHASE, stretch.ends, _price(rng, habit.price))
    for kind, count in cast.OTHER_CONVERSIONS.items():
        for each in _chosen(rng, stretch.done, _spread(rng, stretch, _whole(rng, count * stretch.scale)), set()):
            yield _conversion(rng, each, kind, stretch.ends, _price(rng, 900) if kind == "proposal_request" else None)


def _whole(rng: Random, count: float) -> int:
    return int(count) + (rng.random() < count - int(count))


def _price(rng: Random, average: int) -> int:
    """Return an amount in cents around an average of whole euros, ending in 0 or 5."""
    return max(4, round(average * math.exp(rng.gauss(0, 0.3) - 0.045) / 5)) * 500


def _spread(rng: Random, stretch: _Stretch, count: int) -> list[int]:
    """Return the week of each of so many conversions, in no order: most in weeks that were busy or followed one."""
    backs = sorted({each.back for each in stretch.done})
    weights = [_weight(back) for back in backs]
    reached = 0.0
    weeks: list[int] = []
    for back, weight in zip(backs, weights, strict=True):
        reached += count * weight / sum(weights)
        weeks += [back] * (round(reached) - len(weeks))
    rng.shuffle(weeks)
    return weeks


def _weight(back: int) -> float:
    grown = cast.PURCHASES_BY_WEEK[QUARTER - back] if 0 < back <= QUARTER else 1
    return grown * (swing(back) + swing(back + 1)) ** 3


def _chosen(rng: Random, suited: Sequence[Done], weeks: Sequence[int], taken: set[UUID]) -> Iterator[Done]:
    """Yield an interaction in or near each week, the more personal the likelier, each with another contact."""
    known = [each for each in suited if each.interaction.contact_id is not None]
    for week in weeks:
        free = [each for each in known if each.interaction.contact_id not in taken]
        if not free:
            return
        best = min(
            free, key=lambda each: (abs(each.back - week), -rng.random() * (1 + each.interaction.score / 10_000))
        )
        if best.interaction.contact_id is not None:
            taken.add(best.interaction.contact_id)
        yield best


def _conversion(rng: Random, each: Done, kind: str, ends: int, minor: int | None) -> Conversion:
    act, drawn = each.interaction, rng.random()
    if drawn < _AT_ONCE:
        at = act.end_us + rng.randrange(3) * MINUTE
    else:
        at = act.end_us + rng.randrange(30 * MINUTE, 20 * HOUR if drawn < _SAME_DAY else 4 * DAY, MINUTE)
        at = at if at <= ends else act.end_us + MINUTE
    booked = kind == PURCHASE
    return Conversion(
        id=new_id(at, rng.randbytes(10)),
        at_us=at,
        zone=ZONE,
        kind=kind,
        contact_id=act.contact_id,
        interaction_id=act.id if drawn < _AT_ONCE else None,
        amount_minor=minor,
        currency=None if minor is None else CURRENCY,
        booked=booked,
        probability_ppm=None if booked or minor is None else _PROPOSAL_PPM,
        brand_id=act.brand_id,
        product_id=act.product_id if booked else None,
        self_reported_source=each.habit.channel if booked and rng.random() < _NAMES_A_SOURCE else None,
    )


def _today(frame: Frame, done: Sequence[Done]) -> Iterator[Conversion]:
    """Yield two conversions of the last day, so that its page shows what a conversion looks like."""
    rng = chance("today")
    known = [
        each
        for each in done
        if each.interaction.contact_id is not None and local_day(each.interaction.start_us, ZONE) == frame.ending
    ]
    best = sorted(known, key=lambda each: -each.interaction.score)[:2]
    for each, kind in zip(best, ("proposal_request", "registered_download"), strict=False):
        minor = _PROPOSAL_MINOR if kind == "proposal_request" else None
        made = _conversion(rng, each, kind, frame.horizon, minor)
        yield replace(made, at_us=each.interaction.end_us, interaction_id=each.interaction.id)


def _with_new_customers(ordered: Sequence[Conversion]) -> Iterator[Conversion]:
    """Yield the conversions, each purchase with whether it was its contact's first."""
    seen: set[UUID | None] = set()
    for each in ordered:
        if each.kind == PURCHASE:
            yield replace(each, new_customer=each.contact_id not in seen)
            seen.add(each.contact_id)
        else:
            yield each
