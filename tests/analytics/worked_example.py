"""The worked example of the specification: two people, eight contacts, two weeks, six conversions.

Period 1 to 14 June 2026, Europe/Amsterdam, seen from 15 June 00:00. Money in EUR, one cost in USD.
"""

from __future__ import annotations

from datetime import date, datetime
from fractions import Fraction
from uuid import UUID, uuid5

from roidesk.domain.catalogue import Catalogue
from roidesk.domain.instants import MINUTE, Period, from_local
from roidesk.domain.model import (
    Channel,
    ChannelKind,
    Contact,
    Conversion,
    ConversionKind,
    Cost,
    CostKind,
    Entry,
    FxRate,
    Intent,
    Interaction,
    Person,
    Rate,
)

ZONE = "Europe/Amsterdam"
PERIOD = Period(date(2026, 6, 1), date(2026, 6, 14))
_SPACE = UUID("00000000-0000-4000-8000-0000000000ff")


def key(name: str) -> UUID:
    return uuid5(_SPACE, name)


def at(text: str) -> int:
    return from_local(datetime.fromisoformat(f"2026-{text}"), ZONE)


AS_OF = at("06-15T00:00")
PEOPLE = tuple(Person(id=key(name), name=name) for name in ("Ann", "Bob"))
_SCORES = {"tweet": (2250, "100002"), "email": (2500, "000022"), "video": (9000, "222022")}
CHANNELS = tuple(Channel(id=key(name), name=name, position=n) for n, name in enumerate(_SCORES))
KINDS = tuple(
    ChannelKind(id=key(f"kind {name}"), channel_id=key(name), components=components, score=score, words=(name,))
    for name, (score, components) in _SCORES.items()
)
CONTACTS = tuple(Contact(id=key(name), name=name) for name in "C1 C2 C3 C4 C5 C6 C7 C8".split())
CONVERSION_KINDS = tuple(
    ConversionKind(id=key(f"conversion {name}"), name=name, booked=name == "purchase", position=n)
    for n, name in enumerate("phone_call demo_request registered_download proposal_request purchase".split())
)
_INTERACTIONS = """
06-01T09:00 Ann tweet C1 6 give
06-01T09:30 Ann tweet C2 4 give
06-01T14:00 Bob email C5 12 give solved
06-02T10:00 Ann email C1 15 give solved
06-02T11:00 Bob tweet C7 5 give
06-03T09:00 Ann tweet C3 6 give
06-03T15:00 Bob video C1 30 ask
06-03T16:00 Ann email C4 10 give
06-04T09:00 Bob tweet C5 3 give
06-04T10:00 Ann tweet C8 5 ask
06-05T09:00 Bob email C1 8 ask
06-05T15:00 Bob email C2 10 give solved
06-06T11:00 Bob video C4 40 give solved
06-08T09:00 Ann tweet C4 5 give
06-08T14:00 Ann video C2 25 ask
06-09T09:00 Bob email C3 12 give solved
06-10T13:00 Ann tweet C7 10 neutral
06-11T09:00 Bob video C4 30 ask
06-12T10:00 Ann email C4 20 ask
06-12T11:00 Bob tweet C8 4 give
"""


def _interaction(number: int, line: str) -> Interaction:
    start, who, channel, contact, minutes, intent, *solved = line.split()
    score, components = _SCORES[channel]
    return Interaction(
        id=key(f"i{number:02}"),
        person_id=key(who),
        kind_id=key(f"kind {channel}"),
        contact_id=key(contact),
        start_us=at(start),
        end_us=at(start) + int(minutes) * MINUTE,
        zone=ZONE,
        intent=Intent(intent),
        solved=bool(solved),
        score=score,
        components=components,
        overtime_milli=1500 if start == "06-06T11:00" else 1000,
    )


INTERACTIONS = tuple(_interaction(n, line) for n, line in enumerate(_INTERACTIONS.split("\n")[1:-1], 1))
_CONVERSIONS = """
06-05T10:00 C1 purchase 240
06-09T15:00 C2 purchase 180
06-10T09:00 C3 demo_request 40
06-12T16:00 C4 purchase 300
06-04T12:00 C5 registered_download 5
06-11T11:00 C6 purchase 120
"""


def _conversion(number: int, line: str) -> Conversion:
    when, contact, kind, amount = line.split()
    return Conversion(
        id=key(f"K{number}"),
        at_us=at(when),
        zone=ZONE,
        kind=kind,
        contact_id=key(contact),
        amount_minor=int(amount) * 100,
        currency="EUR",
        booked=kind == "purchase",
    )


CONVERSIONS = tuple(_conversion(n, line) for n, line in enumerate(_CONVERSIONS.split("\n")[1:-1], 1))


def _rate(who: str, month: int, day: int, minor: int) -> Rate:
    return Rate(
        id=key(f"rate {who} {month} {day}"),
        person_id=key(who),
        from_day=date(2026, month, day),
        hourly_minor=minor,
        currency="EUR",
    )


RATES = (_rate("Ann", 1, 1, 3000), _rate("Ann", 6, 8, 3600), _rate("Bob", 1, 1, 3250))
FX = (FxRate(id=key("fx"), day=date(2026, 6, 1), source="USD", target="EUR", rate="0.90"),)


def _cost(name: str, channel: str, amount: tuple[int, str], first: date, last: date) -> Cost:
    return Cost(
        id=key(name),
        name=name,
        kind=CostKind.AD_SPEND if first == last else CostKind.SUBSCRIPTION,
        channel_id=key(channel),
        amount_minor=amount[0],
        currency=amount[1],
        first_day=first,
        last_day=last,
    )


COSTS = (
    _cost("Scheduler", "tweet", (6000, "EUR"), date(2026, 6, 1), date(2026, 6, 30)),
    _cost("Video suite", "video", (36500, "EUR"), date(2026, 1, 1), date(2026, 12, 31)),
    _cost("Mail tool", "email", (1000, "USD"), date(2026, 6, 1), date(2026, 6, 30)),
    _cost("Promoted tweet", "tweet", (5000, "EUR"), date(2026, 6, 3), date(2026, 6, 3)),
)
CATALOGUE = Catalogue(people=PEOPLE, channels=CHANNELS, kinds=KINDS, conversion_kinds=CONVERSION_KINDS)
EVERYTHING: tuple[Entry, ...] = (
    *PEOPLE,
    *CHANNELS,
    *KINDS,
    *CONTACTS,
    *CONVERSION_KINDS,
    *INTERACTIONS,
    *CONVERSIONS,
    *RATES,
    *FX,
    *COSTS,
)


def exact(text: str) -> Fraction:
    """Read "107/60" or "1.5"."""
    return Fraction(text)


# Conversions and booked sales by channel (tweet, email, video) of the models that are exact.
CREDIT = {
    "first": ("3 2 0", "420 300 0"),
    "last": ("1 3 1", "0 540 180"),
    "linear": ("107/60 67/30 59/60", "180 300 240"),
    "position": ("28/15 5/2 19/30", "188 396 136"),
    "minutes": ("21079/26845 64391/26845 1393/767", "306860/5369 1210320/5369 335500/767"),
    "personal_minutes": (
        "4000125993/6848785174 12847228895/6848785174 42848697/16868929",
        "345278880/16868929 1505675700/16868929 10294674300/16868929",
    ),
    "shapley": ("2 2 1", "240 240 240"),
}
TIME_DECAY = (
    (1.5391520900109938, 2.3452602805088163, 1.1155876294801899),
    (145.72185024508332, 308.72523902974956, 265.5529107251672),
)
