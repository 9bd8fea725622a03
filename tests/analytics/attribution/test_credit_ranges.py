"""Ranges of credit: contacts are drawn, the gates decide, and what is drawn is what theory says of a sum."""

import math
from dataclasses import replace
from fractions import Fraction

import pytest

from roidesk.analytics.attribution import credit_ranges as ranges
from roidesk.analytics.attribution.credit_ranges import credit_ranges, drawn_sums, with_credit_ranges
from roidesk.analytics.returns.lines import line_of
from roidesk.analytics.sums.dimensions import dimensions
from roidesk.analytics.sums.outcomes import outcome
from roidesk.analytics.sums.tally import Tally
from tests.analytics import worked_example as example
from tests.analytics.sums.test_tally import NAMES, terms
from tests.analytics.worked_example import key

CHANNEL = dimensions(("channel",))
TWEET = (key("tweet"),)


def purchases(contacts, each=1, minor=10_000):
    """So many purchases of so many contacts, each after one tweet."""
    touch = replace(example.INTERACTIONS[0])
    return [
        outcome(
            replace(
                example.CONVERSIONS[0], id=key(f"sale {n} {k}"), contact_id=key(f"contact {n}"), amount_minor=minor
            ),
            (touch,),
            terms("linear"),
        )
        for n in range(contacts)
        for k in range(each)
    ]


def test_a_sum_over_contacts_varies_as_theory_says():
    # 40 of 400 contacts bought once: the number of purchases is binomial, with a standard deviation of 6.
    found = credit_ranges(purchases(40), CHANNEL, NAMES, lambda: 400)[TWEET]
    deviation = math.sqrt(400 * 0.1 * 0.9)
    low, high = found["conversions"]
    assert low == pytest.approx(40 - 1.96 * deviation, abs=1.5)
    assert high == pytest.approx(40 + 1.96 * deviation, abs=1.5)
    assert found["booked"] == (100 * low, 100 * high)
    assert found["purchases"] == found["conversions"]


def test_the_same_entries_give_the_same_range():
    assert credit_ranges(purchases(40), CHANNEL, NAMES, lambda: 400) == credit_ranges(
        purchases(40)[::-1], CHANNEL, NAMES, lambda: 400
    )


def test_what_is_drawn_is_drawn_alike_each_time():
    uneven = [[each**0.5] for each in range(1, 60)]
    assert drawn_sums(uneven, 80) == drawn_sums(uneven, 80)


def test_a_row_has_nothing_of_the_contacts_of_another():
    email = tuple(each for each in example.INTERACTIONS if each.kind_id == key("kind email"))[:1]
    by_mail = [
        outcome(replace(each.conversion, id=key(f"m {n}"), contact_id=key(f"m {n}")), email, terms("linear"))
        for n, each in enumerate(purchases(40))
    ]
    found = credit_ranges([*purchases(40), *by_mail], CHANNEL, NAMES, lambda: 400)
    assert found.keys() == {TWEET, (key("email"),)}
    for row in found.values():
        assert row["conversions"] == pytest.approx((28, 52), abs=2)


def test_buyers_nobody_touched_are_clusters_too():
    # More contacts bought than were touched in the period: all of them are drawn from.
    low, high = credit_ranges(purchases(40), CHANNEL, NAMES, lambda: 3)[TWEET]["conversions"]
    assert low == high == 40


@pytest.mark.parametrize(("contacts", "each"), [(29, 1), (9, 10), (0, 0)])
def test_under_thirty_conversions_or_ten_contacts_there_is_none(contacts, each):
    assert credit_ranges(purchases(contacts, each), CHANNEL, NAMES, lambda: 400) == {}


def test_a_conversion_of_nobody_known_is_a_cluster_for_itself():
    unknown = [replace(each, conversion=replace(each.conversion, contact_id=None)) for each in purchases(6, 6)]
    assert credit_ranges(purchases(6, 6), CHANNEL, NAMES, lambda: 400) == {}
    assert credit_ranges(unknown, CHANNEL, NAMES, lambda: 400).keys() == {TWEET}


def test_very_many_contacts_are_drawn_less_often(monkeypatch):
    monkeypatch.setattr(ranges, "_MOST", 40 * 1000)
    few = credit_ranges(purchases(40), CHANNEL, NAMES, lambda: 400)[TWEET]["conversions"]
    assert few == pytest.approx((28, 52), abs=2)
    monkeypatch.undo()
    assert drawn_sums([[1.0]] * 900, 900) == [(900, 900)]


def test_from_thirty_conversions_on_there_is_a_range():
    for events, low in ((29, None), (30, 1)):
        tally = Tally(conversions=Fraction(events), events=events)
        assert with_credit_ranges(line_of(tally, "EUR"), {"conversions": (1.0, 2.0)}).conversions.low == low


def test_a_range_stands_only_where_enough_stands_behind_the_figure():
    tally = Tally(conversions=Fraction(35), events=35, purchases=Fraction(9), sales=9, booked=Fraction(90))
    found = with_credit_ranges(line_of(tally, "EUR"), dict.fromkeys(ranges.CREDITED, (1.0, 2.0)))
    assert (found.conversions.low, found.conversions.high) == (1, 2)
    assert (found.purchases.low, found.booked.low) == (None, None)
    unknown = replace(tally, sales=35, booked_unknown=1)
    assert with_credit_ranges(line_of(unknown, "EUR"), {"booked": (1.0, 2.0)}).booked.low is None
    assert with_credit_ranges(line_of(tally, "EUR"), {}) == line_of(tally, "EUR")
