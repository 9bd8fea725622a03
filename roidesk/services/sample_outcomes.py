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
    bought: set[UUID] = set()
    for habit in cast.HABITS:
        suited = [each for each in stretch.done if each.habit == habit and each.interaction.contact_id is not None]
        for each in _chosen(rng, suited, _whole(rng, habit.purchases * stretch.scale), bought):
            yield _conversion(rng, each, PURCHASE, stretch.ends, _price(rng, habit.price))
    touched = [each for each in stretch.done if each.interaction.contact_id is not None]
    for kind, count in cast.OTHER_CONVERSIONS.items():
        for each in _chosen(rng, touched, _whole(rng, count * stretch.scale), set()):
            yield _conversion(rng, each, kind, stretch.ends, _price(rng, 900) if kind == "proposal_request" else None)


def _whole(rng: Random, count: float) -> int:
    return int(count) + (rng.random() < count - int(count))


def _price(rng: Random, average: int) -> int:
    """Return an amount in cents around an average of whole euros, ending in 0 or 5."""
    return max(4, round(average * math.exp(rng.gauss(0, 0.4) - 0.08) / 5)) * 500


def _chosen(rng: Random, suited: Sequence[Done], count: int, taken: set[UUID]) -> list[Done]:
    """Draw so many without repeating a contact, more often from the weeks in which more was bought."""
    keyed = sorted(
        suited,
        key=lambda each: math.log(1 - rng.random()) / _weight(each),
        reverse=True,
    )
    found: list[Done] = []
    for each in keyed:
        if len(found) == count:
            break
        contact = each.interaction.contact_id
        if contact is not None and contact not in taken:
            taken.add(contact)
            found.append(each)
    return found


def _weight(each: Done) -> float:
    """More was bought in a busy week and the one after it; over the last quarter purchases grew."""
    busy = (swing(each.back) + swing(each.back + 1)) ** 3 / 8
    grown = cast.PURCHASES_BY_WEEK[QUARTER - each.back] if 0 < each.back <= QUARTER else 1
    return busy * grown * (1 + each.interaction.score / 10_000)


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
