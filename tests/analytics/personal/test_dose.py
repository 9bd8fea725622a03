"""Purchases by the highest level reached, on the worked example and on made-up contacts."""

import math
from collections import Counter
from dataclasses import replace
from fractions import Fraction
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from roidesk.analytics.personal.dose import Met, among_alike, by_channel, fisher, met, rungs, trend
from roidesk.analytics.sums.outcomes import Outcome
from tests.analytics import worked_example as example
from tests.analytics.worked_example import key

CHANNEL_OF = {each.id: each.channel_id for each in example.KINDS}.__getitem__
EVEN = [Fraction(1)] * 5
PHONE, MAIL = UUID(int=1), UUID(int=2)


def outcomes(conversions=example.CONVERSIONS):
    return [Outcome(each, (), (), Fraction(0), None) for each in conversions]


def known(touches=example.INTERACTIONS, sales=None):
    return met(touches, outcomes() if sales is None else sales, CHANNEL_OF, lambda each: each.score)


def alike(*channels):
    """Return channels of which all contacts are known."""
    return dict.fromkeys(channels, (Fraction(1), Fraction(1)))


def contacts(*groups):
    """Return contacts of groups (score, how many, how many of them bought)."""
    return [
        Met(score, frozenset({PHONE if score > 5000 else MAIL}), 1, at < bought)
        for score, count, bought in groups
        for at in range(count)
    ]


def test_the_worked_example():
    found, untouched = known()
    assert (len(found), untouched) == (7, 1)  # C6 bought without a touch
    rates = {each.level: (each.bought.value, each.contacts.value) for each in rungs(found)}
    assert rates == {1: (0, 0), 2: (0, 2), 3: (0, 2), 4: (0, 0), 5: (3, 3)}
    video = next(
        each for each in by_channel(found, alike(key("tweet"), key("email"), key("video"))) if each.reached.n == 3
    )
    assert (video.reached.value, video.others.value, video.others.n) == (1, 0, 4)
    assert (video.difference.value, video.p, video.difference.reason) == (1, None, "too_few_conversions")


def test_fishers_1_in_35():
    assert fisher((3, 3), (0, 4)) == pytest.approx(1 / 35, abs=1e-12)
    assert fisher((3, 3), (0, 4)) == pytest.approx(0.028571, abs=1e-6)


def test_what_follows_a_sale_did_not_lead_to_it():
    video = next(each for each in example.INTERACTIONS if each.kind_id == key("kind video"))
    later = replace(video, id=key("later"), contact_id=key("C6"), start_us=example.at("06-11T11:00") + 1)
    assert known((*example.INTERACTIONS, later)) == known()
    on_time = replace(later, start_us=example.at("06-11T11:00"))
    found, untouched = known((*example.INTERACTIONS, on_time))
    assert (len(found), untouched) == (8, 0)


def test_refunds_and_what_is_not_booked_are_no_purchases():
    refund = replace(example.CONVERSIONS[0], id=key("R"), amount_minor=-100, contact_id=key("C7"))
    nobody = replace(example.CONVERSIONS[0], id=key("N"), contact_id=None)
    again = replace(example.CONVERSIONS[0], id=key("A"), at_us=example.AS_OF)
    assert known(sales=outcomes((*example.CONVERSIONS, refund, nobody, again))) == known()


@given(st.randoms())
def test_the_order_of_entries_does_not_matter(random):
    touches, sales = list(example.INTERACTIONS), outcomes()
    random.shuffle(touches)
    random.shuffle(sales)
    found, untouched = known(touches, sales)
    ordered, same = known()
    assert (Counter(found), untouched) == (Counter(ordered), same)


def test_an_unknown_contact_reaches_nothing():
    anonymous = [replace(each, contact_id=None) for each in example.INTERACTIONS]
    assert known(anonymous) == ((), 4)
    assert known((), ()) == ((), 0)
    assert [each.purchase_rate.reason for each in rungs(())] == ["nothing_recorded"] * 5
    assert by_channel((), alike(PHONE)) == ()


def test_a_rate_has_its_range_from_ten_purchases_of_ten_contacts_on():
    found = rungs(contacts((9000, 40, 12), (3000, 40, 3)))
    assert (found[4].purchase_rate.value, found[4].purchase_rate.n) == (Fraction(3, 10), 40)
    wilson = stats.binomtest(12, 40).proportion_ci(method="wilson")
    assert (found[4].purchase_rate.low, found[4].purchase_rate.high) == pytest.approx((wilson.low, wilson.high))
    assert (found[2].purchase_rate.reason, found[2].purchase_rate.low) == ("too_few_conversions", None)


def test_the_trend_is_kendalls():
    group = contacts((1000, 40, 2), (3000, 40, 8), (9000, 20, 12))
    found = trend(group, EVEN)
    expected = stats.kendalltau([1] * 40 + [3] * 40 + [5] * 20, [int(each.bought) for each in group])
    assert (found.statistic, found.p) == pytest.approx((expected.statistic, expected.pvalue))
    assert found.reason is None
    assert found.statistic > 0
    assert found.p < 0.001
    assert trend(group[::-1], EVEN) == found


@pytest.mark.parametrize(
    ("group", "reason", "described"),
    [
        ((), "too_few_conversions", False),
        (((9000, 20, 0),), "too_few_conversions", False),
        (((9000, 3, 3), (1000, 4, 0)), "too_few_conversions", True),
        (((9000, 20, 9), (1000, 20, 0)), "too_few_conversions", True),
        (((9000, 20, 20), (1000, 20, 20)), "too_few_contacts", False),
        (((9000, 20, 11), (1000, 20, 20)), "too_few_contacts", True),
        (((9000, 40, 20),), "one_level", False),
    ],
)
def test_what_is_not_compared(group, reason, described):
    found = trend(contacts(*group), EVEN)
    assert (found.p, found.reason) == (None, reason)
    assert (found.statistic is not None) is described


def test_levels_of_which_too_many_contacts_are_unknown_are_not_compared():
    group = contacts((9000, 20, 12), (1000, 20, 2))
    shares = [Fraction(84, 100), None, None, None, Fraction(1)]
    assert trend(group, shares).reason == "contact_shares_differ"
    assert trend(group, shares).statistic > 0
    assert trend(group, [Fraction(85, 100), *shares[1:]]).reason is None
    assert trend(group, [None] * 5).reason is None


def touched(*groups):
    """Return contacts of groups (score, touches, how many, how many of them bought)."""
    return [
        Met(score, frozenset(), touches, at < bought) for score, touches, count, bought in groups for at in range(count)
    ]


def test_who_is_met_more_often_is_compared_with_their_like():
    # Within both strata level 4 and 5 buy less; over all they buy more, as they are met more often.
    found = among_alike(touched((5000, 1, 10, 1), (3000, 1, 90, 18), (9000, 9, 90, 54), (4999, 7, 10, 8)), EVEN)
    assert found.reverses
    assert found.crude.value > 1 > found.pooled.value
    # (1·72/100 + 54·2/100) ÷ (9·18/100 + 36·8/100)
    assert found.pooled.value == Fraction(180, 450)
    one, other = (among_alike(touched((9000, n, 20, 9), (3000, n, 20, 4)), EVEN) for n in (3, 4))
    assert one == other != among_alike(touched((9000, 3, 20, 9), (3000, 5, 20, 4)), EVEN)
    uneven = among_alike(touched((9000, 1, 20, 9), (3000, 1, 20, 4)), [Fraction(1), Fraction(1, 2)])
    assert (uneven.reason, uneven.p, uneven.reverses, uneven.pooled.low) == ("contact_shares_differ", None, None, None)
    assert among_alike((), EVEN).reason == "nothing_recorded"
    assert among_alike(touched((9000, 1, 9, 9), (3000, 1, 20, 4)), EVEN).reason == "too_few_contacts"


def test_channels_side_by_side():
    found = by_channel(contacts((9000, 20, 12), (3000, 30, 5)), alike(MAIL, UUID(int=9), PHONE))
    assert [each.channel for each in found] == [MAIL, PHONE]
    mail, phone = found
    expected = stats.fisher_exact([[12, 8], [5, 25]]).pvalue
    assert (phone.p, mail.p) == pytest.approx((expected, expected))
    assert phone.p_holm == pytest.approx(2 * expected)
    assert phone.difference.value == Fraction(12, 20) - Fraction(5, 30) == -mail.difference.value
    vague = by_channel(contacts((9000, 20, 12), (3000, 30, 5)), {PHONE: (Fraction(1), Fraction(84, 100))})[0]
    assert (vague.difference.reason, vague.p, vague.p_holm) == ("contact_shares_differ", None, None)
    alone = by_channel(contacts((9000, 20, 12)), alike(PHONE))[0]
    assert (alone.others.value, alone.difference.value, alone.difference.reason) == (None, None, "nothing_recorded")


@given(st.lists(st.tuples(st.integers(0, 10_000), st.integers(0, 30), st.integers(0, 30)), max_size=6))
def test_no_number_is_ever_infinite(groups):
    group = contacts(*((score, count, min(count, bought)) for score, count, bought in groups))
    found = trend(group, EVEN)
    assert found.p is None or 0 <= found.p <= 1
    assert found.statistic is None or math.isfinite(found.statistic)
    assert sum(each.contacts.value for each in rungs(group)) == len(group)
