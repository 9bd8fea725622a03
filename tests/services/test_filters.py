"""Filters over a real store: what is kept and what is left out, whoever was merged, and what is kept in memory."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from roidesk.analytics.sums.dimensions import named
from roidesk.domain.errors import UserError
from roidesk.domain.filters import parse
from roidesk.domain.instants import MINUTE
from roidesk.domain.model import Audience, Channel, ChannelKind, Topic
from roidesk.services.contacts import Contacts
from roidesk.services.figures import Figures
from roidesk.services.kept_facts import Kept
from roidesk.services.matching import matching
from tests.analytics import worked_example as example
from tests.analytics.worked_example import at, key
from tests.services.figures_bench import ASKED, Bench, cost, touch

ADDED = "interactions minutes labour platform cost conversions purchases booked expected personal_minutes".split()
FILTERS = [
    "channel=tweet",
    "channel!=tweet",
    "channel=none",
    "personal>=3",
    "score>22.5 and score<90",
    "person=Ann and not channel=video",
    "channel=tweet or +solved",
    "@C1",
    "contact=none",
    "audience=customer",
    "audience=none or ~ask",
    "#ipad",
    "minutes>=10",
    "~give and (minutes<10 or channel=video)",
    "direction=in",
]


@pytest.fixture
def small(tmp_path):
    bench = Bench(tmp_path)
    bench.put(*example.FX, *example.COSTS, *example.INTERACTIONS, *example.CONVERSIONS)
    bench.put(
        replace(example.CONTACTS[0], audience=Audience.CUSTOMER),
        replace(example.CONTACTS[1], audience=Audience.CUSTOMER, merged_into_id=key("C1")),
        Topic(id=key("ipad"), name="iPad"),
        Topic(id=key("ink"), name="ink"),
        replace(example.INTERACTIONS[1], topics=(key("ipad"), key("ink"))),
        replace(example.INTERACTIONS[5], topics=(key("ink"),)),
    )
    yield bench
    bench.context.store.close()


def where(text):
    return replace(ASKED, where=parse(text))


def values(line, names=ADDED):
    return {name: getattr(line, name).value for name in names}


@pytest.mark.parametrize("text", FILTERS)
@pytest.mark.parametrize("model", ["time_decay", "linear"])
def test_what_is_kept_and_left_out_are_all_there_is(small, text, model):
    everything = values(small.totals(model=model))
    kept = values(small.figures.report(replace(where(text), model=model)).totals)
    left = values(small.figures.report(replace(where(f"not ({text})"), model=model)).totals)
    assert {name: kept[name] + left[name] for name in ADDED} == everything


@pytest.mark.parametrize("text", FILTERS)
@pytest.mark.parametrize("by", [("channel",), ("topic",), ("contact", "week"), ("conversion_kind",)])
def test_rows_of_what_is_kept_add_up(small, text, by):
    report = small.figures.report(replace(where(text), by=by))
    for name in ADDED:
        assert (
            sum((getattr(row.line, name).value for row in report.rows), Fraction(0))
            == getattr(report.totals, name).value
        ), name


def test_an_interaction_with_several_topics_is_kept_whole(small):
    report = small.figures.report(replace(where("#ipad"), by=("topic",)))
    assert report.totals.minutes.value == 4
    assert {row.key: row.line.minutes.value for row in report.rows if row.line.minutes.value} == {
        ("iPad",): 2,
        ("ink",): 2,
    }


def test_who_was_merged_is_one_contact(small):
    # C1: 6 + 15 + 30 + 8 minutes; C2, who is the same: 4 + 10 + 25.
    assert small.totals(where=parse("@C1")).minutes.value == 98
    assert small.totals(where=parse("@C2")).minutes.value == 98
    assert small.totals(where=parse(f"contact={key('C2')}")).minutes.value == 98
    assert small.totals(where=parse("audience=customer")).booked.value == 420


def test_contacts_are_known_by_name_address_and_id(small):
    small.put(replace(example.CONTACTS[2], handles=("@anna", "anna@acme.com")))
    read = small.context.read()
    book = Contacts(read)
    for text in ("C3", "@anna", "anna@acme.com", str(key("C3"))):
        assert book.called(text) == {key("C3")}
    assert book.called("nobody") == book.called(str(key("nothing"))) == frozenset()
    assert book.of_audience(Audience.CUSTOMER) == {key("C1")}
    assert book.of_audience(None) == {key(f"C{n}") for n in range(3, 9)}


def test_one_kind_of_conversion_beside_all_that_was_spent(small):
    demos = small.totals(where=parse("conversion=demo_request"))
    assert (demos.conversions.value, demos.cost.value) == (1, small.totals().cost.value)
    assert demos.cost_per_conversion.value == demos.cost.value
    of_video = small.totals(where=parse("conversion=purchase and channel=video"), model="last")
    assert (of_video.purchases.value, of_video.cost.value) == (1, 94)


def test_time_that_led_to_a_kind_of_conversion(small):
    every = small.figures.report(ASKED).touched_minutes_share.value
    downloads = small.figures.report(where("conversion=registered_download")).touched_minutes_share.value
    # K5 of C5: 12 minutes of mail and 3 of tweets before it.
    assert downloads == Fraction(15, 260) < every


def test_pieces_interactions_and_outcomes_are_those_kept(small):
    with small.figures.asking(where("channel=email and person=Bob")) as asked:
        assert sum(cell.effort.counted_us for cell in asked.pieces) == 42 * MINUTE
        assert {each.person_id for each in asked.interactions} == {key("Bob")}
        for each in asked.outcomes:
            assert {touch.person_id for touch in each.touches} == {key("Bob")}
            assert len(each.shares) == len(each.touches)
    with small.figures.asking(where("channel=none")) as asked:
        assert [each.conversion.id for each in asked.outcomes] == [key("K6")]
    with small.figures.asking(where("conversion=purchase")) as asked:
        assert {each.conversion.kind for each in asked.outcomes} == {"purchase"}
    with small.figures.asking(where("@C1")) as asked:
        assert asked.minutes(named("contact")) == {(key("C1"),): 98 * MINUTE}
        assert asked.led(named("contact")).keys() <= {(key("C1"),)}


def test_a_tool_nobody_used_is_that_channels_and_nobodys_person(small):
    small.put(
        Channel(id=key("chat"), name="chat"),
        ChannelKind(id=key("kind chat"), channel_id=key("chat")),
        cost("chat tool", 1400, date(2026, 6, 1), date(2026, 6, 14), channel_id=key("chat")),
    )
    assert small.totals(where=parse("channel=chat")).platform.value == 14
    before = small.totals(where=parse("channel!=tweet and channel!=email")).platform.value
    assert before == 14 + 14  # video and the tool of a channel that is none of these
    ann, bob = (small.totals(where=parse(f"person={name}")).platform.value for name in ("Ann", "Bob"))
    assert ann + bob + 14 == small.totals().platform.value


@pytest.mark.parametrize(
    "write",
    [
        lambda bench: bench.put(touch("new", "06-04T09:00", 7)),
        lambda bench: bench.put(replace(example.INTERACTIONS[0], contact_id=key("C4"))),
        lambda bench: bench.put(replace(example.INTERACTIONS[0], topics=(key("ipad"),))),
        lambda bench: bench.put(replace(example.CONTACTS[6], merged_into_id=key("C1"))),
        lambda bench: bench.put(replace(example.CONTACTS[3], audience=Audience.CUSTOMER)),
        lambda bench: bench.put(replace(example.KINDS[0], channel_id=key("email"), name="short", words=("tweet",))),
        lambda bench: bench.put(replace(example.CHANNELS[1], name="mail")),
    ],
)
def test_kept_sums_are_those_worked_out_anew(small, write):
    asked = [where(text) for text in ("channel!=video", "@C1 or @C4", "audience=customer", "#ipad", "personal>=2")]
    for query in asked:
        small.figures.report(query)
    write(small)
    anew = Figures(small.context)
    for query in asked:
        assert small.figures.report(query) == anew.report(query)


def test_only_the_last_few_filters_are_remembered():
    kept = Kept()
    for n in range(20):
        kept.filter_asked(f"where {n}")
        kept.effort[ASKED.period, ("week", f"where {n}")] = {}
    kept.filter_asked("where 19")
    assert len({key[1][1] for key in kept.effort}) == len(kept.filters) == 8
    kept.filter_asked("where 12")
    kept.filter_asked("where 20")
    assert "where 12" in kept.filters
    assert "where 13" not in kept.filters


def test_filtered_interactions_newest_first_page_by_page(small):
    read = small.context.read()
    found = list(matching(read, parse("@C2 and minutes>=10")))
    assert [each.start_us for each in found] == sorted((each.start_us for each in found), reverse=True)
    assert [(each.end_us - each.start_us) // MINUTE for each in found] == [25, 10, 30, 15]
    assert list(matching(read, parse("@C2 and minutes>=10"), found[1])) == found[2:]
    assert found[0].contact_id == key("C2")  # as it is stored
    with pytest.raises(UserError, match="where_not_here"):
        matching(read, parse("#ipad or conversion=purchase"))
    assert at("06-08T14:00") == found[0].start_us


def test_the_examples_of_the_documentation(small):
    def platform(text):
        return small.totals(where=parse(text)).platform.value

    assert platform("channel=tweet") == 78
    assert platform("channel=tweet and person=Ann") == Fraction("58.50")
