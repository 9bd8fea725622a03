"""The figures over a real store: the worked example, invariants, zero rules, and what is read again after a write."""

import json
from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from roidesk.analytics.gates import Gate, Order
from roidesk.analytics.pages.values import PaidBackState, Step
from roidesk.analytics.query import Parallel, Query
from roidesk.analytics.sums.dimensions import DIMENSIONS, named
from roidesk.domain.errors import Cancelled, UserError
from roidesk.domain.filters import all_of, entry
from roidesk.domain.instants import DAY, HOUR, MINUTE, SECOND, Period, Week
from roidesk.domain.model import (
    Allocation,
    Brand,
    Channel,
    ChannelKind,
    Conversion,
    Cost,
    FxRate,
    Interaction,
    Orientation,
    Product,
    Rate,
    Topic,
)
from roidesk.services.context import Context
from roidesk.services.figure_words import parts, plain
from roidesk.services.figures import Figures
from roidesk.store.reader import Reader
from tests.analytics import worked_example as example
from tests.analytics.worked_example import AS_OF, CREDIT, TIME_DECAY, ZONE, at, key
from tests.services.figures_bench import ASKED, MARGIN, SUMMED, Bench, cost, sale, touch

# ---------------------------------------------------------------- the worked example


def test_totals_of_the_worked_example(small):
    expected = {
        "interactions": "20", "minutes": "260", "labour": "613/4", "platform": "481/5", "cost": "4989/20",
        "conversions": "6", "purchases": "4", "booked": "840", "expected": "45",
        "return_ratio": "5600/1663", "net_romi": "3937/1663", "margin_roi": "577/1663",
        "return_incl_expected": "5900/1663", "cost_per_purchase": "4989/80", "cost_per_conversion": "1663/40",
        "minutes_per_purchase": "65", "purchases_per_hour": "12/13", "revenue_per_hour": "2520/13",
        "labour_per_hour": "1839/52", "personalness": "2901/52", "personal_minutes": "2901/20", "contact_share": "1",
    }  # fmt: skip
    totals = small.totals()
    assert {name: getattr(totals, name).value for name in expected} == {
        name: Fraction(text) for name, text in expected.items()
    }


@pytest.mark.parametrize(
    ("channel", "expected"),
    [
        ("tweet", "48 26 78 104"),
        ("email", "87 189/4 21/5 1029/20"),
        ("video", "125 80 14 94"),
    ],
)
def test_cost_by_channel_of_the_worked_example(small, channel, expected):
    line = small.rows("channel")[channel]
    found = (line.minutes, line.labour, line.platform, line.cost)
    assert [each.value for each in found] == [Fraction(text) for text in expected.split()]


@pytest.mark.parametrize("model", ["first", "last", "linear", "position", "shapley"])
def test_exact_credit_of_the_worked_example(small, model):
    rows = small.rows("channel", model=model)
    conversions, booked = (list(map(Fraction, texts.split())) for texts in CREDIT[model])
    names = ("tweet", "email", "video")
    assert [rows[name].conversions.value for name in names] == conversions
    assert [rows[name].booked.value for name in names] == booked
    assert [rows[name].return_ratio.value for name in names] == [
        amount / rows[name].cost.value for name, amount in zip(names, booked, strict=True)
    ]
    assert (rows["(none)"].conversions.value, rows["(none)"].booked.value) == (1, 120)


@pytest.mark.parametrize("model", ["time_decay", "minutes", "personal_minutes"])
def test_weighed_credit_of_the_worked_example(small, model):
    rows = small.rows("channel", model=model)
    exact = [[float(Fraction(each)) for each in texts.split()] for texts in CREDIT.get(model, ("0", "0"))]
    conversions, booked = TIME_DECAY if model == "time_decay" else exact
    names = ("tweet", "email", "video")
    assert [float(rows[name].conversions.value) for name in names] == pytest.approx(conversions, rel=1e-12, abs=1e-9)
    assert [float(rows[name].booked.value) for name in names] == pytest.approx(booked, rel=1e-12, abs=1e-9)


def test_the_report_is_json_as_the_contract_writes_it(small):
    found = json.loads(json.dumps(small.figures.report(replace(ASKED, by=("channel",), model="linear")).as_json()))
    assert list(found) == [
        "period", "currency", "model", "window_days", "overlap", "totals", "rows", "touched_minutes_share",
        "involved_sales", "last_weeks",
    ]  # fmt: skip
    assert found["period"] == {
        "from": "2026-06-01",
        "to": "2026-06-14",
        "zone": ZONE,
        "as_of": "2026-06-15T00:00:00+02:00",
    }
    assert [row["key"] for row in found["rows"]] == ["tweet", "email", "video", "(none)"]
    assert found["totals"]["return_ratio"] == {
        "value": pytest.approx(3.3674082982561635, abs=1e-12),
        "unit": "ratio",
        "n": 4,
        "low": None,
        "high": None,
        "reason": "too_few_conversions",
    }
    assert found["rows"][3]["return_ratio"]["reason"] == "no_cost"
    assert found["touched_minutes_share"]["value"] == pytest.approx(236 / 260)
    crossed = small.figures.report(replace(ASKED, by=("channel", "week"))).as_json()["rows"]
    assert crossed[0]["key"] == ["tweet", "2026-W23"]


def test_paid_back_by_day_on_sales_alone(small):
    page = small.figures.return_page(replace(ASKED, margin=Fraction(1)))
    assert page.tiles.back.gate is Gate.TOO_LITTLE
    assert page.tiles.paid_back.state is PaidBackState.TOO_LITTLE


# ---------------------------------------------------------------- rows add up


def add_variety(bench):
    """Topics, brands, products, campaigns, parallel time, two zones, every kind of shared cost, a refund."""
    stylo, other = (Brand(id=key(name), name=name) for name in ("Stylo", "Other"))
    pen = Product(id=key("pen"), name="pen", orientation=Orientation.PRODUCT, brand_id=stylo.id, margin_ppm=300_000)
    help_ = Product(id=key("help"), name="help", orientation=Orientation.SERVICE)
    topics = tuple(Topic(id=key(name), name=name) for name in ("ink", "paper", "glue"))
    bench.put(stylo, other, pen, help_, *topics)
    june = (date(2026, 6, 1), date(2026, 6, 30))
    bench.put(
        touch("p1", "06-03T11:00", 40, brand_id=stylo.id, product_id=pen.id, topics=(topics[0].id, topics[1].id)),
        touch("p2", "06-03T11:10", 40, contact_id=None, several=True, topics=tuple(each.id for each in topics)),
        touch("p3", "06-10T23:50", 30, brand_id=other.id, product_id=help_.id, campaign="spring"),
        sale("s1", "06-11T10:00", 7_001, brand_id=stylo.id, product_id=pen.id),
        sale("s2", "06-11T11:00", -3_333, refund_of_id=key("s1")),
        sale("s3", "06-12T11:00", 999, contact_id=None, brand_id=other.id),
        cost("everywhere", 10_000, *june, allocation=Allocation.MINUTES),
        cost("by contacts", 7_777, *june, allocation=Allocation.CONTACTS),
        cost("nobody's", 3_333, *june),
        cost(
            "fixed", 5_000, *june, allocation=Allocation.FIXED,
            shares=(f"{key('email')}:250000", f"{key('video')}:333333"),
        ),
    )  # fmt: skip


@pytest.mark.parametrize("parallel", Parallel)
@pytest.mark.parametrize("by", DIMENSIONS)
def test_rows_add_up_to_totals_exactly(small, by, parallel):
    add_variety(small)
    for crossed in ((by,), (by, "channel") if by != "channel" else ("week", "channel")):
        report = small.figures.report(replace(ASKED, by=crossed, parallel=parallel))
        for name in SUMMED:
            assert sum(getattr(row.line, name).value for row in report.rows) == getattr(report.totals, name).value


def test_parallel_time_is_shared_or_counted_whole(small):
    before = small.totals().minutes.value
    add_variety(small)
    assert small.totals().minutes.value == before + 50 + 30
    assert small.totals(parallel=Parallel.FULL).minutes.value == before + 80 + 30


def test_an_interaction_on_several_topics_is_shared_equally(small):
    add_variety(small)
    rows = small.rows("topic", parallel=Parallel.FULL)
    assert rows["ink"].minutes.value == 20 + Fraction(40, 3)
    assert rows["glue"].interactions.value == Fraction(1, 3)


def test_fixed_shares_leave_the_rest_to_nobody(bench):
    bench.put(
        cost(
            "fixed", 9_000, date(2026, 6, 1), date(2026, 6, 14), allocation=Allocation.FIXED,
            shares=(f"{key('email')}:250000",),
        )
    )  # fmt: skip
    rows = bench.rows("channel")
    assert rows["email"].platform.value == Fraction(45, 2)
    assert rows["(shared)"].platform.value == Fraction(135, 2)


def test_costs_spread_by_use(bench):
    bench.put(
        touch("a", "06-02T09:00", 30),
        touch("b", "06-02T10:00", 10, kind_id=key("kind tweet"), contact_id=key("C2")),
        touch("c", "06-02T11:00", 20, kind_id=key("kind tweet"), contact_id=key("C3")),
        cost("by minutes", 6_000, date(2026, 6, 1), date(2026, 6, 14), allocation=Allocation.MINUTES),
    )
    assert bench.rows("channel")["tweet"].platform.value == 30
    bench.delete(Cost, key("by minutes"))
    bench.put(cost("by contacts", 6_000, date(2026, 6, 1), date(2026, 6, 14), allocation=Allocation.CONTACTS))
    assert bench.rows("channel")["tweet"].platform.value == 40
    bench.put(replace(example.CONTACTS[2], merged_into_id=key("C2")))
    assert bench.rows("channel")["tweet"].platform.value == 30


def test_a_channels_cost_falls_on_its_rows_by_their_minutes(small):
    rows = small.rows("person")
    # Ann 36 of 48 minutes of tweets, 45 of 87 of mail, 25 of 125 of video
    tweets, mail, video = 78 * Fraction(36, 48), Fraction(42, 10) * Fraction(45, 87), 14 * Fraction(25, 125)
    assert rows["Ann"].platform.value == tweets + mail + video


def test_what_a_conversion_says_itself_goes_first(small):
    add_variety(small)
    # s3 names its brand and has no touch; K6 says nothing and has none
    assert small.rows("brand")["Other"].booked.value == Fraction(999, 100)
    assert small.rows("brand")["(none)"].booked.value == 120
    assert small.rows("contact")["C6"].booked.value == 120
    assert small.rows("conversion_kind")["demo_request"].conversions.value == 1


# ---------------------------------------------------------------- journeys


def test_the_window_is_closed_at_both_ends(bench):
    moment = at("06-12T12:00")
    bench.put(sale("s", moment))
    for offset, counts in ((0, True), (30 * DAY, True), (30 * DAY + SECOND, False), (-SECOND, False)):
        bench.put(touch("t", moment - offset))
        assert ("email" in {name for name, line in bench.rows("channel").items() if line.booked.value}) is counts


def test_two_purchases_of_one_contact_both_use_its_touches(bench):
    bench.put(touch("t", "06-01T09:00"), sale("s1", "06-02T09:00"), sale("s2", "06-03T09:00"))
    assert bench.rows("channel")["email"].purchases.value == 2


def test_a_refund_takes_the_credit_back_where_it_was_given(bench):
    bench.put(
        touch("t", "06-01T09:00"),
        sale("s", "06-02T09:00"),
        touch("later", "06-03T09:00", kind_id=key("kind video")),
        sale("r", "06-04T09:00", -4_000, refund_of_id=key("s")),
    )
    rows = bench.rows("channel", model="last")
    assert rows["email"].booked.value == 60
    assert rows["video"].booked.value == 0
    assert bench.totals().purchases.value == bench.totals().conversions.value == 1


def test_a_refund_that_says_nothing_is_of_what_its_sale_was(bench):
    bench.put(Brand(id=key("Stylo"), name="Stylo"), Product(id=key("pen"), name="pen", margin_ppm=500_000))
    bench.put(
        touch("t", "06-01T09:00", 60),
        sale("s", "06-02T09:00", brand_id=key("Stylo"), product_id=key("pen")),
        sale("r", "06-04T09:00", -4_000, refund_of_id=key("s"), contact_id=None),
    )
    assert bench.rows("brand")["Stylo"].booked.value == 60
    assert bench.rows("contact")["C1"].booked.value == 60
    assert bench.totals().margin_roi.value == 0


def test_refunds_beyond_sales_show_a_negative_ratio(bench):
    bench.put(touch("t", "06-01T09:00", 60), sale("s", "06-02T09:00", -3_000, refund_of_id=None))
    ratio = bench.totals().return_ratio
    assert (ratio.value, ratio.reason) == (-1, "refunds_exceed_sales")


def test_a_conversion_known_to_have_come_of_a_contact_without_a_name(bench):
    bench.put(
        touch("t", "06-01T09:00", contact_id=None), sale("s", "06-01T10:00", contact_id=None, interaction_id=key("t"))
    )
    assert bench.rows("channel")["email"].booked.value == 100
    bench.put(sale("s", "06-01T10:00", contact_id=key("C2"), interaction_id=key("t")))
    assert bench.rows("channel")["email"].booked.value == 100


def test_a_conversion_before_any_touch_is_explained_by_none(bench):
    bench.put(sale("s", "06-01T08:00"), touch("t", "06-01T09:00"))
    assert bench.rows("channel")["(none)"].booked.value == 100


# ---------------------------------------------------------------- cost


def test_over_midnight_each_day_has_its_own_rate(bench):
    bench.put(touch("t", "06-07T23:30", 60))
    # Ann costs 30 an hour up to 7 June, 36 from 8 June
    assert bench.totals().labour.value == 15 + 18
    assert [line.minutes.value for line in bench.rows("week").values()] == [30, 30]
    assert bench.totals().interactions.value == 1


@pytest.mark.parametrize(("day", "hours"), [((2026, 3, 28), 7), ((2026, 10, 24), 9)])
def test_a_night_of_daylight_saving_costs_the_hours_that_passed(tmp_path, day, hours):
    start = Period(date(*day), date(*day)).span(ZONE).end - HOUR  # 23:00
    end = Period(date(*day), date(*day)).span(ZONE).end + (hours - 1) * HOUR
    bench = Bench(tmp_path, now=end + DAY)
    bench.put(touch("t", start, (end - start) // MINUTE, person_id=key("Bob")))
    asked = Query(period=Period(date(2026, 1, 1), date(2026, 12, 31)), margin=MARGIN)
    report = bench.figures.report(asked)
    assert report.totals.minutes.value == hours * 60
    assert report.totals.labour.value == Fraction(65, 2) * hours
    bench.context.store.close()


def test_overtime_is_paid_by_its_multiplier(bench):
    bench.put(touch("t", "06-06T09:00", 60, overtime_milli=1500))
    assert bench.totals().labour.value == 45


def test_an_unknown_rate_is_counted_never_nothing(small):
    small.delete(Rate, key("rate Bob 1 1"))
    totals = small.totals()
    assert totals.labour.reason == totals.cost.reason == "rate_missing"
    assert totals.labour.value == Fraction(1, 2) * (21 + 25) + Fraction(3, 5) * (15 + 20 + 25)
    assert totals.minutes.value == 260
    assert totals.return_ratio.at_most
    assert totals.return_ratio.reason == "rate_missing"
    report = small.figures.report(ASKED)
    assert [(each.what, each.name, each.day) for each in report.missing] == [("rate", "Bob", date(2026, 6, 1))]
    assert report.as_json()["missing_rates"] == [{"what": "rate", "name": "Bob", "day": "2026-06-01"}]


def test_no_rate_at_all_gives_no_ratio(bench):
    for rate in example.RATES:
        bench.delete(Rate, rate.id)
    bench.put(touch("t", "06-01T09:00"), sale("s", "06-02T09:00"))
    totals = bench.totals()
    for figure in (totals.labour, totals.cost, totals.return_ratio, totals.cost_per_purchase, totals.labour_per_hour):
        assert (figure.value, figure.reason) == (None, "rate_missing")
    assert bench.figures.return_page(ASKED).sentence.code == "rate_missing"


@pytest.mark.parametrize(("age", "known"), [(0, True), (7, True), (8, False)])
def test_a_rate_of_exchange_is_good_for_seven_days(bench, age, known):
    bench.put(
        FxRate(id=key("fx"), day=date(2026, 6, 1), source="USD", target="EUR", rate="0.90"),
        sale("s", at("06-01T10:00") + age * DAY, currency="USD"),
        touch("t", "06-01T09:00", 60),
    )
    booked = bench.totals().booked
    assert (booked.value, booked.reason) == ((90, None) if known else (None, "rate_missing"))


def test_a_cost_is_converted_at_the_rate_of_its_first_day(bench):
    bench.put(
        FxRate(id=key("fx1"), day=date(2026, 5, 30), source="USD", target="EUR", rate="0.90"),
        FxRate(id=key("fx2"), day=date(2026, 6, 2), source="USD", target="EUR", rate="0.50"),
        cost("tool", 3_000, date(2026, 6, 1), date(2026, 6, 30), currency="USD", channel_id=key("email")),
    )
    assert bench.totals().platform.value == 30 * Fraction(9, 10) * Fraction(14, 30)


def test_a_cost_without_a_rate_of_exchange_is_missed_by_name(bench):
    bench.put(cost("tool", 3_000, date(2026, 6, 1), date(2026, 6, 30), currency="USD"), touch("t", "06-01T09:00", 60))
    totals = bench.totals()
    assert (totals.platform.value, totals.platform.reason) == (None, "rate_missing")
    assert (totals.cost.value, totals.cost.reason) == (30, "rate_missing")
    assert [each.name for each in bench.figures.report(ASKED).missing] == ["USD"]


@pytest.mark.parametrize(("currency", "minor", "major"), [("JPY", 1200, 1200), ("TND", 1234, Fraction(1234, 1000))])
def test_currencies_without_or_with_three_decimals(bench, currency, minor, major):
    bench.put(
        FxRate(id=key("fx"), day=date(2026, 6, 1), source=currency, target="EUR", rate="0.5"),
        sale("s", "06-02T10:00", minor, currency=currency),
    )
    assert bench.totals().booked.value == Fraction(major) / 2


def test_what_is_only_expected_is_weighed_by_its_probability(bench):
    bench.put(sale("s", "06-02T10:00", kind="proposal_request", booked=False, probability_ppm=250_000))
    totals = bench.totals()
    assert (totals.booked.value, totals.expected.value) == (0, 25)


# ---------------------------------------------------------------- zero rules


def test_an_empty_store(bench):
    totals = bench.totals()
    assert (totals.return_ratio.value, totals.return_ratio.reason) == (None, "nothing_recorded")
    assert (totals.cost_per_purchase.value, totals.cost_per_purchase.reason) == (None, "no_purchase")
    assert (totals.contact_share.value, totals.contact_share.reason) == (None, "no_time")
    assert totals.cost.value == totals.minutes.value == 0
    page = bench.figures.return_page(Query())
    assert page.sentence.code == "nothing_recorded"
    assert page.period == Period(date(2026, 3, 16), date(2026, 6, 14))
    assert plain(page.sentence).startswith("Nothing is recorded")
    assert bench.figures.week_page(Week(2026, 24)).team.hours.value == 0
    assert [row for by in DIMENSIONS for row in bench.rows(by)] == []


def test_sales_without_any_cost(bench):
    bench.put(sale("s", "06-02T10:00"))
    totals = bench.totals()
    assert (totals.return_ratio.value, totals.return_ratio.reason) == (None, "no_cost")
    assert (totals.revenue_per_hour.value, totals.revenue_per_hour.reason) == (None, "no_time")
    assert bench.figures.return_page(ASKED).sentence.code == "no_cost"


def test_cost_without_any_sale(bench):
    bench.put(touch("t", "06-02T10:00", 60))
    totals = bench.totals()
    assert (totals.return_ratio.value, totals.net_romi.value) == (0, -1)
    assert (totals.cost_per_purchase.value, totals.cost_per_purchase.reason) == (None, "no_purchase")
    page = bench.figures.return_page(ASKED)
    assert page.tiles.back.gate is Gate.NOTHING
    assert "at least €30.00 spent" in plain(page.sentence)


def test_a_channel_that_costs_nothing_beside_one_that_does(bench):
    bench.put(
        Rate(id=key("free"), person_id=key("Bob"), from_day=date(2026, 6, 2), hourly_minor=0, currency="EUR"),
        touch("t", "06-02T10:00", 60),
        touch("u", "06-02T12:00", 60, person_id=key("Bob"), kind_id=key("kind video")),
        sale("s", "06-03T10:00"),
    )
    rows = bench.rows("channel", model="linear")
    assert (rows["video"].return_ratio.value, rows["video"].return_ratio.reason) == (None, "no_cost")
    assert rows["email"].return_ratio.value == Fraction(50, 30)


def test_a_margin_nobody_knows_claims_no_pay_back(small):
    totals = small.totals(margin=None)
    assert (totals.margin_roi.value, totals.margin_roi.reason) == (None, "margin_unknown")
    small.put(*(sale(f"more{n}", "06-13T10:00") for n in range(2)))
    page = small.figures.return_page(replace(ASKED, margin=None))
    assert page.sentence.code == "margin_unknown"
    assert page.tiles.remains is None
    assert page.tiles.paid_back.state is PaidBackState.MARGIN_UNKNOWN
    assert page.pays_back_at is None


def test_the_margin_of_a_sale_goes_before_that_of_its_product_and_the_store(bench):
    bench.put(
        Product(id=key("pen"), name="pen", margin_ppm=300_000),
        touch("t", "06-01T09:00", 60),
        sale("s1", "06-02T10:00"),
        sale("s2", "06-02T11:00", product_id=key("pen")),
        sale("s3", "06-02T12:00", product_id=key("pen"), margin_ppm=100_000),
    )
    assert bench.totals().margin_roi.value == Fraction(40 + 30 + 10 - 30, 30)


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"by": ("colour",)}, "dimension_unknown"),
        ({"by": ("day",)}, "dimension_unknown"),
        ({"by": ("channel", "week", "kind")}, "dimensions_too_many"),
        ({"by": ("channel", "channel")}, "dimensions_too_many"),
        ({"model": "guess"}, "model_unknown"),
    ],
)
def test_what_cannot_be_asked_is_refused(small, changed, code):
    with pytest.raises(UserError) as refused:
        small.figures.report(replace(ASKED, **changed))
    assert refused.value.code == code


def test_sales_of_several_margins_are_said_together(bench):
    bench.put(Product(id=key("pen"), name="pen", margin_ppm=900_000), touch("t", "06-01T09:00", 60))
    bench.put(*(sale(f"s{n}", "06-02T10:00", product_id=key("pen") if n else None) for n in range(5)))
    page = bench.figures.return_page(ASKED)
    assert page.margin == Fraction(4, 5)
    assert plain(page.sentence) == (
        "Every €1 brought back €16.67 in sales. After the margins of what was sold that is €13.33: paid back."
    )


def test_a_cost_that_is_not_all_known_makes_the_sentence_a_bound(bench):
    bench.put(
        touch("t", "06-01T09:00", 60),
        *(sale(f"s{n}", "06-02T10:00") for n in range(5)),
        cost("tool", 3_000, date(2026, 6, 1), date(2026, 6, 30), currency="USD"),
    )
    page = bench.figures.return_page(ASKED)
    said = "Every €1 brought back at most €16.67 in sales: some hourly or platform costs are missing."
    assert plain(page.sentence) == said
    assert page.tiles.paid_back.state is PaidBackState.RATE_MISSING
    bench.delete(Cost, key("tool"))
    bench.put(sale("dollars", "06-03T10:00", currency="USD"))
    page = bench.figures.return_page(ASKED)
    assert "at least €16.67 in sales" in plain(page.sentence)
    assert [(each.what, each.name) for each in page.missing] == [("fx", "USD")]


def test_sales_of_which_nothing_is_known_have_no_ratio(bench):
    bench.put(touch("t", "06-01T09:00", 60), sale("s", "06-02T10:00", currency="USD"))
    bench.put(sale("e", "06-02T11:00", currency="USD", kind="proposal_request", booked=False))
    totals = bench.totals()
    for name in "booked expected return_ratio margin_roi return_incl_expected revenue_per_hour average_sale".split():
        figure = getattr(totals, name)
        assert (name, figure.value, figure.reason) == (name, None, "rate_missing")
    assert (totals.cost.value, totals.minutes_per_purchase.value) == (30, 60)
    page = bench.figures.return_page(ASKED)
    assert plain(page.sentence) == (
        "€30.00 of time and platform. What the sales are worth is not known: enter their rate of exchange."
    )


# ---------------------------------------------------------------- as of an instant


def test_what_starts_after_as_of_is_left_out(small):
    totals = small.totals(as_of=at("06-04T10:00"))
    assert totals.minutes.value == 6 + 4 + 12 + 15 + 5 + 6 + 30 + 10 + 3 + 5
    assert small.totals(as_of=at("06-04T10:00") - 1).interactions.value == 9
    assert totals.conversions.value == 0
    # four of the period's days: 2.00 + 0.30 + 1.00 a day, and the 50.00 of 3 June
    assert totals.platform.value == 4 * Fraction(33, 10) + 50


def test_as_of_midnight_is_the_end_of_the_day_before(small):
    assert small.totals(as_of=at("06-05T00:00")).platform.value == 4 * Fraction(33, 10) + 50
    assert small.totals(as_of=at("06-05T00:00") + 1).platform.value == 5 * Fraction(33, 10) + 50


def test_a_period_that_lies_ahead_is_empty(small):
    totals = small.totals(as_of=at("05-01T00:00"))
    assert totals.minutes.value == totals.cost.value == totals.conversions.value == 0


def test_what_began_by_as_of_counts_however_many_days_it_lasts(small):
    small.put(touch("long", "05-01T00:00", 60 * 24 * 60))
    days = Period(date(2026, 6, 22), date(2026, 6, 28))
    assert small.totals(as_of=at("05-01T00:00"), period=days).minutes.value == 7 * 24 * 60


def test_an_entry_of_tomorrow_does_not_count_today(small):
    small.clock.us = at("06-12T10:30")
    small.put(touch("tomorrow", "06-13T09:00", 60))
    assert small.totals(as_of=None).minutes.value == 256


def test_filters_keep_only_what_belongs(small):
    video = entry("channel", key("video"))
    report = small.figures.report(replace(ASKED, where=video, model="linear"))
    assert (report.totals.minutes.value, report.totals.cost.value, report.totals.booked.value) == (125, 94, 240)
    both = small.totals(where=all_of(video, entry("person", key("Ann"))))
    assert (both.minutes.value, both.labour.value) == (25, 15)
    tweet = entry("channel", key("tweet"))
    assert [row.key for row in small.figures.report(replace(ASKED, by=("person",), where=tweet)).rows] == [
        ("Ann",),
        ("Bob",),
    ]


# ---------------------------------------------------------------- only what was touched is read again


class Counted:
    """A reader that says what it was asked."""

    def __init__(self, read, asked):
        self._read, self._asked = read, asked

    def __getattr__(self, name):
        found = getattr(self._read, name)
        if name.startswith("effort") or name == "paths":
            self._asked.append(name)
        return found

    def snapshot(self):
        from contextlib import nullcontext

        return nullcontext(self)


def test_a_log_reads_one_week_again(small, monkeypatch):
    asked: list[str] = []
    plain_read = Context.read
    monkeypatch.setattr(Context, "read", lambda self: Counted(plain_read(self), asked))
    quarter = Query(period=Period(date(2026, 3, 16), date(2026, 6, 14)), margin=MARGIN, with_ranges=False)
    small.clock.us = at("06-14T23:00")
    small.figures.return_page(quarter)
    assert [asked.count(name) for name in ("effort_of_weeks", "paths")] == [13, 13]
    small.put(touch("new", "06-10T15:00", 12, contact_id=key("C8")))
    asked.clear()
    page = small.figures.return_page(quarter)
    assert [asked.count(name) for name in ("effort_of_weeks", "effort_of_days", "effort", "paths")] == [1, 0, 0, 0]
    assert page.hours_all == Fraction(272, 60)
    asked.clear()
    assert small.figures.return_page(quarter) == page
    assert asked == []


def test_a_write_that_nobody_told_of_is_seen(small):
    small.figures.report(ASKED)
    with small.context.unit("elsewhere") as unit:
        unit.put(touch("new", "06-04T09:30", 7))
    assert small.totals().minutes.value == 267
    small.figures.forget()
    assert small.totals().minutes.value == 267


@pytest.mark.parametrize(
    "write",
    [
        lambda bench: bench.put(touch("new", "06-04T09:00", 7)),
        lambda bench: bench.put(replace(example.INTERACTIONS[0], end_us=example.INTERACTIONS[0].end_us + HOUR)),
        lambda bench: bench.put(replace(example.INTERACTIONS[0], contact_id=key("C2"))),
        lambda bench: bench.delete(Interaction, example.INTERACTIONS[6].id),
        lambda bench: bench.put(sale("new", "06-12T17:00")),
        lambda bench: bench.put(replace(example.CONVERSIONS[0], amount_minor=1)),
        lambda bench: bench.put(replace(example.CONVERSIONS[0], at_us=at("06-12T10:00"))),
        lambda bench: bench.delete(Conversion, example.CONVERSIONS[1].id),
        lambda bench: bench.put(replace(example.RATES[0], hourly_minor=9_999)),
        lambda bench: bench.put(replace(example.FX[0], rate="0.5")),
        lambda bench: bench.put(cost("new", 5_000, date(2026, 6, 3), date(2026, 6, 4))),
        lambda bench: bench.put(replace(example.CONTACTS[6], merged_into_id=key("C1"))),
        lambda bench: bench.put(replace(example.KINDS[0], channel_id=key("email"), name="short")),
    ],
)
def test_kept_figures_are_those_worked_out_anew(small, write):
    asked = [
        replace(ASKED, by=by, model=model)
        for by in (("channel",), ("contact",), ("week", "person"))
        for model in ("last", "minutes")
    ]
    for query in asked:
        small.figures.report(query)
    small.figures.return_page(ASKED)
    write(small)
    anew = Figures(small.context)
    for query in asked:
        assert small.figures.report(query) == anew.report(query)
    assert small.figures.return_page(ASKED) == anew.return_page(ASKED)
    assert small.figures.week_page(Week(2026, 24)) == anew.week_page(Week(2026, 24))


def test_a_margin_that_is_changed_is_seen_in_what_was_sold(small):
    pen = Product(id=key("pen"), name="pen", margin_ppm=300_000)
    small.put(pen, sale("s", "06-11T10:00", 10_000, product_id=pen.id))
    before = small.figures.return_page(ASKED)
    small.put(replace(pen, margin_ppm=900_000))
    assert small.figures.return_page(ASKED) == Figures(small.context).return_page(ASKED) != before


# ---------------------------------------------------------------- the Return page


def fill(bench, weeks=13, sold=2, minutes=300, **fields):
    """Weeks up to 14 June 2026 with some hours of mail each, and sales in each."""
    for week in range(weeks):
        monday = at("06-08T09:00") - week * 7 * DAY
        bench.put(
            touch(f"w{week}", monday, minutes + 11 * week),
            *(sale(f"w{week} {n}", monday + DAY, 20_000 + 700 * week, **fields) for n in range(sold)),
        )


QUARTER = Query(period=Period(date(2026, 3, 16), date(2026, 6, 14)), margin=MARGIN, as_of=AS_OF)


def test_the_first_weeks_say_what_is_missing(small):
    page = small.figures.return_page(ASKED)
    assert page.first_weeks
    assert page.sentence.code == "too_early"
    assert plain(page.sentence) == "€249 of time and platform, 4 purchases so far: too early to say what comes back."
    assert [part.text for part in parts(page.sentence) if part.strong] == ["too early to say what comes back."]
    assert [(each.step, each.have, each.need) for each in page.milestones] == [
        (Step.HOURS_AND_COST, 1, 1),
        (Step.BACK, 4, 5),
        (Step.RANGE, 4, 10),
        (Step.CHANNELS, 3, 5),
        (Step.EVIDENCE, 2, 20),
    ]
    assert page.milestones[-1].day == date(2026, 10, 19)
    assert all(point.so_far is None for point in page.weeks)
    assert [float(each.hours) * 60 for each in page.outcomes] == pytest.approx([0, 48, 87, 0, 125])


def test_what_came_of_the_hours(small):
    small.put(touch("nobody", "06-02T13:00", 30, contact_id=None))
    page = small.figures.return_page(ASKED)
    minutes = {
        row.level: [part * 60 for part in (row.purchase, row.other, row.nothing_yet, row.no_contact)]
        for row in page.outcomes
    }
    # tweets: C1, C2, C4 bought; C3, C5 only downloaded or asked for a demo; C7, C8 nothing
    assert minutes[2] == [15, 9, 24, 0]
    assert minutes[3] == [63, 24, 0, 30]
    assert minutes[5] == [125, 0, 0, 0]
    assert (page.hours_known, page.hours_all) == (Fraction(260, 60), Fraction(290, 60))


def test_a_full_quarter_has_its_likely_range(bench):
    fill(bench)
    page = bench.figures.return_page(QUARTER)
    assert not page.first_weeks
    assert page.tiles.back.gate is Gate.RANGED
    back = page.tiles.back.figure
    assert back.low < back.value < back.high
    remains = page.tiles.remains.figure
    assert (remains.low, remains.high) == pytest.approx((float(back.low) * 0.4, float(back.high) * 0.4), rel=1e-3)
    assert page.tiles.purchases.figure.value == 26
    hours_each = page.tiles.hours_a_purchase.figure
    assert hours_each.value == page.tiles.hours.figure.value / 26
    assert hours_each.low < hours_each.value < hours_each.high
    assert page.sentence.code == "not_paid_back" if remains.value < 1 else "paid_back"
    assert page.range_line.code == "likely_range"
    assert "26 purchases in 13 weeks" in plain(page.range_line)
    assert page.pays_back_at == Fraction(5, 2)
    assert not page.ranges_pending
    assert page.before is None


def test_a_filter_that_keeps_parts_of_purchases_says_so(bench):
    fill(bench)
    bench.put(*(touch(f"t{n}", at("06-08T08:00") - n * 7 * DAY, 5, kind_id=key("kind tweet")) for n in range(13)))
    page = bench.figures.return_page(replace(QUARTER, model="linear", where=entry("channel", key("email"))))
    assert page.tiles.purchases.figure.value < page.tiles.purchases.figure.n == 26
    assert "Parts of 26 purchases in 13 weeks" in plain(page.range_line)


def test_values_come_first_and_ranges_when_they_are_ready(bench):
    fill(bench)
    page = bench.figures.return_page(replace(QUARTER, with_ranges=False))
    assert page.ranges_pending
    assert page.tiles.back.figure.low is None
    assert page.range_line is None


def test_nine_purchases_show_what_leaving_one_out_does(bench):
    fill(bench, weeks=9, sold=1)
    page = bench.figures.return_page(QUARTER)
    back = page.tiles.back
    assert back.gate is Gate.HOLLOW
    assert back.figure.reason == "too_few_conversions"
    assert back.without_one[0] < back.figure.value < back.without_one[1]
    assert page.range_line.code == "without_one"
    # the first weeks of "return so far" are withheld, and stay so until five purchases stand behind it
    assert [point.so_far is None for point in page.weeks] == [True] * 8 + [False] * 5


def test_too_few_weeks_give_no_range_however_many_purchases(bench):
    fill(bench, weeks=9, sold=4)
    back = bench.figures.return_page(QUARTER).tiles.back
    assert back.gate is Gate.HOLLOW
    assert back.figure.reason == "too_few_clusters"
    assert bench.totals(period=QUARTER.period).return_ratio.low is None


def test_paid_back_says_since_when_and_not_yet_how_much_is_short(bench):
    fill(bench, sold=2)
    paid = bench.figures.return_page(replace(QUARTER, margin=Fraction(1)))
    assert paid.tiles.paid_back.state is PaidBackState.PAID_BACK
    assert paid.tiles.paid_back.day == date(2026, 3, 17)
    assert paid.sentence.code == "paid_back"
    short = bench.figures.return_page(replace(QUARTER, margin=Fraction(1, 10)))
    tally = bench.totals(period=QUARTER.period, margin=Fraction(1, 10))
    assert short.tiles.paid_back.short.value == tally.cost.value - tally.booked.value / 10
    assert plain(short.sentence).endswith("not yet paid back.")


def test_changes_are_against_the_period_before_where_there_was_one(bench):
    fill(bench, weeks=26)
    tiles = bench.figures.return_page(QUARTER).tiles
    now, before = (sum(300 + 11 * week for week in weeks) for weeks in (range(13), range(13, 26)))
    assert tiles.hours.change == Fraction(now, before) - 1
    assert (
        tiles.sales.change
        == Fraction(sum(20_000 + 700 * week for week in range(13)), sum(20_000 + 700 * week for week in range(13, 26)))
        - 1
    )
    assert tiles.back.change is None


def test_channels_keep_their_own_order_unless_ranges_are_apart(bench):
    fill(bench)
    for week in range(13):
        monday = at("06-08T14:00") - week * 7 * DAY
        bench.put(
            touch(f"v{week}", monday, 300, kind_id=key("kind video"), contact_id=key("C2"), score=9000),
            sale(f"v{week}", monday + DAY, 900_000 + week, contact_id=key("C2")),
        )
    page = bench.figures.return_page(QUARTER)
    assert [row.name for row in page.channels] == ["email", "video"]
    assert page.channel_order is Order.CERTAIN
    assert [row.level for row in page.levels] == [3, 5]
    assert page.levels[0].examples == ("email",)
    bench.put(*(touch(f"a{week}", at("06-09T09:00") - week * 7 * DAY, 400, contact_id=None) for week in range(13)))
    page = bench.figures.return_page(QUARTER)
    assert [row.compared for row in page.channels] == [False, True]
    assert page.channel_order is Order.TOO_FEW


# ---------------------------------------------------------------- the Week page


def test_a_running_week_is_compared_with_the_same_point_of_the_week_before(small):
    small.clock.us = at("06-10T13:00")
    page = small.figures.week_page(Week(2026, 24))
    assert page.running
    assert page.point_before == at("06-03T13:00")
    assert page.team.hours.value == Fraction(5 + 25 + 12 + 10, 60)
    # up to Wednesday 3 June, 13:00
    assert page.team.change.value == Fraction(52 - (6 + 4 + 12 + 15 + 5 + 6), 60)
    by_name = {row.name: row for row in page.channels}
    assert by_name["email"].change.value == Fraction(12 - 27, 60)
    assert page.series.weeks[-1] == Week(2026, 24)
    assert len(page.series.weeks) == 13
    assert page.series.purchases[-2:] == (1, 1)
    assert page.series.others[-2:] == (1, 1)


def test_a_week_that_is_over_is_compared_whole(small):
    small.clock.us = at("07-01T12:00")
    page = small.figures.week_page(Week(2026, 24))
    assert not page.running
    assert page.as_of == AS_OF
    assert page.team.change.value == Fraction(106 - 154, 60)
    assert page.team.sales.value == 600
    assert page.unexplained.sales.value == 120
    assert sum(row.sales.value for row in page.channels) + 120 == 600
    assert page.cost.value == Fraction(5041, 60)
    assert page.team.cost == page.cost
    assert (
        sum(row.cost.value for row in page.channels) + (page.shared.cost.value if page.shared else 0) == page.cost.value
    )


def test_the_first_week_of_a_store_is_compared_with_nothing(small):
    page = small.figures.week_page(Week(2026, 23))
    assert (page.team.change.value, page.team.change.reason) == (None, "nothing_recorded")


def test_of_many_channels_the_largest_six_are_drawn_and_the_others_together(bench):
    more = [Channel(id=key(f"ch{n}"), name=f"ch{n}", position=10 + n) for n in range(8)]
    kinds = [ChannelKind(id=key(f"kind ch{n}"), channel_id=each.id) for n, each in enumerate(more)]
    bench.put(*more, *kinds)
    bench.put(
        *(touch(f"t{n}", "06-09T09:00", 10 + n, kind_id=each.id, person_id=key("Bob")) for n, each in enumerate(kinds))
    )
    bands = bench.figures.week_page(Week(2026, 24)).series.channels
    assert [band.name for band in bands] == ["ch2", "ch3", "ch4", "ch5", "ch6", "ch7", ""]
    assert sum(band.hours[-1] for band in bands) == bench.figures.week_page(Week(2026, 24)).team.hours.value
    assert [band.name for band in bench.figures.week_page(Week(2026, 24)).series.levels] == ["1", "2", "3", "4", "5"]


def test_brands_of_a_week_add_up(small):
    add_variety(small)
    page = small.figures.week_page(Week(2026, 24))
    assert [row.name for row in page.brands] == ["Other", "Stylo", ""]
    for name in ("hours", "sales", "purchases"):
        assert sum(getattr(row, name).value for row in page.brands) == getattr(page.team, name).value


# ---------------------------------------------------------------- progress


def test_progress_is_told_week_by_week_and_may_end_it(small):
    told = []
    query = replace(ASKED, by=("contact",))
    whole = small.figures.report(query, lambda *step: told.append(step))
    assert told == [(0, 2), (1, 2)] * 2  # the totals, then the rows

    def stop(done, _whole):
        if done:
            raise Cancelled

    with pytest.raises(Cancelled):
        small.figures.report(replace(query, model="first"), stop)
    with pytest.raises(Cancelled):
        small.figures.return_page(ASKED, stop)
    assert small.figures.report(query) == whole


# ---------------------------------------------------------------- sums of many weeks at once


@pytest.mark.parametrize(
    "by", [(), ("channel",), ("person", "personalness"), ("week",), ("month", "channel"), ("topic",)]
)
@pytest.mark.parametrize(
    "changed",
    [
        {},
        {"parallel": Parallel.FULL},
        {"as_of": at("06-10T09:30")},
        {"as_of": at("05-20T00:00")},
        {"period": Period(date(2026, 4, 1), date(2026, 6, 10))},
    ],
)
def test_the_effort_of_many_weeks_is_that_of_each_added_up(small, by, changed):
    small.put(touch("before", "05-06T09:00", 30), touch("beside", "05-06T09:10", 30), touch("older", "04-30T23:50", 30))
    query = replace(ASKED, **({"period": Period(date(2026, 4, 6), date(2026, 6, 14))} | changed))
    dimensions = tuple(map(named, by))
    with Figures(small.context).asking(query) as asked:
        at_once = asked.effort(*dimensions)
    with Figures(small.context).asking(query) as asked:
        week_by_week = asked.sheet(*dimensions).rows
    assert {row: (each.counted, each.labour, each.interactions) for row, each in at_once.items() if each.us} == {
        row: (each.counted, each.labour, each.interactions) for row, each in week_by_week.items() if each.us
    }


def test_weeks_in_which_a_price_changes_are_not_added_up_as_one(small):
    quarter = replace(ASKED, period=Period(date(2026, 5, 4), date(2026, 6, 14)))
    with Figures(small.context).asking(quarter) as asked:
        (tally,) = asked.effort().values()
    assert tally.labour == Fraction("153.25")  # analytics.md 7.1: Ann costs 30.00 an hour, and 36.00 from 8 June


# ---------------------------------------------------------------- only what was touched is read again: rows


class Rows:
    """Counts the rows that the store gives."""

    def __init__(self, monkeypatch):
        self.read = 0
        plain = Reader._rows

        def counted(reader, query, values=None):
            rows = plain(reader, query, values)
            self.read += len(rows) if "from change" not in query else 0
            return rows

        monkeypatch.setattr(Reader, "_rows", counted)

    def of(self, work):
        before = self.read
        work()
        return self.read - before


@pytest.mark.parametrize("by", [("channel",), ("personalness",), ("person", "channel"), ("brand",)])
def test_a_changed_interaction_reads_the_rows_of_its_week_and_no_others(small, monkeypatch, by):
    for week in range(52):
        start = at("06-10T09:00") - week * 7 * DAY
        small.put(
            *(touch(f"{week} {n}", start + n * HOUR, 20, person_id=key(who), contact_id=key("C8"))
              for n, who in enumerate(("Ann", "Bob") * 3))
        )  # fmt: skip
    small.clock.us = at("06-15T09:00")
    year = Query(period=Period(date(2025, 6, 16), date(2026, 6, 14)), by=by, margin=MARGIN, with_ranges=False)
    rows = Rows(monkeypatch)
    at_first = rows.of(lambda: small.figures.report(year))
    unchanged = rows.of(lambda: small.figures.report(year))
    small.put(touch("10 2", at("04-01T11:00"), 25, contact_id=key("C8")))
    changed = rows.of(lambda: small.figures.report(year))
    assert unchanged == 0
    # A week of the roll-up has two people's rows here.
    assert changed <= 4 < at_first / 20
    assert small.figures.report(year) == Figures(small.context).report(year)
