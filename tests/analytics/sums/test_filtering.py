"""Filters over the figures: what is kept and what is left out add up, of time, credit and platform cost."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roidesk.analytics.sums.cost import slices
from roidesk.analytics.sums.dimensions import Special, credit_rows, effort_key, effort_rows, named
from roidesk.analytics.sums.filtering import filtering, keeps, kept_slices
from roidesk.analytics.sums.tally import Tally, total
from roidesk.domain.filters import bind, conditions, parse
from roidesk.domain.filters.fields import FIELDS, Sort
from roidesk.domain.instants import MINUTE
from roidesk.domain.model import AskKind, Brand, Conversion, Direction, Intent, Purpose, Source
from tests.analytics import worked_example as example
from tests.analytics.sums import test_tally as made
from tests.analytics.worked_example import PERIOD, at, key
from tests.domain.filters.drawn import expressions

NAMES = replace(made.NAMES, brands=(Brand(id=key("Stylo"), name="Stylo"),))
DAY = date(2026, 6, 1)


class Contacts:
    """C1 is the only customer; of nobody else it is known."""

    def called(self, text):
        return frozenset({key(text)})

    def of_audience(self, audience):
        others = frozenset(each.id for each in example.CONTACTS[1:])
        return frozenset({key("C1")}) if audience == "customer" else others if audience is None else frozenset()


def kept(text):
    return filtering(bind(parse(text), NAMES, Contacts()))


ENTRY = replace(
    example.INTERACTIONS[0],  # Ann, tweet, C1, 6 minutes, give
    brand_id=key("Stylo"),
    product_id=key("pen"),
    topics=(key("ink"), key("paper")),
    campaign="Spring ",
    ask_kind=AskKind.OTHER,
    purpose=Purpose.WEBCARE,
    source=Source.TIMER,
    solved=True,
    value_added=False,
)
PLAIN = replace(example.INTERACTIONS[2], contact_id=None, intent=None, solved=None)  # Bob, email, 12 minutes
CHARACTERS = [
    ("channel=tweet", True, False),
    ("kind=tweet", True, False),
    ("personal=2", True, False),
    ("score=22.5", True, False),
    ("score>=25", False, True),
    ("person=Ann", True, False),
    ("@C1", True, False),
    ("contact=none", False, True),
    ("audience=customer", True, False),
    ("audience=none", False, True),
    ("&Stylo", True, False),
    ("%pen", True, False),
    ("orientation=product", True, False),
    ("orientation=none", False, True),
    ("#ink", True, False),
    ("#glue", False, False),
    ("topic!=ink", False, True),
    ("^spring", True, False),
    ("campaign!=spring", False, True),
    ("~give", True, False),
    ("intent=none", False, True),
    ("ask_kind=other", True, False),
    ("purpose=webcare", True, False),
    ("direction=out", True, True),
    ("source=timer", True, False),
    ("+solved", True, False),
    ("solved=none", False, True),
    ("value_added=no", True, False),
    ("minutes<=6", True, False),
    ("minutes>6 minutes<=12", False, True),
    ("conversion=purchase", True, True),
    ("conversion=purchase ~give", True, False),
]


@pytest.mark.parametrize(("text", "entry", "plain"), CHARACTERS)
def test_what_an_interaction_says(text, entry, plain):
    decides = keeps(bind(parse(text), NAMES, Contacts()))
    assert (decides(ENTRY, NAMES), decides(PLAIN, NAMES)) == (entry, plain)


@pytest.mark.parametrize(("text", "entry", "plain"), CHARACTERS)
def test_roll_ups_decide_what_they_know(text, entry, plain):
    by = kept(text)
    known = {"channel", "kind", "personal", "person", "brand", "conversion"}
    fields = {each.name for each in conditions(parse(text))}
    assert (by.of_effort is None) is (not fields <= known and text != "contact=none")
    if by.of_effort is not None:
        assert (by.of_effort(effort_key(ENTRY), NAMES), by.of_effort(effort_key(PLAIN), NAMES)) == (entry, plain)
    assert effort_rows((by,), effort_key(ENTRY), ENTRY, NAMES) == ((entry,),)


def test_who_was_merged_counts_as_one_contact_where_contacts_are_asked_for():
    assert kept("@C1").whole_contacts
    assert kept("audience=customer").whole_contacts
    assert not kept("#ink").whole_contacts


def conversion(**said):
    return Conversion(id=key("K"), at_us=at("06-05T10:00"), zone="UTC", kind="purchase", **said)


def credited(text, sale, touch=ENTRY):
    ((found,),) = credit_rows((kept(text),), sale, touch, NAMES)
    return found


def test_what_a_conversion_says_itself_counts_before_its_touch():
    for field, value, own, other in (
        ("contact_id", key("C2"), "@C2", "@C1"),
        ("brand_id", key("another"), "not &Stylo", "&Stylo"),
        ("product_id", key("help"), "%help", "%pen"),
        ("product_id", key("help"), "orientation=service", "orientation=product"),
        ("campaign", "Autumn", "^autumn", "^spring"),
    ):
        said = conversion(**{field: value})
        assert credited(own, said) is True, own
        assert credited(other, said) is False, other
        assert credited(other, conversion()) is True, other


def test_kinds_of_conversions_sort_what_came_of_it():
    assert credited("conversion=purchase", conversion()) is True
    assert credited("conversion=demo_request", conversion()) is False
    assert credited("conversion=purchase and ~ask", conversion()) is False
    assert kept("conversion=purchase").of_outcomes
    assert not kept("channel=tweet").of_outcomes


def test_a_conversion_without_a_touch_is_of_no_channel():
    assert credited("channel=tweet", conversion(), None) is False
    assert credited("channel!=tweet", conversion(), None) is True
    assert credited("channel=none", conversion(), None) is True
    assert credited("minutes>0", conversion(), None) is False
    assert credited("topic=none", conversion(), None) is True
    assert credited("conversion=purchase", conversion(), None) is True


@pytest.mark.parametrize(
    ("text", "tweet", "email", "none"),
    [
        ("channel=tweet", True, False, False),
        ("not channel=tweet", False, True, True),
        ("channel=tweet and ~give", Special.SHARED, False, False),
        ("channel=tweet or ~give", True, Special.SHARED, Special.SHARED),
        ("person=Ann", Special.SHARED, Special.SHARED, Special.SHARED),
        ("conversion=purchase", True, True, True),
        ("conversion=purchase and channel=tweet", True, False, False),
    ],
)
def test_platform_cost_is_kept_whole_where_its_channel_decides(text, tweet, email, none):
    by = kept(text)
    assert by.of_platform(key("tweet"), DAY) is tweet
    assert by.of_platform(key("email"), DAY) is email
    assert by.of_platform(Special.SHARED, DAY) is none
    assert by.always_of_platform is (Special.SHARED not in (tweet, email, none))


def platform(text, share=0):
    parts = slices(example.COSTS, PERIOD, made.EXCHANGE, {})
    return sum(part.amount for part in kept_slices(parts, kept(text), lambda _channel: Fraction(share)))


def test_platform_cost_of_the_worked_example():
    # Tweets 78.00, email 4.20, video 14.00 (analytics.md 7.1).
    assert platform("channel=tweet") == 78
    assert platform("not channel=tweet") == Fraction("18.2")
    # Of 48 minutes of tweets Ann spent 36.
    assert platform("person=Ann and channel=tweet", Fraction(36, 48)) == Fraction("58.5")
    assert platform("channel=tweet or ~give", Fraction(1, 2)) == 78 + Fraction("9.1")
    # Nobody spent a minute: what a tool cost is nobody's, but it is still that channel's.
    assert platform("person=Ann and channel=tweet", 0) == 0


def test_a_cost_without_a_rate_of_exchange_stays_unknown_where_it_is_kept():
    unknown = [replace(part, amount=None) for part in slices(example.COSTS, PERIOD, made.EXCHANGE, {})]
    assert {part.amount for part in kept_slices(unknown, kept("channel=tweet"), lambda _: Fraction(0))} == {None}
    assert kept_slices(unknown, kept("~give"), lambda _: Fraction(0)) == []
    assert len(kept_slices(unknown, named("person"), lambda _: Fraction(1, 2))) == len(unknown)


NAMED = {
    "channel": ["tweet", "email", "video"],
    "kind": ["tweet", "video"],
    "person": ["Ann", "Bob"],
    "contact": ["C1", "C2", "C3"],
    "brand": ["Stylo"],
    "product": ["pen", "help"],
    "topic": ["ink", "paper", "glue"],
    "campaign": ["spring", "autumn"],
    "conversion": ["purchase", "demo_request"],
}


def test_every_field_with_a_name_is_drawn():
    assert NAMED.keys() == {field.name for field in FIELDS if field.sort is Sort.NAME}


entries = made.interactions().flatmap(
    lambda each: st.builds(
        lambda **said: replace(each, **said),
        brand_id=st.sampled_from([None, key("Stylo")]),
        direction=st.sampled_from(Direction),
        solved=st.sampled_from([None, True, False]),
    )
)


@given(
    expressions(NAMED),
    st.lists(entries, max_size=6, unique_by=lambda each: each.id),
    st.lists(made.conversions(), max_size=4, unique_by=lambda each: each.id),
    st.sampled_from(["time_decay", "linear", "minutes"]),
    st.sampled_from([(), ("topic",), ("channel",), ("week",), ("contact",)]),
)
def test_what_is_kept_and_what_is_left_out_add_up(expression, touches, sales, model, more):
    by = tuple(map(named, more))
    where = filtering(bind(expression, NAMES, Contacts()))
    outcomes = made.outcomes_of(sales, touches, model)
    whole = made.all_rows((), touches, outcomes).get((), Tally())
    rows = made.all_rows((where, *by), touches, outcomes)
    assert made.sums(total(rows.values())) == made.sums(whole)
    assert {row[0] for row in rows} <= {True, False, Special.SHARED}


@given(expressions(NAMED), entries)
def test_roll_ups_and_interactions_decide_alike(expression, entry):
    where = bind(expression, NAMES, Contacts())
    by = filtering(where)
    if by.of_effort is not None:
        assert by.of_effort(effort_key(entry), NAMES) is keeps(where)(entry, NAMES)
    certain = by.of_platform(NAMES.kind[entry.kind_id].channel_id, DAY)
    assert certain in (Special.SHARED, keeps(where)(entry, NAMES))


def test_times_and_intents_of_the_example_are_as_the_table_says():
    assert (ENTRY.end_us - ENTRY.start_us, PLAIN.end_us - PLAIN.start_us) == (6 * MINUTE, 12 * MINUTE)
    assert ENTRY.intent is Intent.GIVE
