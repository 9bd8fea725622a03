"""The names of a filter, as a store knows them."""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roidesk.domain.errors import UserError
from roidesk.domain.filters import bind, parse
from roidesk.domain.instants import MINUTE
from roidesk.domain.model import Audience, Brand, Channel, ChannelKind, ConversionKind, Product, Topic
from tests.analytics import worked_example as example
from tests.analytics.worked_example import key
from tests.domain.filters.drawn import refusal

X = Channel(id=key("X"), name="X (Twitter)", position=3)
KINDS = (
    ChannelKind(id=key("X any"), channel_id=X.id),
    ChannelKind(id=key("X reply"), channel_id=X.id, name="reply", words=("reply",), position=1),
    ChannelKind(id=key("email reply"), channel_id=key("email"), name="reply", words=("reply",), position=1),
    ChannelKind(id=key("X post"), channel_id=X.id, name="post", words=("toot",), position=2),
)
NAMES = replace(
    example.CATALOGUE,
    channels=(*example.CHANNELS, X),
    kinds=(*example.KINDS, *KINDS),
    brands=(
        Brand(id=key("Stylo"), name="Stylo"),
        Brand(id=key("twin 1"), name="Twin"),
        Brand(id=key("twin 2"), name="twin "),
    ),
    products=(Product(id=key("pad"), name="Pad"),),
    topics=(Topic(id=key("ipad"), name="iPad"),),
    conversion_kinds=(*example.CONVERSION_KINDS, ConversionKind(id=key("visit"), name="shop_visit", label="came by")),
)


class Contacts:
    """A store's contacts: one name, and who is what."""

    def called(self, text):
        return frozenset({key("C1")} if text == "acme" else ())

    def of_audience(self, audience):
        return frozenset({key("C2")} if audience is Audience.CUSTOMER else {key("C3")} if audience is None else ())


def sought(text, names=NAMES):
    found = bind(parse(text), names, Contacts())
    assert len(found.sought) == 1
    return found.of[found.sought[0][0]]


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("channel=EMAIL", [key("email")]),
        ("channel=X", [X.id]),
        ("channel=Twitter", [X.id]),
        ("channel=toot", [X.id]),
        (f"channel={X.id}", [X.id]),
        ("channel=none", [None]),
        ("kind=email", [key("kind email")]),
        ("kind=reply", [key("X reply"), key("email reply")]),
        ('kind="X reply"', [key("X reply")]),
        (f"kind={key('X reply')}", [key("X reply")]),
        ("person=ann", [key("Ann")]),
        ("&stylo", [key("Stylo")]),
        ("&twin", [key("twin 1"), key("twin 2")]),
        ("%pad", [key("pad")]),
        ("#ipad", [key("ipad")]),
        ("^Spring", ["spring"]),
        ("@acme", [key("C1")]),
        ("audience=customer", [key("C2")]),
        ("audience=none", [None, key("C3")]),
        ("audience=friend", []),
        ("conversion=purchase", ["purchase"]),
        ('conversion="demo request"', ["demo_request"]),
        ("conversion=demo", ["demo_request"]),
        ('conversion="came by"', ["shop_visit"]),
        ("~give", ["give"]),
        ("+solved", [True]),
        ("solved=none", [None]),
    ],
)
def test_what_a_name_means(text, meant):
    assert sought(text).keep == frozenset(meant)


@pytest.mark.parametrize(
    ("text", "code", "facts"),
    [
        ("channel=Emial", "where_name_likely", {"field": "channel", "nearest": "email", "column": 9}),
        ("channel=Fax", "where_name_unknown", {"known": "tweet, email, video, X (Twitter)"}),
        ("channel=reply", "where_name_unknown", {"text": "reply"}),
        ("kind=replies", "where_name_likely", {"nearest": "reply"}),
        ("@nobody", "where_nobody", {"field": "contact", "text": "nobody"}),
        ("#paper", "where_name_unknown", {"known": "iPad"}),
        ('conversion="shop visits"', "where_name_likely", {"nearest": "shop_visit"}),
        (f"brand={key('nothing')}", "where_name_unknown", {"field": "brand"}),
    ],
)
def test_a_name_that_nobody_has_is_refused_with_what_there_is(text, code, facts):
    with pytest.raises(UserError) as refused:
        sought(text)
    assert refused.value.code == code
    assert refused.value.facts | facts == refused.value.facts


def test_in_a_store_without_topics_none_is_proposed():
    with pytest.raises(UserError) as refused:
        sought("#ink", replace(NAMES, topics=()))
    assert refused.value.code == "where_nobody"


def test_numbers_are_compared_as_entries_count_them():
    assert sought("score>22.5").bound == 2250
    assert sought("minutes<1.5").bound == MINUTE * Fraction(3, 2)
    three = sought("personal>=3")
    assert [three.holds(level) for level in (2, 3, 4, None)] == [False, True, True, False]
    assert [sought("personal!=3").holds(level) for level in (2, 3, None)] == [True, False, True]
    assert [sought("personal<3").holds(level) for level in (2, 3, None)] == [True, False, False]
    assert [sought("personal<=3").holds(level) for level in (3, 4)] == [True, False]
    assert [sought("personal>3").holds(level) for level in (3, 4)] == [False, True]


def test_of_several_topics_any_will_do():
    about = sought("#ipad")
    assert about.holds_of_any((key("ink"), key("ipad")))
    assert not about.holds_of_any(())
    other = sought("topic!=ipad")
    assert not other.holds_of_any((key("ink"), key("ipad")))
    assert other.holds_of_any(())
    assert sought("topic=none").holds_of_any(())


def test_filters_that_mean_the_same_have_one_name_and_others_another():
    def name(text, names=NAMES):
        return bind(parse(text), names, Contacts()).name

    assert name("channel=X") == name("channel=X")
    assert name("channel=X") != name("channel=email")
    renamed = replace(NAMES, channels=(*example.CHANNELS, replace(X, id=key("another X"))), kinds=example.KINDS)
    assert name('channel="X (Twitter)"') != name('channel="X (Twitter)"', renamed)


@given(st.sampled_from("channel kind person brand product topic contact conversion".split()), st.text(max_size=12))
def test_no_name_raises_anything_but_a_refusal(field, text):
    quoted = text.replace("\\", "\\\\").replace('"', '\\"').replace("“", "\\“").replace("”", "\\”")
    refused = refusal(lambda: bind(parse(f'{field}="{quoted}"'), NAMES, Contacts()))
    assert refused is None or refused.code.startswith("where_")
