"""Who bought: of those touched, helped, or commenting."""

from dataclasses import replace
from fractions import Fraction
from uuid import uuid4

import pytest

from roidesk.analytics.involvement.buyers import bought_rate, compared, first_purchases, helped, public_comment
from roidesk.analytics.sums.outcomes import Outcome
from roidesk.domain.encounters import stories
from roidesk.domain.instants import DAY
from tests.analytics.involvement.test_giving import encounters
from tests.analytics.worked_example import CONVERSIONS, INTERACTIONS, key

TOLD = stories(encounters(INTERACTIONS))
BOUGHT = ("C1", "C2", "C4")


def outcomes(conversions=CONVERSIONS):
    return [Outcome(each, (), (), Fraction(0), None) for each in conversions]


def purchases(conversions=CONVERSIONS, told=TOLD):
    return first_purchases(outcomes(conversions), told)


def test_the_worked_example():
    """analytics.md 7.1: 3 of 7 touched contacts bought; Wilson .1582 to .7495, which the gate withholds."""
    assert purchases().keys() == {key(each) for each in BOUGHT}
    found = bought_rate(len(purchases()), len(TOLD))
    assert (found.value, found.n) == (Fraction(3, 7), 7)
    assert (found.low, found.reason) == (None, "too_few_conversions")


def test_a_range_where_the_gates_let_one_be_shown():
    assert bought_rate(10, 9 + 10).reason is None
    assert bought_rate(10, 20).low == pytest.approx(0.29930, abs=1e-5)
    assert (bought_rate(0, 0).reason, bought_rate(0, 0).n) == ("nothing_recorded", 0)
    assert bought_rate(9, 30).reason == "too_few_conversions"


def test_what_came_before_the_first_touch_came_of_nothing():
    early = [replace(each, at_us=each.at_us - 30 * DAY) for each in CONVERSIONS]
    assert purchases(early) == {}
    at_once = replace(CONVERSIONS[0], at_us=TOLD[key("C1")].first_us)
    assert purchases([at_once]) == {key("C1"): at_once}


def test_refunds_expectations_and_strangers_are_no_purchases():
    refund = replace(CONVERSIONS[0], amount_minor=-100)
    stranger = replace(CONVERSIONS[0], contact_id=None)
    assert purchases([refund, stranger, CONVERSIONS[2], CONVERSIONS[5]]) == {}


def test_the_first_purchase_counts():
    again = replace(CONVERSIONS[0], id=uuid4(), at_us=CONVERSIONS[0].at_us + DAY)
    assert purchases([again, CONVERSIONS[0]]) == {key("C1"): CONVERSIONS[0]}


def test_who_was_helped_before_they_bought():
    found = helped(TOLD.keys(), TOLD, purchases())
    assert (found.share.value, found.share.n) == (Fraction(3, 5), 5)  # C1 C2 C4 of C1 to C5
    assert (found.others.value, found.others.n) == (0, 2)  # C7, C8
    document = found.as_json("helped")
    assert (document["helped"]["value"], document["caution"]) == (0.6, "confounded")
    assert document["odds"]["reason"] == "too_few_contacts"


def test_help_after_the_purchase_is_service_and_no_cause():
    sold_first = {contact: replace(sale, at_us=1) for contact, sale in purchases().items()}
    found = helped(TOLD.keys(), TOLD, sold_first)
    assert (found.share.value, found.others.value) == (0, Fraction(3, 5))
    at_once = {key("C1"): replace(CONVERSIONS[0], at_us=TOLD[key("C1")].helped_us)}
    assert helped([key("C1")], TOLD, at_once).share.value == 1


def simpson():
    """Helped more where more is bought anyway: over all help seems to pay, and within each product it does not."""
    course, book = uuid4(), uuid4()
    rows = [(course, True, 18, 12), (course, False, 7, 3), (book, True, 1, 9), (book, False, 6, 24)]
    told, bought = {}, {}
    for product, was_helped, hits, misses in rows:
        for n in range(hits + misses):
            contact = uuid4()
            told[contact] = replace(TOLD[key("C7")], product_id=product, helped_us=1 if was_helped else None)
            if n < hits:
                bought[contact] = replace(CONVERSIONS[0], product_id=None)
    return told, bought


def test_products_are_compared_each_for_itself():
    told, bought = simpson()
    found = helped(told.keys(), told, bought)
    assert found.share.value > found.others.value
    assert found.odds.crude.value > 1 > found.odds.pooled.value
    assert found.odds.reverses is True


def test_a_contact_belongs_to_what_it_bought_first():
    told, bought = simpson()
    other = uuid4()
    elsewhere = {contact: replace(sale, product_id=other) for contact, sale in bought.items()}
    found = helped(told.keys(), told, elsewhere)
    assert found.share == helped(told.keys(), told, bought).share
    assert found.odds.pooled != helped(told.keys(), told, bought).odds.pooled


def test_nobody_to_compare():
    nobody = compared({})
    assert {nobody.share.reason, nobody.others.reason, nobody.odds.reason} == {"nothing_recorded"}


@pytest.mark.parametrize(
    ("components", "comment"),
    [
        ("100002", True),  # a public comment, an @reply
        ("000000", False),  # a post
        ("000001", False),  # a newsletter
        ("000022", False),  # an e-mail
        ("100022", False),  # a direct message
        ("121000", False),  # a webinar
        ("222022", False),  # a video call
        ("100202", False),  # at one place
        ("101002", False),
        ("120002", False),
    ],
)
def test_what_a_public_comment_is(components, comment):
    assert public_comment(components) is comment
