"""Pay-back over a real store: the worked example, margins, filters, what came before, merged contacts."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from roidesk.analytics.pages.values import PaidBackState
from roidesk.analytics.payback.forecast import NOT_AT_THIS_PACE
from roidesk.analytics.payback.report import Basis
from roidesk.analytics.query import Query
from roidesk.domain.filters import parse
from roidesk.domain.instants import DAY, Period
from roidesk.domain.model import Allocation, Contact, Cost, CostKind
from roidesk.services.paying_back import PayingBack
from tests.analytics import worked_example as example
from tests.analytics.worked_example import AS_OF, PERIOD, at, key
from tests.services.figures_bench import sale, touch

ASKED = Query(period=PERIOD, as_of=AS_OF)
MARGIN = Fraction(2, 5)
NET = (
    "-14.80 -28.3083 -105.8583 -113.2833 113.6667 77.8667 74.5667 53.2667 223.4667 214.1667 314.6167 597.15 593.85 "
    "590.55"
).split()


@pytest.fixture
def paying_back(bench):
    return PayingBack(bench.figures)


def rows(report):
    return {row.name: row for row in report.cohorts.rows}


def test_the_worked_example(small, paying_back):
    found = paying_back.report(ASKED)
    assert [round(float(net), 4) for _, net in found.course.series] == [float(each) for each in NET]
    assert (found.course.break_even, found.course.first_crossing) == (date(2026, 6, 5), date(2026, 6, 5))
    assert (found.course.exposure, found.course.exposure_day) == (Fraction(-6797, 60), date(2026, 6, 4))
    assert (found.basis, found.state, found.reason) == (Basis.SALES, PaidBackState.TOO_LITTLE, "too_few_conversions")


def test_the_worked_example_as_of_4_june(small, paying_back):
    found = paying_back.report(replace(ASKED, as_of=at("06-05T00:00")))
    assert [day for day, _ in found.course.series][-1] == date(2026, 6, 4)
    assert (found.forecast.day, found.reason) == (None, NOT_AT_THIS_PACE)
    assert round(float(found.forecast.pace), 2) == -28.32


def test_after_margin(small, paying_back):
    found = paying_back.report(replace(ASKED, margin=MARGIN))
    assert found.basis is Basis.MARGIN
    assert found.net.value == Fraction(1731, 20)
    # The 96.00 that remain of the sale of the 5th leave the 126.33 spent by then uncovered.
    assert found.course.break_even == date(2026, 6, 12)


def test_without_a_period_since_the_first_entry(small, paying_back):
    found = paying_back.report(replace(ASKED, period=None))
    assert found.period == PERIOD
    assert [round(float(net), 2) for _, net in found.course.series][-1] == 590.55


def test_without_a_period_a_day_that_has_begun_in_the_east_counts(bench, paying_back):
    late = at("06-14T23:00")
    bench.put(touch("here", "06-14T22:00"), replace(touch("east", late), zone="Asia/Tokyo"))
    found = paying_back.report(Query(as_of=late + 1))
    assert found.period == Period(date(2026, 6, 14), date(2026, 6, 15))
    assert found.net.value == -12  # twice ten minutes at 36.00 an hour
    assert paying_back.report(Query(as_of=late - 1)).period.last == date(2026, 6, 14)


def test_an_empty_store(bench, paying_back):
    found = paying_back.report(Query(as_of=AS_OF))
    assert (found.period.length, found.reason, found.cohorts.rows) == (1, "nothing_recorded", ())


def test_a_period_that_lies_ahead(small, paying_back):
    ahead = Period(date(2026, 7, 1), date(2026, 7, 2))
    found = paying_back.report(replace(ASKED, period=ahead))
    assert (found.course.series, found.reason) == ((), "nothing_recorded")


def test_cohorts_of_the_worked_example(small, paying_back):
    found = paying_back.report(ASKED)
    june = rows(found)["2026-06"]
    assert (june.contacts, june.buyers) == (7, 3)
    assert (june.so_far.labour, june.so_far.returned) == (Fraction(613, 4), 720)
    # The youngest, C8 of the 4th, has lived through one week by the 14th; the sale of that week is that of C1.
    assert [(age.labour, age.returned) for age in june.ages] == [(Fraction(611, 6), 240)]
    assert june.payback_age == 0
    assert rows(found)["(no touch)"].so_far.returned == 120


def test_cohorts_add_up_to_the_totals(small, paying_back):
    small.put(touch("nobody", "06-09T10:00", contact_id=None), sale("somebody", "06-10T10:00", contact_id=None))
    for margin in (None, MARGIN):
        found = paying_back.report(replace(ASKED, margin=margin))
        totals = small.totals(margin=margin)
        assert sum(row.so_far.labour for row in found.cohorts.rows) == totals.labour.value
        worth = Fraction(1) if margin is None else MARGIN
        assert sum(row.so_far.returned for row in found.cohorts.rows) == totals.booked.value * worth
        assert found.net.value == totals.booked.value * worth - totals.cost.value
    assert rows(found)["(no contact)"].so_far.labour > 0


def test_who_was_touched_before_the_period_is_no_cohort(small, paying_back):
    second = replace(ASKED, period=Period(date(2026, 6, 8), date(2026, 6, 14)))
    found = paying_back.report(second)
    assert set(rows(found)) == {"(before)", "(no touch)"}
    assert rows(found)["(before)"].so_far.returned == 480
    assert sum(row.so_far.labour for row in found.cohorts.rows) == small.totals(period=second.period).labour.value


def test_a_sale_before_any_touch_is_never_touched(bench, paying_back):
    bench.put(sale("early", "06-02T10:00"), touch("late", "06-03T10:00"))
    found = paying_back.report(ASKED)
    assert rows(found)["(no touch)"].so_far.returned == 100
    assert rows(found)["2026-06"].so_far.returned == 0


def test_who_was_merged_is_one_contact(bench, paying_back):
    bench.put(
        Contact(id=key("C2"), name="C2", merged_into_id=key("C1")),
        touch("old", "05-20T10:00", contact_id=key("C2")),
        touch("new", "06-03T10:00"),
        sale("sold", "06-04T10:00"),
    )
    found = paying_back.report(replace(ASKED, period=None))
    assert rows(found)["2026-05"].contacts == 1
    assert rows(found)["2026-05"].so_far.returned == 100
    assert set(rows(paying_back.report(ASKED))) == {"(before)"}


def test_a_filter_keeps_its_part(small, paying_back):
    where = parse("channel=tweet")
    found = paying_back.report(replace(ASKED, where=where))
    totals = small.totals(where=where, margin=None)
    assert found.net.value == totals.booked.value - totals.cost.value
    whole = sum(row.so_far.returned for row in found.cohorts.rows)
    assert float(whole) == pytest.approx(float(totals.booked.value))


def test_ads_paid_once_are_left_out_of_the_pace_on_request(small, paying_back):
    early = replace(ASKED, as_of=at("06-05T00:00"))
    found = paying_back.report(early, without_one_offs=True)
    # 50.00 for the promoted tweet of the 3rd.
    assert found.forecast.pace - paying_back.report(early).forecast.pace == Fraction(50, 4)
    assert found.net == paying_back.report(early).net


def test_a_cost_paid_once_and_spread_by_minutes_is_left_out_too(small, paying_back):
    once = Cost(
        id=key("once"), name="once", kind=CostKind.ONE_OFF, amount_minor=1400, currency="EUR",
        first_day=PERIOD.first, last_day=PERIOD.last, allocation=Allocation.MINUTES,
    )  # fmt: skip
    small.put(once)
    asked = replace(ASKED, where=parse("channel=tweet"))
    found = paying_back.report(asked, without_one_offs=True)
    added = (found.forecast.pace - paying_back.report(asked).forecast.pace) * 14
    assert added == 50 + 14 * Fraction(48, 260)


def test_rates_that_are_missing(small, paying_back):
    small.put(touch("unpaid", "06-10T10:00", person_id=key("Bob")))
    small.delete(type(example.RATES[0]), key("rate Bob 1 1"))
    found = paying_back.report(ASKED)
    assert (found.state, found.net.at_most) == (PaidBackState.RATE_MISSING, True)
    assert [each.name for each in found.missing] == ["Bob"]
    assert rows(found)["2026-06"].payback_age is None


def test_days_are_those_of_the_entries_own_zones(bench, paying_back):
    tokyo = at("06-02T23:30")
    bench.put(replace(touch("east", tokyo), zone="Asia/Tokyo"), replace(sale("sold", tokyo + DAY), zone="Asia/Tokyo"))
    found = paying_back.report(replace(ASKED, as_of=tokyo + DAY + 1))
    net = dict(found.course.series)
    assert net[date(2026, 6, 2)] == 0
    assert net[date(2026, 6, 3)] == -5
    assert net[date(2026, 6, 4)] == 95
