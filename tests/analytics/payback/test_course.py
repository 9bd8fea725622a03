from collections import defaultdict
from datetime import date, timedelta
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from roidesk.analytics.payback.course import Payback, payback
from roidesk.domain.instants import Period

JUNE = Period(date(2026, 6, 1), date(2026, 6, 4))


def on(**amounts):
    return {date(2026, 6, int(day[1:])): Fraction(amount) for day, amount in amounts.items()}


def test_it_has_paid_back_on_the_day_from_which_net_stays_above():
    found = payback(JUNE, on(d2=15, d4=10), on(d1=10, d3=8))
    assert [net for _, net in found.series] == [-10, 5, -3, 7]
    assert found.first_crossing == date(2026, 6, 2)
    assert found.break_even == date(2026, 6, 4)
    assert (found.exposure, found.exposure_day) == (-10, date(2026, 6, 1))
    assert found.net == 7


def test_not_yet():
    found = payback(JUNE, on(d2=12), on(d1=10, d3=8))
    assert found.break_even is None
    assert found.first_crossing == date(2026, 6, 2)
    assert found.net == -6


def test_net_of_exactly_nothing_is_paid_back():
    found = payback(JUNE, on(d4=10), on(d2=10))
    assert found.break_even == found.first_crossing == date(2026, 6, 4)


def test_days_before_anything_happened_are_no_crossing():
    found = payback(JUNE, on(d4=9), on(d3=10))
    assert found.first_crossing is None
    assert found.series[0] == (date(2026, 6, 1), 0)


def test_no_days_at_all():
    assert Payback((), None, None, Fraction(0), None).net == 0


def test_nothing_at_all():
    found = payback(JUNE, {}, {})
    assert (found.break_even, found.first_crossing, found.exposure, found.exposure_day) == (None, None, 0, None)
    assert found.net == 0


def test_sales_before_any_cost_are_never_exposed():
    found = payback(JUNE, on(d1=10), on(d2=4))
    assert found.break_even == found.first_crossing == date(2026, 6, 1)
    assert found.exposure == 0


MONEY = st.dictionaries(st.integers(1, 4).map(lambda day: date(2026, 6, day)), st.integers(0, 9).map(Fraction))


@given(MONEY, MONEY)
def test_the_days_are_what_their_words_say(returned, spent):
    found = payback(JUNE, returned, spent)
    nets = dict(found.series)
    assert found.net == sum(returned.values()) - sum(spent.values())
    assert found.exposure == min(0, *nets.values())
    assert (found.exposure_day is None) == (found.exposure == 0)
    if found.break_even is None:
        assert found.net < 0 or not any((*returned.values(), *spent.values()))
    else:
        assert found.first_crossing <= found.break_even
        assert all(net >= 0 for day, net in nets.items() if day >= found.break_even)
        before = found.break_even - timedelta(days=1)
        assert nets.get(before, 0) < 0 or not any(
            each.get(day) for each in (returned, spent) for day in nets if day <= before
        )


def test_the_worked_example_by_hand():
    cost = defaultdict(Fraction)
    platform = Fraction(33, 10)
    for day in range(1, 15):
        cost[date(2026, 6, day)] += platform
    for day, minutes, hourly, by in (
        (1, 10, 30, 1), (1, 12, Fraction(65, 2), 1), (2, 15, 30, 1), (2, 5, Fraction(65, 2), 1), (3, 16, 30, 1),
        (3, 30, Fraction(65, 2), 1), (4, 5, 30, 1), (4, 3, Fraction(65, 2), 1), (5, 18, Fraction(65, 2), 1),
    ):  # fmt: skip
        cost[date(2026, 6, day)] += Fraction(minutes * hourly * by, 60)
    cost[date(2026, 6, 3)] += 50
    found = payback(Period(date(2026, 6, 1), date(2026, 6, 5)), on(d5=240), cost)
    assert [round(float(net), 4) for _, net in found.series] == [-14.8, -28.3083, -105.8583, -113.2833, 113.6667]
    assert (found.exposure, found.exposure_day) == (Fraction(-6797, 60), date(2026, 6, 4))
    assert found.break_even == date(2026, 6, 5)
