"""Which touches a conversion has where an earlier one of the same contact was booked, and Markov over a real store."""

from dataclasses import replace
from datetime import timedelta
from fractions import Fraction

import pytest

from roidesk.analytics.query import Overlap
from roidesk.domain.filters import parse
from roidesk.domain.instants import SECOND, Period
from roidesk.domain.model import Contact, Conversion, Interaction
from tests.analytics import worked_example as example
from tests.analytics.worked_example import at, key
from tests.services.figures_bench import ASKED, sale, touch

RESET = replace(ASKED, overlap=Overlap.RESET, model="linear")


def names_of_touches(bench, query):
    """Return the touches of each conversion, by the key of their names."""
    with bench.figures.asking(query) as asked:
        return [[each.id for each in outcome.touches] for outcome in asked.outcomes]


def test_after_a_purchase_only_later_touches_count_where_that_is_asked(bench):
    bench.put(
        touch("before", "06-02T09:00"),
        sale("first", "06-03T09:00"),
        touch("at that instant", "06-03T09:00"),
        touch("between", "06-04T09:00"),
        sale("second", "06-05T09:00"),
    )
    before, meanwhile, between = key("before"), key("at that instant"), key("between")
    first = names_of_touches(bench, ASKED)[0]
    assert sorted(first) == sorted([before, meanwhile])
    assert names_of_touches(bench, ASKED)[1] == [*first, between]
    assert names_of_touches(bench, RESET) == [first, [between]]
    rows = bench.figures.report(replace(RESET, by=("channel",))).rows
    assert sum(row.line.booked.value for row in rows) == 200


@pytest.mark.parametrize(
    "other",
    [
        {"booked": False, "kind": "demo_request"},
        {"minor": -5_000},
        {"contact_id": key("C2")},
        {"contact_id": None},
        {"when": "06-05T09:00"},
    ],
    ids=["not booked", "a refund", "of another contact", "of nobody known", "at the same instant"],
)
def test_only_an_earlier_booked_sale_of_the_same_contact_takes_touches(bench, other):
    given = {"when": "06-03T09:00"} | other
    bench.put(touch("one", "06-02T09:00"), sale("other", **given), sale("second", "06-05T09:00"))
    assert names_of_touches(bench, RESET)[-1] == [key("one")]


def test_direct_proof_and_a_refund_stay_with_their_sale(bench):
    bench.put(
        touch("one", "06-02T09:00"),
        sale("first", "06-03T09:00"),
        sale("second", "06-05T09:00", interaction_id=key("one")),
        sale("third", "06-06T09:00"),
        sale("back", "06-08T09:00", -10_000, refund_of_id=key("first")),
        sale("back too", "06-09T09:00", -10_000, refund_of_id=key("third")),
    )
    assert names_of_touches(bench, RESET) == [[key("one")], [key("one")], [], [key("one")], []]


def test_who_was_merged_bought_before(bench):
    bench.put(touch("one", "06-02T09:00"), sale("second", "06-05T09:00"))
    assert names_of_touches(bench, RESET) == [[key("one")]]
    bench.put(Contact(id=key("C2"), name="C2", merged_into_id=key("C1")))
    bench.put(sale("first", "06-03T09:00", contact_id=key("C2")))
    assert names_of_touches(bench, RESET) == [[key("one")], []]
    bench.delete(Conversion, key("first"))
    assert names_of_touches(bench, RESET) == [[key("one")]]


def test_an_earlier_sale_of_another_week_is_followed(bench):
    bench.put(touch("one", "06-05T09:00"), sale("second", "06-10T09:00"))
    assert names_of_touches(bench, RESET) == [[key("one")]]
    bench.put(sale("first", "06-06T09:00"))
    assert names_of_touches(bench, RESET) == [[key("one")], []]


def test_markov_of_the_worked_example(small):
    query = replace(ASKED, model="markov", by=("channel",))
    rows = {row.key[0]: row.line for row in small.figures.report(query).rows}
    expected = {"tweet": (124200, 17884800), "email": (139150, 20037600), "video": (78705, 11333520)}
    for name, (conversions, booked) in expected.items():
        assert float(rows[name].conversions.value) == pytest.approx(conversions / 68411, abs=1e-12)
        assert float(rows[name].booked.value) == pytest.approx(booked / 68411, abs=1e-9)
        assert float(rows[name].return_ratio.value) == pytest.approx(
            booked / 68411 / float(rows[name].cost.value), abs=1e-9
        )
    assert rows["(none)"].booked.value == 120


def chance(bench, **changed):
    with bench.figures.asking(replace(ASKED, model="markov", **changed)) as asked:
        return asked.removals.p_conv


def test_a_journey_to_nothing_is_of_a_contact_who_never_converted_up_to_then(small):
    assert chance(small).value == Fraction(5, 7)
    # Long before the period, and long before as_of: C7 is no journey to nothing any more.
    small.put(sale("old", "01-05T09:00", contact_id=key("C7")))
    assert chance(small).value == Fraction(5, 6)
    small.put(sale("refund", "01-06T09:00", -100, contact_id=key("C8")))
    assert chance(small).value == Fraction(5, 6)
    small.put(sale("of a touch", "06-14T09:00", contact_id=None, interaction_id=example.INTERACTIONS[19].id))
    assert chance(small).value == 1
    assert chance(small, as_of=at("06-14T08:59")).value == Fraction(5, 6)


def test_a_merged_contact_who_bought_is_no_journey_to_nothing(small):
    small.put(Contact(id=key("C8"), name="C8", merged_into_id=key("C1")))
    assert chance(small).value == Fraction(5, 6)


def test_touches_outside_the_period_are_not_on_a_journey_to_nothing(small):
    small.delete(Interaction, example.INTERACTIONS[4].id)
    small.delete(Interaction, example.INTERACTIONS[16].id)
    assert chance(small).value == Fraction(5, 6)
    small.put(touch("early", "05-31T23:59", contact_id=key("C7")))
    small.put(touch("late", at("06-15T00:00") + SECOND, contact_id=key("C7")))
    assert chance(small).value == Fraction(5, 6)


def test_a_filter_leaves_markov_with_what_it_keeps(small):
    query = replace(ASKED, model="markov", where=parse("channel=tweet"), by=("channel",))
    report = small.figures.report(query)
    assert report.totals.conversions.value == sum(row.line.conversions.value for row in report.rows)
    assert report.totals.minutes.value == 48


def test_the_return_page_says_why_markov_is_no_more_than_a_lead(small):
    assert small.figures.return_page(replace(ASKED, model="markov")).model_reason == "too_few_journeys"
    assert small.figures.return_page(ASKED).model_reason is None


def test_while_markov_warns_no_row_has_a_range(bench):
    for week in range(12):
        day = ASKED.period.first + timedelta(weeks=week)
        bench.put(touch(f"t{week}", f"{day:%m-%d}T09:00"), sale(f"s{week}", f"{day:%m-%d}T10:00"))
    query = replace(ASKED, period=Period(ASKED.period.first, day), as_of=None)
    bench.clock.us = at(f"{day:%m-%d}T23:00")
    for model, ranged in (("linear", True), ("markov", False)):
        (row,) = bench.figures.report(replace(query, model=model, by=("channel",))).rows
        page = bench.figures.return_page(replace(query, model=model))
        assert (row.line.return_ratio.low is not None) is ranged
        assert (page.channels[0].back.figure.low is not None) is ranged


def test_an_empty_store_has_no_journeys(bench):
    assert (chance(bench).value, chance(bench).reason) == (None, "nothing_recorded")
    assert bench.figures.report(replace(ASKED, model="markov", by=("channel",))).rows == ()
