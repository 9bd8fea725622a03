"""Sums by row: whatever is recorded, in whatever order, rows add up to the totals."""

from dataclasses import fields, replace
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roidesk.analytics.attribution import MODELS
from roidesk.analytics.sums.cost import Exchange, Wages, slices
from roidesk.analytics.sums.dimensions import DAY, DIMENSIONS, dimensions, effort_rows, named
from roidesk.analytics.sums.outcomes import Terms, outcome
from roidesk.analytics.sums.tally import (
    Cell,
    Tally,
    credit_tallies,
    effort_tallies,
    led_tallies,
    led_touches,
    merged,
    platform_tallies,
    total,
)
from roidesk.domain.catalogue import Catalogue
from roidesk.domain.effort import effort_of, key_of, pieces
from roidesk.domain.instants import MINUTE
from roidesk.domain.model import Intent, Orientation, Product, Purpose, Topic
from tests.analytics import worked_example as example
from tests.analytics.worked_example import PERIOD, at, key

TOPICS = tuple(Topic(id=key(name), name=name) for name in ("ink", "paper", "glue"))
PRODUCTS = (
    Product(id=key("pen"), name="pen", orientation=Orientation.PRODUCT, margin_ppm=300_000),
    Product(id=key("help"), name="help", orientation=Orientation.SERVICE),
    Product(id=key("thing"), name="thing"),
)
NAMES = replace(example.CATALOGUE, topics=TOPICS, products=PRODUCTS)
EXCHANGE = Exchange(example.FX, "EUR")
WAGES = Wages(example.RATES, EXCHANGE)


def terms(model="linear"):
    return Terms(NAMES, EXCHANGE, WAGES, model, Fraction(2, 5))


contacts = st.sampled_from([None, *(each.id for each in example.CONTACTS[:3])])
products = st.sampled_from([None, *(each.id for each in PRODUCTS)])


@st.composite
def interactions(draw):
    start = at("06-01T00:00") + draw(st.integers(0, 14 * 24 * 60 - 200)) * MINUTE
    template = draw(st.sampled_from(example.INTERACTIONS))
    return replace(
        template,
        id=key(f"drawn {draw(st.integers(0, 10**9))}"),
        start_us=start,
        end_us=start + draw(st.integers(1, 200)) * MINUTE,
        contact_id=draw(contacts),
        product_id=draw(products),
        topics=tuple(draw(st.lists(st.sampled_from([each.id for each in TOPICS]), unique=True))),
        intent=draw(st.sampled_from([None, *Intent])),
        purpose=draw(st.sampled_from([None, *Purpose])),
        campaign=draw(st.sampled_from([None, "spring"])),
        overtime_milli=draw(st.sampled_from([1000, 1500])),
    )


@st.composite
def conversions(draw):
    template = draw(st.sampled_from(example.CONVERSIONS))
    return replace(
        template,
        id=key(f"drawn {draw(st.integers(0, 10**9))}"),
        at_us=at("06-01T00:00") + draw(st.integers(0, 14 * 24 * 60 - 1)) * MINUTE,
        contact_id=draw(contacts),
        product_id=draw(products),
        amount_minor=draw(st.sampled_from([None, 0, 999, 24_000, -500])),
    )


def outcomes_of(sales, touches, model):
    return [
        outcome(
            sale,
            tuple(
                sorted(
                    (each for each in touches if each.contact_id == sale.contact_id and each.start_us <= sale.at_us),
                    key=lambda each: (each.start_us, each.id),
                )
                if sale.contact_id
                else ()
            ),
            terms(model),
        )
        for sale in sales
    ]


def all_rows(by, touches, outcomes):
    cells = [Cell(key_of(piece), effort_of(piece), piece.interaction) for piece in pieces(touches)]
    crossed = effort_tallies(cells, (named("channel"), *by), terms())
    minutes = {row: tally.counted for row, tally in crossed.items()}
    platform = platform_tallies(slices(example.COSTS, PERIOD, EXCHANGE, {}, daily=DAY in by), by, minutes)
    return merged((effort_tallies(cells, by, terms()), credit_tallies(outcomes, by, NAMES), *platform.values()))


def sums(tally):
    """Everything but what counts distinct conversions, which several rows share."""
    shared = "events sales touched_sales new_unknown booked_unknown expected_unknown margin_unknown platform_unknown"
    return {each.name: getattr(tally, each.name) for each in fields(Tally) if each.name not in shared.split()}


@given(
    st.lists(interactions(), max_size=8, unique_by=lambda each: each.id),
    st.lists(conversions(), max_size=5, unique_by=lambda each: each.id),
    st.sampled_from(list(MODELS)),
    st.sampled_from(DIMENSIONS),
    st.sampled_from(DIMENSIONS),
)
def test_rows_of_any_two_dimensions_add_up_to_the_totals(touches, sales, model, one, other):
    by = dimensions((one, other) if one != other else (one,))
    outcomes = outcomes_of(sales, touches, model)
    whole = all_rows((), touches, outcomes).get((), Tally())
    rows = all_rows(by, touches, outcomes)
    assert sums(total(rows.values())) == sums(whole)
    assert whole.sales == sum(each.booked and (each.amount_minor or 0) >= 0 for each in sales)


@given(
    st.lists(interactions(), max_size=8, unique_by=lambda each: each.id),
    st.lists(conversions(), max_size=4, unique_by=lambda each: each.id),
    st.randoms(use_true_random=False),
)
def test_the_order_of_entries_never_matters(touches, sales, chance):
    by = dimensions(("channel", "topic"))
    rows = all_rows(by, touches, outcomes_of(sales, touches, "time_decay"))
    mixed = chance.sample(touches, len(touches)), chance.sample(sales, len(sales))
    assert all_rows(by, mixed[0], outcomes_of(mixed[1], mixed[0], "time_decay")) == rows


@given(st.lists(interactions(), max_size=6, unique_by=lambda each: each.id))
def test_time_that_led_to_something_is_counted_once(touches):
    sales = [replace(each, contact_id=contact.id) for each in example.CONVERSIONS for contact in example.CONTACTS[:2]]
    outcomes = outcomes_of(sales, touches, "linear")
    parts = [led_touches([each], (), NAMES) for each in outcomes]
    led = led_tallies(parts, PERIOD).get((), Tally())
    led_to = {touch.id: touch for each in outcomes for touch in each.touches}
    assert led.led_to_sale + led.led_to_other == sum(each.end_us - each.start_us for each in led_to.values())


def test_an_amount_that_is_not_given_is_the_kinds_own():
    kinds = tuple(replace(each, value_minor=1_500, currency="EUR") for each in example.CONVERSION_KINDS)
    sale = replace(example.CONVERSIONS[2], amount_minor=None)
    known = Terms(replace(NAMES, conversion_kinds=kinds), EXCHANGE, WAGES, "last", None)
    assert outcome(sale, (), known).amount == 15
    assert outcome(sale, (), terms()).amount == 0
    assert outcome(replace(sale, kind="holiday"), (), known).amount == 0


def test_what_only_an_interaction_knows_cannot_be_told_from_roll_ups():
    with pytest.raises(LookupError):
        effort_rows((named("topic"),), key_of(pieces(example.INTERACTIONS[:1])[0]), None, Catalogue())


def test_by_the_day():
    rows = all_rows((DAY,), example.INTERACTIONS, outcomes_of(example.CONVERSIONS, example.INTERACTIONS, "linear"))
    net, found = Fraction(0), []
    for day in PERIOD.days():
        tally = rows.get((day,), Tally())
        net += tally.booked - tally.cost
        found.append(round(float(net), 4))
    assert found == [
        -14.8, -28.3083, -105.8583, -113.2833, 113.6667, 77.8667, 74.5667, 53.2667, 223.4667, 214.1667, 314.6167,
        597.15, 593.85, 590.55,
    ]  # fmt: skip
    assert rows[date(2026, 6, 7),].interactions == 0


def test_a_row_without_time_bears_no_part_of_a_platform():
    tweet, (mine, idle) = key("tweet"), (key("Ann"), key("Bob"))
    minutes = {(tweet, mine): 5 * MINUTE, (tweet, idle): 0}
    found = platform_tallies(slices(example.COSTS, PERIOD, EXCHANGE, {}), (named("person"),), minutes)
    rows = merged(found.values())
    assert rows[mine,].platform == 78
    assert (idle,) not in rows
