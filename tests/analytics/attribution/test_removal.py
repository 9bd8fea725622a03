"""Markov by the rows of a report: the worked example, what sales say themselves, and rows that add up."""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roidesk.analytics.attribution.removal import Removals
from roidesk.analytics.sums.dimensions import DIMENSIONS, Special, dimensions
from roidesk.analytics.sums.outcomes import outcome
from roidesk.analytics.sums.tally import Tally, credit_tallies, merged, total
from roidesk.domain.figure import Figure
from roidesk.domain.instants import Week
from roidesk.domain.model import Topic
from tests.analytics import worked_example as example
from tests.analytics.sums.test_tally import NAMES, conversions, interactions, outcomes_of, sums, terms
from tests.analytics.worked_example import PERIOD, at, key

CHANNEL = dimensions(("channel",))


def touched_by(name):
    return tuple(each for each in example.INTERACTIONS if each.contact_id == key(name))


def worked(**changed):
    """The journeys of the worked example, with some fields of its conversions changed."""
    sales = [replace(each, **changed) for each in example.CONVERSIONS]
    return Removals(outcomes_of(sales, example.INTERACTIONS, "markov"), (touched_by("C7"), touched_by("C8")), NAMES)


def by_row(removals, by):
    return merged(removals.credited(by).values())


def test_the_worked_example_by_channel():
    rows = by_row(worked(), CHANNEL)
    expected = {"tweet": (124200, 17884800), "email": (139150, 20037600), "video": (78705, 11333520)}
    for name, (conversions_made, booked) in expected.items():
        tally = rows[key(name),]
        assert float(tally.conversions) == pytest.approx(conversions_made / 68411, abs=1e-12)
        assert float(tally.booked) == pytest.approx(booked / 68411, abs=1e-9)
    assert rows["(none)",].booked == 120
    assert total(rows.values()).booked == 840
    assert [rows[key(name),].events for name in expected] == [5, 5, 3]


def test_removal_effects_and_the_chance_to_convert_carry_the_gate():
    removals = worked()
    found = {name: removals.removal(CHANNEL, (key(name),)) for name in ("tweet", "email", "video")}
    assert {name: figure.value for name, figure in found.items()} == {
        "tweet": Fraction(8, 11),
        "email": Fraction(22, 27),
        "video": Fraction(53, 115),
    }
    assert {(figure.unit, figure.n, figure.reason) for figure in found.values()} == {("share", 5, "too_few_journeys")}
    p_conv = removals.p_conv
    assert (p_conv.value, p_conv.n, p_conv.low, p_conv.reason) == (Fraction(5, 7), 7, None, "too_few_journeys")


def test_nobodys_rows_have_no_removal_effect():
    for row in ("(none)", "(shared)"):
        assert worked().removal(CHANNEL, (Special(row),)) == Figure(None, "share", 5, reason="nothing_recorded")
    assert worked().removal(CHANNEL, (key("fax"),)).value == 0
    assert worked().removal(dimensions(("week",)), (Week(2026, 23),)).value is None


def test_journeys_that_go_nowhere_are_needed_for_more_than_a_warning():
    many = [each for n in range(60) for each in renamed(worked().outcomes, n)]
    assert Removals(many, (), NAMES).p_conv.reason == "no_null_journeys"
    figure = Removals(many, (touched_by("C7"),), NAMES).p_conv
    assert figure.reason is None
    assert figure.low < figure.value < figure.high
    assert Removals(many, (touched_by("C7"),), NAMES).removal(CHANNEL, (key("email"),)).reason is None


def renamed(outcomes, n):
    return [
        replace(each, conversion=replace(each.conversion, id=key(f"{n} {each.conversion.id}"))) for each in outcomes
    ]


def test_nothing_recorded_gives_no_value():
    nothing = Removals((), (), NAMES)
    assert (nothing.p_conv.value, nothing.p_conv.reason) == (None, "nothing_recorded")
    assert nothing.credited(CHANNEL) == {}
    lost = Removals((), (touched_by("C7"),), NAMES)
    assert (lost.p_conv.value, lost.p_conv.reason) == (0, "too_few_journeys")
    assert lost.removal(CHANNEL, (key("tweet"),)).value is None


def test_what_a_sale_says_itself_it_keeps():
    by = dimensions(("channel", "product"))
    said = by_row(worked(product_id=key("pen")), by)
    assert {row[1] for row, tally in said.items() if tally.conversions} == {key("pen")}
    silent = by_row(worked(), by)
    assert {row[1] for row, tally in silent.items() if tally.conversions} == {None, "(none)"}
    for name in ("tweet", "email", "video"):
        assert said[key(name), key("pen")].booked == silent[key(name), None].booked


def test_weeks_share_one_chain():
    by = dimensions(("channel", "week"))
    rows = by_row(worked(), by)
    whole = by_row(worked(), CHANNEL)
    for name in ("tweet", "email", "video"):
        parts = [tally for row, tally in rows.items() if row[0] == key(name)]
        assert sum(part.booked for part in parts) == whole[key(name),].booked
        assert len(parts) == 2


def test_amounts_without_a_rate_of_exchange_are_not_known_of_any_row():
    rows = by_row(worked(currency="JPY"), CHANNEL)
    assert all(rows[key(name),].booked_unknown for name in ("tweet", "email", "video"))
    assert all(rows[key(name),].expected_unknown for name in ("tweet", "email", "video"))


def test_a_touch_on_several_topics_is_a_step_for_each():
    ink, glue = key("ink"), key("glue")
    touch = replace(example.INTERACTIONS[0], topics=(ink, glue))
    found = Removals([outcome(example.CONVERSIONS[0], (touch,), terms("markov"))], (), NAMES)
    topic = dimensions(("topic",))
    assert found.removal(topic, (ink,)).value == found.removal(topic, (glue,)).value == 1
    assert by_row(found, topic)[ink,].conversions == Fraction(1, 2)
    assert Topic(id=ink, name="ink") in NAMES.topics


def test_a_refund_is_no_journey_and_goes_where_its_sale_went():
    k1 = example.CONVERSIONS[0]
    back = replace(k1, id=key("back"), amount_minor=-24_000, refund_of_id=k1.id)
    touches = touched_by("C1")
    sale, refund = outcome(k1, touches, terms("markov")), outcome(back, touches, terms("markov"))
    found = Removals([sale, refund], (), NAMES)
    assert found.p_conv.n == 1
    assert all(tally.booked == 0 for tally in by_row(found, CHANNEL).values())
    alone = by_row(Removals([refund], (), NAMES), CHANNEL)
    assert {row: tally.booked for row, tally in alone.items()} == {
        (key("tweet"),): -60,
        (key("email"),): -120,
        (key("video"),): -60,
    }


def test_a_conversion_of_which_some_touches_are_left_out_counts_whole():
    each = worked().outcomes[0]
    kept = replace(each, touches=each.touches[:1], shares=each.shares[:1])
    assert by_row(Removals([kept], (), NAMES), ())[()].conversions == 1


@given(
    st.lists(interactions(), max_size=8, unique_by=lambda each: each.id),
    st.lists(conversions(), max_size=5, unique_by=lambda each: each.id),
    st.sampled_from(DIMENSIONS),
    st.sampled_from(DIMENSIONS),
    st.randoms(use_true_random=False),
)
def test_rows_add_up_in_any_order(touches, sales, one, other, chance):
    by = dimensions((one, other) if one != other else (one,))
    in_time = sorted(touches, key=lambda each: (each.start_us, each.id))
    bought = {each.contact_id for each in sales}
    lost = [[each for each in in_time if each.contact_id == name] for name in {each.contact_id for each in touches}]
    nulls = [path for path in lost if path[0].contact_id is not None and path[0].contact_id not in bought]
    outcomes = outcomes_of(sales, touches, "markov")
    rows = by_row(Removals(outcomes, nulls, NAMES), by)
    whole = credit_tallies(outcomes, (), NAMES).get((), Tally())
    assert sums(total(rows.values())) == sums(whole)
    mixed = Removals(chance.sample(outcomes, len(outcomes)), chance.sample(nulls, len(nulls)), NAMES)
    again = by_row(mixed, by)
    assert again.keys() == rows.keys()
    for row, tally in rows.items():
        assert float(again[row].conversions) == pytest.approx(float(tally.conversions), abs=1e-9)
    assert all(PERIOD.first <= week.monday <= PERIOD.last for week in Removals(outcomes, nulls, NAMES).credited(by))
    assert at("06-01T00:00") < at("06-02T00:00")
