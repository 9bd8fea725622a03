"""Hours moved between two channels: a sum by hand, the range, and what is not said."""

import json
import math
from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roidesk.analytics.intervals import weekly_difference
from roidesk.analytics.sums.tally import Tally, total
from roidesk.analytics.what_if import Asked, Channel, what_if
from roidesk.domain.instants import HOUR, Period


def week(hours, purchases=0, booked=0, known=1, labour=None, **more):
    counted = int(Fraction(hours) * HOUR)
    return Tally(
        counted=counted,
        known=counted * Fraction(known),
        labour=Fraction(hours) * 30 if labour is None else Fraction(labour),
        purchases=Fraction(purchases),
        sales=int(purchases),
        conversions=Fraction(purchases),
        events=int(purchases),
        booked=Fraction(booked),
        remains=Fraction(booked) * Fraction(2, 5),
        **more,
    )


def sums(*channels):
    return [total(weeks) for weeks in zip(*(each.weeks for each in channels), strict=True)]


def asked(mail, call, hours=2, **more):
    source, target = Channel("Email", mail), Channel("Phone", call)
    return what_if(Fraction(hours), source, target, more.get("totals") or sums(source, target), "EUR")


MAIL = [week(10 + at % 3, 4, 200 + 10 * (at % 4)) for at in range(12)]
CALL = [week(4 + at % 4, 3, 400 + 25 * (at % 5)) for at in range(12)]


def test_a_sum_by_hand():
    found = asked([week(10, 4, 200), week(12, 4, 240)], [week(4, 3, 400), week(6, 3, 500)])
    # 90 an hour by phone, 20 by mail
    assert found.target.sales_per_hour.value == 90
    assert found.source.sales_per_hour.value == 20
    assert found.sales_change.value == 2 * 70
    assert found.remains_change.value == 2 * 28
    assert found.purchases_change.value == 2 * (Fraction(6, 10) - Fraction(8, 22))
    assert (found.source.hours.value, found.source.then.value, found.target.then.value) == (11, 9, 7)
    assert (found.target.least.value, found.target.most.value) == (4, 6)
    assert found.flags == ("outside_tried",)
    # 1340 for 960; then 280 more over the two weeks
    assert found.return_ratio.value == Fraction(1340, 960)
    assert found.return_ratio_then.value == Fraction(1620, 960)
    assert found.sales_change.reason == "too_few_conversions"


def test_from_thirty_purchases_on_each_there_is_a_range():
    found = asked(MAIL, CALL, Fraction(1, 2))
    by_hour = weekly_difference(
        ([each.booked for each in CALL], [Fraction(each.counted) / HOUR for each in CALL]),
        ([each.booked for each in MAIL], [Fraction(each.counted) / HOUR for each in MAIL]),
    )
    assert (found.sales_change.low, found.sales_change.high) == pytest.approx((by_hour.low / 2, by_hour.high / 2))
    assert found.sales_change.low < found.sales_change.value < found.sales_change.high
    assert (found.sales_change.n, found.sales_change.reason) == (36, None)
    assert (found.flags, found.return_ratio_then.low) == ((), None)
    assert asked(MAIL, [replace(each, sales=2) for each in CALL]).sales_change.reason == "too_few_conversions"
    at_last = [replace(each, sales=3 if at < 6 else 2) for at, each in enumerate(CALL)]
    assert sum(each.sales for each in at_last) == 30
    assert asked(MAIL, at_last).sales_change.reason is None
    ten = [replace(each, sales=3) for each in CALL[:10]]
    assert asked(MAIL[:10], ten).sales_change.reason is None
    few = [replace(each, sales=4) for each in CALL[:9]]
    assert asked(MAIL[:9], few).sales_change.reason == "too_few_clusters"


@pytest.mark.parametrize(("hours", "flags"), [(2, ()), (3, ("outside_tried",)), (Fraction(1, 10), ())])
def test_outside_what_was_tried(hours, flags):
    mail, call = [week(10, 9, 90), week(6, 9, 90), week(8, 9, 90)], [week(4, 9, 90), week(8, 9, 90), week(6, 9, 90)]
    assert asked(mail, call, hours).flags == flags


def test_channels_of_which_contacts_are_known_unevenly_are_not_compared():
    vague = [replace(each, known=each.known * Fraction(84, 100)) for each in MAIL]
    found = asked(vague, CALL, Fraction(1, 2))
    assert found.flags == ("contact_shares_differ",)
    assert (found.sales_change.reason, found.sales_change.low) == ("contact_shares_differ", None)
    assert found.sales_change.value is not None
    fair = [replace(each, known=each.known * Fraction(85, 100)) for each in MAIL]
    assert asked(fair, CALL, Fraction(1, 2)).flags == ()


def test_a_channel_never_tried():
    found = asked(MAIL, [Tally()] * 12)
    assert (found.sales_change.value, found.sales_change.reason) == (None, "no_time")
    assert (found.target.contact_share.reason, found.target.purchases_per_hour.reason) == ("no_time", "no_time")
    assert (found.return_ratio_then.reason, found.flags) == ("no_time", ("outside_tried",))
    assert asked([Tally()] * 12, CALL).purchases_change.value is None


def test_what_is_not_known_stays_unknown():
    found = asked(MAIL, [replace(CALL[0], booked_unknown=1), *CALL[1:]])
    assert (found.sales_change.value, found.sales_change.reason) == (None, "rate_missing")
    assert (found.remains_change.reason, found.return_ratio_then.reason) == ("rate_missing", "rate_missing")
    assert found.purchases_change.value is not None
    found = asked(MAIL, [replace(CALL[0], margin_unknown=1), *CALL[1:]])
    assert (found.remains_change.value, found.remains_change.reason) == (None, "margin_unknown")
    assert found.sales_change.value is not None


def test_without_cost_there_is_no_ratio():
    free = [replace(each, labour=Fraction(0)) for each in MAIL], [replace(each, labour=Fraction(0)) for each in CALL]
    found = asked(*free)
    assert (found.return_ratio_then.value, found.return_ratio_then.reason) == (None, "no_cost")
    partly = asked([replace(each, unpriced=1) for each in MAIL], CALL)
    assert partly.return_ratio_then.at_most


HOURS = st.lists(st.tuples(st.integers(0, 9), st.integers(0, 5), st.integers(-9, 99)), min_size=1, max_size=14)


@given(HOURS, st.fractions(Fraction(1, 60), 40, max_denominator=60))
def test_there_and_back_is_nothing(weeks, hours):
    mail = [week(spent, sold, booked) for spent, sold, booked in weeks]
    call = [week(spent + 1, sold, 2 * booked) for spent, sold, booked in weeks]
    there, back = asked(mail, call, hours), asked(call, mail, hours)
    for name in ("sales_change", "purchases_change", "remains_change"):
        one, other = getattr(there, name).value, getattr(back, name).value
        assert (one is None) == (other is None)
        assert one is None or one == -other
    document = json.dumps(there.as_json(), allow_nan=False)
    assert math.isfinite(len(document))
    assert asked(mail[::-1], call[::-1], hours).sales_change.value == there.sales_change.value


def test_as_json():
    period = Period(date(2026, 6, 1), date(2026, 8, 23))
    found = Asked(period, "Europe/Amsterdam", 0, "EUR", "linear", 30, 12, asked(MAIL, CALL, 1)).as_json()
    assert (found["currency"], found["model"], found["weeks"]["value"]) == ("EUR", "linear", 12)
    assert (found["from"]["key"], found["to"]["key"], found["hours"]["value"]) == ("Email", "Phone", 1)
    assert found["cautions"] == ["average_not_next_hour", "credit_is_bookkeeping"]
