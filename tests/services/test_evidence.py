"""Evidence over a real store: which weeks count, what a filter keeps, what weakens it, and what a plan tested."""

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

import pytest

from roidesk.analytics.evidence import Verdict
from roidesk.analytics.evidence.report import Of, On
from roidesk.analytics.experiments import Halves
from roidesk.analytics.query import Query
from roidesk.cli import evidence_text
from roidesk.domain.errors import Cancelled, UserError
from roidesk.domain.filters import parse
from roidesk.domain.instants import DAY, MINUTE, Period, Week
from roidesk.domain.model import Contact, Conversion, Cost, CostKind, FxRate, Interaction
from roidesk.services.evidence import EvidenceOfTime, Question
from roidesk.services.evidence_words import chance, power, verdict, weakened
from roidesk.services.experiments import Experiments, Wanted
from roidesk.services.figures import Figures
from tests.analytics import worked_example as example
from tests.analytics.worked_example import AS_OF, PERIOD, ZONE, key

MONDAY = date(2025, 1, 6)
HOURS = (2, 5, 1, 4, 3, 6, 2, 1, 5, 3, 4, 6, 1, 3, 2, 6, 5, 4, 1, 2, 6, 3, 5, 1, 4, 2)
QUICK = Question(with_strata=False)


class Weekly:
    """A team whose hours of a week bring one purchase an hour the week after."""

    def __init__(self, bench):
        self.bench = bench
        self.figures = Figures(bench.context)
        self.evidence = EvidenceOfTime(self.figures, Experiments(bench.context, self.figures))

    def put(self, *entries):
        self.figures.forget(self.bench.put(*entries))

    def weeks(self, count, first=MONDAY, **more):
        day = first
        for week in range(count):
            self.put(talked(f"talk {day}", day, 60 * HOURS[week % len(HOURS)], **more))
            for number in range(HOURS[(week - 1) % len(HOURS)]):
                self.put(sold(f"sale {day} {number}", day))
            day += timedelta(weeks=1)

    def ask(self, question=QUICK, **query):
        return self.evidence.report(Query(**({"as_of": AS_OF} | query)), question)


@pytest.fixture
def team(bench):
    return Weekly(bench)


def talked(name, day, minutes, kind="email", **more):
    start = day_at(day)
    given = {"person_id": key("Ann"), "kind_id": key(f"kind {kind}"), "contact_id": key("C1"), "score": 2500}
    return Interaction(id=key(name), start_us=start, end_us=start + minutes * MINUTE, zone=ZONE, **(given | more))


def sold(name, day, **more):
    given = {"kind": "purchase", "booked": True, "amount_minor": 1000, "currency": "EUR"}
    return Conversion(id=key(name), at_us=day_at(day) + 8 * 60 * MINUTE, zone=ZONE, **(given | more))


def day_at(day):
    return Period(day, day).span(ZONE).start + 9 * 60 * MINUTE


def test_what_a_week_brings_the_week_after(team):
    team.weeks(60)
    found = team.ask()
    assert (found.evidence.weeks, found.evidence.best_lag, found.max_lag) == (60, 1, 5)
    assert found.effort[:3] == (120, 300, 60)
    assert found.outcome[:3] == (2, 2, 5)
    assert found.weeks[0] == Week.of(MONDAY)
    assert found.evidence.verdict is Verdict.STRONG
    assert found.conversions.value == sum(found.outcome)
    assert verdict(found) == "A strong link: weeks with more hours are followed by more purchases, 1 week later."
    assert "fewer than 1 of 100 tries" in chance(found)
    assert weakened(found) == []
    assert len(power(found)) == 1


def test_on_revenue_and_of_personal_minutes(team):
    team.weeks(20)
    found = team.ask(Question(Of.PERSONAL, On.REVENUE, 2, with_strata=False))
    assert found.effort[0] == 120 * Fraction(25, 100)
    assert found.outcome[0] == 20
    assert (found.max_lag, found.carry_over.carry.reason) == (2, "too_few_weeks")
    assert found.as_json()["on"] == "revenue"


def test_conversions_count_every_kind(team):
    team.weeks(3)
    team.put(sold("demo", MONDAY, kind="demo_request", booked=False))
    assert team.ask(replace(QUICK, on=On.CONVERSIONS)).outcome[0] == 3
    assert team.ask().outcome[0] == 2


def test_a_refund_is_no_purchase_but_takes_its_amount(team):
    team.weeks(3)
    team.put(sold("back", MONDAY, amount_minor=-500))
    assert team.ask().outcome[0] == 2
    assert team.ask(replace(QUICK, on=On.REVENUE)).outcome[0] == 15


def test_only_whole_weeks_since_time_was_logged(team):
    team.put(sold("early", MONDAY - timedelta(weeks=30)))
    team.weeks(4, MONDAY + timedelta(days=2))
    # Sales are older than the first hour, which was on a Wednesday: its week is the first with time.
    found = team.ask()
    assert [str(week) for week in found.weeks[:2]] == ["2025-W02", "2025-W03"]
    first = team.ask(period=Period(MONDAY + timedelta(days=1), MONDAY + timedelta(days=20)))
    assert [str(week) for week in first.weeks] == ["2025-W03", "2025-W04"]


def test_the_week_of_the_first_entry_is_not_whole_unless_it_was_a_monday(team):
    team.weeks(4, MONDAY + timedelta(days=2))
    assert str(team.ask().weeks[0]) == "2025-W03"


def test_a_week_that_still_runs_does_not_count(team):
    team.weeks(4)
    for until, last in ((day_at(MONDAY + timedelta(weeks=3)), 4), (day_at(MONDAY + timedelta(days=20)), 3)):
        assert [str(week) for week in team.ask(as_of=until).weeks] == [f"2025-W0{n}" for n in range(2, last + 1)]


def test_an_empty_store(team):
    found = team.ask(Question())
    assert (found.weeks, found.evidence.verdict, found.evidence.reason) == (
        (),
        Verdict.TOO_LITTLE_DATA,
        "nothing_recorded",
    )
    assert (found.contact_share.value, found.contact_share.reason) == (None, "no_time")
    assert verdict(found) == "Too little data: no whole week is recorded yet."
    assert (chance(found), power(found)) == (None, [])


def test_under_20_weeks(team):
    team.weeks(19)
    found = team.ask()
    assert verdict(found) == "Too little data: 19 of 20 weeks. What is below only describes them."
    assert found.evidence.statistic is not None
    assert power(found)[1].startswith("About ")


def test_few_conversions_and_what_never_varies(team):
    for week in range(20):
        team.put(talked(f"talk {week}", MONDAY + timedelta(weeks=week), 60))
    assert verdict(team.ask()) == "Too little data: 0 of 10 conversions. What is below only describes them."
    for number in range(12):
        team.put(sold(f"sale {number}", MONDAY + timedelta(weeks=number)))
    assert "hours or purchases are the same every week" in verdict(team.ask())


def test_an_amount_without_a_rate(team):
    team.weeks(21)
    team.put(sold("dollars", MONDAY + timedelta(weeks=2), currency="USD"))
    found = team.ask(replace(QUICK, on=On.REVENUE, by="channel"))
    assert (found.outcome[2], found.evidence.reason) == (None, "rate_missing")
    assert found.rows[0].evidence.reason == "rate_missing"
    assert "rate of exchange" in verdict(found)
    assert team.ask().evidence.reason is None
    team.put(FxRate(id=key("usd"), day=MONDAY + timedelta(weeks=2), source="USD", target="EUR", rate="0.9"))
    assert team.ask(replace(QUICK, on=On.REVENUE)).outcome[2] == 59


def test_a_filter_on_the_time_leaves_all_sales_in(team):
    team.weeks(30)
    team.put(talked("a tweet", MONDAY + timedelta(days=1), 30, kind="tweet"))
    everything, tweets = team.ask(), team.ask(where=parse("channel=tweet"))
    assert tweets.effort[:2] == (30, 0)
    assert tweets.outcome == everything.outcome
    assert tweets.weeks == everything.weeks


def test_a_filter_that_sales_answer_themselves_keeps_to_them(team):
    team.weeks(30)
    team.put(sold("demo", MONDAY, kind="demo_request", booked=False))
    found = team.ask(replace(QUICK, on=On.CONVERSIONS), where=parse("conversion=demo_request and channel=email"))
    assert found.outcome[:2] == (1, 0)
    assert found.effort[:2] == (120, 300)


def test_each_channel_alone_and_beside_the_others(team):
    team.weeks(40)
    for week in range(40):
        minutes = 30 + 7 * (week * 5 % 11)
        team.put(talked(f"tweet {week}", MONDAY + timedelta(weeks=week, days=1), minutes, kind="tweet"))
    # Some purchases more that come of nothing: a perfect fit would leave no range.
    for week in (3, 4, 11, 18, 19, 26, 33):
        team.put(sold(f"by itself {week}", MONDAY + timedelta(weeks=week)))
    found = team.ask(replace(QUICK, by="channel"))
    rows = {row.key: row for row in found.rows}
    assert set(rows) == {"email", "tweet"}
    assert rows["email"].jointly.low > 0.5
    assert rows["tweet"].jointly.low < 0 < rows["tweet"].jointly.high
    assert rows["email"].evidence.verdict is Verdict.PROBABLE
    assert rows["email"].p_holm == pytest.approx(2 / 2000)


def test_weeks_of_ads_are_named(team):
    team.weeks(25)
    first = MONDAY + timedelta(weeks=3)
    ad = Cost(
        id=key("ad"), name="launch", kind=CostKind.AD_SPEND, amount_minor=5000, currency="EUR",
        first_day=first, last_day=first + timedelta(days=2),
    )  # fmt: skip
    team.put(ad)
    found = team.ask(replace(QUICK, by="channel"))
    assert [str(week) for week in found.ad_weeks] == ["2025-W05"]
    assert "ad_weeks" in found.evidence.flags
    assert "Ads were paid for in 1 of these weeks; they may have raised both." in weakened(found)
    # Ads in every week cannot have made some differ from others.
    team.put(replace(ad, first_day=MONDAY, last_day=MONDAY + timedelta(weeks=25)))
    assert "ad_weeks" not in team.ask().evidence.flags


def test_contacts_by_the_time_of_their_first_week(bench, team):
    bench.put(*(Contact(id=key(f"P{n}"), name=f"P{n}") for n in range(44)))
    for number in range(44):
        day = MONDAY + timedelta(weeks=number // 4)
        team.put(talked(f"first {number}", day, 10 + 50 * (number % 2), contact_id=key(f"P{number}")))
        if number % 4 == 1 or number % 8 == 0:
            team.put(sold(f"later {number}", day + timedelta(days=9), contact_id=key(f"P{number}")))
    # Who bought in the first week had no time to get more: left out. Time after it does not count.
    team.put(sold("at once", MONDAY + timedelta(days=1), contact_id=key("P0")))
    team.put(talked("afterwards", MONDAY + timedelta(days=20), 600, contact_id=key("P2")))
    found = team.ask(Question())
    assert set(found.strata) == {"channel", "person", "product", "month", "known"}
    # 22 with 60 minutes, of whom 11 bought; 21 with 10 (P0 left out), of whom 5.
    assert found.strata["person"].crude.value == Fraction(11 * 16, 11 * 5)
    assert found.strata["person"].reverses is False
    assert found.strata["channel"].crude.n == 43


def test_those_whose_first_week_is_not_over_are_left_out(team):
    team.weeks(2)
    assert team.ask(Question(), as_of=day_at(MONDAY) + 7 * DAY - MINUTE).strata["person"].crude.n == 0
    assert team.ask(Question(), as_of=day_at(MONDAY) + 7 * DAY).strata["person"].crude.n == 1
    assert team.ask(Question(), as_of=day_at(MONDAY)).strata == {}


def test_weeks_at_the_end_in_which_nothing_was_entered_do_not_count(team):
    team.weeks(3)
    team.put(sold("late", MONDAY + timedelta(weeks=4)))
    assert [str(week) for week in team.ask().weeks] == [f"2025-W0{n}" for n in (2, 3, 4, 5, 6)]


def test_a_planned_experiment_that_found_more_is_tested(team):
    bench = team.bench
    bench.clock.us = day_at(MONDAY - timedelta(days=3))
    experiments = Experiments(bench.context, team.figures)
    wanted = Wanted(name="More mail", halves=Halves.WEEKS, weeks=12, seed=4)
    entry, changes = experiments.plan(wanted, team.figures.query(Query()))
    team.figures.forget(changes)
    plan = experiments.show("More mail", team.figures.query(Query())).plan
    for week, more in enumerate(plan.more):
        day = MONDAY + timedelta(weeks=week)
        team.put(talked(f"talk {week}", day, 240 if more else 60))
        for number in range(6 if more else 1):
            team.put(sold(f"sale {week} {number}", day))
    bench.clock.us = AS_OF
    found = team.ask(as_of=None)
    assert [each.name for each in found.experiments] == [entry.name]
    assert found.evidence.verdict is Verdict.TESTED
    assert verdict(found) == "Tested: a planned experiment found more purchases where there were more hours."
    assert chance(found) == "If it made no difference, the lot would bring one this large in about 3 of 100 cases."
    surer = replace(found, experiments=[replace(found.experiments[0], p=0.001)])
    assert chance(surer).endswith("in fewer than 1 of 100 cases.")
    assert f"{entry.name}: 5.000 more, by the lot in" in evidence_text.report(found)
    # It was about minutes and purchases.
    assert team.ask(replace(QUICK, of=Of.PERSONAL), as_of=None).experiments == []
    assert team.ask(replace(QUICK, on=On.REVENUE), as_of=None).experiments == []


def test_hours_that_hardly_vary_show_nothing_by_waiting(team):
    for week in range(20):
        day = MONDAY + timedelta(weeks=week)
        team.put(talked(f"talk {week}", day, 100 + week * 7 % 3), sold(f"sale {week}", day))
        if week % 5 == 0:
            team.put(sold(f"more {week}", day))
    said = power(team.ask())
    assert "Waiting does not help: it would take more than ten years to see it in 80 of 100 cases." in said
    assert said[-1].startswith("Varying the hours on purpose says it sooner: by half up and down, ")


@pytest.mark.parametrize("lag", [-1, 27])
def test_lags_have_bounds(team, lag):
    with pytest.raises(UserError) as caught:
        team.ask(Question(max_lag=lag))
    assert caught.value.code == "number_out_of_range"


def test_a_dimension_there_is_not(team):
    with pytest.raises(UserError) as caught:
        team.ask(Question(by="wether"))
    assert caught.value.code == "dimension_unknown"


def test_progress_over_all_tests_and_stopping(team):
    team.weeks(30)
    told = []
    question = replace(QUICK, by="channel")
    team.evidence.report(Query(as_of=AS_OF), question, lambda *done: told.append(done))
    assert told == [(step, 2 * 1999) for step in (500, 1000, 1500, 1999, 2499, 2999, 3499, 3998)]

    def stop(_done, _whole):
        raise Cancelled

    with pytest.raises(Cancelled):
        team.evidence.report(Query(as_of=AS_OF), question, stop)


def test_the_worked_example_has_too_few_weeks(bench):
    bench.put(*example.FX, *example.COSTS, *example.INTERACTIONS, *example.CONVERSIONS)
    figures = Figures(bench.context)
    found = EvidenceOfTime(figures, Experiments(bench.context, figures)).report(
        Query(period=PERIOD, as_of=AS_OF), Question()
    )
    assert (found.evidence.weeks, found.evidence.verdict) == (2, Verdict.TOO_LITTLE_DATA)
    assert (found.effort, found.outcome) == ((154, 106), (1, 3))
    assert found.conversions.value == 4
