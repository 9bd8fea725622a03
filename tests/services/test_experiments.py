"""Planned experiments over a real store: planned on one day, judged when they are over."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from fractions import Fraction

import pytest

from roidesk.analytics.experiments import Flag, Halves, Plan
from roidesk.analytics.query import Query
from roidesk.domain.errors import Cancelled, UserError
from roidesk.domain.instants import MINUTE, Period, Week, from_local
from roidesk.domain.model import Contact, Conversion, Experiment, Interaction, Topic
from roidesk.services.experiments import Wanted
from tests.services.conftest import AMSTERDAM

WEEKLY = Wanted(name="More calls", halves=Halves.WEEKS, weeks=12, seed=4)
AFTER = "2027-02-15T00:00"


def refused(code, work, *arguments):
    with pytest.raises(UserError) as caught:
        work(*arguments)
    assert caught.value.code == code
    return caught.value.facts


def at(day, hour=9):
    return from_local(datetime(day.year, day.month, day.day, hour), AMSTERDAM)


@pytest.fixture
def team(desk):
    """Add interactions and purchases directly."""

    class Team:
        def __init__(self):
            self.kind = desk.context.read().catalogue().kinds[0].id
            self.person = desk.context.read().catalogue().people[0].id

        def put(self, *entries):
            with desk.context.unit("put") as unit:
                unit.put_many(entries)
            desk.figures.forget(unit.changes)

        def contacts(self, count):
            found = [Contact(id=desk.context.id(), name=f"Contact {n}") for n in range(count)]
            self.put(*found)
            return found

        def topics(self, count):
            found = [Topic(id=desk.context.id(), name=f"topic{n}") for n in range(count)]
            self.put(*found)
            return found

        def talked(self, day, minutes=10, **said):
            start = at(day)
            self.put(
                Interaction(
                    id=desk.context.id(), person_id=self.person, kind_id=self.kind, zone=AMSTERDAM,
                    start_us=start, end_us=start + minutes * MINUTE, **({"score": 5000} | said),
                )
            )  # fmt: skip

        def sold(self, day, count=1, minor=10_000, currency="EUR", **said):
            self.put(
                *(
                    Conversion(
                        id=desk.context.id(), at_us=at(day, 10) + n, zone=AMSTERDAM, kind="purchase", booked=True,
                        amount_minor=minor, currency=currency, **said,
                    )
                    for n in range(count)
                )
            )  # fmt: skip

    return Team()


def planned(desk, wanted=WEEKLY):
    entry, changes = desk.experiments.plan(wanted, desk.figures.query(Query()))
    assert changes.tables == {"experiment"}
    return entry, Plan.read(entry.plan)


def followed(team, plan, more=(30, 4), less=(10, 1)):
    """Let the team do what a plan of weeks says: minutes and purchases a week."""
    for text, got in zip(plan.units, plan.more, strict=True):
        for week in range(plan.each):
            day = Week.parse(text).plus(week).monday + timedelta(days=2)
            minutes, purchases = more if got else less
            team.talked(day, minutes)
            team.sold(day, purchases)


def result(desk, name="More calls", **said):
    return desk.experiments.result(name, desk.figures.query(Query(**said))).result


def test_weeks_in_pairs_from_next_monday_on(desk):
    entry, plan = planned(desk)
    assert (entry.first_day, entry.last_day, entry.seed) == (date(2026, 11, 23), date(2027, 2, 14), 4)
    assert plan.units[0] == "2026-W48"
    assert plan.units[-1] == "2027-W06"
    assert plan.as_drawn(4)
    desk.care.undo()
    assert desk.ledger.count("experiments") == 0


def test_a_plan_that_was_followed_is_tested(desk, team, clock):
    _entry, plan = planned(desk, replace(WEEKLY, target=Fraction(2)))
    followed(team, plan)
    clock.set(AFTER)
    found = result(desk)
    assert (found.verdict, found.flags, found.goal_met) == ("tested", (), True)
    assert found.p == 2 / 64
    assert (found.difference.value, found.difference.n) == (3, 30)
    assert (found.more.effort.value, found.less.effort.value) == (30, 10)
    assert [each.entry.name for each in found_by(desk)] == ["More calls"]


def found_by(desk, metric="purchases", first=date(2026, 11, 1), last=date(2027, 2, 28)):
    return desk.experiments.tested(desk.figures.query(Query(period=Period(first, last))), metric)


def test_only_what_tested_something_in_the_period_is_evidence(desk, team, clock):
    _entry, plan = planned(desk)
    team.put(Experiment(id=desk.context.id(), name="words", plan="call more", seed=1,
                        first_day=date(2026, 12, 1), last_day=date(2026, 12, 2), set_us=0))  # fmt: skip
    followed(team, plan)
    assert found_by(desk) == ()
    clock.set(AFTER)
    assert len(found_by(desk)) == 1
    assert found_by(desk, "booked") == ()
    assert found_by(desk, first=date(2026, 11, 30)) == ()
    assert len(desk.experiments.tested(desk.figures.query(Query()), "purchases")) == 1


def test_before_it_is_over_nothing_is_tested(desk, team, clock):
    _entry, plan = planned(desk)
    followed(team, plan)
    assert desk.experiments.show("more calls", desk.figures.query(Query())).state == "planned"
    clock.set("2027-02-14T23:59")
    assert result(desk).reason == "experiment_running"
    assert desk.experiments.show("more calls", desk.figures.query(Query())).state == "running"
    clock.set(AFTER)
    shown = desk.experiments.show("more calls", desk.figures.query(Query()))
    assert (shown.state, shown.flags) == ("over", ())
    assert result(desk).reason is None
    assert result(desk, as_of=at(date(2027, 2, 1))).reason == "experiment_running"


def test_what_was_entered_late_or_not_drawn_tests_nothing(desk, team, clock):
    entry, plan = planned(desk)
    followed(team, plan)
    clock.set(AFTER)
    team.put(replace(entry, set_us=at(entry.first_day, 0)))
    assert (result(desk).flags, result(desk).verdict) == ((Flag.SET_LATE,), "probable")
    team.put(replace(entry, seed=5))
    assert (result(desk).flags, result(desk).verdict) == ((Flag.NOT_AS_DRAWN,), "probable")


def test_weeks_that_are_skipped_do_not_count(desk, team, clock):
    _entry, plan = planned(desk, replace(WEEKLY, weeks=24, each=2, skip=1))
    for text, got in zip(plan.units, plan.more, strict=True):
        first = Week.parse(text).monday
        team.talked(first, 20 if got else 10)
        team.sold(first, 5)  # what the stretch before still brings
        team.sold(first + timedelta(weeks=1), 3 if got else 1)
    clock.set("2027-06-01T00:00")
    found = result(desk)
    assert (found.more.outcome.value, found.less.outcome.value, found.more.effort.value) == (3, 1, 10)


def test_halves_of_contacts(desk, team, clock):
    contacts = team.contacts(12)
    for each in contacts:
        team.talked(date(2026, 11, 3), 5, contact_id=each.id)
    team.contacts(3)  # nobody talked with them
    wanted = replace(WEEKLY, name="Half", halves=Halves.CONTACTS, weeks=4, metric="booked", effort="personal")
    entry, plan = planned(desk, wanted)
    assert sorted(plan.units) == sorted(str(each.id) for each in contacts)
    assert (sum(plan.more), entry.last_day) == (6, date(2026, 12, 20))
    for n, (text, got) in enumerate(zip(plan.units, plan.more, strict=True)):
        contact = next(each for each in contacts if str(each.id) == text)
        team.talked(date(2026, 12, 1) + timedelta(days=n), 20 if got else 10, contact_id=contact.id)
        team.sold(date(2026, 12, 2), 2 if got else 1, contact_id=contact.id)
    clock.set("2026-12-21T00:00")
    found = result(desk, "Half")
    assert (found.verdict, found.difference.value, found.difference.unit) == ("tested", 100, "EUR")
    assert (found.more.effort.value, found.difference.low) == (10, pytest.approx(100))
    shown = desk.experiments.show("Half", desk.figures.query(Query()))
    assert {each.name for each in shown.units} == {each.name for each in contacts}

    # Two of them turn out to be one: both are left out.
    merged, other = contacts[0], contacts[1]
    team.put(replace(desk.context.read().get(Contact, merged.id), merged_into_id=other.id))
    found = result(desk, "Half")
    assert found.more.units + found.less.units == 10
    assert found.flags == (Flag.MERGED,)
    # One of them turns out to be somebody else: they go on under that name.
    team.put(replace(desk.context.read().get(Contact, merged.id), merged_into_id=team.contacts(1)[0].id))
    assert result(desk, "Half").flags == ()


def test_halves_of_topics(desk, team, clock):
    topics = team.topics(8)
    for n, each in enumerate(topics):
        team.talked(date(2026, 11, 3) + timedelta(days=n), 5, topics=(each.id,))
    _entry, plan = planned(desk, replace(WEEKLY, name="Topics", halves=Halves.TOPICS, weeks=2, metric="conversions"))
    contacts = iter(team.contacts(24))
    for text, got in zip(plan.units, plan.more, strict=True):
        topic = next(each for each in topics if str(each.id) == text)
        for _ in range(4 if got else 2):
            who = next(contacts).id
            team.talked(date(2026, 12, 1), 10, contact_id=who, topics=(topic.id,))
            team.sold(date(2026, 12, 2), contact_id=who)
    clock.set("2026-12-07T00:00")
    found = result(desk, "Topics")
    assert (found.difference.value, found.p, found.verdict) == (2, 2 / 70, "tested")
    assert (found.difference.reason, found.difference.n) == ("too_few_clusters", 24)
    team.put(replace(topics[0], deleted_us=1))
    names = {each.name for each in desk.experiments.show("Topics", desk.figures.query(Query())).units}
    assert names == {each.name for each in topics[1:]} | {str(topics[0].id)}


def test_what_a_plan_could_show_is_told_by_the_weeks_before(desk, team):
    entry, _plan = planned(desk)
    query = desk.figures.query(Query())
    assert desk.experiments.show("More calls", query).detectable.reason == "nothing_recorded"
    for week in range(1, 14):
        team.sold(entry.first_day - timedelta(weeks=week), week % 2 + 1)
    found = desk.experiments.show("More calls", query).detectable
    # Seven weeks of 2 and six of 1, halves of six: 2.8 √(s² / 3)
    assert found.value == pytest.approx(2.8 * (7 / 26 / 3) ** 0.5)
    assert found.n == 13


def test_sales_that_are_not_known_say_so(desk, team, clock):
    _entry, plan = planned(desk, replace(WEEKLY, metric="booked"))
    followed(team, plan)
    team.sold(date(2026, 12, 1), currency="USD")
    clock.set(AFTER)
    found = result(desk)
    assert (found.difference.value, found.reason, found.p) == (None, "rate_missing", None)


def test_an_empty_store_and_what_cannot_be_planned(desk, clock):
    query = desk.figures.query(Query())

    def plan(**changed):
        return desk.experiments.plan(replace(WEEKLY, **changed), query)

    facts = refused("experiment_too_few_contacts", lambda: plan(halves=Halves.CONTACTS))
    assert facts == {"have": 0, "least": 7}
    refused("experiment_too_few_topics", lambda: plan(halves=Halves.TOPICS))
    assert refused("experiment_too_few_weeks", lambda: plan(weeks=10))["least"] == 12
    assert refused("experiment_weeks_uneven", lambda: plan(weeks=13))["step"] == 2
    refused("experiment_in_past", lambda: plan(first=date(2026, 11, 19)))
    for wrong in ({"weeks": 0}, {"weeks": 521}, {"each": 0}, {"each": 13}, {"skip": 1}, {"skip": -1}):
        refused("number_out_of_range", lambda wrong=wrong: plan(**wrong))
    planned(desk)
    refused("experiment_exists", lambda: plan(name="MORE calls"))
    refused("experiment_unknown", lambda: desk.experiments.show("less calls", query))
    clock.set(AFTER)
    assert (result(desk).reason, result(desk).verdict) == ("too_few_conversions", "too_little_data")


def test_a_seed_nobody_chose_and_a_start_in_the_middle_of_a_week(desk):
    entry, plan = planned(desk, replace(WEEKLY, seed=None, first=date(2026, 12, 2)))
    assert entry.first_day == date(2026, 12, 7)
    assert plan.as_drawn(entry.seed)


def test_words_in_place_of_a_plan(desk, team):
    team.put(Experiment(id=desk.context.id(), name="words", plan="call more", seed=1,
                        first_day=date(2026, 12, 1), last_day=date(2026, 12, 2), set_us=0))  # fmt: skip
    query = desk.figures.query(Query())
    refused("experiment_unreadable", lambda: desk.experiments.show("words", query))
    refused("experiment_unreadable", lambda: desk.experiments.result("words", query))


def test_ids_from_elsewhere_are_shown_as_they_are(desk, team):
    plan = Plan(Halves.CONTACTS, ("somebody", "else"), (True, False))
    team.put(Experiment(id=desk.context.id(), name="odd", plan=plan.text, seed=1,
                        first_day=date(2026, 12, 1), last_day=date(2026, 12, 2), set_us=0))  # fmt: skip
    query = desk.figures.query(Query())
    assert [each.name for each in desk.experiments.show("odd", query).units] == ["somebody", "else"]
    assert desk.experiments.result("odd", query).result.reason == "experiment_running"


def test_it_can_be_stopped(desk, team, clock):
    _entry, plan = planned(desk)
    followed(team, plan)
    clock.set(AFTER)

    def stop(done, whole):
        raise Cancelled

    with pytest.raises(Cancelled):
        desk.experiments.result("More calls", desk.figures.query(Query()), stop)
