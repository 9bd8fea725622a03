"""Small teams that never were, full of what goes wrong: midnights, summer time, zones, parallel time, missing rates.

Every time is a whole minute and nobody has more than six interactions, so that shared time divides into whole
microseconds and figures can be compared exactly.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from uuid import UUID, uuid5

from hypothesis import strategies as st

from roidesk.analytics.query import Parallel, Query
from roidesk.analytics.sums.dimensions import DIMENSIONS
from roidesk.domain.instants import MINUTE, Period, instant, local_day
from roidesk.domain.model import (
    Allocation,
    Brand,
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
    Orientation,
    Person,
    Product,
    Purpose,
    Rate,
    Setting,
    Topic,
)
from tests.oracle import by_hand

_SPACE = UUID("00000000-0000-4000-8000-00000000beef")
ZONES = ("Europe/Amsterdam", "America/New_York", "Pacific/Auckland", "America/Sao_Paulo", "UTC")
CURRENCIES = ("EUR", "USD", "JPY", "TND")
MIDDLES = (date(2026, 3, 29), date(2026, 6, 10), date(2026, 10, 25), date(2026, 12, 31))
"""Both changes of daylight saving, a plain month, and a week that belongs to two years."""
DAY_MINUTES = 24 * 60
NOW = instant(datetime(2027, 3, 1, tzinfo=UTC))


def key(name: str) -> UUID:
    return uuid5(_SPACE, name)


PEOPLE = tuple(Person(id=key(name), name=name) for name in ("Ann", "Bob"))
CHANNELS = tuple(Channel(id=key(name), name=name, position=n) for n, name in enumerate(("X", "Mail", "Phone")))
KINDS = tuple(
    ChannelKind(id=key(f"kind {channel} {name}"), channel_id=key(channel), name=name)
    for channel, name in (("X", ""), ("X", "reply"), ("Mail", ""), ("Phone", ""))
)
BRANDS = tuple(Brand(id=key(name), name=name) for name in ("Own shop", "Stylo"))
PRODUCTS = (
    Product(id=key("Stylus"), name="Stylus", orientation=Orientation.PRODUCT, margin_ppm=250_000),
    Product(id=key("Course"), name="Course", orientation=Orientation.SERVICE),
    Product(id=key("Thing"), name="Thing"),
)
TOPICS = tuple(Topic(id=key(name), name=name) for name in ("ink", "paper", "glue"))
CONTACTS = (
    Contact(id=key("Anna"), name="Anna", handles=("anna@post.example",)),
    Contact(id=key("Bram"), name="Bram"),
    Contact(id=key("Anna at work"), name="Anna at work", merged_into_id=key("Anna")),
)
CONVERSION_KINDS = (ConversionKind(id=key("worth"), name="worth", value_minor=4_200, currency="EUR"),)


@dataclass(frozen=True)
class Team:
    """What is put into a store, what is thrown away again, and what is asked."""

    entries: tuple[Entry, ...]
    thrown_away: tuple[Entry, ...]
    queries: tuple[Query, ...]


def maybe(values):
    return st.none() | st.sampled_from(values)


@st.composite
def interactions(draw, number: int, person: Person, middle: date):
    start = _around(draw, middle)
    length = draw(st.sampled_from([0, 1, 7, 45, 60, 61, 600, DAY_MINUTES + 90]))
    several = draw(st.integers(0, 5)) == 0
    return Interaction(
        id=key(f"{person.name} {number}"),
        person_id=person.id,
        start_us=start,
        end_us=start + length * MINUTE,
        zone=draw(st.sampled_from(ZONES)),
        kind_id=draw(st.sampled_from(KINDS)).id,
        contact_id=None if several else draw(maybe([each.id for each in CONTACTS])),
        several=several,
        score=draw(st.sampled_from([0, 1499, 1500, 2500, 5000, 7500, 10_000])),
        overtime_milli=draw(st.sampled_from([1000, 1500, 1333])),
        brand_id=draw(maybe([each.id for each in BRANDS])),
        product_id=draw(maybe([each.id for each in PRODUCTS])),
        topics=tuple(draw(st.lists(st.sampled_from([each.id for each in TOPICS]), unique=True))),
        campaign=draw(maybe(["spring"])),
        intent=draw(maybe(list(Intent))),
        purpose=draw(maybe(list(Purpose))),
    )


@st.composite
def conversions(draw, number: int, touches: list[Interaction], middle: date):
    after = draw(st.sampled_from(touches)) if touches and draw(st.booleans()) else None
    # Many at the very start of a touch, or exactly a window of a day later: both ends count.
    near = draw(st.sampled_from([0, 1, DAY_MINUTES, 7 * DAY_MINUTES, 7 * DAY_MINUTES + 1])) * MINUTE
    kind = draw(st.sampled_from(["purchase", "purchase", "demo_request", "worth"]))
    return Conversion(
        id=key(f"conversion {number}"),
        at_us=after.start_us + near if after else _around(draw, middle),
        zone=draw(st.sampled_from(ZONES)),
        kind=kind,
        booked=kind == "purchase",
        contact_id=after.contact_id if after else draw(maybe([each.id for each in CONTACTS])),
        interaction_id=draw(maybe([each.id for each in touches])) if touches else None,
        amount_minor=draw(st.sampled_from([None, 0, 999, 24_000, 100_001, -500])),
        currency=draw(st.sampled_from(("EUR", *CURRENCIES))),
        probability_ppm=draw(maybe([0, 300_000])),
        margin_ppm=draw(maybe([0, 400_000])),
        new_customer=draw(maybe([False, True])),
        brand_id=draw(maybe([each.id for each in BRANDS])),
        product_id=draw(maybe([each.id for each in PRODUCTS])),
        campaign=draw(maybe(["autumn"])),
    )


@st.composite
def refunds(draw, number: int, sales: list[Conversion]):
    sale = draw(st.sampled_from(sales))
    return Conversion(
        id=key(f"refund {number}"),
        at_us=sale.at_us + draw(st.sampled_from([0, 60, 3 * DAY_MINUTES])) * MINUTE,
        zone=draw(st.sampled_from(ZONES)),
        kind=sale.kind,
        booked=sale.booked,
        amount_minor=draw(st.sampled_from([-999, 500])),
        currency="EUR",
        refund_of_id=sale.id,
        brand_id=draw(maybe([each.id for each in BRANDS])),
    )


@st.composite
def costs(draw, number: int, middle: date):
    allocation = draw(st.sampled_from(Allocation))
    first = _day(draw, middle)
    fixed = allocation is Allocation.FIXED
    return Cost(
        id=key(f"cost {number}"),
        name=f"Tool {number}",
        kind=CostKind.SUBSCRIPTION,
        amount_minor=draw(st.sampled_from([0, 1_000, 36_500, 333])),
        currency=draw(st.sampled_from(CURRENCIES)),
        first_day=first,
        last_day=first + timedelta(days=draw(st.integers(0, 40))),
        channel_id=draw(maybe([each.id for each in CHANNELS])) if allocation is Allocation.CHANNEL else None,
        allocation=allocation,
        shares=draw(st.sampled_from([_shares(X=400_000, Mail=600_000), _shares(Phone=250_000)])) if fixed else (),
    )


@st.composite
def rates(draw, number: int, middle: date):
    return Rate(
        id=key(f"rate {number}"),
        person_id=draw(st.sampled_from(PEOPLE)).id,
        # Each on a day of its own: a person has one rate a day.
        from_day=middle + timedelta(days=draw(st.sampled_from([-400, -3, 0, 2])) - 10 * number),
        hourly_minor=draw(st.sampled_from([0, 3_000, 3_250])),
        currency=draw(st.sampled_from(("EUR", *CURRENCIES))),
    )


@st.composite
def fx_rates(draw, number: int, days: list[date]):
    source, target = draw(st.permutations(CURRENCIES))[:2]
    return FxRate(
        id=key(f"fx {number}"),
        # A rate is good for seven days.
        day=draw(st.sampled_from(days)) - timedelta(days=draw(st.sampled_from([0, 3, 7, 8]))),
        source=source,
        target=target,
        rate=draw(st.sampled_from(["0.90", "0.0061", "0.3"])),
    )


@st.composite
def queries(draw, middle: date):
    first = _day(draw, middle)
    by = draw(st.lists(st.sampled_from(DIMENSIONS), max_size=2, unique=True))
    return Query(
        period=Period(first, first + timedelta(days=draw(st.sampled_from([0, 1, 6, 13, 40])))),
        by=tuple(by),
        model=draw(st.sampled_from(sorted(by_hand.WEIGHTS))),
        window_days=draw(st.sampled_from([1, 7, 30])),
        margin=draw(maybe([Fraction(1, 4)])),
        parallel=draw(st.sampled_from(Parallel)),
        as_of=draw(st.none() | st.just(_around(draw, middle))),
        with_ranges=False,
    )


@st.composite
def teams(draw) -> Team:
    """Draw a team with everything around one day, and four questions."""
    middle = draw(st.sampled_from(MIDDLES))
    touches = [
        draw(interactions(number, person, middle)) for person in PEOPLE for number in range(draw(st.integers(0, 6)))
    ]
    sales = [draw(conversions(number, touches, middle)) for number in range(draw(st.integers(0, 5)))]
    back = [draw(refunds(number, sales)) for number in range(draw(st.integers(0, 2)) if sales else 0)]
    prices = [draw(rates(number, middle)) for number in range(draw(st.integers(0, 3)))]
    spent = [draw(costs(number, middle)) for number in range(draw(st.integers(0, 3)))]
    days = [local_day(each.at_us, each.zone) for each in sales] + [each.first_day for each in spent] or [middle]
    exchange = [draw(fx_rates(number, days)) for number in range(draw(st.integers(0, 4)))]
    settings = {
        "currency": draw(st.sampled_from(("EUR", *CURRENCIES))),
        "zone": draw(st.sampled_from(ZONES)),
    } | draw(st.sampled_from([{}, {"margin": "0.4"}]))
    return Team(
        (
            *(Setting(id=key(name), key=name, value=value) for name, value in settings.items()),
            *PEOPLE, *CHANNELS, *KINDS, *BRANDS, *PRODUCTS, *TOPICS, *CONTACTS, *CONVERSION_KINDS,
            *touches, *sales, *back, *prices, *_once(exchange), *spent,
        ),
        tuple(draw(st.lists(st.sampled_from([*touches, *sales]), max_size=2, unique=True))) if touches or sales else (),
        tuple(draw(queries(middle)) for _ in range(4)),
    )  # fmt: skip


def _day(draw, middle: date) -> date:
    return middle + timedelta(days=draw(st.integers(-9, 3)))


def _around(draw, middle: date) -> int:
    """Return a minute near a day; often one of its midnights or hours of change, somewhere on earth."""
    midnight = instant(datetime(middle.year, middle.month, middle.day, tzinfo=UTC))
    near = draw(st.sampled_from([-60, 0, 30, 60, 120, 180, 300, 11 * 60, 23 * 60]))
    minutes = draw(st.integers(-8, 2)) * DAY_MINUTES + near + draw(st.sampled_from([0, 0, 5, -10]))
    return midnight + minutes * MINUTE


def _shares(**ppm: int) -> tuple[str, ...]:
    return tuple(f"{key(name)}:{part}" for name, part in ppm.items())


def _once(exchange: list[FxRate]) -> list[FxRate]:
    """Leave one rate a day and currency, as a store does."""
    return list({(each.day, each.source, each.target): each for each in exchange}.values())
